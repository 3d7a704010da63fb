internal import GRDB

// Rows are read as they pass: a copy of a row, as `Row.fetchAll` makes it, looks each of its columns up by folding all of their names.
extension Database {
  /// What each row of a query means, in the order of the rows; `make` reads nothing but the row.
  func values<T>(
    _ statement: Statement,
    arguments: StatementArguments = [],
    as make: (Row) throws -> T
  ) throws -> [T] {
    let rows = try Row.fetchCursor(statement, arguments: arguments)
    var values: [T] = []
    while let row = try rows.next() { values.append(try make(row)) }
    return values
  }

  func values<T>(
    sql: String,
    arguments: StatementArguments = [],
    as make: (Row) throws -> T
  ) throws -> [T] {
    try values(makeStatement(sql: sql), arguments: arguments, as: make)
  }

  /// What the first row of a query means; nil when there is none.
  func value<T>(
    _ statement: Statement,
    arguments: StatementArguments = [],
    as make: (Row) throws -> T
  ) throws -> T? {
    let rows = try Row.fetchCursor(statement, arguments: arguments)
    return try rows.next().map { try make($0) }
  }

  func value<T>(
    sql: String,
    arguments: StatementArguments = [],
    as make: (Row) throws -> T
  ) throws -> T? {
    try value(makeStatement(sql: sql), arguments: arguments, as: make)
  }
}
