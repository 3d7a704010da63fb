import Testing
import Values

@testable import Reconciling

/// One pattern of real books a test: what settles what, and what is left.
@Suite struct ReconcilerTests {
  private let name = "Birkenfeld Holzhandel GmbH"

  private func told(_ books: TestBooks) -> Reconciliation {
    Reconciler.explain(books.open, by: .sound)
  }

  @Test func `a bill and the entry that names it settle each other`() {
    var books = TestBooks()
    books.bill("D1", name, "RE-20417", "1190.00")
    books.entry("E1", "-1190.00", name, "Rg. RE-20417")
    let answer = told(books)
    #expect(answer.told == ["D1=E1 1190.00/-1190.00"])
    #expect(answer.matches[0].decision == .auto)
  }

  @Test func `two entries that fit equally well are left to a person`() {
    var books = TestBooks()
    books.bill("D1", name, "RE-20417", "1190.00")
    books.entry("E1", "-1190.00", name, "Danke")
    books.entry("E2", "-1190.00", name, "Danke")
    #expect(!told(books).matches.contains { $0.decision == .auto })
  }

  @Test func `a number one digit off is doubt`() {
    var books = TestBooks()
    books.bill("D1", name, "RE-20417", "1190.00")
    books.entry("E1", "-1190.00", name, "Rg. RE-20418")
    #expect(!told(books).matches.contains { $0.decision == .auto })
  }

  @Test func `one payment settles three bills that it lists`() {
    var books = TestBooks()
    books.bill("D1", name, "RE-20417", "100.10")
    books.bill("D2", name, "RE-20418", "200.20")
    books.bill("D3", name, "RE-20419", "300.30")
    books.entry("E1", "-600.60", name, "RE-20417 RE-20418 RE-20419")
    #expect(
      told(books).told == [
        "D1=E1 100.10/-100.10", "D2=E1 200.20/-200.20", "D3=E1 300.30/-300.30",
      ]
    )
  }

  @Test func `a credit note is set off against a bill and the entry is the rest`() {
    var books = TestBooks()
    books.bill("D1", name, "RE-20417", "1000.00")
    books.bill("D2", name, "GS-118", "-250.00", ["kind": "credit_note"])
    books.entry("E1", "-750.00", name, "RE-20417 GS-118")
    #expect(told(books).told == ["D1=E1 1000.00/-750.00", "D2=E1 -250.00/0.00"])
  }

  @Test func `instalments that name the bill settle it together`() {
    var books = TestBooks()
    books.bill("D1", name, "RE-20417", "1000.01")
    books.entry("E1", "-500.00", name, "RE-20417 Teilzahlung")
    books.entry("E2", "-500.01", name, "RE-20417 Teilzahlung", day: "2026-04-17")
    #expect(told(books).told == ["D1=E1 500.00/-500.00", "D1=E2 500.01/-500.01"])
    #expect(told(books).rests.isEmpty)
  }

  @Test func `a part payment leaves the rest open`() {
    var books = TestBooks()
    books.bill("D1", name, "RE-20417", "1000.00")
    books.entry("E1", "-400.00", name, "RE-20417 Anzahlung")
    #expect(told(books).told == ["D1=E1 400.00/-400.00"])
    #expect(told(books).rests == ["D1 open 600.00"])
  }

  @Test(arguments: [
    ("-980.00", ["D1 discount 20.00"]), ("-1000.02", ["D1 rounding -0.02"]),
    ("-1012.50", ["E1 fee -12.50"]),
  ])
  func `what makes the difference is told`(amount: String, rests: [String]) {
    var books = TestBooks()
    books.bill("D1", name, "RE-20417", "1000.00", ["discount_pct": "2", "discount_days": "14"])
    books.entry("E1", amount, name, "RE-20417", day: "2026-03-09")
    #expect(told(books).rests == rests)
  }

  @Test func `an entry that states the foreign amount settles a foreign bill`() {
    var books = TestBooks()
    books.bill("D1", "Harbor Printing Inc.", "INV-7731", "500.00", ["currency": "USD"])
    books.entry(
      "E1",
      "-461.33",
      "HARBOR PRINTING",
      "INV-7731",
      ["orig_currency": "USD", "orig_amount": "500.00"]
    )
    #expect(told(books).told == ["D1=E1 500.00/-461.33"])
  }

  @Test func `a payment run is explained by its remittance and by nothing else`() {
    var books = TestBooks()
    books.bill("D1", name, "RE-20417", "100.00")
    books.bill("D2", "Quellwerk Energie AG", "77310", "200.00")
    books.entry("E1", "-300.00", "", "SAMMELUEBERWEISUNG 2 POSTEN", ["reference": "RUN-9"])
    let without = told(books)
    #expect(without.matches.isEmpty)
    #expect(without.notes.map(\.kind) == [.needsRemittance])
    for (party, number, amount) in [
      (name, "RE-20417", "100.00"), ("Quellwerk Energie AG", "77310", "200.00"),
    ] {
      books.remittances.append([
        "batch_reference": "RUN-9", "kind": "payment_run", "date": "2026-03-17",
        "counterparty": party,
        "currency": "EUR", "gross": amount, "fee": "0.00", "net": amount, "text": number,
      ])
    }
    #expect(told(books).told == ["D1=E1 100.00/-100.00", "D2=E1 200.00/-200.00"])
  }

  @Test func `another invoice's number in the memo speaks against an equal amount`() {
    var books = TestBooks()
    books.bill("D1", name, "RE-20417", "1190.00")
    books.entry("E1", "-1190.00", "", "Rg. RE-99341")
    #expect(!told(books).matches.contains { $0.decision == .auto })
  }

  @Test func `a copy of a bill is told and not matched; recurring bills are no copies`() {
    var books = TestBooks()
    books.bill("D1", name, "RE-20417", "1190.00")
    books.bill("D2", name, "RE 0020417", "1190.00", day: "2026-03-05")
    books.bill("D3", name, "RE-20455", "1190.00", day: "2026-04-02", due: "2026-04-16")
    books.entry("E1", "-1190.00", name, "RE-20417")
    let answer = told(books)
    #expect(answer.told == ["D1=E1 1190.00/-1190.00"])
    #expect(answer.notes.map { $0.documents.map(answer.documentID) } == [["D2", "D1"]])
  }

  @Test func `the largest amounts and documents without a day are no trouble`() {
    var books = TestBooks()
    books.bill("D1", name, "RE-20417", "9999999999999.00", day: "", due: "")
    books.bill("D2", name, "RE-20417", "9999999999999.00")
    books.entry("E1", "-9999999999998.00", name, "RE-20417")
    #expect(told(books).notes.isEmpty)
    #expect(told(books).books.documents.count == 2)
  }
}
