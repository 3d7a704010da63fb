package import Books
internal import GRDB

/// What a person decides about an exception.
package enum RulingBody: Hashable, Sendable, Codable {
  /// It is right as it is.
  case accept
  /// It must not be processed.
  case reject
  /// These entries pay it; what is left of it or of them is of the kind that is named.
  case match([EntryID], rest: Residual.Kind? = nil)
  /// It repeats this document.
  case duplicate(DocumentID)
  /// A field's right value.
  case set(field: String, value: String)
  /// Takes an earlier ruling back.
  case undo
}

package struct RulingRecord: Sendable, Codable {
  package var id: Int64
  package var exception: ExceptionID
  package var subject: ExceptionSubject
  package var subjectID: Int64
  package var body: RulingBody
  package var note: String?
  package var ruledBy: String
  package var ruledAt: Moment
  /// The ruling that this one takes back.
  package var undoes: Int64?
}

extension StorageTransaction {
  /// Appends a ruling; undoing is a ruling too.
  package func appendRuling(
    _ exception: ExceptionRecord,
    _ body: RulingBody,
    note: String?,
    by person: String,
    undoes: Int64? = nil
  ) throws -> Int64 {
    try db.execute(
      sql: """
        INSERT INTO ruling(exception, subject, subjectID, body, note, ruledBy, ruledAt, undoes)
        VALUES (?,?,?,?,?,?,?,?)
        """,
      arguments: [
        exception.id.number, exception.subject.rawValue, exception.subjectID,
        try StoredJSON.text(body), note, person, now.milliseconds, undoes,
      ]
    )
    let id = db.lastInsertedRowID
    try appendAudit(
      kind: undoes == nil ? "ruling" : "undo",
      body: RulingAudit(ruling: id, exception: exception.id.number, by: person, undoes: undoes)
    )
    return id
  }

  /// Rulings about a subject that nobody has taken back, oldest first; with `last` as they were when that was the newest.
  package func activeRulings(
    of subject: ExceptionSubject,
    _ subjectID: Int64,
    upTo last: Int64 = .max
  ) throws -> [RulingRecord] {
    try db.values(
      db.cachedStatement(
        sql: """
          SELECT * FROM ruling WHERE subject = ? AND subjectID = ? AND undoes IS NULL AND id <= ?
            AND NOT EXISTS
              (SELECT 1 FROM ruling AS later WHERE later.undoes = ruling.id AND later.id <= ?)
          ORDER BY id
          """
      ),
      arguments: [subject.rawValue, subjectID, last, last],
      as: Self.rulingRecord
    )
  }

  package func rulings(of subject: ExceptionSubject, _ subjectID: Int64) throws -> [RulingRecord] {
    try db.values(
      sql: "SELECT * FROM ruling WHERE subject = ? AND subjectID = ? ORDER BY id",
      arguments: [subject.rawValue, subjectID],
      as: Self.rulingRecord
    )
  }

  /// The newest ruling that can be taken back, of one exception or of all.
  package func lastActiveRuling(of exception: ExceptionID?) throws -> RulingRecord? {
    try db.value(
      sql: """
        SELECT * FROM ruling WHERE undoes IS NULL AND (? IS NULL OR exception = ?)
          AND NOT EXISTS (SELECT 1 FROM ruling AS later WHERE later.undoes = ruling.id)
        ORDER BY id DESC LIMIT 1
        """,
      arguments: [exception?.number, exception?.number],
      as: Self.rulingRecord
    )
  }

  private static func rulingRecord(_ row: Row) throws -> RulingRecord {
    guard let subject = ExceptionSubject(rawValue: row["subject"]) else {
      throw StorageError.damaged("ruling \(row["id"] as Int64)")
    }
    return RulingRecord(
      id: row["id"],
      exception: ExceptionID(row["exception"]),
      subject: subject,
      subjectID: row["subjectID"],
      body: try StoredJSON.value(RulingBody.self, row["body"]),
      note: row["note"],
      ruledBy: row["ruledBy"],
      ruledAt: Moment(milliseconds: row["ruledAt"]),
      undoes: row["undoes"]
    )
  }
}

private struct RulingAudit: Codable {
  var ruling: Int64
  var exception: Int64
  var by: String
  var undoes: Int64?
}
