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

  @Test(arguments: [
    ("Bank", "Rücklastschrift RE-20417", true), ("", "RETOURE", true), ("Bank", "Zinsen", false),
  ])
  func `what the bank books back under its own name or none is a return`(
    who: String,
    memo: String,
    isBack: Bool
  ) {
    var books = TestBooks()
    books.bill("D1", name, "RE-20417", "1190.00")
    books.entry("E1", "-1190.00", name, "RE-20417")
    books.entry("E2", "1190.00", who, memo, day: "2026-03-20")
    #expect(isBooked(books) == !isBack)
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

  // MARK: What looks like a fee, a discount or a slip of the account

  /// Books in which fees are common, each named by its bill's number.
  private func withFees(_ channel: String) -> TestBooks {
    var books = TestBooks()
    for number in 0..<12 {
      let total = 400 + 37 * number
      books.bill("F\(number)", "Firma Nr \(number) GmbH", "FE-2\(number)417", "\(total).00")
      books.entry(
        "G\(number)",
        "-\(total + 15).00",
        "Firma Nr \(number) GmbH",
        "FE-2\(number)417",
        ["channel": channel]
      )
    }
    return books
  }

  @Test(arguments: [
    ("card", "-125.00", true), ("card", "-102.50", false), ("wire", "-115.00", false),
  ])
  func `a large difference on a card is no fee of the bank's`(
    channel: String,
    paid: String,
    isWarned: Bool
  ) throws {
    var books = withFees(channel)
    books.bill("D1", name, "RE-20417", "100.00")
    books.entry("E1", paid, name, "RE-20417", ["channel": channel])
    let match = try #require(
      told(books).matches.first { match in
        match.settlement.shares.contains { told(books).documentID($0.document) == "D1" }
      }
    )
    #expect(match.reasons.contains { $0.code == "fee.large" } == isWarned)
    if isWarned { #expect(match.decision == .review) }
  }

  @Test(arguments: [("2026-03-12", false), ("2026-03-19", false), ("2026-05-20", true)])
  func `a discount is not booked where it was paid far too late`(day: String, isLate: Bool) throws {
    var books = TestBooks()
    books.bill(
      "D1",
      name,
      "RE-20417",
      "1000.00",
      day: "2026-03-02",
      due: "2026-04-01",
      ["discount_pct": "2", "discount_days": "14"]
    )
    books.entry("E1", "-980.00", name, "RE-20417", day: day)
    let match = try #require(told(books).matches.first)
    #expect(match.reasons.contains { $0.code == "discount.late" } == isLate)
    #expect((match.decision == .auto) == !isLate)
  }

  @Test func `another supplier's account and name under the bill's number is left to a person`()
    throws
  {
    var books = TestBooks()
    books.bill("D1", name, "RE-20417", "1190.00", ["vendor_iban": "DE91999000040000220900"])
    books.bill(
      "D2",
      "Nordlicht Energie AG",
      "77123",
      "310.00",
      ["vendor_iban": "DE33999000090099999100"]
    )
    books.entry(
      "E2",
      "-310.00",
      "Nordlicht Energie AG",
      "77123",
      ["counterparty_iban": "DE33999000090099999100"]
    )
    books.entry(
      "E1",
      "-1190.00",
      "Nordlicht Energie AG",
      "RE-20417",
      ["counterparty_iban": "DE33999000090099999100"]
    )
    let answer = told(books)
    let match = try #require(
      answer.matches.first { answer.documentID($0.settlement.shares[0].document) == "D1" }
    )
    #expect(match.decision == .review)
    #expect(match.reasons.contains { $0.code == "payee.other" })
    #expect(
      answer.matches.contains {
        answer.documentID($0.settlement.shares[0].document) == "D2" && $0.decision == .auto
      }
    )
    // The seller by name, or its account: then it is a change of account, or of name, which is said and no more.
    books.entries[1]["counterparty"] = name
    let named = told(books)
    #expect(!named.matches.contains { $0.reasons.contains { $0.code == "payee.other" } })
  }
}
