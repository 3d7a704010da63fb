import Documents
import Readings
import Testing

@testable import Readers

@Suite("Encoding")
struct EncodingTests {
  private static let text =
    "Date;Merchant;Amount\r\n2026-03-01;Müller & Söhne – Café;€ 1,50\r\n2026-03-02;Ωmega 🧾;2,50\r\n"
  private static let western =
    "Date;Merchant;Amount\n2026-03-01;Müller & Söhne – Café;€ 1,50\n"

  private static func utf16(_ text: String, bigEndian: Bool) -> [UInt8] {
    text.utf16.flatMap { unit in
      let pair = [UInt8(unit & 0xFF), UInt8(unit >> 8)]
      return bigEndian ? pair.reversed() : pair
    }
  }

  private static func windows1252(_ text: String) -> [UInt8] {
    let table = EncodingTables.table(.windows1252)
    return text.unicodeScalars.compactMap { scalar in
      table.firstIndex(of: UInt16(scalar.value)).map { UInt8($0) }
    }
  }

  private static func names(_ bytes: [UInt8], _ encodings: [String] = []) -> [String] {
    let instructions = ReadInstructions.made(.expense) { $0.encodings = encodings }
    let reading = CSVText.reading(bytes, instructions)
    return reading.documents.compactMap(\.seller.name) + reading.problems.map(\.code)
  }

  @Test("Unicode in each form reads the same, with and without its mark")
  func unicodeForms() {
    let utf8 = Array(Self.text.utf8)
    let forms: [[UInt8]] = [
      utf8, [0xEF, 0xBB, 0xBF] + utf8, Self.utf16(Self.text, bigEndian: false),
      [0xFF, 0xFE] + Self.utf16(Self.text, bigEndian: false),
      Self.utf16(Self.text, bigEndian: true),
      [0xFE, 0xFF] + Self.utf16(Self.text, bigEndian: true),
    ]
    for form in forms {
      #expect(Self.names(form) == ["Müller & Söhne – Café", "Ωmega 🧾"])
    }
  }

  @Test("windows-1252 is found by content, and by the workflow's list")
  func windows1252IsFound() {
    let bytes = Self.windows1252(Self.western)
    #expect(Self.names(bytes) == ["Müller & Söhne – Café"])
    #expect(Self.names(bytes, ["utf-8", "windows-1252"]) == ["Müller & Söhne – Café"])
    #expect(Self.names(bytes, ["iso-8859-15"]) == ["csv.encoding"])
    #expect(Self.names(bytes, ["utf-8"]) == ["csv.encoding"])
    #expect(Self.names(bytes, ["klingon"]) == ["csv.unknown-encoding"])
  }

  @Test("ISO 8859-15 has the euro sign where windows-1252 has a currency sign")
  func latin9() {
    let bytes = Array("Date;Merchant;Amount\n2026-03-01;".utf8) + [0xA4, 0xBD] + Array(";1\n".utf8)
    #expect(Self.names(bytes, ["iso-8859-15"]) == ["€œ"])
    #expect(Self.names(bytes, ["iso-8859-1"]) == ["¤½"])
  }

  @Test("a byte that no encoding has is named with its line, never replaced")
  func badBytes() {
    let head = Array("Date;Merchant;Amount\n2026-03-01;a;1\n2026-03-01;b".utf8)
    for (bytes, code) in [
      ([0x81] as [UInt8], "csv.encoding"), ([0xC3, 0xBC, 0xFF], "csv.encoding"),
      ([0x00], "csv.nul-byte"), ([0xED, 0xA0, 0x80, 0xC3, 0xBC], "csv.encoding"),
    ] {
      let reading = CSVText.reading(head + bytes + Array(";1\n".utf8), .made(.expense))
      #expect(reading.problems.map(\.code) == [code])
      #expect(reading.problems.first?.place.line == 3)
      #expect(reading.documents.isEmpty)
    }
  }

  @Test("a file cut inside a character is cut, not windows-1252")
  func truncated() {
    let whole = Array("Date;Merchant;Amount\n2026-03-01;Müller;1\n2026-03-02;Caf\u{E9}".utf8)
    #expect(Self.names(whole.dropLast()) == ["csv.truncated"])
    let wide = Self.utf16(Self.text, bigEndian: false)
    #expect(Self.names([0xFF, 0xFE] + wide.dropLast()) == ["csv.truncated"])
    let western = Self.windows1252("Date;Amount;Merchant\n2026-03-01;1;Café")
    #expect(Self.names(western) == ["Café"])
  }

  @Test("half a surrogate pair is a bad byte")
  func surrogates() {
    var bytes = Self.utf16("Date;Merchant;Amount\n2026-03-01;x", bigEndian: false)
    bytes += [0x3D, 0xD8] + Self.utf16(";1\n", bigEndian: false)
    #expect(Self.names([0xFF, 0xFE] + bytes) == ["csv.encoding"])
  }

  @Test("the proof does not depend on how the file is cut into pieces", arguments: 1...9)
  func pieces(size: Int) {
    let bytes = Array(Self.text.utf8) + [0xE2, 0x82]
    let found = EncodingDetection.detect(MemoryInput(bytes), names: [], pieceBytes: size)
    #expect(found == .failure(.endsInsideCharacter(offset: Int64(bytes.count - 2))))
  }
}
