import Values

/// Amounts and days as banks' text formats write them.
enum BankAmount {
  /// SWIFT's `15d`: digits with a decimal comma that may end the figure: `25,03`, `9,`, `,5`, `000000000025,00`.
  static func swift(_ text: some StringProtocol) -> ExactDecimal? {
    guard !text.isEmpty, text.utf8.allSatisfy({ isDigit($0) || $0 == 0x2C || $0 == 0x2E }) else {
      return nil
    }
    return XMLText.decimal(text.map { $0 == "," ? "." : String($0) }.joined())
  }

  /// OFX: a sign, digits, and a point or comma as decimal mark.
  ///
  /// OFX 1.6, 3.2.9.2 forbids digit grouping; a figure with two marks is therefore no amount.
  static func ofx(_ text: String) -> ExactDecimal? {
    let marks = text.utf8.count { $0 == 0x2C || $0 == 0x2E }
    guard marks <= 1 else { return nil }
    var rest = text[...]
    if rest.first == "+" { rest.removeFirst() }
    return XMLText.decimal(rest.map { $0 == "," ? "." : String($0) }.joined())
  }

  /// `YYMMDD`.
  ///
  /// Interest is reckoned in months of thirty days, so banks write 30 February as a value date: taken as the
  /// month's last day.
  static func sixDigitDay(_ text: some StringProtocol) -> Day? {
    guard let digits = digits(text, count: 6) else { return nil }
    let year = digits[0] * 10 + digits[1]
    return day(
      year: year < 50 ? 2000 + year : 1900 + year,
      month: digits[2] * 10 + digits[3],
      day: digits[4] * 10 + digits[5]
    )
  }

  /// `MMDD`, in the year that brings it nearest to `other`.
  static func fourDigitDay(_ text: some StringProtocol, near other: Day) -> Day? {
    guard let digits = digits(text, count: 4) else { return nil }
    let candidates = (-1...1).compactMap { shift in
      day(
        year: other.year + shift,
        month: digits[0] * 10 + digits[1],
        day: digits[2] * 10 + digits[3]
      )
    }
    return candidates.min { abs($0.days(until: other)) < abs($1.days(until: other)) }
  }

  /// `YYYYMMDD` and what may follow it: a time and a zone, which do not move the day.
  static func eightDigitDay(_ text: some StringProtocol) -> Day? {
    guard let digits = digits(text.prefix(8), count: 8) else { return nil }
    let year = digits[0..<4].reduce(0) { $0 * 10 + $1 }
    return Day(year: year, month: digits[4] * 10 + digits[5], day: digits[6] * 10 + digits[7])
  }

  static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  private static func day(year: Int, month: Int, day: Int) -> Day? {
    guard (1...12).contains(month) else { return nil }
    let length = Day.length(ofMonth: month, year: year)
    return Day(year: year, month: month, day: day <= 30 ? min(day, length) : day)
  }

  private static func digits(_ text: some StringProtocol, count: Int) -> [Int]? {
    guard text.utf8.count == count, text.utf8.allSatisfy(isDigit) else { return nil }
    return text.utf8.map { Int($0 - 0x30) }
  }
}
