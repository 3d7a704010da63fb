import Documents
import Values

/// `lines-foot`: quantity x price / base quantity, with the line's allowances and charges, is the net.
enum LinesFoot {
  static let id = "lines-foot"
  /// Lines named in one finding; the rest is counted.
  static let maximumNamed = 3

  static func check(_ document: Document, _ context: CheckContext) -> [Finding] {
    var wrong: [String] = []
    var count = 0
    for (position, line) in document.lines.enumerated() {
      guard let message = complaint(line, position, document) else { continue }
      count += 1
      if wrong.count < maximumNamed { wrong.append(message) }
    }
    guard count > 0 else { return [] }
    let more = count > wrong.count ? "; and \(count - wrong.count) more lines" : ""
    return [
      Finding(
        code: id,
        severity: .review,
        message: wrong.joined(separator: "; ") + more + ".",
        fields: ["lines"],
        suggestion:
          "Compare quantity and price with the order; ask the seller if the paper says so."
      )
    ]
  }

  /// The first lines that can be computed: `10 x 85.00 - 850.00 = 0.00 <= 0.02: true`.
  static func shown(_ document: Document) -> [String] {
    let products = document.lines.compactMap { product($0, document) }
    let within = Tolerance.lines(document.currency)
    let shown = products.prefix(maximumNamed).compactMap { one in
      one.computed.flatMap { SumText.of(one.figures, $0, one.stated, within: within) }
    }
    let more = products.count - maximumNamed
    return shown + (more > 0 ? ["and \(more) more line\(more == 1 ? "" : "s")"] : [])
  }

  /// A line that can be computed.
  private struct Product {
    /// `10 x 85.00`.
    var figures: String
    var stated: ExactDecimal
    /// Nil: the figures are too large.
    var computed: ExactDecimal?
  }

  private static func product(_ line: DocumentLine, _ document: Document) -> Product? {
    guard line.isGroup != true, isKnown(line, document), let stated = line.net,
      let quantity = line.quantity, let price = line.unitPrice
    else { return nil }
    // A base quantity of zero cannot be divided by and says nothing.
    let base = line.priceBaseQuantity.flatMap { $0.isZero ? nil : $0 } ?? ExactDecimal(1)
    let own = line.allowancesAndCharges ?? []
    let signed = own.compactMap { item in item.amount.map { item.isCharge ? $0 : $0.negated } }
    guard signed.count == own.count else { return nil }
    let per = base == ExactDecimal(1) ? "" : " / \(base)"
    let rest = signed.isEmpty ? "" : " with its allowances and charges"
    var product = Product(figures: "\(quantity) x \(price)\(per)\(rest)", stated: stated)
    do throws(ArithmeticError) {
      product.computed = try quantity.multiplied(by: price)
        .divided(by: base, scale: scale(document), rounding: .halfUp)
        .adding(try signed.sum())
    } catch {
      // The line says so.
    }
    return product
  }

  private static func complaint(
    _ line: DocumentLine,
    _ position: Int,
    _ document: Document
  ) -> String? {
    guard let product = product(line, document) else { return nil }
    let figures = "Line \(line.id ?? "\(position + 1)"): \(product.figures)"
    guard let computed = product.computed else { return figures + " is too large to be computed" }
    let within = Tolerance.lines(document.currency)
    switch Comparison.of(product.stated, within: within, { () throws(ArithmeticError) in computed })
    {
    case .agrees: return nil
    case .tooLarge: return figures + " is too large to be computed"
    case .differs: return figures + " is \(computed), not \(product.stated)"
    }
  }

  /// An e-invoice's line may have allowances that this reader does not report.
  private static func isKnown(_ line: DocumentLine, _ document: Document) -> Bool {
    line.allowancesAndCharges != nil || !document.isElectronic
  }

  private static func scale(_ document: Document) -> Int {
    max(2, document.currency?.exponent ?? 2)
  }
}

extension Document {
  /// True when its values come from an XML invoice.
  var isElectronic: Bool {
    let methods = [sources["number"], sources["totals.gross"], sources["totals.due"]]
    if methods.contains(where: { $0?.method == .xml || $0?.method == .embeddedXML }) { return true }
    return typeCode != nil
  }
}
