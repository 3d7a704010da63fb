package import Books
package import Documents
internal import GRDB
package import Values
package import Workflows

package struct DayOfEntry: Sendable {
  package var id: EntryID
  package var day: Day
}

package struct BriefDocument: Sendable {
  package var workflow: WorkflowID
  package var document: Document
  /// The last thing told of it in some ledger is what its party's open items say together.
  package var isToldByParty: Bool
}

/// An open document under a key of its party.
package struct OpenOfParty: Sendable, Hashable {
  package var id: DocumentID
  /// It hangs together with more documents or entries than are compared.
  package var isBeyond: Bool
  /// Days of entries that may belong to it; nil: any.
  package var days: ClosedRange<Day>?

  package func mayHave(_ day: Day) -> Bool { days?.contains(day) ?? true }
}

// What is open of each party. What a pair settles is not in these tables, so that a party with a long history is found as
// fast as a new one.
extension StorageTransaction {
  /// A party's key in one ledger, as a number.
  package static func partyKey(_ key: String, _ ledger: LedgerName) -> Int64 {
    // Fowler, Noll and Vo's 64-bit hash, variant 1a.
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in ledger.name.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    hash = (hash ^ 0x1F) &* 0x0000_0100_0000_01B3
    for byte in key.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    return Int64(bitPattern: hash)
  }

  // MARK: Who is open

  func addToParty(_ id: EntryID, _ entry: Entry, _ ledger: LedgerName) throws {
    for key in PartyKeys.of(entry) {
      try db.run("INSERT OR IGNORE INTO entryParty(key, entry) VALUES (?,?)") { values in
        values.add(Self.partyKey(key, ledger))
        values.add(id.number)
      }
    }
  }

  func addToParty(_ id: DocumentID, _ ledger: LedgerName, _ keys: [String]) throws {
    for key in keys {
      try db.cachedStatement(
        sql: "INSERT OR IGNORE INTO documentParty(key, document, ledger) VALUES (?,?,?)"
      ).execute(arguments: [Self.partyKey(key, ledger), id.number, ledger.name])
    }
  }

  /// A pair settles the entry, or no pair does any more.
  package func setPaired(_ stored: StoredEntry, _ isPaired: Bool) throws {
    try db.cachedStatement(sql: "UPDATE entry SET isPaired = ? WHERE id = ?")
      .execute(arguments: [isPaired, stored.id.number])
    guard isPaired else { return try addToParty(stored.id, stored.entry, stored.ledger) }
    for key in PartyKeys.of(stored.entry) {
      try db.cachedStatement(sql: "DELETE FROM entryParty WHERE key = ? AND entry = ?")
        .execute(arguments: [Self.partyKey(key, stored.ledger), stored.id.number])
    }
  }

  /// The document waits for entries of the ledger, under these keys of its party; or it does not.
  package func setOpen(
    _ id: DocumentID,
    _ ledger: LedgerName,
    _ isOpen: Bool,
    keys: [String]
  ) throws {
    try db.cachedStatement(
      sql: "UPDATE documentLedger SET isOpen = ?, isBeyond = 0 WHERE document = ? AND ledger = ?"
    ).execute(arguments: [isOpen, id.number, ledger.name])
    try db.cachedStatement(sql: "DELETE FROM documentParty WHERE document = ? AND ledger = ?")
      .execute(arguments: [id.number, ledger.name])
    if isOpen { try addToParty(id, ledger, keys) }
  }

  /// The keys under which the document waits, sorted; none where it does not.
  package func openKeys(of id: DocumentID, in ledger: LedgerName) throws -> [Int64] {
    try Int64.fetchAll(
      db.cachedStatement(
        sql: "SELECT key FROM documentParty WHERE document = ? AND ledger = ? ORDER BY key"
      ),
      arguments: [id.number, ledger.name]
    )
  }

  package func isOpen(_ id: DocumentID, in ledger: LedgerName) throws -> Bool {
    try Bool.fetchOne(
      db.cachedStatement(
        sql: "SELECT isOpen FROM documentLedger WHERE document = ? AND ledger = ?"
      ),
      arguments: [id.number, ledger.name]
    ) ?? false
  }

  package func isBeyond(_ id: DocumentID, in ledger: LedgerName) throws -> Bool {
    try Bool.fetchOne(
      db.cachedStatement(
        sql: "SELECT isBeyond FROM documentLedger WHERE document = ? AND ledger = ?"
      ),
      arguments: [id.number, ledger.name]
    ) ?? false
  }

  /// The open document hangs together with more documents or entries of its party than are compared.
  package func setBeyond(_ id: DocumentID, _ ledger: LedgerName, _ isBeyond: Bool) throws {
    try db.cachedStatement(
      sql: "UPDATE documentLedger SET isBeyond = ? WHERE document = ? AND ledger = ?"
    ).execute(arguments: [isBeyond, id.number, ledger.name])
  }

  // MARK: Who meets whom

  /// Open entries of a party that no person has settled, with nothing but their days.
  package func openEntryDays(party key: Int64) throws -> [DayOfEntry] {
    try db.values(
      db.cachedStatement(
        sql: """
          SELECT entry.id, entry.day FROM entryParty JOIN entry ON entry.id = entryParty.entry
          WHERE entryParty.key = ? AND isTaken = 0
          """
      ),
      arguments: [key]
    ) { DayOfEntry(id: EntryID($0[0]), day: Day(number: $0[1])) }
  }

  /// An open document without what was found and told of it.
  package func briefly(_ id: DocumentID) throws -> BriefDocument? {
    memo.documentsRead += 1
    return try db.value(
      db.cachedStatement(
        sql: """
          SELECT workflow, copy, body, instr(matches, '"isOfParty":true') > 0 AS isToldByParty
          FROM document WHERE id = ?
          """
      ),
      arguments: [id.number]
    ) { row in
      BriefDocument(
        workflow: WorkflowID(row["workflow"]),
        document: try DocumentCopy.document(row["copy"])
          ?? StoredJSON.value(Document.self, row["body"]),
        isToldByParty: row["isToldByParty"]
      )
    }
  }

  /// Open documents of a party.
  package func openDocuments(party key: Int64, limit: Int) throws -> [DocumentID] {
    try Int64.fetchAll(
      db.cachedStatement(sql: "SELECT document FROM documentParty WHERE key = ? LIMIT ?"),
      arguments: [key, limit]
    ).map { DocumentID($0) }
  }

  /// The same with what is remembered of them.
  package func openDocuments(party key: Int64, _ ledger: LedgerName) throws -> [OpenOfParty] {
    try db.values(
      db.cachedStatement(
        sql: """
          SELECT documentParty.document, isBeyond, firstDay, lastDay FROM documentParty
          JOIN documentLedger ON documentLedger.document = documentParty.document
            AND documentLedger.ledger = documentParty.ledger
          WHERE key = ? AND documentParty.ledger = ?
          """
      ),
      arguments: [key, ledger.name]
    ) { row in
      var one = OpenOfParty(id: DocumentID(row["document"]), isBeyond: row["isBeyond"])
      if let first = row["firstDay"] as Int32?, let last = row["lastDay"] as Int32?, first <= last {
        one.days = Day(number: first)...Day(number: last)
      }
      return one
    }
  }

  /// True when more documents or entries of a party are open than are compared.
  package func isParty(_ key: Int64, beyond limit: Int) throws -> Bool {
    try openDocuments(party: key, limit: limit + 1).count > limit
      || Int.fetchOne(
        db.cachedStatement(
          sql: """
            SELECT count(*) FROM (SELECT 1 FROM entryParty JOIN entry ON entry.id = entryParty.entry
              WHERE entryParty.key = ? AND isTaken = 0 LIMIT ?)
            """
        ),
        arguments: [key, limit + 1]
      ) ?? 0 > limit
  }

  package func isWornParty(_ key: Int64) throws -> Bool {
    try Bool.fetchOne(
      db.cachedStatement(sql: "SELECT EXISTS(SELECT 1 FROM wornParty WHERE key = ?)"),
      arguments: [key]
    ) ?? false
  }

  package func setWornParty(_ key: Int64, _ isWorn: Bool) throws {
    let sql =
      isWorn
      ? "INSERT OR IGNORE INTO wornParty(key) VALUES (?)" : "DELETE FROM wornParty WHERE key = ?"
    try db.cachedStatement(sql: sql).execute(arguments: [key])
  }

  /// Open documents of the parties of new entries: those from `first` on.
  ///
  /// One entry more tells nothing where a party has too many already.
  package func documentsOfParties(
    from first: EntryID,
    ledger: LedgerName
  ) throws -> [DocumentID] {
    try Int64.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT DISTINCT document FROM documentParty WHERE ledger = ?
            AND key NOT IN (SELECT key FROM wornParty)
            AND EXISTS (SELECT 1 FROM entryParty WHERE entryParty.key = documentParty.key AND entry >= ?)
          """
      ),
      arguments: [ledger.name, first.number]
    ).map { DocumentID($0) }
  }
}
