import Books
import Documents
import Matching
import Testing
import Values
import Workflows

@Suite struct ToleranceTests {
  private func residual(
    _ due: String,
    _ paid: String,
    terms: String? = nil,
    memo: String = "2026-0414",
    tolerance: String = "25.00"
  ) throws -> String {
    var paper = Fixtures.bill("2026-0414", due)
    paper.payment.terms = terms
    let plan = Fixtures.plan { $0.toleranceAmount = Fixtures.money(tolerance) }
    let outcome = try #require(
      try Fixtures.solve([paper], [Fixtures.entry(paid, memo)], plan).first
    )
    guard outcome.status == .matched else { return outcome.status.rawValue }
    return outcome.residuals.map { rest in
      let side = if case .document = rest.side { "document" } else { "entry" }
      return "\(side) \(rest.kind) \(rest.amount)"
    }.joined(separator: ", ")
  }

  @Test func `a rest of up to five cents is rounding`() throws {
    #expect(try residual("100.00", "-99.97") == "document rounding 0.03 EUR")
    #expect(try residual("100.00", "-100.05") == "entry rounding -0.05 EUR")
  }

  @Test func `a rest is a discount or a fee only where a text says so`() throws {
    #expect(try residual("1000.00", "-980.00") == "document open 20.00 EUR")
    let terms = "2 % Skonto in 10 Tagen"
    #expect(try residual("1000.00", "-980.00", terms: terms) == "document discount 20.00 EUR")
    #expect(try residual("1000.00", "-1015.00") == "entry open -15.00 EUR")
    let memo = "2026-0414 incl. bank fee"
    #expect(try residual("1000.00", "-1015.00", memo: memo) == "entry fee -15.00 EUR")
  }

  @Test func `beyond the tolerance nothing is settled`() throws {
    #expect(try residual("1000.00", "-999.98", tolerance: "0.01") == "doubtful")
    #expect(try residual("1000.00", "-999.99", tolerance: "0.01") == "document rounding 0.01 EUR")
  }

  @Test func `without a tolerance one cent is too much`() throws {
    let lines = [Fixtures.entry("-999.99", "2026-0414")]
    #expect(try Fixtures.verdict(Fixtures.bill("2026-0414", "1000.00"), lines) == "doubtful")
  }

  @Test func `of an amount and a percentage the stricter one holds`() {
    let plan = Fixtures.plan {
      $0.toleranceAmount = Fixtures.money("0.50")
      $0.tolerancePercent = ExactDecimal("1")
    }
    #expect(Matcher.amountRange(of: Fixtures.money("20.00"), plan: plan) == 1980...2020)
    #expect(Matcher.amountRange(of: Fixtures.money("-2000.00"), plan: plan) == 199_950...200_050)
  }

  @Test func `the ends of the number line do not trap`() {
    let top = Money(minorUnits: .max, currency: Fixtures.money("1").currency)
    let bottom = Money(minorUnits: .min, currency: top.currency)
    let plan = Fixtures.plan { $0.tolerancePercent = ExactDecimal("100") }
    #expect(Matcher.amountRange(of: top, plan: plan).upperBound == .max)
    #expect(Matcher.amountRange(of: bottom, plan: plan).upperBound == .max)
    var paper = Fixtures.bill("2026-0414", "1.00")
    paper.issueDate = Fixtures.day("9999-12-31")
    #expect(Matcher.dayRange(of: paper, plan: plan) != nil)
    #expect(Matcher.dayRange(of: Fixtures.bill("1", "1", on: nil), plan: plan) == nil)
  }
}
