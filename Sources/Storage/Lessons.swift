package import Books
internal import GRDB

package struct LessonID: NumberedID {
  package static let letter: Character = "L"
  package let number: Int64
  package init(_ number: Int64) { self.number = number }
}

/// A person has matched an entry under this name to a document of this seller.
package struct Lesson: Sendable, Hashable {
  package var id: LessonID
  package var ruling: Int64
  package var exception: ExceptionID
  package var ruledBy: String
  package var learnedAt: Moment
  /// As its documents print it.
  package var seller: String
  /// The counterparty's words.
  package var name: String
  /// As the entry prints it.
  package var shown: String
  package var state: State

  package enum State: String, Sendable, Codable {
    case inUse
    /// Several sellers are paid under this name, as through a payment service: it says nothing about one of them.
    case shared
    /// The ruling that taught it was taken back.
    case takenBack
    case forgotten
  }
}

extension StorageTransaction {
  /// Learns from a ruling; what stands already is not learned twice.
  package func learn(_ ruling: Int64, seller: String, name: String, shown: String) throws {
    let known = try Bool.fetchOne(
      db,
      sql: "SELECT EXISTS(SELECT 1 FROM lesson WHERE ruling = ? AND seller = ? AND name = ?)",
      arguments: [ruling, seller, name]
    )
    guard known != true else { return }
    try db.execute(
      sql: "INSERT INTO lesson(ruling, seller, name, shown, learnedAt) VALUES (?,?,?,?,?)",
      arguments: [ruling, seller, name, shown, now.milliseconds]
    )
    memo.hasLessons = true
    try appendAudit(
      kind: "lesson-learned",
      body: LessonFact(lesson: db.lastInsertedRowID, ruling: ruling, by: nil)
    )
  }

  /// False when there is no such lesson, or it is forgotten already.
  package func forget(_ id: LessonID, by person: String, note: String?) throws -> Bool {
    try db.execute(
      sql: """
        UPDATE lesson SET forgottenBy = ?, forgottenAt = ?, note = ?
        WHERE id = ? AND forgottenAt IS NULL
        """,
      arguments: [person, now.milliseconds, note, id.number]
    )
    guard db.changesCount == 1 else { return false }
    try appendAudit(
      kind: "lesson-forgotten",
      body: LessonFact(lesson: id.number, ruling: nil, by: person)
    )
    return true
  }

  private static let stands = """
    forgottenAt IS NULL
      AND NOT EXISTS (SELECT 1 FROM ruling AS later WHERE later.undoes = lesson.ruling)
    """

  /// The names under which a seller is paid, as persons have shown; none that several sellers share.
  package func learnedNames(of seller: String) throws -> [String] {
    let hasLessons =
      try memo.hasLessons
      ?? Bool.fetchOne(db, sql: "SELECT EXISTS(SELECT 1 FROM lesson)") ?? false
    memo.hasLessons = hasLessons
    guard hasLessons else { return [] }
    return try String.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT DISTINCT name FROM lesson WHERE seller = ?1 AND \(Self.stands)
            AND NOT EXISTS (SELECT 1 FROM (SELECT ruling, forgottenAt FROM lesson AS other
              WHERE other.name = lesson.name AND other.seller <> ?1) AS lesson WHERE \(Self.stands))
          ORDER BY name
          """
      ),
      arguments: [seller]
    )
  }

  /// All lessons, oldest first.
  package func lessons() throws -> [Lesson] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT lesson.*, ruling.exception, ruling.ruledBy,
          EXISTS (SELECT 1 FROM ruling AS later WHERE later.undoes = lesson.ruling) AS isTakenBack
        FROM lesson JOIN ruling ON ruling.id = lesson.ruling ORDER BY lesson.id
        """
    ).map { row in
      let (seller, name): (String, String) = (row["seller"], row["name"])
      let forgotten: Int64? = row["forgottenAt"]
      let state: Lesson.State =
        if forgotten != nil {
          .forgotten
        } else if row["isTakenBack"] {
          .takenBack
        } else {
          try learnedNames(of: seller).contains(name) ? .inUse : .shared
        }
      return Lesson(
        id: LessonID(row["id"]),
        ruling: row["ruling"],
        exception: ExceptionID(row["exception"]),
        ruledBy: row["ruledBy"],
        learnedAt: Moment(milliseconds: row["learnedAt"]),
        seller: seller,
        name: name,
        shown: row["shown"],
        state: state
      )
    }
  }

  /// Sellers that have a lesson of one of these names, in use or not.
  package func sellers(learnedAs names: Set<String>) throws -> Set<String> {
    var sellers: Set<String> = []
    for name in names {
      sellers.formUnion(
        try String.fetchAll(db, sql: "SELECT seller FROM lesson WHERE name = ?", arguments: [name])
      )
    }
    return sellers
  }

  /// The names that a ruling taught.
  package func names(learnedBy ruling: Int64) throws -> Set<String> {
    try String.fetchSet(db, sql: "SELECT name FROM lesson WHERE ruling = ?", arguments: [ruling])
  }

  /// Documents of a seller, as they are printed, whatever was decided.
  package func documents(ofSeller seller: String) throws -> [DocumentID] {
    // Rulings are rare, and an index would cost each row that is read.
    try Int64.fetchAll(
      db,
      sql: "SELECT id FROM document WHERE seller = ? ORDER BY id",
      arguments: [seller]
    ).map { DocumentID($0) }
  }
}

private struct LessonFact: Codable {
  var lesson: Int64
  var ruling: Int64?
  var by: String?
}
