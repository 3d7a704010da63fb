import Testing
import Values

/// Suggestions for what other programs call fields.
@Suite struct TradeWordsTests {
  private static let document = [
    "type", "number", "issueDate", "dueDate", "seller.name", "seller.vatID", "seller.iban",
    "buyer.name", "buyer.iban", "totals.net", "totals.tax", "totals.gross", "totals.due",
    "payment.iban", "payment.reference", "references.purchaseOrder", "delivery.date",
  ]

  @Test(
    "another program's word brings the field that it means",
    arguments: [
      ("supplier.name", "seller.name"), ("vendor", "seller.name"), ("customer.iban", "buyer.iban"),
      ("invoice_number", "number"), ("invoiceNo", "number"), ("date", "issueDate"),
      ("amount", "totals.gross"), ("total.net", "totals.net"), ("vat", "totals.tax"),
      ("iban", "payment.iban"), ("PO", "references.purchaseOrder"), ("Betrag", "totals.gross"),
      // A slip of a field stays one, and a field by its last part.
      ("isueDate", "issueDate"), ("gross", "totals.gross"), ("due", "totals.due"),
      ("reference", "payment.reference"),
    ]
  )
  func documents(word: String, field: String) {
    #expect(Spelling.nearestField(to: word, among: Self.document) == field)
  }

  @Test("what is no field there is none")
  func others() {
    #expect(Spelling.nearestField(to: "vendor", among: ["day", "memo"]) == nil)
    #expect(Spelling.nearestField(to: "date", among: ["day", "memo"]) == "day")
    #expect(Spelling.nearestField(to: "amount", among: ["net", "quantity"]) == "net")
    #expect(Spelling.nearestField(to: "weather", among: Self.document) == nil)
  }
}
