package import Books
internal import GRDB
package import Values

/// Whose effects they are: a document's, or those of a file that gave none.
package enum EffectOwner: Hashable, Sendable {
  case document(DocumentID)
  case arrival(ArrivalID)

  /// As it stands in the tables: `D12`, `A7`.
  var text: String {
    switch self {
    case .document(let id): id.description
    case .arrival(let id): id.description
    }
  }

  init(text: String) throws {
    if let id = DocumentID(text: text) {
      self = .document(id)
    } else if let id = ArrivalID(text: text) {
      self = .arrival(id)
    } else {
      throw StorageError.damaged("the owner \(text) of an effect")
    }
  }
}

/// An effect outside the database that is still to happen.
///
/// Doing it twice is harmless.
package struct OutboxItem: Sendable {
  package enum Kind: String, Sendable {
    /// Put a named copy of the file at `path`.
    case place
    /// Take that copy away again: its owner is no longer what it was placed for.
    case withdraw
  }

  package var id: Int64
  package var kind: Kind
  package var owner: EffectOwner
  /// Relative to the workspace.
  package var path: String
  package var hash: ContentHash?
  package var attempts: Int
}

/// A named copy that is to be there: this content under this path.
package struct WantedCopy: Sendable, Hashable {
  package var path: String
  package var hash: ContentHash

  package init(path: String, hash: ContentHash) {
    self.path = path
    self.hash = hash
  }
}

/// A named copy that was made.
package struct PlacedFile: Sendable {
  /// As the definition asked for it; `path` may carry a number to keep two files apart.
  package var wantedPath: String
  package var path: String
  package var hash: ContentHash
}

extension StorageTransaction {
  /// Plans the named copies of a document or file so that exactly these will be there.
  package func want(_ copies: [WantedCopy], of owner: EffectOwner) throws {
    // What was begun may stand half done on the disk: it is done once more, in whichever direction.
    let begun = try String.fetchSet(
      db.cachedStatement(sql: "SELECT path FROM outbox WHERE owner = ? AND doneAt IS NULL"),
      arguments: [owner.text]
    )
    try db.cachedStatement(sql: "DELETE FROM outbox WHERE owner = ? AND doneAt IS NULL")
      .execute(arguments: [owner.text])
    let placed = try placedFiles(of: owner)
    for file in placed where !copies.contains(where: { $0.path == file.wantedPath }) {
      try enqueue(.withdraw, owner, file.wantedPath, nil)
    }
    for copy in copies
    where begun.contains(copy.path)
      || !placed.contains(where: { $0.wantedPath == copy.path && $0.hash == copy.hash })
    {
      try enqueue(.place, owner, copy.path, copy.hash)
    }
  }

  private func enqueue(
    _ kind: OutboxItem.Kind,
    _ owner: EffectOwner,
    _ path: String,
    _ hash: ContentHash?
  ) throws {
    try db.cachedStatement(sql: "INSERT INTO outbox(kind, owner, path, hash) VALUES (?,?,?,?)")
      .execute(arguments: [kind.rawValue, owner.text, path, hash?.hex])
  }

  package func placedFiles(of owner: EffectOwner) throws -> [PlacedFile] {
    try Row.fetchAll(
      db.cachedStatement(sql: "SELECT * FROM placedFile WHERE owner = ? ORDER BY wantedPath"),
      arguments: [owner.text]
    ).compactMap { row in
      let hex: String = row["hash"]
      return ContentHash(hex: hex).map {
        PlacedFile(wantedPath: row["wantedPath"], path: row["path"], hash: $0)
      }
    }
  }

  /// Whom a path belongs to, if anybody has taken it.
  package func holder(ofPath path: String) throws -> EffectOwner? {
    try String.fetchOne(
      db.cachedStatement(sql: "SELECT owner FROM placedFile WHERE path = ?"),
      arguments: [path]
    ).map { try EffectOwner(text: $0) }
  }

  package func openOutbox(limit: Int) throws -> [OutboxItem] {
    try Row.fetchAll(
      db.cachedStatement(sql: "SELECT * FROM outbox WHERE doneAt IS NULL ORDER BY id LIMIT ?"),
      arguments: [limit]
    ).map { row in
      guard let kind = OutboxItem.Kind(rawValue: row["kind"]) else {
        throw StorageError.damaged("outbox \(row["id"] as Int64)")
      }
      return OutboxItem(
        id: row["id"],
        kind: kind,
        owner: try EffectOwner(text: row["owner"]),
        path: row["path"],
        hash: (row["hash"] as String?).flatMap { ContentHash(hex: $0) },
        attempts: row["attempts"]
      )
    }
  }

  /// False when it was carried out or a later decision took it back meanwhile.
  package func isOpen(_ item: OutboxItem) throws -> Bool {
    try Bool.fetchOne(
      db.cachedStatement(
        sql: "SELECT EXISTS(SELECT 1 FROM outbox WHERE id = ? AND doneAt IS NULL)"
      ),
      arguments: [item.id]
    ) ?? false
  }

  package func openOutboxCount() throws -> Int {
    try Int.fetchOne(
      db.cachedStatement(sql: "SELECT count(*) FROM outbox WHERE doneAt IS NULL")
    ) ?? 0
  }

  /// The copy stands at `path`.
  ///
  /// The path is claimed before the file is written, so a crash in between repeats the copy.
  package func claim(path: String, for item: OutboxItem) throws {
    try db.cachedStatement(
      sql: """
        INSERT INTO placedFile(owner, wantedPath, path, hash) VALUES (?,?,?,?)
        ON CONFLICT(owner, wantedPath) DO UPDATE SET path = excluded.path, hash = excluded.hash
        """
    ).execute(arguments: [item.owner.text, item.path, path, item.hash?.hex])
  }

  package func finish(_ item: OutboxItem) throws {
    if item.kind == .withdraw {
      try db.cachedStatement(
        sql: "DELETE FROM placedFile WHERE owner = ? AND wantedPath = ?"
      ).execute(arguments: [item.owner.text, item.path])
    }
    try db.cachedStatement(sql: "UPDATE outbox SET doneAt = ? WHERE id = ?")
      .execute(arguments: [now.milliseconds, item.id])
  }

  package func fail(_ item: OutboxItem, _ error: String) throws {
    try db.cachedStatement(
      sql: "UPDATE outbox SET attempts = attempts + 1, lastError = ? WHERE id = ?"
    ).execute(arguments: [error, item.id])
  }
}
