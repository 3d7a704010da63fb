package import Values

/// A broken conservation rule: a bug in whoever made the match, found before it is stored.
package enum ConservationError: Error, Equatable, Sendable {
  case document(DocumentID, payable: Money, accounted: Money)
  case entry(EntryID, amount: Money, accounted: Money)
  case signFlips(EntryID)
  case arithmetic(ArithmeticError)
}

/// The rules of the books: what is allocated plus typed residuals is the whole amount, to the minor unit.
package enum Conservation {
  /// Throws unless allocations + residuals of `outcome` account for the whole of each document and entry named in
  /// `payables` and `amounts`.
  package static func check(
    _ outcome: MatchOutcome,
    payables: [DocumentID: Money],
    amounts: [EntryID: Money]
  ) throws(ConservationError) {
    // By id, so that of several faults the same one is always named.
    for (document, payable) in payables.sorted(by: { $0.key < $1.key }) {
      let shares = outcome.allocations.filter { $0.document == document }.map(\.documentAmount)
      let rest = outcome.residuals.filter { $0.side == .document(document) }.map(\.amount)
      let accounted = try sum(shares + rest, payable.currency)
      guard accounted == payable else {
        throw .document(document, payable: payable, accounted: accounted)
      }
    }
    for (entry, amount) in amounts.sorted(by: { $0.key < $1.key }) {
      let shares = outcome.allocations.filter { $0.entry == entry }.map(\.entryAmount)
      guard shares.allSatisfy({ $0.isNegative == amount.isNegative || $0.isZero }) else {
        throw .signFlips(entry)
      }
      let rest = outcome.residuals.filter { $0.side == .entry(entry) }.map(\.amount)
      let accounted = try sum(shares + rest, amount.currency)
      guard accounted == amount else { throw .entry(entry, amount: amount, accounted: accounted) }
    }
  }

  private static func sum(
    _ amounts: [Money],
    _ currency: Currency
  ) throws(ConservationError) -> Money {
    do throws(ArithmeticError) {
      var total = Money.zero(currency)
      for amount in amounts { total = try total.adding(amount) }
      return total
    } catch {
      throw .arithmetic(error)
    }
  }
}
