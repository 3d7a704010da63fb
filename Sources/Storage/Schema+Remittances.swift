extension Schema {
  /// Payment runs and payouts: which rows are theirs, under what documents and entries meet them, and what each has to do
  /// with a ledger's documents and entries.
  ///
  /// A row of a table is one line; `remittanceRow` says of which runs (its batch, and the message that held several). An entry
  /// in `remittanceEntry` is kept for its run, and so is a document in `remittanceDocument` whose `isHeld` is 1; the others are
  /// told of the run only, with `note`. What was stored before this migration is indexed when the daemon starts (`isIndexed`).
  static let remittances: String = """
    CREATE TABLE remittance(
      id INTEGER PRIMARY KEY, tableName TEXT NOT NULL, isMessage INTEGER NOT NULL, reference TEXT NOT NULL,
      message TEXT NOT NULL, isIndexed INTEGER NOT NULL DEFAULT 1,
      UNIQUE(tableName, isMessage, reference, message)
    );
    CREATE INDEX remittanceByMessage ON remittance(tableName, message) WHERE message <> '';
    CREATE INDEX remittanceUnindexed ON remittance(isIndexed) WHERE isIndexed = 0;
    CREATE TABLE remittanceRow(
      remittance INTEGER NOT NULL REFERENCES remittance(id), row INTEGER NOT NULL, PRIMARY KEY(remittance, row)
    ) WITHOUT ROWID;
    CREATE INDEX remittanceRowByRow ON remittanceRow(row);
    CREATE TABLE remittanceKey(key TEXT NOT NULL, row INTEGER NOT NULL, PRIMARY KEY(key, row)) WITHOUT ROWID;
    CREATE TABLE remittanceMark(
      mark TEXT NOT NULL, remittance INTEGER NOT NULL REFERENCES remittance(id), PRIMARY KEY(mark, remittance)
    ) WITHOUT ROWID;
    CREATE INDEX remittanceMarkByRemittance ON remittanceMark(remittance);
    CREATE TABLE remittanceEntry(
      entry INTEGER NOT NULL REFERENCES entry(id), remittance INTEGER NOT NULL REFERENCES remittance(id),
      ledger TEXT NOT NULL, PRIMARY KEY(entry, remittance)
    ) WITHOUT ROWID;
    CREATE INDEX remittanceEntryByRemittance ON remittanceEntry(remittance, ledger);
    CREATE TABLE remittanceDocument(
      document INTEGER NOT NULL REFERENCES document(id), ledger TEXT NOT NULL,
      remittance INTEGER NOT NULL REFERENCES remittance(id), isHeld INTEGER NOT NULL, note TEXT NOT NULL,
      PRIMARY KEY(document, ledger, remittance)
    ) WITHOUT ROWID;
    CREATE INDEX remittanceDocumentByRemittance ON remittanceDocument(remittance, ledger);
    INSERT OR IGNORE INTO remittance(tableName, isMessage, reference, message, isIndexed)
      SELECT tableName, 0, json_extract(body, '$.values.batch'), coalesce(json_extract(body, '$.values.message'), ''), 0
      FROM tableRow JOIN arrival ON arrival.id = tableRow.arrival
      WHERE arrival.target = 'remittance' AND json_extract(body, '$.values.batch') IS NOT NULL;
    INSERT OR IGNORE INTO remittance(tableName, isMessage, reference, message, isIndexed)
      SELECT tableName, 1, message, message, 0 FROM remittance WHERE message <> '';
    INSERT OR IGNORE INTO remittanceRow(remittance, row)
      SELECT remittance.id, tableRow.rowid FROM tableRow JOIN arrival ON arrival.id = tableRow.arrival
      JOIN remittance ON remittance.tableName = tableRow.tableName AND remittance.isMessage = 0
        AND remittance.reference = json_extract(body, '$.values.batch')
        AND remittance.message = coalesce(json_extract(body, '$.values.message'), '')
      WHERE arrival.target = 'remittance';
    INSERT OR IGNORE INTO remittanceRow(remittance, row)
      SELECT whole.id, remittanceRow.row FROM remittanceRow JOIN remittance AS part ON part.id = remittanceRow.remittance
      JOIN remittance AS whole ON whole.isMessage = 1 AND whole.tableName = part.tableName AND whole.message = part.message
      WHERE part.isMessage = 0;
    """
}
