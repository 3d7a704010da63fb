import Documents
import Values

/// BR-S-08 and its kin: what is taxed at one rate is the lines of that rate, less their allowances, with their charges.
///
/// Asked only where every line, allowance and charge says its amount and category; slack as in the official rules.
enum TaxedBases {
  private struct Rate: Hashable {
    var category: String
    /// Nil for the categories without a rate of their own: they have one breakdown each (BR-E-01, BR-AE-01 ...).
    var rate: ExactDecimal?

    init?(_ category: String?, _ rate: ExactDecimal?) {
      guard let category else { return nil }
      let hasRates = ["S", "L", "M"].contains(category)
      if hasRates, rate == nil { return nil }
      self.category = category
      self.rate = hasRates ? rate?.normalized : nil
    }
  }

  static func check(_ document: Document) -> [Finding] {
    do throws(ArithmeticError) {
      guard document.taxes.count > 0, let sums = try sums(document) else { return [] }
      return try complaints(document, sums)
    } catch {
      // The other checks say that the figures are too large.
      return []
    }
  }

  private static func sums(
    _ document: Document
  ) throws(ArithmeticError) -> [Rate: ExactDecimal]? {
    let lines = document.lines.filter { $0.isGroup != true }
    guard !lines.isEmpty else { return nil }
    var sums: [Rate: ExactDecimal] = [:]
    for line in lines {
      guard let net = line.net, let rate = Rate(line.taxCategory, line.taxRate) else { return nil }
      sums[rate] = try (sums[rate] ?? .zero).adding(net)
    }
    for item in document.allowancesAndCharges {
      guard let amount = item.amount, let rate = Rate(item.category, item.rate) else { return nil }
      sums[rate] = try (sums[rate] ?? .zero).adding(item.isCharge ? amount : amount.negated)
    }
    return sums
  }

  private static func complaints(
    _ document: Document,
    _ sums: [Rate: ExactDecimal]
  ) throws(ArithmeticError) -> [Finding] {
    var stated: [Rate: ExactDecimal] = [:]
    for tax in document.taxes {
      guard let base = tax.base, let rate = Rate(tax.category, tax.rate) else { return [] }
      stated[rate] = try (stated[rate] ?? .zero).adding(base)
    }
    var findings: [Finding] = []
    for tax in document.taxes {
      guard let rate = Rate(tax.category, tax.rate), let base = stated.removeValue(forKey: rate)
      else { continue }
      let sum = sums[rate] ?? .zero
      guard try base.subtracting(sum).magnitude > Tolerance.taxBase else { continue }
      let name = rate.rate.map { "\(rate.category) \($0) %" } ?? rate.category
      findings.append(
        TaxAddsUp.finding(
          .review,
          "What is taxed at \(name) is stated as \(base), but the lines, allowances and charges "
            + "of that rate come to \(sum).",
          ["taxes", "lines"]
        )
      )
    }
    return findings
  }
}
