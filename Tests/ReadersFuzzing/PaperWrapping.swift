import TestPapers
import Values

/// Changes what lies under a checksum, a length or an encoding, and makes those right again.
///
/// A byte changed from outside shows only that a damaged archive is refused.
enum PaperWrapping {
  /// `paper` with one of its parts changed; nil when it is none of the wrappings that are known here.
  static func changedInside(
    _ paper: [UInt8],
    others: [[UInt8]],
    _ random: inout SeededRandom
  ) -> [UInt8]? {
    if var members = storedMembers(paper) {
      for _ in 0...PaperMutator.number(2, &random) {
        let index = PaperMutator.number(members.count, &random)
        members[index].bytes = PaperMutator.changed(members[index].bytes, others: [], &random)
      }
      return TestMail.zip(members)
    }
    if let (head, data) = storedPNG(paper) {
      if PaperMutator.number(3, &random) == 0 {
        let head = PaperMutator.changed(head, others: [], &random)
        return TestPicture.png(head: head, data: TestPicture.stored(data))
      }
      var pixels = data
      for _ in 0...PaperMutator.number(200, &random) where !pixels.isEmpty {
        pixels[PaperMutator.number(pixels.count, &random)] ^= 0xFF
      }
      return TestPicture.png(head: head, data: TestPicture.stored(pixels))
    }
    return nil
  }

  /// `paper` in something that carries papers: a mail, an archive, a PDF, a signature.
  static func wrapped(_ paper: [UInt8], _ random: inout SeededRandom) -> [UInt8] {
    let names = ["factur-x.xml", "a.pdf", "../x", "a/b.csv", "", "x.p7m", "ZUGFeRD-invoice.xml"]
    let name = names[PaperMutator.number(names.count, &random)]
    switch PaperMutator.number(4, &random) {
    case 0: return TestMail.mail([.text("See the file."), .file(name, "application/x", paper)])
    case 1: return TestMail.zip([(name, paper), ("b.txt", Array("Invoice 7".utf8))])
    case 2: return signed(paper)
    default:
      var pdf = TestPDF()
      pdf.write(lines: ["Invoice 2026-0414", "Total EUR 1190.00"], x: 60, y: 80)
      pdf.attachments = [TestPDF.Attachment(name: name, bytes: paper, relationship: "Data")]
      return pdf.bytes
    }
  }

  /// The members of an archive that is stored without compression, as ours are.
  private static func storedMembers(_ bytes: [UInt8]) -> [(name: String, bytes: [UInt8])]? {
    func number(_ at: Int, _ count: Int) -> Int {
      (0..<count).reduce(0) { $0 | Int(bytes[at + $1]) << (8 * $1) }
    }
    var members: [(name: String, bytes: [UInt8])] = []
    var at = 0
    while at + 30 <= bytes.count, bytes[at...].starts(with: [0x50, 0x4B, 3, 4]) {
      let (method, size) = (number(at + 8, 2), number(at + 18, 4))
      let nameEnd = at + 30 + number(at + 26, 2)
      let start = nameEnd + number(at + 28, 2)
      guard method == 0, start + size <= bytes.count else { return nil }
      let name = String(decoding: bytes[(at + 30)..<nameEnd], as: UTF8.self)
      members.append((name, Array(bytes[start..<start + size])))
      at = start + size
    }
    return members.isEmpty ? nil : members
  }

  /// IHDR and the rows of a PNG as `TestPicture` writes it: one IDAT, blocks without compression.
  private static func storedPNG(_ bytes: [UInt8]) -> (head: [UInt8], rows: [UInt8])? {
    guard bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]), bytes.count > 50,
      bytes[37..<41].elementsEqual("IDAT".utf8), bytes[41] == 0x78, bytes[42] == 0x01
    else { return nil }
    var rows: [UInt8] = []
    var at = 43
    while at + 5 <= bytes.count {
      let count = Int(bytes[at + 1]) | Int(bytes[at + 2]) << 8
      let isLast = bytes[at] == 1
      guard bytes[at] <= 1, at + 5 + count <= bytes.count else { return nil }
      rows += bytes[at + 5..<at + 5 + count]
      at += 5 + count
      if isLast { return (Array(bytes[16..<29]), rows) }
    }
    return nil
  }

  /// RFC 5652: signed data around `content`, with nobody's signature.
  static func signed(_ content: [UInt8]) -> [UInt8] {
    let family: [UInt8] = [0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07]
    let data = element(0x30, family + [0x01] + element(0xA0, element(0x04, content)))
    let algorithms = element(0x31, element(0x30, element(0x06, [0x2A, 0x03])))
    let body = element(0x30, [0x02, 0x01, 0x01] + algorithms + data + element(0x31, [0x05, 0x00]))
    return element(0x30, family + [0x02] + element(0xA0, body))
  }

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
}
