package import Books
import Digests
internal import GRDB
package import Values

/// A period that is closed in one ledger.
package struct Closing: Sendable, Hashable {
  package var id: Int64
  package var ledger: LedgerName
  package var period: String
  package var first: Day
  package var last: Day
  /// SHA-256 of the statement as it was signed.
  package var hash: String
  package var closedBy: String
  package var closedAt: Moment
}

/// A closed period as it was signed, and whether it was opened again.
package struct SignedPeriod: Sendable {
  package var closing: Closing
  package var statement: PeriodStatement
  package var note: String?
  package var reopened: (by: String, at: Moment, note: String?)?
}

extension StorageTransaction {
  /// Each period of a ledger that was ever closed, as it was signed last.
  package func signedPeriods(of ledger: LedgerName) throws -> [SignedPeriod] {
    try Row.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT closing.*, later.closedBy AS laterBy, later.closedAt AS laterAt, later.note AS laterNote
          FROM closing LEFT JOIN closing AS later ON later.reopens = closing.id
          WHERE closing.ledger = ? AND closing.reopens IS NULL AND closing.id IN (
            SELECT max(id) FROM closing WHERE ledger = ? AND reopens IS NULL GROUP BY period)
          ORDER BY closing.firstDay, closing.id
          """
      ),
      arguments: [ledger.name, ledger.name]
    ).map { row in
      var signed = SignedPeriod(
        closing: Self.closing(row),
        statement: try StoredJSON.value(PeriodStatement.self, row["statement"]),
        note: row["note"]
      )
      if let by: String = row["laterBy"] {
        signed.reopened = (by, Moment(milliseconds: row["laterAt"]), row["laterNote"])
      }
      return signed
    }
  }

  /// Closings of a ledger that have not been taken back, oldest period first.
  package func closings(of ledger: LedgerName) throws -> [Closing] {
    try db.values(
      db.cachedStatement(
        sql: """
          SELECT * FROM closing WHERE ledger = ? AND reopens IS NULL
            AND NOT EXISTS (SELECT 1 FROM closing AS later WHERE later.reopens = closing.id)
          ORDER BY firstDay, id
          """
      ),
      arguments: [ledger.name],
      as: Self.closing
    )
  }

  /// The closed period of a ledger in which a day lies.
  package func closing(of ledger: LedgerName, on day: Day) throws -> Closing? {
    try db.value(
      db.cachedStatement(
        sql: """
          SELECT * FROM closing WHERE ledger = ? AND reopens IS NULL AND ? BETWEEN firstDay AND lastDay
            AND NOT EXISTS (SELECT 1 FROM closing AS later WHERE later.reopens = closing.id)
          """
      ),
      arguments: [ledger.name, day.number],
      as: Self.closing
    )
  }

  /// The entry came in after the period of its day was closed, which is not open again.
  package func isLate(_ entry: EntryID) throws -> Bool {
    try Bool.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT EXISTS (SELECT 1 FROM entry JOIN arrival ON arrival.id = entry.arrival
            JOIN closing ON closing.ledger = entry.ledger AND closing.reopens IS NULL
              AND entry.day BETWEEN closing.firstDay AND closing.lastDay AND closing.closedAt <= arrival.arrivedAt
            WHERE entry.id = ? AND NOT EXISTS (SELECT 1 FROM closing AS later WHERE later.reopens = closing.id))
          """
      ),
      arguments: [entry.number]
    ) ?? false
  }

  /// Entries of a closed period's days that came in after it was closed.
  package func lateEntries(of closing: Closing) throws -> [EntryID] {
    try Int64.fetchAll(
      db,
      sql: """
        SELECT entry.id FROM entry INDEXED BY entryByDay JOIN arrival ON arrival.id = entry.arrival
        WHERE ledger = ? AND day BETWEEN ? AND ? AND arrivedAt >= ? ORDER BY entry.id
        """,
      arguments: [
        closing.ledger.name, closing.first.number, closing.last.number,
        closing.closedAt.milliseconds,
      ]
    ).map { EntryID($0) }
  }

  /// A closed period by its number, opened again or not.
  package func closing(_ id: Int64) throws -> Closing? {
    try db.value(sql: "SELECT * FROM closing WHERE id = ?", arguments: [id], as: Self.closing)
  }

  private static func closing(_ row: Row) -> Closing {
    Closing(
      id: row["id"],
      ledger: LedgerName(row["ledger"]),
      period: row["period"],
      first: Day(number: row["firstDay"]),
      last: Day(number: row["lastDay"]),
      hash: row["hash"],
      closedBy: row["closedBy"],
      closedAt: Moment(milliseconds: row["closedAt"])
    )
  }

  /// The statement's own signature: SHA-256 of its JSON with sorted keys.
  package static func signature(of statement: PeriodStatement) throws -> String {
    SHA256Digester.hash(Array(try StoredJSON.text(statement).utf8)).hex
  }

  /// Closes the period as the statement says, and locks the documents that are whole in it.
  ///
  /// - Returns: the documents that are locked.
  package func close(
    _ statement: PeriodStatement,
    note: String?,
    by person: String
  ) throws -> [DocumentID] {
    let hash = try Self.signature(of: statement)
    let whole = try Int64.fetchAll(
      db,
      sql: """
        SELECT DISTINCT allocation.document FROM allocation JOIN entry ON entry.id = allocation.entry
        WHERE entry.ledger = ? AND entry.day BETWEEN ? AND ?
          AND NOT EXISTS (SELECT 1 FROM residual WHERE residual.document = allocation.document
            AND residual.entry IS NULL AND residual.kind = 'open')
        ORDER BY 1
        """,
      arguments: [statement.ledger.name, statement.first.number, statement.last.number]
    ).map { DocumentID($0) }
    let id = try appendClosing(
      statement,
      hash,
      note: note,
      by: person,
      reopens: nil,
      locked: whole
    )
    let locking = try db.cachedStatement(
      sql: "INSERT INTO lockedMatch(document, closing) VALUES (?,?)"
    )
    for document in whole { try locking.execute(arguments: [document.number, id]) }
    return whole
  }

  /// Opens a closed period again.
  ///
  /// - Returns: the documents that are free again.
  package func reopen(_ closing: Closing, note: String, by person: String) throws -> [DocumentID] {
    let freed = try locked(by: closing.id)
    guard let period = Period(closing.period) else {
      throw StorageError.damaged("closing \(closing.id)")
    }
    let statement = PeriodStatement(ledger: closing.ledger, period: period)
    _ = try appendClosing(statement, closing.hash, note: note, by: person, reopens: closing.id)
    try db.execute(sql: "DELETE FROM lockedMatch WHERE closing = ?", arguments: [closing.id])
    try forgetLateness(closing)
    return freed
  }

  /// What came late for the period is late no more; the next sweep says of it what it says of any entry.
  private func forgetLateness(_ closing: Closing) throws {
    try db.execute(
      sql: """
        UPDATE exception SET closedAt = ?
        WHERE subject = 'entry' AND closedAt IS NULL AND code = 'entry.period-closed'
          AND EXISTS (SELECT 1 FROM entry WHERE entry.id = exception.subjectID
            AND entry.ledger = ? AND entry.day BETWEEN ? AND ?)
        """,
      arguments: [
        now.milliseconds, closing.ledger.name, closing.first.number, closing.last.number,
      ]
    )
  }

  private func appendClosing(
    _ statement: PeriodStatement,
    _ hash: String,
    note: String?,
    by person: String,
    reopens: Int64?,
    locked: [DocumentID] = []
  ) throws -> Int64 {
    try db.execute(
      sql: """
        INSERT INTO closing(ledger, period, firstDay, lastDay, statement, hash, closedBy, closedAt, note, reopens)
        VALUES (?,?,?,?,?,?,?,?,?,?)
        """,
      arguments: [
        statement.ledger.name, statement.period, statement.first.number, statement.last.number,
        try StoredJSON.text(statement), hash, person, now.milliseconds, note, reopens,
      ]
    )
    let id = db.lastInsertedRowID
    try appendAudit(
      kind: reopens == nil ? "close" : "reopen",
      body: ClosingFact(
        closing: id,
        ledger: statement.ledger.name,
        period: statement.period,
        hash: hash,
        by: person,
        reopens: reopens,
        note: note,
        lockedCount: locked.count,
        locked: ClosingFact.digest(of: locked)
      )
    )
    return id
  }

  func locked(by closing: Int64) throws -> [DocumentID] {
    try Int64.fetchAll(
      db,
      sql: "SELECT document FROM lockedMatch WHERE closing = ? ORDER BY document",
      arguments: [closing]
    ).map { DocumentID($0) }
  }

  /// True when the document's match is part of a closed period.
  package func isLocked(_ id: DocumentID) throws -> Bool {
    try Bool.fetchOne(
      db.cachedStatement(sql: "SELECT EXISTS(SELECT 1 FROM lockedMatch WHERE document = ?)"),
      arguments: [id.number]
    ) ?? false
  }
}
