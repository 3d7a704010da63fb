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
  /// `basis` is what it was made on, `findingsBasis` what the findings were.
  /// `unwritten` is the document where it is written only now, with its first decision.
  ///
  /// - Returns: true when the decision is a new fact.
  package func decide(
    _ stored: StoredDocument,
    _ decision: DecisionRecord,
    findings: [Finding],
    matches: [MatchOutcome],
    duplicates: [DocumentID],
    workflow: Workflow,
    days: JudgingDays,
    basis: DecisionBasis,
    findingsBasis: FindingsBasis,
    unwritten: ReadyDocument? = nil
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
    let decisionID: Int64 = isNew ? try nextDecision() : last?["id"] ?? 0
    let storedBasis = isNew ? try storedBasis(basis, findingsBasis, of: stored) : nil
    try write(
      unwritten,
      id,
      decision,
      decisionID,
      findings: findingsText,
      matches: matchesText,
      duplicates: JSONForm.bytes(of: duplicates),
      days: days,
      isNew: isNew,
      // The same findings can be made again on what they were made on before.
      basis: isNew || findings == stored.findings
        ? nil : try findingsBasis.ofNew(basis).map { JSONForm.bytes(try kept($0)) }
    )
    if isNew {
      try append(
        decision,
        decisionID,
        of: id,
        findings: findingsText,
        matches: matchesText,
        workflow: workflow,
        basis: (basis, storedBasis),
        supersedes: last?["id"]
      )
    }
    if !stored.isUndecided { try takeBack([id]) }
    try allocate(id, matches, isPersons: decision.isPersons)
    try tellMatches(id, stored.isUndecided ? [] : stored.matches, matches, by: decision.decidedBy)
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

  private func nextDecision() throws -> Int64 {
    let id =
      try memo.nextDecision ?? Int64.fetchOne(db, sql: "SELECT max(id) FROM decision").map {
        $0 + 1
      }
      ?? 1
    memo.nextDecision = id + 1
    return id
  }

  /// What stands of a document now: a new row where it is not written yet.
  ///
  /// `basis` is what its findings were made on where its decision does not say so; nil: as it was, or of a new decision nothing.
  private func write(
    _ unwritten: ReadyDocument?,
    _ id: DocumentID,
    _ decision: DecisionRecord,
    _ decisionID: Int64,
    findings: [UInt8],
    matches: [UInt8],
    duplicates: [UInt8],
    days: JudgingDays,
    isNew: Bool,
    basis: [UInt8]?
  ) throws {
    func add(_ values: inout BoundValues) {
      values.add(decision.outcome.rawValue)
      values.add(decisionID)
      values.add(decision.isPersons)
      values.add(json: findings)
      values.add(json: matches)
      values.add(json: duplicates)
      values.add(days.checked)
      values.add(days.judged)
    }
    if let unwritten {
      try db.run(Self.insertion) { values in
        unwritten.bind(&values)
        add(&values)
      }
      return try writeIndex(of: id.number, unwritten.index)
    }
    let noted = isNew ? ", basis = NULL" : basis == nil ? "" : ", basis = ?"
    try db.run(
      """
      UPDATE document SET outcome = ?, decision = ?, isPersons = ?, findings = ?, matches = ?,
        duplicates = ?, checkedOn = ?, judgedOn = ?\(noted) WHERE id = ?
      """
    ) { values in
      add(&values)
      if !isNew, let basis { values.add(json: basis) }
      values.add(id.number)
    }
  }

  /// A new fact, and the audit's record of it.
  private func append(
    _ decision: DecisionRecord,
    _ decisionID: Int64,
    of id: DocumentID,
    findings: [UInt8],
    matches: [UInt8],
    workflow: Workflow,
    basis: (made: DecisionBasis, stored: StoredBasis?),
    supersedes: Int64?
  ) throws {
    try db.run(
      """
      INSERT INTO decision(id, document, outcome, code, rule, reason, suggestion, queue, decidedBy,
        decidedAt, workflow, version, definition, findings, matches, supersedes, definitions, judgedOn,
        basis)
      VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)
      """
    ) { values in
      values.add(decisionID)
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
      values.add(json: findings)
      values.add(json: matches)
      values.add(supersedes)
      values.add(basis.made.definitions)
      values.add(basis.made.day)
      values.add(json: basis.stored.map { JSONForm.bytes($0) })
    }
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

  /// The row of a document's standing decision.
  func lastDecision(of id: DocumentID) throws -> Row? {
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

  /// Every decision ever made about a document, oldest first.
  package func decisions(of id: DocumentID) throws -> [DecisionFact] {
    try db.values(
      sql: "SELECT * FROM decision WHERE document = ? ORDER BY id",
      arguments: [id.number]
    ) { row in
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
    try lastDecision(of: id).map(Self.decisionRecord)
  }

  static func decisionRecord(_ row: Row) throws -> DecisionRecord {
    guard let outcome = Outcome(rawValue: try row.sound("outcome")) else {
      throw StorageError.damaged("decision \(row["id"] as Int64)")
    }
    return DecisionRecord(
      outcome: outcome,
      code: try row.sound("code"),
      rule: try row.sound("rule"),
      reason: try row.sound("reason"),
      suggestion: try row.sound("suggestion"),
      queue: try row.soundIfAny("queue"),
      decidedBy: try row.sound("decidedBy")
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
