import Books
import Documents
import Intake
package import ReaderPool
import Readings
import Storage
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

  let books: Storage
  let archive: Archive
  let pool: ReaderPool
  let definitions: Definitions
  let clock: any WallClock

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
    report.judgedWith = try judgedWith()
    return report
  }

  /// Tables with their newest file, then ledgers.
  private func judgedWith() throws -> [String] {
    let ledgers = definitions.workflows.workflows.filter { $0.read.target == .ledger }.map(\.into)
    return try books.read(at: clock.now()) { transaction in
      let tables = try transaction.tableCounts().map { table, rows in
        let file = try transaction.tableArrival(table).flatMap { try transaction.arrival($0) }
        let origin = file.map { ", \($0.name) of \($0.arrivedAt.dayUTC)" } ?? ""
        return "\(table) (\(rows) row\(rows == 1 ? "" : "s")\(origin))"
      }
      return tables + Set(ledgers).sorted().map { "the ledger \($0)" }
    }
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
      let (old, new) = (was.findings.map(\.code), now.findings.map(\.code))
      if old == new {
        for (old, new) in zip(was.findings, now.findings) where old != new {
          notes.append(difference(old, new))
        }
      } else {
        note("findings", old, new)
      }
    }
    if was.matches != now.matches {
      let (old, new) = (was.matches.map(matchText), now.matches.map(matchText))
      if old == new {
        for (old, new) in zip(was.matches, now.matches) where old != new {
          notes.append(difference(old, new))
        }
      } else {
        note("match", old, new)
      }
    }
    if was.duplicates != now.duplicates {
      note("repeats", was.duplicates.map(\.description), now.duplicates.map(\.description))
    }
    return notes
  }

  /// Of two findings of one check.
  private static func difference(_ was: Finding, _ now: Finding) -> String {
    if was.severity != now.severity {
      return "\(was.code): was \(was.severity.rawValue), now \(now.severity.rawValue)"
    }
    if was.message != now.message {
      return "\(was.code): was “\(was.message)”, now “\(now.message)”"
    }
    if was.suggestion != now.suggestion {
      return "\(was.code): proposed “\(was.suggestion)”, now “\(now.suggestion)”"
    }
    return
      "\(was.code): spoke of \(was.fields.joined(separator: ", ")), now of \(now.fields.joined(separator: ", "))"
  }

  /// Of two answers of one ledger with the same entries.
  private static func difference(_ was: MatchOutcome, _ now: MatchOutcome) -> String {
    let title = "match with \(was.ledger)"
    if was.confidence != now.confidence {
      return "\(title): confidence was \(was.confidence), now \(now.confidence)"
    }
    if was.explanation != now.explanation {
      return "\(title): was “\(was.explanation)”, now “\(now.explanation)”"
    }
    if was.residuals != now.residuals { return "\(title): what is left over is another amount" }
    if was.candidates != now.candidates { return "\(title): other candidates or other evidence" }
    return "\(title): the same entries on other grounds"
  }

  private static func matchText(_ match: MatchOutcome) -> String {
    let entries = match.allocations.map(\.entry.description).joined(separator: " ")
    return "\(match.ledger) \(match.status.rawValue)" + (entries.isEmpty ? "" : " \(entries)")
  }
}
