package import Books
internal import GRDB
import Values

/// What reconciling remembers of a document in one ledger, so that it need not look at the whole ledger to know it.
package struct DocumentStanding: Sendable {
  /// The machine may match it.
  package var standing: Bool
  /// More entries are of about its amount than are compared.
  package var isCrowded: Bool
  /// It competes with more documents than are compared.
  package var isTangled: Bool
}

// Each of these is a function of what the books hold; `Reconciler` keeps them so whenever that changes.
extension StorageTransaction {
  /// Nil when the document is not reconciled against the ledger.
  package func standing(of id: DocumentID, in ledger: LedgerName) throws -> DocumentStanding? {
    try db.value(
      db.cachedStatement(
        sql: """
          SELECT standing, isCrowded, isTangled FROM documentLedger WHERE document = ? AND ledger = ?
          """
      ),
      arguments: [id.number, ledger.name]
    ) {
      DocumentStanding(
        standing: $0["standing"],
        isCrowded: $0["isCrowded"],
        isTangled: $0["isTangled"]
      )
    }
  }

  /// How many documents the machine may match in a ledger, at most `limit`.
  package func standingCount(of ledger: LedgerName, limit: Int) throws -> Int {
    try Int.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT count(*) FROM (SELECT 1 FROM documentLedger WHERE standing = 1 AND ledger = ? LIMIT ?)
          """
      ),
      arguments: [ledger.name, limit]
    ) ?? 0
  }

  package func setStanding(
    _ ids: some Collection<DocumentID>,
    _ ledger: LedgerName,
    _ isStanding: Bool
  ) throws {
    guard !ids.isEmpty else { return }
    try db.cachedStatement(
      sql: """
        UPDATE documentLedger SET standing = ?
        WHERE ledger = ? AND document IN (SELECT value FROM json_each(?))
        """
    ).execute(arguments: [isStanding, ledger.name, Self.list(ids)])
  }

  package func setCrowded(_ id: DocumentID, _ ledger: LedgerName, _ isCrowded: Bool) throws {
    try db.cachedStatement(
      sql: "UPDATE documentLedger SET isCrowded = ? WHERE document = ? AND ledger = ?"
    ).execute(arguments: [isCrowded, id.number, ledger.name])
  }

  package func setTangled(_ id: DocumentID, _ ledger: LedgerName, _ isTangled: Bool) throws {
    try db.cachedStatement(
      sql: "UPDATE documentLedger SET isTangled = ? WHERE document = ? AND ledger = ?"
    ).execute(arguments: [isTangled, id.number, ledger.name])
  }

  private static func list(_ ids: some Collection<DocumentID>) -> String {
    "[" + ids.map { String($0.number) }.joined(separator: ",") + "]"
  }

  // MARK: Entries

  package func isTaken(_ entry: EntryID) throws -> Bool {
    try Bool.fetchOne(
      db.cachedStatement(sql: "SELECT isTaken FROM entry WHERE id = ?"),
      arguments: [entry.number]
    ) ?? false
  }

  /// A person has settled the entry: no document, or one that the person named.
  package func setTaken(_ entry: EntryID, _ isTaken: Bool) throws {
    try db.cachedStatement(sql: "UPDATE entry SET isTaken = ? WHERE id = ?")
      .execute(arguments: [isTaken, entry.number])
  }

  package func setCrowded(_ entry: EntryID, _ isCrowded: Bool) throws {
    try db.cachedStatement(sql: "UPDATE entry SET isCrowded = ? WHERE id = ?")
      .execute(arguments: [isCrowded, entry.number])
  }

  /// Documents that a person gave the entry to, or that hold it in a closed period.
  package func personsHolders(of entry: EntryID) throws -> [DocumentID] {
    try Int64.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT document FROM allocation WHERE entry = ?
            AND (isPersons = 1 OR document IN (SELECT document FROM lockedMatch)) ORDER BY document
          """
      ),
      arguments: [entry.number]
    ).map { DocumentID($0) }
  }

  /// Minor units of an entry that no person has given to another document than this one, unsigned.
  package func restOfRulings(on entry: EntryID, except id: DocumentID) throws -> Int64 {
    try Int64.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT magnitude - coalesce((SELECT abs(sum(entryAmount)) FROM allocation
            WHERE allocation.entry = entry.id AND isPersons = 1 AND document <> ?), 0)
          FROM entry WHERE id = ?
          """
      ),
      arguments: [id.number, entry.number]
    ) ?? 0
  }

  // MARK: References

  /// References that more entries or documents of the ledger share than are compared.
  package func wornKeys(of ledger: LedgerName) throws -> Set<String> {
    try String.fetchSet(
      db.cachedStatement(sql: "SELECT key FROM wornKey WHERE ledger = ?"),
      arguments: [ledger.name]
    )
  }

  package func isWorn(_ key: String, _ ledger: LedgerName) throws -> Bool {
    try Bool.fetchOne(
      db.cachedStatement(sql: "SELECT EXISTS(SELECT 1 FROM wornKey WHERE ledger = ? AND key = ?)"),
      arguments: [ledger.name, key]
    ) ?? false
  }

  package func setWorn(_ key: String, _ ledger: LedgerName, _ isWorn: Bool) throws {
    let sql =
      isWorn
      ? "INSERT OR IGNORE INTO wornKey(ledger, key) VALUES (?,?)"
      : "DELETE FROM wornKey WHERE ledger = ? AND key = ?"
    try db.cachedStatement(sql: sql).execute(arguments: [ledger.name, key])
  }

  // MARK: A large export

  /// New entries of an export that are of about the amount of more documents than are compared.
  ///
  /// A sweep over the documents' amounts finds where they lie dense; only the entries there are counted one by one.
  package func newlyCrowded(from first: EntryID, _ ledger: LedgerName) throws -> [StoredEntry] {
    guard try standingCount(of: ledger, limit: bounds.alike + 1) > bounds.alike else { return [] }
    var crowded: [StoredEntry] = []
    for range in try denseRanges(of: ledger) {
      let rows = try Row.fetchCursor(
        db,
        sql: """
          SELECT * FROM entry INDEXED BY entryByAmount
          WHERE ledger = ? AND currency = ? AND magnitude BETWEEN ? AND ? AND id >= ?
          """,
        arguments: [
          ledger.name, range.currency, range.amounts.lowerBound, range.amounts.upperBound,
          first.number,
        ]
      )
      while let row = try rows.next() {
        let entry = try Self.storedEntry(row)
        if try isDense(entry) { crowded.append(entry) }
      }
    }
    return crowded
  }

  /// True when more documents are of about the entry's amount than are compared.
  package func isDense(_ entry: StoredEntry) throws -> Bool {
    try documentsByAmount(entry, limit: bounds.alike + 1).count > bounds.alike
  }

  private func denseRanges(
    of ledger: LedgerName
  ) throws -> [(currency: String, amounts: ClosedRange<Int64>)] {
    var steps: [String: [(amount: Int64, isEnd: Bool)]] = [:]
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT currency, low, high FROM documentLedger
        WHERE standing = 1 AND ledger = ? AND low IS NOT NULL AND currency IS NOT NULL
        """,
      arguments: [ledger.name]
    )
    while let row = try rows.next() {
      steps[row["currency"], default: []] += [(row["low"], false), (row["high"], true)]
    }
    var dense: [(currency: String, amounts: ClosedRange<Int64>)] = []
    for (currency, steps) in steps {
      var open = 0
      var start: Int64?
      // A range ends after its last amount, so at one amount beginnings come first.
      for step in steps.sorted(by: { ($0.amount, $0.isEnd ? 1 : 0) < ($1.amount, $1.isEnd ? 1 : 0) }
      ) {
        open += step.isEnd ? -1 : 1
        if open > bounds.alike, start == nil { start = step.amount }
        if let first = start, open <= bounds.alike {
          dense.append((currency, first...step.amount))
          start = nil
        }
      }
    }
    return dense
  }
}
