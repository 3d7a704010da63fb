import Values

/// `2026-03-14` to a day's number, without a string.
enum DayText {
  static func number(_ bytes: ArraySlice<UInt8>) -> Int32? {
    guard
      bytes.count == 10 || (bytes.count > 10 && bytes[bytes.startIndex + 10] == UInt8(ascii: "T"))
    else { return nil }
    let first = bytes.startIndex
    guard bytes[first + 4] == UInt8(ascii: "-"), bytes[first + 7] == UInt8(ascii: "-"),
      let year = digits(bytes, first, 4), let month = digits(bytes, first + 5, 2),
      let day = digits(bytes, first + 8, 2)
    else { return nil }
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
