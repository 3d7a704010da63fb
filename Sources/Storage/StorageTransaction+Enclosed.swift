internal import GRDB
package import Readings

extension StorageTransaction {
  /// The files that were in a mail or an archive, in their order there.
  package func enclosed(in parent: ArrivalID) throws -> [ArrivalRecord] {
    try db.values(
      db.cachedStatement(sql: "SELECT * FROM arrival WHERE parent = ? ORDER BY id"),
      arguments: [parent.number],
      as: Self.arrivalRecord
    )
  }

  /// The mails and archives that a file was in, the nearest first.
  package func enclosing(_ arrival: ArrivalRecord) throws -> [ArrivalRecord] {
    var found: [ArrivalRecord] = []
    var next = arrival.parent
    while let id = next, let outer = try self.arrival(id) {
      found.append(outer)
      next = outer.parent
    }
    return found
  }

  /// Later arrivals of the same content that came inside something.
  package func enclosedTwins(of arrival: ArrivalID, limit: Int = 20) throws -> [ArrivalRecord] {
    try db.values(
      sql: "SELECT * FROM arrival WHERE hash = (SELECT hash FROM arrival WHERE id = ?1)"
        + " AND duplicateOf = ?1 AND parent IS NOT NULL ORDER BY id LIMIT ?2",
      arguments: [arrival.number, limit],
      as: Self.arrivalRecord
    )
  }

  /// How many files have come out of one file of the inbox, on all levels.
  package func enclosedCount(root: ArrivalID) throws -> Int {
    try Int.fetchOne(
      db.cachedStatement(sql: "SELECT count(*) FROM arrival WHERE root = ?"),
      arguments: [root.number]
    ) ?? 0
  }

  /// Mails and archives that were opened, and the files that were in them.
  package func enclosureCounts() throws -> (opened: Int, files: Int) {
    let row = try Row.fetchOne(
      db,
      sql:
        "SELECT count(DISTINCT parent) AS opened, count(parent) AS files FROM arrival WHERE parent IS NOT NULL"
    )
    return (row?["opened"] ?? 0, row?["files"] ?? 0)
  }

  /// What a mail says of itself, for whoever asks where a paper came from.
  package func note(_ mail: MailFacts, of arrival: ArrivalID) throws {
    try db.cachedStatement(sql: "UPDATE arrival SET mail = ? WHERE id = ?")
      .execute(arguments: [try StoredJSON.text(mail), arrival.number])
  }
}
