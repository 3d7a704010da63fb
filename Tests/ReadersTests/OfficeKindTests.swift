import Documents
import Readers
import Readings
import Testing

/// Files of office programs and envelopes are called what they are.
@Suite struct OfficeKindTests {
  private static func zip(_ names: [String]) -> [UInt8] {
    // Local headers without content, then the directory: as much as names need.
    var (out, directory): ([UInt8], [UInt8]) = ([], [])
    func word(_ value: Int, _ count: Int) -> [UInt8] {
      (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }
    for name in names {
      let (offset, bytes) = (out.count, Array(name.utf8))
      out +=
        [0x50, 0x4B, 0x03, 0x04, 20, 0] + word(0, 20) + word(bytes.count, 2) + word(0, 2) + bytes
      directory += [0x50, 0x4B, 0x01, 0x02, 20, 0, 20, 0] + word(0, 20) + word(bytes.count, 2)
      directory += word(0, 12) + word(offset, 4) + bytes
    }
    let end = [0x50, 0x4B, 0x05, 0x06] + word(0, 4) + word(names.count, 2) + word(names.count, 2)
    return out + directory + end + word(directory.count, 4) + word(out.count, 4) + word(0, 2)
  }

  private static func compound(_ name: String) -> [UInt8] {
    let head: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
    return head + [UInt8](repeating: 0, count: 1_016)
      + name.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
      + [UInt8](repeating: 0, count: 512)
  }

  struct Sample: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var bytes: [UInt8]
    var code = "file.office-document"
  }

  static let samples = [
    Sample(
      testDescription: "a Word document",
      bytes: zip(["[Content_Types].xml", "_rels/.rels", "word/document.xml"])
    ),
    Sample(
      testDescription: "a presentation",
      bytes: zip(["[Content_Types].xml", "ppt/presentation.xml"])
    ),
    Sample(testDescription: "a rich text file (RTF)", bytes: Array("{\\rtf1\\ansi Invoice}".utf8)),
    Sample(
      testDescription: "an Outlook message (.msg)",
      bytes: compound("__substg1.0_"),
      code: "mail.outlook"
    ),
    Sample(testDescription: "a Word document of the old kind", bytes: compound("WordDocument")),
    Sample(testDescription: "an Excel workbook of the old kind", bytes: compound("Workbook")),
    Sample(testDescription: "a file of an old office program", bytes: compound("Other")),
  ]

  @Test(arguments: samples)
  func `what is no paper of ours is named, with a way on`(sample: Sample) throws {
    for target in [ReadInstructions.Target.invoice, .ledger] {
      let reading = read(sample.bytes, target: target)
      #expect(reading.problemCodes == [sample.code])
      let problem = try #require(reading.problems.first)
      #expect(problem.message.contains(sample.testDescription), "\(problem.message)")
      #expect(problem.remedy.contains("drop that") || problem.remedy.contains("save it as"))
      #expect(reading.isConsistent)
    }
  }

  @Test func `a workbook and an archive stay what they are`() {
    #expect(read(Self.zip(["[Content_Types].xml", "xl/workbook.xml"])).summary.kind == .xlsx)
    #expect(read(Self.zip(["word/readme.txt"])).summary.kind == .zip)
  }
}
