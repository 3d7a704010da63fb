import Documents
import Readings
import Values

/// One row of a lookup table, remittance, order list or exception report.
struct CSVTableRows {
  private let plan: CSVPlan
  private let reader = CSVCellReader()
  private let controlField: String?
  private(set) var control = CSVControl.Figure.none

  init(_ plan: CSVPlan) {
    self.plan = plan
    controlField = plan.control?.sum
  }

  /// The row's values by field, empty cells left out; nil when `problems` says why there is none.
  mutating func values(_ row: CSVRow, _ problems: inout [Problem]) -> TableRow? {
    control = .none
    var values: [String: String] = [:]
    values.reserveCapacity(plan.columns.count)
    for column in plan.columns {
      if let value = value(column, row, &problems) { values[column.field] = value }
    }
    return problems.isEmpty ? TableRow(line: row.line, values: values) : nil
  }

  private mutating func value(
    _ column: CSVColumn,
    _ row: CSVRow,
    _ problems: inout [Problem]
  ) -> String? {
    switch column.type {
    case .text: return reader.text(column, row, &problems)
    case .day: return reader.day(column, row, &problems)?.0.description
    case .currency:
      let currency = CSVCurrency(fallback: nil).stated(column, row, reader, &problems)
      return currency?.code
    case .amount, .number:
      let before = problems.count
      let amount = reader.amount(column, row, &problems)
      if column.field == controlField {
        control = amount.map { .value($0.asWritten) } ?? .none
        if problems.count > before { control = .unreadable(row.line) }
      }
      return amount?.value.description
    }
  }
}
