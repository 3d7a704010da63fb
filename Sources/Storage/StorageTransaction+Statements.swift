package import Books
internal import GRDB
package import Values

// The figures of a statement, each counted by itself, so that they prove each other.
extension StorageTransaction {
  package func statement(of ledger: LedgerName, _ period: Period) throws -> PeriodStatement {
    try cutOff(PeriodStatement(ledger: ledger, period: period))
  }

  /// Of everything up to a day.
  package func statement(of ledger: LedgerName, upTo day: Day) throws -> PeriodStatement {
    try filled(
      PeriodStatement(ledger: ledger, period: "up to \(day)", from: Day.first, to: day)
    )
  }

  private func filled(_ empty: PeriodStatement) throws -> PeriodStatement {
    var statement = empty
    for (currency, row) in try sums(
      of: statement.ledger,
      """
      SELECT count(*) AS n, \(Self.sum("amount")) FROM entry INDEXED BY entryByDay
      WHERE ledger = ?1 AND currency = ?2 AND day < ?3
      """,
      [Int64(statement.first.number)]
    ) { statement.opening[currency.code] = Self.tally(row, currency).sum }
    try addEntries(&statement)
    try addDocuments(&statement)
    return statement
  }

  private struct Line {
    var currency: String
    var kind: String
    var tally: PeriodStatement.Tally
    var sum: ExactDecimal { tally.sum }
  }

  /// Split so that SQLite's 64 bits cannot overflow.
  static func sum(_ column: String) -> String {
    "coalesce(sum(\(column) / 1000000), 0) AS high, coalesce(sum(\(column) % 1000000), 0) AS low"
  }

  private func sums(_ sql: String, _ arguments: StatementArguments) throws -> [Line] {
    try Row.fetchAll(db, sql: sql + " GROUP BY 1, 2", arguments: arguments).compactMap { row in
      guard let code = row["currency"] as String?, let currency = Currency(code) else { return nil }
      return Line(currency: code, kind: row["kind"], tally: Self.tally(row, currency))
    }
  }

  static func tally(_ row: Row, _ currency: Currency) -> PeriodStatement.Tally {
    let sum = ExactDecimal(
      coefficient: Int128(row["high"] as Int64) * 1_000_000 + Int128(row["low"] as Int64),
      scale: currency.exponent
    )
    return PeriodStatement.Tally(count: row["n"], sum: sum)
  }

  // MARK: Entries

  private func addEntries(_ statement: inout PeriodStatement) throws {
    let last = statement.last
    let arguments: StatementArguments = [
      statement.ledger.name, statement.first.number, last.number,
    ]
    let isHeld = "EXISTS (SELECT 1 FROM allocation WHERE allocation.entry = entry.id)"
    let within = "entry.ledger = ?1 AND entry.day BETWEEN ?2 AND ?3"
    let days = [Int64(statement.first.number), Int64(last.number)]
    let ofCurrency = """
      SELECT count(*) AS n, \(Self.sum("amount")) FROM entry INDEXED BY entryByDay
      WHERE ledger = ?1 AND currency = ?2 AND day BETWEEN ?3 AND ?4
      """
    for (currency, row) in try sums(of: statement.ledger, ofCurrency, days) {
      statement.entries[currency.code, default: .init()].all = Self.tally(row, currency)
    }
    for (isAlone, field) in [(0, \PeriodStatement.Side.open), (1, \PeriodStatement.Side.alone)] {
      let ofKind = ofCurrency + " AND acceptedAlone = \(isAlone) AND NOT \(isHeld)"
      for (currency, row) in try sums(of: statement.ledger, ofKind, days) {
        statement.entries[currency.code, default: .init()][keyPath: field] = Self.tally(
          row,
          currency
        )
      }
    }
    for line in try sums(
      """
      SELECT entry.currency AS currency, 'matched' AS kind, count(DISTINCT entry.id) AS n,
        \(Self.sum("entryAmount")) FROM allocation JOIN entry ON entry.id = allocation.entry WHERE \(within)
      """,
      arguments
    ) { statement.entries[line.currency, default: .init()].matched = line.tally }
    for line in try sums(
      """
      SELECT entry.currency AS currency, kind, count(*) AS n, \(Self.sum("residual.amount"))
      FROM residual JOIN entry ON entry.id = residual.entry WHERE \(within)
      """,
      arguments
    ) { statement.entries[line.currency, default: .init()].residuals[line.kind] = line.sum }
    statement.openEntries = try Row.fetchAll(
      db,
      sql: """
        SELECT id, day, amount, currency FROM entry WHERE \(within) AND acceptedAlone = 0 AND NOT \(isHeld)
        ORDER BY day, id LIMIT \(PeriodStatement.maximumListed)
        """,
      arguments: arguments
    ).compactMap { row in
      Self.open("\(EntryID(row["id"]))", row["day"], row["amount"], row["currency"], last)
    }
  }

  private static func open(
    _ id: String,
    _ day: Int32?,
    _ minor: Int64,
    _ code: String,
    _ last: Day
  ) -> PeriodStatement.Open? {
    guard let currency = Currency(code) else { return nil }
    let day = day.map { Day(number: $0) }
    return PeriodStatement.Open(
      id: id,
      day: day,
      ageDays: max(0, (day ?? last).days(until: last)),
      amount: Money(minorUnits: minor, currency: currency)
    )
  }

  // MARK: Documents

  /// A part of a document as the control totals count it: what belongs to a credit note takes away.
  static func counted(_ amount: String) -> String {
    "CASE WHEN document.payable < 0 THEN -abs(\(amount)) ELSE abs(\(amount)) END"
  }

  private func addDocuments(_ statement: inout PeriodStatement) throws {
    let last = statement.last
    let arguments: StatementArguments = [
      statement.ledger.name, statement.first.number, last.number,
    ]
    // A document whose day is not known is in no period, but it is in the whole.
    let isWhole = statement.first == Day.first
    let papers = """
      documentLedger JOIN document ON document.id = documentLedger.document
      WHERE documentLedger.ledger = ?1
        AND (issueDay BETWEEN ?2 AND ?3\(isWhole ? " OR issueDay IS NULL" : ""))
        AND outcome NOT IN ('duplicate','rejected')
      """
    let isHeld = """
      EXISTS (SELECT 1 FROM allocation WHERE allocation.document = document.id AND allocation.ledger = ?1)
      """
    statement.documentsWithoutAmount =
      try Int.fetchOne(
        db,
        sql: "SELECT count(*) FROM \(papers) AND (payable IS NULL OR document.currency IS NULL)",
        arguments: arguments
      ) ?? 0
    let known = "payable IS NOT NULL AND document.currency IS NOT NULL"
    for line in try sums(
      """
      SELECT document.currency AS currency, 'all' AS kind, count(*) AS n, \(Self.sum("payable"))
      FROM \(papers) AND \(known)
      """,
      arguments
    ) { statement.documents[line.currency, default: .init()].all = line.tally }
    for line in try sums(
      """
      SELECT document.currency AS currency, 'open' AS kind, count(*) AS n, \(Self.sum("payable"))
      FROM \(papers) AND \(known) AND NOT \(isHeld)
      """,
      arguments
    ) { statement.documents[line.currency, default: .init()].open = line.tally }
    let ids = "(SELECT document.id FROM \(papers) AND \(known))"
    for line in try sums(
      """
      SELECT documentCurrency AS currency, 'matched' AS kind, count(DISTINCT document) AS n,
        \(Self.sum(Self.counted("documentAmount")))
      FROM allocation JOIN document ON document.id = allocation.document
      WHERE allocation.ledger = ?1 AND document IN \(ids)
      """,
      arguments
    ) { statement.documents[line.currency, default: .init()].matched = line.tally }
    for line in try sums(
      """
      SELECT residual.currency AS currency, kind, count(*) AS n,
        \(Self.sum(Self.counted("residual.amount")))
      FROM residual JOIN document ON document.id = residual.document
      WHERE residual.ledger = ?1 AND entry IS NULL AND document IN \(ids)
      """,
      arguments
    ) { statement.documents[line.currency, default: .init()].residuals[line.kind] = line.sum }
    statement.openDocuments = try Row.fetchAll(
      db,
      sql: """
        SELECT document.id AS id, issueDay AS day, payable AS amount, document.currency AS currency
        FROM \(papers) AND \(known) AND NOT \(isHeld)
        ORDER BY issueDay, document.id LIMIT \(PeriodStatement.maximumListed)
        """,
      arguments: arguments
    ).compactMap { row in
      Self.open("\(DocumentID(row["id"]))", row["day"], row["amount"], row["currency"], last)
    }
  }
}
