import Expressions
package import Values

/// What rules see of a row of a lookup table: its columns by name, typed as the table's definition says.
package enum RowFields {
  package struct Column: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
      case text
      case amount(Currency)
      case number
      case day
    }

    package var name: String
    package var kind: Kind

    package init(name: String, kind: Kind) {
      self.name = name
      self.kind = kind
    }
  }

  package typealias Row = [String: String]

  package static func fields(of table: String, _ columns: [Column]) -> RuleFields<Row> {
    shared.fields(Shown(table: table, columns: columns)) {
      // Where there is a column `limit`, one of the name `limit.max` is out of the reach of rules.
      let names = Set(columns.map(\.name))
      let reached = columns.filter { $0.name.outerPaths.allSatisfy { !names.contains($0) } }
      return RuleFields("row of \(table)", reached.map { field($0, table) })
    }
  }

  private struct Shown: Hashable {
    var table: String
    var columns: [Column]
  }

  private static let shared = SharedFields<Shown, Row>()

  private static func field(_ column: Column, _ table: String) -> RuleField<Row> {
    let name = column.name
    let summary = "A column of the table \(table)."
    switch column.kind {
    case .text: return RuleField(name, .text, summary) { cell($0, name).map(ExpressionValue.text) }
    case .number:
      return RuleField(name, .number, summary) { row throws(EvaluationError) in
        try number(row, name, table).map(ExpressionValue.number)
      }
    case .amount(let currency):
      return RuleField(name, .money(currency), summary) { row throws(EvaluationError) in
        try number(row, name, table).map { .money(MoneyAmount($0, currency)) }
      }
    case .day:
      return RuleField(name, .day, summary) { row throws(EvaluationError) in
        guard let text = cell(row, name) else { return nil }
        guard let day = Day(text) else {
          throw EvaluationError(.badValue, "\(name) of \(table) is “\(text)”, which is no day")
        }
        return .day(day)
      }
    }
  }

  /// An empty cell is absent.
  private static func cell(_ row: Row, _ name: String) -> String? {
    row[name].flatMap { $0.allSatisfy(\.isWhitespace) ? nil : $0 }
  }

  private static func number(
    _ row: Row,
    _ name: String,
    _ table: String
  ) throws(EvaluationError) -> ExactDecimal? {
    guard let text = cell(row, name) else { return nil }
    guard let number = ExactDecimal(text) else {
      throw EvaluationError(.badValue, "\(name) of \(table) is “\(text)”, which is no number")
    }
    return number
  }
}

extension String {
  /// `a.b` and `a` of `a.b.c`.
  fileprivate var outerPaths: [String] {
    let parts = split(separator: ".")
    return (1..<max(1, parts.count)).map { parts.prefix($0).joined(separator: ".") }
  }
}
