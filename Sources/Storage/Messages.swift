import Digests
internal import GRDB
import Values

/// A message that is to be sent: to whom, and what it says.
package struct WantedMessage: Sendable, Hashable {
  /// Which of the workflow's effects it is: `cleared/0`.
  package var place: String
  package var url: String
  package var secret: String?
  /// JSON.
  package var body: String

  package init(place: String, url: String, secret: String?, body: String) {
    self.place = place
    self.url = url
    self.secret = secret
    self.body = body
  }

  /// `cleared` of `cleared/0`.
  fileprivate var outcome: Substring { place.prefix { $0 != "/" } }
}

/// A message of the books, sent or not.
package struct StoredMessage: Sendable, Hashable {
  package enum State: String, Sendable, Codable {
    case waiting
    case sent
    case refused
  }

  package var id: Int64
  package var owner: EffectOwner
  package var url: String
  package var secret: String?
  package var body: String
  /// The same for each attempt.
  package var key: String
  package var attempts: Int
  package var nextAt: Moment
  package var lastError: String?
  package var state: State
  /// When it was planned, sent or refused.
  package var at: Moment
}

extension StorageTransaction {
  /// Plans the messages of a document or file so that each of these is sent, and none that is not meant any more.
  ///
  /// What its receiver was last told is not told again, unless it has been told of another outcome since, or may have been.
  package func want(_ messages: [WantedMessage], of owner: EffectOwner) throws {
    // Most have never sent anything, and the index says so at once.
    let open = try Row.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT id, place, url, secret, body FROM message
          WHERE owner = ? AND sentAt IS NULL AND refusedAt IS NULL
          """
      ),
      arguments: [owner.text]
    )
    var waiting: Set<WantedMessage> = []
    var takenBack: [WantedMessage] = []
    for row in open {
      let message = WantedMessage(
        place: row["place"],
        url: row["url"],
        secret: row["secret"],
        body: row["body"]
      )
      if messages.contains(message) {
        waiting.insert(message)
      } else {
        try db.cachedStatement(sql: "DELETE FROM message WHERE id = ?")
          .execute(arguments: [row["id"] as Int64])
        takenBack.append(message)
      }
    }
    for message in messages where !waiting.contains(message) {
      // What is taken back may be on its way already.
      let mayBeMistold = takenBack.contains {
        $0.url == message.url && $0.outcome != message.outcome
      }
      if try mayBeMistold || lastTold(message, owner) != message.body { try plan(message, owner) }
    }
  }

  /// What the receiver believes: nil where it was told of another outcome afterwards.
  private func lastTold(_ message: WantedMessage, _ owner: EffectOwner) throws -> String? {
    try String.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT body FROM message AS told
          WHERE owner = ?1 AND place = ?2 AND url = ?3 AND sentAt IS NOT NULL AND NOT EXISTS
            (SELECT 1 FROM message AS later WHERE later.owner = ?1 AND later.url = ?3
              AND later.sentAt IS NOT NULL AND later.id > told.id
              AND substr(later.place, 1, instr(later.place, '/')) <> substr(?2, 1, instr(?2, '/')))
          ORDER BY id DESC LIMIT 1
          """
      ),
      arguments: [owner.text, message.place, message.url]
    )
  }

  private func plan(_ message: WantedMessage, _ owner: EffectOwner) throws {
    let words = [owner.text, message.place, message.url, "\(now.milliseconds)", message.body]
    let key = SHA256Digester.hash(Array(words.joined(separator: "\n").utf8)).hex.prefix(32)
    try db.cachedStatement(
      sql: """
        INSERT INTO message(owner, place, url, secret, body, key, plannedAt, nextAt)
        VALUES (?,?,?,?,?,?,?,?)
        """
    ).execute(
      arguments: [
        owner.text, message.place, message.url, message.secret, message.body, String(key),
        now.milliseconds, now.milliseconds,
      ]
    )
  }

  /// Messages that are to be sent, the oldest first.
  package func openMessages(after id: Int64 = 0, limit: Int) throws -> [StoredMessage] {
    try db.values(
      db.cachedStatement(
        sql: """
          SELECT * FROM message WHERE id > ? AND sentAt IS NULL AND refusedAt IS NULL
          ORDER BY id LIMIT ?
          """
      ),
      arguments: [id, limit],
      as: Self.storedMessage
    )
  }

  /// How many wait, and how many were refused.
  package func messageCounts() throws -> (waiting: Int, refused: Int) {
    let row = try Row.fetchOne(
      db,
      sql: """
        SELECT count(*) FILTER (WHERE sentAt IS NULL AND refusedAt IS NULL) AS waiting,
          count(*) FILTER (WHERE refusedAt IS NOT NULL) AS refused FROM message
        """
    )
    return (row?["waiting"] ?? 0, row?["refused"] ?? 0)
  }

  /// All that was planned for one document or file, oldest first.
  package func messages(of owner: EffectOwner) throws -> [StoredMessage] {
    try db.values(
      db.cachedStatement(sql: "SELECT * FROM message WHERE owner = ? ORDER BY id"),
      arguments: [owner.text],
      as: Self.storedMessage
    )
  }

  /// False when it was done, or a later decision took it back meanwhile.
  package func isOpen(_ message: StoredMessage) throws -> Bool {
    try Bool.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT EXISTS(SELECT 1 FROM message
            WHERE id = ? AND sentAt IS NULL AND refusedAt IS NULL)
          """
      ),
      arguments: [message.id]
    ) ?? false
  }

  package func accept(_ message: StoredMessage) throws {
    try db.cachedStatement(
      sql: "UPDATE message SET sentAt = ?, attempts = attempts + 1, lastError = NULL WHERE id = ?"
    ).execute(arguments: [now.milliseconds, message.id])
  }

  package func refuse(_ message: StoredMessage, _ reason: String) throws {
    try db.cachedStatement(
      sql: "UPDATE message SET refusedAt = ?, attempts = attempts + 1, lastError = ? WHERE id = ?"
    ).execute(arguments: [now.milliseconds, reason, message.id])
  }

  package func postpone(_ message: StoredMessage, until moment: Moment, _ reason: String) throws {
    try db.cachedStatement(
      sql: "UPDATE message SET nextAt = ?, attempts = attempts + 1, lastError = ? WHERE id = ?"
    ).execute(arguments: [moment.milliseconds, reason, message.id])
  }

  /// Whatever failed or was refused is due again.
  package func sendAgain() throws {
    try db.cachedStatement(
      sql: """
        UPDATE message SET refusedAt = NULL, nextAt = ?
        WHERE sentAt IS NULL AND (refusedAt IS NOT NULL OR nextAt > ?)
        """
    ).execute(arguments: [now.milliseconds, now.milliseconds])
  }

  private static func storedMessage(_ row: Row) throws -> StoredMessage {
    let planned: Int64 = row["plannedAt"]
    let sent: Int64? = row["sentAt"]
    let refused: Int64? = row["refusedAt"]
    return StoredMessage(
      id: row["id"],
      owner: try EffectOwner(text: row["owner"]),
      url: row["url"],
      secret: row["secret"],
      body: row["body"],
      key: row["key"],
      attempts: row["attempts"],
      nextAt: Moment(milliseconds: row["nextAt"]),
      lastError: row["lastError"],
      state: sent != nil ? .sent : refused != nil ? .refused : .waiting,
      at: Moment(milliseconds: sent ?? refused ?? planned)
    )
  }
}
