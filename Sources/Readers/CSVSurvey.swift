import Documents
import Readings
import Values

/// Reads a file once beforehand to see how its numbers and days are written.
struct CSVSurvey {
  private var numbers: [Int: NumberEvidence] = [:]
  private var days: [Int: DayFormatEvidence] = [:]
  private var positiveDebits = 0
  private var negativeDebits = 0
  private let plan: CSVPlan
  /// The cells to look at in each row.
  private var jobs: [Job] = []

  private struct Job {
    var index: Int
    var column: CSVColumn
    var cell: Int
    var isDebit: Bool
  }

  init(_ plan: CSVPlan) {
    self.plan = plan
    defer { addJobs() }
    for (index, column) in plan.columns.enumerated() where !column.cells.isEmpty {
      switch column.type {
      case .amount, .number: if column.number == nil { numbers[index] = NumberEvidence() }
      case .day: if column.day == nil { days[index] = DayFormatEvidence() }
      case .text, .currency: break
      }
    }
  }

  /// False when the workflow has said everything.
  var isNeeded: Bool {
    !numbers.isEmpty || !days.isEmpty || plan.columns.contains { isDebitCredit($0) }
  }

  mutating func weigh(_ row: CSVRow, _ reader: CSVCellReader) {
    for job in jobs {
      guard let (bytes, range) = reader.evidence(job.column, job.cell, row) else { continue }
      let span = bytes.span.extracting(range)
      numbers[job.index]?.weigh(span, line: row.line)
      days[job.index]?.weigh(span, line: row.line)
      if job.isDebit { weighSign(span) }
    }
  }

  private mutating func addJobs() {
    for (index, column) in plan.columns.enumerated() {
      var debit: Int?
      if case .debitCredit(let cell, _) = column.location { debit = cell }
      guard numbers[index] != nil || days[index] != nil || debit != nil else { continue }
      for cell in column.cells {
        jobs.append(Job(index: index, column: column, cell: cell, isDebit: cell == debit))
      }
    }
  }

  /// The plan with every style and format filled in, or why that cannot be.
  func decided(locale: String?) -> Result<CSVPlan, CSVRefusal> {
    let result = plan
    var problems: [Problem] = []
    let common = commonStyle
    for (index, column) in plan.columns.enumerated() {
      if let evidence = numbers[index] {
        result.columns[index].number = style(evidence, common, column, &problems)
      }
      if let evidence = days[index] {
        result.columns[index].day = format(evidence, locale, column, &problems)
      }
      if isDebitCredit(column) {
        result.columns[index].hasSignedDebits = negativeDebits > 0 && positiveDebits == 0
      }
    }
    return problems.isEmpty ? .success(result) : .failure(CSVRefusal(problems))
  }

  private func isDebitCredit(_ column: CSVColumn) -> Bool {
    if case .debitCredit = column.location { true } else { false }
  }

  private mutating func weighSign(_ cell: Span<UInt8>) {
    guard cell.count > 0 else { return }
    guard case .success(let reading) = NumberText(cell).parse(.decimalPoint) else {
      if case .success(let reading) = NumberText(cell).parse(.decimalComma) { count(reading.value) }
      return
    }
    count(reading.value)
  }

  private mutating func count(_ value: ExactDecimal) {
    if value.isZero { return }
    if value.isNegative { negativeDebits += 1 } else { positiveDebits += 1 }
  }

  /// One program writes all columns of a file alike: a column that decides, decides for the others.
  private var commonStyle: NumberStyle? {
    let styles = Set(
      numbers.values.compactMap { evidence -> NumberStyle? in
        if case .style(let style) = evidence.verdict { style } else { nil }
      }
    )
    return styles.count == 1 ? styles.first : nil
  }

  private func style(
    _ evidence: NumberEvidence,
    _ common: NumberStyle?,
    _ column: CSVColumn,
    _ problems: inout [Problem]
  ) -> NumberStyle {
    let remedy =
      "Say in the workflow's read.locale how numbers are written, such as de-DE or en-GB."
    switch evidence.verdict {
    case .style(let style): return style
    case .either: return common ?? .decimalPoint
    case .open(let line, let text):
      if let common { return common }
      problems.append(
        CSVProblems.file(
          "ambiguous-number",
          "\"\(text)\" in line \(line) may be thousands or decimals, and no other number in"
            + " \"\(column.name)\" decides it.",
          line: line,
          field: column.name,
          rawText: text,
          remedy: remedy
        )
      )
    case .contradiction(let point, let comma):
      problems.append(
        CSVProblems.file(
          "ambiguous-number",
          "\"\(column.name)\" has a decimal point in line \(point) and a decimal comma in line"
            + " \(comma).",
          line: max(point, comma),
          field: column.name,
          remedy: remedy
        )
      )
    }
    return .decimalPoint
  }

  private func format(
    _ evidence: DayFormatEvidence,
    _ locale: String?,
    _ column: CSVColumn,
    _ problems: inout [Problem]
  ) -> DayFormat? {
    let remedy = "Give the column a \"format\" in the workflow, such as dd/MM/yyyy or MM/dd/yyyy."
    switch evidence.verdict(locale: locale) {
    case .format(let format): return format
    case .none: return DayFormat("yyyy-MM-dd")
    case .open(let formats, let line, let text):
      problems.append(
        CSVProblems.file(
          "ambiguous-day",
          "\"\(text)\" in line \(line) may be read as \(formats.joined(separator: " or ")), and no"
            + " other day in \"\(column.name)\" decides it.",
          line: line,
          field: column.name,
          rawText: text,
          remedy: remedy
        )
      )
    case .contradiction(let one, let other):
      problems.append(
        CSVProblems.file(
          "ambiguous-day",
          "The days of \"\(column.name)\" are written in more than one way: lines \(one) and"
            + " \(other) contradict each other.",
          line: other,
          field: column.name,
          remedy: remedy
        )
      )
    }
    return nil
  }
}
