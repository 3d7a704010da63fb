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

// MARK: Candidates

extension StorageTransaction {
  /// Most pairs that one document or entry may have by amount alone, and by one reference.
  ///
  /// Beyond it the answer says so, and whoever asked clears nothing on an amount alone.
  package static let maximumByAmount = 200

  /// Entries of `index.ledger` that may belong to a document: a shared reference, or the amount within the days.
  package func candidateEntries(
    _ index: LedgerIndex,
    keys: [String]
  ) throws -> Candidates<StoredEntry> {
    var found: [Int64: StoredEntry] = [:]
    var isCut = false
    for key in keys {
      let rows = try Row.fetchAll(
        db.cachedStatement(
          sql: """
            SELECT entry.* FROM entryKey JOIN entry ON entry.id = entryKey.entry
            WHERE entryKey.key = ? AND entry.ledger = ? ORDER BY entry.day, entry.identity LIMIT ?
            """
        ),
        arguments: [key, index.ledger.name, Self.maximumByAmount + 1]
      )
      if rows.count > Self.maximumByAmount { isCut = true }
      for row in rows { found[row["id"]] = try Self.storedEntry(row) }
    }
    if let amounts = index.amounts, let days = index.days, let currency = index.currency {
      let rows = try Row.fetchAll(
        db.cachedStatement(
          sql: """
            SELECT * FROM entry WHERE ledger = ? AND currency = ? AND magnitude BETWEEN ? AND ?
              AND day BETWEEN ? AND ? LIMIT ?
            """
        ),
        arguments: [
          index.ledger.name, currency.code, amounts.lowerBound, amounts.upperBound,
          days.lowerBound.number, days.upperBound.number, Self.maximumByAmount + 1,
        ]
      )
      if rows.count > Self.maximumByAmount {
        isCut = true
      } else {
        for row in rows { found[row["id"]] = try Self.storedEntry(row) }
      }
    }
    return Candidates(items: found.values.sorted { $0.id < $1.id }, isCut: isCut)
  }

  /// Documents still for the machine to decide that an entry may belong to, the other way round.
  package func candidateDocuments(
    _ entry: StoredEntry,
    keys: [String]
  ) throws -> Candidates<DocumentID> {
    var found: Set<Int64> = []
    var isCut = false
    for key in keys {
      let byKey = try Int64.fetchAll(
        db.cachedStatement(
          sql: """
            SELECT documentKey.document FROM documentKey
            JOIN documentLedger ON documentLedger.document = documentKey.document
            JOIN document ON document.id = documentKey.document
            WHERE key = ? AND ledger = ? AND isPersons = 0
              AND outcome NOT IN ('duplicate','rejected') LIMIT ?
            """
        ),
        arguments: [key, entry.ledger.name, Self.maximumByAmount + 1]
      )
      if byKey.count > Self.maximumByAmount { isCut = true }
      found.formUnion(byKey)
    }
    let magnitude = Int64(clamping: entry.entry.amount.minorUnits.magnitude)
    let byAmount = try Int64.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT documentLedger.document FROM documentLedger
          JOIN document ON document.id = documentLedger.document
          WHERE ledger = ? AND documentLedger.currency = ? AND low <= ? AND high >= ?
            AND firstDay <= ? AND lastDay >= ? AND isPersons = 0
            AND outcome NOT IN ('duplicate','rejected') LIMIT ?
          """
      ),
      arguments: [
        entry.ledger.name, entry.entry.amount.currency.code, magnitude, magnitude,
        entry.entry.day.number, entry.entry.day.number, Self.maximumByAmount + 1,
      ]
    )
    if byAmount.count > Self.maximumByAmount { isCut = true } else { found.formUnion(byAmount) }
    return Candidates(items: found.sorted().map { DocumentID($0) }, isCut: isCut)
  }

  /// Documents for the machine to decide that the entries of one export may belong to: a shared
  /// reference, or the amount within the days.
  ///
  /// One statement each way, led by whichever side is smaller.
  package func documentsConcerned(by arrival: ArrivalID, ledger: LedgerName) throws -> [DocumentID]
  {
    let documents =
      try Int.fetchOne(
        db,
        sql: "SELECT count(*) FROM documentLedger WHERE ledger = ?",
        arguments: [ledger.name]
      ) ?? 0
    guard documents > 0 else { return [] }
    let entries =
      try Int.fetchOne(
        db,
        sql: "SELECT count(*) FROM entry WHERE arrival = ?",
        arguments: [arrival.number]
      ) ?? 0
    let byAmount =
      documents < entries
      ? "documentLedger AS d CROSS JOIN entry AS e" : "entry AS e CROSS JOIN documentLedger AS d"
    let open = """
      SELECT id FROM document WHERE isPersons = 0 AND outcome NOT IN ('duplicate','rejected')
      """
    return try Int64.fetchAll(
      db,
      sql: """
        SELECT d.document FROM \(byAmount)
          WHERE e.arrival = ?1 AND d.ledger = ?2 AND e.ledger = ?2 AND e.currency = d.currency
            AND e.magnitude BETWEEN d.low AND d.high AND e.day BETWEEN d.firstDay AND d.lastDay
            AND d.document IN (\(open))
        UNION
        SELECT k.document FROM documentKey AS k CROSS JOIN entryKey AS ek ON ek.key = k.key
          CROSS JOIN entry AS e ON e.id = ek.entry
          WHERE e.arrival = ?1 AND e.ledger = ?2 AND k.document IN (\(open))
            AND k.document IN (SELECT document FROM documentLedger WHERE ledger = ?2)
        """,
      arguments: [arrival.number, ledger.name]
    ).map { DocumentID($0) }
  }

  /// Who holds an entry now, by document id.
  package func holders(of entry: EntryID) throws -> [DocumentID] {
    try Int64.fetchAll(
      db.cachedStatement(sql: "SELECT document FROM allocation WHERE entry = ? ORDER BY document"),
      arguments: [entry.number]
    ).map { DocumentID($0) }
  }

  /// True when a person has said that the entry needs no document.
  package func isAcceptedAlone(_ entry: EntryID) throws -> Bool {
    try Bool.fetchOne(
      db.cachedStatement(sql: "SELECT acceptedAlone FROM entry WHERE id = ?"),
      arguments: [entry.number]
    ) ?? false
  }
}

/// What an index gives for one document or entry.
package struct Candidates<Item: Sendable>: Sendable {
  package var items: [Item]
  /// True when there are more than are compared: nothing may be concluded from what is missing.
  package var isCut: Bool
}
