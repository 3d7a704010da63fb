package import Books
package import Documents
import FoundationEssentials
internal import GRDB
package import Values
package import Workflows

/// The days on which a document was looked at last: they decide what “too old” and `today()` mean.
package struct JudgingDays: Hashable, Sendable {
  /// Its findings were made on this day.
  package var checked: Day
  /// Its decision was made, or found the same, on this day.
  package var judged: Day

  package init(checked: Day, judged: Day) {
    self.checked = checked
    self.judged = judged
  }
}

/// The decision that stands for a document, as `rerun` compares it.
package struct StandingDecision: Sendable {
  package var document: DocumentID
  package var arrival: ArrivalID
  package var workflow: WorkflowID
  package var decidedAt: Moment
  package var definition: String
  package var days: JudgingDays
  package var record: DecisionRecord
  package var findings: [Finding]
  package var matches: [MatchOutcome]
  package var duplicates: [DocumentID]
}

extension StorageTransaction {
  /// The standing decision of every decided document by id, the machine's and persons'.
  package func standingDecisions(_ body: (StandingDecision) throws -> Void) throws {
    let rows = try Row.fetchCursor(db, sql: Self.standing + " ORDER BY document.id")
    while let row = try rows.next() { try body(try Self.standing(row)) }
  }

  package func standingDecision(of id: DocumentID) throws -> StandingDecision? {
    try db.value(
      db.cachedStatement(sql: Self.standing + " WHERE document.id = ?"),
      arguments: [id.number],
      as: Self.standing
    )
  }

  private static let standing = """
    SELECT document.id AS documentID, document.arrival, document.workflow AS documentWorkflow,
      document.checkedOn, document.judgedOn, document.findings AS presentFindings,
      document.matches AS presentMatches, document.duplicates AS presentDuplicates, decision.*
    FROM document JOIN decision ON decision.id = document.decision
    """

  private static func standing(_ row: Row) throws -> StandingDecision {
    let decidedAt = Moment(milliseconds: row["decidedAt"])
    let judged = (row["judgedOn"] as Int32?).map { Day(number: $0) } ?? decidedAt.dayUTC
    return StandingDecision(
      document: DocumentID(row["documentID"]),
      arrival: ArrivalID(row["arrival"]),
      workflow: WorkflowID(row["documentWorkflow"]),
      decidedAt: decidedAt,
      definition: row["definition"],
      days: JudgingDays(
        checked: (row["checkedOn"] as Int32?).map { Day(number: $0) } ?? judged,
        judged: judged
      ),
      record: try decisionRecord(row),
      findings: try list(Finding.self, row["presentFindings"]),
      matches: try list(MatchOutcome.self, row["presentMatches"]),
      duplicates: try list(DocumentID.self, row["presentDuplicates"])
    )
  }

  /// Files of a workflow whose content was read, or was to be; without linked ones and markers.
  package func readArrivals(of workflow: WorkflowID) throws -> [ArrivalRecord] {
    try db.values(
      sql: """
        SELECT * FROM arrival WHERE workflow = ? AND duplicateOf IS NULL
          AND (state = 'quarantined' OR state = 'read' AND kind IS NOT NULL) ORDER BY id
        """,
      arguments: [workflow.name],
      as: Self.arrivalRecord
    )
  }

  /// Another reading of the same paper, in a copy of the books: what persons set stays beside it.
  package func replaceContent(of id: DocumentID, with document: Document) throws {
    try db.cachedStatement(sql: "UPDATE document SET body = ?, copy = ? WHERE id = ?")
      .execute(arguments: [
        JSONForm.text(document), Data(DocumentCopy.bytes(of: document)), id.number,
      ])
  }

  /// Takes a document that another reading does not give any more out of the way, in a copy of the books.
  package func withdraw(_ id: DocumentID) throws {
    try takeBack([id])
    try db.cachedStatement(
      sql: """
        UPDATE document SET outcome = 'rejected', isPersons = 1, matches = '[]', exactKey = NULL,
          nearKey = NULL, nameKey = NULL WHERE id = ?
        """
    ).execute(arguments: [id.number])
    try db.cachedStatement(sql: "UPDATE documentLedger SET standing = 0 WHERE document = ?")
      .execute(arguments: [id.number])
  }
}
