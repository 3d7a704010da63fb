import Books
import Documents
import Matching
import Storage
import Values
import Workflows

/// Reconciles one ledger inside the transaction.
///
/// What changed is followed to everything that may be decided otherwise for it; that is solved together, and only what came
/// out differently is written. So the books are at each moment what they would be had everything come at once. The limits
/// of what is compared (`MatchingBounds`) are therefore facts about all that the books hold, never about which rows a query
/// happened to return first:
///
/// * a document is *crowded* when more entries are of about its amount in its days, an entry when more documents are. What
///   is crowded wins nothing by comparing, and still stands in the way of what it is compared with;
/// * a reference is *worn* when more entries or documents share it: it names nothing;
/// * documents that compete, one through the next, and are more than are compared are *tangled*: none is decided.
///
/// What one entry alone names for certain is its own whatever the crowd. Each of the three is remembered (`Storage`), and
/// whatever depends on it is judged again when it changes, in either direction.
struct Reconciler {
  let judge: Judge
  let ledger: LedgerName
  var cases: [DocumentID: Judge.Case]
  /// Documents that are to be solved.
  var waiting: Set<DocumentID> = []
  var worn: Set<String>
  var weighing: Weighing
  var papers: [DocumentID: Paper] = [:]
  var reaches: [DocumentID: Reach] = [:]
  var lines: [EntryID: Line] = [:]
  var keyRows: [String: [CandidateEntry]] = [:]
  /// Of each entry: documents of about its amount, and documents that share a reference with it.
  ///
  /// Whether one of them is crowded `isCrowded` tells, which knows of this round.
  var amountDocuments: [EntryID: [CandidateDocument]] = [:]
  var keyDocuments: [EntryID: [CandidateDocument]] = [:]
  /// What was solved in this round, and where each document of it is.
  var groups: [Int: Group] = [:]
  var home: [DocumentID: Int] = [:]
  var groupCount = 0
  /// Entries by who has them in this round, and the other way round.
  private(set) var given: [EntryID: DocumentID] = [:]
  private var gifts: [DocumentID: EntryID] = [:]
  /// Documents that are known to be tangled while nobody leaves and nothing becomes crowded.
  var proved: Set<DocumentID> = []
  /// Something has left or become crowded in this round, so that what was tangled may be so no more.
  var mayBeLoosened = false
  /// Entries that a person has settled or set free in this round.
  var ruledOrFreed: Set<EntryID> = []
  var parties = Parties()
  var remittances: Remittances
  var returns = Returns()

  init(_ judge: Judge, _ ledger: LedgerName, _ cases: [DocumentID: Judge.Case]) throws {
    self.judge = judge
    self.ledger = ledger
    self.cases = cases
    worn = try judge.transaction.wornKeys(of: ledger)
    weighing = Weighing(plan: ReconcilePlan(ledger: ledger))
    remittances = Remittances(weighing: Weighing(plan: ReconcilePlan(ledger: ledger)))
  }

  var transaction: StorageTransaction { judge.transaction }
  var bounds: MatchingBounds { judge.transaction.bounds }

  /// A document as reconciling looks at it: an object, because it is large to copy.
  final class Paper {
    /// Nil without an amount.
    let open: OpenDocument?
    let index: LedgerIndex
    let keys: [String]
    /// Those of its keys that too many share.
    let wornKeys: Set<String>
    /// As the books remember it.
    var wasCrowded: Bool
    var wasTangled: Bool

    init(
      _ open: OpenDocument?,
      _ index: LedgerIndex,
      keys: [String],
      wornKeys: Set<String>,
      _ before: DocumentStanding?
    ) {
      (self.open, self.index, self.keys, self.wornKeys) = (open, index, keys, wornKeys)
      wasCrowded = before?.isCrowded ?? false
      wasTangled = before?.isTangled ?? false
    }
  }

  /// What a document is compared with.
  struct Reach {
    var byKey: [EntryID] = []
    var byAmount: [EntryID] = []
    var isCrowded = false
  }

  /// An entry, and who is compared with it: an object, because it is large to copy.
  final class Line {
    let stored: StoredEntry
    var isCrowded: Bool
    /// Whoever has it in the books; this round may give it to another.
    let holder: DocumentID?
    /// False when it belongs to a document that nobody can decide about any more.
    let isOpen: Bool

    init(_ row: CandidateEntry, holder: DocumentID?, isOpen: Bool) {
      (stored, isCrowded) = (row.stored, row.isCrowded)
      (self.holder, self.isOpen) = (holder, isOpen)
    }

    var open: OpenEntry { OpenEntry(id: stored.id, entry: stored.entry) }
  }

  /// Documents that were solved together.
  struct Group {
    var members: [DocumentID]
    /// Entries that some member competes for: no document outside does.
    var own: Set<EntryID>
    var entries: [EntryID]
    /// Nil for a document without an amount.
    var solution: MatchingSolution?
    /// Its documents are tangled: each is shown what it is compared with, whoever has that.
    var showsAll = false
    /// What it gives has been compared with what its documents had.
    var isCompared = false
  }

  /// Solves whatever the documents of this round, and `entries` that a person settled or set free, may change.
  ///
  /// First payment runs and payouts, then the pairs, then what is left open of each party; `ofParties` are documents of
  /// which a party has something new, `runs` are runs that have something new.
  mutating func run(
    _ entries: Set<EntryID>,
    ofParties: Set<DocumentID>,
    runs: Set<RemittanceID>
  ) throws {
    let seeds = cases.values.filter { $0.workflow.plan(for: ledger) != nil }.map(\.stored.id)
    waiting.formUnion(seeds)
    var changes = Changes()
    let kept = try settleRemittances(entries, runs)
    try noteEntries(entries.union(kept), &changes)
    try noteDocuments(&changes)
    try noteReferences(&changes)
    try noteCrowds(changes)
    try reachWaiting()
    try solvePairs()
    let explained = try explainParties(ofParties)
    var told = try outcomesOfPairs()
    for id in parties.beyond {
      if let outcome = told[id] ?? stored(id) { told[id] = tellingLimit(outcome) }
    }
    for (id, outcome) in explained where !isDoubted(id) { told[id] = outcome }
    try tellRemittances(&told)
    for (id, outcome) in told { cases[id]?.set(outcome) }
  }

  /// Finds out who is crowded before anything is solved: what was solved would be solved again for each that turns out to be so.
  private mutating func reachWaiting() throws {
    var known: Set<DocumentID> = []
    while true {
      let next = waiting.subtracting(known)
      if next.isEmpty { return }
      known.formUnion(next)
      for id in next.sorted() { _ = try reach(id) }
    }
  }

  /// Solves what waits, and whatever that disturbs.
  mutating func solvePairs() throws {
    while !waiting.isEmpty {
      for next in waiting.sorted() where waiting.contains(next) { try solve(from: next) }
      if waiting.isEmpty { try refreshNeighbours() }
    }
  }

  // MARK: What is looked up once

  mutating func isMatchable(_ id: DocumentID) throws -> Bool {
    if cases[id] == nil { cases[id] = try judge.makeCase(id, refreshingFindings: false) }
    guard let one = cases[id] else { return false }
    return try isMatchableHere(one)
  }

  /// For the machine, and kept for no payment run or payout.
  mutating func isMatchableHere(_ one: Judge.Case) throws -> Bool {
    try one.isMatchable && one.workflow.plan(for: ledger) != nil && !isHeld(one.stored.id)
  }

  mutating func paper(_ id: DocumentID) throws -> Paper? {
    if let known = papers[id] { return known }
    guard try isMatchable(id), let one = cases[id], let plan = one.workflow.plan(for: ledger),
      let index = one.index.ledgers.first(where: { $0.ledger == ledger })
    else { return nil }
    let before =
      one.stored.isUndecided ? nil : try transaction.standing(of: id, in: ledger)
    let open = OpenDocument(
      id: id,
      document: one.document,
      plan: plan,
      values: one.values,
      learned: one.learned
    )
    let paper = Paper(
      open,
      index,
      keys: one.index.keys,
      wornKeys: worn.isEmpty ? [] : worn.intersection(one.index.keys),
      before
    )
    papers[id] = paper
    return paper
  }

  /// What the document is compared with; that it is crowded, or is no more, is noted with whom it concerns.
  mutating func reach(_ id: DocumentID) throws -> Reach {
    if let known = reaches[id] { return known }
    var reach = Reach()
    guard let paper = try paper(id) else { return reach }
    let rows = try transaction.entriesByAmount(paper.index, limit: bounds.alike + 1)
    reach.isCrowded = rows.count > bounds.alike
    if !reach.isCrowded { reach.byAmount = try rows.map { try line($0) } }
    var seen: Set<EntryID> = []
    for key in paper.keys where !worn.contains(key) {
      for row in try entries(of: key) where seen.insert(row.stored.id).inserted {
        reach.byKey.append(try line(row))
      }
    }
    reaches[id] = reach
    if reach.isCrowded != paper.wasCrowded { try noteCrowded(id, paper, reach.isCrowded) }
    return reach
  }

  private mutating func noteCrowded(_ id: DocumentID, _ paper: Paper, _ isCrowded: Bool) throws {
    try transaction.setCrowded(id, ledger, isCrowded)
    paper.wasCrowded = isCrowded
    loosen()
    disturb(try transaction.documentsOverlapping(paper.index, onlyUncrowded: true, limit: .max))
  }

  mutating func entries(of key: String) throws -> [CandidateEntry] {
    if let known = keyRows[key] { return known }
    let rows = try transaction.entries(key: key, ledger: ledger, limit: bounds.alike + 1)
    keyRows[key] = rows
    return rows
  }

  mutating func line(_ row: CandidateEntry) throws -> EntryID {
    let id = row.stored.id
    guard lines[id] == nil else { return id }
    let holders = try transaction.holdersWithKind(of: id)
    var isOpen = row.stored.entry.amount.minorUnits != 0
    for (holder, _) in holders where isOpen && cases[holder] == nil {
      isOpen = try transaction.workflow(of: holder).flatMap { judge.workflows.workflow($0) } != nil
    }
    lines[id] = Line(row, holder: holders.first { !$0.isOfParty }?.id, isOpen: isOpen)
    return id
  }

  /// Documents that share a reference with the entry which names something.
  mutating func documentsByKey(_ id: EntryID) throws -> [CandidateDocument] {
    if let known = keyDocuments[id] { return known }
    guard let line = lines[id] else { return [] }
    let found = try documentsByKey(of: line.stored)
    keyDocuments[id] = found
    return found
  }

  func documentsByKey(of stored: StoredEntry) throws -> [CandidateDocument] {
    var found: Set<CandidateDocument> = []
    for key in Matcher.keys(of: stored.entry) where !worn.contains(key) {
      found.formUnion(try transaction.documents(key: key, ledger: ledger, limit: .max))
    }
    return found.sorted { $0.id < $1.id }
  }

  /// Documents of about the entry's amount; none where they are too many.
  mutating func documentsByAmount(_ id: EntryID) throws -> [CandidateDocument] {
    guard let line = lines[id], !line.isCrowded else { return [] }
    if let known = amountDocuments[id] { return known }
    let found = try transaction.documentsByAmount(line.stored, limit: .max)
    amountDocuments[id] = found
    return found
  }

  mutating func link(_ id: DocumentID, _ entry: EntryID) throws -> PairLink {
    guard let line = lines[entry], line.isOpen, let paper = try paper(id), let open = paper.open
    else { return PairLink() }
    return weighing.link(open, line.open, wornKeys: paper.wornKeys)
  }

  /// These documents are to be solved again, with whatever they were solved with.
  mutating func disturb(_ documents: [CandidateDocument]) {
    for document in documents { disturb(document.id) }
  }

  mutating func disturb(_ id: DocumentID) {
    waiting.insert(id)
    guard let number = home[id], let group = groups[number] else { return }
    groups[number] = nil
    for member in group.members {
      home[member] = nil
      waiting.insert(member)
    }
    for member in group.members { give(nil, to: member) }
  }

  /// The document has this entry now, and no other.
  mutating func give(_ entry: EntryID?, to document: DocumentID) {
    if let before = gifts[document], given[before] == document { given[before] = nil }
    gifts[document] = entry
    if let entry { given[entry] = document }
  }

  mutating func keep(_ group: Group) {
    groupCount += 1
    groups[groupCount] = group
    for id in group.members { home[id] = groupCount }
  }

  /// What was known to be tangled is counted again.
  mutating func loosen() {
    mayBeLoosened = true
    proved = []
  }
}
