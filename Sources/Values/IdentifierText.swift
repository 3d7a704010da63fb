/// The characters of an identifier as they count: capitals and digits, in ASCII.
struct IdentifierText {
  let bytes: [UInt8]

  /// Longer texts are no identifier, whatever they hold.
  static let maximumLength = 64

  /// Drops white space and the ASCII characters in `separators`, and raises letters to capitals.
  ///
  /// Nil when anything but ASCII letters, digits and `additional` is left, or too much of it.
  init?(_ text: String, separators: String = "", additional: String = "") {
    var bytes: [UInt8] = []
    for scalar in text.unicodeScalars {
      if scalar.properties.isWhitespace || separators.unicodeScalars.contains(scalar) { continue }
      guard scalar.isASCII, bytes.count < Self.maximumLength else { return nil }
      let byte = UInt8(scalar.value)
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"): bytes.append(byte - 32)
      case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
        bytes.append(byte)
      default:
        guard additional.utf8.contains(byte) else { return nil }
        bytes.append(byte)
      }
    }
    self.bytes = bytes
  }

  var string: String { String(decoding: bytes, as: UTF8.self) }

  /// The first two characters when they are letters.
  var countryCode: String? {
    guard bytes.count >= 2, bytes[0].isLetter, bytes[1].isLetter else { return nil }
    return String(decoding: bytes[..<2], as: UTF8.self)
  }
}

extension UInt8 {
  var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
  var isLetter: Bool { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self) }

  /// 0-9 for a digit, 10-35 for a capital letter, as ISO 7064 and ISO 13616 count them.
  var alphanumericValue: Int {
    isDigit ? Int(self) - Int(UInt8(ascii: "0")) : Int(self) - Int(UInt8(ascii: "A")) + 10
  }
}

/// The remainder by 97 of the number that the characters spell, letters as 10-35 (ISO 7064).
func remainderBy97(_ characters: some Sequence<UInt8>) -> Int {
  characters.reduce(0) { rest, character in
    (rest * (character.isDigit ? 10 : 100) + character.alphanumericValue) % 97
  }
}
