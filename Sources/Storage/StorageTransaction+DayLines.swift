package import Books
internal import GRDB
package import Values

// The lines of one day of a ledger.
extension StorageTransaction {
  /// A ledger's entries of one day that other exports than this one brought.
  package func entries(
    of ledger: LedgerName,
    on day: Day,
    besides arrival: ArrivalID
  ) throws -> [StoredEntry] {
    try db.values(
      db.cachedStatement(
        sql: "SELECT * FROM entry WHERE ledger = ? AND day = ? AND arrival <> ? ORDER BY id"
      ),
      arguments: [ledger.name, day.number, arrival.number],
      as: Self.storedEntry
    )
  }

  package func hasEntries(of ledger: LedgerName, on day: Day) throws -> Bool {
    try Bool.fetchOne(
      db.cachedStatement(sql: "SELECT EXISTS(SELECT 1 FROM entry WHERE ledger = ? AND day = ?)"),
      arguments: [ledger.name, day.number]
    ) ?? false
  }
}
