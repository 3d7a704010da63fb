import Books
import Documents
import Intake
import ReaderPool
import Readings
import Storage
import Synchronization
import Values
import Workflows

/// Files that the other definitions read otherwise, read again from the archive.
extension Rerun {
  typealias Standing = [DocumentID: StandingDecision]

  /// What another reading moves.
  struct Moves {
    /// Documents that were not there before.
    var fresh: Set<DocumentID> = []
    /// Documents that are not there any more.
    var gone: Set<DocumentID> = []
  }

  /// What an archived file says under the other definition.
  struct NewReading {
    var arrival: ArrivalRecord
    /// The definition that it was read under.
    var workflow: Workflow
    var documents: [Document]
    /// Why it would be quarantined.
    var refusal: Problem?
  }

  func readAgain(
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
    var old = DefinitionSource(
      fileName: stored.fileName,
      bytes: stored.bytes,
      contentHash: stored.hash
    )
    let others = definitions.sources.filter { $0.workflowID != old.workflowID }
    // The templates of then are kept by set, not by definition: those of now stand in for them.
    old.templateFiles =
      definitions.sources.first { $0.workflowID == old.workflowID }?.templateFiles ?? []
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
    instructions.enclosures = arrival.enclosures
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
          case .entry, .statement, .row, .enclosed: continue
          }
        }
      }
    } catch let fault as SystemFault {
      report.notes.append("\(arrival.name) cannot be read from the archive: \(fault)")
      return nil
    }
    var reading = NewReading(
      arrival: arrival,
      workflow: workflow,
      documents: documents.withLock { $0 }
    )
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
  func apply(
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
        moves.fresh.insert(try insert(document, position, reading, transaction))
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
  /// A document that was not there before; its first decision is made with those of today.
  private func insert(
    _ document: Document,
    _ position: Int,
    _ reading: NewReading,
    _ transaction: StorageTransaction
  ) throws -> DocumentID {
    let today = clock.today()
    let judge = Judge(transaction: transaction, workflows: definitions.workflows, today: today)
    let prepared = try judge.prepare(document, reading.arrival.id, reading.workflow, today: today)
    let ready = try transaction.ready(
      document,
      DocumentForm(of: document),
      arrival: reading.arrival.id,
      position: position,
      workflow: reading.workflow.id,
      index: prepared.index
    )
    try transaction.insert(ready)
    return ready.stored.id
  }
}
