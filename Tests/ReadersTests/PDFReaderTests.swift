import Documents
import Readers
import Readings
import TestPapers
import Testing

/// PDFs with an e-invoice inside, and what is refused.
@Suite struct PDFReaderTests {
  private func hybrid(
    _ name: String,
    _ xml: String = CIIFixture.invoice,
    relationship: String? = "Alternative"
  ) -> TestPDF {
    var pdf = TestPDF()
    pdf.write("What is printed", x: 60, y: 80)
    pdf.attachments = [
      TestPDF.Attachment(name: name, bytes: Array(xml.utf8), relationship: relationship)
    ]
    return pdf
  }

  @Test(arguments: [
    "factur-x.xml", "ZUGFeRD-invoice.xml", "zugferd-invoice.xml", "xrechnung.xml",
    "FACTUR-X.XML", "invoice 4711.xml", "RE-2026-17",
  ])
  func `the e-invoice inside is the source, whatever its name`(name: String) throws {
    let reading = read(hybrid(name).bytes)
    let alone = read(CIIFixture.invoice)
    #expect(reading.summary.kind == .facturX)
    #expect(reading.summary.embedded == EmbeddedFile(name: name, relationship: "Alternative"))
    let document = try #require(reading.documents.first)
    #expect(values(document) == values(try #require(alone.documents.first)))
    #expect(!document.sources.isEmpty)
    #expect(document.sources.values.allSatisfy { $0.method == .embeddedXML })
    #expect(reading.isConsistent)
  }

  @Test func `UBL inside is read too, and its terms when asked for`() throws {
    let reading = read(hybrid("invoice.xml", UBLFixture.invoice).bytes, wantsTerms: true)
    #expect(reading.documents.map(\.number) == read(UBLFixture.invoice).documents.map(\.number))
    #expect(reading.summary.terms == read(UBLFixture.invoice, wantsTerms: true).summary.terms)
  }

  @Test func `a name in UTF-16 and a relationship that is absent are told as they are`() {
    var pdf = hybrid("Rechnung-März.xml", relationship: nil)
    pdf.hasWideNames = true
    #expect(read(pdf.bytes).summary.embedded == EmbeddedFile(name: "Rechnung-März.xml"))
  }

  @Test func `other files inside are passed over, and the newest usual name leads`() {
    var pdf = hybrid("ZUGFeRD-invoice.xml", CIIFixture.zugferd1)
    pdf.attachments.insert(TestPDF.Attachment(name: "a.csv", bytes: Array("a;b".utf8)), at: 0)
    pdf.attachments.append(
      TestPDF.Attachment(name: "factur-x.xml", bytes: Array(CIIFixture.invoice.utf8))
    )
    #expect(read(pdf.bytes).summary.embedded?.name == "factur-x.xml")
  }

  @Test(arguments: ["<invoice/>", "no XML", "<?xml version=\"1.0\"?><rsm:Cross"])
  func `a broken e-invoice inside is a problem of the document`(xml: String) {
    let reading = read(hybrid("factur-x.xml", xml).bytes)
    #expect(reading.problemCodes.first == "pdf.bad-attachment")
    #expect(reading.summary.embedded == nil)
    #expect(reading.isConsistent)
  }

  @Test func `the e-invoice inside can be left out`() {
    var instructions = ReadInstructions(target: .invoice)
    instructions.ignoresEmbeddedXML = true
    let summary = FileReader.read(
      MemoryInput(hybrid("factur-x.xml").bytes),
      instructions: instructions,
      fileName: "paper"
    ) { _ in }
    #expect(summary.kind == .pdf)
    #expect(summary.embedded == nil)
  }

  @Test(arguments: HostilePDF.refused)
  func `a hostile or useless PDF is one problem of the file with a remedy`(paper: HostilePDF) {
    let reading = read(paper.bytes, limits: paper.limits)
    #expect(reading.problemCodes == [paper.code])
    #expect(reading.summary.isRefused && reading.summary.kind == .pdf)
    #expect(reading.isConsistent)
    #expect(reading.problems.allSatisfy { $0.remedy.count > 20 })
  }

  private static func write(
    _ number: String,
    _ day: String,
    _ sums: [String],
    to pdf: inout TestPDF
  ) {
    pdf.write("Rechnung", x: 60, y: 100, size: 18)
    pdf.write("Rechnungsnummer: \(number)", x: 60, y: 140)
    pdf.write("Rechnungsdatum: \(day)", x: 60, y: 154)
    for (index, label) in ["Nettobetrag", "MwSt. 19 %", "Gesamtbetrag"].enumerated()
    where index < sums.count {
      pdf.write(label, x: 300, y: 400 + Double(index) * 14)
      pdf.writeRight(sums[index], x: 500, y: 400 + Double(index) * 14)
    }
  }

  @Test func `two invoices in one PDF are two documents, each with places on its own pages`() throws
  {
    var pdf = TestPDF()
    Self.write("R-100", "05.03.2026", ["100,00 EUR", "19,00 EUR", "119,00 EUR"], to: &pdf)
    pdf.newPage()
    pdf.write(lines: ["Lieferschein", "12 Bretter"], x: 60, y: 80, size: 14)
    pdf.newPage()
    Self.write("R-200", "09.03.2026", ["200,00 EUR", "38,00 EUR", "238,00 EUR"], to: &pdf)
    let reading = read(pdf.bytes)
    #expect(reading.documents.map(\.number) == ["R-100", "R-200"])
    #expect(reading.documents.map { $0.text(at: "totals.gross") } == ["119.00", "238.00"])
    #expect(reading.documents.map { $0.sources["totals.gross"]?.page } == [1, 3])
    #expect(reading.isConsistent && reading.problemCodes == [])
  }

  @Test func `what may be two invoices is one document that a person looks at`() throws {
    var pdf = TestPDF()
    Self.write("R-100", "05.03.2026", ["100,00 EUR", "19,00 EUR", "119,00 EUR"], to: &pdf)
    pdf.newPage()
    Self.write("R-200", "09.03.2026", [], to: &pdf)
    let reading = read(pdf.bytes)
    #expect(reading.documents.count == 1 && reading.problemCodes == ["print.several"])
    #expect(reading.isConsistent)
  }

  @Test func `a template reads each of several papers by itself`() throws {
    var pdf = TestPDF()
    Self.write("R-100", "05.03.2026", ["100,00 EUR", "19,00 EUR", "119,00 EUR"], to: &pdf)
    pdf.newPage()
    Self.write("R-200", "09.03.2026", ["200,00 EUR", "38,00 EUR", "238,00 EUR"], to: &pdf)
    var template = ForeignTemplate(name: "holzbau.yml", issuer: "Holzbau Muster")
    template.keywords = ["Rechnungsnummer"]
    template.requiredFields = ["invoice_number"]
    template.fields = [
      ForeignTemplate.Field(name: "invoice_number", way: .patterns(["Rechnungsnummer:\\s+(\\S+)"]))
    ]
    var instructions = ReadInstructions(target: .invoice)
    instructions.foreignTemplates = [template]
    var documents: [Document] = []
    _ = FileReader.read(MemoryInput(pdf.bytes), instructions: instructions, fileName: "paper") {
      if case .document(let document) = $0 { documents.append(document) }
    }
    #expect(documents.map(\.number) == ["R-100", "R-200"])
    #expect(documents.map { $0.sources["number"]?.method } == [.template, .template])
    #expect(documents.map { $0.sources["number"]?.page } == [1, 2])
  }

  @Test func `an invoice PDF in a ledger's folder belongs elsewhere`() {
    #expect(
      read(hybrid("factur-x.xml").bytes, target: .ledger).problemCodes == ["pdf.not-readable-yet"]
    )
  }
}

/// PDFs that no reader should choke on.
struct HostilePDF: CustomTestStringConvertible, Sendable {
  var testDescription: String
  var code: String
  var bytes: [UInt8]
  var limits = ReadLimits()

  static let refused: [HostilePDF] = {
    var paper = TestPDF()
    paper.write("Invoice 1", x: 60, y: 80)
    var locked = paper
    locked.isEncrypted = true
    var selfKid = paper
    selfKid.rawKids = "2 0 R"
    var noKid = paper
    noKid.rawKids = ""
    var pages = paper
    pages.newPage()
    pages.write("two words", x: 60, y: 80)
    var (fewPages, fewWords, fewBytes) = (ReadLimits(), ReadLimits(), ReadLimits())
    fewPages.pdfPages = 1
    fewWords.pdfWords = 3
    fewBytes.pdfBytes = 100
    return [
      HostilePDF(testDescription: "encrypted", code: "pdf.encrypted", bytes: locked.bytes),
      HostilePDF(
        testDescription: "header only",
        code: "pdf.malformed",
        bytes: Array("%PDF-1.7".utf8)
      ),
      HostilePDF(
        testDescription: "cut off",
        code: "pdf.malformed",
        bytes: Array(paper.bytes.prefix(60))
      ),
      HostilePDF(
        testDescription: "a page tree in a loop",
        code: "pdf.unreadable-page",
        bytes: selfKid.bytes
      ),
      HostilePDF(testDescription: "no pages", code: "pdf.unreadable-page", bytes: noKid.bytes),
      HostilePDF(testDescription: "no text", code: "pdf.without-text", bytes: TestPDF().bytes),
      HostilePDF(
        testDescription: "too many pages",
        code: "pdf.too-many-pages",
        bytes: pages.bytes,
        limits: fewPages
      ),
      HostilePDF(
        testDescription: "too many words",
        code: "pdf.too-many-words",
        bytes: pages.bytes,
        limits: fewWords
      ),
      HostilePDF(
        testDescription: "too large",
        code: "pdf.too-large",
        bytes: paper.bytes,
        limits: fewBytes
      ),
    ]
  }()
}
