package import Documents
package import Expressions

/// The keys of `duplicate` in which an earlier document agrees, in words.
///
/// They agree, so the values are the document's own.
package enum AgreedKeys {
  package static let usualExact = ["seller", "number"]
  package static let usualNear = ["seller", "totals.gross"]

  /// Longer values are cut.
  private static let maximumLength = 60

  /// `` `card` (4711) and `=document.issueDate.month` (3) ``; nil where the keys are the usual ones, in whatever order.
  ///
  /// `values` are nil where nobody knows what rules see of the document; then expressions and computed fields are only named.
  package static func told(
    _ keys: [String],
    unless usual: [String],
    _ expressions: [String: CompiledExpression],
    _ document: Document,
    _ values: RuleValues?
  ) -> String? {
    guard Set(keys) != Set(usual) else { return nil }
    let told = keys.map { key in
      let value = value(key, expressions[key], document, values)
      return "`\(key)`" + (value.map { " (\(short($0)))" } ?? "")
    }
    guard let last = told.last, told.count > 1 else { return told.first }
    return told.dropLast().joined(separator: ", ") + " and " + last
  }

  private static func value(
    _ key: String,
    _ expression: CompiledExpression?,
    _ document: Document,
    _ values: RuleValues?
  ) -> String? {
    if let expression {
      guard let values else { return nil }
      do throws(EvaluationError) {
        return try expression.evaluate(values.bindings).displayText
      } catch {
        return nil
      }
    }
    switch key {
    case "seller": return document.seller.name ?? document.seller.vatID
    case "buyer": return document.buyer.name ?? document.buyer.vatID
    default: break
    }
    if DocumentField.all[key] == nil, let computed = values?.computed(key) {
      return computed.displayText
    }
    let isGross = key == "totals.gross"
    let text = document.text(at: key) ?? (isGross ? document.text(at: "totals.due") : nil)
    guard key.hasPrefix("totals."), let currency = document.currency else { return text }
    return text.map { "\($0) \(currency)" }
  }

  private static func short(_ text: String) -> String {
    let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return words.count > maximumLength ? words.prefix(maximumLength - 1) + "…" : words
  }
}
