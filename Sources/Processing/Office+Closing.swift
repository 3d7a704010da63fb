import Books
import Storage
import Values

/// What is asked of a period.
struct ClosingOrder {
  var period: String
  var ledger: String?
  var isReopening: Bool
  var note: String?
  var by: String
  var isDryRun: Bool
}

/// One ledger's part of the answer.
private struct ClosingAnswer: Codable {
  var statement: PeriodStatement?
  /// SHA-256 of the statement's JSON with sorted keys.
  var hash: String
  var isClosed: Bool
  var locked: Int
}

extension Office {
  func close(
    _ order: ClosingOrder,
    _ format: AnswerFormat,
    _ daemon: Daemon?
  ) throws -> OfficeAnswer {
    guard let period = Period(order.period) else {
      throw RulingRefusal(
        "not-a-period",
        "\(order.period) is no period.",
        remedy: "Write a month, a quarter or a year: 2026-03, 2026-Q1, 2026."
      )
    }
    let names = reconciledLedgers().map(\.ledger)
    if let ledger = order.ledger, !names.contains(ledger) {
      throw RulingRefusal(
        "unknown-ledger",
        "No workflow reconciles against a ledger \(ledger).",
        remedy: "Ledgers here: \(names.joined(separator: ", "))."
      )
    }
    let ledgers = (order.ledger.map { [$0] } ?? names).map { LedgerName($0) }
    let answers = try closing(ledgers, period, order)
    if !order.isDryRun { try writeReports(notes: inbox(daemon).notes) }
    let isOpen = answers.contains { answer in
      answer.statement.map { !$0.openEntries.isEmpty || !$0.openDocuments.isEmpty } ?? false
    }
    return OfficeAnswer(
      format == .json
        ? PrintedJSON.text(answers) + "\n" : answers.map { $0.text(order) }.joined(separator: "\n"),
      exitCode: isOpen ? 1 : 0
    )
  }

  private struct DryRun: Error { var answers: [ClosingAnswer] }

  private func closing(
    _ ledgers: [LedgerName],
    _ period: Period,
    _ order: ClosingOrder
  ) throws -> [ClosingAnswer] {
    let workflows = workflows
    let today = clock.today()
    do {
      return try storage.write(at: clock.now()) { transaction in
        let desk = ClosingDesk(
          transaction: transaction,
          judge: Judge(transaction: transaction, workflows: workflows, today: today)
        )
        let answers = try ledgers.map { ledger in
          order.isReopening
            ? try desk.reopen(ledger, period, order) : try desk.close(ledger, period, order)
        }
        if order.isDryRun { throw DryRun(answers: answers) }
        return answers
      }
    } catch let dry as DryRun {
      return dry.answers
    }
  }
}

/// Closes periods, and opens them again.
private struct ClosingDesk {
  let transaction: StorageTransaction
  let judge: Judge

  func close(
    _ ledger: LedgerName,
    _ period: Period,
    _ order: ClosingOrder
  ) throws -> ClosingAnswer {
    let statement = try transaction.statement(of: ledger, period)
    if !order.isDryRun { try check(ledger, period, statement) }
    let locked =
      order.isDryRun
      ? [] : try transaction.close(statement, note: order.note, by: order.by)
    try judgeAgain(locked, in: ledger)
    return ClosingAnswer(
      statement: statement,
      hash: try StorageTransaction.signature(of: statement),
      isClosed: !order.isDryRun,
      locked: locked.count
    )
  }

  private func check(
    _ ledger: LedgerName,
    _ period: Period,
    _ statement: PeriodStatement
  ) throws {
    guard period.last < judge.today else {
      throw RulingRefusal(
        "not-over",
        "\(period) is not over: its last day is \(period.last).",
        remedy: "Close it after that day; --dry-run shows the statement now."
      )
    }
    let overlapping = try transaction.closings(of: ledger).first {
      $0.first <= period.last && period.first <= $0.last
    }
    if let overlapping {
      throw RulingRefusal(
        "closed",
        "\(overlapping.period) is closed in the ledger \(ledger) already (by \(overlapping.closedBy)).",
        remedy:
          "Open it again first: tickmark close \(overlapping.period) --ledger \(ledger) --reopen --note WHY"
      )
    }
    guard try transaction.openJobCount() == 0 else {
      throw RulingRefusal(
        "work-left",
        "Files are still being read, and may belong to \(period).",
        remedy: "Wait until `tickmark status` says that nothing is in work."
      )
    }
    guard statement.imbalances.isEmpty else {
      throw RulingRefusal(
        "not-reconciled",
        "NOT RECONCILED: " + statement.imbalances.joined(separator: " "),
        remedy: "This should not be: run `tickmark verify`."
      )
    }
  }

  func reopen(
    _ ledger: LedgerName,
    _ period: Period,
    _ order: ClosingOrder
  ) throws -> ClosingAnswer {
    guard
      let closing = try transaction.closings(of: ledger).first(where: { $0.period == "\(period)" })
    else {
      throw RulingRefusal(
        "not-closed",
        "\(period) is not closed in the ledger \(ledger).",
        remedy: "Name a period as it was closed."
      )
    }
    guard let note = order.note, !note.isEmpty else {
      throw RulingRefusal(
        "no-reason",
        "A closed period is opened again only with a reason.",
        remedy: "Add --note \"why\"."
      )
    }
    let late = try transaction.lateEntries(of: closing)
    let freed = try transaction.reopen(closing, note: note, by: order.by)
    try judgeAgain(freed, in: ledger)
    _ = try judge.judge([], entries: Set(late), refreshingFindings: false)
    return ClosingAnswer(statement: nil, hash: closing.hash, isClosed: false, locked: freed.count)
  }

  /// What is locked stands aside for the machine, what is free comes back; entries go with their documents.
  private func judgeAgain(_ documents: [DocumentID], in ledger: LedgerName) throws {
    for start in stride(from: 0, to: documents.count, by: Settling.documentsTogether) {
      let part = documents[start..<min(start + Settling.documentsTogether, documents.count)]
      var entries: Set<EntryID> = []
      for id in part {
        if let stored = try transaction.document(id) {
          entries.formUnion(stored.allocated(in: ledger))
        }
      }
      _ = try judge.judge(Array(part), entries: entries, refreshingFindings: false)
    }
  }
}

// MARK: In words

extension ClosingAnswer {
  fileprivate func text(_ order: ClosingOrder) -> String {
    guard let statement else {
      return
        "\(order.period) is open again (\(locked) documents are free). It was signed \(hash).\n"
    }
    var out =
      "Ledger \(statement.ledger), \(statement.period) (\(statement.first) to \(statement.last))\n"
    if let period = statement.carriedFrom {
      out += "  Carried over from \(period) as it was signed\n"
    }
    let balances = Set(statement.opening.keys).union(statement.closingBalances?.keys ?? [:].keys)
    for currency in balances.union(statement.entries.keys).sorted() {
      out += "  Opening \(currency)    \(statement.opening[currency].map { "\($0)" } ?? "0")\n"
      if let late = statement.lateEntries?[currency] {
        out += "  came late for closed periods \(currency): \(late)\n"
      }
      if let side = statement.entries[currency] { out += lines("entries", currency, side) }
      out +=
        "  Closing \(currency)    \(statement.closingBalances?[currency].map { "\($0)" } ?? "0")\n"
    }
    for (currency, side) in statement.documents.sorted(by: { $0.key < $1.key }) {
      out += lines("documents", currency, side)
    }
    out += rolls("entries", statement.openEntryRolls, statement.openEntries)
    out += rolls("documents", statement.openDocumentRolls, statement.openDocuments)
    if statement.documentsWithoutAmount > 0 {
      out += "  \(statement.documentsWithoutAmount) documents without an amount\n"
    }
    for proposal in statement.proposals {
      out += "  To book: \(proposal.kind) \(proposal.amount) \(proposal.currency)\n"
    }
    let faults = statement.imbalances
    out += faults.isEmpty ? "  Reconciled: every side foots\n" : "  NOT RECONCILED\n"
    for fault in faults { out += "    \(fault)\n" }
    out +=
      isClosed
      ? "  Closed, \(locked) documents locked, signed \(hash)\n" : "  Nothing was changed\n"
    return out
  }

  /// What was open, came, went and is open, and the items themselves.
  private func rolls(
    _ noun: String,
    _ rolls: [String: PeriodStatement.Roll]?,
    _ items: [PeriodStatement.Open]
  ) -> String {
    var out = ""
    for (currency, roll) in (rolls ?? [:]).sorted(by: { $0.key < $1.key }) {
      out += "  Open \(noun) \(currency): at first \(roll.opening.count), \(roll.opening.sum)\n"
      if roll.changed != .init() {
        out += "    changed in closed periods since \(roll.changed.count), \(roll.changed.sum)\n"
      }
      out += "    came \(roll.arrived.count), \(roll.arrived.sum)\n"
      out += "    matched \(roll.matched.count), \(roll.matched.sum)\n"
      for (kind, sum) in roll.residuals.sorted(by: { $0.key < $1.key }) {
        out += "    told as \(kind) \(sum)\n"
      }
      if roll.alone.count > 0 {
        out += "    without a document \(roll.alone.count), \(roll.alone.sum)\n"
      }
      out += "    at last \(roll.closing.count), \(roll.closing.sum)\n"
    }
    for item in items.prefix(Self.listed) {
      out +=
        "    \(item.id)  \(item.day.map { "\($0)" } ?? "")  \(item.amount)  \(item.ageDays) days"
      out += item.settledLater.map { ", paid on \($0), after the period\n" } ?? "\n"
    }
    if items.count > Self.listed {
      out += "    and \(items.count - Self.listed) more; --format json names them\n"
    }
    return out
  }

  private static let listed = 50

  private func lines(_ noun: String, _ currency: String, _ side: PeriodStatement.Side) -> String {
    var out = "  \(noun) \(currency): \(side.all.count), \(side.all.sum)\n"
    out += "    matched \(side.matched.count), \(side.matched.sum)\n"
    for kind in side.residuals.keys.sorted() {
      out += "    left over as \(kind) \(side.residuals[kind].map { "\($0)" } ?? "")\n"
    }
    if side.alone.count > 0 {
      out += "    without a document \(side.alone.count), \(side.alone.sum)\n"
    }
    return out + "    open \(side.open.count), \(side.open.sum)\n"
  }
}
