import Books
import Documents
import Matching
import Readings
import Storage
import Values
import Workflows

// What is new, what is gone, and what that does to crowds and references.
extension Reconciler {
  struct Changes {
    /// Documents that stand from now on, or stand otherwise.
    var arrived: [DocumentID] = []
    /// Where documents stood that do not stand there any more.
    var left: [LedgerIndex] = []
    /// References that more or fewer have now.
    var keys: Set<String> = []
    /// Entries that are set free: nobody has counted who is compared with them.
    var freed: [CandidateEntry] = []
  }

  // MARK: Entries

  /// Entries that a person has given to a document, or taken from one, or settled alone; and those that a run keeps or frees.
  mutating func noteEntries(_ entries: Set<EntryID>, _ changes: inout Changes) throws {
    for id in entries.union(personsEntries()).sorted() {
      guard let row = try transaction.candidateEntry(id), row.stored.ledger == ledger else {
        continue
      }
      let isTaken = try isSettled(id) || transaction.isKept(id)
      guard try isTaken != transaction.isTaken(id) else { continue }
      try transaction.setTaken(id, isTaken)
      loosen()
      ruledOrFreed.insert(id)
      if !isTaken { changes.freed.append(row) }
      changes.keys.formUnion(Matcher.keys(of: row.stored.entry))
      // One more or one less may make a crowd of any document, so also of those that are one.
      disturb(try transaction.documentsByAmount(row.stored, limit: .max))
      disturb(try documentsByKey(of: row.stored))
      try disturbPayments(before: row)
    }
  }

  // MARK: Documents

  mutating func noteDocuments(_ changes: inout Changes) throws {
    for id in cases.keys.sorted() {
      guard let one = cases[id] else { continue }
      changes.keys.formUnion(one.index.keys)
      let stands = try isMatchableHere(one)
      if one.stored.isUndecided {
        if stands { changes.arrived.append(id) }
        continue
      }
      let before = try transaction.standing(of: id, in: ledger)
      let stood = before?.standing ?? (one.former != nil)
      let isMoved = one.former != nil
      if stood, !stands || isMoved { try noteLeaving(id, one, before, &changes) }
      if stands, !stood || isMoved { changes.arrived.append(id) }
      if !stands { try transaction.setStanding([id], ledger, false) }
    }
    try transaction.setStanding(changes.arrived, ledger, true)
  }

  /// Whoever was compared with the entries that it was compared with.
  private mutating func noteLeaving(
    _ id: DocumentID,
    _ one: Judge.Case,
    _ before: DocumentStanding?,
    _ changes: inout Changes
  ) throws {
    loosen()
    let keys = one.former?.keys ?? one.index.keys
    changes.keys.formUnion(keys)
    for key in keys where !worn.contains(key) {
      for row in try transaction.entries(key: key, ledger: ledger, limit: bounds.alike + 1) {
        try disturbNeighbours(of: row)
      }
    }
    // Where it comes back it counts as new.
    try transaction.setCrowded(id, ledger, false)
    try transaction.setTangled(id, ledger, false)
    guard let index = (one.former ?? one.index).ledgers.first(where: { $0.ledger == ledger }) else {
      return
    }
    changes.left.append(index)
    let rows = try transaction.entriesByAmount(index, limit: bounds.alike + 1)
    if rows.count > bounds.alike || before?.isCrowded != false {
      disturb(try transaction.documentsOverlapping(index, onlyUncrowded: true, limit: .max))
    } else {
      for row in rows { try disturbNeighbours(of: row) }
    }
  }

  private mutating func disturbNeighbours(of row: CandidateEntry) throws {
    for id in try neighbours(of: row) { disturb(id) }
  }

  /// Whoever is compared with the entry and may be told otherwise when somebody else comes or goes.
  func neighbours(of row: CandidateEntry) throws -> [DocumentID] {
    let byAmount =
      row.isCrowded
      ? [] : try transaction.documentsByAmount(row.stored, onlyUncrowded: true, limit: .max)
    return try (byAmount + documentsByKey(of: row.stored)).map(\.id)
  }

  // MARK: References

  mutating func noteReferences(_ changes: inout Changes) throws {
    for key in changes.keys.sorted() {
      let isWorn = try isWorn(key)
      guard isWorn != worn.contains(key) else { continue }
      try transaction.setWorn(key, ledger, isWorn)
      loosen()
      // Who is or was compared by it, and who else is compared with the same entries.
      worn.insert(key)
      for row in try transaction.entries(key: key, ledger: ledger, limit: .max) {
        try disturbNeighbours(of: row)
        touch(row.stored, hasLeft: true)
      }
      if !isWorn { worn.remove(key) }
      let documents = try transaction.documents(key: key, ledger: ledger, limit: .max)
      disturb(documents)
      if isWorn { parties.loosened.formUnion(documents.map(\.id)) }
    }
  }

  /// Where only one side has a reference, nobody is compared by it.
  private mutating func isWorn(_ key: String) throws -> Bool {
    let rows = try entries(of: key)
    guard !rows.isEmpty else { return false }
    let documents = try transaction.documents(key: key, ledger: ledger, limit: bounds.alike + 1)
    return !documents.isEmpty && max(rows.count, documents.count) > bounds.alike
  }

  // MARK: Crowds around entries

  /// Counts again who is of about an entry's amount, where documents came or went.
  mutating func noteCrowds(_ changes: Changes) throws {
    var seen: Set<EntryID> = []
    var places: Set<LedgerIndex> = []
    for row in changes.freed where seen.insert(row.stored.id).inserted { try noteCrowd(row) }
    for id in changes.arrived {
      guard let paper = try paper(id) else { continue }
      let reach = try reach(id)
      if !reach.isCrowded, reach.byAmount.isEmpty { continue }
      places.insert(paper.index)
    }
    places.formUnion(changes.left)
    for place in places {
      var rows = try transaction.entriesByAmount(place, limit: bounds.alike + 1)
      if rows.count > bounds.alike {
        rows = try transaction.entriesByAmount(place, limit: .max)
      }
      let all = try transaction.documentsOverlapping(
        place,
        onlyUncrowded: false,
        limit: bounds.alike + 1
      )
      for row in rows where all.count > bounds.alike || row.isCrowded {
        if seen.insert(row.stored.id).inserted { try noteCrowd(row) }
      }
    }
  }

  private mutating func noteCrowd(_ row: CandidateEntry) throws {
    let isCrowded = try transaction.isDense(row.stored)
    guard isCrowded != row.isCrowded else { return }
    try transaction.setCrowded(row.stored.id, isCrowded)
    lines[row.stored.id]?.isCrowded = isCrowded
    loosen()
    disturb(try transaction.documentsByAmount(row.stored, onlyUncrowded: true, limit: .max))
    disturb(try documentsByKey(of: row.stored))
  }
}

extension Judge {
  /// Documents that a new entry may change something for; that it is crowded is noted.
  ///
  /// One entry more tells nothing to a document that has too many already, nor do references that too many share.
  func concerned(by entry: StoredEntry, keys: [String]) throws -> [DocumentID] {
    let byAmount = try transaction.documentsByAmount(entry, limit: .max)
    if byAmount.count > transaction.bounds.alike { try transaction.setCrowded(entry.id, true) }
    var found = Set(byAmount.filter { !$0.isCrowded }.map(\.id))
    for key in keys {
      let one = try transaction.documents(key: key, ledger: entry.ledger, limit: 1)
      guard !one.isEmpty, try !transaction.isWorn(key, entry.ledger) else { continue }
      let byKey = try transaction.documents(key: key, ledger: entry.ledger, limit: .max)
      found.formUnion(byKey.map(\.id))
    }
    return found.sorted()
  }

  /// Open documents of the entry's party to which one entry more may tell something: none where the party has too many
  /// already, nor those that hang together with too many, until the party itself has.
  func ofParty(_ entry: StoredEntry) throws -> [DocumentID] {
    try PartyKeys.of(entry.entry).flatMap { key -> [DocumentID] in
      let number = StorageTransaction.partyKey(key, entry.ledger)
      guard try !transaction.isWornParty(number) else { return [] }
      let documents = try transaction.openDocuments(party: number, entry.ledger)
      guard !documents.isEmpty else { return [] }
      let isWorn = try transaction.isParty(number, beyond: transaction.bounds.alike)
      return documents.filter { isWorn || !$0.isBeyond && $0.mayHave(entry.entry.day) }.map(\.id)
    }
  }
}

extension Judge.Case {
  /// Entries that a ruling which stands gives to it, or that it holds in a closed period.
  var ruledEntries: [EntryID] {
    if isLocked { return matches.flatMap(\.allocations).map(\.entry) }
    return switch ruling?.body {
    case .match(let named, _): named
    case .accept: matches.flatMap(\.allocations).map(\.entry)
    case .reject, .duplicate, .set, .undo, nil: []
    }
  }
}

extension StoredDocument {
  /// The entries that it has.
  func allocated(in ledger: LedgerName) -> [EntryID] {
    matches.filter { $0.ledger == ledger }.flatMap(\.allocations).map(\.entry)
  }

  /// The entries that it has by itself, not together with others of its party.
  func paired(in ledger: LedgerName) -> [EntryID] {
    matches.filter { $0.ledger == ledger && !$0.isOfParty }.flatMap(\.allocations).map(\.entry)
  }

  /// True where the last thing told of it in the ledger is what its party's open items say together.
  func isToldByParty(in ledger: LedgerName) -> Bool {
    matches.contains { $0.ledger == ledger && $0.isOfParty }
  }
}
