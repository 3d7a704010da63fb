import Books
import Digests
import Documents
import Expressions
import Readings
import Reviewing
import Rules
import Storage
import Values
import Workflows

/// The scratch books of one test: a database in memory, filled and judged as the real one is.
struct TestBooks {
  private let storage: Storage
  private let workflow: Workflow
  private let workflows: WorkflowSet
  private let today: Day
  private let feeders: [String: Workflow]

  /// `library`: the definitions of the workspace, for those that fill tables and ledgers.
  init(
    for workflow: Workflow,
    _ test: WorkflowTest,
    library: WorkflowSet,
    today: Day
  ) throws {
    storage = try Storage(path: ":memory:")
    self.workflow = workflow
    self.today = today
    var feeders: [String: Workflow] = [:]
    for table in test.tables.keys {
      feeders[Self.tableKey(table)] = library.feeder(of: table, as: [.table, .order, .remittance])
    }
    for ledger in test.ledgers.keys {
      feeders[Self.ledgerKey(ledger)] = library.feeder(of: ledger, as: [.ledger])
    }
    self.feeders = feeders
    // Documents of other workflows are not in these books, so those need not be known.
    let others = Dictionary(feeders.values.map { ($0.id, $0) }, uniquingKeysWith: { one, _ in one })
      .values.filter { $0.id != workflow.id }.sorted { $0.id < $1.id }
    workflows = WorkflowSet(workflows: [workflow] + others)
  }

  private static func tableKey(_ name: String) -> String { "table \(name)" }
  private static func ledgerKey(_ name: String) -> String { "ledger \(name)" }

  /// Noon of the test's day, in UTC.
  private var now: Moment {
    Moment(milliseconds: Int64(today.number) * 86_400_000 + 43_200_000)
  }

  /// Tables and ledgers first, as the daemon takes them.
  func fill(_ test: WorkflowTest) throws {
    for (table, rows) in test.tables.sorted(by: { $0.key < $1.key }) {
      let items = rows.enumerated().map { number, values in
        ReadingItem.row(TableRow(line: number + 2, values: values))
      }
      try feed(Self.tableKey(table), items) { $0.rows = items.count }
    }
    for (ledger, entries) in test.ledgers.sorted(by: { $0.key < $1.key }) {
      let items = entries.enumerated().map { number, entry in
        var entry = entry
        entry.line = number + 1
        return ReadingItem.entry(entry)
      }
      try feed(Self.ledgerKey(ledger), items) { $0.entries = items.count }
    }
  }

  private func feed(
    _ key: String,
    _ items: [ReadingItem],
    _ count: (inout ReadingSummary) -> Void
  ) throws {
    guard let feeder = feeders[key], !items.isEmpty else { return }
    let spool = ReadingSpool(path: "")
    // Rows of a definition are few: they stay in memory.
    try spool.append(items)
    var paper = TestPaperReader.ReadPaper(name: key, bytes: Array(key.utf8), spool: spool)
    count(&paper.summary)
    _ = try settle(paper, as: feeder)
  }

  /// Settles a paper as the daemon does; nil when the very same content came before and was linked to it.
  func settle(_ paper: TestPaperReader.ReadPaper) throws -> Settled? {
    try settle(paper, as: workflow)
  }

  private func settle(
    _ paper: TestPaperReader.ReadPaper,
    as workflow: Workflow
  ) throws -> Settled? {
    try storage.write(at: now) { transaction in
      let arrival = NewArrival(
        workflow: workflow.id,
        target: workflow.read.target,
        name: paper.name,
        path: "\(workflow.watch.folder)/\(paper.name)",
        hash: SHA256Digester.hash(paper.bytes),
        size: Int64(paper.bytes.count),
        identity: "test",
        isWhole: true,
        definition: workflow.contentHash
      )
      _ = try transaction.record(arrival, daemonStart: Moment(milliseconds: .min))
      guard let job = try transaction.claimJobs(limit: 1).first else { return nil }
      let settling = Settling(transaction: transaction, workflows: workflows, today: today)
      if let problem = paper.problem { return try settling.quarantine(job, problem) }
      let reading = ReadArrival(
        job: job,
        workflow: workflow,
        summary: paper.summary,
        spool: paper.spool
      )
      return try settling.settle([reading]).first
    }
  }

  // MARK: What came out

  func document(_ id: DocumentID) throws -> WorkflowTestDocument? {
    try storage.read(at: now) { transaction in
      let judge = Judge(transaction: transaction, workflows: workflows, today: today)
      guard let decision = try transaction.decision(of: id),
        let one = try judge.makeCase(id, refreshingFindings: false)
      else { return nil }
      var out = WorkflowTestDocument(
        decision: decision.outcome,
        rule: decision.rule,
        queue: decision.queue,
        code: decision.code,
        reason: decision.reason
      )
      out.findings = one.findings.map(\.code)
      out.fields = fields(of: one)
      out.match = CaseFields.status(of: one.matches)
      out.entries = try one.matches.flatMap(\.allocations).map {
        try name(of: $0.entry, transaction)
      }
      out.residuals = one.matches.flatMap(\.residuals).map { "\($0.kind.rawValue) \($0.amount)" }
      out.files = try transaction.openOutbox(limit: Self.effects)
        .filter { $0.owner == .document(id) && $0.kind == .place }.map(\.path)
      out.messages = try transaction.messages(of: .document(id)).map {
        WorkflowTestDocument.Message(url: $0.url, body: $0.body)
      }
      (out.journal, out.notBooked) = try journal(of: one, decision.outcome, transaction)
      return out
    }
  }

  /// Named copies that all documents of a test may have together.
  private static let effects = 100_000

  private func journal(
    of one: Judge.Case,
    _ outcome: Outcome,
    _ transaction: StorageTransaction
  ) throws -> (text: String, refused: [String]) {
    var (text, refused) = ("", [String]())
    for case .journal(let plan) in one.workflow.output[outcome] ?? [] {
      guard let stored = try transaction.document(one.stored.id) else { continue }
      do throws(JournalError) {
        let booking = try plan.booking(of: stored, one.document, hash: Self.noHash)
        let bytes = try JournalWriter.bytes([booking], format: plan.format.writer, title: "test")
        // The file's hash stands in for one that no test knows: none of its figures is part of a booking.
        text += String(decoding: bytes, as: UTF8.self).replacing(Self.noHash.hex, with: "HASH")
      } catch {
        refused.append("not booked: \(error)")
      }
    }
    return (text, refused)
  }

  private static let noHash = SHA256Digester.hash([])

  private func fields(of one: Judge.Case) -> [String: String] {
    let names = Array(DocumentField.all.keys) + Array(one.document.extra.keys)
    var fields: [String: String] = [:]
    for name in names { fields[name] = one.document.text(at: name) }
    for (field, value) in zip(one.workflow.rules.set, one.values.computed) {
      fields[field.name] = value?.displayText
    }
    return fields
  }

  /// Its own id, else its place among the ledger's rows in the test.
  private func name(of entry: EntryID, _ transaction: StorageTransaction) throws -> String {
    let stored = try transaction.entry(entry)?.entry
    return stored?.id ?? stored?.line.map(String.init) ?? entry.description
  }
}

extension WorkflowSet {
  /// The definition that fills a table or ledger; one is made up where the workspace has none.
  fileprivate func feeder(of name: String, as targets: [ReadInstructions.Target]) -> Workflow {
    let known = workflows.first { $0.into == name && targets.contains($0.read.target) }
    if let known { return known }
    var feeder = Workflow(
      // No id of a definition has a blank.
      id: WorkflowID("test \(name)"),
      fileName: "",
      contentHash: SHA256Digester.hash(Array(name.utf8)),
      watch: WatchPlan(folder: "test"),
      read: ReadInstructions(target: targets[0])
    )
    feeder.into = name
    return feeder
  }
}

extension Document {
  /// The day that stands for today where a test names none: the latest that the paper itself states as issued.
  var ownDay: Day? { issueDate }
}
