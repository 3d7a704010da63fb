package import Documents
internal import GRDB
package import Readings
package import Values
package import Workflows

extension StorageTransaction {
  /// Transaction A: from here the file cannot be lost.
  ///
  /// Content that arrived before is linked to its first arrival and gets no job, unless the first came to nothing
  /// (quarantined, under another definition), or the file refills a lookup table or answers exceptions.
  /// - Returns: nil when this very file is recorded already: the daemon died before it could take it out of the inbox.
  package func record(_ arrival: NewArrival, daemonStart: Moment) throws -> ArrivalRecord? {
    if try isRecorded(arrival, before: daemonStart) { return nil }
    try db.cachedStatement(
      sql: "INSERT INTO blob(hash, size, storedAt) VALUES (?,?,?) ON CONFLICT DO NOTHING"
    ).execute(arguments: [arrival.hash.hex, arrival.size, now.milliseconds])
    let first = arrival.isMarker ? nil : try firstArrival(like: arrival)
    let state: ArrivalState = arrival.isMarker ? .read : first == nil ? .queued : .duplicate
    try db.cachedStatement(
      sql: """
        INSERT INTO arrival(workflow, name, path, hash, size, arrivedAt, isWhole, state, duplicateOf,
          target, finishedAt, definition, identity, parent, root, enclosures)
        VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,
          (SELECT coalesce(root, id) FROM arrival WHERE id = ?14),
          coalesce((SELECT enclosures + 1 FROM arrival WHERE id = ?14), 0))
        """
    ).execute(arguments: [
      arrival.workflow.name, arrival.name, arrival.path, arrival.hash.hex, arrival.size,
      now.milliseconds, arrival.isWhole, state.rawValue, first, arrival.target.rawValue,
      state == .queued ? nil : now.milliseconds, arrival.definition.hex, arrival.identity,
      arrival.parent?.number,
    ])
    let id = db.lastInsertedRowID
    try joinGroup(arrival, id, content: first ?? id)
    if state == .queued {
      try db.cachedStatement(
        sql: "INSERT INTO job(arrival, state, rank) VALUES (?,'queued',?)"
      ).execute(arguments: [id, Self.rank(of: arrival.target)])
    }
    try appendAudit(
      kind: "arrival",
      body: ArrivalFact(
        arrival: id,
        hash: arrival.hash.hex,
        duplicateOf: first,
        inside: arrival.parent?.number
      )
    )
    guard let record = try self.arrival(ArrivalID(id)) else {
      throw StorageError.damaged("arrival \(id) vanished")
    }
    return record
  }

  /// Tables and ledgers first: documents that come with them are then decided once.
  private static func rank(of target: ReadInstructions.Target) -> Int {
    switch target {
    case .table, .order: 0
    case .remittance, .ledger: 1
    case .invoice, .expense: 2
    case .rulings: 3
    }
  }

  /// Only what was recorded before this daemon started can be seen again; later it would be a second drop (a hard link).
  private func isRecorded(_ arrival: NewArrival, before daemonStart: Moment) throws -> Bool {
    try Bool.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT EXISTS(SELECT 1 FROM arrival WHERE hash = ? AND path = ? AND identity = ?
            AND arrivedAt < ?)
          """
      ),
      arguments: [
        arrival.hash.hex, arrival.path, arrival.identity, daemonStart.milliseconds,
      ]
    ) ?? false
  }

  private func firstArrival(like arrival: NewArrival) throws -> Int64? {
    guard arrival.size > 0, arrival.target != .table, arrival.target != .rulings else { return nil }
    let isDocument = arrival.target == .invoice || arrival.target == .expense
    return try Int64.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT id FROM arrival WHERE hash = ? AND duplicateOf IS NULL
            AND (workflow = ? OR (? AND target IN ('invoice','expense')))
            AND NOT ((state = 'quarantined' OR role IS NOT NULL
                AND NOT EXISTS (SELECT 1 FROM document WHERE document.arrival = arrival.id))
              AND (workflow <> ? OR definition IS NOT ?))
          ORDER BY id LIMIT 1
          """
      ),
      arguments: [
        arrival.hash.hex, arrival.workflow.name, isDocument, arrival.workflow.name,
        arrival.definition.hex,
      ]
    )
  }

  package func arrival(_ id: ArrivalID) throws -> ArrivalRecord? {
    try db.value(
      db.cachedStatement(sql: "SELECT * FROM arrival WHERE id = ?"),
      arguments: [id.number],
      as: Self.arrivalRecord
    )
  }

  package func fileName(of arrival: ArrivalID) throws -> String? {
    if let name = memo.fileNames[arrival] { return name }
    let name = try String.fetchOne(
      db.cachedStatement(sql: "SELECT name FROM arrival WHERE id = ?"),
      arguments: [arrival.number]
    )
    memo.fileNames[arrival] = name
    return name
  }

  /// Arrivals whose name or path is `name`, newest first.
  package func arrivals(named name: String, limit: Int = 20) throws -> [ArrivalRecord] {
    try db.values(
      sql: "SELECT * FROM arrival WHERE name = ? OR path = ? ORDER BY id DESC LIMIT ?",
      arguments: [name, name, limit],
      as: Self.arrivalRecord
    )
  }

  /// Earlier arrivals of the same content for the same purpose that were put aside.
  package func quarantined(before arrival: ArrivalID) throws -> [ArrivalID] {
    try Int64.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT old.id FROM arrival AS new JOIN arrival AS old ON old.hash = new.hash
          WHERE new.id = ? AND old.id < new.id AND old.state = 'quarantined' AND old.target = new.target
          ORDER BY old.id
          """
      ),
      arguments: [arrival.number]
    ).map { ArrivalID($0) }
  }

  package func quarantinedArrivals() throws -> [ArrivalRecord] {
    try db.values(
      sql: "SELECT * FROM arrival WHERE state = 'quarantined' ORDER BY id",
      as: Self.arrivalRecord
    )
  }

  /// How many arrivals are in each state.
  package func arrivalCounts() throws -> [ArrivalState: Int] {
    var counts: [ArrivalState: Int] = [:]
    let rows = try Row.fetchAll(
      db,
      sql: "SELECT coalesce(role, state) AS state, count(*) AS n FROM arrival GROUP BY 1"
    )
    for row in rows {
      if let state = ArrivalState(rawValue: row["state"]) { counts[state] = row["n"] }
    }
    return counts
  }

  package func isKnown(_ hash: ContentHash) throws -> Bool {
    try Bool.fetchOne(
      db.cachedStatement(sql: "SELECT EXISTS(SELECT 1 FROM arrival WHERE hash = ?)"),
      arguments: [hash.hex]
    ) ?? false
  }

  /// Every archived content with its size, for `verify`.
  package func blobs() throws -> [(hash: ContentHash, size: Int64)] {
    try Row.fetchAll(db, sql: "SELECT hash, size FROM blob ORDER BY hash").compactMap { row in
      let hex: String = row["hash"]
      return ContentHash(hex: hex).map { ($0, row["size"]) }
    }
  }

  static func arrivalRecord(_ row: Row) throws -> ArrivalRecord {
    guard let hash = ContentHash(hex: row["hash"] as String),
      let state = ArrivalState(rawValue: row["role"] ?? row["state"]),
      let target = ReadInstructions.Target(rawValue: row["target"])
    else { throw StorageError.damaged("arrival \(row["id"] as Int64)") }
    return ArrivalRecord(
      id: ArrivalID(row["id"]),
      workflow: WorkflowID(row["workflow"]),
      target: target,
      name: row["name"],
      path: row["path"],
      hash: hash,
      size: row["size"],
      arrivedAt: Moment(milliseconds: row["arrivedAt"]),
      isWhole: row["isWhole"],
      state: state,
      duplicateOf: (row["duplicateOf"] as Int64?).map { ArrivalID($0) },
      kind: (row["kind"] as String?).flatMap { FileKind(rawValue: $0) },
      problems: try StoredJSON.value([Problem].self, row["problems"]),
      version: row["version"],
      definition: row["definition"],
      finishedAt: (row["finishedAt"] as Int64?).map { Moment(milliseconds: $0) },
      parent: (row["parent"] as Int64?).map { ArrivalID($0) },
      root: ArrivalID(row["root"] ?? row["id"]),
      enclosures: row["enclosures"],
      mail: try (row["mail"] as String?).map { try StoredJSON.value(MailFacts.self, $0) }
    )
  }
}

private struct ArrivalFact: Codable {
  var arrival: Int64
  var hash: String
  var duplicateOf: Int64?
  var inside: Int64?
}

// MARK: Jobs

extension StorageTransaction {
  /// Takes up to `limit` waiting jobs, counting the attempt before it starts.
  package func claimJobs(limit: Int) throws -> [Job] {
    let rows = try Row.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT arrival, attempts, readerDeaths, failures FROM job
          WHERE state = 'queued' AND notBefore <= ? ORDER BY rank, arrival LIMIT ?
          """
      ),
      arguments: [now.milliseconds, limit]
    )
    return try rows.map { row in
      let id: Int64 = row["arrival"]
      try db.cachedStatement(
        sql: "UPDATE job SET state = 'running', attempts = attempts + 1 WHERE arrival = ?"
      ).execute(arguments: [id])
      guard let arrival = try arrival(ArrivalID(id)) else {
        throw StorageError.damaged("job without arrival \(id)")
      }
      return Job(
        arrival: arrival,
        attempts: row["attempts"] + 1,
        failures: row["failures"],
        readerDeaths: row["readerDeaths"]
      )
    }
  }

  /// Recovery: what ran when the daemon stopped waits again.
  package func requeueRunningJobs() throws -> Int {
    try db.execute(sql: "UPDATE job SET state = 'queued' WHERE state = 'running'")
    return db.changesCount
  }

  /// Puts one job back, not before `moment`.
  ///
  /// What the file is not to blame for does not count as an attempt: no outage is long enough to cost a file.
  package func putBack(
    _ arrival: ArrivalID,
    notBefore moment: Moment,
    readerDied: Bool,
    error: String
  ) throws {
    try db.cachedStatement(
      sql: """
        UPDATE job SET state = 'queued', notBefore = ?1, readerDeaths = readerDeaths + ?2,
          failures = failures + 1 - ?2, attempts = attempts - 1 + ?2, lastError = ?3
        WHERE arrival = ?4
        """
    ).execute(arguments: [moment.milliseconds, readerDied ? 1 : 0, error, arrival.number])
  }

  /// True while the job has not been settled: the guard that makes transaction B happen once.
  package func isOpenJob(_ arrival: ArrivalID) throws -> Bool {
    try Bool.fetchOne(
      db.cachedStatement(sql: "SELECT EXISTS(SELECT 1 FROM job WHERE arrival = ?)"),
      arguments: [arrival.number]
    ) ?? false
  }

  /// The job is done: the arrival's end state.
  ///
  /// `mayComeAgain`: its content was not judged, so the same content dropped again is read again.
  package func finish(
    _ arrival: ArrivalID,
    state: ArrivalState,
    kind: FileKind?,
    problems: [Problem],
    workflow: Workflow?,
    mayComeAgain: Bool = false
  ) throws {
    try db.cachedStatement(sql: "DELETE FROM job WHERE arrival = ?")
      .execute(arguments: [arrival.number])
    let columns = state.columns
    try db.cachedStatement(
      sql: """
        UPDATE arrival SET state = ?, role = ?, kind = ?, problems = ?, finishedAt = ?, version = ?,
          definition = iif(?, NULL, coalesce(?, definition))
        WHERE id = ?
        """
    ).execute(arguments: [
      columns.state, columns.role, kind?.rawValue, try StoredJSON.text(problems), now.milliseconds,
      workflow?.version, mayComeAgain, workflow?.contentHash.hex, arrival.number,
    ])
    try groupsAreDue(of: arrival)
  }

  /// Waiting and running jobs, and groups about which there is something to decide.
  package func openJobCount() throws -> Int {
    try Int.fetchOne(
      db.cachedStatement(
        sql: "SELECT (SELECT count(*) FROM job) + (SELECT count(*) FROM fileGroup WHERE isDue)"
      )
    ) ?? 0
  }

  /// When the next waiting job may start, nil when none waits.
  package func nextJobMoment() throws -> Moment? {
    try Int64.fetchOne(
      db.cachedStatement(sql: "SELECT min(notBefore) FROM job WHERE state = 'queued'")
    ).map { Moment(milliseconds: $0) }
  }

  /// Attempts, reader deaths and the last error of an open job.
  package func jobState(
    _ arrival: ArrivalID
  ) throws -> (attempts: Int, readerDeaths: Int, lastError: String?)? {
    try Row.fetchOne(
      db,
      sql: "SELECT attempts, readerDeaths, lastError FROM job WHERE arrival = ?",
      arguments: [arrival.number]
    ).map { ($0["attempts"], $0["readerDeaths"], $0["lastError"]) }
  }
}
