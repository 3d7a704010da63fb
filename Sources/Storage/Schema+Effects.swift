extension Schema {
  /// Effects may belong to a file that gave no document, and some are messages to other programs.
  ///
  /// A message is done when it was accepted (`sentAt`) or refused for good (`refusedAt`); `place` tells apart what one
  /// decision sends to several receivers. Ids are never used again, as those of the outbox.
  static let effects = """
    CREATE TABLE effect(
      id INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, owner TEXT NOT NULL,
      path TEXT NOT NULL, hash TEXT, doneAt INTEGER, attempts INTEGER NOT NULL DEFAULT 0, lastError TEXT
    );
    INSERT INTO effect SELECT id, kind, 'D' || document, path, hash, doneAt, attempts, lastError FROM outbox;
    DROP TABLE outbox;
    ALTER TABLE effect RENAME TO outbox;
    CREATE INDEX outboxOpen ON outbox(doneAt, id);
    CREATE INDEX outboxByOwner ON outbox(owner) WHERE doneAt IS NULL;
    CREATE TABLE placed(
      owner TEXT NOT NULL, wantedPath TEXT NOT NULL, path TEXT NOT NULL UNIQUE,
      hash TEXT NOT NULL, PRIMARY KEY(owner, wantedPath)
    ) WITHOUT ROWID;
    INSERT INTO placed SELECT 'D' || document, wantedPath, path, hash FROM placedFile;
    DROP TABLE placedFile;
    ALTER TABLE placed RENAME TO placedFile;
    CREATE TABLE message(
      id INTEGER PRIMARY KEY AUTOINCREMENT, owner TEXT NOT NULL, place TEXT NOT NULL, url TEXT NOT NULL,
      secret TEXT, body TEXT NOT NULL, key TEXT NOT NULL, plannedAt INTEGER NOT NULL,
      nextAt INTEGER NOT NULL, attempts INTEGER NOT NULL DEFAULT 0, lastError TEXT,
      sentAt INTEGER, refusedAt INTEGER
    );
    CREATE INDEX messageByOwner ON message(owner, place, id);
    CREATE INDEX messageOpen ON message(id) WHERE sentAt IS NULL AND refusedAt IS NULL;
    """
}
