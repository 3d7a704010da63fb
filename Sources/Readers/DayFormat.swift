import Values

/// A way to write days: `dd.MM.yyyy`, `d/M/yy`, `yyyyMMdd`, `d. MMMM yyyy`, `excel`.
///
/// Hours and what follows them are passed over: a `Day` has no time and no zone, and the day that
/// stands in the file is the day. Two-digit years are 1950...2049.
struct DayFormat: Hashable, Sendable {
  enum Part: Hashable, Sendable {
    /// Digits at least and at most.
    case year(digits: Int)
    case month(least: Int, most: Int)
    case monthName
    case day(least: Int, most: Int)
    case literal(UInt8)
    /// Here the time begins.
    case time
    case excel
  }

  let text: String
  let parts: [Part]

  /// Nil when `text` does not name year, month and day once each.
  init?(_ text: String) {
    self.text = text
    if text.lowercased() == "excel" {
      parts = [.excel]
      return
    }
    let bytes = Array(text.utf8)
    // Without separators between them the digits must be counted.
    let isPacked = bytes.allSatisfy { "yMd".utf8.contains($0) }
    guard let parts = Self.parts(bytes, isPacked: isPacked) else { return nil }
    self.parts = parts
  }

  /// The day that `cell` (without outer white space) says.
  func day(_ cell: Span<UInt8>) -> Day? {
    var reader = DayFormatReader(cell)
    return reader.read(parts)
  }

  private static func parts(_ bytes: [UInt8], isPacked: Bool) -> [Part]? {
    var parts: [Part] = []
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      let run = bytes[index...].prefix { $0 == byte }.count
      switch byte {
      case UInt8(ascii: "y") where run == 4 || run == 2: parts.append(.year(digits: run))
      case UInt8(ascii: "M") where run >= 3: parts.append(.monthName)
      case UInt8(ascii: "M"): parts.append(.month(least: isPacked ? run : 1, most: 2))
      case UInt8(ascii: "d") where run <= 2: parts.append(.day(least: isPacked ? run : 1, most: 2))
      case UInt8(ascii: "H"), UInt8(ascii: "h"), UInt8(ascii: "T"): return checked(parts + [.time])
      case UInt8(ascii: "'"):
        // CLDR: letters between apostrophes stand for themselves.
        if bytes[(index + 1)...].starts(with: Array("T'".utf8)) { return checked(parts + [.time]) }
      case _ where isLetter(byte): return nil
      default: parts += Array(repeating: .literal(byte), count: run)
      }
      index += run
    }
    return checked(parts)
  }

  private static func checked(_ parts: [Part]) -> [Part]? {
    var (years, months, days) = (0, 0, 0)
    for part in parts {
      switch part {
      case .year: years += 1
      case .month, .monthName: months += 1
      case .day: days += 1
      case .literal, .time, .excel: break
      }
    }
    return years == 1 && months == 1 && days == 1 ? parts : nil
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte | 0x20)
  }
}
