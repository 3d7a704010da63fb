import Books
import Documents
import Reviewing
import Storage
import Values
import Workflows

/// Fills the reports' data from the database, in one consistent view.
struct ReportBuilder {
  let transaction: StorageTransaction
  let workflows: WorkflowSet
  let workspaceName: String
  let today: Day
  /// The text that reports carry as their time.
  let madeAt: String

  /// Documents and matched pairs in the ledger report beyond this are cut, and the report says so.
  static let maximumListed = 50_000
  /// Open entries listed one by one, oldest first; the others are only counted.
  static let maximumEntries = 5_000

  func exceptionReport() throws -> ExceptionReport {
    var report = ExceptionReport(workspace: workspaceName, madeAt: madeAt)
    report.totals = try controlTotals()
    report.notes = try missingTables() + enclosureNotes()
    report.filesInWork = try transaction.openJobCount() + transaction.waitingFileCount()
    try addCompanions(&report)
    for record in try transaction.openExceptions() {
      if let item = try item(record) { report.exceptions.append(item) }
    }
    try addEntryExceptions(&report)
    report.quarantined = try transaction.quarantinedArrivals().map { arrival in
      QuarantinedFile(
        arrivalID: arrival.id.description,
        fileName: arrival.name,
        workflow: arrival.workflow.name,
        ageDays: arrival.arrivedAt.dayUTC.days(until: today),
        problems: arrival.problems
      )
    }
    return report
  }

  /// Lookup tables that the workflows want and nobody has dropped yet: a check that does not run must be said.
  private func missingTables() throws -> [String] {
    let wanted = Set(workflows.workflows.flatMap { $0.use.values.map(\.table) })
    return try wanted.sorted().filter { try !transaction.tableHasRows($0) }.map { table in
      "No list has been dropped for the table \(table) yet, so nothing is compared with it"
        + (table == "suppliers" ? ": a changed bank account cannot be noticed." : ".")
    }
  }

  private func addEntryExceptions(_ report: inout ExceptionReport) throws {
    let open = try transaction.openExceptionCount(of: .entry)
    var listed = 0
    for ledger in try transaction.ledgers() {
      let limit = Self.maximumEntries - listed
      for (record, stored) in try transaction.openEntryExceptions(of: ledger, limit: limit) {
        listed += 1
        if let item = try entryItem(record, stored) { report.exceptions.append(item) }
      }
    }
    if open > listed {
      report.notes.append(
        "\(open - listed) more ledger entries without a document are open; the oldest \(listed) are listed."
      )
    }
  }

  /// What was only a wrapping counts as nothing in the totals: what was inside counts by itself.
  private func enclosureNotes() throws -> [String] {
    let counts = try transaction.enclosureCounts()
    guard counts.opened > 0 else { return [] }
    return [
      "Of the files, \(counts.files) came inside \(counts.opened) mails and archives; they count by"
        + " themselves, what they came in does not."
    ]
  }

  func controlTotals() throws -> ControlTotals {
    var totals = ControlTotals()
    for (currency, count, sum) in try transaction.receivedSums() {
      totals.received.add(Tally(count: count, currency: currency, sum: sum))
    }
    for part in try transaction.repeatedSums() {
      var tally = Tally(count: part.count, currency: part.currency, sum: part.sum)
      tally.files = part.files
      totals.received.add(tally)
      totals.duplicates.add(tally)
    }
    for part in try transaction.outcomeSums() {
      let tally = Tally(count: part.count, currency: part.currency, sum: part.sum)
      if part.isOtherForm {
        totals.companions.add(tally)
        continue
      }
      switch part.outcome {
      case .cleared: totals.cleared.add(tally)
      case .exception: totals.exceptions.add(tally)
      case .duplicate: totals.duplicates.add(tally)
      case .rejected: totals.rejected.add(tally)
      case .quarantined: totals.quarantined.add(tally)
      }
    }
    let quarantined = try transaction.arrivalCounts()[.quarantined] ?? 0
    totals.quarantined.add(Tally(files: quarantined))
    let companions = try transaction.companionFiles()
    totals.companions.add(Tally(files: companions.linked))
    totals.received.add(Tally(files: quarantined + companions.files))
    for ledger in try transaction.ledgers() {
      totals.ledgers.append(LedgerTotals(ledger: ledger, entries: try entryTotals(of: ledger)))
    }
    return totals
  }

  func entryTotals(of ledger: LedgerName) throws -> MatchTotals {
    var totals = MatchTotals()
    for part in try transaction.ledgerSums(of: ledger) {
      totals.all.add(Tally(count: part.count, currency: part.currency, sum: part.sum))
      totals.open.add(Tally(count: part.openCount, currency: part.currency, sum: part.openSum))
    }
    for part in try transaction.matchedSums(of: ledger) {
      totals.matched.add(Tally(count: part.count, currency: part.currency, sum: part.sum))
    }
    return totals
  }
}

extension Tally {
  /// Without a currency there is no amount, or none that is money of its currency.
  init(count: Int, currency: Currency?, sum: ExactDecimal) {
    self.init(count: count)
    guard let currency else {
      withoutAmount = count
      return
    }
    sums.add(sum, currency)
  }
}

// MARK: One exception

extension ReportBuilder {
  /// The whole of one open exception; nil when its subject is gone.
  func item(_ record: ExceptionRecord) throws -> ExceptionItem? {
    switch record.subject {
    case .document: return try documentItem(record)
    case .entry:
      guard let stored = try transaction.entry(EntryID(record.subjectID)) else { return nil }
      return try entryItem(record, stored)
    case .arrival: return try arrivalItem(record)
    }
  }

  private func documentItem(_ record: ExceptionRecord) throws -> ExceptionItem? {
    let id = DocumentID(record.subjectID)
    guard let stored = try transaction.document(id),
      let decision = try transaction.decision(of: id),
      let arrival = try transaction.arrival(stored.arrival)
    else { return nil }
    let document = try effective(stored)
    // The room that suggests knows no exceptions, only the command's form.
    let suggestion = decision.suggestion.replacing("rule ID ", with: "rule \(record.id) ")
    var item = newItem(record, reason: decision.reason, suggestion: suggestion)
    item.workflow = stored.workflow.name
    item.owner = workflows.workflow(stored.workflow)?.owner
    item.fileName = arrival.name
    item.arrivalID = arrival.id.description
    item.companions = try companions(of: arrival.id)
    item.document = DocumentSummary(id: id, document)
    item.findings = stored.findings
    item.problems = document.problems
    item.place = place(of: stored, document)
    for match in stored.matches {
      item.ledger = item.ledger ?? match.ledger.name
      let best = match.candidates.first?.score
      // Where two are equally good, none is the best.
      let isTie = match.candidates.dropFirst().first?.score == best
      for (index, candidate) in match.candidates.enumerated() {
        guard let entry = try transaction.entry(candidate.entry) else { continue }
        item.candidates.append(
          CandidateLine(
            entry: EntrySummary(id: entry.id, entry.entry),
            score: candidate.score,
            reasons: candidate.reasons,
            isRunnerUp: index > 0 || isTie
          )
        )
      }
    }
    item.choices = RulingChoice.forDocument(
      candidates: item.candidates,
      twin: stored.duplicates.first,
      unread: Self.toBeSet(document, stored.findings)
    )
    return item
  }

  /// The fields that a person would have to supply: what could not be read, then what is missing.
  private static func toBeSet(_ document: Document, _ findings: [Finding]) -> [String] {
    let missing = findings.filter { $0.code == "required-fields" }.flatMap(\.fields)
    let doubts = document.problems.filter { $0.scope != .note }
    let fields = doubts.compactMap(\.place.field) + missing
    return fields.enumerated().filter { !fields[..<$0].contains($1) }.map(\.element)
  }

  /// The place of the first finding's first field, else of the first problem, else the document's own line.
  private func place(of stored: StoredDocument, _ document: Document) -> Place {
    if let problem = document.problems.first(where: { $0.scope != .note }) { return problem.place }
    let field = stored.findings.max { $0.severity < $1.severity }?.fields
      .first { document.sources[$0] != nil }
    let anyLine = document.sources.values.compactMap(\.line).min()
    guard let field, let source = document.sources[field] else { return Place(line: anyLine) }
    return Place(page: source.page, line: source.line, field: field, path: source.path)
  }

  private func entryItem(
    _ record: ExceptionRecord,
    _ stored: StoredEntry
  ) throws -> ExceptionItem? {
    guard let arrival = try transaction.arrival(stored.arrival) else { return nil }
    let entry = stored.entry
    let who = entry.counterparty.map { " (\($0))" } ?? ""
    var item = newItem(
      record,
      reason: record.code == Judge.latePeriod
        ? "\(entry.amount) of \(entry.day)\(who) came after its period was closed in the ledger \(stored.ledger)."
        : "\(entry.amount) of \(entry.day)\(who) in the ledger \(stored.ledger) has no document."
          + (try runReason(stored) ?? ""),
      suggestion: record.code == Judge.latePeriod
        ? "Open the period again (tickmark close PERIOD --ledger LEDGER --reopen --note WHY) and close it with this entry, or "
          + "accept that it was left out."
        : try runSuggestion(stored)
          ?? "Drop its invoice or receipt into the inbox, or accept the entry without one."
    )
    item.workflow = arrival.workflow.name
    item.fileName = arrival.name
    item.arrivalID = arrival.id.description
    item.entry = EntrySummary(id: stored.id, entry)
    item.ledger = stored.ledger.name
    item.place = Place(line: entry.line)
    item.since = entry.day
    item.ageDays = max(0, entry.day.days(until: today))
    item.choices = RulingChoice.forEntry()
    return item
  }

  private func arrivalItem(_ record: ExceptionRecord) throws -> ExceptionItem? {
    guard let arrival = try transaction.arrival(ArrivalID(record.subjectID)) else { return nil }
    let worst = arrival.problems.first { $0.scope == .file } ?? arrival.problems.first
    var item = newItem(
      record,
      reason: worst?.message ?? "The file could not be read.",
      suggestion: worst?.remedy ?? "Ask the sender for the file again."
    )
    item.workflow = arrival.workflow.name
    item.fileName = arrival.name
    item.arrivalID = arrival.id.description
    item.problems = arrival.problems
    item.place = worst?.place ?? Place()
    item.choices = [
      RulingChoice(ruling: "accept", meaning: "seen: the file is dealt with otherwise"),
      RulingChoice(ruling: "reject", meaning: "the file is of no use"),
    ]
    return item
  }

  private func newItem(
    _ record: ExceptionRecord,
    reason: String,
    suggestion: String
  ) -> ExceptionItem {
    var item = ExceptionItem(
      id: record.id.description,
      code: record.code,
      reason: reason,
      suggestion: suggestion,
      queue: record.queue,
      workflow: "",
      ageDays: max(0, record.openedAt.dayUTC.days(until: today))
    )
    item.since = record.openedAt.dayUTC
    return item
  }

  /// The document with what persons set.
  func effective(_ stored: StoredDocument) throws -> Document {
    stored.document.applying(try transaction.activeRulings(of: .document, stored.id.number))
  }
}
