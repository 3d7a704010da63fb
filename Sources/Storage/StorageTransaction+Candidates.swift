package import Books
internal import GRDB
import Values

/// An entry that the machine may give to a document.
package struct CandidateEntry: Sendable {
  package var stored: StoredEntry
  /// More documents are of about its amount than are compared.
  package var isCrowded: Bool
  /// It settles one document to the cent.
  package var isPaired: Bool
}

/// A document that an entry may belong to.
package struct CandidateDocument: Sendable, Hashable {
  package var id: DocumentID
  /// More entries are of about its amount than are compared.
  package var isCrowded: Bool
  /// No entry settles it by itself.
  package var isOpen: Bool
}

// Whom the indexes bring together. Limits are the caller's: whoever concludes something from a number of rows asks for one
// more than matters, and uses the rows themselves only when they are all there.
extension StorageTransaction {
  /// Entries of `index.ledger` of about the document's amount within its days that no person has settled.
  package func entriesByAmount(_ index: LedgerIndex, limit: Int) throws -> [CandidateEntry] {
    guard let amounts = index.amounts, let days = index.days, let currency = index.currency else {
      return []
    }
    // Left to itself, SQLite reads all entries of those days.
    return try db.values(
      db.cachedStatement(
        sql: """
          SELECT * FROM entry INDEXED BY entryByAmount
          WHERE ledger = ? AND currency = ? AND magnitude BETWEEN ? AND ?
            AND day BETWEEN ? AND ? AND isTaken = 0 LIMIT ?
          """
      ),
      arguments: [
        index.ledger.name, currency.code, amounts.lowerBound, amounts.upperBound,
        days.lowerBound.number, days.upperBound.number, limit,
      ],
      as: Self.candidateEntry
    )
  }

  /// Entries that have a reference and that no person has settled.
  package func entries(
    key: String,
    ledger: LedgerName,
    limit: Int
  ) throws -> [CandidateEntry] {
    try db.values(
      db.cachedStatement(
        sql: """
          SELECT entry.* FROM entryKey JOIN entry ON entry.id = entryKey.entry
          WHERE entryKey.key = ? AND entry.ledger = ? AND isTaken = 0 LIMIT ?
          """
      ),
      arguments: [key, ledger.name, limit],
      as: Self.candidateEntry
    )
  }

  package func candidateEntry(_ id: EntryID) throws -> CandidateEntry? {
    try db.value(
      db.cachedStatement(sql: "SELECT * FROM entry WHERE id = ?"),
      arguments: [id.number],
      as: Self.candidateEntry
    )
  }

  static func candidateEntry(_ row: Row) throws -> CandidateEntry {
    CandidateEntry(
      stored: try storedEntry(row),
      isCrowded: row["isCrowded"],
      isPaired: row["isPaired"]
    )
  }

  /// Documents for the machine to match that are of about an entry's amount on its day.
  package func documentsByAmount(
    _ entry: StoredEntry,
    onlyUncrowded: Bool = false,
    limit: Int
  ) throws -> [CandidateDocument] {
    let magnitude = Int64(clamping: entry.entry.amount.minorUnits.magnitude)
    return try documents(
      entry.ledger,
      entry.entry.amount.currency,
      magnitude...magnitude,
      entry.entry.day...entry.entry.day,
      onlyUncrowded: onlyUncrowded,
      limit: limit
    )
  }

  /// Documents for the machine to match whose entries may be entries of this one too.
  package func documentsOverlapping(
    _ index: LedgerIndex,
    onlyUncrowded: Bool,
    limit: Int
  ) throws -> [CandidateDocument] {
    guard let amounts = index.amounts, let days = index.days, let currency = index.currency else {
      return []
    }
    return try documents(
      index.ledger,
      currency,
      amounts,
      days,
      onlyUncrowded: onlyUncrowded,
      limit: limit
    )
  }

  private func documents(
    _ ledger: LedgerName,
    _ currency: Currency,
    _ amounts: ClosedRange<Int64>,
    _ days: ClosedRange<Day>,
    onlyUncrowded: Bool,
    limit: Int
  ) throws -> [CandidateDocument] {
    // No range of amounts is wider than the widest, so the index need not be read from its beginning.
    try db.values(
      db.cachedStatement(
        sql: """
          SELECT document, isCrowded, isOpen FROM documentLedger
          WHERE standing = 1 AND ledger = ?1 AND currency = ?2 AND low <= ?4 AND high >= ?3
            AND low >= ?3 - (SELECT width FROM ledgerWidth WHERE ledger = ?1 AND currency = ?2)
            AND firstDay <= ?6 AND lastDay >= ?5 AND (isCrowded = 0 OR NOT ?7) LIMIT ?8
          """
      ),
      arguments: [
        ledger.name, currency.code, amounts.lowerBound, amounts.upperBound,
        days.lowerBound.number, days.upperBound.number, onlyUncrowded, limit,
      ],
      as: Self.candidateDocument
    )
  }

  private static func candidateDocument(_ row: Row) -> CandidateDocument {
    CandidateDocument(
      id: DocumentID(row["document"]),
      isCrowded: row["isCrowded"],
      isOpen: row["isOpen"]
    )
  }

  /// Documents for the machine to match that have a reference.
  package func documents(
    key: String,
    ledger: LedgerName,
    limit: Int
  ) throws -> [CandidateDocument] {
    try db.values(
      db.cachedStatement(
        sql: """
          SELECT documentKey.document, isCrowded, isOpen FROM documentKey
          JOIN documentLedger ON documentLedger.document = documentKey.document
          WHERE key = ? AND ledger = ? AND standing = 1 LIMIT ?
          """
      ),
      arguments: [key, ledger.name, limit],
      as: Self.candidateDocument
    )
  }

  /// Documents for the machine to decide that entries of a ledger may belong to, which are the last that came in, `count`
  /// of them from `first` on: a shared reference, or the amount within the days.
  ///
  /// One statement each way, led by whichever side is smaller; led by documents it looks at the entries' indexes only, not
  /// at their rows. Left out is whom one entry more tells nothing: documents that have too many of their amount already, and
  /// references that too many share already.
  package func documentsConcerned(
    from first: EntryID,
    count: Int,
    ledger: LedgerName
  ) throws -> [DocumentID] {
    let documents = try standingCount(of: ledger, limit: count + 1)
    guard documents > 0 else { return [] }
    // Indexes by name: left to itself, SQLite looks for each document through all entries of its days.
    let byAmount =
      documents < count
      ? "documentLedger AS d CROSS JOIN entry AS e INDEXED BY entryByAmount"
      : "entry AS e NOT INDEXED CROSS JOIN documentLedger AS d INDEXED BY documentLedgerByAmount"
    return try Int64.fetchAll(
      db,
      sql: """
        SELECT d.document FROM \(byAmount)
          WHERE e.id >= ?1 AND d.ledger = ?2 AND e.ledger = ?2 AND e.currency = d.currency
            AND e.magnitude BETWEEN d.low AND d.high AND e.day BETWEEN d.firstDay AND d.lastDay
            AND d.low >= e.magnitude
              - (SELECT width FROM ledgerWidth WHERE ledger = ?2 AND currency = e.currency)
            AND d.standing = 1 AND d.isCrowded = 0
        UNION
        SELECT k.document FROM documentKey AS k
          CROSS JOIN entryKey AS ek ON ek.key = k.key AND ek.entry >= ?1
          WHERE k.document IN (SELECT document FROM documentLedger WHERE ledger = ?2 AND standing = 1)
            AND k.key NOT IN (SELECT key FROM wornKey WHERE ledger = ?2)
        """,
      arguments: [first.number, ledger.name]
    ).map { DocumentID($0) }
  }

  /// Who holds an entry now, by document id.
  package func holders(of entry: EntryID) throws -> [DocumentID] {
    try Int64.fetchAll(
      db.cachedStatement(sql: "SELECT document FROM allocation WHERE entry = ? ORDER BY document"),
      arguments: [entry.number]
    ).map { DocumentID($0) }
  }

  /// The same, with whether they hold it together with others of their party.
  package func holdersWithKind(
    of entry: EntryID
  ) throws -> [(id: DocumentID, isOfParty: Bool)] {
    try Row.fetchAll(
      db.cachedStatement(
        sql: "SELECT document, isOfParty FROM allocation WHERE entry = ? ORDER BY document"
      ),
      arguments: [entry.number]
    ).map { (DocumentID($0["document"]), $0["isOfParty"]) }
  }

  /// True when a person has said that the entry needs no document.
  package func isAcceptedAlone(_ entry: EntryID) throws -> Bool {
    try Bool.fetchOne(
      db.cachedStatement(sql: "SELECT acceptedAlone FROM entry WHERE id = ?"),
      arguments: [entry.number]
    ) ?? false
  }
}
