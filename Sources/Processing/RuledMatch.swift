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
  /// What is left of entries while rulings are written one after the other.
  struct Rests {
    private var open: [EntryID: Money] = [:]
    private var last: [EntryID: (claim: Int, kind: Residual.Kind)] = [:]
    private var claims = 0

    /// What nobody has been given yet; nil for an entry that nobody has claimed.
    func rest(of entry: EntryID) -> Money? { open[entry] }
    func kind(of entry: EntryID) -> Residual.Kind { last[entry]?.kind ?? .open }

    /// Entries with the place of the last document that claimed each, counted from the first that claimed anything.
    func lastClaims() -> [(place: Int, entry: EntryID)] {
      last.map { ($0.value.claim, $0.key) }.sorted { $0.entry < $1.entry }
    }

    mutating func available(_ stored: StoredEntry) -> Money {
      open[stored.id] ?? stored.entry.amount
    }

    /// `share` has the entry's sign.
    mutating func claim(_ stored: StoredEntry, _ share: Money, kind: Residual.Kind) throws {
      open[stored.id] = try available(stored).subtracting(share)
      last[stored.id] = (claims, kind)
    }

    /// The next document's claims follow.
    mutating func finishDocument() { claims += 1 }
  }

  /// What a ruling gives to a document, from what earlier rulings have left; `rest` is what the person calls the difference.
  static func outcome(
    _ id: DocumentID,
    _ payable: Money,
    _ entries: [StoredEntry],
    _ ledger: LedgerName,
    by person: String,
    rest: Residual.Kind? = nil,
    _ rests: inout Rests
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
      let available = rests.available(stored)
      let share = Money(
        minorUnits: min(
          Int64(clamping: open.minorUnits.magnitude),
          Int64(clamping: available.minorUnits.magnitude)
        ),
        currency: payable.currency
      )
      let documentShare = payable.isNegative ? try share.negated() : share
      let entryShare = amount.isNegative ? try share.negated() : share
      open = try open.subtracting(documentShare)
      try rests.claim(stored, entryShare, kind: rest ?? .overpayment)
      outcome.allocations.append(
        Allocation(
          document: id,
          entry: stored.id,
          documentAmount: documentShare,
          entryAmount: entryShare
        )
      )
    }
    if !open.isZero {
      outcome.residuals.append(Residual(side: .document(id), kind: rest ?? .open, amount: open))
    }
    return outcome
  }
}
