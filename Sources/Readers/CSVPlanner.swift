import Documents
import Patterns
import Readings
import Values

/// Finds the header row and where each field stands; says what is missing.
struct CSVPlanner {
  let layout: CSVLayout
  let instructions: ReadInstructions
  /// Its numbers and days are written one way, which the definition's locale and formats do not change.
  let isWorkbook: Bool
  private var csv: CSVInstructions { instructions.csvTable }
  /// Where the definition says it.
  private var key: String {
    let isOfWorkbook = isWorkbook ? instructions.workbook?.hasOwnTable == true : saysOnlyWorkbooks
    return isOfWorkbook ? "read.xlsx" : "read.csv"
  }
  private var saysOnlyWorkbooks: Bool { instructions.csv == nil && instructions.workbook != nil }
  private var numberStyle: NumberStyle? {
    isWorkbook ? nil : (csv.locale ?? instructions.locale).flatMap { NumberStyle(locale: $0) }
  }

  init(_ layout: CSVLayout, _ instructions: ReadInstructions, isWorkbook: Bool = false) {
    self.layout = layout
    self.instructions = instructions
    self.isWorkbook = isWorkbook
  }

  /// The plan, or every reason why there is none.
  func plan() -> Result<CSVPlan, CSVRefusal> {
    guard let header = headerRow() else { return .failure(CSVRefusal([headerMissing()])) }
    let headers = csv.hasHeader ? trimmedHeaders(header) : []
    var plan = CSVPlan(
      layout: layout,
      headerLine: csv.hasHeader ? header.line : nil,
      headers: headers,
      width: headers.count,
      columns: []
    )
    plan.control = csv.control
    var problems: [Problem] = []
    plan.stopAt = pattern(csv.stopAt, "stopAt", &problems)
    plan.controlPattern = pattern(csv.control?.equals, "control.equals", &problems)
    if csv.columns.isEmpty {
      recognise(&plan, &problems)
    } else {
      locate(&plan, &problems)
    }
    if instructions.target == .rulings, csv.hasHeader { checkAnswers(plan, &problems) }
    return problems.isEmpty ? .success(plan) : .failure(CSVRefusal(problems))
  }

  private func headerRow() -> CSVRow? {
    guard csv.hasHeader else { return layout.rows.first }
    if !csv.headerContains.isEmpty {
      let wanted = Set(csv.headerContains.map(CSVHeader.fold))
      return layout.rows.first { wanted.isSubset(of: folded($0)) }
    }
    let named = csv.columns.filter { $0.index == nil && $0.constant == nil }
    if !named.isEmpty {
      let hits = layout.rows.map { row in (row, count(named, in: folded(row))) }
      let most = hits.map(\.1).max() ?? 0
      if most > 0 { return hits.first { $0.1 == most }?.0 }
    }
    if csv.columns.isEmpty, let known = exported() ?? recognisable() { return known }
    let usual = layout.usualCount
    return layout.rows.first { $0.count == usual && $0.filledCount * 2 > usual }
      ?? layout.rows.first
  }

  /// The first row with the most recognised names, for files with lines before their header.
  private func recognisable() -> CSVRow? {
    guard let names = CSVRecognition.names(instructions.target) else { return nil }
    let known = Set(names.flatMap(\.names))
    let hits = layout.rows.map { row in
      (row, row.texts.count { known.contains(CSVHeader.plain($0)) })
    }
    let most = hits.map(\.1).max() ?? 0
    return most >= 2 ? hits.first { $0.1 == most }?.0 : nil
  }

  /// The header of an export that is known, for files with a title before it.
  private func exported() -> CSVRow? {
    layout.rows.first { CSVExports.find($0.texts, instructions.target) != nil }
  }

  private func folded(_ row: CSVRow) -> Set<String> { Set(row.texts.map(CSVHeader.fold)) }

  private func count(_ columns: [ColumnInstructions], in names: Set<String>) -> Int {
    columns.reduce(0) { total, column in
      let all = column.headers + column.debitHeaders + column.creditHeaders
      return total + (all.contains { names.contains(CSVHeader.fold($0)) } ? 1 : 0)
    }
  }

  /// A trailing separator makes no column.
  private func trimmedHeaders(_ row: CSVRow) -> [String] {
    Array(row.texts.prefix(row.filledCount))
  }

  private func pattern(_ text: String?, _ name: String, _ problems: inout [Problem]) -> Pattern? {
    guard let text else { return nil }
    do throws(PatternError) {
      return try Pattern(text)
    } catch {
      problems.append(
        CSVProblems.file(
          "bad-pattern",
          "The workflow's \(key).\(name) is no pattern: \(error.message).",
          rawText: text,
          remedy: "Correct the pattern in the workflow's \(key).\(name)."
        )
      )
      return nil
    }
  }

  private func headerMissing() -> Problem {
    let wanted = CSVHeader.list(csv.headerContains)
    let first = layout.rows.first.map { CSVHeader.list($0.texts) } ?? "nothing"
    let near = CSVHeader.nearest(to: csv.headerContains, in: layout.rows.flatMap(\.texts))
    let hint = near.map { " Did you mean \"\($0)\"?" } ?? ""
    return CSVProblems.file(
      "header-not-found",
      "None of the first \(CSVLimits.headerSearchRows) rows holds \(wanted); the file begins with"
        + " \(first).\(hint)",
      remedy: "Correct headerContains in the workflow, or drop the right kind of file."
    )
  }
}

/// Why a file is refused as a whole.
struct CSVRefusal: Error {
  var problems: [Problem]
  init(_ problems: [Problem]) { self.problems = problems }
}

extension CSVPlanner {
  private func locate(_ plan: inout CSVPlan, _ problems: inout [Problem]) {
    for column in csv.columns {
      guard let location = location(column, plan, &problems) else { continue }
      plan.columns.append(
        made(column, location, pattern(column.match, "columns.\(column.field).match", &problems))
      )
      if let format = column.format, DayFormat(format) == nil, type(column) == .day {
        problems.append(
          CSVProblems.file(
            "bad-format",
            "\"\(format)\" is no way to write days.",
            field: column.field,
            remedy: "Use a format such as dd.MM.yyyy, M/d/yy, yyyyMMdd or excel."
          )
        )
      }
    }
    if plan.headerLine == nil {
      plan.width = (plan.columns.flatMap(\.cells).max() ?? -1) + 1
    }
  }

  private func made(
    _ column: ColumnInstructions,
    _ location: CSVColumn.Location,
    _ pattern: Pattern?
  ) -> CSVColumn {
    let result = CSVColumn(
      field: column.field,
      type: type(column),
      location: location,
      name: column.field
    )
    if let cell = result.cells.first {
      let names = layoutName(cell, column)
      result.name = names
    }
    result.pattern = pattern
    result.currency = column.currency
    result.negate = column.negate
    result.isRequired = column.isRequired
    result.day = (column.format ?? column.constant.map { _ in "yyyy-MM-dd" })
      .flatMap { DayFormat($0) }
    result.acceptsISODays = isWorkbook
    result.number = numberStyle
    return result
  }

  private func layoutName(_ cell: Int, _ column: ColumnInstructions) -> String {
    guard csv.hasHeader, let header = headerRow() else { return "column \(cell + 1)" }
    let name = header.text(cell)
    return name.isEmpty ? "column \(cell + 1)" : name
  }

  private func type(_ column: ColumnInstructions) -> ColumnInstructions.ValueType {
    CSVRecognition.type(column.field, instructions.target) ?? column.type
  }

  private func location(
    _ column: ColumnInstructions,
    _ plan: CSVPlan,
    _ problems: inout [Problem]
  ) -> CSVColumn.Location? {
    if let constant = column.constant { return .constant(constant) }
    if let index = column.index {
      guard plan.headerLine == nil || index <= plan.headers.count, index >= 1 else {
        problems.append(missing(column.field, ["column \(index)"], plan.headers))
        return nil
      }
      return .cell(index - 1)
    }
    if !column.debitHeaders.isEmpty || !column.creditHeaders.isEmpty {
      let before = problems.count
      let debit = cell(column.field, column.debitHeaders, plan, &problems)
      let credit = cell(column.field, column.creditHeaders, plan, &problems)
      return problems.count == before ? .debitCredit(debit: debit, credit: credit) : nil
    }
    let headers = column.headers.isEmpty ? [column.field] : column.headers
    return cell(column.field, headers, plan, &problems).map { .cell($0) }
  }

  private func cell(
    _ field: String,
    _ wanted: [String],
    _ plan: CSVPlan,
    _ problems: inout [Problem]
  ) -> Int? {
    guard !wanted.isEmpty else { return nil }
    let headers = plan.headers.map(CSVHeader.fold)
    for name in wanted.map(CSVHeader.fold) {
      guard let first = headers.firstIndex(of: name) else { continue }
      if headers.lastIndex(of: name) != first {
        problems.append(duplicate(field, plan.headers[first], plan))
      }
      return first
    }
    problems.append(missing(field, wanted, plan.headers))
    return nil
  }

  private func duplicate(_ field: String, _ name: String, _ plan: CSVPlan) -> Problem {
    CSVProblems.file(
      "duplicate-header",
      "The file has more than one column \"\(name)\".",
      line: plan.headerLine,
      field: field,
      remedy: "Name the column of \(field) by its number: \"index\"."
    )
  }

  /// A file of answers without a column for them would be taken, and answer nothing.
  private func checkAnswers(_ plan: CSVPlan, _ problems: inout [Problem]) {
    let there = Set(plan.headers.map(CSVHeader.fold) + plan.columns.map(\.field))
    for names in [["ruling"], ["exception", "id"]] where there.isDisjoint(with: names) {
      problems.append(
        CSVProblems.file(
          "missing-column",
          "The column \(CSVHeader.list(Array(names.suffix(1)))) is not in the file, which has "
            + "\(CSVHeader.list(plan.headers)).",
          line: plan.headerLine,
          field: names.last,
          remedy: "Write the answers into the column `ruling` of reports/exceptions.csv, keep its "
            + "columns' names, and drop it again."
        )
      )
    }
  }

  private func missing(_ field: String, _ wanted: [String], _ headers: [String]) -> Problem {
    let near = CSVHeader.nearest(to: wanted, in: headers).map { " Did you mean \"\($0)\"?" } ?? ""
    let there = headers.isEmpty ? "no header row" : CSVHeader.list(headers)
    return CSVProblems.file(
      "missing-column",
      "The column \(CSVHeader.list(wanted)) of \(field) is not in the file, which has \(there)."
        + near,
      field: field,
      remedy: "Correct the header in the workflow's \(key).columns, or export with that column."
    )
  }
}

extension CSVPlanner {
  private func recognise(_ plan: inout CSVPlan, _ problems: inout [Problem]) {
    plan.isRecognised = true
    let style = numberStyle
    if let export = CSVExports.find(plan.headers, instructions.target) {
      plan.export = export
      plan.columns = CSVExports.columns(export, plan.headers)
      for column in plan.columns {
        column.number = style
        column.acceptsISODays = isWorkbook
      }
      return
    }
    switch CSVRecognition(plan.headers, instructions.target).columns() {
    case .success(let columns):
      for column in columns { column.number = style }
      plan.columns = columns
    case .failure(let reason):
      problems.append(
        CSVProblems.file(
          "columns-unknown",
          "\(reason.message) The file has \(CSVHeader.list(plan.headers)).",
          line: plan.headerLine,
          remedy: "Put this into the workflow's \(key) and correct it: \(reason.proposal) Or let"
            + " `tickmark init --from FILE` propose a whole definition."
        )
      )
    }
  }
}
