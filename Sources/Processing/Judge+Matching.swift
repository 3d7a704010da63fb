import Books
import Documents
import Matching
import Storage
import Values
import Workflows

/// Reconciling inside the transaction: the documents and entries that compete are gathered, solved together, and only
/// what changed is written.
extension Judge {
  /// Documents that compete with each other beyond this are not decided; never guessed.
  static let maximumTogether = 600

  /// Everything that competes in one ledger.
  private struct Component {
    var documents: Set<DocumentID> = []
    var entries: [EntryID: StoredEntry] = [:]
    /// Entries whose other documents are gathered too, because a pair of theirs competes.
    var followed: Set<EntryID> = []
    var isTooLarge = false
  }

  func match(_ ledger: LedgerName, _ cases: inout [DocumentID: Case]) throws {
    let component = try gather(ledger, &cases)
    let locked = try transaction.personsEntries(among: Array(component.entries.keys))
      .union(ruledEntries(cases))
    let entries = component.entries.values.filter { !locked.contains($0.id) }
      .sorted { $0.id < $1.id }
      .map { OpenEntry(id: $0.id, entry: $0.entry) }
    var open: [OpenDocument] = []
    for id in component.documents.sorted() {
      guard let one = cases[id], let plan = one.workflow.plan(for: ledger) else { continue }
      if let document = OpenDocument(id: id, document: one.document, plan: plan) {
        open.append(document)
      }
    }
    let outcomes = Matcher.solve(
      documents: open,
      entries: entries,
      plan: ReconcilePlan(ledger: ledger)
    )
    for id in component.documents.sorted() {
      guard let outcome = outcomes[id] ?? noAmount(ledger) else { continue }
      set(component.isTooLarge ? undecided(outcome) : outcome, for: id, in: &cases)
    }
    try matchRulings(ledger, &cases)
  }

  /// Entries that a ruling in this very transaction gives to a document.
  private func ruledEntries(_ cases: [DocumentID: Case]) -> Set<EntryID> {
    var entries: Set<EntryID> = []
    for one in cases.values {
      switch one.ruling?.body {
      case .match(let named): entries.formUnion(named)
      case .accept: entries.formUnion(one.matches.flatMap(\.allocations).map(\.entry))
      case .reject, .duplicate, .set, .undo, nil: continue
      }
    }
    return entries
  }

  private func noAmount(_ ledger: LedgerName) -> MatchOutcome? {
    MatchOutcome(
      ledger: ledger,
      status: .unmatched,
      explanation: "there is no amount to look for in \(ledger)"
    )
  }

  private func undecided(_ outcome: MatchOutcome) -> MatchOutcome {
    var undecided = MatchOutcome(
      ledger: outcome.ledger,
      status: .undecided,
      explanation: "more than \(Self.maximumTogether) documents compete for the same entries"
    )
    undecided.candidates = outcome.candidates
    return undecided
  }

  private func set(
    _ outcome: MatchOutcome,
    for id: DocumentID,
    in cases: inout [DocumentID: Case]
  ) {
    guard var one = cases[id] else { return }
    let before = one.matches
    one.matches.removeAll { $0.ledger == outcome.ledger }
    one.matches.append(outcome)
    let order = one.workflow.reconcile.map(\.ledger)
    one.matches.removeAll { !order.contains($0.ledger) }
    one.matches.sort { left, right in
      (order.firstIndex(of: left.ledger) ?? 0) < (order.firstIndex(of: right.ledger) ?? 0)
    }
    one.isChanged = one.isChanged || one.matches != before
    cases[id] = one
  }
}

// MARK: What competes

extension Judge {
  /// Follows competing pairs from the seeds: document to entry to document, until nothing new comes.
  private func gather(
    _ ledger: LedgerName,
    _ cases: inout [DocumentID: Case]
  ) throws -> Component {
    var component = Component()
    var waiting = cases.values.filter { $0.workflow.plan(for: ledger) != nil }
      .sorted { $0.stored.id < $1.stored.id }.map(\.stored.id)
    // What a document gives back may now belong to another one.
    for id in waiting { try addFormerEntries(of: id, ledger, cases, &component, &waiting) }
    while let id = waiting.popLast() {
      guard !component.documents.contains(id) else { continue }
      if cases[id] == nil { cases[id] = try makeCase(id, refreshingFindings: false) }
      guard let one = cases[id], one.isMatchable, let plan = one.workflow.plan(for: ledger) else {
        continue
      }
      guard component.documents.count < Self.maximumTogether else {
        component.isTooLarge = true
        break
      }
      component.documents.insert(id)
      try addEntries(of: one, plan, &component, &waiting)
    }
    return component
  }

  private func addFormerEntries(
    of id: DocumentID,
    _ ledger: LedgerName,
    _ cases: [DocumentID: Case],
    _ component: inout Component,
    _ waiting: inout [DocumentID]
  ) throws {
    let former = cases[id]?.stored.matches.first { $0.ledger == ledger }?.allocations ?? []
    for allocation in former {
      guard let entry = try transaction.entry(allocation.entry) else { continue }
      waiting += try transaction.candidateDocuments(entry, keys: Matcher.keys(of: entry.entry))
    }
  }

  private func addEntries(
    of one: Case,
    _ plan: ReconcilePlan,
    _ component: inout Component,
    _ waiting: inout [DocumentID]
  ) throws {
    let index = index(one.document, one.workflow)
    guard let ledger = index.ledgers.first(where: { $0.ledger == plan.ledger }),
      let open = OpenDocument(id: one.stored.id, document: one.document, plan: plan)
    else { return }
    for entry in try transaction.candidateEntries(ledger, keys: index.keys) {
      component.entries[entry.id] = entry
      let openEntry = OpenEntry(id: entry.id, entry: entry.entry)
      guard !component.followed.contains(entry.id),
        Matcher.competes(open, openEntry, plan: plan)
      else { continue }
      component.followed.insert(entry.id)
      waiting += try transaction.candidateDocuments(entry, keys: Matcher.keys(of: entry.entry))
    }
  }
}

extension Workflow {
  func plan(for ledger: LedgerName) -> ReconcilePlan? {
    reconcile.first { $0.ledger == ledger }
  }
}

// MARK: What a person matched

extension Judge {
  /// Writes the allocations that rulings name; what is left over becomes a typed residual.
  private func matchRulings(_ ledger: LedgerName, _ cases: inout [DocumentID: Case]) throws {
    for id in cases.keys.sorted() {
      guard let one = cases[id], let ruling = one.ruling else { continue }
      switch ruling.body {
      case .match(let entries):
        let stored = try entries.compactMap { try transaction.entry($0) }
          .filter { $0.ledger == ledger }
        guard !stored.isEmpty, let payable = one.document.payableMoney else { continue }
        set(
          try RuledMatch.outcome(id, payable, stored, ledger, by: ruling.ruledBy),
          for: id,
          in: &cases
        )
      case .reject, .duplicate:
        let none = MatchOutcome(
          ledger: ledger,
          status: .unmatched,
          explanation: "not reconciled: \(ruling.ruledBy) decided otherwise"
        )
        set(none, for: id, in: &cases)
      case .accept, .set, .undo: continue
      }
    }
    for id in cases.keys.sorted() {
      guard let one = cases[id], one.ruling == nil, !one.isMatchable,
        one.workflow.plan(for: ledger) != nil
      else { continue }
      let none = MatchOutcome(
        ledger: ledger,
        status: .unmatched,
        explanation: "not reconciled: it repeats an earlier document"
      )
      set(none, for: id, in: &cases)
    }
  }
}
