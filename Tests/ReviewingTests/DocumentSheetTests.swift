import Documents
import Reviewing
import Testing
import Values

/// A read document in a terminal: aligned, with how sure and where; what is doubtful is marked.
@Suite struct DocumentSheetTests {
  private func source(
    _ method: Source.Method,
    page: Int? = nil,
    line: Int? = nil,
    _ thousandths: Int128? = nil
  ) -> Source {
    var source = Source(method: method, page: page, line: line)
    source.confidence = thousandths.map { ExactDecimal(coefficient: $0, scale: 3) }
    return source
  }

  private func invoice() throws -> Document {
    var document = Document(type: .invoice)
    let values: [(String, String, Int128)] = [
      ("number", "R-100", 995), ("issueDate", "2026-03-05", 990), ("currency", "EUR", 985),
      ("seller.name", "Holzbau und Zimmerei Muster Söhne am Alten Hafen Gesellschaft mbH", 812),
      ("totals.net", "1000.00", 995), ("totals.tax", "190.00", 995),
      ("totals.gross", "1190.00", 949),
    ]
    for (path, value, confidence) in values {
      try document.set(path, to: value, from: source(.rule, page: 2, confidence))
    }
    try document.set("payment.iban", to: "DE89370400440532013000", from: source(.ocr, page: 3, 960))
    try document.set("client_id", to: "東京 K-9", from: source(.template))
    for (rate, base, amount) in [("19", "1000.00", "190.00"), ("7", "10.00", "0.70")] {
      var tax = TaxBreakdown()
      tax.rate = ExactDecimal(rate)
      tax.base = ExactDecimal(base)
      tax.amount = ExactDecimal(amount)
      document.taxes.append(tax)
    }
    document.sources["taxes[0]"] = source(.rule, page: 2, 990)
    document.sources["taxes[1]"] = source(.rule, page: 2, 870)
    for index in 1...22 {
      var line = DocumentLine()
      line.id = String(index)
      line.description =
        index == 2
        ? "Planed boards of larch,\u{1B}[2J cut to size and delivered to the site" : "Glue"
      line.quantity = ExactDecimal(index)
      line.net = ExactDecimal("\(index * 10).00")
      document.lines.append(line)
    }
    return document
  }

  @Test(arguments: [60, 100]) func `a printed invoice`(width: Int) throws {
    let text = DocumentSheet(try invoice(), width: width).text
    try Golden.check("sheet-\(width).txt", Array(text.utf8))
    #expect(!text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
  }

  @Test func `an e-invoice has no confidence, and its lines of the file`() throws {
    var document = Document(type: .creditNote)
    try document.set("number", to: "G-1", from: source(.xml, line: 7))
    try document.set("totals.gross", to: "119.00", from: source(.embeddedXML, line: 30))
    try Golden.check("sheet-xml.txt", Array(DocumentSheet(document, width: 80).text.utf8))
  }

  @Test func `a document without values is its type alone`() {
    #expect(DocumentSheet(Document(type: .receipt), width: 0).text == "  receipt\n")
  }
}
