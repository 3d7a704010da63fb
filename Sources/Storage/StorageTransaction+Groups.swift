package import Books
internal import GRDB
import Values
import Workflows

extension StorageTransaction {
  /// A group takes new files so long after its newest one: 14 days, in milliseconds.
  ///
  /// People who drop a scan later do so within days; names like `rent.pdf` come again every month.
  package static let groupStaysOpen: Int64 = 14 * 86_400_000

  /// Part of transaction A: the file joins the newest group of its name, or begins a new one.
  ///
  /// A group that is old, or that has another content under the very same path, is about another paper.
  func joinGroup(_ arrival: NewArrival, _ id: Int64, content: Int64) throws {
    guard let key = arrival.group, !arrival.isMarker else { return }
    let open = try Int64.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT id FROM (SELECT id, newestAt FROM fileGroup WHERE workflow = ? AND key = ?
            ORDER BY id DESC LIMIT 1) AS newest
          WHERE newestAt >= ? AND NOT EXISTS (SELECT 1 FROM groupMember
            JOIN arrival ON arrival.id = groupMember.arrival
            WHERE fileGroup = newest.id AND arrival.path = ? AND arrival.hash <> ?)
          """
      ),
      arguments: [
        arrival.workflow.name, key, now.milliseconds - Self.groupStaysOpen, arrival.path,
        arrival.hash.hex,
      ]
    )
    let group = try open ?? beginGroup(arrival.workflow.name, key)
    memo.isGrouped[ArrivalID(content)] = true
    try db.cachedStatement(
      sql: "INSERT INTO groupMember(arrival, fileGroup, content) VALUES (?,?,?)"
    )
    .execute(arguments: [id, group, content])
    // No reading follows for content that is known: whoever decides about groups must be told.
    try db.cachedStatement(
      sql: "UPDATE fileGroup SET newestAt = max(newestAt, ?), isDue = isDue OR ? WHERE id = ?"
    ).execute(arguments: [now.milliseconds, content != id, group])
  }

  private func beginGroup(_ workflow: String, _ key: String) throws -> Int64 {
    try db.cachedStatement(sql: "INSERT INTO fileGroup(workflow, key, newestAt) VALUES (?,?,?)")
      .execute(arguments: [workflow, key, now.milliseconds])
    return db.lastInsertedRowID
  }

  /// Something has happened to a content: each of its groups is to be decided about.
  package func groupsAreDue(of content: ArrivalID) throws {
    try db.cachedStatement(
      sql: """
        UPDATE fileGroup SET isDue = 1
        WHERE id IN (SELECT fileGroup FROM groupMember WHERE content = ?)
        """
    ).execute(arguments: [content.number])
  }

  package func groupIsSettled(_ group: FileGroupID) throws {
    try db.cachedStatement(sql: "UPDATE fileGroup SET isDue = 0 WHERE id = ?")
      .execute(arguments: [group.number])
  }

  /// Groups about which there is something to decide, oldest first.
  package func dueGroups(limit: Int) throws -> [FileGroupID] {
    try Int64.fetchAll(
      db.cachedStatement(sql: "SELECT id FROM fileGroup WHERE isDue ORDER BY id LIMIT ?"),
      arguments: [limit]
    ).map { FileGroupID($0) }
  }

  /// The groups in which a content is.
  package func groups(of content: ArrivalID) throws -> [FileGroupID] {
    try Int64.fetchAll(
      db.cachedStatement(
        sql: "SELECT DISTINCT fileGroup FROM groupMember WHERE content = ? ORDER BY fileGroup"
      ),
      arguments: [content.number]
    ).map { FileGroupID($0) }
  }

  /// The contents of a group, each once.
  package func members(of group: FileGroupID) throws -> [GroupMember] {
    let contents = try Int64.fetchAll(
      db.cachedStatement(
        sql: "SELECT DISTINCT content FROM groupMember WHERE fileGroup = ? ORDER BY content"
      ),
      arguments: [group.number]
    )
    return try contents.map { try member(ArrivalID($0)) }
  }

  /// The other contents that share a group with this one, when it and they are read.
  package func readSiblings(of content: ArrivalID) throws -> [GroupMember] {
    guard try isGrouped(content) else { return [] }
    let siblings = try Int64.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT DISTINCT other.content FROM groupMember AS own
          JOIN groupMember AS other ON other.fileGroup = own.fileGroup AND other.content <> own.content
          WHERE own.content = ? AND NOT EXISTS (SELECT 1 FROM job WHERE job.arrival = own.content)
          ORDER BY other.content
          """
      ),
      arguments: [content.number]
    )
    return try siblings.map { try member(ArrivalID($0)) }.filter(\.isRead)
  }

  /// True when the content belongs to a group, or may.
  package func isGrouped(_ content: ArrivalID) throws -> Bool {
    if let isGrouped = memo.isGrouped[content] { return isGrouped }
    let isGrouped =
      try Bool.fetchOne(
        db.cachedStatement(sql: "SELECT EXISTS(SELECT 1 FROM groupMember WHERE content = ?)"),
        arguments: [content.number]
      ) ?? false
    memo.isGrouped[content] = isGrouped
    return isGrouped
  }

  /// One content as a member of its groups.
  package func member(_ content: ArrivalID) throws -> GroupMember {
    guard let record = try arrival(content) else {
      throw StorageError.damaged("group member \(content)")
    }
    let ids = try Int64.fetchAll(
      db.cachedStatement(
        sql: "SELECT id FROM document WHERE arrival = ? ORDER BY position LIMIT 2"
      ),
      arguments: [content.number]
    )
    let documents: GroupMember.Documents =
      switch ids.count {
      case 0: .none
      case 1: .one(DocumentID(ids[0]))
      default: .several
      }
    return GroupMember(
      arrival: record,
      isRead: try !isOpenJob(content),
      documents: documents
    )
  }
}

// MARK: Forms of one paper

extension StorageTransaction {
  /// Documents of this file with the key, in the file's order.
  package func documents(of content: ArrivalID, exactKey: String) throws -> [DocumentID] {
    try Int64.fetchAll(
      db.cachedStatement(
        sql: "SELECT id FROM document WHERE exactKey = ? AND arrival = ? ORDER BY position LIMIT 5"
      ),
      arguments: [exactKey, content.number]
    ).map { DocumentID($0) }
  }

  /// Documents of a group whose key stands in another file of the group, too.
  package func documentsWithTwins(in group: FileGroupID) throws -> [DocumentID] {
    try Int64.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT DISTINCT one.id FROM document AS one
          JOIN document AS other ON other.exactKey = one.exactKey AND other.arrival <> one.arrival
          WHERE one.arrival IN (SELECT content FROM groupMember WHERE fileGroup = ?1)
            AND other.arrival IN (SELECT content FROM groupMember WHERE fileGroup = ?1)
          ORDER BY one.id
          """
      ),
      arguments: [group.number]
    ).map { DocumentID($0) }
  }

  /// The files whose documents lead every document of this one; nil when one of them stands by itself.
  package func leadersOfForms(in content: ArrivalID) throws -> [ArrivalID]? {
    let rows = try Row.fetchCursor(
      db.cachedStatement(
        sql: """
          SELECT decision.code AS code, document.duplicates AS duplicates FROM document
          JOIN decision ON decision.id = document.decision WHERE document.arrival = ?
          """
      ),
      arguments: [content.number]
    )
    var leaders: Set<ArrivalID> = []
    while let row = try rows.next() {
      guard row["code"] == DecisionRecord.otherForm,
        let leader = try StoredJSON.value([DocumentID].self, row["duplicates"]).first,
        let arrival = try document(leader)?.arrival
      else { return nil }
      leaders.insert(arrival)
    }
    return leaders.isEmpty ? nil : leaders.sorted()
  }
}

// MARK: Companions

extension StorageTransaction {
  /// What the file is beside the others of its group, from now on.
  ///
  /// `leaders` are those that it accompanies; empty for all other states.
  package func place(_ content: ArrivalID, as state: ArrivalState, leaders: [ArrivalID]) throws {
    let columns = state.columns
    try db.cachedStatement(sql: "UPDATE arrival SET state = ?, role = ? WHERE id = ?")
      .execute(arguments: [columns.state, columns.role, content.number])
    try db.cachedStatement(sql: "DELETE FROM companion WHERE arrival = ?")
      .execute(arguments: [content.number])
    for leader in leaders {
      try db.cachedStatement(sql: "INSERT INTO companion(arrival, leader) VALUES (?,?)")
        .execute(arguments: [content.number, leader.number])
    }
    try appendAudit(
      kind: "group",
      body: PlacingFact(arrival: content.number, state: state, leaders: leaders.map(\.number))
    )
  }

  /// The files that accompany this one; the order does not depend on that of arrival.
  package func companions(of leader: ArrivalID) throws -> [ArrivalRecord] {
    try db.values(
      db.cachedStatement(
        sql: """
          SELECT arrival.* FROM companion JOIN arrival ON arrival.id = companion.arrival
          WHERE leader = ? ORDER BY arrival.name, arrival.hash
          """
      ),
      arguments: [leader.number],
      as: Self.arrivalRecord
    )
  }

  /// The files that this one accompanies.
  package func leaders(of companion: ArrivalID) throws -> [ArrivalRecord] {
    try db.values(
      db.cachedStatement(
        sql: """
          SELECT arrival.* FROM companion JOIN arrival ON arrival.id = companion.leader
          WHERE companion.arrival = ? ORDER BY arrival.id
          """
      ),
      arguments: [companion.number],
      as: Self.arrivalRecord
    )
  }

  /// Files that accompany others, newest first.
  package func companions(limit: Int) throws -> [CompanionRecord] {
    try Row.fetchAll(
      db,
      sql: "SELECT * FROM arrival WHERE role = 'companion' ORDER BY id DESC LIMIT ?",
      arguments: [limit]
    ).map { row in
      let arrival = try Self.arrivalRecord(row)
      return CompanionRecord(arrival: arrival, leaders: try leaders(of: arrival.id))
    }
  }

  /// How many files accompany others, with a document of their own or without.
  package func companionCount() throws -> Int {
    try Int.fetchOne(db, sql: "SELECT count(*) FROM arrival WHERE role = 'companion'") ?? 0
  }

  /// Companions without a document, counted twice over: by what they are, and by whom they accompany.
  package func companionFiles() throws -> (files: Int, linked: Int) {
    let without = "NOT EXISTS (SELECT 1 FROM document WHERE document.arrival = arrival.id)"
    let files = try Int.fetchOne(
      db,
      sql: "SELECT count(*) FROM arrival WHERE role = 'companion' AND \(without)"
    )
    let linked = try Int.fetchOne(
      db,
      sql: """
        SELECT count(DISTINCT companion.arrival) FROM companion
        JOIN arrival ON arrival.id = companion.arrival WHERE \(without)
        """
    )
    return (files ?? 0, linked ?? 0)
  }

  /// Files that are read and wait for the others of their group.
  package func waitingFileCount() throws -> Int {
    try Int.fetchOne(db, sql: "SELECT count(*) FROM arrival WHERE role = 'waiting'") ?? 0
  }
}

private struct PlacingFact: Codable {
  var arrival: Int64
  var state: ArrivalState
  var leaders: [Int64]
}
