import Books
import Checks
import Decisions
import Documents
import Matching
import Readings
import Rules
import Storage
import Values
import Workflows

/// Decides documents inside one transaction: checks, duplicates, matching, decision.
///
/// Everything is recomputed from what is stored, so the order in which papers and rows came in does not change the
/// books; what a person decided is left alone.
struct Judge {
  let transaction: StorageTransaction
  let workflows: WorkflowSet
  let today: Day
  /// Documents of this transaction that need not be read back.
  var fresh: FreshDocuments?
  /// Days on which past decisions were made, where they are made again (`rerun`).
  var past: [DocumentID: JudgingDays] = [:]
  /// Past decisions are made again on what was kept with them: nothing is looked up that may have changed since.
  var isRemaking = false
  /// Documents of sellers of whom something was just learned or forgotten: they are compared as if they came anew.
  var relearned: Set<DocumentID> = []

  /// Rounds that one change may ripple through: a corrected number frees a duplicate, which frees the next.
  static let maximumRounds = 50

  /// Decides `seeds` and everything that their new state touches; `entries` are those that a person settled or set free,
  /// `parties` documents whose party has something new in a ledger, `runs` payment runs and payouts that have.
  ///
  /// - Returns: the documents whose decision is a new fact.
  func judge(
    _ seeds: [DocumentID],
    entries: Set<EntryID> = [],
    parties: [LedgerName: Set<DocumentID>] = [:],
    runs: [LedgerName: Set<RemittanceID>] = [:],
    refreshingFindings: Bool = true
  ) throws -> [DocumentID] {
    var facts: [DocumentID] = []
    var known: Set<DocumentID> = []
    var (seeds, entries, parties, runs) = (seeds, entries, parties, runs)
    var isRefreshing = refreshingFindings
    for _ in 0..<Self.maximumRounds
    where !seeds.isEmpty || !entries.isEmpty || !parties.isEmpty || !runs.isEmpty {
      let (more, touched) = try judgeOnce(
        seeds,
        entries,
        parties,
        runs,
        refreshingFindings: isRefreshing
      )
      for id in more where known.insert(id).inserted { facts.append(id) }
      (seeds, entries, parties, runs, isRefreshing) = (touched, [], [:], [:], true)
    }
    return facts
  }

  /// One round.
  ///
  /// - Returns: new facts, and later documents that may repeat one whose number or standing has changed.
  private func judgeOnce(
    _ seeds: [DocumentID],
    _ entries: Set<EntryID>,
    _ parties: [LedgerName: Set<DocumentID>],
    _ runs: [LedgerName: Set<RemittanceID>],
    refreshingFindings: Bool
  ) throws -> (facts: [DocumentID], touched: [DocumentID]) {
    var cases: [DocumentID: Case] = [:]
    for id in seeds where cases[id] == nil {
      cases[id] = try makeCase(id, refreshingFindings: refreshingFindings)
    }
    var ledgers: Set<LedgerName> = []
    for one in cases.values {
      ledgers.formUnion(one.workflow.reconcile.map(\.ledger))
      ledgers.formUnion(one.former?.ledgers.map(\.ledger) ?? [])
    }
    for entry in entries {
      if let stored = try transaction.entry(entry) { ledgers.insert(stored.ledger) }
    }
    ledgers.formUnion(parties.keys)
    ledgers.formUnion(runs.keys)
    for ledger in ledgers.sorted() {
      try match(
        ledger,
        &cases,
        entries: entries,
        ofParties: parties[ledger] ?? [],
        runs: runs[ledger] ?? []
      )
    }
    return try write(cases)
  }

  private func write(
    _ cases: [DocumentID: Case]
  ) throws -> (facts: [DocumentID], touched: [DocumentID]) {
    let changed = cases.keys.filter {
      cases[$0]?.isChanged == true && cases[$0]?.isLocked == false
    }.sorted()
    try transaction.takeBack(changed.filter { cases[$0]?.stored.isUndecided == false })
    let definitions = changed.isEmpty ? 0 : try transaction.set(of: workflows)
    var facts: [DocumentID] = []
    var touched: Set<DocumentID> = []
    for id in changed {
      guard let one = cases[id] else { continue }
      let decision = decide(one)
      one.basis.definitions = definitions
      let isNew = try transaction.decide(
        one.stored,
        decision,
        findings: one.findings,
        matches: one.matches,
        duplicates: one.duplicates.compactMap(\.document),
        workflow: one.workflow,
        days: days(of: one),
        basis: one.basis,
        findingsBasis: one.findingsBasis.under(one.basis.definitions),
        unwritten: fresh?.unwritten(id)
      )
      fresh?.forget(id)
      touched.formUnion(try whatRepeats(one, decision.outcome))
      if isNew {
        facts.append(one.stored.id)
        try planOutput(of: one, decision.outcome)
      }
    }
    return (facts, touched.sorted())
  }

  /// Later documents whose decision may change, because this one's keys or standing did.
  private func whatRepeats(_ one: Case, _ outcome: Outcome) throws -> [DocumentID] {
    let keys = one.index
    if one.stored.isUndecided, outcome.standsForItself {
      // A new one was indexed before any later one of its batch was looked at. Files that arrived later may have been read
      // sooner: what is in them was taken for the first of its kind.
      guard fresh?.isAlone(one.stored.id) != true,
        try transaction.hasDocuments(after: one.stored.arrival)
      else { return [] }
      return try transaction.documents(
        exactKeys: Set([keys.exactKey].compactMap(\.self)),
        nearKeys: Set([keys.nearKey, keys.nameKey].compactMap(\.self)),
        after: one.stored,
        onlyKnown: true
      )
    }
    let isSteady = outcome.standsForItself == one.stored.outcome.standsForItself
    let isSame =
      one.stored.isUndecided
      || keys.exactKey == one.stored.exactKey && keys.nearKey == one.stored.nearKey
        && keys.nameKey == one.stored.nameKey
    guard !isSame || !isSteady else { return [] }
    return try transaction.documents(
      exactKeys: Set([keys.exactKey, one.stored.exactKey].compactMap(\.self)),
      nearKeys: Set(
        [keys.nearKey, keys.nameKey, one.stored.nearKey, one.stored.nameKey].compactMap(\.self)
      ),
      after: one.stored
    )
  }

  /// The named copies of the document's file and of those that accompany it.
  func planOutput(of one: Case, _ outcome: Outcome) throws {
    if one.stored.isUndecided, one.workflow.output[outcome] == nil { return }
    guard let arrival = try transaction.arrival(one.stored.arrival) else { return }
    let decision = decide(one)
    try planMessages(of: one, decision, file: arrival.name)
    let files = [arrival] + (try transaction.companions(of: arrival.id))
    let copies = WantedCopies.of(files) { file in
      (one.workflow.output[outcome] ?? []).compactMap { plan -> String? in
        guard case .file(let template) = plan else { return nil }
        return OutputPath.render(
          template,
          document: one.document,
          fileName: file.name,
          workflow: one.workflow.id,
          rules: one.outputBindings(decision, file: file.name)
        )
      }
    }
    try transaction.want(copies, of: .document(one.stored.id))
  }
}

// MARK: One document

extension Judge {
  /// The document with rulings, findings and duplicates; nil when its workflow is gone, which leaves its decision as it is.
  func makeCase(_ id: DocumentID, refreshingFindings: Bool) throws -> Case? {
    guard let stored = try fresh?.document(id) ?? transaction.document(id),
      let workflow = workflows.workflow(stored.workflow)
    else { return nil }
    let rulings =
      stored.isUndecided ? [] : try transaction.activeRulings(of: .document, id.number)
    let document = stored.document.applying(rulings)
    let ruling = rulings.last { $0.body.isFinal }
    let days = past[id] ?? JudgingDays(checked: today, judged: today)
    let prepared =
      try fresh?.prepared(id) ?? prepare(document, stored.arrival, workflow, today: days.judged)
    let isLocked = try !stored.isUndecided && transaction.isLocked(id)
    let one = Case(
      stored,
      document,
      workflow,
      prepared,
      ruling,
      on: days.judged,
      isLocked: isLocked,
      learned: try document.seller.name.map { try transaction.learnedNames(of: $0) } ?? []
    )
    one.isChanged = refreshingFindings || one.matches.count != stored.matches.count
    // A new one was indexed when it was stored.
    if refreshingFindings, !stored.isUndecided {
      if let former = try transaction.index(of: id),
        !former.isSame(as: one.index) || relearned.contains(id)
      {
        one.former = former
      }
      try transaction.index(stored, document, one.index)
    }
    try compare(one)
    one.basis.duplicates = one.duplicates
    one.basis.forms = one.forms.others.map { .init(document: $0.id, fileName: $0.fileName) }
    // Of other forms it counts what persons set on them, too.
    if ruling != nil || !rulings.isEmpty || !one.forms.others.isEmpty {
      one.basis.lastRuling = try transaction.lastRuling()
    }
    guard refreshingFindings else { return one }
    one.checkedOn = days.checked
    one.basis.closings = try closings(one).map(\.id)
    let isOneDay = days.checked == days.judged
    if isOneDay {
      one.findings = try findings(of: one, prepared.computed, prepared.ofPaper)
      one.findingsBasis = .same
    } else {
      one.findings = try findings(
        of: one,
        compute(document, stored.arrival, workflow, today: days.checked, &one.basis.tables)
      )
      var basis = one.basis
      basis.day = days.checked
      one.findingsBasis = .other(basis)
    }
    return one
  }

  /// What the checks notice on the day for which its fields were computed.
  func findings(
    of one: Case,
    _ computed: (values: RuleValues, findings: [Finding]),
    _ ofPaper: BuiltInChecks.OfPaper? = nil
  ) throws -> [Finding] {
    let day = one.checkedOn ?? today
    return computed.findings
      + BuiltInChecks.run(
        one.document,
        try context(of: one, computed.values, on: day),
        ofPaper: ofPaper
      )
      + OwnChecks.run(one.workflow.rules.checks, computed.values, one.ruleDuplicates)
      + (try closedPeriods(one))
  }

  func context(of one: Case, _ values: RuleValues, on day: Day) throws -> CheckContext {
    let supplier = try self.supplier(of: one)
    var context = CheckContext(
      today: day,
      workflow: one.workflow,
      supplier: supplier,
      duplicates: one.duplicates,
      forms: one.forms.others,
      values: values
    )
    context.namesakes = try namesakes(of: one, supplier)
    return context
  }

  /// The days that are written beside what was found.
  private func days(of one: Case) -> JudgingDays {
    let judged = past[one.stored.id]?.judged ?? today
    return JudgingDays(checked: one.checkedOn ?? judged, judged: judged)
  }
}

// MARK: Decision

extension Judge {
  func decide(_ one: Case) -> DecisionRecord {
    if let ruling = one.ruling { return decide(one, ruling) }
    if let leader = one.forms.leader { return Self.otherForm(leader) }
    let decision = Decider.decide(
      document: one.document,
      findings: one.findings,
      duplicates: one.duplicates,
      matches: one.matches,
      workflow: one.workflow,
      values: one.values
    )
    return DecisionRecord(
      outcome: decision.outcome,
      code: decision.code,
      rule: decision.rule,
      reason: decision.reason,
      suggestion: decision.suggestion,
      queue: decision.queue
    )
  }

  private func decide(_ one: Case, _ ruling: RulingRecord) -> DecisionRecord {
    let (outcome, code, reason): (Outcome, String, String) =
      switch ruling.body {
      case .accept: (.cleared, "ruling.accept", "accepted by \(ruling.ruledBy)")
      case .reject: (.rejected, "ruling.reject", "rejected by \(ruling.ruledBy)")
      case .match(let entries, _):
        (
          .cleared, "ruling.match",
          "\(ruling.ruledBy) says that it is paid by "
            + entries.map(\.description).joined(separator: ", ")
        )
      case .duplicate(let other):
        (.duplicate, "ruling.duplicate", "\(ruling.ruledBy) says that it repeats \(other)")
      case .set, .undo: preconditionFailure("such a ruling closes nothing")
      }
    return DecisionRecord(
      outcome: outcome,
      code: code,
      rule: "person",
      reason: ruling.note.map { "\(reason): \($0)" } ?? reason,
      suggestion: "",
      queue: nil,
      decidedBy: ruling.ruledBy
    )
  }
}

extension RulingBody {
  /// True when it closes the exception; `set` only corrects a value and lets the machine decide again.
  var isFinal: Bool {
    switch self {
    case .accept, .reject, .match, .duplicate: true
    case .set, .undo: false
    }
  }
}

extension Outcome {
  /// True when a later document may repeat this one.
  var standsForItself: Bool {
    switch self {
    case .cleared, .exception, .quarantined: true
    case .duplicate, .rejected: false
    }
  }
}

extension Document {
  /// With what persons set.
  ///
  /// Each was checked when it was ruled; a field that a later version no longer knows stays as read.
  func applying(_ rulings: [RulingRecord]) -> Document {
    var document = self
    for ruling in rulings {
      guard case .set(let field, let value) = ruling.body else { continue }
      do throws(FieldError) { try document.set(field, to: value) } catch { continue }
    }
    return document
  }
}
