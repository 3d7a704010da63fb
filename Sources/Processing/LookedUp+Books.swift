import Books
import Checks
import Readings
import Storage
import Values
import Workflows

/// Tables as a judgement sees them: what it has seen already stands, and without the books nothing else is there.
extension LookedUp {
  /// A past judgement would have to look up what it did not look up then: the program itself judges otherwise now.
  struct NotKept: Error {
    var table: String
    var key: String
  }

  /// The rows of a key, in the order of the file; noted down when they are read from the books.
  mutating func rows(
    of table: String,
    key: String,
    in books: StorageTransaction?
  ) throws -> [TableRow] {
    if let known = answers.first(where: { $0.table == table && $0.key == key }) {
      return known.rows
    }
    guard let books else { throw NotKept(table: table, key: key) }
    let rows = try books.rows(of: table, key: key)
    answers.append(Answer(table: table, key: key, rows: rows))
    return rows
  }

  /// Rows whose column has this value, as `TableKey` compares.
  mutating func rows(
    of table: String,
    key: TableKey,
    in books: StorageTransaction?
  ) throws -> [TableRow] {
    key.rows(among: try rows(of: table, key: key.bucket, in: books)) { $0.values[key.column] }
  }

  /// The same for a field of `set`.
  mutating func rows(
    of use: TableUse,
    _ key: TableKey,
    in books: StorageTransaction?
  ) throws -> [ComputedFields.Row] {
    try rows(of: use.table, key: key, in: books).map {
      ComputedFields.Row(line: $0.line, values: $0.values)
    }
  }

  mutating func hasRows(_ table: String, in books: StorageTransaction?) throws -> Bool {
    if filled.contains(table) { return true }
    guard let books, try books.tableHasRows(table) else { return false }
    filled.append(table)
    return true
  }
}
