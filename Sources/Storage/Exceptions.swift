package import Books
import Documents
internal import GRDB
package import Values

/// The id of an exception: `X17`.
package struct ExceptionID: NumberedID {
  package static let letter: Character = "X"
  package let number: Int64
  package init(_ number: Int64) { self.number = number }
}

/// What an exception is about.
package enum ExceptionSubject: String, Sendable, Codable {
  case document
  /// A file that could not be used.
  case arrival
  /// A ledger entry without a document.
  case entry
}

package struct ExceptionRecord: Sendable, Codable {
  package var id: ExceptionID
  package var subject: ExceptionSubject
  package var subjectID: Int64
  package var openedAt: Moment
  package var closedAt: Moment?
  package var code: String
  package var queue: String
}

extension StorageTransaction {
  /// Opens, re-opens or closes the one exception of a subject; its id stays the same for ever.
  package func keepException(
    _ subject: ExceptionSubject,
    _ subjectID: Int64,
    isOpen: Bool,
    code: String,
    queue: String
  ) throws {
    guard isOpen else {
      try db.cachedStatement(
        sql: """
          UPDATE exception SET closedAt = ? WHERE subject = ? AND subjectID = ? AND closedAt IS NULL
          """
      ).execute(arguments: [now.milliseconds, subject.rawValue, subjectID])
      return
    }
    try db.run(
      """
      INSERT INTO exception(subject, subjectID, openedAt, code, queue) VALUES (?,?,?,?,?)
      ON CONFLICT(subject, subjectID) DO UPDATE SET code = excluded.code, queue = excluded.queue,
        openedAt = CASE WHEN closedAt IS NULL THEN openedAt ELSE excluded.openedAt END,
        closedAt = NULL
      """
    ) { values in
      values.add(subject.rawValue)
      values.add(subjectID)
      values.add(now.milliseconds)
      values.add(code)
      values.add(queue)
    }
  }

  package func exception(_ id: ExceptionID) throws -> ExceptionRecord? {
    try db.value(
      sql: "SELECT * FROM exception WHERE id = ?",
      arguments: [id.number],
      as: Self.exceptionRecord
    )
  }

  package func exception(
    of subject: ExceptionSubject,
    _ subjectID: Int64
  ) throws -> ExceptionRecord? {
    try db.value(
      sql: "SELECT * FROM exception WHERE subject = ? AND subjectID = ?",
      arguments: [subject.rawValue, subjectID],
      as: Self.exceptionRecord
    )
  }

  /// Of documents and files; those of ledger entries may be many: `openEntryExceptions`.
  package func openExceptions() throws -> [ExceptionRecord] {
    try db.values(
      sql: "SELECT * FROM exception WHERE closedAt IS NULL AND subject <> 'entry' ORDER BY id",
      as: Self.exceptionRecord
    )
  }

  package func openExceptionCount(of subject: ExceptionSubject) throws -> Int {
    try Int.fetchOne(
      db,
      sql: "SELECT count(*) FROM exception WHERE closedAt IS NULL AND subject = ?",
      arguments: [subject.rawValue]
    ) ?? 0
  }

  /// Open exceptions of a ledger's entries with the entries, oldest entry first.
  package func openEntryExceptions(
    of ledger: LedgerName,
    limit: Int
  ) throws -> [(ExceptionRecord, StoredEntry)] {
    try db.values(
      sql: """
        SELECT entry.*, exception.id AS exceptionID, exception.openedAt AS openedAt,
          exception.code AS code, exception.queue AS queue
        FROM entry CROSS JOIN exception ON subject = 'entry' AND subjectID = entry.id
        WHERE ledger = ? AND closedAt IS NULL ORDER BY entry.day, entry.id LIMIT ?
        """,
      arguments: [ledger.name, max(0, limit)]
    ) { row in
      let stored = try Self.storedEntry(row)
      let record = ExceptionRecord(
        id: ExceptionID(row["exceptionID"]),
        subject: .entry,
        subjectID: stored.id.number,
        openedAt: Moment(milliseconds: row["openedAt"]),
        closedAt: nil,
        code: row["code"],
        queue: row["queue"]
      )
      return (record, stored)
    }
  }

  package func openExceptionCount() throws -> Int {
    try Int.fetchOne(db, sql: "SELECT count(*) FROM exception WHERE closedAt IS NULL") ?? 0
  }

  private static func exceptionRecord(_ row: Row) throws -> ExceptionRecord {
    guard let subject = ExceptionSubject(rawValue: row["subject"]) else {
      throw StorageError.damaged("exception \(row["id"] as Int64)")
    }
    return ExceptionRecord(
      id: ExceptionID(row["id"]),
      subject: subject,
      subjectID: row["subjectID"],
      openedAt: Moment(milliseconds: row["openedAt"]),
      closedAt: (row["closedAt"] as Int64?).map { Moment(milliseconds: $0) },
      code: row["code"],
      queue: row["queue"]
    )
  }

  /// Entries of `ledger` up to `day` that nothing accounts for and that have no open exception, oldest first; and those of
  /// which an exception is open that are accounted for meanwhile.
  ///
  /// Looks at the whole ledger.
  package func entriesToSweep(of ledger: LedgerName, upTo day: Day) throws -> [EntryID] {
    // One list: a ledger may have a million of them.
    var entries: [EntryID] = []
    for sql in [
      "SELECT entry.id FROM entry WHERE \(Self.isToOpen) ORDER BY entry.day, entry.id",
      "SELECT subjectID FROM exception WHERE \(Self.isToClose) ORDER BY id",
    ] {
      let ids = try Int64.fetchCursor(
        db,
        sql: sql,
        arguments: ["ledger": ledger.name, "day": day.number]
      )
      while let id = try ids.next() { entries.append(EntryID(id)) }
    }
    return entries
  }

  /// Opens and closes the exceptions of these entries, as far as that still is to be done.
  package func sweep(
    _ entries: some Collection<EntryID>,
    of ledger: LedgerName,
    upTo day: Day
  )
    throws
  {
    let list = "[" + entries.map { String($0.number) }.joined(separator: ",") + "]"
    let arguments: StatementArguments = [
      "now": now.milliseconds, "ledger": ledger.name, "day": day.number, "list": list,
    ]
    try db.execute(
      sql: """
        INSERT INTO exception(subject, subjectID, openedAt, code, queue)
        SELECT 'entry', entry.id, :now, 'entry.no-document', 'unmatched'
        FROM json_each(:list) AS chosen CROSS JOIN entry ON entry.id = chosen.value
        WHERE \(Self.isToOpen)
        ORDER BY entry.day, entry.id
        ON CONFLICT(subject, subjectID) DO UPDATE SET openedAt = excluded.openedAt, closedAt = NULL,
          code = excluded.code, queue = excluded.queue
        """,
      arguments: arguments
    )
    try db.execute(
      sql: """
        UPDATE exception SET closedAt = :now
        WHERE subjectID IN (SELECT value FROM json_each(:list)) AND \(Self.isToClose)
        """,
      arguments: arguments
    )
  }

  private static let isToOpen = """
    ledger = :ledger AND day <= :day AND acceptedAlone = 0
      AND NOT EXISTS (SELECT 1 FROM allocation WHERE allocation.entry = entry.id)
      AND NOT EXISTS (SELECT 1 FROM exception AS known WHERE known.subject = 'entry'
        AND known.subjectID = entry.id AND known.closedAt IS NULL)
    """
  private static let isToClose = """
    subject = 'entry' AND closedAt IS NULL AND code <> 'entry.period-closed'
      AND EXISTS (SELECT 1 FROM entry WHERE entry.id = exception.subjectID AND ledger = :ledger
        AND (acceptedAlone = 1 OR day > :day
          OR EXISTS (SELECT 1 FROM allocation WHERE allocation.entry = entry.id)))
    """
}
