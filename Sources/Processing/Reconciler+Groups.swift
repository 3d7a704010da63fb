import Books
import Documents
import Matching
import Storage
import Values
import Workflows

// What competes is gathered and solved.
extension Reconciler {
  private struct Gathered {
    var members: Set<DocumentID> = []
    var own: Set<EntryID> = []
    /// Crowded documents that stand in the way, with the entries for which they do.
    var rivals: [DocumentID: Set<EntryID>] = [:]
    /// One of them is known to be tangled, so all are.
    var isTangled = false
  }

  /// Solves everything that competes with a document, through whatever competes with that.
  mutating func solve(from start: DocumentID) throws {
    waiting.remove(start)
    guard home[start] == nil, try paper(start) != nil else { return }
    if proved.contains(start) { return try solveTangled([start], start) }
    let found = try gather(from: start)
    if found.isTangled || found.members.count > bounds.together {
      if !found.isTangled { proved.formUnion(found.members) }
      try solveTangled(found.members, start)
    } else {
      try solveTogether(found)
    }
  }

  /// Follows connected pairs: document to entry to document, until nothing new comes.
  ///
  /// Beyond the bound only those are followed that are not known to be tangled; nor are they where a new document meets one, and
  /// nobody left or became crowded: one more makes no tangle smaller.
  private mutating func gather(from start: DocumentID) throws -> Gathered {
    var found = Gathered()
    let isNew = cases[start]?.stored.isUndecided == true && !mayBeLoosened
    var queue = [start]
    while let id = queue.popLast() {
      guard !found.members.contains(id), let paper = try paper(id) else { continue }
      found.members.insert(id)
      if paper.wasTangled, isNew { found.isTangled = true }
      if paper.wasTangled, isNew || found.members.count > bounds.together { continue }
      for entry in try connected(id) where found.own.insert(entry).inserted {
        try addDocuments(of: entry, &found, &queue)
      }
    }
    return found
  }

  /// Entries that the document competes for or is named by.
  private mutating func connected(_ id: DocumentID) throws -> [EntryID] {
    let reach = try reach(id)
    let keyed = Set(reach.byKey)
    return try
      (reach.byKey
      + reach.byAmount.filter { !keyed.contains($0) && lines[$0]?.isCrowded == false })
      .filter { try link(id, $0).connects }
  }

  private mutating func addDocuments(
    of entry: EntryID,
    _ found: inout Gathered,
    _ queue: inout [DocumentID]
  ) throws {
    let byKey = try documentsByKey(entry)
    var known = Set(byKey.map(\.id))
    for document in byKey where !found.members.contains(document.id) {
      if try link(document.id, entry).connects { queue.append(document.id) }
    }
    for document in try documentsByAmount(entry) where known.insert(document.id).inserted {
      let link = try link(document.id, entry)
      guard link.connects else { continue }
      if try isCrowded(document) {
        if link.competes { found.rivals[document.id, default: []].insert(entry) }
      } else if !found.members.contains(document.id) {
        queue.append(document.id)
      }
    }
    // Who has it under an earlier definition is asked to give it back.
    if let holder = lines[entry]?.holder, !known.contains(holder), home[holder] == nil {
      waiting.insert(holder)
    }
  }

  private mutating func isCrowded(_ document: CandidateDocument) throws -> Bool {
    if let known = reaches[document.id] { return known.isCrowded }
    return try (papers[document.id]?.wasCrowded ?? document.isCrowded)
      || reach(document.id).isCrowded
  }

  // MARK: Few enough

  private mutating func solveTogether(_ found: Gathered) throws {
    waiting.subtract(found.members)
    for id in found.members where home[id] != nil { disturb(id) }
    waiting.subtract(found.members)
    let members = found.members.sorted()
    var group = Group(members: members, own: found.own, entries: [])
    var parts: [MatchingGroup.Member] = []
    for id in members {
      try setTangled(id, false)
      guard let part = try member(id, more: found.rivals[id] ?? []) else { continue }
      parts.append(part)
    }
    for (id, entries) in found.rivals.sorted(by: { $0.key < $1.key })
    where !found.members.contains(id) {
      guard let paper = try paper(id), let open = paper.open else { continue }
      parts.append(
        MatchingGroup.Member(
          open,
          entries: entries.sorted(),
          wornKeys: paper.wornKeys,
          isRivalOnly: true
        )
      )
    }
    if members.count > 1 || parts.contains(where: { $0.bar != nil }) {
      for place in parts.indices where !parts[place].isRivalOnly {
        parts[place].certain = try certain(parts[place].document.id)
      }
    } else if let only = parts.first, only.entries.contains(where: { lines[$0]?.isCrowded == true })
    {
      parts[0].certain = try certain(only.document.id)
    }
    try finish(&group, parts)
  }

  private mutating func finish(_ group: inout Group, _ parts: [MatchingGroup.Member]) throws {
    group.entries = Set(parts.flatMap(\.entries)).sorted()
    if !parts.isEmpty {
      let known = group.entries.compactMap { lines[$0] }
      let problem = MatchingGroup(
        members: parts,
        entries: known.map(\.open),
        crowdedEntries: Set(known.filter(\.isCrowded).map(\.stored.id)),
        bounds: bounds
      )
      let solution = MatchingSolution(
        problem,
        &weighing,
        plan: ReconcilePlan(ledger: ledger)
      )
      group.solution = solution
      returns.doubted.subtract(group.members)
      returns.doubted.formUnion(solution.paidTwice)
      for (entry, document) in accepted(solution).sorted(by: { $0.key < $1.key }) {
        if let open = try paper(document)?.open,
          try taker(of: entry, open, share: open.payable) != nil
        {
          returns.doubted.insert(document)
        } else {
          give(entry, to: document)
        }
      }
    }
    keep(group)
  }

  /// What is given, where the workflows' `accept` rules let it stand.
  private func accepted(_ solution: MatchingSolution) -> [EntryID: DocumentID] {
    let taken = solution.taken
    let asking = taken.values.contains {
      cases[$0]?.workflow.plan(for: ledger)?.acceptRule != nil
    }
    guard asking else { return taken }
    let outcomes = solution.outcomes(hidden: [])
    return taken.filter { _, document in
      outcomes[document].map { judge.accepted($0, cases[document]).status == .matched } ?? false
    }
  }

  /// The document with what it is compared with; nil without an amount.
  ///
  /// `more` are entries that only know it by its amount.
  private mutating func member(
    _ id: DocumentID,
    more: Set<EntryID>
  ) throws -> MatchingGroup.Member? {
    guard let paper = try paper(id), let open = paper.open else { return nil }
    let reach = try reach(id)
    let entries = Set(reach.byKey + reach.byAmount).union(more)
      .filter { lines[$0]?.isOpen == true }
    return MatchingGroup.Member(
      open,
      entries: entries.sorted(),
      wornKeys: paper.wornKeys,
      bar: reach.isCrowded ? .crowd : nil
    )
  }

  /// The one entry that names the document, if it names no other document and is right in all else.
  private mutating func certain(_ id: DocumentID) throws -> EntryID? {
    var claimed: [EntryID] = []
    for entry in try reach(id).byKey where try link(id, entry).claims { claimed.append(entry) }
    guard claimed.count == 1, let entry = claimed.first, try link(id, entry).isCertain else {
      return nil
    }
    for other in try documentsByKey(entry) where other.id != id {
      if try link(other.id, entry).claims { return nil }
    }
    return entry
  }

  // MARK: Too many

  /// Each by itself: only a reference decides.
  ///
  /// Those that were tangled before and have nothing new stay as they are.
  private mutating func solveTangled(
    _ members: Set<DocumentID>,
    _ start: DocumentID
  ) throws {
    var concerned: Set<DocumentID> = []
    for id in members
    where try id == start || waiting.contains(id) || paper(id)?.wasTangled == false {
      concerned.insert(id)
    }
    // A number that one more document or entry has may name nobody for certain any more.
    for id in concerned {
      for entry in try reach(id).byKey where try link(id, entry).connects {
        for other in try documentsByKey(entry) where try link(other.id, entry).connects {
          concerned.insert(other.id)
        }
      }
    }
    for id in concerned.sorted() { try solveAlone(id) }
  }

  private mutating func solveAlone(_ id: DocumentID) throws {
    waiting.remove(id)
    if home[id] != nil { disturb(id) }
    waiting.remove(id)
    guard try paper(id) != nil else { return }
    try setTangled(id, true)
    var group = Group(members: [id], own: [], entries: [], showsAll: true)
    var parts: [MatchingGroup.Member] = []
    if var part = try member(id, more: []) {
      part.bar = part.bar ?? .together
      part.certain = try certain(id)
      parts = [part]
    }
    try finish(&group, parts)
  }

  private mutating func setTangled(_ id: DocumentID, _ isTangled: Bool) throws {
    guard let paper = try paper(id), paper.wasTangled != isTangled else { return }
    try transaction.setTangled(id, ledger, isTangled)
    paper.wasTangled = isTangled
  }

  // MARK: Who is told otherwise

  /// Documents that see an entry which has changed hands: to them it is open now, or not any more.
  mutating func refreshNeighbours() throws {
    for number in groups.keys.sorted() {
      guard let group = groups[number], !group.isCompared else { continue }
      groups[number]?.isCompared = true
      var hands: [EntryID: (before: DocumentID?, now: DocumentID?)] = [:]
      for id in group.members {
        for entry in cases[id]?.stored.paired(in: ledger) ?? [] { hands[entry] = (id, nil) }
      }
      for id in group.entries {
        guard let holder = given[id], home[holder] == number else { continue }
        hands[id, default: (nil, nil)].now = holder
      }
      for (entry, hand) in hands.sorted(by: { $0.key < $1.key }) where hand.before != hand.now {
        if lines[entry] == nil, let row = try transaction.candidateEntry(entry) {
          _ = try line(row)
        }
        for document in try documentsByKey(entry) + documentsByAmount(entry)
        where home[document.id] == nil {
          waiting.insert(document.id)
        }
      }
    }
  }

  /// Who has an entry after this round.
  private func holder(_ entry: EntryID) -> DocumentID? {
    if let holder = given[entry] { return holder }
    guard let holder = lines[entry]?.holder, home[holder] == nil else { return nil }
    if remittances.isHeld[holder] == true { return nil }
    return cases[holder].map(\.isMatchable) == false ? nil : holder
  }

  /// What pairs say of each document that was solved.
  mutating func outcomesOfPairs() throws -> [DocumentID: MatchOutcome] {
    var told: [DocumentID: MatchOutcome] = [:]
    for number in groups.keys.sorted() {
      guard let group = groups[number] else { continue }
      var hidden: Set<EntryID> = []
      for id in group.entries
      where !group.showsAll && !group.own.contains(id) && lines[id]?.isCrowded == false
        && holder(id) != nil
      { hidden.insert(id) }
      let outcomes = group.solution?.outcomes(hidden: hidden) ?? [:]
      for id in group.members {
        let outcome = judge.accepted(outcomes[id] ?? Self.noAmount(ledger), cases[id])
        told[id] = returns.doubted.contains(id) ? try unlessReturned(outcome, cases[id]) : outcome
      }
    }
    return told
  }

  private static func noAmount(_ ledger: LedgerName) -> MatchOutcome {
    MatchOutcome(
      ledger: ledger,
      status: .unmatched,
      explanation: "there is no amount to look for in \(ledger)"
    )
  }
}
