package import Documents
package import Values

extension Document {
  /// What the bookkeeper calls the document's amount: gross, else what is due.
  ///
  /// Nil when there is no amount, no currency, or a fraction of a minor unit.
  package var amount: Money? { money(totals.gross ?? totals.due) }

  private func money(_ decimal: ExactDecimal?) -> Money? {
    guard let decimal, let currency else { return nil }
    do throws(ArithmeticError) {
      return try Money(decimal, currency)
    } catch {
      return nil
    }
  }
}
