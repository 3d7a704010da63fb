import Documents
import Readings
import Values

/// One row, one document.
struct CSVDocumentRows {
  private let plan: CSVPlan
  private let type: DocumentType
  private let currency: CSVCurrency
  private let reader = CSVCellReader()
  private let currencyColumn: CSVColumn?
  private let controlField: String?
  /// Nobody says in which currency the file is: it cannot be used.
  private(set) var fileProblem: Problem?
  /// The last row's figure for the control sum.
  private(set) var control = CSVControl.Figure.none

  init(_ plan: CSVPlan, _ instructions: ReadInstructions) {
    self.plan = plan
    type = instructions.target == .expense ? .expense : .invoice
    currency = CSVCurrency(fallback: instructions.currency)
    currencyColumn = plan.column("currency")
    controlField = plan.control?.sum
  }

  /// The row's document with what was readable; what was not is among its problems.
  mutating func document(_ row: CSVRow, _ shape: Problem?) -> Document {
    var document = Document(type: type)
    document.sources.reserveCapacity(plan.columns.count)
    var problems: [Problem] = shape.map { [$0] } ?? []
    control = .none
    let stated = currency.stated(currencyColumn, row, reader, &problems)
    document.currency = stated
    if let currencyColumn, stated != nil {
      document.sources["currency"] = source(currencyColumn, row, text: nil)
    }
    for column in plan.columns where column.field != "currency" {
      switch column.type {
      case .amount, .number: fillAmount(column, row, stated, &document, &problems)
      case .day: fillDay(column, row, &document, &problems)
      case .text, .currency: fillText(column, row, &document, &problems)
      }
    }
    document.problems = problems
    return document
  }

  private func fillText(
    _ column: CSVColumn,
    _ row: CSVRow,
    _ document: inout Document,
    _ problems: inout [Problem]
  ) {
    guard let text = reader.text(column, row, &problems) else { return }
    if column.field == "type" {
      fillType(column, row, text, &document, &problems)
    } else if let fill = CSVDocumentFields.texts[column.field] {
      fill(&document, text)
    } else {
      document.extra[column.field] = text
    }
    document.sources[column.field] = source(column, row, text: nil)
  }

  private func fillType(
    _ column: CSVColumn,
    _ row: CSVRow,
    _ text: String,
    _ document: inout Document,
    _ problems: inout [Problem]
  ) {
    if let known = CSVDocumentFields.type(text) {
      document.type = known
      if text.allSatisfy(\.isNumber) { document.typeCode = text }
    } else {
      problems.append(
        column.problem(
          "bad-type",
          row,
          "\"\(column.name)\" is no kind of document that is known.",
          rawText: text,
          remedy: "Write invoice, credit note, receipt or expense."
        )
      )
    }
  }

  private func fillDay(
    _ column: CSVColumn,
    _ row: CSVRow,
    _ document: inout Document,
    _ problems: inout [Problem]
  ) {
    guard let (day, text) = reader.day(column, row, &problems) else { return }
    let written = day.description
    switch column.field {
    case "issueDate": document.issueDate = day
    case "dueDate": document.dueDate = day
    default: document.extra[column.field] = written
    }
    document.sources[column.field] = source(column, row, text: text == written ? nil : text)
  }

  private mutating func fillAmount(
    _ column: CSVColumn,
    _ row: CSVRow,
    _ stated: Currency?,
    _ document: inout Document,
    _ problems: inout [Problem]
  ) {
    let before = problems.count
    guard let amount = reader.amount(column, row, &problems) else {
      if column.field == controlField, problems.count > before { control = .unreadable(row.line) }
      return
    }
    if column.field == controlField { control = .value(amount.asWritten) }
    if let fill = CSVDocumentFields.amounts[column.field] {
      settle(column, row, stated, amount, &document, &problems)
      fill(&document, amount.value)
    } else {
      document.extra[column.field] = amount.value.description
    }
    let isSame = amount.value.description == amount.rawText
    document.sources[column.field] = source(column, row, text: isSame ? nil : amount.rawText)
  }

  /// Finds the amount's currency and holds it against the document's.
  private mutating func settle(
    _ column: CSVColumn,
    _ row: CSVRow,
    _ stated: Currency?,
    _ amount: CSVAmount,
    _ document: inout Document,
    _ problems: inout [Problem]
  ) {
    switch currency.answer(mark: amount.mark, column: column.currency, row: stated) {
    case .known(let known):
      if let other = document.currency, other != known {
        problems.append(
          CSVCurrency.contradiction(
            column,
            row,
            "other amounts of the row are in \(other)",
            amount.rawText
          )
        )
      } else {
        document.currency = known
      }
      do throws(ArithmeticError) {
        _ = try Money(amount.value, known)
      } catch {
        problems.append(CSVCurrency.noMoney(error, column, row, known, amount.rawText))
      }
    case .contradiction(let why):
      problems.append(CSVCurrency.contradiction(column, row, why, amount.rawText))
    case .unknown(let sign):
      if currencyColumn == nil {
        fileProblem =
          fileProblem ?? CSVCurrency.unknown(column, row, sign: sign, file: true)
      } else if !problems.contains(where: { $0.code == "csv.no-currency" }) {
        problems.append(CSVCurrency.unknown(column, row, sign: sign, file: false))
      }
    }
  }

  private func source(_ column: CSVColumn, _ row: CSVRow, text: String?) -> Source {
    Source(method: .table, line: row.line, path: column.name, text: text)
  }
}
