import Books
import Documents
import Matching
import Storage
import Values
import Workflows

// Money that came back: who holds a payment that a later entry may take back is left to a person.
//
// What takes what back is a function of two entries and a document, and the machine looks at all entries that no person has
// settled; so it does not matter which of them came first. What is doubted so holds nothing, as where `accept` says no.
extension Reconciler {
  /// What was looked up and found in this round.
  struct Returns {
    var opposite: [EntryID: [CandidateEntry]] = [:]
    /// Documents of which pairs leave the payment to a person.
    var doubted: Set<DocumentID> = []
  }

  /// The entry that may take back what another paid of the document, as it is written; the first of several.
  mutating func taker(
    of entry: EntryID,
    _ document: OpenDocument,
    share: Money
  ) throws -> Entry? {
    guard let row = try lines[entry]?.stored ?? transaction.entry(entry) else { return nil }
    let payment = OpenEntry(id: row.id, entry: row.entry)
    var first: Entry?
    for other in try opposite(row, share) {
      let later = OpenEntry(id: other.stored.id, entry: other.stored.entry)
      guard weighing.takesBack(later, payment, of: document, share: share),
        try !isSettled(later.id)
      else { continue }
      if let known = first, (known.day, known.identity) <= (later.entry.day, later.entry.identity) {
        continue
      }
      first = later.entry
    }
    return first
  }

  private mutating func opposite(_ payment: StoredEntry, _ share: Money) throws -> [CandidateEntry]
  {
    let days = payment.entry.day...payment.entry.day.adding(days: Weighing.returnDays)
    let whole = Int64(clamping: payment.entry.amount.minorUnits.magnitude)
    let part = Int64(clamping: share.minorUnits.magnitude)
    if part == whole, let known = returns.opposite[payment.id] { return known }
    let found = try transaction.opposite(payment, magnitudes: [whole, part], days: days)
    if part == whole { returns.opposite[payment.id] = found }
    return found
  }

  /// The entry that may take back something of what the document is given.
  mutating func taker(_ outcome: MatchOutcome, _ one: Judge.Case?) throws -> (Entry, Allocation)? {
    guard outcome.holdsEntries, let one, let open = anyDocument(one) else { return nil }
    for allocation in outcome.allocations {
      if let taker = try taker(of: allocation.entry, open, share: allocation.documentAmount) {
        return (taker, allocation)
      }
    }
    return nil
  }

  /// The outcome, doubtful where a later entry may take the money back.
  mutating func unlessReturned(
    _ outcome: MatchOutcome,
    _ one: Judge.Case?
  ) throws -> MatchOutcome {
    guard let (taker, _) = try taker(outcome, one) else { return outcome }
    return Self.returned(outcome, by: taker, one)
  }

  static func returned(
    _ outcome: MatchOutcome,
    by taker: Entry,
    _ one: Judge.Case?
  ) -> MatchOutcome {
    var held = leftOpen(outcome, one)
    held.doubt = .returned
    held.explanation += Weighing.returnSentence(taker)
    return held
  }

  /// Without what it was given.
  static func leftOpen(_ outcome: MatchOutcome, _ one: Judge.Case?) -> MatchOutcome {
    guard outcome.holdsEntries, let document = one?.stored.id,
      let payable = one?.document.payableMoney
    else { return outcome }
    var held = outcome
    held.status = .doubtful
    held.allocations = []
    held.grounds = nil
    held.residuals = [Residual(side: .document(document), kind: .open, amount: payable)]
    return held
  }

  /// Pairs have found what pays the document, and why a person must look: no party says it better.
  func isDoubted(_ id: DocumentID) -> Bool {
    if home[id] != nil { return returns.doubted.contains(id) }
    return stored(id).map { $0.doubt != nil && !$0.isOfParty && $0.pattern == .oneToOne } ?? false
  }

  // MARK: Whom it concerns

  /// Payments that an entry may take back, which a person has settled or set free.
  mutating func disturbPayments(before row: CandidateEntry) throws {
    for payment in try judge.payments(before: row.stored) {
      for id in try neighbours(of: payment) { disturb(id) }
      for id in try transaction.holders(of: payment.stored.id) { disturb(id) }
      touch(payment.stored, hasLeft: true)
    }
  }
}

extension Judge {
  func payments(before later: StoredEntry) throws -> [CandidateEntry] {
    let first = later.entry.day.adding(days: -Weighing.returnDays)
    let amount = Int64(clamping: later.entry.amount.minorUnits.magnitude)
    return try transaction.opposite(later, magnitudes: [amount], days: first...later.entry.day)
  }

  /// Documents of which a payment may be taken back by an entry that came in as `first` or later.
  func documentsPaid(
    takenBackFrom first: EntryID,
    count: Int,
    _ ledger: LedgerName
  ) throws -> Set<DocumentID> {
    var found: Set<DocumentID> = []
    let payments = try transaction.payments(
      takenBackFrom: first,
      count: count,
      ledger: ledger,
      within: Weighing.returnDays
    )
    for payment in payments {
      let entry = payment.stored
      found.formUnion(try transaction.holders(of: entry.id))
      found.formUnion(try transaction.documentsByAmount(entry, limit: .max).map(\.id))
      for key in Matcher.keys(of: entry.entry) where try !transaction.isWorn(key, ledger) {
        found.formUnion(try transaction.documents(key: key, ledger: ledger, limit: .max).map(\.id))
      }
    }
    return found
  }
}
