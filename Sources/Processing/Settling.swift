package import Books
import Checks
import Digests
package import Documents
import Matching
import Readings
package import Storage
import Values
package import Workflows

/// What reading one arrival came to.
struct ReadArrival {
  var job: Job
  var workflow: Workflow
  var summary: ReadingSummary
  var spool: ReadingSpool
  /// Files inside this one, already in the archive.
  var enclosed: [Enclosures.File] = []
}

/// What transaction B did with one arrival: the daemon tells it, and knows what to write again.
package struct Settled: Sendable {
  package var arrival: ArrivalID
  package var fileName: String
  package var workflow: WorkflowID
  package var state: ArrivalState
  package var problems: [Problem] = []
  package var documents: [DocumentID] = []
  package var entriesAdded = 0
  package var entriesKnown = 0
  package var tableRows = 0
  package var rulingsMade = 0
  /// Files that were in this one and are arrivals of their own now.
  package var enclosed: [ArrivalRecord] = []
  /// Documents of earlier files whose decision is another one now: what they waited for has come.
  package var decidedAnew: [DocumentID] = []
  /// Files whose place in their group was decided with this one.
  package var groupChanges: [GroupChange] = []
  /// How long the transaction took that did this, with others that were read at the same time.
  package var took = Duration.zero
}

/// Transaction B: everything that follows from a reading becomes true at once, exactly once.
struct Settling {
  let transaction: StorageTransaction
  let workflows: WorkflowSet
  let today: Day

  static let maximumStoredProblems = 100
  /// Documents judged in one go while a large file is settled.
  static let documentsTogether = 500
  /// Stored documents judged in one go where entries came: more than when documents come, because those that hang together are
  /// solved once for each go.
  static let documentsConcernedTogether = 5_000
  /// An export of more new entries than this is compared with the documents as a whole, not entry by entry.
  static let entriesOneByOne = 500

  /// Settles the arrivals in the order given.
  ///
  /// One whose job is already settled is passed over.
  func settle(_ readings: [ReadArrival]) throws -> [Settled] {
    var settled: [Settled] = []
    let fresh = FreshDocuments()
    var others: Set<DocumentID> = []
    for reading in readings where try transaction.isOpenJob(reading.job.arrival.id) {
      guard workflows.workflow(reading.workflow.id) != nil else {
        // A reload took it away while the file was read: nobody could decide about what is in it.
        settled += try quarantine(reading.job, Self.workflowGone(reading.job)).map { [$0] } ?? []
        continue
      }
      var result = Settled(
        arrival: reading.job.arrival.id,
        fileName: reading.job.arrival.name,
        workflow: reading.workflow.id,
        state: .read
      )
      try settle(reading, &result, fresh, &others)
      settled.append(result)
    }
    try decide(fresh, &others)
    others.formUnion(try settleGroups(&settled))
    if let last = settled.indices.last { settled[last].decidedAnew += others.sorted() }
    return settled
  }

  /// Decides the fresh documents; `others` gains the earlier ones whose decision changed with theirs.
  func decide(_ fresh: FreshDocuments, _ others: inout Set<DocumentID>) throws {
    let judge = Judge(
      transaction: transaction,
      workflows: workflows,
      today: today,
      fresh: fresh
    )
    others.formUnion(Set(try judge.judge(fresh.ids)).subtracting(fresh.ids))
    try fresh.finish(transaction)
  }

  /// - Returns: the documents whose decision is a new fact.
  func judge(
    _ documents: [DocumentID],
    ofParties: [DocumentID] = [],
    runs: Set<RemittanceID> = [],
    in ledger: LedgerName? = nil,
    refreshingFindings: Bool = true
  ) throws -> [DocumentID] {
    let judge = Judge(transaction: transaction, workflows: workflows, today: today)
    var facts: [DocumentID] = []
    // First, so that nobody is given what a run keeps.
    if let ledger, !runs.isEmpty {
      facts += try judge.judge([], runs: [ledger: runs], refreshingFindings: false)
    }
    let together = refreshingFindings ? Self.documentsTogether : Self.documentsConcernedTogether
    for part in Self.parts(documents, together) {
      facts += try judge.judge(part, refreshingFindings: refreshingFindings)
    }
    guard let ledger else { return facts }
    for part in Self.parts(ofParties, Self.documentsConcernedTogether) {
      facts += try judge.judge([], parties: [ledger: Set(part)], refreshingFindings: false)
    }
    return facts
  }

  static func parts(_ documents: [DocumentID], _ together: Int) -> [[DocumentID]] {
    stride(from: 0, to: documents.count, by: together).map {
      Array(documents[$0..<min($0 + together, documents.count)])
    }
  }

  private func settle(
    _ reading: ReadArrival,
    _ result: inout Settled,
    _ fresh: FreshDocuments,
    _ others: inout Set<DocumentID>
  ) throws {
    var problems = reading.spool.problems
    if !reading.job.arrival.isWhole { problems.insert(Self.neverComplete, at: 0) }
    if let mail = reading.summary.mail { try transaction.note(mail, of: reading.job.arrival.id) }
    if reading.summary.isRefused {
      result.state = .quarantined
    } else if let problem = try storeEnclosed(reading, &result) {
      problems.insert(problem, at: 0)
      result.state = .quarantined
    } else {
      let summary = reading.summary
      try transaction.expect(rows: summary.entries + summary.documents + summary.rows)
      switch reading.workflow.read.target {
      case .invoice, .expense: try storeDocuments(reading, &result, fresh, &others)
      case .ledger: try storeEntries(reading, &result)
      case .table, .order, .remittance: problems += try storeRows(reading, &result)
      case .rulings:
        // A ruling is about what the books hold.
        try decide(fresh, &others)
        problems += try applyRulings(reading, &result)
      }
      if result.hasNothing, problems.allSatisfy({ $0.scope == .note }) {
        problems.append(Self.nothingInside(reading.workflow.read.target))
        result.state = .quarantined
      }
    }
    result.problems = problems
    if try waitsForGroup(reading, result) { result.state = .waiting }
    try finish(reading, result)
  }

  private func finish(_ reading: ReadArrival, _ result: Settled) throws {
    let id = reading.job.arrival.id
    try transaction.finish(
      id,
      state: result.state,
      kind: reading.summary.kind,
      problems: Array(result.problems.prefix(Self.maximumStoredProblems)),
      workflow: reading.workflow,
      mayComeAgain: result.state == .quarantined
        && result.problems.contains { Self.ofTheMachine.contains($0.code) }
    )
    try transaction.appendAudit(
      kind: "read",
      body: ReadFact(
        arrival: id.number,
        state: result.state,
        documents: result.documents.count,
        entries: result.entriesAdded,
        rows: result.tableRows
      )
    )
    if result.state == .quarantined {
      try FileEffects(transaction: transaction, workflows: workflows)
        .plan(reading.job.arrival, result.state, result.problems)
    }
    let worst = result.problems.first { $0.scope == .file } ?? result.problems.first
    let isWrong =
      result.state == .quarantined
      || result.state != .waiting && result.problems.contains { $0.scope != .note }
    try transaction.keepException(
      .arrival,
      id.number,
      isOpen: isWrong,
      code: worst?.code ?? "file.problem",
      queue: "files"
    )
    // The same content is read now, under a corrected definition: nobody need look at its first try.
    guard result.state == .read else { return }
    for old in try transaction.quarantined(before: id) {
      try transaction.keepException(
        .arrival,
        old.number,
        isOpen: false,
        code: "file.problem",
        queue: "files"
      )
    }
  }

  /// Not the file is at fault but what it is read with: its remedy ends with dropping it again.
  private static let ofTheMachine: Set<String> = [
    "ocr.language-missing", "ocr.language-damaged", "csv.ended-early",
  ]

  static func workflowGone(_ job: Job) -> Problem {
    Problem(
      code: "file.workflow-gone",
      scope: .file,
      message: "The workflow \(job.arrival.workflow) that this file was dropped for is gone.",
      remedy: "Restore the workflow's definition, then drop the file again."
    )
  }

  private static let neverComplete = Problem(
    code: "file.never-complete",
    scope: .document,
    message: "The file never became complete; it was read as far as it goes.",
    remedy: "Compare it with the sender's; if something is missing, drop the whole file."
  )

  private static func nothingInside(_ target: ReadInstructions.Target) -> Problem {
    Problem(
      code: "file.nothing-inside",
      scope: .file,
      message: "The file can be read, but there is nothing in it that is \(target.inWords).",
      remedy: "Look into the file: is it the right export, and does it have rows?"
    )
  }
}

private struct ReadFact: Codable {
  var arrival: Int64
  var state: ArrivalState
  var documents: Int
  var entries: Int
  var rows: Int
}

extension Settled {
  fileprivate var hasNothing: Bool {
    documents.isEmpty && enclosed.isEmpty
      && entriesAdded + entriesKnown + tableRows + rulingsMade == 0
  }
}

extension ReadInstructions.Target {
  /// For messages: `an invoice`, `a ledger entry`.
  var inWords: String {
    switch self {
    case .invoice: "an invoice"
    case .expense: "an expense"
    case .ledger: "a ledger entry"
    case .remittance: "a remittance line"
    case .order: "an order"
    case .table: "a table row"
    case .rulings: "an answer to an exception"
    }
  }
}
