import Digests
internal import GRDB
import Values

extension StorageTransaction {
  /// Appends one fact to the hash-chained log.
  ///
  /// `body` becomes JSON with ids and codes; values of papers stay out of it where an id will do.
  package func appendAudit(kind: String, body: some Encodable) throws {
    try appendAudit(kind: kind, text: Array(try StoredJSON.text(body).utf8))
  }

  /// The same with the JSON made already.
  func appendAudit(kind: String, text: [UInt8]) throws {
    let last = try memo.lastAudit ?? lastAudit()
    let id = last.id + 1
    let previous = last.hash
    let hash = Self.link(
      id: id,
      at: now.milliseconds,
      kind: kind,
      body: text,
      previous: previous
    )
    try db.run("INSERT INTO audit(id, at, kind, body, previous, hash) VALUES (?,?,?,?,?,?)") {
      values in
      values.add(id)
      values.add(now.milliseconds)
      values.add(kind)
      values.add(json: text)
      values.add(previous)
      values.add(hash)
    }
    memo.lastAudit = TransactionMemo.AuditLink(id: id, hash: hash)
  }

  private func lastAudit() throws -> TransactionMemo.AuditLink {
    let last = try Row.fetchOne(
      db.cachedStatement(sql: "SELECT id, hash FROM audit ORDER BY id DESC LIMIT 1")
    )
    return TransactionMemo.AuditLink(id: last?["id"] ?? 0, hash: last?["hash"] ?? "")
  }

  /// Recomputes the chain: the id of the first link that does not hold, or nil when all do.
  package func firstBrokenAuditLink() throws -> Int64? {
    var previous = ""
    var expected: Int64 = 1
    let rows = try Row.fetchCursor(db, sql: "SELECT * FROM audit ORDER BY id")
    while let row = try rows.next() {
      let hash = Self.link(
        id: row["id"],
        at: row["at"],
        kind: row["kind"],
        body: Array((row["body"] as String).utf8),
        previous: previous
      )
      guard row["id"] == expected, row["previous"] == previous, row["hash"] == hash else {
        return row["id"]
      }
      previous = hash
      expected += 1
    }
    return nil
  }

  /// Decisions that are not what the audit log says was decided, and those that it has and the books lack.
  package func decisionsAgainstAudit() throws -> [Int64] {
    try Int64.fetchAll(
      db,
      sql: """
        WITH logged AS MATERIALIZED (
          SELECT json_extract(body, '$.decision') AS id, json_extract(body, '$.document') AS document,
            json_extract(body, '$.outcome') AS outcome, json_extract(body, '$.code') AS code,
            json_extract(body, '$.by') AS decidedBy
          FROM audit WHERE kind = 'decision')
        SELECT decision.id FROM decision LEFT JOIN logged ON logged.id = decision.id
          WHERE (decision.document, decision.outcome, decision.code, decision.decidedBy)
            IS NOT (logged.document, logged.outcome, logged.code, logged.decidedBy)
        UNION
        SELECT logged.id FROM logged LEFT JOIN decision ON decision.id = logged.id
          WHERE decision.id IS NULL
        ORDER BY 1
        """
    )
  }

  package func auditCount() throws -> Int {
    try Int.fetchOne(db, sql: "SELECT count(*) FROM audit") ?? 0
  }

  private static func link(
    id: Int64,
    at: Int64,
    kind: String,
    body: [UInt8],
    previous: String
  ) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(128 + body.count)
    bytes.append(contentsOf: previous.utf8)
    for part in ["\(id)", "\(at)", kind] {
      bytes.append(UInt8(ascii: "\n"))
      bytes.append(contentsOf: part.utf8)
    }
    bytes.append(UInt8(ascii: "\n"))
    bytes.append(contentsOf: body)
    return SHA256Digester.hash(bytes).hex
  }
}
