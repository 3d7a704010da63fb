import Books
import Documents
import Matching
import Storage
import Values
import Workflows

/// What the books hold of a run, whatever else is made of it.
struct RemittanceFacts {
  struct Line {
    var line: RemittanceLine
    /// For the machine.
    var named: [OpenDocument] = []
    var isContradicted = false
    var namesSettled = false
  }

  var remittance: Remittance
  /// Entries of its sum that carry one of its names, whoever has them.
  var entries: [StoredEntry] = []
  /// One that carries its name and has another amount.
  var misfit: StoredEntry?
  /// One that has its sum, and looks like a run that has no name.
  var nameless: StoredEntry?
  var lines: [Line] = []

  /// Documents for the machine that its lines name.
  var named: Set<DocumentID> { Set(lines.flatMap(\.named).map(\.id)) }
}

extension Reconciler {
  /// nil for what is no run by itself, and for one of more lines than are compared.
  mutating func facts(_ id: RemittanceID) throws -> RemittanceFacts? {
    if let known = remittances.facts[id] { return known }
    let found = try makeFacts(id)
    remittances.facts[id] = found
    return found
  }

  private mutating func makeFacts(_ id: RemittanceID) throws -> RemittanceFacts? {
    guard let remittance = try transaction.remittance(id, limit: bounds.remittance),
      !remittance.lines.isEmpty, remittance.lines.count <= bounds.remittance
    else { return nil }
    var facts = RemittanceFacts(remittance: remittance)
    try findEntries(&facts)
    for line in remittance.lines { facts.lines.append(try named(line)) }
    return facts
  }

  private func findEntries(_ facts: inout RemittanceFacts) throws {
    let remittance = facts.remittance
    if let net = remittance.net, !net.isZero {
      let found = try transaction.entries(ofAmount: net, in: ledger).map { stored in
        (stored, RemittanceEntry(OpenEntry(id: stored.id, entry: stored.entry)))
      }
      facts.entries = found.filter { $0.1.names(remittance) }.map(\.0).sorted(by: Self.isBefore)
      let near = found.filter { stored, text in
        text.looksLikeRun
          && remittance.day.map { Self.nearDays.contains($0.days(until: stored.entry.day)) }
            ?? false
      }
      facts.nameless = near.count == 1 ? near[0].0 : nil
    }
    guard facts.entries.isEmpty else { return }
    var others: [StoredEntry] = []
    for key in RemittanceKeys.numbers(of: remittance).sorted() {
      let rows = try transaction.allEntries(key: key, in: ledger, limit: bounds.alike + 1)
      // What too many share names nothing.
      if rows.count <= bounds.alike { others += rows }
    }
    facts.misfit = others.filter {
      RemittanceEntry(OpenEntry(id: $0.id, entry: $0.entry)).names(remittance)
    }.min(by: Self.isBefore)
  }

  /// Days between a run's own day and an entry that only its amount speaks for.
  private static let nearDays: ClosedRange<Int> = -4...14

  private static func isBefore(_ left: StoredEntry, _ right: StoredEntry) -> Bool {
    (left.entry.day, left.entry.wholeIdentity, left.id) < (
      right.entry.day, right.entry.wholeIdentity, right.id
    )
  }

  /// The documents that a line names; of those of one number the ones whose account and name are not others.
  private mutating func named(_ line: RemittanceLine) throws -> RemittanceFacts.Line {
    var found = RemittanceFacts.Line(line: line)
    let naming = RemittanceNaming(line)
    var ids: Set<DocumentID> = []
    for key in RemittanceKeys.documents(of: line) {
      ids.formUnion(try transaction.allDocuments(key: key, ledger: ledger))
    }
    var (contradicted, perhaps, isSettledPerhaps): (Int, [OpenDocument], Bool) = (0, [], false)
    for id in ids.sorted() {
      guard let one = try bulkCase(id), let open = openDocument(one) ?? settledDocument(one),
        naming.names(open, &remittances.weighing)
      else { continue }
      let party = naming.party(open, &remittances.weighing)
      switch (party, openDocument(one) == nil) {
      case (.same, false): found.named.append(open)
      case (.same, true): found.namesSettled = true
      case (.perhaps, false): perhaps.append(open)
      case (.perhaps, true): isSettledPerhaps = true
      case (.other, false): contradicted += 1
      case (.other, true): break
      }
    }
    if found.named.isEmpty, !found.namesSettled {
      (found.named, found.namesSettled) = (perhaps, isSettledPerhaps)
    }
    found.isContradicted = found.named.isEmpty && contradicted > 0
    return found
  }

  /// A document that a person has settled, or that a closed period holds.
  private func settledDocument(_ one: Judge.Case) -> OpenDocument? {
    one.isLocked || one.ruling.map { Self.settles($0.body) } == true ? anyDocument(one) : nil
  }

  private static func settles(_ body: RulingBody) -> Bool {
    switch body {
    case .match, .accept: true
    case .reject, .duplicate, .set, .undo: false
    }
  }

  // MARK: The verdict

  /// What becomes of the run: nothing but what the books hold is looked at.
  mutating func verdict(_ id: RemittanceID) throws -> Verdict {
    if let known = remittances.verdicts[id] { return known }
    let made = try facts(id).map { try makeVerdict($0) } ?? Verdict()
    remittances.verdicts[id] = made
    return made
  }

  private mutating func makeVerdict(_ facts: RemittanceFacts) throws -> Verdict {
    let remittance = facts.remittance
    guard remittance.net != nil else { return noted(facts, .severalCurrencies) }
    guard let first = facts.entries.first else {
      if let entry = facts.misfit { return noted(facts, .otherAmount(entry.entry)) }
      if let entry = facts.nameless { return noted(facts, .notNamed(entry.entry)) }
      return noted(facts, .noEntry)
    }
    for entry in facts.entries where try isSettled(entry.id) {
      return noted(facts, .settled(entry.entry))
    }
    let (others, isRepeated) = try others(facts)
    // Whoever says the same first in order says it for both.
    if isRepeated { return Verdict() }
    var problem = RemittanceProblem(
      ledger,
      remittance,
      entries: facts.entries.map { OpenEntry(id: $0.id, entry: $0.entry) },
      lines: facts.lines.map {
        RemittanceProblem.Line(
          $0.line,
          named: $0.named,
          isContradicted: $0.isContradicted,
          namesSettled: $0.namesSettled
        )
      }
    )
    problem.others = others
    problem.elsewhere = try elsewhere(facts)
    problem.rivals = try rivals(facts)
    var weighing = Weighing(plan: ReconcilePlan(ledger: ledger))
    let solution = RemittanceSolution(problem, &weighing)
    var verdict = Verdict()
    verdict.told = solution.told
    if let match = solution.match { try accept(match, &verdict.told) }
    verdict.parts.entries = Set(facts.entries.map(\.id))
    verdict.parts.held = Set(verdict.told.keys)
    for rival in problem.rivals {
      verdict.parts.noted[rival.id] = RemittanceWords.note(remittance, .claims(first.entry))
    }
    // Nothing is told to a document that has its entry; that it has is looked at again when it changes.
    for id in problem.elsewhere.keys { verdict.parts.noted[id] = "" }
    return verdict
  }

  private func noted(
    _ facts: RemittanceFacts,
    _ obstacle: RemittanceWords.Obstacle
  ) -> Verdict {
    var verdict = Verdict()
    // Each batch of a message speaks for itself until the bank has booked them together.
    guard facts.remittance.scope == .batch else { return verdict }
    let note = RemittanceWords.note(facts.remittance, obstacle)
    for id in facts.named { verdict.parts.noted[id] = note }
    return verdict
  }

  /// Runs that are in the bank and have the entry or a document in common with this one; and whether one of them says the same.
  private mutating func others(
    _ facts: RemittanceFacts
  ) throws -> (others: [Remittance], isRepeated: Bool) {
    var others: [Remittance] = []
    var isRepeated = false
    let (entries, named) = (Set(facts.entries.map(\.id)), facts.named)
    for id in try neighbours(of: facts.remittance.id).sorted() where id != facts.remittance.id {
      guard let other = try self.facts(id), !other.entries.isEmpty,
        !entries.isDisjoint(with: other.entries.map(\.id)) || !named.isDisjoint(with: other.named)
      else { continue }
      var isFree = true
      for entry in other.entries where try isSettled(entry.id) { isFree = false }
      guard isFree else { continue }
      if facts.remittance.saysTheSame(as: other.remittance) {
        if (other.remittance.order, id) < (facts.remittance.order, facts.remittance.id) {
          isRepeated = true
        }
      } else {
        others.append(other.remittance)
      }
    }
    return (others, isRepeated)
  }

  /// Documents of the run that another entry names and pays for certain.
  private mutating func elsewhere(_ facts: RemittanceFacts) throws -> [DocumentID: OpenEntry] {
    var found: [DocumentID: OpenEntry] = [:]
    let own = Set(facts.entries.map(\.id))
    for open in facts.lines.flatMap(\.named) where found[open.id] == nil {
      guard let index = try bulkCase(open.id)?.index,
        let here = index.ledgers.first(where: { $0.ledger == ledger })
      else { continue }
      let rows = try transaction.allEntries(here, sharing: index.keys)
        .filter { !own.contains($0.id) }.sorted(by: Self.isBefore)
      for row in rows {
        let entry = OpenEntry(id: row.id, entry: row.entry)
        guard remittances.weighing.link(open, entry, wornKeys: []).isCertain,
          try !isSettled(row.id)
        else { continue }
        found[open.id] = entry
        break
      }
    }
    return found
  }

  /// Documents that an entry of the run names, and the run does not.
  private mutating func rivals(_ facts: RemittanceFacts) throws -> [OpenDocument] {
    let named = facts.named
    var found: [OpenDocument] = []
    var seen: Set<DocumentID> = []
    for stored in facts.entries {
      let entry = OpenEntry(id: stored.id, entry: stored.entry)
      for key in Matcher.keys(of: stored.entry) {
        for id in try transaction.allDocuments(key: key, ledger: ledger)
        where !named.contains(id) && seen.insert(id).inserted {
          guard let one = try bulkCase(id), let open = openDocument(one) else { continue }
          let link = remittances.weighing.link(open, entry, wornKeys: [])
          if link.claims || link.names { found.append(open) }
        }
      }
    }
    return found.sorted { $0.id < $1.id }
  }
}
