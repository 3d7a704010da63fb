import Checks
import Documents
import Testing
import Values

/// What is taxed at each rate against the lines, allowances and charges of that rate.
@Suite struct TaxedBasesTests {
  private func check(_ expected: [String], _ change: (inout Document) -> Void) {
    var document = Fixtures.invoice()
    for index in document.lines.indices {
      document.lines[index].taxCategory = "S"
      document.lines[index].taxRate = Fixtures.decimal("19.00")
    }
    change(&document)
    let findings = BuiltInChecks.run(document, Fixtures.context())
    #expect(findings.map { "\($0.code) \($0.severity): \($0.message)" } == expected)
  }

  @Test func `rates compare as numbers, and allowances and charges count with their rate`() {
    check([]) { _ in }
    check([]) {
      var charge = Fixtures.allowance("50.00", isCharge: true)
      (charge.category, charge.rate) = ("S", Fixtures.decimal("19"))
      $0.allowancesAndCharges = [charge]
      $0.totals.charges = Fixtures.decimal("50.00")
      $0.totals.net = Fixtures.decimal("1050.00")
      $0.totals.tax = Fixtures.decimal("199.50")
      $0.totals.gross = Fixtures.decimal("1249.50")
      $0.totals.due = Fixtures.decimal("1249.50")
      $0.taxes = [Fixtures.tax("S", "19", "1050.00", "199.50")]
    }
  }

  @Test func `a base that the lines do not give is told with both figures`() {
    check([
      "tax-adds-up review: What is taxed at S 19 % is stated as 1000.00, but the lines, allowances "
        + "and charges of that rate come to 800.00."
    ]) { $0.lines[1].taxRate = Fixtures.decimal("7") }
  }

  @Test func `one unit is rounding, and who does not say everything is not asked`() {
    check([]) { $0.lines[0].taxRate = nil }
    check([]) { $0.lines[0].taxCategory = nil }
    check([]) {
      $0.totals.tax = Fixtures.decimal("190.11")
      $0.totals.gross = Fixtures.decimal("1190.11")
      $0.totals.due = Fixtures.decimal("1190.11")
      $0.taxes = [Fixtures.tax("S", "19", "1000.60", "190.11")]
    }
  }

  @Test func `categories without a rate are one, whatever rate is written`() {
    check([]) {
      for index in $0.lines.indices { $0.lines[index].taxCategory = "AE" }
      $0.lines[0].taxRate = Fixtures.decimal("0")
      $0.lines[1].taxRate = nil
      $0.totals.tax = Fixtures.decimal("0.00")
      $0.totals.gross = Fixtures.decimal("1000.00")
      $0.totals.due = Fixtures.decimal("1000.00")
      $0.taxes = [Fixtures.tax("AE", "0", "1000.00", "0.00")]
    }
  }
}
