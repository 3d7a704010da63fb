import Books
import Storage
import Values

/// Why entries cannot be taken for a document.
enum RuledMatchError: Error, Equatable {
  case otherCurrency(EntryID)
  case taken(EntryID, by: [DocumentID])
  case noAmount
}

/// The match that a person names: the entries in the order given, each as far as it goes.
enum RuledMatch {
  static func outcome(
    _ id: DocumentID,
    _ payable: Money,
    _ entries: [StoredEntry],
    _ ledger: LedgerName,
    by person: String
  ) throws -> MatchOutcome {
    var outcome = MatchOutcome(
      ledger: ledger,
      status: .matched,
      explanation: "\(person) named "
        + entries.map { "\($0.entry.amount) of \($0.entry.day)" }.joined(separator: ", ")
    )
    outcome.confidence = ExactDecimal(1)
    var open = payable
    for stored in entries {
      let amount = stored.entry.amount
      guard amount.currency == payable.currency else {
        throw RuledMatchError.otherCurrency(stored.id)
      }
      let share = Money(
        minorUnits: min(
          Int64(clamping: open.minorUnits.magnitude),
          Int64(clamping: amount.minorUnits.magnitude)
        ),
        currency: payable.currency
      )
      let documentShare = payable.isNegative ? try share.negated() : share
      let entryShare = amount.isNegative ? try share.negated() : share
      open = try open.subtracting(documentShare)
      outcome.allocations.append(
        Allocation(
          document: id,
          entry: stored.id,
          documentAmount: documentShare,
          entryAmount: entryShare
        )
      )
      let rest = try amount.subtracting(entryShare)
      if !rest.isZero {
        outcome.residuals.append(
          Residual(side: .entry(stored.id), kind: .overpayment, amount: rest)
        )
      }
    }
    if !open.isZero {
      outcome.residuals.append(Residual(side: .document(id), kind: .open, amount: open))
    }
    try Conservation.check(
      outcome,
      payables: [id: payable],
      amounts: Dictionary(entries.map { ($0.id, $0.entry.amount) }) { first, _ in first }
    )
    return outcome
  }
}
