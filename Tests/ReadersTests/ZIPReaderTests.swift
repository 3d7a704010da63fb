import Documents
import Readers
import Readings
import TestPapers
import Testing

@Suite struct `Archives` {
  @Test
  func `members come out in order, folders and leftovers do not`() {
    let archive = TestMail.zip([
      ("march/a.xml", Array("A".utf8)), ("march/", []), ("__MACOSX/march/._a.xml", [1]),
      ("march/Thumbs.db", [2]), ("../../x", Array("B".utf8)), ("C:\\tmp\\y.pdf", Array("C".utf8)),
      ("april/a.xml", Array("D".utf8)), ("empty.csv", []),
    ])
    let reading = opened(archive)
    #expect(reading.summary.kind == .zip)
    #expect(
      enclosed(reading).map { "\($0.name) \(String(decoding: $0.bytes, as: UTF8.self))" } == [
        "a.xml A", "x B", "y.pdf C", "a (4).xml D", "empty.csv ",
      ]
    )
    #expect(reading.problems.isEmpty && reading.summary.enclosed == 5)
  }

  @Test
  func `large members come in pieces`() {
    let bytes = (0..<3_500_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
    let reading = opened(TestMail.zip([("a.bin", bytes)]))
    #expect(enclosed(reading).first?.bytes == bytes)
    #expect(reading.items.count == 4)
    for case .enclosed(let piece) in reading.items {
      #expect(piece.bytes.count <= EnclosedPiece.maximumBytes)
    }
  }

  @Test
  func `what cannot be opened says why`() {
    let archive = TestMail.zip([("a.xml", Array("content".utf8))])
    #expect(opened(Array(archive.dropLast(10))).problemCodes == ["zip.damaged"])
    #expect(opened(TestMail.zip([("a/", [])])).problemCodes == ["zip.nothing-inside"])
    #expect(opened(archive, enclosures: 5).problemCodes == ["enclosed.too-deep"])
    var sealed = archive
    // The flag of encryption, in the member's head and in the directory.
    sealed[6] |= 1
    if let entry = sealed.indices.first(where: { sealed[$0...].starts(with: [0x50, 0x4B, 1, 2]) }) {
      sealed[entry + 8] |= 1
    }
    #expect(opened(sealed).problemCodes == ["zip.encrypted"])
    var wrong = archive
    wrong[14] ^= 0xFF
    #expect(opened(wrong).problemCodes == ["zip.damaged"])
  }

  @Test
  func `an archive is as useful in a ledger's folder`() {
    let archive = TestMail.zip([("a.csv", Array("Date,Amount\n".utf8))])
    #expect(enclosed(opened(archive, .ledger)).map(\.name) == ["a.csv"])
  }

  @Test
  func `limits hold whatever the archive says of itself`() {
    var limits = ReadLimits()
    limits.enclosedFiles = 3
    let many = TestMail.zip((0..<4).map { ("\($0).txt", [65]) })
    #expect(opened(many, limits: limits).problemCodes == ["enclosed.too-many-files"])
    limits = ReadLimits()
    limits.bytes = 5_000
    let large = TestMail.zip([("a.bin", [UInt8](repeating: 7, count: 4_000))])
    #expect(enclosed(opened(large, limits: limits)).count == 1)
    limits.bytes = 4_120
    #expect(opened(large + [], limits: limits).problemCodes.count <= 1)
  }

  @Test
  func `a bomb is refused long before it has gone off`() {
    let bomb = TestMail.bomb(megabytes: 600)
    #expect(bomb.count < 5 << 20)
    #expect(opened(bomb).problemCodes == ["enclosed.too-much"])
    let small = TestMail.bomb(megabytes: 200)
    #expect(enclosed(opened(small)).reduce(0) { $0 + $1.bytes.count } <= 256 << 20)
  }
}
