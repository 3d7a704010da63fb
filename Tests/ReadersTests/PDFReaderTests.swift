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

  /// The page of `CIIFixture.invoice`, with one text printed otherwise.
  private func printed(
    _ change: (from: String, to: String)?,
    more: [TestPDF.Attachment] = []
  ) -> Reading {
    var pdf = TestPDF()
    let head = [
      "Rope Works GmbH", "Knot Street 1, 80333 Hafenstadt", "VAT ID: DE123456789", "",
      "Climbers Ltd",
      "", "Invoice number: R-77", "Invoice date: 14.03.2026", "IBAN: DE75 5121 0800 1245 1261 99",
    ]
    let sums = [
      ("Net amount", "50,00 EUR"), ("VAT 7 %", "3,50 EUR"), ("Total amount", "53,50 EUR"),
      ("Amount due", "53,50 EUR"),
    ]
    func text(_ text: String) -> String {
      change.map { text.replacing($0.from, with: $0.to) } ?? text
    }
    pdf.write(lines: head.map(text), x: 60, y: 80)
    for (index, sum) in sums.enumerated() {
      pdf.write(text(sum.0), x: 300, y: 400 + Double(index) * 14)
      pdf.writeRight(
        text(sum.0 + ": " + sum.1).split(separator: ": ").last.map(String.init) ?? "",
        x: 500,
        y: 400 + Double(index) * 14
      )
    }
    let first = TestPDF.Attachment(name: "factur-x.xml", bytes: Array(CIIFixture.invoice.utf8))
    pdf.attachments = [first] + more
    return read(pdf.bytes)
  }

  private func differing(_ reading: Reading) -> [String] {
    reading.documents.flatMap(\.problems).filter { $0.code == "print.differs" }
      .compactMap(\.place.field)
  }

  @Test func `a page that prints what the e-invoice says has no problem`() {
    #expect(printed(nil).problemCodes == [])
    #expect(printed((from: "Rope Works GmbH", to: "ROPE WORKS")).problemCodes == [])
  }

  @Test(arguments: [
    ("R-77", "R-78", "number"), ("14.03.2026", "15.03.2026", "issueDate"),
    ("Total amount: 53,50", "Total amount: 58,50", "totals.gross"),
    ("53,50", "58,50", "totals.gross"),
    ("50,00", "56,00", "totals.net"), ("3,50 EUR", "3,80 EUR", "totals.tax"),
    ("EUR", "GBP", "currency"),
    ("DE75 5121 0800 1245 1261 99", "DE89 3704 0044 0532 0130 00", "payment.iban"),
  ])
  func `a single value that is printed otherwise is told`(from: String, to: String, field: String) {
    #expect(differing(printed((from: from, to: to))).contains(field))
  }

  @Test func `an e-invoice of another seller than the page's is told`() {
    var pdf = TestPDF()
    pdf.write("Seller: Harbour Supplies GmbH", x: 60, y: 80)
    pdf.write("VAT ID: ATU12345675", x: 60, y: 94)
    pdf.write("Invoice number: R-77", x: 60, y: 120)
    pdf.attachments = [
      TestPDF.Attachment(name: "factur-x.xml", bytes: Array(CIIFixture.invoice.utf8))
    ]
    #expect(differing(read(pdf.bytes)) == ["seller.name"])
  }

  @Test func `two e-invoices inside that contradict each other are told, two that agree are not`() {
    let rival = CIIFixture.invoice.replacing("53.50", with: "63.50")
    func reading(_ xml: String) -> Reading {
      printed(nil, more: [TestPDF.Attachment(name: "zugferd-invoice.xml", bytes: Array(xml.utf8))])
    }
    let told = reading(rival)
    #expect(told.problemCodes == ["pdf.several-invoices"] && told.documents.count == 1)
    #expect(told.documents.first?.problems.first?.message.contains("53.50 and 63.50") == true)
    #expect(reading(CIIFixture.zugferd1).problemCodes == [])
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
