internal import GRDB
import Readings
import Values

/// How rows of lookup tables are found.
enum TableIndex {
  static func keys(of row: TableRow) -> [String] {
    row.values.compactMap { TableKey.bucket(column: $0.key, cell: $0.value) }
  }

  static func add(_ keys: [String], _ row: Int64, of table: String, _ db: Database) throws {
    for key in Set(keys) {
      try db.cachedStatement(
        sql: "INSERT INTO tableKey(tableName, key, row) VALUES (?,?,?) ON CONFLICT DO NOTHING"
      ).execute(arguments: [table, key, row])
    }
  }

  /// For books from before rows were found by every column, or by other keys.
  static func addKeysOfAllRows(_ db: Database) throws {
    try db.execute(sql: "DELETE FROM tableKey WHERE key LIKE 'col:%'")
    let rows = try Row.fetchCursor(db, sql: "SELECT rowid AS id, tableName, body FROM tableRow")
    while let row = try rows.next() {
      let stored = try StoredJSON.value(TableRow.self, row["body"])
      try add(keys(of: stored), row["id"], of: row["tableName"], db)
    }
  }
}
