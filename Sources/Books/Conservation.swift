package import Values

/// A broken conservation rule: a bug in whoever made the match, found before it is stored.
package enum ConservationError: Error, Equatable, Sendable {
  case document(DocumentID, payable: Money, accounted: Money)
  case entry(EntryID, amount: Money, accounted: Money)
  case signFlips(EntryID)
  /// A share or residual of a document with another sign than the document's.
  case documentSignFlips(DocumentID)
  /// An allocation names somebody who is no member of the match.
  case stranger(Residual.Side)
  /// A member of which nothing is allocated.
  case withoutShare(Residual.Side)
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
    try check(outcome.allocations, outcome.residuals, payables: payables, amounts: amounts)
  }

  static func check(
    _ allocations: [Allocation],
    _ residuals: [Residual],
    payables: [DocumentID: Money],
    amounts: [EntryID: Money]
  ) throws(ConservationError) {
    // By id, so that of several faults the same one is always named.
    for (document, payable) in payables.sorted(by: { $0.key < $1.key }) {
      let shares = allocations.filter { $0.document == document }.map(\.documentAmount)
      let rest = residuals.filter { $0.side == .document(document) }.map(\.amount)
      let accounted = try sum(shares + rest, payable.currency)
      guard accounted == payable else {
        throw .document(document, payable: payable, accounted: accounted)
      }
    }
    for (entry, amount) in amounts.sorted(by: { $0.key < $1.key }) {
      let shares = allocations.filter { $0.entry == entry }.map(\.entryAmount)
      guard shares.allSatisfy({ $0.isNegative == amount.isNegative || $0.isZero }) else {
        throw .signFlips(entry)
      }
      let rest = residuals.filter { $0.side == .entry(entry) }.map(\.amount)
      let accounted = try sum(shares + rest, amount.currency)
      guard accounted == amount else { throw .entry(entry, amount: amount, accounted: accounted) }
    }
  }

  /// Parts of one sign that are the whole together can none be more than it.
  static func checkSigns(
    _ allocations: [Allocation],
    _ residuals: [Residual],
    payables: [DocumentID: Money],
    amounts: [EntryID: Money]
  ) throws(ConservationError) {
    for share in allocations {
      guard let payable = payables[share.document], fits(share.documentAmount, payable) else {
        throw .documentSignFlips(share.document)
      }
      guard let amount = amounts[share.entry], fits(share.entryAmount, amount) else {
        throw .signFlips(share.entry)
      }
    }
    for residual in residuals {
      switch residual.side {
      case .document(let id):
        guard let payable = payables[id], fits(residual.amount, payable) else {
          throw .documentSignFlips(id)
        }
      case .entry(let id):
        guard let amount = amounts[id], fits(residual.amount, amount) else { throw .signFlips(id) }
      }
    }
  }

  private static func fits(_ part: Money, _ whole: Money) -> Bool {
    part.isZero || part.isNegative == whole.isNegative
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
