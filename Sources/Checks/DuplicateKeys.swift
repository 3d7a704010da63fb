package import Documents
import Expressions
package import Rules
import Values
package import Workflows

/// Normalised keys under which an earlier document is found again.
package enum DuplicateKeys {
  /// `exact`: equal keys mean the same paper; `near`: within `nearDays` they mean suspiciously alike ones.
  ///
  /// Each is nil when a part of it is missing. `name` is `near` with the seller's name in place of its VAT id, by which a paper that states the id
  /// meets those that do not; nil where `near` has no VAT id in it.
  package static func keys(
    of document: Document,
    plan: DuplicatePlan,
    values: RuleValues
  ) -> (exact: String?, near: String?, name: String?) {
    // Both nearly always begin with the seller, whose name is work to fold.
    var parts: [String: String] = [:]
    func key(_ fields: [String]) -> String? {
      guard !fields.isEmpty else { return nil }
      // An invoice and the credit note that cancels it may share number and amount.
      var key = document.type == .creditNote ? "credit" : "bill"
      for field in fields {
        let part = parts[field] ?? part(field, document, plan, values)
        guard let part, !part.isEmpty else { return nil }
        parts[field] = part
        key += "\u{1F}" + part
      }
      return key
    }
    let (exact, near) = (key(plan.exact), key(plan.near))
    guard near != nil, plan.near.contains("seller"), plan.expressions["seller"] == nil,
      let seller = parts["seller"], let name = SupplierKeys.sellerName(of: document),
      name != seller
    else { return (exact, near, nil) }
    parts["seller"] = name
    return (exact, near, key(plan.near))
  }

  private static func part(
    _ field: String,
    _ document: Document,
    _ plan: DuplicatePlan,
    _ values: RuleValues
  ) -> String? {
    if let expression = plan.expressions[field] {
      do throws(EvaluationError) {
        return text(try expression.evaluate(values.bindings))
      } catch {
        // What cannot be told is no reason to call two papers the same.
        return nil
      }
    }
    switch field {
    case "seller": return SupplierKeys.seller(of: document)
    case "buyer":
      return document.buyer.vatID.map(SupplierKeys.vatID)
        ?? document.buyer.name.map(SupplierKeys.name)
    case "number": return document.number.map(number)
    default:
      if DocumentField.all[field] == nil, values.isComputed(field) {
        return values.computed(field).flatMap(text)
      }
      return DocumentFields.text(field, document)
    }
  }

  /// A value as comparable text.
  private static func text(_ value: ExpressionValue) -> String? {
    switch value {
    case .number(let number): return number.normalized.description
    case .money(let money): return "\(money.amount.normalized) \(money.currency.code)"
    case .optional(let inner): return inner.flatMap(text)
    case .bool, .text, .bytes, .day, .timestamp, .duration, .list, .map, .object, .type:
      return TextAtom.atoms(of: value.displayText).map(\.text).joined(separator: " ")
    }
  }

  /// Runs of letters and digits without leading zeros: `01234-` and `1234` are one, `1-23` and `12-3` are two.
  static func number(_ text: String) -> String {
    TextAtom.atoms(of: text).map(\.withoutZeros).joined(separator: "-")
  }
}
