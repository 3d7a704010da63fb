package import Books
import Digests
import FoundationEssentials
internal import GRDB
import Values

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
    for (place, key) in keys.enumerated() where !keys[..<place].contains(key) {
      try db.run("INSERT INTO entryKey(key, entry) VALUES (?,?)") { values in
        values.add(key)
        values.add(id.number)
      }
    }
  }

  private static let entryInsertion = """
    INSERT INTO entry(ledger, arrival, identity, occurrence, day, currency, amount, magnitude,
      externalID, valueDay, account, counterparty, counterpartyIBAN, reference, memo,
      originalAmount, originalCurrency, line, extra, seenIn, balance)
    VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?) ON CONFLICT DO NOTHING
    """

  private func insertRow(
    _ entry: Entry,
    _ ledger: LedgerName,
    _ arrival: ArrivalID,
    _ identity: Data,
    occurrence: Int
  ) throws -> EntryID? {
    let extra = try entry.extra.map { try StoredJSON.text($0) }
    let amount = entry.amount
    try db.run(Self.entryInsertion) { values in
      values.add(ledger.name)
      values.add(arrival.number)
      values.add(blob: Array(identity))
      values.add(Int64(occurrence))
      values.add(entry.day)
      values.add(amount.currency.code)
      values.add(amount.minorUnits)
      values.add(Int64(clamping: amount.minorUnits.magnitude))
      values.add(entry.id)
      values.add(entry.valueDay)
      values.add(entry.account)
      values.add(entry.counterparty)
      values.add(entry.counterpartyIBAN)
      values.add(entry.reference)
      values.add(entry.memo)
      values.add(entry.originalAmount?.minorUnits)
      values.add(entry.originalAmount?.currency.code)
      values.add(entry.line.map { Int64($0) })
      values.add(extra)
      values.add(arrival.number)
      let balance = entry.balanceAfter
      values.add(balance?.currency == amount.currency ? balance?.minorUnits : nil)
    }
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
    try db.value(
      db.cachedStatement(sql: "SELECT * FROM entry WHERE id = ?"),
      arguments: [id.number],
      as: Self.storedEntry
    )
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
    try db.values(
      sql: """
        SELECT * FROM entry WHERE ledger = ? AND acceptedAlone = 0
          AND NOT EXISTS (SELECT 1 FROM allocation WHERE allocation.entry = entry.id)
        ORDER BY day, id LIMIT ?
        """,
      arguments: [ledger.name, limit],
      as: Self.storedEntry
    )
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
