import Books
import Documents
import Matching
import Storage
import Values
import Workflows

// Before anything is compared: payment runs and payouts of which a file says what they pay.
//
// Whether a run's entry and documents are kept for it is a function of the books alone, and looks at nothing that pairs and
// parties find: what is kept is to them as if a person had settled it. So they come after, and need know nothing of runs.
extension Reconciler {
  /// What is looked up once, and where this round has come to.
  struct Remittances {
    var facts: [RemittanceID: RemittanceFacts?] = [:]
    var verdicts: [RemittanceID: Verdict] = [:]
    var neighbours: [RemittanceID: Set<RemittanceID>] = [:]
    /// Documents that are looked at beside those of the round; most of them do not change.
    var cases: [DocumentID: Judge.Case] = [:]
    var isHeld: [DocumentID: Bool] = [:]
    /// Links by themselves: here no reference is worn.
    var weighing: Weighing
    var ruled: (count: Int, entries: Set<EntryID>) = (-1, [])
    /// Runs that were looked at in this round, for the documents that they tell of.
    var looked: Set<RemittanceID> = []
  }

  /// What becomes of a run.
  struct Verdict {
    var parts = RemittanceParts()
    /// Of the documents that are kept.
    var told: [DocumentID: MatchOutcome] = [:]
  }

  /// Looks again at the runs that what is new may concern.
  ///
  /// - Returns: entries that are kept now, or are not any more.
  mutating func settleRemittances(
    _ entries: Set<EntryID>,
    _ asked: Set<RemittanceID>
  ) throws -> Set<EntryID> {
    guard try transaction.hasRemittances() else { return [] }
    var found = asked
    for id in cases.keys.sorted() { found.formUnion(try remittances(of: id)) }
    for entry in entries.union(personsEntries()).sorted() {
      found.formUnion(try remittances(around: entry))
      guard let stored = try transaction.entry(entry), stored.ledger == ledger else { continue }
      for payment in try judge.payments(before: stored) {
        found.formUnion(try transaction.remittances(keeping: payment.stored.id))
      }
    }
    for id in found.sorted() { found.formUnion(try neighbours(of: id)) }
    for id in found.sorted() { _ = try verdict(id) }
    var changed: Set<EntryID> = []
    for id in found.sorted() { changed.formUnion(try take(id)) }
    remittances.looked = found
    return changed
  }

  /// Entries that the documents of this round have by a person's word, or had.
  func personsEntries() -> Set<EntryID> {
    var entries: Set<EntryID> = []
    for one in cases.values {
      entries.formUnion(one.ruledEntries)
      if one.stored.isPersons || one.isLocked {
        entries.formUnion(one.stored.allocated(in: ledger))
      }
    }
    return entries
  }

  // MARK: Whom it concerns

  /// Runs with a line that names the document, now or before this round, or whose entry it may claim.
  private mutating func remittances(of id: DocumentID) throws -> Set<RemittanceID> {
    guard let one = cases[id] else { return [] }
    var found: Set<RemittanceID> = []
    if !one.stored.isUndecided {
      found.formUnion(try transaction.remittances(of: id, in: ledger))
    }
    let open = anyDocument(one)
    for key in one.index.keys {
      for (line, remittances) in try transaction.remittanceLines(key: key) {
        guard let open, RemittanceNaming(line).names(open, &self.remittances.weighing) else {
          continue
        }
        found.formUnion(remittances)
      }
      found.formUnion(try transaction.remittances(keepingKey: key, in: ledger))
    }
    for key in one.former?.keys ?? [] {
      for (_, remittances) in try transaction.remittanceLines(key: key) {
        found.formUnion(remittances)
      }
      found.formUnion(try transaction.remittances(keepingKey: key, in: ledger))
    }
    return found
  }

  /// Runs that may be the entry, or that name a document which the entry may name, too.
  private func remittances(around entry: EntryID) throws -> Set<RemittanceID> {
    guard let stored = try transaction.entry(entry), stored.ledger == ledger else { return [] }
    return try judge.remittances(concernedBy: stored, keys: Matcher.keys(of: stored.entry))
  }

  /// Runs that have an entry or a document in common with this one, now or before this round.
  mutating func neighbours(of id: RemittanceID) throws -> Set<RemittanceID> {
    if let known = remittances.neighbours[id] { return known }
    let found = try findNeighbours(of: id)
    remittances.neighbours[id] = found
    return found
  }

  private mutating func findNeighbours(of id: RemittanceID) throws -> Set<RemittanceID> {
    var found = Set(try transaction.companions(of: id))
    let before = try transaction.parts(of: id, in: ledger)
    var documents = before.held.union(before.noted.keys)
    var entries = before.entries
    if let facts = try facts(id) {
      documents.formUnion(facts.named)
      entries.formUnion(facts.entries.map(\.id))
    }
    for entry in entries.sorted() {
      guard let stored = try transaction.entry(entry) else { continue }
      for mark in RemittanceKeys.marks(of: stored.entry, keys: []) {
        found.formUnion(try transaction.remittances(mark: mark))
      }
      found.formUnion(try transaction.remittances(keeping: entry))
    }
    for document in documents.sorted() { found.formUnion(try naming(document)) }
    return found
  }

  /// Runs with a line that names a document.
  private mutating func naming(_ id: DocumentID) throws -> Set<RemittanceID> {
    var found = Set(try transaction.remittances(of: id, in: ledger))
    guard let one = try bulkCase(id), let open = openDocument(one) else { return found }
    for key in one.index.keys {
      for (line, ids) in try transaction.remittanceLines(key: key)
      where RemittanceNaming(line).names(open, &remittances.weighing) {
        found.formUnion(ids)
      }
    }
    return found
  }

  // MARK: What changes

  /// Writes down what the run keeps, and brings in whom that concerns.
  private mutating func take(_ id: RemittanceID) throws -> Set<EntryID> {
    let now = try verdict(id).parts
    let before = try transaction.parts(of: id, in: ledger)
    if now != before { try transaction.setParts(now, of: id, in: ledger) }
    let documents = before.held.union(now.held).union(before.noted.keys).union(now.noted.keys)
    for document in documents.sorted() {
      remittances.isHeld[document] = nil
      guard
        before.held.contains(document) != now.held.contains(document)
          || before.noted[document] != now.noted[document]
      else { continue }
      if cases[document] == nil { cases[document] = try bulkCase(document) }
      waiting.insert(document)
    }
    return before.entries.symmetricDifference(now.entries)
  }

  /// A run keeps the document: pairs and parties do not see it.
  mutating func isHeld(_ id: DocumentID) throws -> Bool {
    guard try transaction.hasRemittances() else { return false }
    if let known = remittances.isHeld[id] { return known }
    let isHeld = try transaction.isHeld(id, in: ledger)
    remittances.isHeld[id] = isHeld
    return isHeld
  }

  /// What runs say of the documents of this round, over what pairs and parties said.
  mutating func tellRemittances(_ told: inout [DocumentID: MatchOutcome]) throws {
    guard try transaction.hasRemittances() else { return }
    var held: Set<DocumentID> = []
    for remittance in remittances.looked { held.formUnion(try verdict(remittance).told.keys) }
    for id in held.sorted() where try isHeld(id) {
      // Several may keep it, and contradict each other: each says so, and the words decide whose is told.
      let outcomes = try transaction.remittances(of: id, in: ledger).compactMap {
        try verdict($0).told[id]
      }
      told[id] = outcomes.min { $0.explanation < $1.explanation }
    }
    for id in told.keys.sorted() {
      guard let outcome = told[id], !outcome.holdsEntries, outcome.pattern != .remittance else {
        continue
      }
      for note in try transaction.notes(of: id, in: ledger) { told[id]?.explanation += " " + note }
    }
    for (id, outcome) in told where cases[id] == nil {
      let one = try bulkCase(id)
      if one?.matches.first(where: { $0.ledger == ledger }) != outcome { cases[id] = one }
    }
  }

  // MARK: Documents

  /// The document as the machine sees it, without making it part of the round.
  mutating func bulkCase(_ id: DocumentID) throws -> Judge.Case? {
    if let one = cases[id] ?? remittances.cases[id] { return one }
    guard let one = try judge.makeCase(id, refreshingFindings: false), !one.stored.isUndecided
    else { return nil }
    remittances.cases[id] = one
    return one
  }

  /// nil where it is not for the machine, has no amount, or its workflow wants no runs.
  func openDocument(_ one: Judge.Case) -> OpenDocument? {
    guard one.isMatchable, let plan = one.workflow.plan(for: ledger),
      plan.patterns.isEmpty || plan.patterns.contains(MatchPattern.remittance.rawValue),
      let open = OpenDocument(
        id: one.stored.id,
        document: one.document,
        plan: plan,
        values: one.values
      ), !open.payable.isZero
    else { return nil }
    return open
  }

  /// The document whether it is for the machine or not; nil without an amount, or where its workflow leaves the ledger alone.
  func anyDocument(_ one: Judge.Case) -> OpenDocument? {
    one.workflow.plan(for: ledger).flatMap {
      OpenDocument(id: one.stored.id, document: one.document, plan: $0)
    }
  }

  /// A person has settled the entry, or a closed period holds it, or it came too late for one.
  mutating func isSettled(_ id: EntryID) throws -> Bool {
    if remittances.ruled.count != cases.count {
      remittances.ruled = (cases.count, Set(cases.values.flatMap(\.ruledEntries)))
    }
    return try remittances.ruled.entries.contains(id) || transaction.isAcceptedAlone(id)
      || transaction.isLate(id)
      || transaction.personsHolders(of: id).contains { cases[$0] == nil }
  }
}

extension Judge {
  /// Runs that a new entry may be, or that name a document which it may name, too.
  func remittances(concernedBy entry: StoredEntry, keys: [String]) throws -> Set<RemittanceID> {
    var found: Set<RemittanceID> = []
    for mark in RemittanceKeys.marks(of: entry.entry, keys: keys) {
      found.formUnion(try transaction.remittances(mark: mark))
    }
    for key in keys {
      found.formUnion(try transaction.remittances(ofKey: key, in: entry.ledger))
    }
    return found
  }
}
