import Books
import Documents
import Intake
package import ReaderPool
import Readings
import Storage
import Synchronization
package import Values
package import Workflows

/// `tickmark rerun`: past decisions of the machine, made again under other definitions on a copy of the books.
package struct Rerun {
  /// Which decisions.
  package struct Scope: Sendable {
    /// Decided on this day or later.
    package var since: Day?
    package var workflow: WorkflowID?

    package init(since: Day?, workflow: WorkflowID?) {
      self.since = since
      self.workflow = workflow
    }
  }

  package enum Progress: Sendable {
    case reading(Int, of: Int)
    case judging(Int, of: Int)
  }

  private let books: Storage
  private let archive: Archive
  private let pool: ReaderPool
  private let definitions: Definitions
  private let clock: any WallClock

  /// The definitions to judge under, with their texts.
  package struct Definitions: Sendable {
    package var workflows: WorkflowSet
    package var sources: [DefinitionSource]

    package init(workflows: WorkflowSet, sources: [DefinitionSource]) {
      self.workflows = workflows
      self.sources = sources
    }
  }

  /// `copy` is a copy of the books that may be written.
  package init(
    copy: String,
    workspace: Workspace,
    pool: ReaderPool,
    definitions: Definitions,
    clock: any WallClock
  ) throws {
    books = try Storage(path: copy)
    archive = try Archive(disk: try Disk(workspace: workspace.root))
    self.pool = pool
    self.definitions = definitions
    self.clock = clock
  }

  package func run(
    _ scope: Scope,
    progress: (Progress) -> Void = { _ in }
  ) async throws -> RerunReport {
    defer { close() }
    var report = RerunReport()
    var past: [DocumentID: JudgingDays] = [:]
    let standing = try chosen(scope, &past, &report)
    let readings = try await readAgain(standing, scope, &report, progress)
    let moves = try apply(readings, standing, &report)
    let judged = Set(standing.keys).union(moves.fresh).subtracting(moves.gone)
    try judge(judged.sorted(), past, progress)
    try compare(standing, moves, &report)
    return report
  }

  private func close() {
    do { try books.close() } catch { return }
  }

  // MARK: Which

  private func chosen(
    _ scope: Scope,
    _ past: inout [DocumentID: JudgingDays],
    _ report: inout RerunReport
  ) throws -> [DocumentID: StandingDecision] {
    var chosen: [DocumentID: StandingDecision] = [:]
    var persons: [DocumentID] = []
    var gone: Set<WorkflowID> = []
    try books.read(at: clock.now()) { transaction in
      try transaction.standingDecisions { one in
        // Also of those that only compete with the chosen ones.
        past[one.document] = one.days
        if let workflow = scope.workflow, one.workflow != workflow { return }
        if let since = scope.since, one.decidedAt.dayUTC < since { return }
        if one.record.isPersons {
          persons.append(one.document)
        } else if definitions.workflows.workflow(one.workflow) == nil {
          gone.insert(one.workflow)
        } else {
          chosen[one.document] = one
        }
      }
    }
    report.persons = persons
    report.notes += gone.sorted().map {
      "the workflow \($0) is gone: its decisions are left out"
    }
    return chosen
  }

  // MARK: Judging

  /// Documents judged in one transaction.
  private static let together = 500

  private func judge(
    _ ids: [DocumentID],
    _ past: [DocumentID: JudgingDays],
    _ progress: (Progress) -> Void
  ) throws {
    for start in stride(from: 0, to: ids.count, by: Self.together) {
      progress(.judging(start, of: ids.count))
      try books.write(at: clock.now()) { transaction in
        let judge = Judge(
          transaction: transaction,
          workflows: definitions.workflows,
          today: clock.today(),
          past: past
        )
        _ = try judge.judge(Array(ids[start...].prefix(Self.together)))
      }
    }
    progress(.judging(ids.count, of: ids.count))
  }

  // MARK: What is otherwise

  private func compare(
    _ standing: [DocumentID: StandingDecision],
    _ moves: Moves,
    _ report: inout RerunReport
  ) throws {
    var changes: [RerunReport.Change] = []
    var unchanged = 0
    try books.read(at: clock.now()) { transaction in
      for (id, was) in standing.sorted(by: { $0.key < $1.key }) {
        guard let stored = try transaction.document(id),
          let now = try transaction.standingDecision(of: id)
        else { continue }
        let isGone = moves.gone.contains(id)
        let notes = isGone ? ["the file does not give it any more"] : Self.differences(was, now)
        if !isGone, was.record == now.record, notes.isEmpty {
          unchanged += 1
          continue
        }
        var change = try Self.change(stored, transaction)
        change.was = was.record
        change.now = isGone ? nil : now.record
        change.notes = notes
        changes.append(change)
      }
      for id in moves.fresh.sorted() {
        guard let stored = try transaction.document(id) else { continue }
        var change = try Self.change(stored, transaction)
        change.now = try transaction.standingDecision(of: id)?.record
        change.notes = ["read from a file that gave nothing or less before"]
        changes.append(change)
      }
    }
    for change in changes { report.add(change) }
    report.unchanged = unchanged
  }

  private static func change(
    _ stored: StoredDocument,
    _ transaction: StorageTransaction
  ) throws -> RerunReport.Change {
    RerunReport.Change(
      document: stored.id,
      number: stored.document.number,
      seller: stored.document.seller.name,
      amount: stored.document.payableMoney?.description,
      file: try transaction.arrival(stored.arrival)?.name ?? ""
    )
  }

  /// What differs beside the decision itself.
  private static func differences(_ was: StandingDecision, _ now: StandingDecision) -> [String] {
    var notes: [String] = []
    func words(_ list: [String]) -> String {
      list.isEmpty ? "none" : list.joined(separator: ", ")
    }
    func note(_ what: String, _ old: [String], _ new: [String]) {
      notes.append("\(what): was \(words(old)), now \(words(new))")
    }
    if was.findings != now.findings {
      note("findings", was.findings.map(\.code), now.findings.map(\.code))
    }
    if was.matches != now.matches {
      note("match", was.matches.map(matchText), now.matches.map(matchText))
    }
    if was.duplicates != now.duplicates {
      note("repeats", was.duplicates.map(\.description), now.duplicates.map(\.description))
    }
    return notes
  }

  private static func matchText(_ match: MatchOutcome) -> String {
    let entries = match.allocations.map(\.entry.description).joined(separator: " ")
    return "\(match.ledger) \(match.status.rawValue)" + (entries.isEmpty ? "" : " \(entries)")
  }
}

// MARK: Reading again

extension Rerun {
  private typealias Standing = [DocumentID: StandingDecision]

  /// What another reading moves.
  private struct Moves {
    /// Documents that were not there before.
    var fresh: Set<DocumentID> = []
    /// Documents that are not there any more.
    var gone: Set<DocumentID> = []
  }

  /// What an archived file says under the other definition.
  private struct NewReading {
    var arrival: ArrivalRecord
    var documents: [Document]
    /// Why it would be quarantined.
    var refusal: Problem?
  }

  private func readAgain(
    _ standing: Standing,
    _ scope: Scope,
    _ report: inout RerunReport,
    _ progress: (Progress) -> Void
  ) async throws -> [NewReading] {
    var readings: [NewReading] = []
    for workflow in definitions.workflows.workflows
    where scope.workflow == nil || scope.workflow == workflow.id {
      let arrivals = try outdated(workflow, scope)
      guard !arrivals.isEmpty else { continue }
      guard workflow.read.target == .invoice || workflow.read.target == .expense else {
        report.notes.append(
          "\(workflow.id) would read \(arrivals.count) files otherwise; what they booked is taken as it is: "
            + "drop the export again after the change"
        )
        continue
      }
      for (number, arrival) in arrivals.enumerated() {
        progress(.reading(number, of: arrivals.count))
        if let reading = try await read(arrival, workflow, &report) { readings.append(reading) }
      }
      progress(.reading(arrivals.count, of: arrivals.count))
    }
    report.filesReadAgain = readings.count
    return readings
  }

  /// Files that were read under instructions which are not those of now.
  private func outdated(_ workflow: Workflow, _ scope: Scope) throws -> [ArrivalRecord] {
    var isSame: [String: Bool] = [:]
    return try books.read(at: clock.now()) { transaction in
      try transaction.readArrivals(of: workflow.id).filter { arrival in
        if let since = scope.since, (arrival.finishedAt ?? arrival.arrivedAt).dayUTC < since {
          return false
        }
        let hash = arrival.definition ?? ""
        if let known = isSame[hash] { return !known }
        let same = try readsAlike(hash, workflow, transaction)
        isSame[hash] = same
        return !same
      }
    }
  }

  private func readsAlike(
    _ hash: String,
    _ workflow: Workflow,
    _ transaction: StorageTransaction
  ) throws -> Bool {
    if hash == workflow.contentHash.hex { return true }
    guard let hash = ContentHash(hex: hash), let stored = try transaction.definition(hash) else {
      return false
    }
    let old = DefinitionSource(
      fileName: stored.fileName,
      bytes: stored.bytes,
      contentHash: stored.hash
    )
    let others = definitions.sources.filter { $0.workflowID != old.workflowID }
    // One that is not valid any more read otherwise, as far as can be told.
    guard let then = WorkflowLoader.load(others + [old]).workflows?.workflow(workflow.id) else {
      return false
    }
    return then.read == workflow.read && then.watch.maximumBytes == workflow.watch.maximumBytes
  }

  private func read(
    _ arrival: ArrivalRecord,
    _ workflow: Workflow,
    _ report: inout RerunReport
  ) async throws -> NewReading? {
    var instructions = workflow.read
    instructions.limits.bytes = workflow.watch.maximumBytes
    let documents = Mutex<[Document]>([])
    let problems = Mutex<[Problem]>([])
    let outcome: ReadOutcome
    do {
      outcome = try await pool.read(
        descriptor: try archive.open(arrival.hash).release(),
        instructions: instructions,
        fileName: arrival.name,
        byteCount: arrival.size
      ) { items in
        for item in items {
          switch item {
          case .document(let document): documents.withLock { $0.append(document) }
          case .problem(let problem): problems.withLock { $0.append(problem) }
          case .entry, .statement, .row: continue
          }
        }
      }
    } catch let fault as SystemFault {
      report.notes.append("\(arrival.name) cannot be read from the archive: \(fault)")
      return nil
    }
    var reading = NewReading(arrival: arrival, documents: documents.withLock { $0 })
    switch outcome {
    case .finished(let summary):
      if summary.isRefused {
        reading.documents = []
        reading.refusal = problems.withLock { list in
          list.first { $0.scope == .file } ?? list.first
        }
      }
    case .died(let death):
      reading.documents = []
      reading.refusal = death.problem
    case .unavailable(let reason):
      report.notes.append("\(arrival.name) was not read again: \(reason)")
      return nil
    }
    return reading
  }

  /// Puts the new readings into the copy.
  private func apply(
    _ readings: [NewReading],
    _ standing: Standing,
    _ report: inout RerunReport
  ) throws -> Moves {
    var moves = Moves()
    for reading in readings {
      try books.write(at: clock.now()) { try apply(reading, standing, &moves, $0) }
      if let refusal = reading.refusal {
        report.notes.append(
          "\(reading.arrival.name) would be quarantined: \(refusal.code): \(refusal.message)"
        )
      }
    }
    return moves
  }

  private func apply(
    _ reading: NewReading,
    _ standing: Standing,
    _ moves: inout Moves,
    _ transaction: StorageTransaction
  ) throws {
    let stored = try transaction.documents(of: reading.arrival.id)
    for (position, document) in reading.documents.enumerated() {
      guard let old = stored.first(where: { $0.position == position }) else {
        let new = try transaction.insert(
          document,
          arrival: reading.arrival.id,
          position: position,
          workflow: reading.arrival.workflow
        )
        moves.fresh.insert(new.id)
        continue
      }
      if standing[old.id] != nil, old.document != document {
        try transaction.replaceContent(of: old.id, with: document)
      }
    }
    for old in stored where old.position >= reading.documents.count && standing[old.id] != nil {
      try transaction.withdraw(old.id)
      moves.gone.insert(old.id)
    }
  }
}
