import Testing

@testable import Reconciling

/// What `tickmark match` leaves to a person, by the weights that it learns from the books themselves.
@Suite struct DoubtTests {
  private let name = "Birkenfeld Holzhandel GmbH"

  private func told(_ books: TestBooks) -> Reconciliation {
    Reconciler.reconcile(books.open)
  }

  private func isBooked(_ books: TestBooks) -> Bool {
    told(books).matches.contains { $0.decision == .auto }
  }

  @Test(arguments: ["2026-03-02", "2026-03-09"])
  func `of two bills that an unnamed payment may settle neither is booked`(day: String) {
    var books = TestBooks()
    books.bill("D1", name, "A-17734", "1190.00")
    books.bill("D2", name, "A-17799", "1190.00", day: day)
    books.entry("E1", "-1190.00", name, "Danke")
    #expect(!isBooked(books))
  }

  @Test func `of two sums that come to the payment neither is booked`() {
    var books = TestBooks()
    for (id, total) in [("D1", "100.00"), ("D2", "200.00"), ("D3", "150.00"), ("D4", "150.00")] {
      books.bill(id, name, "RE-2041\(id.last ?? "0")7", total)
    }
    books.entry("E1", "-300.00", name, "Danke")
    #expect(!isBooked(books))
  }

  @Test func `in small books an amount alone is not booked`() {
    var books = TestBooks()
    books.bill("D1", name, "RE-20417", "1190.00")
    books.entry("E1", "-1190.00", "", "Danke")
    #expect(!isBooked(books))
    books.entries[0]["memo"] = "RE-20417"
    #expect(isBooked(books))
  }

  @Test(arguments: [("RETURN RE-20417", false), ("R-Transaktion RE-20417", false), ("Bonus", true)])
  func `a payment that came back is left to a person`(memo: String, isBooked: Bool) throws {
    var books = TestBooks()
    books.bill("D1", name, "RE-20417", "1190.00")
    books.entry("E1", "-1190.00", name, "RE-20417")
    books.entry("E2", "1190.00", name, memo, day: "2026-03-20")
    #expect(self.isBooked(books) == isBooked)
    let match = try #require(told(books).matches.first)
    #expect(match.reasons.contains { $0.code == "returned.later" } == !isBooked)
    // One before it was paid is something else.
    books.entries[1]["booking_date"] = "2026-03-10"
    #expect(self.isBooked(books))
  }

  @Test func `an entry does not vouch for its own account`() throws {
    var books = TestBooks()
    let known = ["vendor_iban": "DE91999000040000220900"]
    books.bill("D1", name, "RE-20417", "1190.00", known)
    books.entry(
      "E1",
      "-1190.00",
      name,
      "RE-20417",
      ["counterparty_iban": "DE33999000090099999100"]
    )
    let match = try #require(told(books).matches.first)
    #expect(match.reasons.contains { $0.code == "account.changed" })
    books.documents[0]["vendor_iban"] = nil
    let other = try #require(told(books).matches.first)
    #expect(!other.reasons.contains { $0.code == "account.equal" })
  }

  @Test func `what one payment shows of an account counts for another`() throws {
    var books = TestBooks()
    let account = ["counterparty_iban": "DE33999000090099999100"]
    books.bill("D1", name, "RE-20417", "1190.00")
    books.bill("D2", name, "RE-20503", "771.30", day: "2026-04-02", due: "2026-04-16")
    books.entry("E1", "-1190.00", name, "RE-20417", account)
    books.entry("E2", "-771.30", "", "RE-20503", day: "2026-04-17", account)
    let matches = told(books).matches
    #expect(matches.count == 2)
    #expect(matches.allSatisfy { $0.reasons.contains { $0.code == "account.equal" } })
  }
}
