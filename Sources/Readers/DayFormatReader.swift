import Values

/// Reads one cell by a day format's parts.
struct DayFormatReader {
  private let cell: [UInt8]
  private var index = 0
  private var year = 0
  private var month = 0
  private var day = 0

  init(_ cell: Span<UInt8>) {
    var bytes: [UInt8] = []
    // No day with its time is longer; what is longer fails on its first parts.
    let count = min(cell.count, 64)
    bytes.reserveCapacity(count)
    for index in 0..<count { bytes.append(cell[index]) }
    self.cell = bytes
  }

  mutating func read(_ parts: [DayFormat.Part]) -> Day? {
    for part in parts {
      switch part {
      case .year(let digits):
        guard let value = number(least: digits, most: digits) else { return nil }
        // 1950...2049, the window of X.509 (RFC 5280, 4.1.2.5.1).
        year = digits == 4 ? value : value < 50 ? 2000 + value : 1900 + value
      case .month(let least, let most):
        guard let value = number(least: least, most: most) else { return nil }
        month = value
      case .day(let least, let most):
        guard let value = number(least: least, most: most) else { return nil }
        day = value
      case .monthName:
        guard let value = monthName() else { return nil }
        month = value
      case .literal(let byte):
        guard literal(byte) else { return nil }
      case .time: return restIsTime(isStated: true) ? result : nil
      case .excel: return serial()
      }
    }
    return restIsTime(isStated: false) ? result : nil
  }

  private var result: Day? { Day(year: year, month: month, day: day) }

  private mutating func number(least: Int, most: Int) -> Int? {
    var (value, count) = (0, 0)
    while index < cell.count, count < most, (0x30...0x39).contains(cell[index]) {
      value = value * 10 + Int(cell[index] - 0x30)
      count += 1
      index += 1
    }
    return count >= least ? value : nil
  }

  private mutating func literal(_ byte: UInt8) -> Bool {
    if byte == 0x20 {
      // `14.3.2026` under `d. M. yyyy`: spaces are free.
      while index < cell.count, cell[index] == 0x20 { index += 1 }
      return true
    }
    // `14 Mar 2026` under `d. MMM yyyy`: a point behind a day or a month's name may be left out.
    guard index < cell.count, cell[index] == byte else {
      return byte == UInt8(ascii: ".") && index < cell.count && cell[index] == 0x20
    }
    index += 1
    return true
  }

  private mutating func monthName() -> Int? {
    let start = index
    while index < cell.count, cell[index] >= 0x80 || (0x61...0x7A).contains(cell[index] | 0x20) {
      index += 1
    }
    let word = String(decoding: cell[start..<index], as: UTF8.self)
    guard let month = MonthNames.number(TextFolding.folded(word)) else { return nil }
    if index < cell.count, cell[index] == UInt8(ascii: "."), index + 1 < cell.count {
      // The point of an abbreviation, unless the format has one here itself.
      if cell[index + 1] == 0x20 { index += 1 }
    }
    return month
  }

  /// Nothing is left, or a time of day with whatever zone.
  private func restIsTime(isStated: Bool) -> Bool {
    var rest = cell[index...]
    if rest.isEmpty { return true }
    if !isStated {
      guard let first = rest.first, [0x20, UInt8(ascii: "T"), UInt8(ascii: ",")].contains(first)
      else { return false }
      rest = rest.drop { $0 == 0x20 || $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "T") }
    }
    rest = rest.drop { $0 == 0x20 || $0 == UInt8(ascii: "T") }
    guard let first = rest.first else { return true }
    return (0x30...0x39).contains(first) && rest.contains(UInt8(ascii: ":")) || isStated
  }

  /// A spreadsheet's serial number in the 1900 system, its fraction (the time) passed over.
  ///
  /// Source: ECMA-376-1, 18.17.4.1. Day 60 is the 29 February 1900 that never was.
  private mutating func serial() -> Day? {
    guard let number = number(least: 1, most: 7), number >= 1, number != 60, number <= 2_958_465
    else { return nil }
    if index < cell.count {
      let isFraction =
        (cell[index] == UInt8(ascii: ".") || cell[index] == UInt8(ascii: ","))
        && index + 1 < cell.count
        && cell[(index + 1)...].allSatisfy { (0x30...0x39).contains($0) }
      guard isFraction else { return nil }
    }
    // 1899-12-30 is day -25569 of 1970; before the false leap day the count is one less.
    return Day(number: Int32(number - 25_569 + (number < 60 ? 1 : 0)))
  }
}
