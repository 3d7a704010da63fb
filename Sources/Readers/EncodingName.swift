/// How the bytes of a text file stand for characters.
enum TextEncoding: String, Sendable, CaseIterable {
  case utf8 = "utf-8"
  case utf16LittleEndian = "utf-16le"
  case utf16BigEndian = "utf-16be"
  case windows1252 = "windows-1252"
  case latin1 = "iso-8859-1"
  case latin9 = "iso-8859-15"

  /// The encoding of a workflow's `encoding`; `utf-16` alone is told by the byte order found.
  init?(name: String, order: TextEncoding?) {
    let lower = name.lowercased()
    if lower == "utf-16" {
      self = order == .utf16BigEndian ? .utf16BigEndian : .utf16LittleEndian
    } else if let known = Self.aliases[lower] ?? TextEncoding(rawValue: lower) {
      self = known
    } else {
      return nil
    }
  }

  var isUTF16: Bool { self == .utf16LittleEndian || self == .utf16BigEndian }

  private static let aliases: [String: TextEncoding] = [
    "utf8": .utf8, "cp1252": .windows1252, "latin1": .latin1, "latin9": .latin9,
    "ascii": .utf8, "us-ascii": .utf8,
  ]
}

/// The characters of the one-byte encodings above 0x7F; 0 where the encoding has none.
enum EncodingTables {
  static func table(_ encoding: TextEncoding) -> [UInt16] {
    switch encoding {
    case .windows1252: windows1252
    case .latin9: latin9
    case .latin1, .utf8, .utf16LittleEndian, .utf16BigEndian: latin1
    }
  }

  // 0x80...0x9F are control characters in ISO 8859 that no bookkeeping file holds: where they
  // stand, the file is windows-1252, so they count as bytes that the encoding does not have.
  private static let latin1: [UInt16] =
    (0..<256).map { (0x80...0x9F).contains($0) ? 0 : UInt16($0) }

  /// Source: Unicode consortium, mapping 8859-15.TXT.
  private static let latin9: [UInt16] = {
    var table = latin1
    for (byte, scalar) in [
      (0xA4, 0x20AC), (0xA6, 0x160), (0xA8, 0x161), (0xB4, 0x17D), (0xB8, 0x17E), (0xBC, 0x152),
      (0xBD, 0x153), (0xBE, 0x178),
    ] { table[byte] = UInt16(scalar) }
    return table
  }()

  /// Source: Unicode consortium, mapping CP1252.TXT; five bytes are undefined.
  private static let windows1252: [UInt16] = {
    var table = latin1
    let high: [UInt16] = [
      0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039,
      0x0152, 0, 0x017D, 0, 0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC,
      0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178,
    ]
    for (index, scalar) in high.enumerated() { table[0x80 + index] = scalar }
    return table
  }()
}
