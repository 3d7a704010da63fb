import Values

/// A day as a table writes it, to a day's number, without a string.
enum DayText {
  /// What stands first where the year stands last.
  enum Order: Sendable {
    case dayFirst
    case monthFirst
  }

  /// `2026-03-14`, with a time behind it or without; `2026/03/14`, `2026.03.14`, `20260314`.
  static func number(_ bytes: ArraySlice<UInt8>) -> Int32? {
    let first = bytes.startIndex
    if bytes.count == 8, bytes.allSatisfy(\.isDigit) {
      return day(digits(bytes, first, 4), digits(bytes, first + 4, 2), digits(bytes, first + 6, 2))
    }
    guard
      bytes.count == 10
        || (bytes.count > 10
          && (bytes[first + 10] == UInt8(ascii: "T") || bytes[first + 10] == UInt8(ascii: " ")))
    else { return nil }
    let mark = bytes[first + 4]
    guard marks.contains(mark), bytes[first + 7] == mark else { return nil }
    return day(digits(bytes, first, 4), digits(bytes, first + 5, 2), digits(bytes, first + 8, 2))
  }

  /// The two numbers before the year of `14.03.2026`, `3/14/2026` or `14-3-2026`, and the year.
  static func parts(
    _ bytes: ArraySlice<UInt8>
  ) -> (first: Int, second: Int, year: Int, mark: UInt8)? {
    guard let mark = bytes.first(where: { !$0.isDigit }), marks.contains(mark) else { return nil }
    let runs = bytes.split(separator: mark, omittingEmptySubsequences: false)
    guard runs.count == 3, (1...2).contains(runs[0].count), (1...2).contains(runs[1].count),
      runs[2].count == 4,
      let first = digits(runs[0], runs[0].startIndex, runs[0].count),
      let second = digits(runs[1], runs[1].startIndex, runs[1].count),
      let year = digits(runs[2], runs[2].startIndex, 4)
    else { return nil }
    return (first, second, year, mark)
  }

  static func number(_ bytes: ArraySlice<UInt8>, _ order: Order) -> Int32? {
    guard let parts = parts(bytes) else { return nil }
    switch order {
    case .dayFirst: return day(parts.year, parts.second, parts.first)
    case .monthFirst: return day(parts.year, parts.first, parts.second)
    }
  }

  private static let marks = [UInt8(ascii: "-"), UInt8(ascii: "/"), UInt8(ascii: ".")]

  private static func day(_ year: Int?, _ month: Int?, _ day: Int?) -> Int32? {
    guard let year, let month, let day else { return nil }
    return Day(year: year, month: month, day: day)?.number
  }

  private static func digits(_ bytes: ArraySlice<UInt8>, _ start: Int, _ count: Int) -> Int? {
    var value = 0
    for index in start..<(start + count) {
      guard bytes[index].isDigit else { return nil }
      value = value * 10 + Int(bytes[index] - UInt8(ascii: "0"))
    }
    return value
  }
}

/// How a column writes days whose year stands last: what some of its cells show goes for all of them.
enum DayOrder: Sendable {
  case known(DayText.Order)
  /// No cell shows which stands first.
  case unknown
  /// Some cells can only have the day first, others only the month.
  case contradictory

  init(_ cells: some Sequence<ArraySlice<UInt8>>) {
    var (isDayFirst, isMonthFirst, hasOnlyPoints) = (false, false, true)
    for cell in cells {
      guard let parts = DayText.parts(cell) else { continue }
      if parts.first > 12 { isDayFirst = true }
      if parts.second > 12 { isMonthFirst = true }
      if parts.mark != UInt8(ascii: ".") { hasOnlyPoints = false }
    }
    switch (isDayFirst, isMonthFirst) {
    case (true, true): self = .contradictory
    case (true, false): self = .known(.dayFirst)
    case (false, true): self = .known(.monthFirst)
    // Where days are written with points, the day stands first (DIN 1355, and all who write so).
    case (false, false): self = hasOnlyPoints ? .known(.dayFirst) : .unknown
    }
  }
}

extension UInt8 {
  var isDigit: Bool { self >= 0x30 && self <= 0x39 }
  /// An upper-case ASCII letter, or a byte of a letter beyond ASCII.
  var isLetter: Bool { (self >= 0x41 && self <= 0x5A) || self >= 0x80 }
  var upper: UInt8 { self >= 0x61 && self <= 0x7A ? self - 0x20 : self }
}

/// A 64-bit hash of bytes, the same on every machine and in every run (FNV-1a with a final mix).
struct TextHash {
  private var state: UInt64 = 0xCBF2_9CE4_8422_2325

  init() {}

  mutating func add(_ byte: UInt8) {
    state = (state ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
  }

  var value: UInt64 {
    var mixed = state
    mixed = (mixed ^ (mixed >> 32)) &* 0xD6E8_FEB8_6659_FD93
    mixed = (mixed ^ (mixed >> 32)) &* 0xD6E8_FEB8_6659_FD93
    return mixed ^ (mixed >> 32)
  }

  static func of(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    var hash = TextHash()
    for byte in bytes { hash.add(byte) }
    return hash.value
  }
}

extension DayText {
  static func number(year: Int, month: Int, day: Int) -> Int32? {
    Day(year: year, month: month, day: day)?.number
  }
}
