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

  /// Documents and entries that compete in one ledger, and with no others.
  private struct Component {
    var documents: Set<DocumentID> = []
    var entries: [EntryID: StoredEntry] = [:]
    /// Entries whose other documents are gathered too, because a pair of theirs competes; true where there are more of them
    /// than are compared.
    var followed: [EntryID: Bool] = [:]
    /// Documents that have more rivals than are compared.
    var crowded: Set<DocumentID> = []
    var isTooLarge = false

    mutating func join(_ other: Component) {
      documents.formUnion(other.documents)
      entries.merge(other.entries) { own, _ in own }
      followed.merge(other.followed) { $0 || $1 }
      crowded.formUnion(other.crowded)
      isTooLarge = isTooLarge || other.isTooLarge || documents.count > Judge.maximumTogether
    }
  }

  func match(_ ledger: LedgerName, _ cases: inout [DocumentID: Case]) throws {
    let components = try gather(ledger, &cases)
    let ruled = ruledEntries(cases)
    for component in components { try solve(component, ledger, ruled, &cases) }
    try matchRulings(ledger, &cases)
  }

  private func solve(
    _ component: Component,
    _ ledger: LedgerName,
    _ ruled: Set<EntryID>,
    _ cases: inout [DocumentID: Case]
  ) throws {
    let entries = try component.entries.values.sorted { $0.id < $1.id }
      .filter { try isFree($0.id, ruled, cases) }
      .map { OpenEntry(id: $0.id, entry: $0.entry) }
    var open: [OpenDocument] = []
    for id in component.documents.sorted() {
      guard let one = cases[id], let plan = one.workflow.plan(for: ledger) else { continue }
      if let document = one.open(plan) { open.append(document) }
    }
    let outcomes = Matcher.solve(
      documents: open,
      entries: entries,
      plan: ReconcilePlan(ledger: ledger)
    )
    for id in component.documents.sorted() {
      guard let outcome = outcomes[id] ?? noAmount(ledger) else { continue }
      if component.isTooLarge {
        set(undecided(outcome, Self.tooMany), for: id, in: &cases)
      } else if component.crowded.contains(id), !outcome.namesDocument {
        set(undecided(outcome, Self.crowd), for: id, in: &cases)
      } else {
        set(accepted(outcome, cases[id]), for: id, in: &cases)
      }
    }
  }

  private static let tooMany =
    "more than \(maximumTogether) documents compete for the same entries"
  private static let crowd =
    "more than \(StorageTransaction.maximumByAmount) documents or entries are of this amount, and none "
    + "of the entries names this document"

  /// True when the machine may give the entry to a document of this round.
  private func isFree(
    _ entry: EntryID,
    _ ruled: Set<EntryID>,
    _ cases: [DocumentID: Case]
  ) throws -> Bool {
    if ruled.contains(entry) { return false }
    if try transaction.isAcceptedAlone(entry) { return false }
    // Whoever is judged in this round gives back what it holds; a person's and an absent workflow's documents do not.
    return try transaction.holders(of: entry).allSatisfy { cases[$0] != nil }
  }

  /// Entries that rulings which stand give to a document.
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

  private func undecided(_ outcome: MatchOutcome, _ why: String) -> MatchOutcome {
    var undecided = MatchOutcome(ledger: outcome.ledger, status: .undecided, explanation: why)
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
  /// Follows competing pairs from each seed: document to entry to document, until nothing new comes.
  private func gather(
    _ ledger: LedgerName,
    _ cases: inout [DocumentID: Case]
  ) throws -> [Component] {
    var seeds = cases.values.filter { $0.workflow.plan(for: ledger) != nil }
      .map(\.stored.id).sorted()
    // What a document gives back may now belong to another one.
    seeds += try seeds.flatMap { try rivals(forFormerEntriesOf: $0, ledger, cases) }
    var components: [Component?] = []
    var home: [DocumentID: Int] = [:]
    for seed in seeds where home[seed] == nil {
      let component = try component(from: seed, ledger, &components, home, &cases)
      for id in component.documents { home[id] = components.count }
      components.append(component)
    }
    return components.compactMap(\.self)
  }

  /// What competes with the seed; earlier parts that hang together with it become parts of it.
  private func component(
    from seed: DocumentID,
    _ ledger: LedgerName,
    _ earlier: inout [Component?],
    _ home: [DocumentID: Int],
    _ cases: inout [DocumentID: Case]
  ) throws -> Component {
    var component = Component()
    var waiting = [seed]
    while let id = waiting.popLast() {
      guard !component.documents.contains(id) else { continue }
      if let number = home[id], let part = earlier[number] {
        component.join(part)
        earlier[number] = nil
        continue
      }
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

  private func rivals(
    forFormerEntriesOf id: DocumentID,
    _ ledger: LedgerName,
    _ cases: [DocumentID: Case]
  ) throws -> [DocumentID] {
    guard let former = cases[id]?.stored.matches.first(where: { $0.ledger == ledger }) else {
      return []
    }
    let entries = Set(former.allocations.map(\.entry) + former.candidates.map(\.entry))
    return try entries.sorted().flatMap(claimants)
  }

  /// Every document that may have to do with an entry, and those that have it.
  func claimants(_ entry: EntryID) throws -> [DocumentID] {
    guard let stored = try transaction.entry(entry) else { return [] }
    let keys = Matcher.keys(of: stored.entry)
    return try transaction.candidateDocuments(stored, keys: keys).items
      + transaction.holders(of: entry)
  }

  /// Documents that compete with this one as it stands: a ruling on it may decide them.
  func rivals(of id: DocumentID) throws -> [DocumentID] {
    guard let one = try makeCase(id, refreshingFindings: false) else { return [] }
    var found: Set<DocumentID> = []
    for ledger in one.index.ledgers {
      guard let plan = one.workflow.plan(for: ledger.ledger), let open = one.open(plan) else {
        continue
      }
      for entry in try transaction.candidateEntries(ledger, keys: one.index.keys).items
      where Matcher.competes(open, OpenEntry(id: entry.id, entry: entry.entry), plan: plan) {
        found.formUnion(try claimants(entry.id))
      }
    }
    return found.sorted()
  }

  private func addEntries(
    of one: Case,
    _ plan: ReconcilePlan,
    _ component: inout Component,
    _ waiting: inout [DocumentID]
  ) throws {
    let id = one.stored.id
    let index = one.index
    guard let ledger = index.ledgers.first(where: { $0.ledger == plan.ledger }),
      let open = one.open(plan)
    else { return }
    let candidates = try transaction.candidateEntries(ledger, keys: index.keys)
    if candidates.isCut { component.crowded.insert(id) }
    for entry in candidates.items {
      component.entries[entry.id] = entry
      let openEntry = OpenEntry(id: entry.id, entry: entry.entry)
      guard Matcher.competes(open, openEntry, plan: plan) else { continue }
      if let isCut = component.followed[entry.id] {
        if isCut { component.crowded.insert(id) }
        continue
      }
      let rivals = try transaction.candidateDocuments(entry, keys: Matcher.keys(of: entry.entry))
      component.followed[entry.id] = rivals.isCut
      if rivals.isCut { component.crowded.insert(id) }
      // Who has it now is asked to give it back, whatever the index says of the two.
      waiting += try rivals.items + transaction.holders(of: entry.id)
    }
  }
}

extension Judge.Case {
  /// As the matcher takes it; nil without an amount.
  fileprivate func open(_ plan: ReconcilePlan) -> OpenDocument? {
    OpenDocument(id: stored.id, document: document, plan: plan, values: values)
  }
}

extension MatchOutcome {
  /// True when it is matched to an entry that names the document: no equal amount elsewhere can speak against that.
  fileprivate var namesDocument: Bool {
    status == .matched
      && (allocations.isEmpty
        || candidates.first?.reasons.contains { Self.naming.contains($0.code) } == true)
  }

  private static let naming = [
    "reference-exact", "reference-stripped", "reference-marked", "payment-reference",
  ]
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
