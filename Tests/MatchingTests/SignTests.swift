import Books
import Documents
import Matching
import Testing
import Values
import Workflows

@Suite struct SignTests {
  private func check(
    _ costs: ReconcilePlan.Costs,
    _ type: DocumentType,
    _ payable: String,
    _ amounts: [String],
    memo: String = "2026-0414"
  ) throws -> String {
    let paper = Fixtures.bill("2026-0414", payable, type: type)
    return try Fixtures.verdict(
      paper,
      amounts.map { Fixtures.entry($0, memo) },
      Fixtures.plan { $0.costs = costs }
    )
  }

  @Test func `in a bank account a bill is money out and a credit note money in`() throws {
    #expect(try check(.negative, .invoice, "50.00", ["-50.00"]) == "matched 1")
    #expect(try check(.negative, .invoice, "50.00", ["50.00"]) == "doubtful")
    #expect(try check(.negative, .creditNote, "50.00", ["50.00"]) == "matched 1")
    #expect(try check(.negative, .creditNote, "50.00", ["-50.00"]) == "doubtful")
  }

  @Test func `in an expense account it is the other way round`() throws {
    #expect(try check(.positive, .invoice, "50.00", ["50.00"]) == "matched 1")
    #expect(try check(.positive, .invoice, "50.00", ["-50.00"]) == "doubtful")
    #expect(try check(.positive, .creditNote, "50.00", ["-50.00"]) == "matched 1")
  }

  @Test func `a refund row of a card is negative and turns the sign`() throws {
    #expect(try check(.negative, .expense, "-50.00", ["50.00"]) == "matched 1")
    #expect(try check(.negative, .expense, "-50.00", ["-50.00"]) == "doubtful")
    #expect(try check(.negative, .creditNote, "-50.00", ["-50.00"]) == "matched 1")
  }

  @Test func `where nothing is said the usual sign is preferred`() throws {
    #expect(try check(.either, .invoice, "50.00", ["-50.00"]) == "matched 1")
    #expect(try check(.either, .invoice, "50.00", ["50.00"]) == "matched 1")
    #expect(try check(.either, .invoice, "50.00", ["50.00", "-50.00"]) == "matched 2")
  }

  @Test(arguments: [
    "Refund 2026-0414", "Storno 2026-0414", "Rücklastschrift 2026-0414", "AVOIR 2026-0414",
    "chargeback 2026-0414", "2026-0414 Gutschrift",
  ])
  func `money back is never taken for the payment`(memo: String) throws {
    #expect(try check(.either, .invoice, "50.00", ["50.00"], memo: memo) == "doubtful")
  }
}
