import Documents
import Patterns
import Readings
import Values

/// An amount of one row, as it stands there.
struct CSVAmount {
  var value: ExactDecimal
  /// Before the workflow turned the sign: what the file's own control sum adds up.
  var asWritten: ExactDecimal
  var mark: CurrencyMark?
  var rawText: String
}

/// Reads single cells; what is wrong with one becomes a problem of its row.
struct CSVCellReader {
  /// The bytes that a column's evidence is weighed on, nil when there is nothing.
  func evidence(_ column: CSVColumn, _ cell: Int, _ row: CSVRow) -> ([UInt8], Range<Int>)? {
    let range = row.trimmed(cell)
    guard !range.isEmpty else { return nil }
    if column.takesFirstWord {
      let end = row.bytes[range].firstIndex { $0 == 0x20 || $0 == UInt8(ascii: "T") }
      return (row.bytes, range.lowerBound..<(end ?? range.upperBound))
    }
    guard let pattern = column.pattern else { return (row.bytes, range) }
    guard case .match(let match) = pattern.firstMatch(in: row.text(cell)) else { return nil }
    let bytes = Array(match.value.utf8)
    return (bytes, 0..<bytes.count)
  }

  /// The text of a column in this row, nil when there is none.
  func text(_ column: CSVColumn, _ row: CSVRow, _ problems: inout [Problem]) -> String? {
    let whole: String
    switch column.location {
    case .constant(let constant): whole = constant
    case .cell(let cell): whole = row.text(cell)
    case .debitCredit: return nil
    }
    let first = column.takesFirstWord ? String(whole.prefix { $0 != " " && $0 != "T" }) : whole
    let text = column.pattern.map { taken($0, first, column, row, &problems) } ?? first
    if text?.isEmpty ?? true, column.isRequired, problems.last?.place != column.place(row) {
      problems.append(missing(column, row, whole))
    }
    return text?.isEmpty == false ? text : nil
  }

  func day(_ column: CSVColumn, _ row: CSVRow, _ problems: inout [Problem]) -> (Day, String)? {
    if case .cell(let cell) = column.location, let last = column.lastDay,
      column.pattern == nil, !column.takesFirstWord,
      row.bytes[row.trimmed(cell)].elementsEqual(last.text)
    {
      return (last.day, String(decoding: last.text, as: UTF8.self))
    }
    guard let text = text(column, row, &problems), let format = column.day else { return nil }
    let bytes = Array(text.utf8)
    if let day = format.day(bytes.span) ?? (column.acceptsISODays ? Day(text) : nil) {
      column.lastDay = (bytes, day)
      return (day, text)
    }
    problems.append(
      column.problem(
        "bad-day",
        row,
        "\"\(column.name)\" cannot be read as a day written \(format.text).",
        rawText: text,
        remedy: "Correct the day in the file, or the column's format in the workflow."
      )
    )
    return nil
  }

  func amount(_ column: CSVColumn, _ row: CSVRow, _ problems: inout [Problem]) -> CSVAmount? {
    switch column.location {
    case .cell(let cell) where column.pattern == nil:
      let range = row.trimmed(cell)
      if range.isEmpty {
        if column.isRequired { problems.append(missing(column, row, "")) }
        return nil
      }
      return amount(row.bytes, range, column, row, &problems)
    case .cell, .constant:
      guard let text = text(column, row, &problems) else { return nil }
      let bytes = Array(text.utf8)
      return amount(bytes, 0..<bytes.count, column, row, &problems)
    case .debitCredit(let debit, let credit):
      return difference(debit, credit, column, row, &problems)
    }
  }

  private func amount(
    _ bytes: [UInt8],
    _ range: Range<Int>,
    _ column: CSVColumn,
    _ row: CSVRow,
    _ problems: inout [Problem]
  ) -> CSVAmount? {
    let style = column.number ?? .decimalPoint
    let raw = String(decoding: bytes[range], as: UTF8.self)
    switch NumberParser.parse(bytes.span.extracting(range), style) {
    case .success(let reading):
      return CSVAmount(
        value: column.negate ? reading.value.negated : reading.value,
        asWritten: reading.value,
        mark: reading.currency,
        rawText: raw
      )
    case .failure(let failure):
      problems.append(CSVAmountProblems.problem(failure, raw, column, row, style))
      return nil
    }
  }

  /// Credit less debit.
  private func difference(
    _ debit: Int?,
    _ credit: Int?,
    _ column: CSVColumn,
    _ row: CSVRow,
    _ problems: inout [Problem]
  ) -> CSVAmount? {
    let before = problems.count
    func side(_ cell: Int?) -> CSVAmount? {
      guard let cell, !row.isEmpty(cell) else { return nil }
      return amount(row.bytes, row.trimmed(cell), column, row, &problems)
    }
    var (out, income) = (side(debit), side(credit))
    guard problems.count == before else { return nil }
    if let left = out, let right = income {
      guard left.value.isZero || right.value.isZero else {
        problems.append(both(column, row, left, right))
        return nil
      }
      if left.value.isZero { out = nil } else { income = nil }
    }
    guard let found = out ?? income else {
      if column.isRequired { problems.append(missing(column, row, "")) }
      return nil
    }
    let isTurned = out != nil && !column.hasSignedDebits
    let value = isTurned ? found.asWritten.negated : found.asWritten
    return CSVAmount(
      value: column.negate ? value.negated : value,
      asWritten: value,
      mark: found.mark,
      rawText: found.rawText
    )
  }

  private func both(
    _ column: CSVColumn,
    _ row: CSVRow,
    _ debit: CSVAmount,
    _ credit: CSVAmount
  ) -> Problem {
    column.problem(
      "debit-and-credit",
      row,
      "Line \(row.line) has both a debit (\(debit.rawText)) and a credit (\(credit.rawText)).",
      rawText: "\(debit.rawText) / \(credit.rawText)",
      remedy: "A row moves money one way: correct the row in the program that wrote it."
    )
  }

  private func taken(
    _ pattern: Pattern,
    _ text: String,
    _ column: CSVColumn,
    _ row: CSVRow,
    _ problems: inout [Problem]
  ) -> String? {
    switch pattern.firstMatch(in: text) {
    case .match(let match): return String(match.value)
    case .none: return nil
    case .tooExpensive:
      problems.append(
        column.problem(
          "pattern-too-expensive",
          row,
          "The pattern for \"\(column.name)\" needs too much work on this cell.",
          rawText: text,
          remedy: "Make the column's match pattern simpler: no repetition inside a repetition."
        )
      )
      return nil
    }
  }

  private func missing(_ column: CSVColumn, _ row: CSVRow, _ raw: String) -> Problem {
    column.problem(
      "missing-value",
      row,
      "Line \(row.line) has no \"\(column.name)\".",
      rawText: raw.isEmpty ? nil : raw,
      remedy: "Fill in the cell, and drop the file as it is then."
    )
  }
}
