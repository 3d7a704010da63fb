package import Documents

/// What is wrong with a table or a row of it, each with its line and what to do.
struct TableProblems {
  /// The file as messages call it: `documents`, `ledger`.
  let table: String
  private(set) var list: [Problem] = []
  /// How many more there were than are listed.
  private(set) var unlisted = 0

  static let maximumListed = 200

  init(table: String) { self.table = table }

  mutating func missingColumn(_ column: String) {
    add(
      Problem(
        code: "table.no-column",
        scope: .file,
        message: "The \(table) table has no column “\(column)”.",
        place: Place(line: 1, field: column),
        remedy: "Name the column \(column) in the first line, or export it too."
      )
    )
  }

  mutating func badCell(
    _ what: String,
    line: Int,
    column: String,
    raw: String,
    remedy: String
  ) {
    add(
      Problem(
        code: "table.bad-cell",
        scope: .document,
        message: "\(what); the row is left out.",
        place: Place(line: line, field: column),
        rawText: raw,
        remedy: remedy
      )
    )
  }

  /// The row is taken without the cell.
  mutating func leftOut(
    _ what: String,
    line: Int,
    column: String,
    raw: String,
    remedy: String
  ) {
    add(
      Problem(
        code: "table.cell-left-out",
        scope: .document,
        message: "\(what); the row is taken without it.",
        place: Place(line: line, field: column),
        rawText: raw,
        remedy: remedy
      )
    )
  }

  mutating func twice(_ id: String, line: Int, column: String) {
    add(
      Problem(
        code: "table.same-id",
        scope: .document,
        message: "Another row has this \(column) already; the row is left out.",
        place: Place(line: line, field: column),
        rawText: id,
        remedy: "Give each row its own \(column), and export each line once."
      )
    )
  }

  mutating func tooLarge() {
    add(
      Problem(
        code: "table.too-large",
        scope: .file,
        message: "The \(table) table is larger than 2 GB.",
        remedy: "Split the file by period and reconcile each period."
      )
    )
  }

  private mutating func add(_ problem: Problem) {
    if list.count < Self.maximumListed { list.append(problem) } else { unlisted += 1 }
  }
}

/// A table that was read, and what was wrong with it.
package struct TableReading<Columns: Sendable>: Sendable {
  package var columns: Columns
  package var problems: [Problem]
  /// Problems beyond those listed.
  package var unlisted: Int
  /// False when a column without which nothing can be done is missing.
  package var isUsable: Bool { !problems.contains { $0.scope == .file } }
}
