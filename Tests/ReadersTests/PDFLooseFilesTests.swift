import Documents
import Readings
import TestPapers
import Testing

@testable import Readers

/// E-invoices inside a PDF that its name tree does not list.
@Suite struct PDFLooseFilesTests {
  private static let xml = CIIFixture.invoice

  private func paper() -> TestPDF {
    var pdf = TestPDF()
    pdf.write("Rope Works GmbH, invoice R-77", x: 60, y: 80)
    return pdf
  }

  private static func stream(_ text: String, _ entries: String = "") -> String {
    "<< /Length \(text.utf8.count) \(entries) >>\nstream\n\(text)\nendstream"
  }

  private static func spec(_ target: Int, _ more: String = "/AFRelationship /Alternative") -> String
  {
    "<< /Type /Filespec /F (factur-x.xml) /UF (factur-x.xml) \(more) /EF << /F \(target) 0 R >> >>"
  }

  private func check(_ pdf: TestPDF, relationship: String? = "Alternative") {
    let reading = read(pdf.bytes)
    #expect(reading.summary.kind == .facturX, "\(reading.problemCodes)")
    #expect(reading.documents.map(\.number) == ["R-77"])
    #expect(
      reading.summary.embedded == EmbeddedFile(name: "factur-x.xml", relationship: relationship)
    )
  }

  @Test func `a file that only the document's AF names is found`() {
    var pdf = paper()
    let first = pdf.firstFreeObject
    pdf.rawCatalog = "/AF [\(first) 0 R]"
    pdf.rawObjects = [Self.spec(first + 1), Self.stream(Self.xml)]
    check(pdf)
    pdf.rawCatalog = "/AF \(first + 2) 0 R"
    pdf.rawObjects.append("[ \(first) 0 R ]")
    check(pdf)
  }

  @Test func `a file that is pinned to a page is found`() {
    var pdf = paper()
    let first = pdf.firstFreeObject
    pdf.rawPage = "/Annots [\(first) 0 R]"
    pdf.rawObjects = [
      "<< /Type /Annot /Subtype /FileAttachment /Rect [0 0 9 9] /FS \(first + 1) 0 R >>",
      Self.spec(first + 2, ""), Self.stream(Self.xml),
    ]
    check(pdf, relationship: nil)
    pdf.rawObjects = [
      "<< /Type /Annot /Subtype /FileAttachment /Rect [0 0 9 9] /FS \(Self.spec(first + 1)) >>",
      Self.stream(Self.xml),
    ]
    check(pdf)
  }

  @Test func `objects may be packed into a stream`() {
    var pdf = paper()
    let first = pdf.firstFreeObject
    let spec = Self.spec(first)
    let holder = "<< /AF [900 0 R] >>"
    let head = "900 0 901 \(spec.utf8.count + 1) "
    pdf.rawObjects = [
      Self.stream(Self.xml),
      Self.stream(head + spec + " " + holder, "/Type /ObjStm /N 2 /First \(head.utf8.count)"),
    ]
    check(pdf)
  }

  @Test func `a file that nothing names, and one that is no invoice, are left`() {
    var pdf = paper()
    let first = pdf.firstFreeObject
    pdf.rawObjects = [Self.spec(first + 1), Self.stream(Self.xml)]
    #expect(read(pdf.bytes).summary.kind == .pdf)
    pdf.rawCatalog = "/AF [\(first) 0 R]"
    pdf.rawObjects = [Self.spec(first + 1), Self.stream("no XML")]
    let reading = read(pdf.bytes)
    #expect(reading.summary.kind == .pdf && reading.problemCodes.contains("pdf.bad-attachment"))
  }

  @Test(arguments: [
    "<< /AF [1 0 R] /EF << /F 1 0 R >> >>", "<< /AF [99 0 R] /EF 99 0 R /FS 99 0 R >>",
    "<< /Type /ObjStm /N 9999999 /First 99999999999 /Length 9 >>\nstream\n1 2 3\nendstream",
    "<< /Type /ObjStm /N 2 /First 4 /Filter /FlateDecode /Length 8 >>\nstream\nx........\nendstream",
    "<< /FS << /EF << /F 5 0 R", "<< /AF",
    "<< /Type /ObjStm /N 2 /First 45 /Length 60 >>\nstream\n900 9223372036854775807 -901 9223372036854775807 << /AF [900 0 R] >>\nendstream",
    "<< /Type /ObjStm /N 1 /First 8 /Length 30 >>\nstream\n900 9999 << /AF [900 0 R] /EF 900 0 R >>",
  ])
  func `hostile objects give nothing, and end`(object: String) {
    var pdf = paper()
    pdf.rawObjects = [object]
    #expect(read(pdf.bytes).summary.embedded == nil)
  }

  @Test func `what zlib packed is unpacked, within a limit`() {
    // One block that is stored as it is (RFC 1951, 3.2.4), and a checksum that nobody looks at.
    let text = Array("Factur-X".utf8)
    let count = UInt8(text.count)
    let packed = [0x78, 0x01, 1, count, 0, ~count, 0xFF] + text + [0, 0, 0, 0]
    #expect(Inflater.inflated(packed[...], limit: 8) == text)
    #expect(Inflater.inflated(packed[...], limit: 7) == nil)
    #expect(Inflater.inflated(packed.prefix(9), limit: 100) == nil)
    #expect(Inflater.inflated([1, 2, 3, 4], limit: 100) == nil)
  }
}
