package import Books
package import Documents
internal import GRDB
import Values
package import Workflows

extension StorageTransaction {
  /// Writes what is now decided about a document.
  ///
  /// The decision becomes a new fact only where it differs from the last one; findings, matches and allocations are
  /// replaced by the present ones. Allocations of other documents must have been taken back before (`takeBack`).
  ///
  /// - Returns: true when the decision is a new fact.
  package func decide(
    _ stored: StoredDocument,
    _ decision: DecisionRecord,
    findings: [Finding],
    matches: [MatchOutcome],
    duplicates: [DocumentID],
    workflow: Workflow,
    days: JudgingDays
  ) throws -> Bool {
    let id = stored.id
    let last = stored.isUndecided ? nil : try lastDecision(of: id)
    let findingsText = JSONForm.bytes(of: findings)
    let matchesText = JSONForm.bytes(of: matches)
    let isNew =
      try last.map {
        try Self.decisionRecord($0) != decision
          || $0["definition"] != workflow.contentHash.hex
      } ?? true
    var decisionID: Int64 = last?["id"] ?? 0
    if isNew {
      try db.run(
        """
        INSERT INTO decision(document, outcome, code, rule, reason, suggestion, queue, decidedBy,
          decidedAt, workflow, version, definition, findings, matches, supersedes)
        VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)
        """
      ) { values in
        values.add(id.number)
        values.add(decision.outcome.rawValue)
        values.add(decision.code)
        values.add(decision.rule)
        values.add(decision.reason)
        values.add(decision.suggestion)
        values.add(decision.queue)
        values.add(decision.decidedBy)
        values.add(now.milliseconds)
        values.add(workflow.id.name)
        values.add(workflow.version)
        values.add(workflow.contentHash.hex)
        values.add(json: findingsText)
        values.add(json: matchesText)
        values.add(last?["id"] as Int64?)
      }
      decisionID = db.lastInsertedRowID
      try appendAudit(
        kind: "decision",
        text: JSONForm.bytes(
          DecisionAudit(
            document: id.number,
            decision: decisionID,
            outcome: decision.outcome,
            code: decision.code,
            by: decision.decidedBy
          )
        )
      )
    }
    try db.run(
      """
      UPDATE document SET outcome = ?, decision = ?, isPersons = ?, findings = ?, matches = ?,
        duplicates = ?, checkedOn = ?, judgedOn = ? WHERE id = ?
      """
    ) { values in
      values.add(decision.outcome.rawValue)
      values.add(decisionID)
      values.add(decision.isPersons)
      values.add(json: findingsText)
      values.add(json: matchesText)
      values.add(json: JSONForm.bytes(of: duplicates))
      values.add(days.checked)
      values.add(days.judged)
      values.add(id.number)
    }
    if !stored.isUndecided { try takeBack([id]) }
    try allocate(id, matches, isPersons: decision.isPersons)
    // A document that is decided for the first time has no exception to close.
    if stored.isUndecided, decision.outcome != .exception { return isNew }
    try keepException(
      .document,
      id.number,
      isOpen: decision.outcome == .exception,
      code: decision.code,
      queue: decision.queue ?? "data"
    )
    return isNew
  }

  /// Takes back all allocations of these documents, so that a new answer for them can be written in any order.
  package func takeBack(_ documents: some Sequence<DocumentID>) throws {
    for id in documents {
      try db.cachedStatement(sql: "DELETE FROM allocation WHERE document = ?")
        .execute(arguments: [id.number])
    }
  }

  private func lastDecision(of id: DocumentID) throws -> Row? {
    try Row.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT decision.* FROM decision JOIN document ON document.decision = decision.id
          WHERE document.id = ?
          """
      ),
      arguments: [id.number]
    )
  }

  private func allocate(
    _ id: DocumentID,
    _ matches: [MatchOutcome],
    isPersons: Bool
  ) throws {
    for match in matches where match.status == .matched {
      for allocation in match.allocations {
        try db.cachedStatement(
          sql: """
            INSERT INTO allocation(document, entry, ledger, documentAmount, documentCurrency,
              entryAmount, isPersons) VALUES (?,?,?,?,?,?,?)
            """
        ).execute(arguments: [
          id.number, allocation.entry.number, match.ledger.name,
          allocation.documentAmount.minorUnits, allocation.documentAmount.currency.code,
          allocation.entryAmount.minorUnits, isPersons,
        ])
      }
    }
  }

  /// Every decision ever made about a document, oldest first.
  package func decisions(of id: DocumentID) throws -> [DecisionFact] {
    try Row.fetchAll(
      db,
      sql: "SELECT * FROM decision WHERE document = ? ORDER BY id",
      arguments: [id.number]
    ).map { row in
      DecisionFact(
        id: row["id"],
        decision: try Self.decisionRecord(row),
        decidedAt: Moment(milliseconds: row["decidedAt"]),
        workflow: WorkflowID(row["workflow"]),
        version: row["version"],
        definition: row["definition"]
      )
    }
  }

  /// The present decision of a document.
  package func decision(of id: DocumentID) throws -> DecisionRecord? {
    try Row.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT decision.* FROM decision JOIN document ON document.decision = decision.id
          WHERE document.id = ?
          """
      ),
      arguments: [id.number]
    ).map(Self.decisionRecord)
  }

  static func decisionRecord(_ row: Row) throws -> DecisionRecord {
    guard let outcome = Outcome(rawValue: row["outcome"]) else {
      throw StorageError.damaged("decision \(row["id"] as Int64)")
    }
    return DecisionRecord(
      outcome: outcome,
      code: row["code"],
      rule: row["rule"],
      reason: row["reason"],
      suggestion: row["suggestion"],
      queue: row["queue"],
      decidedBy: row["decidedBy"]
    )
  }
}

private struct DecisionAudit: JSONFormed {
  var document: Int64
  var decision: Int64
  var outcome: Outcome
  var code: String
  var by: String

  func write(to json: inout JSONForm) {
    json.object { json in
      json.key("by")
      json.text(by)
      json.key("code")
      json.text(code)
      json.field("decision", decision)
      json.field("document", document)
      json.key("outcome")
      json.plain(outcome.rawValue)
    }
  }
}
