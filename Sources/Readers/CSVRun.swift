import Books
import Documents
import Readings
import Values

/// Turns the data rows of one file into items, and in the end says whether the file may be used.
struct CSVRun {
  private(set) var summary = ReadingSummary(kind: .csv)
  private let plan: CSVPlan
  private let limits: ReadLimits
  /// At most one of the two; neither: rows of a table.
  private var documents: CSVDocumentRows?
  private var ledger: CSVLedgerRows?
  private var table: CSVTableRows
  private var papers: CSVExportPapers?
  private let exported: CSVExportEntries?
  private let hasBalance: Bool
  private var control = CSVControl()
  private var balance = CSVBalance()
  private var badRows: [(line: Int, code: String)] = []
  private var badRowCount = 0
  private var notes = 0
  /// Found while reading; nothing more needs to be read.
  private var stop: Problem?

  init(_ plan: CSVPlan, _ instructions: ReadInstructions) {
    self.plan = plan
    limits = instructions.limits
    summary.export = plan.export?.name
    table = CSVTableRows(plan)
    exported = plan.export.map { CSVExportEntries($0, instructions.journal) }
    hasBalance = plan.column("balance") != nil
    switch instructions.target {
    case .invoice, .expense:
      documents = CSVDocumentRows(plan, instructions)
      papers = plan.export.map { CSVExportPapers($0) }
    case .ledger: ledger = CSVLedgerRows(plan, instructions)
    case .remittance, .order, .table, .rulings: break
    }
  }

  /// Takes one row; false when reading on is of no use.
  ///
  /// `heading`: what stands above the rows of a known export.
  mutating func take(
    _ row: CSVRow,
    heading: String?,
    _ sink: (ReadingItem) -> Void
  ) -> Bool {
    summary.rows += 1
    if summary.rows > limits.rows {
      stop = CSVProblems.limit(
        "too-many-rows",
        "The file has more than \(limits.rows) rows.",
        line: row.line
      )
      return false
    }
    if row.hasStrayQuote { note(row, sink) }
    let shape = shapeProblem(row)
    if documents != nil {
      takeDocument(row, shape, sink)
    } else if ledger != nil {
      takeEntry(row, heading, shape, sink)
    } else {
      var problems = shape.map { [$0] } ?? []
      let values = table.values(row, &problems)
      control.add(table.control)
      if let values { sink(.row(values)) } else { bad(row, problems, sink) }
    }
    return stop == nil
  }

  /// Everything that speaks against the file once all rows are read.
  mutating func finish(
    controlText: String?,
    controlLine: Int,
    failure: Problem?,
    _ sink: (ReadingItem) -> Void
  ) -> ReadingSummary {
    if let last = papers?.finish() { give(last, sink) }
    var problems = [failure, stop].compactMap { $0 }
    if problems.isEmpty {
      problems += control.problems(
        plan,
        rows: summary.rows,
        stated: controlText,
        line: controlLine
      )
      if ledger != nil { problems += ledgerProblems() }
      if summary.rows == 0, problems.isEmpty { sink(.problem(Self.noRows)) }
    }
    for problem in problems { sink(.problem(problem)) }
    summary.isRefused = !problems.isEmpty
    return summary
  }

  private mutating func takeDocument(
    _ row: CSVRow,
    _ shape: Problem?,
    _ sink: (ReadingItem) -> Void
  ) {
    guard let document = documents?.document(row, shape) else { return }
    control.add(documents?.control ?? .none)
    stop = documents?.fileProblem
    if papers == nil {
      give(document, sink)
    } else if let complete = papers?.take(document) {
      give(complete, sink)
    }
  }

  private mutating func give(_ document: Document, _ sink: (ReadingItem) -> Void) {
    sink(.document(document))
    summary.documents += 1
  }

  private mutating func takeEntry(
    _ row: CSVRow,
    _ heading: String?,
    _ shape: Problem?,
    _ sink: (ReadingItem) -> Void
  ) {
    var problems = shape.map { [$0] } ?? []
    let entry = ledger?.entry(row, &problems)
    control.add(ledger?.control ?? .none)
    stop = ledger?.fileProblem
    guard stop == nil else { return }
    guard let entry, let made = made(entry, heading, &problems) else {
      bad(row, problems, sink)
      return
    }
    let isWhole = made.entries.count == 1 && made.entries[0].amount == made.moved
    for var entry in made.entries {
      // Of a row that is several entries only the row's balance is known.
      if isWhole, let stated = ledger?.balance {
        entry.balanceAfter = try? Money(stated, made.moved.currency)
      }
      sink(.entry(entry))
      summary.entries += 1
    }
    if hasBalance {
      let key = (made.entries.first?.account ?? "") + "|" + made.moved.currency.code
      balance.take(key, made.moved.decimal, ledger?.balance, line: row.line)
    }
  }

  /// What the row's entry is in an export that is known; of others it is the entry itself.
  private func made(
    _ entry: Entry,
    _ heading: String?,
    _ problems: inout [Problem]
  ) -> CSVExportEntries.Result? {
    guard let exported else {
      return CSVExportEntries.Result(entries: [entry], moved: entry.amount)
    }
    var problem: Problem?
    let made = exported.entries(entry, heading: heading, &problem)
    problems += problem.map { [$0] } ?? []
    return made
  }

  private func shapeProblem(_ row: CSVRow) -> Problem? {
    let width = plan.width
    if row.count < width {
      return shape(
        "too-few-cells",
        row,
        "Line \(row.line) has \(row.count) cells; the header has \(width)."
      )
    }
    guard plan.headerLine != nil, row.count > width, row.filledCount > width else { return nil }
    return shape(
      "too-many-cells",
      row,
      "Line \(row.line) has \(row.filledCount) cells; the header has \(width)."
    )
  }

  private func shape(_ code: String, _ row: CSVRow, _ message: String) -> Problem {
    Problem(
      code: "csv." + code,
      scope: .document,
      message: message,
      place: Place(line: row.line),
      rawText: row.joined(plan.layout.separator),
      remedy: "Put quotes around a cell that holds the separator, or correct the row."
    )
  }

  private mutating func bad(
    _ row: CSVRow,
    _ problems: [Problem],
    _ sink: (ReadingItem) -> Void
  ) {
    badRowCount += 1
    badRows.append((row.line, problems.first?.code ?? "csv.bad-row"))
    for problem in problems { sink(.problem(problem)) }
    if badRowCount > CSVLimits.badRows {
      stop = CSVProblems.file(
        "bad-rows",
        "More than \(CSVLimits.badRows) rows cannot be read.",
        line: row.line,
        remedy: "Check that the file is of this workflow's kind, and its read.csv."
      )
    }
  }

  private mutating func note(_ row: CSVRow, _ sink: (ReadingItem) -> Void) {
    notes += 1
    guard notes <= CSVLimits.notes else { return }
    sink(
      .problem(
        Problem(
          code: "csv.stray-quote",
          scope: .note,
          message: "Line \(row.line) has a quote inside a cell; it is read as text.",
          place: Place(line: row.line),
          rawText: row.joined(plan.layout.separator),
          remedy: "Nothing, if the row reads right; else export with doubled quotes."
        )
      )
    )
  }

  /// A ledger must prove its balances, and may not lose a row.
  ///
  /// A payment that is missing in a ledger makes its invoice look unpaid, and it is paid twice:
  /// worse than asking. So a row that cannot be read refuses the file, unless the running balance
  /// proves that the row moved no money.
  private func ledgerProblems() -> [Problem] {
    if case .broken(let line, let expected, let stated) = balance.proof {
      return [
        Problem(
          code: "statement.does-not-foot",
          scope: .file,
          message: "The balance breaks in line \(line): \(expected) was expected, and the file"
            + " says \(stated).",
          place: Place(line: line, field: plan.column("balance")?.name),
          rawText: stated.description,
          remedy: "A row is missing, changed or out of order: export the account again."
        )
      ]
    }
    let open = badRows.filter { !balance.proves(without: $0.line) }
    guard !open.isEmpty else { return [] }
    let listed = open.prefix(CSVLimits.listedBadRows).map { "\($0.line) (\($0.code))" }
    let more = open.count > listed.count ? " and \(open.count - listed.count) more" : ""
    return [
      CSVProblems.file(
        "bad-rows",
        "\(open.count) of \(summary.rows) rows are no entries, and a ledger may not lose rows:"
          + " lines \(listed.joined(separator: ", "))\(more).",
        line: open[0].line,
        remedy: "Correct these rows, or end the rows before the trailer with stopAt."
      )
    ]
  }

  private static let noRows = Problem(
    code: "csv.no-rows",
    scope: .note,
    message: "The file has a header and no rows.",
    remedy: "Nothing, if the export is meant to be empty."
  )
}
