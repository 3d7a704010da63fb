import Documents
import Readings
import Values
import Workflows

/// Rows of one table file whose keys fall together and which differ otherwise: a lookup by that key finds no single row.
///
/// Only the columns count by which the `set` of some workflow looks rows up.
struct TableTwins {
  /// Pairs told of one file.
  static let maximum = 20

  private let table: String
  private let columns: [String: TableKey.Cells]
  private var first: [Key: Seen] = [:]
  private var told: [Problem] = []
  private var others = 0

  private struct Key: Hashable {
    var column: String
    var text: KeyText
  }

  private struct Seen {
    var line: Int
    var cell: String
    /// Of all cells: rows that say the same are no harm.
    var content: Int
  }

  init(_ table: String, lookedUpBy workflows: [Workflow]) {
    self.table = table
    var columns: [String: TableKey.Cells] = [:]
    for workflow in workflows {
      for field in workflow.rules.set {
        guard case .lookup(let name, _) = field.way, let use = workflow.use[name],
          use.table == table
        else { continue }
        columns[use.key] = field.cells(of: use.key)
      }
    }
    self.columns = columns
  }

  mutating func note(_ row: TableRow) {
    for (column, cells) in columns {
      guard let cell = row.values[column], TableKey.bucket(column: column, cell: cell) != nil else {
        continue
      }
      let seen = Seen(line: row.line, cell: cell, content: row.values.hashValue)
      let key = Key(column: column, text: Self.text(cell, cells))
      guard let earlier = first[key] else {
        first[key] = seen
        continue
      }
      guard earlier.content != seen.content else { continue }
      guard told.count < Self.maximum else {
        others += 1
        continue
      }
      told.append(problem(earlier, seen, column))
    }
  }

  private static func text(_ cell: String, _ cells: TableKey.Cells) -> KeyText {
    guard cells == .numbers, let number = ExactDecimal(cell) else { return KeyText(cell) }
    return KeyText(number.normalized)
  }

  /// In the order of the file; the last says how many more there are.
  var problems: [Problem] {
    guard others > 0, var last = told.last else { return told }
    last.message += " \(others) more such pairs are not told."
    return told.dropLast() + [last]
  }

  private func problem(_ one: Seen, _ other: Seen, _ column: String) -> Problem {
    let written =
      one.cell == other.cell ? "“\(one.cell)”" : "“\(one.cell)” and “\(other.cell)”"
    return Problem(
      code: "table.rows-alike",
      scope: .document,
      message:
        "Lines \(one.line) and \(other.line) of the table \(table) have one \(column), \(written), "
        + "and differ otherwise: a lookup by it has no single answer.",
      place: Place(line: other.line),
      rawText: other.cell,
      remedy: "Keep one row for each \(column), then drop the table again."
    )
  }
}
