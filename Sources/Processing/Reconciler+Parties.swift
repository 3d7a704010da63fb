import Books
import Documents
import Matching
import Storage
import Values
import Workflows

// What no pair settles is explained party by party: several documents or entries at a time.
//
// Pairs come first and never look at this, so that what is open is a fact about the books; what is told here is a function
// of it alone. Whatever opens, closes or changes is followed to the documents that it may be told otherwise.
extension Reconciler {
  /// What is looked up once, and where this round has come to.
  struct Parties {
    /// Documents that are to be explained again.
    var waiting: Set<DocumentID> = []
    /// Parties and references of documents that have opened, closed or changed: whoever has an entry in common is concerned.
    var moved = Keys()
    /// Parties and references of entries that have opened or closed: whoever may have those is concerned.
    var touched = Keys()
    var worn: [Int64: Bool] = [:]
    /// Documents and the open entries that they may belong to.
    var reach: [DocumentID: [EntryID]] = [:]
    var components: [Component] = []
    var isIn: Set<DocumentID> = []
    /// Documents of parties with more open items than are compared.
    var beyond: Set<DocumentID> = []
  }

  struct Keys {
    var parties: Set<Int64> = []
    var references: Set<String> = []

    mutating func formUnion(_ other: Keys) {
      parties.formUnion(other.parties)
      references.formUnion(other.references)
    }
  }

  /// Documents and entries of one party that hang together.
  struct Component {
    var documents: [DocumentID]
    var entries: [EntryID]
  }

  /// What is told of documents of which their party's open items say more than pairs do.
  mutating func explainParties(
    _ ofParties: Set<DocumentID>
  ) throws -> [DocumentID: MatchOutcome] {
    parties.waiting = ofParties
    try noteOpen()
    while true {
      try followTouched()
      for id in parties.waiting.sorted() { try gatherParty(id) }
      parties.waiting = []
      let lacking = parties.components.flatMap(\.documents).filter {
        home[$0] == nil && cases[$0]?.stored.isToldByParty(in: ledger) == true
      }
      if lacking.isEmpty { break }
      // What pairs say of these is not remembered.
      waiting.formUnion(lacking)
      try solvePairs()
      try noteOpen()
    }
    var told: [DocumentID: MatchOutcome] = [:]
    for component in parties.components {
      told.merge(try explain(component)) { one, _ in one }
    }
    return told
  }

  // MARK: What opens and closes

  /// Writes down who is open now, and notes whom that may concern.
  private mutating func noteOpen() throws {
    var entries = Set(given.keys)
    for (id, one) in cases where try home[id] != nil || !isMatchableHere(one) {
      entries.formUnion(one.stored.paired(in: ledger))
    }
    for id in entries.sorted() {
      guard let row = try transaction.candidateEntry(id), row.stored.ledger == ledger else {
        continue
      }
      let isPaired = given[id] != nil
      guard isPaired != row.isPaired else { continue }
      try transaction.setPaired(row.stored, isPaired)
      touch(row.stored.entry)
    }
    for id in ruledOrFreed.sorted() {
      if let row = try transaction.candidateEntry(id) { touch(row.stored.entry) }
    }
    ruledOrFreed = []
    try noteOpenDocuments()
  }

  private mutating func noteOpenDocuments() throws {
    let taken = Set(given.values)
    for id in cases.keys.sorted() {
      guard let one = cases[id], try home[id] != nil || !isMatchableHere(one) else { continue }
      let isOpen = try home[id] != nil && !taken.contains(id) && hasAmount(id)
      let names = isOpen ? PartyKeys.of(one.document, learned: one.learned) : []
      let keys = Set(names.map { StorageTransaction.partyKey($0, ledger) })
      let before =
        one.stored.isUndecided ? [] : Set(try transaction.openKeys(of: id, in: ledger))
      let wasOpen = try !one.stored.isUndecided && transaction.isOpen(id, in: ledger)
      if isOpen, !parties.isIn.contains(id) { parties.waiting.insert(id) }
      guard isOpen != wasOpen || keys != before || one.former != nil else { continue }
      try transaction.setOpen(id, ledger, isOpen, keys: names)
      guard wasOpen || one.former != nil || keys != before else { continue }
      parties.moved.parties.formUnion(keys.union(before))
      parties.moved.references.formUnion(one.index.keys + (one.former?.keys ?? []))
    }
  }

  private mutating func hasAmount(_ id: DocumentID) throws -> Bool {
    try paper(id)?.open.map { !$0.payable.isZero } ?? false
  }

  mutating func touch(_ entry: Entry) {
    parties.touched.formUnion(Self.keys(of: entry, ledger))
  }

  private static func keys(of entry: Entry, _ ledger: LedgerName) -> Keys {
    Keys(
      parties: Set(PartyKeys.of(entry).map { StorageTransaction.partyKey($0, ledger) }),
      references: Set(Matcher.keys(of: entry))
    )
  }

  /// From what opened or closed to the documents that it may concern.
  private mutating func followTouched() throws {
    let moved = parties.moved
    var keys = parties.touched
    keys.formUnion(moved)
    (parties.moved, parties.touched) = (Keys(), Keys())
    for key in moved.parties.sorted() {
      for row in try openEntries(of: key) {
        keys.formUnion(Self.keys(of: row.stored.entry, ledger))
      }
    }
    for key in moved.references.sorted() {
      for row in try openEntries(reference: key) {
        keys.formUnion(Self.keys(of: row.stored.entry, ledger))
      }
    }
    var own = keys.parties
    for id in parties.waiting where try isMatchable(id) {
      if let one = cases[id] { own.formUnion(Self.keys(of: one, ledger)) }
    }
    for key in own.sorted() { try noteWorn(key) }
    for key in keys.parties.sorted() where try !isWorn(party: key) {
      parties.waiting.formUnion(try transaction.openDocuments(party: key, limit: .max))
    }
    for key in keys.references.sorted() where !worn.contains(key) {
      let found = try transaction.documents(key: key, ledger: ledger, limit: .max)
      parties.waiting.formUnion(found.filter(\.isOpen).map(\.id))
    }
    parties.waiting.subtract(parties.isIn)
  }

  private static func keys(of one: Judge.Case, _ ledger: LedgerName) -> [Int64] {
    PartyKeys.of(one.document, learned: one.learned).map { StorageTransaction.partyKey($0, ledger) }
  }

  /// Whether a party has more open items than are compared; when that changes, all of its documents are told anew.
  private mutating func noteWorn(_ key: Int64) throws {
    let isWorn = try transaction.isParty(key, beyond: bounds.alike)
    let wasWorn = try transaction.isWornParty(key)
    parties.worn[key] = isWorn
    guard isWorn != wasWorn else { return }
    try transaction.setWornParty(key, isWorn)
    parties.waiting.formUnion(try transaction.openDocuments(party: key, limit: .max))
  }

  private mutating func isWorn(party key: Int64) throws -> Bool {
    if let known = parties.worn[key] { return known }
    let isWorn = try transaction.isWornParty(key)
    parties.worn[key] = isWorn
    return isWorn
  }

  // MARK: Who meets whom

  private mutating func openEntries(of key: Int64) throws -> [CandidateEntry] {
    guard try !isWorn(party: key) else { return [] }
    return try transaction.openEntries(party: key, limit: .max)
  }

  private func openEntries(reference key: String) throws -> [CandidateEntry] {
    guard !worn.contains(key) else { return [] }
    return try transaction.entries(key: key, ledger: ledger, limit: .max).filter { !$0.isPaired }
  }

  /// Open entries that the document may belong to, whatever their amounts.
  private mutating func partyReach(_ id: DocumentID) throws -> [EntryID] {
    if let known = parties.reach[id] { return known }
    guard let paper = try paper(id), let one = cases[id] else { return [] }
    var rows: [CandidateEntry] = []
    for key in Self.keys(of: one, ledger) { rows += try openEntries(of: key) }
    for key in paper.keys { rows += try openEntries(reference: key) }
    var reach: Set<EntryID> = []
    for row in rows where row.stored.entry.amount.minorUnits != 0 {
      guard !reach.contains(row.stored.id) else { continue }
      let entry = try line(row)
      if try link(id, entry).isOfParty { reach.insert(entry) }
    }
    let sorted = reach.sorted()
    parties.reach[id] = sorted
    return sorted
  }

  /// Open documents that may belong to an entry.
  private mutating func documentsOfParty(_ entry: EntryID) throws -> [DocumentID] {
    guard let stored = lines[entry]?.stored else { return [] }
    var found: Set<DocumentID> = []
    for name in PartyKeys.of(stored.entry) {
      let key = StorageTransaction.partyKey(name, ledger)
      guard try !isWorn(party: key) else { continue }
      found.formUnion(try transaction.openDocuments(party: key, limit: .max))
    }
    for document in try documentsByKey(of: stored) where document.isOpen {
      found.insert(document.id)
    }
    return try found.sorted().filter { try link($0, entry).isOfParty }
  }

  private mutating func gatherParty(_ start: DocumentID) throws {
    guard !parties.isIn.contains(start), try transaction.isOpen(start, in: ledger),
      try paper(start) != nil
    else { return }
    var documents: Set<DocumentID> = []
    var entries: Set<EntryID> = []
    var queue = [start]
    while let id = queue.popLast() {
      guard documents.insert(id).inserted else { continue }
      for entry in try partyReach(id) where entries.insert(entry).inserted {
        queue += try documentsOfParty(entry).filter { !documents.contains($0) }
      }
    }
    parties.isIn.formUnion(documents)
    parties.components.append(
      Component(documents: documents.sorted(), entries: entries.sorted())
    )
  }

  // MARK: What is told

  private mutating func explain(_ component: Component) throws -> [DocumentID: MatchOutcome] {
    for id in component.documents {
      guard let one = cases[id] else { continue }
      for key in Self.keys(of: one, ledger) where try isWorn(party: key) {
        parties.beyond.insert(id)
      }
    }
    guard !component.entries.isEmpty else { return [:] }
    if isWithinBounds(component) { return try solve(component) { try $0.partyReach($1) } }
    // Too many to compare: only what entries name is looked at.
    var told: [DocumentID: MatchOutcome] = [:]
    for part in try named(component) where isWithinBounds(part) && !part.entries.isEmpty {
      told.merge(try solve(part) { try $0.namedReach($1) }) { one, _ in one }
    }
    parties.beyond.formUnion(component.documents)
    return told
  }

  private func isWithinBounds(_ component: Component) -> Bool {
    component.documents.count <= bounds.party && component.entries.count <= bounds.party
  }

  private mutating func namedReach(_ id: DocumentID) throws -> [EntryID] {
    var named: [EntryID] = []
    for entry in try partyReach(id) where try link(id, entry).names { named.append(entry) }
    return named
  }

  /// What hangs together in a component through entries that name their documents.
  private mutating func named(_ component: Component) throws -> [Component] {
    var ofEntry: [EntryID: [DocumentID]] = [:]
    for id in component.documents {
      for entry in try namedReach(id) { ofEntry[entry, default: []].append(id) }
    }
    var parts: [Component] = []
    var seen: Set<DocumentID> = []
    for start in component.documents where !seen.contains(start) {
      var part = Component(documents: [], entries: [])
      var entries: Set<EntryID> = []
      var queue = [start]
      while let id = queue.popLast() {
        guard seen.insert(id).inserted else { continue }
        part.documents.append(id)
        for entry in try namedReach(id) where entries.insert(entry).inserted {
          queue += ofEntry[entry] ?? []
        }
      }
      part.documents.sort()
      part.entries = entries.sorted()
      parts.append(part)
    }
    return parts
  }

  private mutating func solve(
    _ component: Component,
    reach: (inout Reconciler, DocumentID) throws -> [EntryID]
  ) throws -> [DocumentID: MatchOutcome] {
    var members: [PartyProblem.Member] = []
    for id in component.documents {
      guard let open = try paper(id)?.open else { continue }
      members.append(PartyProblem.Member(open, entries: Set(try reach(&self, id))))
    }
    let entries = component.entries.compactMap { lines[$0] }.filter(\.isOpen).map(\.open)
    let problem = PartyProblem(ledger, members: members, entries: entries)
    let solution = PartySolution(problem, &weighing)
    var told = solution.told
    for match in solution.matches { accept(match, &told) }
    return told
  }

  /// A match stands only where the workflows' `accept` rules let it stand for each of its documents.
  func accept(_ match: WholeMatch, _ told: inout [DocumentID: MatchOutcome]) {
    let judged = match.documents.compactMap { id in
      told[id].map { (id, judge.accepted($0, cases[id] ?? remittances.cases[id])) }
    }
    guard judged.contains(where: { !$0.1.holdsEntries }) else { return }
    for (id, outcome) in judged {
      guard outcome.holdsEntries,
        let payable = (cases[id] ?? remittances.cases[id])?.document.payableMoney
      else {
        told[id] = outcome
        continue
      }
      var held = outcome
      held.status = .doubtful
      held.allocations = []
      held.grounds = nil
      held.residuals = [Residual(side: .document(id), kind: .open, amount: payable)]
      held.explanation += " But the workflow's `accept` says no for another of these documents."
      told[id] = held
    }
  }

  /// What pairs say of an open document of a party with too much open, and that more was not looked for.
  func tellingLimit(_ outcome: MatchOutcome) -> MatchOutcome {
    var told = outcome
    told.isOfParty = true
    told.explanation +=
      " Payments for several documents, and parts, were looked for only where a number is named: more than "
      + "\(bounds.party) documents or entries of this party are open."
    return told
  }

  func stored(_ id: DocumentID) -> MatchOutcome? {
    cases[id]?.stored.matches.first { $0.ledger == ledger }
  }
}
