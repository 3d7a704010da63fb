import Documents
import Values

/// Part of `required-fields`: what stands there as an amount must be money of the document's currency.
///
/// 11.905 EUR, 119.5 JPY and 10^26 EUR are numbers, but nobody can pay or book them, so no sum may
/// leave them out in silence.
enum BookableAmounts {
  static func check(_ document: Document) -> [Finding] {
    guard let currency = document.currency else { return [] }
    let totals = document.totals
    // By these the document is told, counted and matched.
    let booked = ["totals.gross", "totals.due"]
    let amounts: [(name: String, field: String, amount: ExactDecimal?)] = [
      ("gross", "totals.gross", totals.gross), ("amount due", "totals.due", totals.due),
      ("net", "totals.net", totals.net), ("tax", "totals.tax", totals.tax),
    ]
    let wrong = amounts.compactMap { name, field, amount -> (field: String, text: String)? in
      guard let amount, let complaint = complaint(amount, currency) else { return nil }
      return (field, "The \(name) \(amount) \(currency) \(complaint)")
    }
    guard !wrong.isEmpty else { return [] }
    return [
      Finding(
        code: RequiredFields.id,
        severity: wrong.contains { booked.contains($0.field) } ? .block : .review,
        message: wrong.map(\.text).joined(separator: "; ") + ".",
        fields: wrong.map(\.field),
        suggestion: "Compare it with the paper: tickmark rule ID --set FIELD=VALUE, or ask for a "
          + "corrected one."
      )
    ]
  }

  /// Half a sentence; nil for money.
  private static func complaint(_ amount: ExactDecimal, _ currency: Currency) -> String? {
    do throws(ArithmeticError) {
      _ = try Money(amount, currency)
      return nil
    } catch {
      guard case .inexact = error else { return "is larger than any amount that can be booked" }
      let decimals = currency.exponent
      let has = decimals == 0 ? "no decimals" : "\(decimals) decimals only"
      return "cannot be paid: \(currency) has \(has)"
    }
  }
}
