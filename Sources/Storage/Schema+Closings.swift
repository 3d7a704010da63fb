extension Schema {
  /// Periods that a person has closed, with the statement as it was signed; opening one again is a row too.
  ///
  /// `lockedMatch` names the documents whose matches the machine leaves alone since then.
  static let closings: String = """
    CREATE TABLE closing(
      id INTEGER PRIMARY KEY, ledger TEXT NOT NULL, period TEXT NOT NULL,
      firstDay INTEGER NOT NULL, lastDay INTEGER NOT NULL,
      statement TEXT NOT NULL, hash TEXT NOT NULL,
      closedBy TEXT NOT NULL, closedAt INTEGER NOT NULL, note TEXT,
      reopens INTEGER UNIQUE REFERENCES closing(id)
    );
    CREATE INDEX closingByLedger ON closing(ledger, lastDay);
    CREATE TABLE lockedMatch(
      document INTEGER NOT NULL REFERENCES document(id), closing INTEGER NOT NULL REFERENCES closing(id),
      PRIMARY KEY(document, closing)
    ) WITHOUT ROWID;
    CREATE INDEX lockedMatchByClosing ON lockedMatch(closing);
    """
}
