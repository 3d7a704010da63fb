import Books
import Documents
import Readings
import Values

/// One row, one ledger entry; a row that is none says why.
struct CSVLedgerRows {
  private let plan: CSVPlan
  private let currency: CSVCurrency
  private let reader = CSVCellReader()
  private let dayColumn: CSVColumn?
  private let amountColumn: CSVColumn?
  private let currencyColumn: CSVColumn?
  private let sideColumn: CSVColumn?
  private let balanceColumn: CSVColumn?
  private let others: [CSVColumn]
  private let controlField: String?
  /// Nobody says in which currency the file is: it cannot be used.
  private(set) var fileProblem: Problem?
  /// The last row's figure for the control sum.
  private(set) var control = CSVControl.Figure.none
  /// The last row's running balance.
  private(set) var balance: ExactDecimal?

  init(_ plan: CSVPlan, _ instructions: ReadInstructions) {
    self.plan = plan
    currency = CSVCurrency(fallback: instructions.currency)
    dayColumn = plan.column("day")
    amountColumn = plan.column("amount")
    currencyColumn = plan.column("currency")
    sideColumn = plan.column("side")
    balanceColumn = plan.column("balance")
    let own: Set<String> = ["day", "amount", "currency", "side", "balance"]
    others = plan.columns.filter { !own.contains($0.field) }
    controlField = plan.control?.sum
  }

  /// Fields without which no row can be an entry, where the workflow names no column for them.
  var missingFields: [String] {
    (dayColumn == nil ? ["day"] : []) + (amountColumn == nil ? ["amount"] : [])
  }

  /// The row's entry, nil when `problems` says why there is none.
  mutating func entry(_ row: CSVRow, _ problems: inout [Problem]) -> Entry? {
    control = .none
    balance = nil
    guard let dayColumn, let amountColumn else { return nil }
    let stated = currency.stated(currencyColumn, row, reader, &problems)
    let day = reader.day(dayColumn, row, &problems)?.0
    if day == nil, problems.isEmpty { problems.append(missing(dayColumn, row)) }
    let amount = money(amountColumn, row, stated, &problems)
    if let balanceColumn { balance = reader.amount(balanceColumn, row, &problems)?.value }
    guard let day, let amount else { return nil }
    var entry = Entry(day: day, amount: amount)
    entry.line = row.line
    for column in others { fill(&entry, column, row, &problems) }
    return problems.isEmpty ? entry : nil
  }

  private mutating func money(
    _ column: CSVColumn,
    _ row: CSVRow,
    _ stated: Currency?,
    _ problems: inout [Problem]
  ) -> Money? {
    let before = problems.count
    guard let amount = reader.amount(column, row, &problems),
      let value = sided(amount, column, row, &problems)
    else {
      if problems.count == before { problems.append(missing(column, row)) }
      if controlField == column.field { control = .unreadable(row.line) }
      return nil
    }
    if controlField == column.field {
      control = .value(column.negate ? value.negated : value)
    }
    switch currency.answer(mark: amount.mark, column: column.currency, row: stated) {
    case .known(let known):
      do throws(ArithmeticError) {
        return try Money(value, known)
      } catch {
        problems.append(CSVCurrency.noMoney(error, column, row, known, amount.rawText))
      }
    case .contradiction(let why):
      problems.append(CSVCurrency.contradiction(column, row, why, amount.rawText))
    case .unknown(let sign):
      let isFile = currencyColumn == nil
      let problem = CSVCurrency.unknown(column, row, sign: sign, file: isFile)
      if isFile { fileProblem = fileProblem ?? problem } else { problems.append(problem) }
    }
    return nil
  }

  /// The amount with the sign of its debit or credit mark in a column of its own.
  private func sided(
    _ amount: CSVAmount,
    _ column: CSVColumn,
    _ row: CSVRow,
    _ problems: inout [Problem]
  ) -> ExactDecimal? {
    guard let sideColumn else { return amount.value }
    guard let text = reader.text(sideColumn, row, &problems) else {
      problems.append(missing(sideColumn, row))
      return nil
    }
    let side = text.lowercased()
    let written = amount.asWritten
    if Self.debits.contains(side) {
      let value = written.isNegative ? written : written.negated
      return column.negate ? value.negated : value
    }
    if Self.credits.contains(side), !written.isNegative { return amount.value }
    problems.append(
      sideColumn.problem(
        "bad-side",
        row,
        "\"\(sideColumn.name)\" does not say whether \(amount.rawText) is a debit or a credit.",
        rawText: text,
        remedy: "Write S or H, D or C, debit or credit."
      )
    )
    return nil
  }

  private func fill(
    _ entry: inout Entry,
    _ column: CSVColumn,
    _ row: CSVRow,
    _ problems: inout [Problem]
  ) {
    switch column.type {
    case .day:
      guard let (day, _) = reader.day(column, row, &problems) else { return }
      if column.field == "valueDay" {
        entry.valueDay = day
      } else {
        entry.extra = (entry.extra ?? [:]).merging([column.field: day.description]) { $1 }
      }
    case .amount, .number:
      guard let amount = reader.amount(column, row, &problems) else { return }
      if column.field == "originalAmount", let money = original(amount, column, row, &problems) {
        entry.originalAmount = money
      } else {
        entry.extra = (entry.extra ?? [:]).merging([column.field: "\(amount.value)"]) { $1 }
      }
    case .text, .currency:
      guard let text = reader.text(column, row, &problems) else { return }
      fill(&entry, column.field, text)
    }
  }

  private func fill(_ entry: inout Entry, _ field: String, _ text: String) {
    switch field {
    case "id": entry.id = text
    case "account": entry.account = text
    case "counterparty": entry.counterparty = text
    case "counterpartyIBAN": entry.counterpartyIBAN = text
    case "reference": entry.reference = text
    case "memo": entry.memo = text
    default:
      var extra = entry.extra ?? [:]
      entry.extra = nil
      extra[field] = text
      entry.extra = extra
    }
  }

  /// Nil when nobody names its currency: then it stays among the entry's other columns.
  private func original(
    _ amount: CSVAmount,
    _ column: CSVColumn,
    _ row: CSVRow,
    _ problems: inout [Problem]
  ) -> Money? {
    let stated = currency.stated(plan.column("originalCurrency"), row, reader, &problems)
    let answer = CSVCurrency(fallback: nil)
      .answer(mark: amount.mark, column: column.currency, row: stated)
    guard case .known(let known) = answer else { return nil }
    return try? Money(amount.value, known)
  }

  private func missing(_ column: CSVColumn, _ row: CSVRow) -> Problem {
    column.problem(
      "missing-value",
      row,
      "Line \(row.line) has no \"\(column.name)\".",
      rawText: nil,
      remedy: "Fill in the cell, or end the rows before this line with stopAt."
    )
  }

  /// Words that mark an amount as money out.
  static let debits: Set<String> = [
    "s", "soll", "d", "dr", "debit", "débit", "debet", "debe", "cargo", "dare", "af", "-", "out",
  ]
  /// Words that mark an amount as money in.
  static let credits: Set<String> = [
    "h", "haben", "c", "cr", "credit", "crédit", "kredit", "haber", "abono", "avere", "bij", "+",
    "in",
  ]
}
