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
    /// Documents beyond the bound that may have lost what made them so.
    var loosened: Set<DocumentID> = []
    /// Documents that have closed or changed: whoever had an entry in common is concerned.
    var moved: [Moved] = []
    /// Entries that have opened or closed: whoever may have those is concerned.
    ///
    /// True where somebody may have lost one.
    var touched: [EntryID: Bool] = [:]
    /// Parties of which more or fewer documents or entries are open now.
    var counted: Set<Int64> = []
    var worn: [Int64: Bool] = [:]
    /// Documents whose change has been noted.
    var isNoted: Set<DocumentID> = []
    /// Documents that were not open before this round.
    var isNew: Set<DocumentID> = []
    var around = Around()
    var components: [Component] = []
    var isIn: Set<DocumentID> = []
    /// Documents of parties with more open items than are compared, which are told so.
    var beyond: Set<DocumentID> = []
    /// What is known to be beyond the bound as the books are now.
    var proved = Found()
  }

  /// Where a document was found before.
  struct Moved {
    var parties: [Int64]
    var references: [String]
    /// Nil: on any day.
    var days: ClosedRange<Day>?
  }

  /// Documents and entries of one party that hang together.
  struct Component {
    var documents: [DocumentID]
    var entries: [EntryID]
    /// There are more than are compared: these hang together by what entries name.
    var isNamedOnly = false
  }

  /// What is told of documents of which their party's open items say more than pairs do.
  mutating func explainParties(
    _ ofParties: Set<DocumentID>
  ) throws -> [DocumentID: MatchOutcome] {
    for id in ofParties {
      parties.counted.formUnion(try transaction.openKeys(of: id, in: ledger))
      if try !isBeyond(id) { parties.waiting.insert(id) }
    }
    try noteOpen()
    while true {
      try followTouched()
      try proveLoosened()
      try gatherWaiting()
      let lacking = try parties.components.flatMap(\.documents).filter {
        try home[$0] == nil && openPaper($0)?.isToldByParty == true && paper($0) != nil
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
    for id in parties.beyond.union(told.keys).sorted() { _ = try isMatchable(id) }
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
      touch(row.stored, hasLeft: isPaired)
    }
    for id in ruledOrFreed.sorted() {
      if let row = try transaction.candidateEntry(id) { touch(row.stored, hasLeft: true) }
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
      let isFirst = parties.isNoted.insert(id).inserted
      let isFresh = one.stored.isUndecided && isFirst
      let before = isFresh ? [] : Set(try transaction.openKeys(of: id, in: ledger))
      let wasOpen = try !isFresh && transaction.isOpen(id, in: ledger)
      if isOpen, !parties.isIn.contains(id) { parties.waiting.insert(id) }
      let isChanged = one.former != nil && isFirst
      guard isOpen != wasOpen || keys != before || isChanged else { continue }
      try transaction.setOpen(id, ledger, isOpen, keys: names)
      parties.around = Around()
      parties.counted.formUnion(keys.union(before))
      if !wasOpen { parties.isNew.insert(id) }
      guard wasOpen else { continue }
      let index = one.former ?? one.index
      parties.moved.append(
        Moved(
          parties: before.sorted(),
          references: index.keys,
          days: index.ledgers.first { $0.ledger == ledger }?.days
        )
      )
    }
  }

  private mutating func hasAmount(_ id: DocumentID) throws -> Bool {
    try paper(id)?.open.map { !$0.payable.isZero } ?? false
  }

  mutating func touch(_ stored: StoredEntry, hasLeft: Bool) {
    parties.touched[stored.id] = hasLeft || parties.touched[stored.id] == true
    parties.counted.formUnion(partyKeys(of: stored.entry))
    parties.around = Around()
  }

  func partyKeys(of entry: Entry) -> [Int64] {
    PartyKeys.of(entry).map { StorageTransaction.partyKey($0, ledger) }
  }

  /// From what opened or closed to the documents that it concerns.
  ///
  /// Where one of them is beyond the bound, something that comes tells it nothing but by its name, and something that goes
  /// may only bring it back within.
  private mutating func followTouched() throws {
    for key in parties.counted.sorted() { try noteWorn(key) }
    parties.counted = []
    for moved in parties.moved { try touchEntries(around: moved) }
    let touched = parties.touched
    (parties.moved, parties.touched) = ([], [:])
    for (entry, hasLeft) in touched.sorted(by: { $0.key < $1.key }) {
      guard let row = try transaction.candidateEntry(entry) else { continue }
      for id in try documents(around: row) where try isOfParty(id, row) {
        let isBeyond = try isBeyond(id)
        if try !isBeyond || openLink(id, entry).names { parties.waiting.insert(id) }
        if isBeyond, hasLeft { parties.loosened.insert(id) }
      }
    }
    parties.waiting.subtract(parties.isIn)
  }

  private mutating func touchEntries(around moved: Moved) throws {
    for key in moved.parties where try !isWorn(party: key) {
      for one in try transaction.openEntryDays(party: key)
      where moved.days?.contains(one.day) ?? true {
        parties.touched[one.id] = true
      }
    }
    for key in moved.references {
      for row in try openEntries(reference: key) { parties.touched[row.stored.id] = true }
    }
  }

  /// Whether a party has more open items than are compared; when that changes, all of its documents are told anew.
  private mutating func noteWorn(_ key: Int64) throws {
    let isWorn = try transaction.isParty(key, beyond: bounds.alike)
    let wasWorn = try transaction.isWornParty(key)
    parties.worn[key] = isWorn
    guard isWorn != wasWorn else { return }
    try transaction.setWornParty(key, isWorn)
    parties.around = Around()
    let documents = try transaction.openDocuments(party: key, ledger)
    parties.waiting.formUnion(documents.map(\.id))
    if isWorn {
      // Whoever was brought together by it is so no more; nobody was by those that come just now.
      guard documents.contains(where: { !parties.isNew.contains($0.id) }) else { return }
      parties.loosened.formUnion(documents.map(\.id))
    }
    for one in try transaction.openEntryDays(party: key) {
      parties.touched[one.id] = isWorn || parties.touched[one.id] == true
    }
  }

  mutating func isWorn(party key: Int64) throws -> Bool {
    if let known = parties.worn[key] { return known }
    let isWorn = try transaction.isWornParty(key)
    parties.worn[key] = isWorn
    return isWorn
  }

  // MARK: What is told

  private mutating func explain(_ component: Component) throws -> [DocumentID: MatchOutcome] {
    for id in component.documents {
      for key in try openPaper(id)?.parties ?? [] where try isWorn(party: key) {
        parties.beyond.insert(id)
      }
    }
    if component.isNamedOnly { parties.beyond.formUnion(component.documents) }
    guard !component.entries.isEmpty, isWithinBounds(component) else { return [:] }
    return try solve(component) {
      try component.isNamedOnly ? $0.namedReach($1) : $0.partyReach($1)
    }
  }

  private func isWithinBounds(_ component: Component) -> Bool {
    component.documents.count <= bounds.party && component.entries.count <= bounds.party
  }

  private mutating func solve(
    _ component: Component,
    reach: (inout Reconciler, DocumentID) throws -> [EntryID]
  ) throws -> [DocumentID: MatchOutcome] {
    var members: [PartyProblem.Member] = []
    for id in component.documents {
      guard let open = try openPaper(id)?.open else { continue }
      members.append(PartyProblem.Member(open, entries: Set(try reach(&self, id))))
    }
    let entries = component.entries.compactMap { lines[$0] }.filter(\.isOpen).map(\.open)
    let problem = PartyProblem(ledger, members: members, entries: entries)
    let solution = PartySolution(problem, &weighing)
    var told = solution.told
    for id in told.keys.sorted() { _ = try isMatchable(id) }
    for match in solution.matches { try accept(match, &told) }
    return told
  }

  /// A match stands only where the workflows' `accept` rules let it stand for each of its documents, where no money of it may
  /// have come back, and where nothing is told of one of them that a person must look at first.
  mutating func accept(_ match: WholeMatch, _ told: inout [DocumentID: MatchOutcome]) throws {
    let judged = match.documents.compactMap { id in
      told[id].map { (id, judge.accepted($0, cases[id] ?? remittances.cases[id])) }
    }
    var taker: Entry?
    for (id, outcome) in judged where taker == nil {
      taker = try self.taker(outcome, cases[id] ?? remittances.cases[id])?.0
    }
    let isDoubted = match.documents.contains { self.isDoubted($0) }
    guard taker != nil || isDoubted || judged.contains(where: { !$0.1.holdsEntries }) else {
      return
    }
    for (id, outcome) in judged {
      let one = cases[id] ?? remittances.cases[id]
      guard outcome.holdsEntries, one?.document.payableMoney != nil else {
        told[id] = outcome
        continue
      }
      if let taker {
        told[id] = Self.returned(outcome, by: taker, one)
        continue
      }
      var held = Self.leftOpen(outcome, one)
      held.explanation +=
        isDoubted
        ? " But of another of these documents the payment is in doubt."
        : " But the workflow's `accept` says no for another of these documents."
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
