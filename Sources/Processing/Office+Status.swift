import Books
import Documents
import Glibc
import Intake
import Readings
import Storage
import Values
import Workflows

private struct StatusAnswer: Codable {
  struct Waiting: Codable {
    var file: String
    var reason: String
  }

  struct WorkflowLine: Codable {
    var id: WorkflowID
    var watch: String
    var version: String
    var title: String?
    var description: String?
  }

  struct LedgerLine: Codable {
    var ledger: LedgerName
    var entries: Int
  }

  struct TableLine: Codable {
    var table: String
    var rows: Int
  }

  var workspace: String
  var daemonRuns: Bool
  var trouble: String?
  /// Watched folders that cannot be looked into, whole or in part; absent where all is well.
  var folders: [Waiting]?
  var workflows: [WorkflowLine]
  var waiting: [Waiting]
  var jobs: Int
  var arrivals: [String: Int]
  var documents: [String: Int]
  var exceptions: Int
  var ledgers: [LedgerLine]
  var tables: [TableLine]
  var outbox: Int
  /// Messages of webhooks that wait, and that a receiver does not take.
  var messagesWaiting: Int
  var messagesRefused: Int
}

private struct FileAnswer: Codable {
  struct ArrivalLine: Codable {
    var arrival: String
    var workflow: WorkflowID
    var state: ArrivalState
    var arrivedAt: String
    var duplicateOf: String?
    /// Files that this one belongs to, and files that belong to it.
    var accompanies: [String]?
    var companions: [String]?
    /// Mails and archives that it was in, the nearest first, and files that were in it.
    var inside: [EnclosingLine]?
    var mail: MailFacts?
    var holds: [String]?
    /// Files of its group that are not read yet, while it waits for them.
    var waitsFor: [String]?
    var attempts: Int?
    var lastError: String?
    /// Where a file that was put aside is kept, as seen from the workspace.
    var keptAs: String?
    var problems: [String]
    /// The first 50.
    var documents: [String]
    var documentCount: Int
  }

  var file: String
  var daemonRuns: Bool
  var waiting: [String]
  var arrivals: [ArrivalLine]
}

extension Office {
  func status(_ format: AnswerFormat, _ daemon: Daemon?) throws -> OfficeAnswer {
    let inbox = inbox(daemon)
    let waiting = inbox.files.map {
      StatusAnswer.Waiting(file: $0.path.display, reason: $0.message)
    }
    let answer = try storage.read(at: clock.now()) { transaction in
      var documents: [String: Int] = [:]
      let messages = try transaction.messageCounts()
      for sum in try transaction.outcomeSums() {
        documents[sum.outcome.rawValue, default: 0] += sum.count
      }
      return StatusAnswer(
        workspace: workspace.root,
        daemonRuns: daemon != nil,
        trouble: daemon?.trouble,
        folders: inbox.folders.isEmpty
          ? nil
          : inbox.folders.map {
            StatusAnswer.Waiting(file: $0.folder, reason: "\($0.message) \($0.remedy)")
          },
        workflows: workflows.workflows.map {
          StatusAnswer.WorkflowLine(
            id: $0.id,
            watch: $0.watch.folder,
            version: $0.version,
            title: $0.title,
            description: $0.description
          )
        },
        waiting: waiting,
        jobs: try transaction.openJobCount(),
        arrivals: Dictionary(
          uniqueKeysWithValues: try transaction.arrivalCounts().map { ($0.key.rawValue, $0.value) }
        ),
        documents: documents,
        exceptions: try transaction.openExceptionCount(),
        ledgers: try transaction.ledgers().map {
          StatusAnswer.LedgerLine(ledger: $0, entries: try transaction.entryCount(of: $0))
        },
        tables: try transaction.tableCounts().map {
          StatusAnswer.TableLine(table: $0.table, rows: $0.rows)
        },
        outbox: try transaction.openOutboxCount(),
        messagesWaiting: messages.waiting,
        messagesRefused: messages.refused
      )
    }
    let isStuck = !inbox.notes.isEmpty
    let needsALook =
      answer.trouble != nil || answer.exceptions > 0 || isStuck || answer.messagesRefused > 0
    return OfficeAnswer(
      format == .json ? PrintedJSON.text(answer) + "\n" : answer.text,
      exitCode: needsALook ? 1 : 0
    )
  }

  /// Why a file waits, or what became of it.
  func fileStatus(_ file: String, _ format: AnswerFormat, _ daemon: Daemon?) throws -> OfficeAnswer
  {
    let inside = workspace.root + "/"
    // Names are kept as they are shown: a line break in one is `\n`.
    let given = InboxPath(file.hasPrefix(inside) ? String(file.dropFirst(inside.count)) : file)
    let (path, name) = (given.display, given.name.display)
    let waiting = inbox(daemon).files
      .filter { $0.path.display == path || path == name && $0.path.name.display == name }
      .map { "\($0.path.display): \($0.message) \($0.remedy)" }
    let answer = try storage.read(at: clock.now()) { transaction in
      FileAnswer(
        file: file,
        daemonRuns: daemon != nil,
        waiting: waiting,
        arrivals: try arrivals(path, name, transaction).map { arrival in
          let job = try transaction.jobState(arrival.id)
          let content = arrival.duplicateOf ?? arrival.id
          let documents = try transaction.documents(of: arrival.id)
          return FileAnswer.ArrivalLine(
            arrival: arrival.id.description,
            workflow: arrival.workflow,
            state: arrival.state,
            arrivedAt: arrival.arrivedAt.description,
            duplicateOf: arrival.duplicateOf?.description,
            accompanies: Self.files(try transaction.leaders(of: content)),
            companions: Self.files(try transaction.companions(of: content)),
            inside: try transaction.enclosingLines(arrival),
            mail: arrival.mail,
            holds: Self.files(try transaction.enclosed(in: content)),
            waitsFor: Self.files(try unread(beside: arrival, transaction)),
            attempts: job?.attempts,
            lastError: job?.lastError,
            keptAs: arrival.state == .quarantined ? Archive.path(of: arrival.hash).display : nil,
            problems: arrival.problems.map { "\($0.code): \($0.message)" },
            documents: documents.prefix(50).map { "\($0.id) \($0.outcome.rawValue)" },
            documentCount: documents.count
          )
        }
      )
    }
    if answer.waiting.isEmpty, answer.arrivals.isEmpty { return unknownFile(given, format, daemon) }
    return OfficeAnswer(
      format == .json ? PrintedJSON.text(answer) + "\n" : answer.text,
      exitCode: answer.waiting.isEmpty ? 0 : 1
    )
  }

  private static func files(_ arrivals: [ArrivalRecord]) -> [String]? {
    arrivals.isEmpty ? nil : arrivals.map { "\($0.id) \($0.name)" }
  }

  /// Whom a file waits for that gave nothing of its own.
  private func unread(
    beside arrival: ArrivalRecord,
    _ transaction: StorageTransaction
  ) throws -> [ArrivalRecord] {
    guard arrival.state == .waiting else { return [] }
    return try transaction.groups(of: arrival.id)
      .flatMap { try transaction.members(of: $0) }.filter { !$0.isRead }.map(\.arrival)
  }

  /// What arrived from this very path, or else from anywhere under this name.
  private func arrivals(
    _ path: String,
    _ name: String,
    _ transaction: StorageTransaction
  ) throws -> [ArrivalRecord] {
    let exact = try transaction.arrivals(named: path)
    return exact.isEmpty ? try transaction.arrivals(named: name) : exact
  }

  /// A file that nobody has recorded, and that no daemon waits for: the definitions tell why.
  private func unknownFile(
    _ given: InboxPath,
    _ format: AnswerFormat,
    _ daemon: Daemon?
  ) -> OfficeAnswer {
    let path = given.display
    let lines: [String]
    if FileSystem.exists(workspace.path(String(decoding: given.bytes, as: UTF8.self))) {
      let reason: String
      if let refusal = refusal(given) {
        reason = "\(refusal.message) \(refusal.remedy(for: given))"
      } else if daemon == nil {
        reason = "It is in the inbox; no daemon runs. Start it: tickmark run"
      } else {
        reason = "It is in the inbox and not looked at yet; that takes a minute at most."
      }
      lines = ["\(path): \(reason)"]
    } else {
      // A name alone: also one that is passed over stands in a folder.
      lines = filesInInbox(named: path).map { "\($0.path.display): \($0.message) \($0.remedy)" }
    }
    guard !lines.isEmpty else {
      return .refusal(
        "No file of this name is in the inbox or has ever arrived: \(path).",
        remedy: "Give its path as seen from the workspace: inbox/invoices/bill.xml"
      )
    }
    let answer = FileAnswer(
      file: path,
      daemonRuns: daemon != nil,
      waiting: lines,
      arrivals: []
    )
    return OfficeAnswer(
      format == .json ? PrintedJSON.text(answer) + "\n" : answer.text,
      exitCode: 1
    )
  }

  /// Why the definitions will never take this file as it is; nil: they will.
  private func refusal(_ path: InboxPath) -> WaitReason? {
    let folders = WatchedFolders(workflows.watched.map { ($0.id, $0.plan) })
    do throws(SystemFault) {
      let facts = try Disk(workspace: workspace.root).facts(at: path)
      return Settler(folders: folders, user: geteuid()).refusal(path, facts)
    } catch {
      return .unreadable(error)
    }
  }
}

extension StatusAnswer {
  fileprivate var text: String {
    var out = "Workspace   \(workspace)\n"
    out += "Daemon      \(daemonRuns ? "runs" : "does not run")\n"
    if let trouble { out += "TROUBLE     \(trouble)\n" }
    for line in folders ?? [] {
      out += "TROUBLE     Files may lie unseen in \(line.file): \(line.reason)\n"
    }
    for line in workflows {
      let title = line.title.map { ": \($0)" } ?? ""
      out += "Workflow    \(line.id) watches \(line.watch)\(title)\n"
      if let description = line.description { out += "            \(description)\n" }
    }
    out += "Files       " + Self.counts(arrivals) + "\n"
    out += "Documents   " + Self.counts(documents) + "\n"
    out += "In work     \(jobs)\n"
    for line in ledgers { out += "Ledger      \(line.ledger): \(line.entries) entries\n" }
    for line in tables { out += "Table       \(line.table): \(line.rows) rows\n" }
    out += "Exceptions  \(exceptions) open\n"
    if outbox > 0 { out += "To copy     \(outbox)\n" }
    if messagesWaiting > 0 { out += "To send     \(messagesWaiting)\n" }
    if messagesRefused > 0 {
      out +=
        "Refused     \(messagesRefused) messages: `tickmark explain` of their documents says by whom\n"
    }
    for file in waiting { out += "Waiting     \(file.file): \(file.reason)\n" }
    return out
  }

  private static func counts(_ counts: [String: Int]) -> String {
    counts.isEmpty
      ? "none"
      : counts.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }.joined(separator: ", ")
  }
}

extension FileAnswer {
  fileprivate var text: String {
    var out = ""
    for line in waiting { out += "Waiting  \(line)\n" }
    for line in arrivals {
      out +=
        "\(line.arrival)  \(line.state.rawValue)  arrived \(line.arrivedAt) for \(line.workflow)"
      if let first = line.duplicateOf { out += ", the same content as \(first)" }
      out += "\n"
      if line.state == .queued {
        out +=
          daemonRuns
          ? "  safe in the archive; it is read in its turn\n"
          : "  safe in the archive and not read yet; no daemon runs. Start it: tickmark run\n"
      }
      if let attempts = line.attempts, attempts > 0 {
        out +=
          "  tried \(attempts == 1 ? "once" : "\(attempts) times")\(line.lastError.map { ": \($0)" } ?? "")\n"
      }
      for file in line.accompanies ?? [] { out += "  accompanies \(file)\n" }
      if let mail = line.mail {
        let facts = [
          mail.sender.map { "from \($0)" }, mail.subject.map { "\"\($0)\"" }, mail.sentAt,
        ]
        out += "  a mail \(facts.compactMap(\.self).joined(separator: ", "))\n"
      }
      for outer in line.inside ?? [] { out += "  came in \(outer.text)\n" }
      for file in line.holds ?? [] { out += "  holds \(file)\n" }
      for file in line.companions ?? [] { out += "  accompanied by \(file)\n" }
      for file in line.waitsFor ?? [] { out += "  waits for \(file), which belongs to it\n" }
      for problem in line.problems { out += "  \(problem)\n" }
      if let path = line.keptAs { out += "  kept as \(path)\n" }
      for document in line.documents { out += "  \(document)\n" }
      let more = line.documentCount - line.documents.count
      if more > 0 { out += "  and \(more) documents more\n" }
    }
    return out
  }
}
