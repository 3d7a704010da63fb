package import Books
internal import GRDB
package import Readings
import Values

// Payment runs and payouts as the files tell of them.
extension StorageTransaction {
  /// How often a line is there already: overlapping exports say the same again.
  package func count(of row: TableRow, in table: String) throws -> Int {
    guard let batch = row.values["batch"], let key = TableKey(column: "batch", value: batch) else {
      return 0
    }
    return try rows(of: table, key: key).count { $0.values == row.values }
  }

  /// Books of firms that drop no payment files are asked nothing more.
  package func hasRemittances() throws -> Bool {
    if let known = memo.hasRemittances { return known }
    let isAny =
      try Bool.fetchOne(
        db.cachedStatement(sql: "SELECT EXISTS(SELECT 1 FROM remittance)")
      ) ?? false
    memo.hasRemittances = isAny
    return isAny
  }

  // MARK: Lines

  /// Notes of which runs a stored row is a line; `keys` are those that it shares with documents.
  ///
  /// - Returns: its batch, and the message that held that.
  package func addLine(
    _ line: RemittanceLine,
    row: Int64,
    of table: String,
    keys: [String]
  ) throws -> [RemittanceID] {
    let message = line.message ?? ""
    var ids = [try remittance(table, isMessage: false, line.batch, message)]
    if !message.isEmpty {
      ids.append(try remittance(table, isMessage: true, message, message))
    }
    for id in ids {
      try db.cachedStatement(
        sql: "INSERT OR IGNORE INTO remittanceRow(remittance, row) VALUES (?,?)"
      ).execute(arguments: [id.number, row])
    }
    try addKeys(keys, ofRow: row)
    return ids
  }

  private func addKeys(_ keys: [String], ofRow row: Int64) throws {
    for key in Set(keys) {
      try db.cachedStatement(sql: "INSERT OR IGNORE INTO remittanceKey(key, row) VALUES (?,?)")
        .execute(arguments: [key, row])
    }
  }

  private func remittance(
    _ table: String,
    isMessage: Bool,
    _ reference: String,
    _ message: String
  ) throws -> RemittanceID {
    memo.hasRemittances = true
    try db.cachedStatement(
      sql: """
        INSERT OR IGNORE INTO remittance(tableName, isMessage, reference, message) VALUES (?,?,?,?)
        """
    ).execute(arguments: [table, isMessage, reference, message])
    let id = try Int64.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT id FROM remittance
          WHERE tableName = ? AND isMessage = ? AND reference = ? AND message = ?
          """
      ),
      arguments: [table, isMessage, reference, message]
    )
    guard let id else { throw StorageError.notFound("the remittance \(reference)") }
    return RemittanceID(id)
  }

  /// The runs of the same message, whose names hang on each other; itself among them.
  package func companions(of id: RemittanceID) throws -> [RemittanceID] {
    try ids(
      """
      SELECT other.id FROM remittance AS one JOIN remittance AS other
        ON other.tableName = one.tableName AND other.message = one.message
      WHERE one.id = ?1 AND one.message <> '' UNION SELECT ?1
      """,
      [id.number]
    )
  }

  /// Under which marks entries meet the run, from now on.
  package func setMarks(_ id: RemittanceID, _ marks: Set<String>) throws {
    try db.cachedStatement(sql: "DELETE FROM remittanceMark WHERE remittance = ?")
      .execute(arguments: [id.number])
    for mark in marks {
      try db.cachedStatement(sql: "INSERT INTO remittanceMark(mark, remittance) VALUES (?,?)")
        .execute(arguments: [mark, id.number])
    }
    try db.cachedStatement(sql: "UPDATE remittance SET isIndexed = 1 WHERE id = ?")
      .execute(arguments: [id.number])
  }

  /// nil where it is not there, and for a message that holds one batch only: that batch stands for it.
  ///
  /// At most `limit` lines are read, and one more, so that whoever asks can tell.
  package func remittance(_ id: RemittanceID, limit: Int = .max) throws -> Remittance? {
    guard
      let row = try Row.fetchOne(
        db.cachedStatement(sql: "SELECT * FROM remittance WHERE id = ?"),
        arguments: [id.number]
      )
    else { return nil }
    let isMessage = row["isMessage"] as Bool
    let message = row["message"] as String
    let batches = message.isEmpty ? 0 : try batchCount(row["tableName"], message)
    if isMessage, batches < 2 { return nil }
    return Remittance(
      id,
      table: row["tableName"],
      scope: isMessage ? .message : .batch,
      reference: row["reference"],
      lines: try lines(of: id, in: row["tableName"], limit: limit == .max ? limit : limit + 1),
      isOnlyBatch: !isMessage && batches == 1
    )
  }

  private func batchCount(_ table: String, _ message: String) throws -> Int {
    try Int.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT count(*) FROM remittance WHERE tableName = ? AND message = ? AND message <> ''
            AND isMessage = 0
          """
      ),
      arguments: [table, message]
    ) ?? 0
  }

  private func lines(
    of id: RemittanceID,
    in table: String,
    limit: Int
  ) throws -> [RemittanceLine] {
    try String.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT body FROM remittanceRow JOIN tableRow ON tableRow.rowid = remittanceRow.row
          WHERE remittance = ? AND tableName = ? LIMIT ?
          """
      ),
      arguments: [id.number, table, limit]
    ).compactMap { RemittanceLine(row: try StoredJSON.value(TableRow.self, $0).values) }
  }

  /// Rows from before runs were known: they are indexed by whoever knows the keys.
  package func forEachUnindexedLine(
    _ body: (Int64, RemittanceLine) throws -> [String]
  ) throws -> [RemittanceID] {
    let found = try ids("SELECT id FROM remittance WHERE isIndexed = 0", [])
    guard !found.isEmpty else { return [] }
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT DISTINCT tableRow.rowid AS id, body FROM remittance
        JOIN remittanceRow ON remittanceRow.remittance = remittance.id
        JOIN tableRow ON tableRow.rowid = remittanceRow.row WHERE isIndexed = 0
        """
    )
    for row in rows {
      let values = try StoredJSON.value(TableRow.self, row["body"]).values
      guard let line = RemittanceLine(row: values) else { continue }
      try addKeys(try body(row["id"], line), ofRow: row["id"])
    }
    return found
  }

  // MARK: Who meets whom

  /// Lines that share a key with a document, with their runs.
  package func remittanceLines(
    key: String
  ) throws -> [(line: RemittanceLine, remittances: [RemittanceID])] {
    try Row.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT row, body FROM remittanceKey JOIN tableRow ON tableRow.rowid = remittanceKey.row
          WHERE key = ?
          """
      ),
      arguments: [key]
    ).compactMap { row in
      let values = try StoredJSON.value(TableRow.self, row["body"]).values
      guard let line = RemittanceLine(row: values) else { return nil }
      let remittances = try ids(
        "SELECT remittance FROM remittanceRow WHERE row = ?",
        [row["row"] as Int64]
      )
      return (line, remittances)
    }
  }

  package func remittances(mark: String) throws -> [RemittanceID] {
    try ids("SELECT remittance FROM remittanceMark WHERE mark = ?", [mark])
  }

  /// Runs that keep an entry which has this reference.
  package func remittances(
    keepingKey key: String,
    in ledger: LedgerName
  ) throws -> [RemittanceID] {
    try ids(
      """
      SELECT DISTINCT remittance FROM entryKey
      JOIN remittanceEntry ON remittanceEntry.entry = entryKey.entry WHERE key = ? AND ledger = ?
      """,
      [key, ledger.name]
    )
  }

  /// Runs that have to do with a document which has this reference.
  package func remittances(ofKey key: String, in ledger: LedgerName) throws -> [RemittanceID] {
    try ids(
      """
      SELECT DISTINCT remittance FROM documentKey
      JOIN remittanceDocument ON remittanceDocument.document = documentKey.document
      WHERE key = ? AND ledger = ?
      """,
      [key, ledger.name]
    )
  }

  /// Runs that the last entries of a ledger, from `first` on, may have to do with; `ofNumber` and `ofAmount` are how marks begin.
  package func remittancesConcerned(
    from first: EntryID,
    ledger: LedgerName,
    ofNumber: String,
    ofAmount: String
  ) throws -> [RemittanceID] {
    try ids(
      """
      SELECT m.remittance FROM remittanceMark AS m CROSS JOIN entry AS e INDEXED BY entryByAmount
        WHERE m.mark >= ?3 AND m.mark < ?3 || char(1114111) AND e.ledger = ?2 AND e.id >= ?1
          AND e.currency = substr(m.mark, length(?3) + 1, 3)
          AND e.magnitude = CAST(substr(m.mark, length(?3) + 5) AS INTEGER)
      UNION
      SELECT m.remittance FROM remittanceMark AS m
        CROSS JOIN entryKey AS k ON k.key = substr(m.mark, length(?4) + 1) AND k.entry >= ?1
        WHERE m.mark >= ?4 AND m.mark < ?4 || char(1114111)
      UNION
      SELECT r.remittance FROM remittanceDocument AS r CROSS JOIN documentKey AS d ON d.document = r.document
        CROSS JOIN entryKey AS k ON k.key = d.key AND k.entry >= ?1
        WHERE r.ledger = ?2
      """,
      [first.number, ledger.name, ofAmount, ofNumber]
    )
  }

  /// Documents with a reference in a ledger, whether the machine may match them or not.
  package func allDocuments(key: String, ledger: LedgerName) throws -> [DocumentID] {
    try Int64.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT documentKey.document FROM documentKey
          JOIN documentLedger ON documentLedger.document = documentKey.document
          WHERE key = ? AND ledger = ?
          """
      ),
      arguments: [key, ledger.name]
    ).map { DocumentID($0) }
  }

  func ids(_ sql: String, _ arguments: StatementArguments) throws -> [RemittanceID] {
    try Int64.fetchAll(db.cachedStatement(sql: sql), arguments: arguments).map { RemittanceID($0) }
  }
}
