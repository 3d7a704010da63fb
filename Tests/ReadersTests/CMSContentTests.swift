import Documents
import Readings
import TestPapers
import Testing

@testable import Readers

@Suite struct CMSContentTests {
  static let content = Array(FatturaPAFixture.file(FatturaPAFixture.fee).utf8)
  private static let oid: [UInt8] = [
    0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, 0x02,
  ]
  private static let dataOID: [UInt8] = [
    0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, 0x01,
  ]

  /// One element with its length in as few bytes as DER wants.
  private static func element(_ tag: UInt8, _ content: [UInt8]) -> [UInt8] {
    guard content.count >= 0x80 else { return [tag, UInt8(content.count)] + content }
    var length: [UInt8] = []
    var rest = content.count
    while rest > 0 {
      length.insert(UInt8(rest & 0xFF), at: 0)
      rest >>= 8
    }
    return [tag, 0x80 | UInt8(length.count)] + length + content
  }

  private static func open(_ tag: UInt8, _ content: [UInt8]) -> [UInt8] {
    [tag, 0x80] + content + [0, 0]
  }

  private static let algorithms = element(0x31, element(0x30, element(0x06, [0x2A, 0x03])))
  private static let version: [UInt8] = [0x02, 0x01, 0x01]

  static let der: [UInt8] = {
    let inner = element(0x30, dataOID + element(0xA0, element(0x04, content)))
    let signed = element(0x30, version + algorithms + inner + element(0x31, [0x05, 0x00]))
    return element(0x30, oid + element(0xA0, signed))
  }()

  /// Indefinite lengths, and the content in pieces of 100 bytes.
  static let ber: [UInt8] = {
    var pieces: [UInt8] = []
    for start in stride(from: 0, to: content.count, by: 100) {
      pieces += element(0x04, Array(content[start..<min(start + 100, content.count)]))
    }
    let set = open(0x31, open(0x30, element(0x06, [0x2A, 0x03])))
    let inner = open(0x30, dataOID + open(0xA0, open(0x24, pieces)))
    return open(0x30, oid + open(0xA0, open(0x30, version + set + inner)))
  }()

  private static func base64(_ bytes: [UInt8], width: Int) -> [UInt8] {
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var text: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let part = Array(bytes[start..<min(start + 3, bytes.count)])
      let word = part.reduce(UInt32(0)) { $0 << 8 | UInt32($1) } << UInt32(8 * (3 - part.count))
      for index in 0..<4 {
        let letter = letters[Int(word >> UInt32(18 - 6 * index) & 63)]
        text.append(index <= part.count ? letter : UInt8(ascii: "="))
        if (text.count + 1).isMultiple(of: width + 1) { text.append(0x0A) }
      }
    }
    return text
  }

  static let pem =
    Array("-----BEGIN PKCS7-----\n".utf8) + base64(der, width: 64)
    + Array("\n-----END PKCS7-----\n".utf8)

  @Test(arguments: [der, ber, base64(der, width: 76), base64(ber, width: 1_000_000), pem])
  func `what is signed is read as if it had come without the signature`(bytes: [UInt8]) throws {
    #expect(CMSContent.content(of: bytes) == .content(Self.content))
    let reading = read(bytes)
    #expect(reading.problemCodes == [] && reading.summary.kind == .fatturaPA)
    #expect(reading.documents.map(\.number) == ["12/PA"])
    #expect(reading.documents == read(Self.content).documents)
  }

  @Test func `signed twice is opened twice, signed for ever is not`() {
    func signed(_ content: [UInt8]) -> [UInt8] {
      let inner = Self.element(0x30, Self.dataOID + Self.element(0xA0, Self.element(0x04, content)))
      let data = Self.element(0x30, Self.version + Self.algorithms + inner)
      return Self.element(0x30, Self.oid + Self.element(0xA0, data))
    }
    #expect(read(signed(Self.der)).documents.count == 1)
    var nested = Self.der
    for _ in 0..<CMSContent.maximumLevels { nested = signed(nested) }
    #expect(read(nested).problemCodes == ["envelope.no-content"])
  }

  @Test func `a signature beside the file is told`() {
    let inner = Self.element(0x30, Self.dataOID)
    let data = Self.element(0x30, Self.version + Self.algorithms + inner)
    let bytes = Self.element(0x30, Self.oid + Self.element(0xA0, data))
    #expect(CMSContent.content(of: bytes) == .detached)
    #expect(read(bytes).problemCodes == ["envelope.no-content"])
  }

  @Test(arguments: [der, ber])
  func `an envelope cut off anywhere is refused, never a crash`(bytes: [UInt8]) {
    for length in stride(from: 0, to: bytes.count - 200, by: 37) {
      let reading = read(Array(bytes[..<length]))
      #expect(reading.documents.isEmpty && reading.isConsistent, "cut at \(length)")
    }
  }

  @Test func `lengths that lie and nesting without end stay within the file`() {
    var lies = Self.der
    lies[2...5] = [0xFF, 0xFF, 0xFF, 0xFF]
    #expect(read(lies).documents.isEmpty)
    let deep =
      [0x30, 0x80] + Self.oid + Array(repeating: [0xA0, 0x80] as [UInt8], count: 100_000).joined()
    #expect(read(deep).problemCodes == ["envelope.no-content"])
    let pieces =
      [0x30, 0x80] + Self.oid + [0xA0, 0x80, 0x30, 0x80] + Self.version + Self.algorithms
      + [0x30, 0x80] + Self.dataOID + [0xA0, 0x80]
      + Array(repeating: [0x24, 0x80] as [UInt8], count: 100_000).joined()
    #expect(read(pieces).problemCodes == ["envelope.no-content"])
  }
}
