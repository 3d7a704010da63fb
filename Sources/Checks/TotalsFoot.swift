import Documents
import Values

/// `totals-foot`: EN 16931's BR-CO-10, 11, 12, 13, 15 and 16, each where its figures are stated.
enum TotalsFoot {
  static let id = "totals-foot"

  static func check(_ document: Document, _ context: CheckContext) -> [Finding] {
    [
      lineSum(document), listed(document, charges: false), listed(document, charges: true),
      net(document), gross(document), due(document),
    ].compactMap { $0 }
  }

  /// BR-CO-10; groups repeat their lines and are left out.
  private static func lineSum(_ document: Document) -> Finding? {
    let lines = document.lines.filter { $0.isGroup != true }
    let nets = lines.compactMap(\.net)
    guard let stated = document.totals.lines, !nets.isEmpty, nets.count == lines.count else {
      return nil
    }
    return compare(stated, "sum of lines", ["totals.lines", "lines"]) {
      () throws(ArithmeticError) in
      (try nets.sum(), "the \(nets.count) lines add up to")
    }
  }

  /// BR-CO-11 and 12.
  private static func listed(_ document: Document, charges: Bool) -> Finding? {
    let items = document.allowancesAndCharges.filter { $0.isCharge == charges }
    let amounts = items.compactMap(\.amount)
    let stated = charges ? document.totals.charges : document.totals.allowances
    guard let stated, !items.isEmpty, amounts.count == items.count else { return nil }
    let what = charges ? "charges" : "allowances"
    return compare(stated, "sum of \(what)", ["totals.\(what)"]) { () throws(ArithmeticError) in
      (try amounts.sum(), "the \(amounts.count) \(what) add up to")
    }
  }

  /// BR-CO-13.
  private static func net(_ document: Document) -> Finding? {
    guard let stated = document.totals.net, let lines = document.totals.lines else { return nil }
    guard let allowances = total(document, charges: false),
      let charges = total(document, charges: true)
    else { return nil }
    return compare(stated, "net", ["totals.net", "totals.lines"]) { () throws(ArithmeticError) in
      let words = "lines \(lines)\(minus(allowances, "allowances"))\(plus(charges, "charges")) is"
      return (try lines.subtracting(allowances).adding(charges), words)
    }
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
  private static func gross(_ document: Document) -> Finding? {
    guard let stated = document.totals.gross, let net = document.totals.net,
      let tax = document.totals.tax
    else { return nil }
    let fields = ["totals.gross", "totals.net", "totals.tax"]
    return compare(stated, "gross", fields) { () throws(ArithmeticError) in
      (try net.adding(tax), "net \(net) + tax \(tax) is")
    }
  }

  /// BR-CO-16, with what other rules put between gross and due: sums collected for others (BR-DEX-09 of the
  /// XRechnung extension) and tax that is withheld (FatturaPA, Facturae).
  private static func due(_ document: Document) -> Finding? {
    guard let stated = document.totals.due, let gross = document.totals.gross,
      let others = thirdParty(document)
    else { return nil }
    let prepaid = document.totals.prepaid ?? .zero
    let rounding = document.totals.rounding ?? .zero
    let withheld = document.totals.withheld ?? .zero
    let fields = ["totals.due", "totals.gross", "totals.prepaid", "totals.rounding"]
    return compare(
      stated,
      "amount due",
      withheld.isZero ? fields : fields + ["totals.withheld"]
    ) { () throws(ArithmeticError) in
      let words =
        "gross \(gross)\(minus(prepaid, "prepaid"))\(minus(withheld, "withheld"))"
        + "\(plus(rounding, "rounding"))\(plus(others, "collected for others")) is"
      let sum = try gross.subtracting(prepaid).subtracting(withheld).adding(rounding)
      return (try sum.adding(others), words)
    }
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

  private static func compare(
    _ stated: ExactDecimal,
    _ name: String,
    _ fields: [String],
    _ computed: () throws(ArithmeticError) -> (ExactDecimal, String)
  ) -> Finding? {
    var words = ""
    var result = ExactDecimal.zero
    let verdict = Comparison.of(stated, within: Tolerance.totals) { () throws(ArithmeticError) in
      (result, words) = try computed()
      return result
    }
    let message: String
    switch verdict {
    case .agrees: return nil
    case .tooLarge: message = "The figures around the \(name) \(stated) are too large to be added."
    case .differs(let difference):
      message =
        "\(words.prefix(1).uppercased() + words.dropFirst()) \(result), not the \(name) \(stated): "
        + "\(difference) apart."
    }
    return Finding(
      code: id,
      severity: .block,
      message: message,
      fields: fields,
      suggestion:
        "Compare with the paper; ask the seller for a corrected invoice if it says the same."
    )
  }
}
