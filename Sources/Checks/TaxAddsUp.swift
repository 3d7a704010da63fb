import Documents
import Values

/// `tax-adds-up`: BR-CO-14 (total tax), BR-CO-17 (tax of each rate) and BR-S-08 with its kin (what is taxed at each rate).
enum TaxAddsUp {
  static let id = "tax-adds-up"

  static func check(_ document: Document, _ context: CheckContext) -> [Finding] {
    let each = document.taxes.compactMap { rate($0) }
    return [total(document)].compactMap { $0 } + each + TaxedBases.check(document)
  }

  /// The figures of each rate, then of them all: `19 % of 1000.00 - 190.00 = 0.00 <= 0.02: true`.
  static func shown(_ document: Document) -> [String] {
    let rates = document.taxes.prefix(maximumShown).compactMap { tax -> String? in
      guard let base = tax.base, let rate = tax.rate, let stated = tax.amount else { return nil }
      do throws(ArithmeticError) {
        return SumText.of(
          "\(rate.normalized) % of \(base)",
          try amount(rate, of: base),
          stated,
          within: Tolerance.tax
        )
      } catch {
        return nil
      }
    }
    let amounts = document.taxes.compactMap(\.amount)
    guard let stated = document.totals.tax, !amounts.isEmpty,
      amounts.count == document.taxes.count,
      let total = SumText.of(amounts, stated, within: Tolerance.totals)
    else { return rates }
    return rates + ["tax: \(total)"]
  }

  /// Rates that are told one by one.
  private static let maximumShown = 5

  private static func amount(
    _ rate: ExactDecimal,
    of base: ExactDecimal
  ) throws(ArithmeticError) -> ExactDecimal {
    try base.multiplied(by: rate).divided(by: ExactDecimal(100), scale: 2, rounding: .halfUp)
  }

  private static func total(_ document: Document) -> Finding? {
    let amounts = document.taxes.compactMap(\.amount)
    guard let stated = document.totals.tax, !amounts.isEmpty,
      amounts.count == document.taxes.count
    else { return nil }
    let verdict = Comparison.of(stated, within: Tolerance.totals) { () throws(ArithmeticError) in
      try amounts.sum()
    }
    guard verdict != .agrees else { return nil }
    let figures = amounts.map(\.description).joined(separator: " + ")
    return finding(
      .review,
      "Tax by rate \(figures) does not add up to the total tax \(stated).",
      ["totals.tax", "taxes"]
    )
  }

  private static func rate(_ tax: TaxBreakdown) -> Finding? {
    guard let base = tax.base, let rate = tax.rate, let stated = tax.amount else { return nil }
    var computed = ExactDecimal.zero
    let verdict = Comparison.of(stated, within: Tolerance.tax) { () throws(ArithmeticError) in
      computed = try amount(rate, of: base)
      return computed
    }
    let figures = "\(rate.normalized) % of \(base)"
    switch verdict {
    case .agrees: return nil
    case .tooLarge: return finding(.review, "\(figures) is too large to be computed.", ["taxes"])
    case .differs(let difference):
      // Up to one unit the law's own rules (BR-CO-17) put it down to rounding line by line.
      return finding(
        difference > Tolerance.taxAtMost ? .review : .info,
        "\(figures) is \(computed), not the tax \(stated): \(difference) apart.",
        ["taxes"]
      )
    }
  }

  static func finding(
    _ severity: Severity,
    _ message: String,
    _ fields: [String]
  ) -> Finding {
    Finding(
      code: id,
      severity: severity,
      message: message,
      fields: fields,
      suggestion: "Compare with the paper: input tax may only be claimed as it is stated rightly."
    )
  }
}
