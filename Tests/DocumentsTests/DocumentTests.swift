import Documents
import Testing
import Values

@Suite("Document")
struct DocumentTests {
  private func document(due: String?, gross: String?, currency: String?) -> Document {
    var document = Document(type: .invoice)
    document.totals.due = due.flatMap { ExactDecimal($0) }
    document.totals.gross = gross.flatMap { ExactDecimal($0) }
    document.currency = currency.flatMap { Currency($0) }
    return document
  }

  @Test(
    "payable is the amount due, else the gross total, as whole minor units of a named currency",
    arguments: [
      ("100.00", "119.00", "EUR", "100.00 EUR"), (nil, "119.00", "EUR", "119.00 EUR"),
      ("0.00", "119.00", "EUR", "0.00 EUR"), ("100.00", nil, nil, nil), (nil, nil, "EUR", nil),
      ("100.005", "119.00", "EUR", nil), ("-5.00", nil, "EUR", "-5.00 EUR"),
      ("99999999999999999999", nil, "EUR", nil),
    ] as [(String?, String?, String?, String?)]
  )
  func hasPayable(due: String?, gross: String?, currency: String?, payable: String?) {
    let document = document(due: due, gross: gross, currency: currency)
    #expect(document.payableMoney?.description == payable)
  }

  @Test("parts are empty until something is said")
  func knowsEmptiness() {
    var (party, totals) = (Party(), Totals())
    var (references, payment) = (References(), Payment())
    #expect(party.isEmpty && totals.isEmpty && references.isEmpty && payment.isEmpty)
    party.country = "AT"
    totals.rounding = .zero
    references.contract = "C"
    payment.accounts = ["1"]
    #expect(!party.isEmpty && !totals.isEmpty && !references.isEmpty && !payment.isEmpty)
  }

  @Test("severities are ordered, lightest first")
  func ordersSeverities() {
    #expect(Severity.allCases == [.info, .review, .block])
    #expect(Severity.allCases.shuffled().sorted() == Severity.allCases)
  }
}
