internal import GRDB
package import Readings
package import Values

// Lookup tables.
extension StorageTransaction {
  /// Empties a table before its newest file fills it again.
  package func clearTable(_ name: String) throws {
    memo.filledTables[name] = nil
    memo.tableAnswers.forget()
    try db.execute(sql: "DELETE FROM tableRow WHERE tableName = ?", arguments: [name])
    try db.execute(sql: "DELETE FROM tableKey WHERE tableName = ?", arguments: [name])
  }

  /// The newest arrival that has filled the table.
  package func tableArrival(_ name: String) throws -> ArrivalID? {
    try Int64.fetchOne(
      db,
      sql: "SELECT max(arrival) FROM tableRow WHERE tableName = ?",
      arguments: [name]
    ).map { ArrivalID($0) }
  }

  /// Adds a row, which is found by the value of each of its columns; `keys` are further ones by which it is looked up.
  ///
  /// - Returns: the row's number in the database.
  @discardableResult
  package func insert(
    _ row: TableRow,
    table: String,
    arrival: ArrivalID,
    keys: [String]
  ) throws -> Int64 {
    memo.filledTables[table] = true
    memo.tableAnswers.forget()
    try db.cachedStatement(
      sql: "INSERT INTO tableRow(tableName, arrival, line, body) VALUES (?,?,?,?)"
    ).execute(arguments: [table, arrival.number, row.line, try StoredJSON.text(row)])
    let number = db.lastInsertedRowID
    try TableIndex.add(keys + TableIndex.keys(of: row), number, of: table, db)
    return number
  }

  package func rows(of table: String, key: String) throws -> [TableRow] {
    let question = TableAnswers.Question(table: table, key: key)
    if let known = memo.tableAnswers.rows(question) { return known }
    let rows = try String.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT body FROM tableRow JOIN tableKey ON tableKey.row = tableRow.rowid
          WHERE tableKey.tableName = ? AND tableKey.key = ? ORDER BY tableRow.line
          """
      ),
      arguments: [table, key]
    ).map { try StoredJSON.value(TableRow.self, $0) }
    memo.tableAnswers.note(rows, question)
    return rows
  }

  /// Rows whose column has this value, as `TableKey` compares, in the order of the file.
  package func rows(of table: String, key: TableKey) throws -> [TableRow] {
    key.rows(among: try rows(of: table, key: key.bucket)) { $0.values[key.column] }
  }

  package func tableHasRows(_ name: String) throws -> Bool {
    if let isFilled = memo.filledTables[name] { return isFilled }
    let isFilled =
      try Bool.fetchOne(
        db.cachedStatement(sql: "SELECT EXISTS(SELECT 1 FROM tableRow WHERE tableName = ?)"),
        arguments: [name]
      ) ?? false
    memo.filledTables[name] = isFilled
    return isFilled
  }

  /// Tables with their row counts.
  package func tableCounts() throws -> [(table: String, rows: Int)] {
    try Row.fetchAll(
      db,
      sql: "SELECT tableName, count(*) AS n FROM tableRow GROUP BY tableName ORDER BY tableName"
    ).map { ($0["tableName"], $0["n"]) }
  }
}
