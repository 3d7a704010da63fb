internal import GRDB

extension Schema {
  /// What is open of each party, and what is left of documents and entries that have been given to each other.
  ///
  /// `entryParty` and `documentParty` hold only what no pair settles; their keys are hashes of ledger and key
  /// (`StorageTransaction.partyKey`). A residual is told by its document; `entry` is set where it is a rest of an entry.
  static let parties: String = """
    ALTER TABLE entry ADD COLUMN isPaired INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE documentLedger ADD COLUMN isOpen INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE allocation ADD COLUMN isOfParty INTEGER NOT NULL DEFAULT 0;
    CREATE TABLE entryParty(
      key INTEGER NOT NULL, entry INTEGER NOT NULL REFERENCES entry(id), PRIMARY KEY(key, entry)
    ) WITHOUT ROWID;
    CREATE TABLE documentParty(
      key INTEGER NOT NULL, document INTEGER NOT NULL REFERENCES document(id), ledger TEXT NOT NULL,
      PRIMARY KEY(key, document)
    ) WITHOUT ROWID;
    CREATE INDEX documentPartyByDocument ON documentParty(document);
    CREATE TABLE wornParty(key INTEGER PRIMARY KEY);
    CREATE TABLE residual(
      id INTEGER PRIMARY KEY,
      document INTEGER NOT NULL REFERENCES document(id), ledger TEXT NOT NULL,
      entry INTEGER REFERENCES entry(id),
      kind TEXT NOT NULL CHECK(kind IN
        ('fee','discount','exchange','rounding','tip','overpayment','open')),
      amount INTEGER NOT NULL CHECK(amount <> 0), currency TEXT NOT NULL
    );
    CREATE INDEX residualByDocument ON residual(document, ledger);
    CREATE INDEX residualByEntry ON residual(entry) WHERE entry IS NOT NULL;
    UPDATE entry SET isPaired = 1 WHERE id IN (SELECT entry FROM allocation WHERE isPersons = 0);
    UPDATE documentLedger SET isOpen = 1 WHERE standing = 1 AND low IS NOT NULL AND NOT EXISTS
      (SELECT 1 FROM allocation WHERE allocation.document = documentLedger.document
        AND allocation.ledger = documentLedger.ledger);
    """

  /// An open document hangs together with more documents or entries of its party than are compared.
  ///
  /// Books from before see it when something touches them.
  static let beyond: String =
    "ALTER TABLE documentLedger ADD COLUMN isBeyond INTEGER NOT NULL DEFAULT 0"

  /// Whoever something is given to or taken from stands in `unproved` until its parts are its whole again; no row leaves it
  /// otherwise, and no transaction ends before it is empty (`StorageTransaction.prove`).
  static let proofs: String =
    """
    CREATE TABLE unproved(
      side TEXT NOT NULL, id INTEGER NOT NULL, ledger TEXT NOT NULL, PRIMARY KEY(side, id, ledger)
    ) WITHOUT ROWID;
    CREATE TRIGGER entryProved BEFORE DELETE ON unproved WHEN OLD.side = 'entry' BEGIN
      SELECT RAISE(ABORT, 'what is given of an entry and what is left of it are not its amount') WHERE
        coalesce((SELECT sum(entryAmount) FROM allocation WHERE entry = OLD.id), 0)
        + coalesce((SELECT sum(amount) FROM residual WHERE entry = OLD.id), 0)
        <> CASE WHEN EXISTS (SELECT 1 FROM allocation WHERE entry = OLD.id)
          THEN (SELECT amount FROM entry WHERE id = OLD.id) ELSE 0 END
        OR EXISTS (SELECT 1 FROM residual JOIN entry ON entry.id = OLD.id WHERE residual.entry = OLD.id
          AND (residual.amount < 0) <> (entry.amount < 0));
    END;
    CREATE TRIGGER documentProved BEFORE DELETE ON unproved WHEN OLD.side = 'document' BEGIN
      SELECT RAISE(ABORT, 'what is given of a document and what is left of it are not its amount') WHERE
        abs(coalesce((SELECT sum(documentAmount) FROM allocation
            WHERE document = OLD.id AND ledger = OLD.ledger), 0)
          + coalesce((SELECT sum(amount) FROM residual
            WHERE document = OLD.id AND ledger = OLD.ledger AND entry IS NULL), 0))
        <> CASE WHEN EXISTS
            (SELECT 1 FROM allocation WHERE document = OLD.id AND ledger = OLD.ledger)
          THEN (SELECT abs(payable) FROM document WHERE id = OLD.id) ELSE 0 END
        OR (SELECT min(part) < 0 AND max(part) > 0 FROM
          (SELECT documentAmount AS part FROM allocation WHERE document = OLD.id AND ledger = OLD.ledger
            UNION ALL SELECT amount FROM residual
            WHERE document = OLD.id AND ledger = OLD.ledger AND entry IS NULL));
    END;
    CREATE TRIGGER unprovedNeverUpdated BEFORE UPDATE ON unproved BEGIN
      SELECT RAISE(ABORT, 'what is unproved is proved, not changed');
    END;
    CREATE TRIGGER residualNeverUpdated BEFORE UPDATE ON residual BEGIN
      SELECT RAISE(ABORT, 'residuals are replaced, not updated');
    END;
    """
    + ["INSERT", "DELETE"].map { event in
      let row = event == "INSERT" ? "NEW" : "OLD"
      return """
        CREATE TRIGGER allocationUnproved\(event) AFTER \(event) ON allocation BEGIN
          INSERT OR IGNORE INTO unproved(side, id, ledger) VALUES ('entry', \(row).entry, \(row).ledger);
          INSERT OR IGNORE INTO unproved(side, id, ledger) VALUES ('document', \(row).document, \(row).ledger);
        END;
        CREATE TRIGGER residualUnproved\(event) AFTER \(event) ON residual BEGIN
          INSERT OR IGNORE INTO unproved(side, id, ledger) VALUES (
            CASE WHEN \(row).entry IS NULL THEN 'document' ELSE 'entry' END,
            coalesce(\(row).entry, \(row).document), \(row).ledger);
        END;
        """
    }.joined(separator: "\n")
}
