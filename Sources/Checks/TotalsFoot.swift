import Documents
import Values

/// `totals-foot`: EN 16931's BR-CO-10, 11, 12, 13, 15 and 16, each where its figures are stated.
enum TotalsFoot {
  static let id = "totals-foot"

  static func check(_ document: Document, _ context: CheckContext) -> [Finding] {
    sums(document).compactMap(finding)
  }

  /// Each comparison that can be made, with its figures: `gross: 1000.00 + 190.00 - 1190.00 = 0.00 <= 0.01: true`.
  static func shown(_ document: Document) -> [String] {
    sums(document).compactMap { sum in
      SumText.of(sum.terms, sum.stated, within: Tolerance.totals).map { "\(sum.name): \($0)" }
    }
  }

  /// Figures that must come to a stated one.
  private struct Sum {
    var stated: ExactDecimal
    /// Of the stated figure: `gross`.
    var name: String
    var fields: [String]
    var terms: [ExactDecimal]
    /// The terms in words: `net 1000.00 + tax 190.00 is`.
    var words: String
  }

  private static func sums(_ document: Document) -> [Sum] {
    [
      lineSum(document), listed(document, charges: false), listed(document, charges: true),
      net(document), gross(document), due(document),
    ].compactMap { $0 }
  }

  /// BR-CO-10; groups repeat their lines and are left out.
  private static func lineSum(_ document: Document) -> Sum? {
    let lines = document.lines.filter { $0.isGroup != true }
    let nets = lines.compactMap(\.net)
    guard let stated = document.totals.lines, !nets.isEmpty, nets.count == lines.count else {
      return nil
    }
    return Sum(
      stated: stated,
      name: "sum of lines",
      fields: ["totals.lines", "lines"],
      terms: nets,
      words: nets.count == 1 ? "the one line comes to" : "the \(nets.count) lines add up to"
    )
  }

  /// BR-CO-11 and 12.
  private static func listed(_ document: Document, charges: Bool) -> Sum? {
    let items = document.allowancesAndCharges.filter { $0.isCharge == charges }
    let amounts = items.compactMap(\.amount)
    let stated = charges ? document.totals.charges : document.totals.allowances
    guard let stated, !items.isEmpty, amounts.count == items.count else { return nil }
    let what = charges ? "charges" : "allowances"
    return Sum(
      stated: stated,
      name: "sum of \(what)",
      fields: ["totals.\(what)"],
      terms: amounts,
      words: "the \(amounts.count) \(what) add up to"
    )
  }

  /// BR-CO-13.
  private static func net(_ document: Document) -> Sum? {
    guard let stated = document.totals.net, let lines = document.totals.lines else { return nil }
    guard let allowances = total(document, charges: false),
      let charges = total(document, charges: true)
    else { return nil }
    return Sum(
      stated: stated,
      name: "net",
      fields: ["totals.net", "totals.lines"],
      terms: [lines, allowances.negated, charges],
      words: "lines \(lines)\(minus(allowances, "allowances"))\(plus(charges, "charges")) is"
    )
  }

  /// The stated total, else the sum of what is listed; nil where an item has no amount.
  private static func total(_ document: Document, charges: Bool) -> ExactDecimal? {
    if let stated = charges ? document.totals.charges : document.totals.allowances { return stated }
    let items = document.allowancesAndCharges.filter { $0.isCharge == charges }
    let amounts = items.compactMap(\.amount)
    guard amounts.count == items.count else { return nil }
    do throws(ArithmeticError) { return try amounts.sum() } catch { return nil }
  }

  /// BR-CO-15.
  private static func gross(_ document: Document) -> Sum? {
    guard let stated = document.totals.gross, let net = document.totals.net,
      let tax = document.totals.tax
    else { return nil }
    return Sum(
      stated: stated,
      name: "gross",
      fields: ["totals.gross", "totals.net", "totals.tax"],
      terms: [net, tax],
      words: "net \(net) + tax \(tax) is"
    )
  }

  /// BR-CO-16, with what other rules put between gross and due: sums collected for others (BR-DEX-09 of the
  /// XRechnung extension) and tax that is withheld (FatturaPA, Facturae).
  private static func due(_ document: Document) -> Sum? {
    guard let stated = document.totals.due, let gross = document.totals.gross,
      let others = thirdParty(document)
    else { return nil }
    let prepaid = document.totals.prepaid ?? .zero
    let rounding = document.totals.rounding ?? .zero
    let withheld = document.totals.withheld ?? .zero
    let fields = ["totals.due", "totals.gross", "totals.prepaid", "totals.rounding"]
    return Sum(
      stated: stated,
      name: "amount due",
      fields: withheld.isZero ? fields : fields + ["totals.withheld"],
      terms: [gross, prepaid.negated, withheld.negated, rounding, others],
      words: "gross \(gross)\(minus(prepaid, "prepaid"))\(minus(withheld, "withheld"))"
        + "\(plus(rounding, "rounding"))\(plus(others, "collected for others")) is"
    )
  }

  /// Nil where a payment has no amount.
  private static func thirdParty(_ document: Document) -> ExactDecimal? {
    guard !document.moreIfAny.isEmpty else { return .zero }
    let payments = document.more.thirdPartyPayments
    let amounts = payments.compactMap(\.amount)
    guard amounts.count == payments.count else { return nil }
    do throws(ArithmeticError) { return try amounts.sum() } catch { return nil }
  }

  private static func minus(_ amount: ExactDecimal, _ name: String) -> String {
    amount.isZero ? "" : " - \(name) \(amount)"
  }

  private static func plus(_ amount: ExactDecimal, _ name: String) -> String {
    amount.isZero ? "" : " + \(name) \(amount)"
  }

  private static func finding(_ sum: Sum) -> Finding? {
    var result = ExactDecimal.zero
    let verdict = Comparison.of(sum.stated, within: Tolerance.totals) {
      () throws(ArithmeticError) in
      result = try sum.terms.sum()
      return result
    }
    let message: String
    switch verdict {
    case .agrees: return nil
    case .tooLarge:
      message = "The figures around the \(sum.name) \(sum.stated) are too large to be added."
    case .differs(let difference):
      let words = sum.words.prefix(1).uppercased() + sum.words.dropFirst()
      message =
        "\(words) \(result), not the \(sum.name) \(sum.stated): \(difference) apart."
    }
    return Finding(
      code: id,
      severity: .block,
      message: message,
      fields: sum.fields,
      suggestion:
        "Compare with the paper; ask the seller for a corrected invoice if it says the same."
    )
  }
}
