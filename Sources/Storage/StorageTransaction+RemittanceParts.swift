package import Books
internal import GRDB
package import Values

/// What a run has to do with a ledger's documents and entries.
package struct RemittanceParts: Sendable, Hashable {
  /// Entries that are kept for it.
  package var entries: Set<EntryID> = []
  /// Documents that are kept for it.
  package var held: Set<DocumentID> = []
  /// Documents that are only told of it, with what they are told; empty: nothing.
  package var noted: [DocumentID: String] = [:]

  package init() {}
}

// Functions of what the books hold, which `Reconciler` keeps so whenever that changes.
extension StorageTransaction {
  package func parts(of id: RemittanceID, in ledger: LedgerName) throws -> RemittanceParts {
    var parts = RemittanceParts()
    let entries = try Int64.fetchAll(
      db.cachedStatement(
        sql: "SELECT entry FROM remittanceEntry WHERE remittance = ? AND ledger = ?"
      ),
      arguments: [id.number, ledger.name]
    )
    parts.entries = Set(entries.map { EntryID($0) })
    let documents = try Row.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT document, isHeld, note FROM remittanceDocument WHERE remittance = ? AND ledger = ?
          """
      ),
      arguments: [id.number, ledger.name]
    )
    for row in documents {
      let document = DocumentID(row["document"])
      if row["isHeld"] { parts.held.insert(document) } else { parts.noted[document] = row["note"] }
    }
    return parts
  }

  package func setParts(
    _ parts: RemittanceParts,
    of id: RemittanceID,
    in ledger: LedgerName
  ) throws {
    for table in ["remittanceEntry", "remittanceDocument"] {
      try db.cachedStatement(sql: "DELETE FROM \(table) WHERE remittance = ? AND ledger = ?")
        .execute(arguments: [id.number, ledger.name])
    }
    for entry in parts.entries.sorted() {
      try db.cachedStatement(
        sql: "INSERT INTO remittanceEntry(entry, remittance, ledger) VALUES (?,?,?)"
      ).execute(arguments: [entry.number, id.number, ledger.name])
    }
    for document in parts.held.union(parts.noted.keys).sorted() {
      let isHeld = parts.held.contains(document)
      try db.cachedStatement(
        sql: """
          INSERT INTO remittanceDocument(document, ledger, remittance, isHeld, note)
          VALUES (?,?,?,?,?)
          """
      ).execute(arguments: [
        document.number, ledger.name, id.number, isHeld,
        isHeld ? "" : parts.noted[document] ?? "",
      ])
    }
  }

  /// True when a run keeps the entry.
  package func isKept(_ entry: EntryID) throws -> Bool {
    try Bool.fetchOne(
      db.cachedStatement(sql: "SELECT EXISTS(SELECT 1 FROM remittanceEntry WHERE entry = ?)"),
      arguments: [entry.number]
    ) ?? false
  }

  /// Runs that keep the entry.
  package func remittances(keeping entry: EntryID) throws -> [RemittanceID] {
    try ids("SELECT remittance FROM remittanceEntry WHERE entry = ?", [entry.number])
  }

  /// True when a run keeps the document.
  package func isHeld(_ id: DocumentID, in ledger: LedgerName) throws -> Bool {
    try Bool.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT EXISTS(SELECT 1 FROM remittanceDocument
            WHERE document = ? AND ledger = ? AND isHeld = 1)
          """
      ),
      arguments: [id.number, ledger.name]
    ) ?? false
  }

  /// Runs that have to do with the document.
  package func remittances(of id: DocumentID, in ledger: LedgerName) throws -> [RemittanceID] {
    try ids(
      "SELECT remittance FROM remittanceDocument WHERE document = ? AND ledger = ?",
      [id.number, ledger.name]
    )
  }

  /// What runs that do not keep the document tell it, in an order that hangs on the words only.
  package func notes(of id: DocumentID, in ledger: LedgerName) throws -> [String] {
    try String.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT DISTINCT note FROM remittanceDocument
          WHERE document = ? AND ledger = ? AND isHeld = 0 AND note <> '' ORDER BY note
          """
      ),
      arguments: [id.number, ledger.name]
    )
  }

  /// Entries of exactly this amount, in either direction, whoever has them.
  package func entries(ofAmount amount: Money, in ledger: LedgerName) throws -> [StoredEntry] {
    try db.values(
      db.cachedStatement(
        sql: "SELECT * FROM entry WHERE ledger = ? AND currency = ? AND magnitude = ?"
      ),
      arguments: [
        ledger.name, amount.currency.code, Int64(clamping: amount.minorUnits.magnitude),
      ],
      as: Self.storedEntry
    )
  }

  /// Entries that have a reference, whoever has them.
  package func allEntries(
    key: String,
    in ledger: LedgerName,
    limit: Int
  ) throws -> [StoredEntry] {
    try db.values(
      db.cachedStatement(
        sql: """
          SELECT entry.* FROM entryKey JOIN entry ON entry.id = entryKey.entry
          WHERE key = ? AND ledger = ? LIMIT ?
          """
      ),
      arguments: [key, ledger.name, limit],
      as: Self.storedEntry
    )
  }

  /// Entries of about the document's amount within its days that share a reference with it, whoever has them.
  package func allEntries(_ index: LedgerIndex, sharing keys: [String]) throws -> [StoredEntry] {
    guard let amounts = index.amounts, let days = index.days, let currency = index.currency,
      !keys.isEmpty
    else { return [] }
    return try db.values(
      db.cachedStatement(
        sql: """
          SELECT * FROM entry INDEXED BY entryByAmount WHERE ledger = ? AND currency = ? AND magnitude BETWEEN ? AND ?
            AND day BETWEEN ? AND ? AND EXISTS (SELECT 1 FROM entryKey
              WHERE entryKey.entry = entry.id AND key IN (SELECT value FROM json_each(?)))
          """
      ),
      arguments: [
        index.ledger.name, currency.code, amounts.lowerBound, amounts.upperBound,
        days.lowerBound.number, days.upperBound.number, try StoredJSON.text(keys),
      ],
      as: Self.storedEntry
    )
  }

  /// Files in which the lines of a run came, the first first.
  package func files(of id: RemittanceID) throws -> [ArrivalID] {
    try Int64.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT DISTINCT arrival FROM remittanceRow JOIN tableRow ON tableRow.rowid = remittanceRow.row
          WHERE remittance = ? ORDER BY arrival
          """
      ),
      arguments: [id.number]
    ).map { ArrivalID($0) }
  }
}
