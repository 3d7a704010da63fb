import Documents
import Readers
import Readings
import TestPapers
import Testing

@Suite
struct XMLEncodingTests {
  private static let name = "Bäcker & Söhne"

  private static func text(_ encoding: String) -> String {
    UBLFixture.changed("Larch Timber GmbH", to: "Bäcker &amp; Söhne")
      .replacing("encoding=\"UTF-8\"", with: "encoding=\"\(encoding)\"")
  }

  private static func narrow(_ text: String) -> [UInt8] {
    text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
  }

  private static func wide(_ text: String, bigEndian: Bool) -> [UInt8] {
    ("\u{FEFF}" + text).utf16.flatMap { unit in
      let bytes = [UInt8(unit >> 8), UInt8(unit & 0xFF)]
      return bigEndian ? bytes : bytes.reversed()
    }
  }

  @Test(
    arguments: [
      Array(text("UTF-8").utf8), narrow(text("ISO-8859-1")), narrow(text("ISO-8859-15")),
      narrow(text("windows-1252")), wide(text("UTF-16"), bigEndian: false),
      wide(text("UTF-16"), bigEndian: true), [0xEF, 0xBB, 0xBF] + Array(text("UTF-8").utf8),
    ]
  )
  func `every encoding that a file declares gives the same name`(bytes: [UInt8]) throws {
    let reading = read(bytes)
    #expect(reading.problemCodes == [])
    #expect(try #require(reading.documents.first).seller.name == Self.name)
  }

  @Test
  func `bytes that do not fit the declared encoding are damage with a line`() throws {
    let problem = try #require(read(Self.narrow(Self.text("UTF-8"))).problems.first)
    #expect(problem.code == "xml.malformed")
    #expect(problem.place.line == 40)
    #expect(problem.message.contains("encoding"))
  }

  @Test
  func `an encoding that nobody knows is damage`() throws {
    let problem = try #require(read(Self.text("x-no-such-code")).problems.first)
    #expect(problem.code == "xml.malformed")
    #expect(problem.message.contains("encoding"))
  }
}
