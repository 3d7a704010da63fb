import Documents
import Readers
import Readings
import TestPapers
import Testing

@Suite
struct FileReaderTests {
  private func detect(_ bytes: [UInt8]) -> FileKind {
    FileKindDetector.detect(MemoryInput(bytes), limits: ReadLimits()).kind
  }

  @Test(
    arguments: [
      (UBLFixture.invoice, .ubl), (UBLFixture.creditNote, .ubl), (CIIFixture.invoice, .cii),
      (CIIFixture.zugferd1, .cii), ("\u{FEFF}" + UBLFixture.invoice, .ubl),
      ("\n \t\r\n" + UBLFixture.invoice, .ubl),
      ("<!-- note -->" + CIIFixture.zugferd1.dropFirst(39), .cii),
      ("<Invoice/>", .xml), ("<invoice xmlns=\"urn:own\"><a/></invoice>", .xml),
      ("a;b\n1;2\n", .csv), ("a\tb\n1\t2\n", .csv), ("just words\n", .text),
      (":20:STMT\r\n:25:1,2\r\n", .mt940), ("OFXHEADER:100\nDATA:OFXSGML,\n", .ofx),
      ("<OFX>\n<SIGNONMSGSRSV1>,", .ofx), (":20:STMT\n", .text), ("!Type:Bank\nD1/2'26\n", .qif),
      ("01,A,B,260314,0829,1,80,1,2/\n02,B,A,1,260313,,CAD,2/\n", .bai2),
      ("\u{FEFF}\"EXTF\";700;21;\"Buchungsstapel\"\n", .datev), ("%PDF-1.7\n1 0 obj", .pdf),
      ("junk\n%PDF-1.4", .pdf),
      ("", .empty), ("\0\0\0\u{1}\u{2}", .unknown),
    ] as [(String, FileKind)]
  )
  func `the content says what a file is`(text: String, kind: FileKind) {
    #expect(detect(Array(text.utf8)) == kind)
  }

  @Test(
    arguments: [
      ([0x50, 0x4B, 0x03, 0x04] + Array("....[Content_Types].xml".utf8), .xlsx),
      ([0x50, 0x4B, 0x03, 0x04] + Array("....letter.txt".utf8), .zip),
      ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0], .image),
      ([0xFF, 0xD8, 0xFF, 0xE0], .image),
      ([0x49, 0x49, 0x2A, 0x00, 8], .image), ([0x4D, 0x4D, 0x00, 0x2A], .image),
      ([0xFF, 0xFE, 0x61, 0, 0x3B, 0, 0x62, 0, 0x0A, 0], .csv),
      ([0xFE, 0xFF, 0, 0x61, 0, 0x3B], .csv),
      ([0xE4, 0x3B, 0xF6, 0x0A], .csv), ([0x00, 0x01, 0x3C, 0xFF], .unknown), ([0x3C], .text),
    ] as [([UInt8], FileKind)]
  )
  func `signatures and encodings are known by their bytes`(bytes: [UInt8], kind: FileKind) {
    #expect(detect(bytes) == kind)
  }

  @Test(
    arguments: [
      ("", "file.empty"), ("\0\u{1}\u{2}\u{3}", "file.unknown-kind"),
      ("%PDF-1.7", "pdf.malformed"), ("<a/>", "xml.unknown-root"),
      ("PK\u{3}\u{4}....x", "zip.damaged"),
      ("PK\u{3}\u{4}....xl/", "xlsx.damaged"),
      (":20:A\n:25:B", "kind.not-expected"), ("<html><body/></html>", "xml.unknown-root"),
      ("II*\0", "image.malformed"), ("<?xml", "xml.malformed@1"),
    ]
  )
  func `what has no reader is one problem of the file with a remedy`(text: String, code: String) {
    let reading = read(text)
    #expect(reading.problemCodes == [code])
    #expect(reading.isConsistent)
    #expect(reading.summary.isRefused)
    #expect(reading.problems.allSatisfy { !$0.remedy.isEmpty && $0.scope == .file })
  }

  @Test(
    arguments: [
      (UBLFixture.invoice, .ledger, "a UBL invoice"), (CIIFixture.invoice, .table, "a CII invoice"),
      (UBLFixture.creditNote, .remittance, "a UBL credit note"),
      (CAMTFixture.statement(closing: "100.00", entries: ""), .invoice, "a CAMT bank statement"),
      (CAMTFixture.statement(closing: "100.00", entries: ""), .rulings, "a CAMT bank statement"),
    ] as [(String, ReadInstructions.Target, String)]
  )
  func `a good file in the wrong folder says what it is and where it belongs`(
    text: String,
    target: ReadInstructions.Target,
    words: String
  ) throws {
    let reading = read(text, target: target)
    #expect(reading.problemCodes == ["kind.not-expected"])
    let problem = try #require(reading.problems.first)
    #expect(problem.message.contains(words))
    #expect(problem.remedy.contains("folder"))
    #expect(reading.summary.documents == 0 && reading.summary.entries == 0)
  }

  @Test(arguments: ["<!DOCTYPE html><html>", "\n<HTML lang=\"en\">", "<html><body/></html>"])
  func `a login page that was saved as an invoice is called a web page`(text: String) throws {
    let reading = read(text)
    #expect(reading.problemCodes == ["xml.unknown-root"])
    #expect(try #require(reading.problems.first).message.contains("a web page"))
  }

  @Test
  func `an e-invoice may lie among the expenses`() {
    #expect(read(UBLFixture.invoice, target: .expense).documents.count == 1)
  }

  @Test
  func `a file past the byte limit is refused before it is read`() {
    var limits = ReadLimits()
    limits.bytes = 10
    #expect(read(UBLFixture.invoice, limits: limits).problemCodes == ["file.too-large"])
  }

  @Test
  func `lines are counted from the file's own first line`() {
    let text = "\n\n" + UBLFixture.changed(">2026-04-13<", to: ">never<")
    #expect(read(text).problemCodes == ["value.bad-date@10"])
  }
}
