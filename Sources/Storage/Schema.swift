internal import GRDB

/// The tables, one migration a released version; a migration is never edited after release.
enum Schema {
  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1") { db in
      for statement in [arrivals, documents, books, decisions, outbox, audit] {
        try db.execute(sql: statement)
      }
      for table in ["decision", "ruling", "audit"] { try db.execute(sql: appendOnly(table)) }
    }
    migrator.registerMigration("group-1") { db in try db.execute(sql: groups) }
    migrator.registerMigration("rules-1") { db in
      try db.execute(sql: definitions)
      try TableIndex.addKeysOfAllRows(db)
    }
    migrator.registerMigration("rerun-1") { db in
      // The days that a past decision hangs on, so that it can be made again.
      try db.execute(sql: "ALTER TABLE document ADD COLUMN checkedOn INTEGER")
      try db.execute(sql: "ALTER TABLE document ADD COLUMN judgedOn INTEGER")
    }
    // Numbers are told from identifiers since then.
    migrator.registerMigration("table-keys-2") { db in try TableIndex.addKeysOfAllRows(db) }
    migrator.registerMigration("order-1") { db in try db.execute(sql: standing) }
    migrator.registerMigration("parties-1") { db in
      try db.execute(sql: parties)
      try PartyMigration(db).run()
      try db.execute(sql: proofs)
    }
    migrator.registerMigration("closings-1") { db in
      try db.execute(sql: closings)
      try db.execute(sql: appendOnly("closing"))
    }
    migrator.registerMigration("enclosed-1") { db in try db.execute(sql: enclosed) }
    migrator.registerMigration("effects-1") { db in try db.execute(sql: effects) }
    migrator.registerMigration("remittances-1") { db in try db.execute(sql: remittances) }
    migrator.registerMigration("lessons-1") { db in try db.execute(sql: lessons) }
    migrator.registerMigration("parties-2") { db in try db.execute(sql: beyond) }
    migrator.registerMigration("basis-1") { db in
      try db.execute(sql: basis)
      for table in ["definitionSet", "lookedUp"] { try db.execute(sql: appendOnly(table)) }
    }
    migrator.registerMigration("balances-1") { db in
      // What the account stood at after the line; nil for lines from before, of which it proves nothing.
      try db.execute(sql: "ALTER TABLE entry ADD COLUMN balance INTEGER")
    }
    migrator.registerMigration("names-1") { db in
      // Documents from before have none until something indexes them anew.
      try db.execute(
        sql: """
          ALTER TABLE document ADD COLUMN nameKey TEXT;
          CREATE INDEX documentByNameKey ON document(nameKey, issueDay) WHERE nameKey IS NOT NULL;
          """
      )
    }
    migrator.registerMigration("sums-1") { db in
      // Holds all that the sums of a report ask for: they read it from end to end, and not a row here and a row there.
      try db.execute(
        sql: """
          DROP INDEX entryByDay;
          CREATE INDEX entryByDay ON entry(ledger, day, id, currency, amount, acceptedAlone);
          """
      )
    }
    return migrator
  }

  /// Files: what was dropped, the content it had, and whether it still waits for its reading.
  private static let arrivals = """
    CREATE TABLE blob(
      hash TEXT PRIMARY KEY, size INTEGER NOT NULL, storedAt INTEGER NOT NULL
    ) WITHOUT ROWID;
    CREATE TABLE arrival(
      id INTEGER PRIMARY KEY,
      workflow TEXT NOT NULL, name TEXT NOT NULL, path TEXT NOT NULL,
      hash TEXT NOT NULL REFERENCES blob(hash), size INTEGER NOT NULL,
      arrivedAt INTEGER NOT NULL, identity TEXT NOT NULL,
      isWhole INTEGER NOT NULL,
      state TEXT NOT NULL CHECK(state IN ('queued','read','duplicate','quarantined')),
      duplicateOf INTEGER REFERENCES arrival(id),
      target TEXT NOT NULL, kind TEXT, problems TEXT NOT NULL DEFAULT '[]',
      version TEXT, definition TEXT, finishedAt INTEGER
    );
    CREATE INDEX arrivalByHash ON arrival(hash);
    CREATE INDEX arrivalByName ON arrival(name);
    CREATE INDEX arrivalByState ON arrival(state);
    CREATE TABLE job(
      arrival INTEGER PRIMARY KEY REFERENCES arrival(id),
      state TEXT NOT NULL CHECK(state IN ('queued','running')),
      rank INTEGER NOT NULL, attempts INTEGER NOT NULL DEFAULT 0,
      readerDeaths INTEGER NOT NULL DEFAULT 0, failures INTEGER NOT NULL DEFAULT 0, notBefore INTEGER NOT NULL DEFAULT 0, lastError TEXT
    );
    CREATE INDEX jobByRank ON job(state, rank, arrival);
    """

  /// Documents with their current decision; the history is in `decision`.
  private static let documents = """
    CREATE TABLE document(
      id INTEGER PRIMARY KEY,
      arrival INTEGER NOT NULL REFERENCES arrival(id), position INTEGER NOT NULL,
      workflow TEXT NOT NULL, body TEXT NOT NULL, copy BLOB NOT NULL,
      number TEXT, seller TEXT, issueDay INTEGER, currency TEXT, payable INTEGER,
      exactKey TEXT, nearKey TEXT,
      outcome TEXT NOT NULL, decision INTEGER NOT NULL, isPersons INTEGER NOT NULL DEFAULT 0,
      findings TEXT NOT NULL DEFAULT '[]', matches TEXT NOT NULL DEFAULT '[]',
      duplicates TEXT NOT NULL DEFAULT '[]',
      UNIQUE(arrival, position)
    );
    CREATE INDEX documentByExactKey ON document(exactKey) WHERE exactKey IS NOT NULL;
    CREATE INDEX documentByNearKey ON document(nearKey, issueDay) WHERE nearKey IS NOT NULL;
    CREATE INDEX documentByOutcome ON document(outcome);
    CREATE INDEX documentByWorkflow ON document(workflow);
    CREATE TABLE documentLedger(
      document INTEGER NOT NULL REFERENCES document(id), ledger TEXT NOT NULL,
      currency TEXT, low INTEGER, high INTEGER, firstDay INTEGER, lastDay INTEGER,
      PRIMARY KEY(document, ledger)
    ) WITHOUT ROWID;
    CREATE INDEX documentLedgerByAmount ON documentLedger(ledger, currency, low, high);
    CREATE TABLE documentKey(
      key TEXT NOT NULL, document INTEGER NOT NULL REFERENCES document(id),
      PRIMARY KEY(key, document)
    ) WITHOUT ROWID;
    CREATE INDEX documentKeyByDocument ON documentKey(document);
    """

  /// Ledgers and tables.
  ///
  /// The unique index makes overlapping exports add nothing; the triggers forbid double claims.
  private static let books = """
    CREATE TABLE entry(
      id INTEGER PRIMARY KEY,
      ledger TEXT NOT NULL, arrival INTEGER NOT NULL REFERENCES arrival(id),
      identity BLOB NOT NULL, occurrence INTEGER NOT NULL,
      day INTEGER NOT NULL, currency TEXT NOT NULL, amount INTEGER NOT NULL,
      magnitude INTEGER NOT NULL, externalID TEXT, valueDay INTEGER, account TEXT, counterparty TEXT,
      counterpartyIBAN TEXT, reference TEXT, memo TEXT, originalAmount INTEGER,
      originalCurrency TEXT, line INTEGER, extra TEXT,
      acceptedAlone INTEGER NOT NULL DEFAULT 0,
      seenIn INTEGER NOT NULL,
      UNIQUE(ledger, identity, occurrence)
    );
    CREATE INDEX entryByAmount ON entry(ledger, currency, magnitude, day);
    CREATE INDEX entryByArrival ON entry(arrival);
    CREATE INDEX entryByDay ON entry(ledger, day);
    CREATE TABLE entryKey(
      key TEXT NOT NULL, entry INTEGER NOT NULL REFERENCES entry(id), PRIMARY KEY(key, entry)
    ) WITHOUT ROWID;
    CREATE TABLE statement(
      id INTEGER PRIMARY KEY, ledger TEXT NOT NULL, arrival INTEGER NOT NULL REFERENCES arrival(id),
      body TEXT NOT NULL
    );
    CREATE TABLE allocation(
      document INTEGER NOT NULL REFERENCES document(id), entry INTEGER NOT NULL REFERENCES entry(id),
      ledger TEXT NOT NULL,
      documentAmount INTEGER NOT NULL, documentCurrency TEXT NOT NULL,
      entryAmount INTEGER NOT NULL, isPersons INTEGER NOT NULL DEFAULT 0,
      PRIMARY KEY(document, entry)
    ) WITHOUT ROWID;
    CREATE INDEX allocationByEntry ON allocation(entry);
    CREATE TRIGGER entryNeverClaimedTwice AFTER INSERT ON allocation BEGIN
      SELECT RAISE(ABORT, 'an entry would be allocated beyond its amount') WHERE
        (SELECT abs(sum(entryAmount)) FROM allocation WHERE entry = NEW.entry)
        > (SELECT magnitude FROM entry WHERE id = NEW.entry)
        OR (SELECT amount FROM entry WHERE id = NEW.entry) < 0 AND NEW.entryAmount > 0
        OR (SELECT amount FROM entry WHERE id = NEW.entry) > 0 AND NEW.entryAmount < 0;
    END;
    CREATE TRIGGER documentNeverClaimedTwice AFTER INSERT ON allocation BEGIN
      SELECT RAISE(ABORT, 'a document would be allocated beyond its amount') WHERE
        (SELECT abs(sum(documentAmount)) FROM allocation
          WHERE document = NEW.document AND ledger = NEW.ledger)
        > (SELECT abs(payable) FROM document WHERE id = NEW.document);
    END;
    CREATE TRIGGER allocationNeverUpdated BEFORE UPDATE ON allocation BEGIN
      SELECT RAISE(ABORT, 'allocations are replaced, not updated');
    END;
    CREATE TABLE tableRow(
      tableName TEXT NOT NULL, arrival INTEGER NOT NULL REFERENCES arrival(id), line INTEGER NOT NULL,
      body TEXT NOT NULL
    );
    CREATE INDEX tableRowByName ON tableRow(tableName, line);
    CREATE TABLE tableKey(
      tableName TEXT NOT NULL, key TEXT NOT NULL, row INTEGER NOT NULL,
      PRIMARY KEY(tableName, key, row)
    ) WITHOUT ROWID;
    """

  /// Every definition that decided anything, byte for byte, so that a decision can be made again under it.
  private static let definitions = """
    CREATE TABLE definition(
      hash TEXT PRIMARY KEY, fileName TEXT NOT NULL, bytes BLOB NOT NULL, storedAt INTEGER NOT NULL
    ) WITHOUT ROWID;
    """

  /// Facts: what was decided, by whom, when, under which definition; and what waits for a person.
  private static let decisions = """
    CREATE TABLE decision(
      id INTEGER PRIMARY KEY, document INTEGER NOT NULL REFERENCES document(id),
      outcome TEXT NOT NULL, code TEXT NOT NULL, rule TEXT NOT NULL, reason TEXT NOT NULL,
      suggestion TEXT NOT NULL, queue TEXT,
      decidedBy TEXT NOT NULL, decidedAt INTEGER NOT NULL,
      workflow TEXT NOT NULL, version TEXT NOT NULL, definition TEXT NOT NULL,
      findings TEXT NOT NULL, matches TEXT NOT NULL, supersedes INTEGER
    );
    CREATE INDEX decisionByDocument ON decision(document);
    CREATE TABLE exception(
      id INTEGER PRIMARY KEY, subject TEXT NOT NULL, subjectID INTEGER NOT NULL,
      openedAt INTEGER NOT NULL, closedAt INTEGER, code TEXT NOT NULL, queue TEXT NOT NULL,
      UNIQUE(subject, subjectID)
    );
    CREATE INDEX exceptionOpen ON exception(closedAt, id);
    CREATE TABLE ruling(
      id INTEGER PRIMARY KEY, exception INTEGER NOT NULL REFERENCES exception(id),
      subject TEXT NOT NULL, subjectID INTEGER NOT NULL,
      body TEXT NOT NULL, note TEXT, ruledBy TEXT NOT NULL, ruledAt INTEGER NOT NULL,
      undoes INTEGER UNIQUE REFERENCES ruling(id)
    );
    CREATE INDEX rulingBySubject ON ruling(subject, subjectID);
    """

  /// An outbox id is never used again: whoever still carries out a deleted item must not finish another one.
  private static let outbox = """
    CREATE TABLE outbox(
      id INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, document INTEGER NOT NULL REFERENCES document(id),
      path TEXT NOT NULL, hash TEXT, doneAt INTEGER, attempts INTEGER NOT NULL DEFAULT 0, lastError TEXT
    );
    CREATE INDEX outboxOpen ON outbox(doneAt, id);
    CREATE TABLE placedFile(
      document INTEGER NOT NULL REFERENCES document(id), wantedPath TEXT NOT NULL, path TEXT NOT NULL UNIQUE,
      hash TEXT NOT NULL, PRIMARY KEY(document, wantedPath)
    ) WITHOUT ROWID;
    """

  private static let audit = """
    CREATE TABLE audit(
      id INTEGER PRIMARY KEY, at INTEGER NOT NULL, kind TEXT NOT NULL, body TEXT NOT NULL,
      previous TEXT NOT NULL, hash TEXT NOT NULL
    );
    """

  /// Files that belong together: who came with whom, and who accompanies whom.
  ///
  /// `role` is what an arrival is beside the others of its group: it waits for them, or accompanies one. `content` is the
  /// arrival that has a member's content: itself, or the first one with these bytes.
  private static let groups = """
    ALTER TABLE arrival ADD COLUMN role TEXT CHECK(role IN ('waiting','companion'));
    CREATE INDEX arrivalByRole ON arrival(role) WHERE role IS NOT NULL;
    CREATE TABLE fileGroup(
      id INTEGER PRIMARY KEY, workflow TEXT NOT NULL, key TEXT NOT NULL, newestAt INTEGER NOT NULL,
      isDue INTEGER NOT NULL DEFAULT 0
    );
    CREATE INDEX fileGroupByKey ON fileGroup(workflow, key);
    CREATE INDEX fileGroupDue ON fileGroup(isDue) WHERE isDue;
    CREATE TABLE groupMember(
      arrival INTEGER PRIMARY KEY REFERENCES arrival(id),
      fileGroup INTEGER NOT NULL REFERENCES fileGroup(id),
      content INTEGER NOT NULL REFERENCES arrival(id)
    );
    CREATE INDEX groupMemberByGroup ON groupMember(fileGroup);
    CREATE INDEX groupMemberByContent ON groupMember(content);
    CREATE TABLE companion(
      arrival INTEGER NOT NULL REFERENCES arrival(id), leader INTEGER NOT NULL REFERENCES arrival(id),
      PRIMARY KEY(arrival, leader)
    ) WITHOUT ROWID;
    CREATE INDEX companionByLeader ON companion(leader);
    """

  /// What reconciling remembers of documents, entries and references (`StorageTransaction+Standing`), so that the limits of
  /// what is compared hang on what the books hold and not on which rows came first.
  ///
  /// A document stands once it has been judged. What was stored before this migration stands as it was decided; crowds
  /// among it are seen as soon as something touches them.
  private static let standing = """
    ALTER TABLE documentLedger ADD COLUMN standing INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE documentLedger ADD COLUMN isCrowded INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE documentLedger ADD COLUMN isTangled INTEGER NOT NULL DEFAULT 0;
    UPDATE documentLedger SET standing = 1 WHERE document IN
      (SELECT id FROM document WHERE isPersons = 0 AND decision <> 0 AND outcome NOT IN ('duplicate','rejected'));
    DROP INDEX documentLedgerByAmount;
    CREATE INDEX documentLedgerByAmount
      ON documentLedger(ledger, currency, low, high, firstDay, lastDay, isCrowded) WHERE standing = 1;
    CREATE TABLE ledgerWidth(
      ledger TEXT NOT NULL, currency TEXT NOT NULL, width INTEGER NOT NULL, PRIMARY KEY(ledger, currency)
    ) WITHOUT ROWID;
    INSERT INTO ledgerWidth SELECT ledger, currency, max(high - low) FROM documentLedger
      WHERE currency IS NOT NULL AND low IS NOT NULL GROUP BY ledger, currency;
    ALTER TABLE entry ADD COLUMN isTaken INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE entry ADD COLUMN isCrowded INTEGER NOT NULL DEFAULT 0;
    UPDATE entry SET isTaken = 1 WHERE acceptedAlone = 1
      OR id IN (SELECT entry FROM allocation WHERE isPersons = 1);
    CREATE TABLE wornKey(ledger TEXT NOT NULL, key TEXT NOT NULL, PRIMARY KEY(ledger, key)) WITHOUT ROWID;
    """

  /// Files inside mails and archives: in which, in which at last, how deep; and what a mail says of itself.
  private static let enclosed = """
    ALTER TABLE arrival ADD COLUMN parent INTEGER REFERENCES arrival(id);
    ALTER TABLE arrival ADD COLUMN root INTEGER REFERENCES arrival(id);
    ALTER TABLE arrival ADD COLUMN enclosures INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE arrival ADD COLUMN mail TEXT;
    CREATE INDEX arrivalByParent ON arrival(parent) WHERE parent IS NOT NULL;
    CREATE INDEX arrivalByRoot ON arrival(root) WHERE root IS NOT NULL;
    """

  private static func appendOnly(_ table: String) -> String {
    """
    CREATE TRIGGER \(table)NeverUpdated BEFORE UPDATE ON \(table) BEGIN
      SELECT RAISE(ABORT, '\(table) is append-only');
    END;
    CREATE TRIGGER \(table)NeverReplaced BEFORE INSERT ON \(table)
      WHEN EXISTS (SELECT 1 FROM \(table) WHERE id = NEW.id) BEGIN
      SELECT RAISE(ABORT, '\(table) is append-only');
    END;
    CREATE TRIGGER \(table)NeverDeleted BEFORE DELETE ON \(table) BEGIN
      SELECT RAISE(ABORT, '\(table) is append-only');
    END;
    """
  }
}
