package import Books
import Digests
import FoundationEssentials
internal import GRDB
package import Readings
package import Values

/// A ledger entry as it is stored.
package struct StoredEntry: Sendable, Hashable {
  package var id: EntryID
  package var ledger: LedgerName
  package var arrival: ArrivalID
  package var entry: Entry

  package init(id: EntryID, ledger: LedgerName, arrival: ArrivalID, entry: Entry) {
    self.id = id
    self.ledger = ledger
    self.arrival = arrival
    self.entry = entry
  }
}

extension StorageTransaction {
  /// Adds a line of an export; nil when the ledger has it already.
  ///
  /// Two equal lines of one export are twins and both count; the same two in another export are the same two. `seenIn`
  /// remembers which export showed a line last, so that an export of any size needs no memory for that.
  /// `keys` are the references by which documents find it; `beside` are exports of which it is known that they share no line with this one;
  /// `isFurther`: the line itself is known to be none of those that are there.
  package func insert(
    _ entry: Entry,
    ledger: LedgerName,
    arrival: ArrivalID,
    keys: [String],
    beside: Set<ArrivalID> = [],
    isFurther: Bool = false
  ) throws -> EntryID? {
    // Most lines are new: of those the books ask nothing before.
    let isKnownOtherwise = entry.hasOwnID ? try hasOldIdentities(ledger) : false
    var identity =
      isKnownOtherwise ? try identity(of: entry, ledger) : Self.digest(entry.identity)
    if let id = try insertFirst(entry, ledger, arrival, identity, keys) { return id }
    if entry.hasOwnID, !isKnownOtherwise {
      let inAccount = try self.identity(of: entry, ledger)
      if inAccount != identity {
        identity = inAccount
        if let id = try insertFirst(entry, ledger, arrival, identity, keys) { return id }
      }
    }
    let seen = try lastOccurrence(identity, ledger, seenIn: isFurther ? nil : arrival)
    let foreign = try beside.reduce(0) { try $0 + occurrences(identity, ledger, of: $1) }
    let next = max(seen, foreign) + 1
    guard let id = try insertRow(entry, ledger, arrival, identity, occurrence: next) else {
      try db.cachedStatement(
        sql: "UPDATE entry SET seenIn = ? WHERE ledger = ? AND identity = ? AND occurrence = ?"
      ).execute(arguments: [arrival.number, ledger.name, identity, next])
      return nil
    }
    try insertKeys(keys, id)
    try addToParty(id, entry, ledger)
    return id
  }

  /// 0: there is none; nil: whichever export showed it last.
  private func lastOccurrence(
    _ identity: Data,
    _ ledger: LedgerName,
    seenIn arrival: ArrivalID?
  ) throws -> Int {
    try Int.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT coalesce(max(occurrence), 0) FROM entry
          WHERE ledger = ? AND identity = ? AND seenIn = coalesce(?, seenIn)
          """
      ),
      arguments: [ledger.name, identity, arrival?.number]
    ) ?? 0
  }

  private func insertFirst(
    _ entry: Entry,
    _ ledger: LedgerName,
    _ arrival: ArrivalID,
    _ identity: Data,
    _ keys: [String]
  ) throws -> EntryID? {
    guard let id = try insertRow(entry, ledger, arrival, identity, occurrence: 1) else {
      return nil
    }
    try insertKeys(keys, id)
    try addToParty(id, entry, ledger)
    return id
  }

  private static func digest(_ text: String) -> Data {
    Data(SHA256Digester.short(Array(text.utf8)).bytes)
  }

  /// True where the ledger's oldest line with an id of the bank's is known by all of its texts: old ones come first.
  private func hasOldIdentities(_ ledger: LedgerName) throws -> Bool {
    if let known = memo.hasOldIdentities[ledger] { return known }
    // In the order of the table: else all of the ledger would be sorted for one row.
    let rows = try Row.fetchCursor(
      db,
      sql: "SELECT * FROM entry WHERE +ledger = ? AND externalID IS NOT NULL ORDER BY id",
      arguments: [ledger.name]
    )
    var isOld = false
    while let row = try rows.next() {
      let entry = try Self.storedEntry(row).entry
      guard entry.hasOwnID else { continue }
      isOld = row["identity"] as Data == Self.digest(entry.wholeIdentity)
      break
    }
    memo.hasOldIdentities[ledger] = isOld
    return isOld
  }

  /// How the ledger knows a line; mostly `Entry.identity`.
  private func identity(of entry: Entry, _ ledger: LedgerName) throws -> Data {
    let identity = Self.digest(entry.identity)
    guard entry.hasOwnID else { return identity }
    // Books from before lines were known by the bank's id know them by all of their texts.
    let whole = Self.digest(entry.wholeIdentity)
    let known = try Row.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT identity, account FROM entry
          WHERE ledger = ? AND identity IN (?, ?) AND occurrence = 1
          """
      ),
      arguments: [ledger.name, identity, whole]
    )
    if known.contains(where: { $0["identity"] as Data == whole }) { return whole }
    guard let account = entry.account, let other = known.first?["account"] as String?,
      other != account
    else { return identity }
    return Self.digest(entry.identityInAccount)
  }

  /// The identities under which a stored line may stand.
  package static func identities(of entry: Entry) -> [[UInt8]] {
    [entry.identity, entry.wholeIdentity, entry.identityInAccount]
      .map { SHA256Digester.short(Array($0.utf8)).bytes }
  }

  private func occurrences(
    _ identity: Data,
    _ ledger: LedgerName,
    of arrival: ArrivalID
  ) throws -> Int {
    try Int.fetchOne(
      db.cachedStatement(
        sql: "SELECT count(*) FROM entry WHERE ledger = ? AND identity = ? AND arrival = ?"
      ),
      arguments: [ledger.name, identity, arrival.number]
    ) ?? 0
  }

  private func insertKeys(_ keys: [String], _ id: EntryID) throws {
    for key in Set(keys) {
      try db.cachedStatement(sql: "INSERT INTO entryKey(key, entry) VALUES (?,?)")
        .execute(arguments: [key, id.number])
    }
  }

  private func insertRow(
    _ entry: Entry,
    _ ledger: LedgerName,
    _ arrival: ArrivalID,
    _ identity: Data,
    occurrence: Int
  ) throws -> EntryID? {
    try db.cachedStatement(
      sql: """
        INSERT INTO entry(ledger, arrival, identity, occurrence, day, currency, amount, magnitude,
          externalID, valueDay, account, counterparty, counterpartyIBAN, reference, memo,
          originalAmount, originalCurrency, line, extra, seenIn, balance)
        VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?) ON CONFLICT DO NOTHING
        """
    ).execute(arguments: [
      ledger.name, arrival.number, identity, occurrence, entry.day.number,
      entry.amount.currency.code, entry.amount.minorUnits,
      Int64(clamping: entry.amount.minorUnits.magnitude), entry.id, entry.valueDay?.number,
      entry.account, entry.counterparty, entry.counterpartyIBAN, entry.reference, entry.memo,
      entry.originalAmount?.minorUnits, entry.originalAmount?.currency.code, entry.line,
      try entry.extra.map { try StoredJSON.text($0) }, arrival.number,
      entry.balanceAfter.flatMap { $0.currency == entry.amount.currency ? $0.minorUnits : nil },
    ])
    return db.changesCount > 0 ? EntryID(db.lastInsertedRowID) : nil
  }

  package func insert(_ statement: Books.Statement, ledger: LedgerName, arrival: ArrivalID) throws {
    try db.execute(
      sql: "INSERT INTO statement(ledger, arrival, body) VALUES (?,?,?)",
      arguments: [ledger.name, arrival.number, try StoredJSON.text(statement)]
    )
  }

  /// How many lines that are equal to this one an export brought.
  package func occurrences(
    of entry: Entry,
    _ ledger: LedgerName,
    from arrival: ArrivalID
  ) throws -> Int {
    try occurrences(identity(of: entry, ledger), ledger, of: arrival)
  }

  package func entry(_ id: EntryID) throws -> StoredEntry? {
    try Row.fetchOne(
      db.cachedStatement(sql: "SELECT * FROM entry WHERE id = ?"),
      arguments: [id.number]
    ).map(Self.storedEntry)
  }

  /// Every entry of a ledger by day, then id.
  package func entries(of ledger: LedgerName, _ body: (StoredEntry) throws -> Void) throws {
    let rows = try Row.fetchCursor(
      db,
      sql: "SELECT * FROM entry WHERE ledger = ? ORDER BY day, id",
      arguments: [ledger.name]
    )
    while let row = try rows.next() { try body(try Self.storedEntry(row)) }
  }

  /// Ledgers that have entries.
  package func ledgers() throws -> [LedgerName] {
    try String.fetchAll(db, sql: "SELECT DISTINCT ledger FROM entry ORDER BY ledger")
      .map { LedgerName($0) }
  }

  package func entryCount(of ledger: LedgerName) throws -> Int {
    try Int.fetchOne(
      db,
      sql: "SELECT count(*) FROM entry WHERE ledger = ?",
      arguments: [ledger.name]
    ) ?? 0
  }

  /// Entries no document accounts for and no person has accepted alone, oldest first.
  package func openEntries(of ledger: LedgerName, limit: Int) throws -> [StoredEntry] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT * FROM entry WHERE ledger = ? AND acceptedAlone = 0
          AND NOT EXISTS (SELECT 1 FROM allocation WHERE allocation.entry = entry.id)
        ORDER BY day, id LIMIT ?
        """,
      arguments: [ledger.name, limit]
    ).map(Self.storedEntry)
  }

  package func setAcceptedAlone(_ entry: EntryID, _ isAccepted: Bool) throws {
    try db.execute(
      sql: "UPDATE entry SET acceptedAlone = ? WHERE id = ?",
      arguments: [isAccepted, entry.number]
    )
  }

  package func statements(
    of ledger: LedgerName
  ) throws -> [(statement: Books.Statement, arrival: ArrivalID)] {
    try Row.fetchAll(
      db,
      sql: "SELECT arrival, body FROM statement WHERE ledger = ? ORDER BY id",
      arguments: [ledger.name]
    ).map { (try StoredJSON.value(Books.Statement.self, $0["body"]), ArrivalID($0["arrival"])) }
  }

  static func storedEntry(_ row: Row) throws -> StoredEntry {
    guard let currency = Currency(row["currency"] as String) else {
      throw StorageError.damaged("entry \(row["id"] as Int64)")
    }
    var entry = Entry(
      day: Day(number: row["day"]),
      amount: Money(minorUnits: row["amount"], currency: currency)
    )
    entry.id = row["externalID"]
    entry.valueDay = (row["valueDay"] as Int32?).map { Day(number: $0) }
    entry.account = row["account"]
    entry.counterparty = row["counterparty"]
    entry.counterpartyIBAN = row["counterpartyIBAN"]
    entry.reference = row["reference"]
    entry.memo = row["memo"]
    if let units = row["originalAmount"] as Int64?,
      let original = (row["originalCurrency"] as String?).flatMap({ Currency($0) })
    {
      entry.originalAmount = Money(minorUnits: units, currency: original)
    }
    entry.balanceAfter = (row["balance"] as Int64?).map {
      Money(minorUnits: $0, currency: currency)
    }
    entry.line = row["line"]
    entry.extra = try (row["extra"] as String?).map {
      try StoredJSON.value([String: String].self, $0)
    }
    return StoredEntry(
      id: EntryID(row["id"]),
      ledger: LedgerName(row["ledger"]),
      arrival: ArrivalID(row["arrival"]),
      entry: entry
    )
  }
}

// MARK: Lookup tables

extension StorageTransaction {
  /// Empties a table before its newest file fills it again.
  package func clearTable(_ name: String) throws {
    memo.filledTables[name] = nil
    memo.tableAnswers.forget()
    try db.execute(sql: "DELETE FROM tableRow WHERE tableName = ?", arguments: [name])
    try db.execute(sql: "DELETE FROM tableKey WHERE tableName = ?", arguments: [name])
  }

  /// The newest arrival that has filled the table.
  package func tableArrival(_ name: String) throws -> ArrivalID? {
    try Int64.fetchOne(
      db,
      sql: "SELECT max(arrival) FROM tableRow WHERE tableName = ?",
      arguments: [name]
    ).map { ArrivalID($0) }
  }

  /// Adds a row, which is found by the value of each of its columns; `keys` are further ones by which it is looked up.
  ///
  /// - Returns: the row's number in the database.
  @discardableResult
  package func insert(
    _ row: TableRow,
    table: String,
    arrival: ArrivalID,
    keys: [String]
  ) throws -> Int64 {
    memo.filledTables[table] = true
    memo.tableAnswers.forget()
    try db.cachedStatement(
      sql: "INSERT INTO tableRow(tableName, arrival, line, body) VALUES (?,?,?,?)"
    ).execute(arguments: [table, arrival.number, row.line, try StoredJSON.text(row)])
    let number = db.lastInsertedRowID
    try TableIndex.add(keys + TableIndex.keys(of: row), number, of: table, db)
    return number
  }

  package func rows(of table: String, key: String) throws -> [TableRow] {
    let question = TableAnswers.Question(table: table, key: key)
    if let known = memo.tableAnswers.rows(question) { return known }
    let rows = try String.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT body FROM tableRow JOIN tableKey ON tableKey.row = tableRow.rowid
          WHERE tableKey.tableName = ? AND tableKey.key = ? ORDER BY tableRow.line
          """
      ),
      arguments: [table, key]
    ).map { try StoredJSON.value(TableRow.self, $0) }
    memo.tableAnswers.note(rows, question)
    return rows
  }

  /// Rows whose column has this value, as `TableKey` compares, in the order of the file.
  package func rows(of table: String, key: TableKey) throws -> [TableRow] {
    key.rows(among: try rows(of: table, key: key.bucket)) { $0.values[key.column] }
  }

  package func tableHasRows(_ name: String) throws -> Bool {
    if let isFilled = memo.filledTables[name] { return isFilled }
    let isFilled =
      try Bool.fetchOne(
        db.cachedStatement(sql: "SELECT EXISTS(SELECT 1 FROM tableRow WHERE tableName = ?)"),
        arguments: [name]
      ) ?? false
    memo.filledTables[name] = isFilled
    return isFilled
  }

  /// Tables with their row counts.
  package func tableCounts() throws -> [(table: String, rows: Int)] {
    try Row.fetchAll(
      db,
      sql: "SELECT tableName, count(*) AS n FROM tableRow GROUP BY tableName ORDER BY tableName"
    ).map { ($0["tableName"], $0["n"]) }
  }
}
