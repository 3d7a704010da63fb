package import Books
package import Readings
import Values

extension StorageTransaction {
  /// The lines of one bulk payment, by its own reference or else by the message that held it, in the files' order.
  package func remittanceLines(of table: String, batch: String) throws -> [RemittanceLine] {
    for column in ["batch", "message"] {
      guard let key = TableKey(column: column, value: batch) else { return [] }
      let lines = try rows(of: table, key: key).compactMap { RemittanceLine(row: $0.values) }
      if !lines.isEmpty { return lines }
    }
    return []
  }

  /// How often a line is there already: overlapping exports say the same again.
  package func count(of row: TableRow, in table: String) throws -> Int {
    guard let batch = row.values["batch"], let key = TableKey(column: "batch", value: batch) else {
      return 0
    }
    return try rows(of: table, key: key).count { $0.values == row.values }
  }
}
