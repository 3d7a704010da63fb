import Books
import Checks
import Documents
import Testing
import Values
import Workflows

@Suite struct DuplicateTests {
  private func exact(_ change: (inout Document) -> Void = { _ in }) -> String? {
    Fixtures.exactKey(Fixtures.invoice(change))
  }

  private func near(_ change: (inout Document) -> Void = { _ in }) -> String? {
    Fixtures.nearKey(Fixtures.invoice(change))
  }

  @Test(arguments: ["2026/0414", "2026 - 0414", "2026-414", " 2026-0414-"])
  func `punctuation and zeros do not make another number`(number: String) {
    #expect(exact { $0.number = number } == exact())
  }

  @Test(arguments: ["2026-0415", "202-60414", "2026-4140", "A2026-0414", "1-23"])
  func `other digits do`(number: String) {
    #expect(exact { $0.number = number } != exact())
  }

  @Test func `seller, type and currency count`() {
    #expect(exact { $0.seller.name = "KESSEL HOLZHANDEL" } == exact())
    #expect(exact { $0.seller.name = "Brandt KG" } != exact())
    #expect(exact { $0.type = .creditNote } != exact())
    #expect(near { $0.currency = Currency("USD") } != near())
    #expect(near { $0.totals.gross = Fixtures.decimal("1190.0") } == near())
  }

  @Test func `a missing part gives no key`() {
    #expect(exact { $0.number = nil } == nil)
    #expect(exact { $0.number = "---" } == nil)
    #expect(exact { $0.seller = Party() } == nil)
    #expect(near { $0.totals = Totals() } == nil)
    var plan = DuplicatePlan()
    plan.exact = []
    #expect(Fixtures.exactKey(Fixtures.invoice(), plan) == nil)
  }

  @Test func `a field of the workflow's own may be a part`() {
    var plan = DuplicatePlan()
    plan.exact = ["receiptID"]
    let document = Fixtures.invoice { $0.extra["receiptID"] = "R 77" }
    #expect(Fixtures.exactKey(document, plan) != nil)
    #expect(Fixtures.exactKey(Fixtures.invoice(), plan) == nil)
  }

  private func hit(
    _ kind: DuplicateHit.Kind,
    amount: String? = nil,
    on day: String? = nil
  ) -> DuplicateHit {
    var hit = DuplicateHit(kind: kind, document: DocumentID(17))
    hit.number = "2026-0414"
    hit.amount = amount.map { Fixtures.money($0) }
    hit.issueDate = day.map(Fixtures.day)
    return hit
  }

  private func codes(_ hits: [DuplicateHit]) -> [String] {
    BuiltInChecks.run(Fixtures.invoice(), Fixtures.context(duplicates: hits))
      .map { "\($0.code) \($0.severity)" }
  }

  @Test func `the same number, day and amount are the same paper`() {
    #expect(codes([hit(.exact, amount: "1190.00", on: "2026-03-14")]) == ["duplicate-exact info"])
    #expect(codes([hit(.exact)]) == ["duplicate-exact info"])
  }

  @Test func `the same number with another day or amount is a question`() {
    #expect(codes([hit(.exact, amount: "1190.00", on: "2025-03-14")]) == ["duplicate-near review"])
    #expect(codes([hit(.exact, amount: "990.00", on: "2026-03-14")]) == ["duplicate-near review"])
  }

  private func paidTo(_ accounts: String...) -> Document {
    Fixtures.invoice {
      $0.seller.iban = nil
      $0.payment.iban = accounts.first
      $0.payment.accounts = accounts
    }
  }

  @Test func `the same paper with another account to pay to is a question, whatever else agrees`() {
    let own = paidTo("DE89370400440532013000")
    var hit = hit(.exact, amount: "1190.00", on: "2026-03-14")
    hit.otherAccount = SellerAccounts.otherAccounts(of: paidTo("DE02120300000000202051"), than: own)
    let findings = BuiltInChecks.run(own, Fixtures.context(duplicates: [hit]))
    let finding = findings.first { $0.code == "duplicate-near" }
    #expect(finding?.severity == .review)
    let words = "to be paid to DE89370400440532013000 instead of DE02120300000000202051"
    #expect(finding?.message.contains(words) == true, "\(findings)")
  }

  @Test(
    arguments: [
      "DE89 3704 0044 0532 0130 00", "IBAN DE89370400440532013000", "0532013000", "n/a", "000",
    ]
  )
  func `one account has many ways to be written, and none contradicts none`(written: String) {
    let own = paidTo("DE89370400440532013000")
    #expect(SellerAccounts.otherAccounts(of: paidTo(written), than: own) == nil)
    #expect(SellerAccounts.otherAccounts(of: own, than: paidTo(written)) == nil)
    // Who names a second account besides says no other one; who names another one in its place does.
    let both = paidTo(written, "DE02120300000000202051")
    #expect(
      (SellerAccounts.otherAccounts(of: both, than: own) == nil) == !["n/a", "000"].contains(
        written
      )
    )
  }

  @Test func `one earlier document is named once`() {
    #expect(codes([hit(.exact), hit(.near)]) == ["duplicate-exact info"])
    #expect(codes([hit(.near), hit(.exact, amount: "1.00")]) == ["duplicate-near review"])
    #expect(codes([hit(.near)]) == ["duplicate-near review"])
    #expect(codes([hit(.identicalFile)]) == ["identical-file info"])
  }
}
