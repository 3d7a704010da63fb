import Books
import Documents
import Storage
import Values
import Workflows

/// What persons have given to documents in one ledger: each ruling in its turn, as far as document and entry go.
///
/// Whoever shares an entry with one of the documents is written anew with it, so that what is left of the entry is always
/// the rest after all of them.
struct RuledMatches {
  let judge: Judge
  let ledger: LedgerName

  func run(_ cases: inout [DocumentID: Judge.Case]) throws {
    try gather(&cases)
    let claimants = cases.values.filter { claims($0) }.sorted {
      ($0.ruling?.id ?? 0) < ($1.ruling?.id ?? 0)
    }
    var ruled = RuledMatch.Rests()
    var told: [(id: DocumentID, outcome: MatchOutcome)] = []
    for one in claimants {
      guard let outcome = try outcome(one, &ruled) else { continue }
      told.append((one.stored.id, outcome))
      ruled.finishDocument()
    }
    for (place, entry) in ruled.lastClaims() {
      guard let rest = ruled.rest(of: entry), !rest.isZero else { continue }
      told[place].outcome.residuals.append(
        Residual(side: .entry(entry), kind: ruled.kind(of: entry), amount: rest)
      )
    }
    for (id, outcome) in told { cases[id]?.set(outcome) }
  }

  private func claims(_ one: Judge.Case) -> Bool {
    guard !one.isLocked else { return false }
    return switch one.ruling?.body {
    case .match: true
    case .accept: one.matches.contains { $0.ledger == ledger && $0.holdsEntries }
    case .reject, .duplicate, .set, .undo, nil: false
    }
  }

  /// Adds the documents of persons that share an entry with one of these.
  private func gather(_ cases: inout [DocumentID: Judge.Case]) throws {
    var queue = cases.keys.sorted()
    var seen: Set<EntryID> = []
    while let id = queue.popLast() {
      guard let one = cases[id], one.ruling != nil || one.stored.isPersons else { continue }
      for entry in one.stored.allocated(in: ledger) + one.ruledEntries
      where seen.insert(entry).inserted {
        for other in try judge.transaction.personsHolders(of: entry) where cases[other] == nil {
          cases[other] = try judge.makeCase(other, refreshingFindings: false)
          queue.append(other)
        }
      }
    }
  }

  private func outcome(
    _ one: Judge.Case,
    _ ruled: inout RuledMatch.Rests
  ) throws -> MatchOutcome? {
    guard let ruling = one.ruling, let payable = one.document.payableMoney else { return nil }
    switch ruling.body {
    case .match(let entries, let rest):
      let stored = try entries.compactMap { try judge.transaction.entry($0) }
        .filter { $0.ledger == ledger }
      guard !stored.isEmpty else { return nil }
      return try RuledMatch.outcome(
        one.stored.id,
        payable,
        stored,
        ledger,
        by: ruling.ruledBy,
        rest: rest,
        &ruled
      )
    case .accept:
      guard var outcome = one.matches.first(where: { $0.ledger == ledger }) else { return nil }
      for share in outcome.allocations {
        guard let stored = try judge.transaction.entry(share.entry) else { continue }
        try ruled.claim(stored, share.entryAmount, kind: .open)
      }
      outcome.residuals.removeAll { if case .entry = $0.side { true } else { false } }
      return outcome
    case .reject, .duplicate, .set, .undo: return nil
    }
  }
}
