import Books
import Intake
import Reviewing
import Rules
import Storage
import Synchronization
import Values
import Workflows

extension Office {
  /// Answers a command; `daemon` is the one that runs in this process, if one does.
  package func answer(_ request: OfficeRequest, daemon: Daemon?) -> OfficeAnswer {
    do {
      return try answer(request.command, request.format, daemon)
    } catch let refusal as RulingRefusal {
      return .refusal(refusal.message, remedy: refusal.remedy)
    } catch {
      return .refusal(
        "The books cannot be read or written: \(error)",
        remedy: "`tickmark doctor` looks for the cause.",
        code: 75
      )
    }
  }

  private func answer(
    _ command: OfficeCommand,
    _ format: AnswerFormat,
    _ daemon: Daemon?
  ) throws -> OfficeAnswer {
    switch command {
    case .status(let file?): return try fileStatus(file, format, daemon)
    case .status(nil): return try status(format, daemon)
    case .exceptions(let id): return try exceptions(id, format, daemon)
    case .explain(let text): return try explain(text, format, daemon)
    case .evaluate(let source, let document, let bindings):
      return try evaluate(source, document, bindings, format)
    case .rule(let id, let body, let note, let person, let isDryRun):
      return try rule(isDryRun, format, daemon) { desk in
        let changed = try desk.rule(id, body, note: note, by: person)
        let differences = try desk.differences(body, on: id)
        return Ruled(text: "\(id): \(body.inWords).", changed: changed, differences: differences)
      }
    case .ruleDocument(let id, let body, let note, let person, let isDryRun):
      return try rule(isDryRun, format, daemon) { desk in
        let changed = try desk.rule(id, body, note: note, by: person)
        let differences = try desk.differences(body, on: id)
        return Ruled(text: "\(id): \(body.inWords).", changed: changed, differences: differences)
      }
    case .lessons: return try lessons(format)
    case .forget(let id, let note, let person, let isDryRun):
      return try rule(isDryRun, format, daemon) { desk in
        let (lesson, changed) = try desk.forget(id, note: note, by: person)
        let text = "\(id) is forgotten: \(lesson.shown) speaks for \(lesson.seller) no more."
        return Ruled(text: text, changed: changed)
      }
    case .undo(let id, let note, let person, let isDryRun):
      return try rule(isDryRun, format, daemon) { desk in
        let (ruling, changed) = try desk.undo(id, note: note, by: person)
        let text = "\(ruling.exception): “\(ruling.body.inWords)” is taken back."
        return Ruled(text: text, changed: changed)
      }
    case .close(let period, let ledger, let isReopening, let note, let person, let isDryRun):
      let order = ClosingOrder(
        period: period,
        ledger: ledger,
        isReopening: isReopening,
        note: note,
        by: person,
        isDryRun: isDryRun
      )
      return try close(order, format, daemon)
    case .copyBooks(let process): return try copyBooks(for: process)
    case .report:
      let paths = try writeReports(notes: inbox(daemon).notes)
      return OfficeAnswer(
        format == .json ? PrintedJSON.text(paths) + "\n" : paths.map { $0 + "\n" }.joined()
      )
    case .verify: return try verify(format)
    case .reload:
      guard let daemon else {
        return .refusal("No daemon runs here.", remedy: "Start it: tickmark run", code: 75)
      }
      if let reasons = daemon.reloadAndWait() {
        return OfficeAnswer(
          reasons,
          exitCode: 78,
          error: "The definitions have errors or fail their own tests; the old ones stay in force."
        )
      }
      return OfficeAnswer("The definitions are in force.\n")
    }
  }
}

// MARK: Exceptions and explanations

extension Office {
  private func exceptions(
    _ id: ExceptionID?,
    _ format: AnswerFormat,
    _ daemon: Daemon?
  ) throws -> OfficeAnswer {
    try sweepLedgers()
    let notes = inbox(daemon).notes
    return try storage.read(at: clock.now()) { transaction in
      let builder = builder(transaction)
      guard let id else {
        var report = try builder.exceptionReport()
        report.notes += notes
        let text =
          format == .json
          ? String(decoding: ExceptionJSON.bytes(report), as: UTF8.self)
          : ExceptionText.list(report)
        let isDone = report.exceptions.isEmpty && notes.isEmpty
        return OfficeAnswer(text, exitCode: isDone ? 0 : 1)
      }
      guard let record = try transaction.exception(id), let item = try builder.item(record) else {
        return .refusal("There is no exception \(id).", remedy: "`tickmark exceptions` lists them.")
      }
      let isOpen = record.closedAt == nil
      let text =
        format == .json
        ? ExceptionJSON.line(item) + "\n" : ExceptionText.full(item, isOpen: isOpen)
      let closed =
        record.closedAt.map {
          "Closed since \($0). To open it again: tickmark undo \(id)\n"
        } ?? ""
      return OfficeAnswer(
        format == .json ? text : text + closed,
        exitCode: record.closedAt == nil ? 1 : 0
      )
    }
  }

  /// An expression with the names of `decide` and the values of one document, as the judge sees them today.
  private func evaluate(
    _ source: String,
    _ text: String,
    _ bindings: String?,
    _ format: AnswerFormat
  ) throws -> OfficeAnswer {
    let (workflows, today) = (workflows, clock.today())
    return try storage.read(at: clock.now()) { transaction in
      try withDocument(named: text, transaction) { id in
        let judge = Judge(transaction: transaction, workflows: workflows, today: today)
        guard let one = try judge.makeCase(id, refreshingFindings: false) else {
          return .refusal("The workflow of \(id) is gone: nobody knows the names of its rules.")
        }
        var bench = ExpressionBench(
          source,
          environment: one.workflow.rules.scope.environment(for: .decide),
          bindings: one.values.forDecide(one.ruleDuplicates, one.findings, one.matches)
        )
        return bench.bind(bindings) ?? bench.answer(format)
      }
    }
  }
}

// MARK: Rulings

/// What the desk did.
private struct Ruled {
  var text: String
  var changed: [DocumentID]
  var differences: [String] = []
}

private struct RuledAnswer: Codable {
  var ruling: String
  /// What a match leaves over, in sentences; absent where nothing is.
  var differences: [String]?
  var isDryRun: Bool
  var decisions: [RuledLine]
}

private struct RuledLine: Codable {
  var document: DocumentID
  var outcome: Outcome
  var code: String
  var reason: String
}

/// Thrown to take a dry run's transaction back.
private struct DryRun: Error {
  var answer: RuledAnswer
}

extension Office {
  /// Runs a ruling, or with `isDryRun` shows what it would change and changes nothing.
  private func rule(
    _ isDryRun: Bool,
    _ format: AnswerFormat,
    _ daemon: Daemon?,
    _ body: (RulingDesk) throws -> Ruled
  ) throws -> OfficeAnswer {
    let workflows = workflows
    let today = clock.today()
    let answer: RuledAnswer
    do {
      answer = try storage.write(at: clock.now()) { transaction in
        let desk = RulingDesk(transaction: transaction, workflows: workflows, today: today)
        let ruled = try body(desk)
        let lines = try ruled.changed.compactMap { id in
          try transaction.decision(of: id).map {
            RuledLine(document: id, outcome: $0.outcome, code: $0.code, reason: $0.reason)
          }
        }
        let answer = RuledAnswer(
          ruling: ruled.text,
          differences: ruled.differences.isEmpty ? nil : ruled.differences,
          isDryRun: isDryRun,
          decisions: lines
        )
        if isDryRun { throw DryRun(answer: answer) }
        return answer
      }
    } catch let dry as DryRun {
      answer = dry.answer
    }
    let trouble = isDryRun ? nil : afterRuling(daemon)
    guard format == .text else { return OfficeAnswer(PrintedJSON.text(answer) + "\n") }
    var text = answer.ruling + "\n"
    for line in answer.differences ?? [] { text += "  \(line)\n" }
    for line in answer.decisions {
      text += "  \(line.document) is now \(line.outcome.rawValue): \(line.reason)\n"
    }
    if isDryRun { text += "Nothing was changed: this was a dry run.\n" }
    return OfficeAnswer(text, error: trouble)
  }

  /// The ruling stands, whatever happens to reports and copies.
  ///
  /// - Returns: what went wrong with them, in words.
  private func afterRuling(_ daemon: Daemon?) -> String? {
    if let daemon {
      daemon.reportsAreDue()
      return nil
    }
    do {
      let failures = try placing.run()
      try writeReports(notes: inbox(nil).notes)
      return failures.first.map { "The ruling stands, but not all copies are made yet: \($0)" }
    } catch {
      return "The ruling stands, but the reports are not written yet: \(error)"
    }
  }

  var placing: Placing {
    Placing(storage: storage, archive: archive, workspace: workspace, clock: clock)
  }
}

extension Daemon {
  func reportsAreDue() {
    state.withLock { $0.reportsAreDue = true }
    outboxIsDue()
  }
}
