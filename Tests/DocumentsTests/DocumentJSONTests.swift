import Documents
import FoundationEssentials
import FullDocuments
import Testing
import Values

@Suite("Document as JSON")
struct DocumentJSONTests {
  private func json(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }

  private func document(_ json: String) throws -> Document {
    try JSONDecoder().decode(Document.self, from: Data(json.utf8))
  }

  private func full() throws -> Document {
    var document = Document(type: .creditNote)
    document.typeCode = "381"
    document.number = "G-7"
    document.issueDate = Day("2026-03-14")
    document.dueDate = Day("2026-04-13")
    document.currency = Currency("EUR")
    document.seller.name = "Holz & Söhne"
    document.seller.vatID = "ATU39253035"
    document.buyer.country = "DE"
    document.payee.iban = "DE02120300000000202051"
    document.totals.gross = ExactDecimal("1190.00")
    document.totals.due = ExactDecimal("1190.0")
    var tax = TaxBreakdown()
    (tax.category, tax.rate) = ("S", ExactDecimal("19"))
    document.taxes = [tax]
    var charge = AllowanceCharge(isCharge: true)
    charge.amount = ExactDecimal("5.00")
    document.allowancesAndCharges = [charge]
    var line = DocumentLine()
    (line.id, line.quantity) = ("1", ExactDecimal("0.333"))
    document.lines = [line]
    document.references.purchaseOrder = "PO-1"
    document.payment.terms = "30 days"
    document.extra = ["card": "0042"]
    document.sources = [
      "totals.gross": Source(method: .embeddedXML, page: 1, box: [0, 0.5, 10, 20])
    ]
    document.problems = [
      Problem(code: "csv.bad-day", scope: .document, message: "No day.", remedy: "Write it so.")
    ]
    return document
  }

  @Test("an empty document is its type and nothing else")
  func absentIsAbsent() throws {
    #expect(try json(Document(type: .invoice)) == #"{"type":"invoice"}"#)
  }

  @Test("an empty text is absent too, wherever a reader left one")
  func emptyTextIsAbsent() throws {
    var document = Document(type: .receipt)
    document.number = ""
    document.typeCode = ""
    document.seller.name = "Kiosk"
    document.seller.iban = ""
    document.payment.terms = "net"
    document.payment.bic = ""
    document.extra = ["card": ""]
    let expected = #"{"payment":{"terms":"net"},"seller":{"name":"Kiosk"},"type":"receipt"}"#
    #expect(try json(document) == expected)
    let again = try self.document(#"{"type":"receipt","number":"","seller":{"name":""}}"#)
    #expect(again == Document(type: .receipt))
  }

  @Test("amounts are texts as written, days ISO 8601, with the design's names")
  func hasTheDesignedShape() throws {
    let text = try json(full())
    for part in [
      #""type":"creditNote""#, #""typeCode":"381""#, #""number":"G-7""#,
      #""issueDate":"2026-03-14""#, #""dueDate":"2026-04-13""#, #""currency":"EUR""#,
      #""seller":{"name":"Holz & Söhne","vatID":"ATU39253035"}"#, #""buyer":{"country":"DE"}"#,
      #""totals":{"due":"1190.0","gross":"1190.00"}"#, #""taxes":[{"category":"S","rate":"19"}]"#,
      #""allowancesAndCharges":[{"amount":"5.00","isCharge":true}]"#,
      #""lines":[{"id":"1","quantity":"0.333"}]"#, #""references":{"purchaseOrder":"PO-1"}"#,
      #""extra":{"card":"0042"}"#, #""method":"embedded-xml""#,
      #""problems":[{"code":"csv.bad-day","message":"No day.","remedy":"Write it so.","scope":"document"}]"#,
    ] {
      #expect(text.contains(part), "\(part) is not in \(text)")
    }
    #expect(!text.contains("null") && !text.contains(#":"""#) && !text.contains("{}"))
  }

  @Test("a document comes back as it was, and twice is once")
  func roundTrips() throws {
    let document = try full()
    let text = try json(document)
    let again = try self.document(text)
    #expect(again == document)
    #expect(again.totals.gross?.description == "1190.00", "the decimals as written")
    #expect(try json(again) == text)
  }

  @Test("what only some e-invoices say stands among the other fields and comes back")
  func particulars() throws {
    var document = try full()
    FullDocument.fillParticulars(of: &document)
    let text = try json(document)
    #expect(try self.document(text) == document)
    #expect(text.contains(#""period":{"end":"2025-03-14","start":"2025-03-14"}"#))
    #expect(text.contains(#""notes":[{"subject":"ADU","text":"thanks"}]"#))
    #expect(text.contains(#""project":"P""#) && !text.contains(#""more""#))
    document.more.period = Period()
    #expect(document.more.$period.isEmpty)
    #expect(try self.document(json(document)) == document)
  }

  @Test("a part that is emptied again is as if it had never been there")
  func emptied() throws {
    var document = Document(type: .invoice)
    document.more.delivery.date = Day("2026-03-14")
    document.seller.more.contact.name = "Ann"
    document.more.delivery.date = nil
    document.seller.more.contact.name = nil
    #expect(document == Document(type: .invoice))
    #expect(try json(document) == #"{"type":"invoice"}"#)
  }

  @Test(
    "JSON that is no document is refused, never half-read",
    arguments: [
      "{}", #"{"type":"bill"}"#, #"{"type":"invoice","totals":{"gross":1190.00}}"#,
      #"{"type":"invoice","totals":{"gross":"1.190,00"}}"#,
      #"{"type":"invoice","currency":"EURO"}"#,
      #"{"type":"invoice","issueDate":"14.03.2026"}"#,
      #"{"type":"invoice","issueDate":"2026-02-30"}"#,
      #"{"type":"invoice","number":7}"#, #"{"type":"invoice","totals":{"gross":""}}"#,
    ]
  )
  func refusesOther(text: String) {
    #expect(throws: DecodingError.self) { try document(text) }
  }

  @Test("null is read as absent")
  func readsNull() throws {
    let text = #"{"type":"invoice","number":null,"totals":null,"seller":{"name":null}}"#
    #expect(try document(text) == Document(type: .invoice))
  }
}
