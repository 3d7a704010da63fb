import Books
internal import GRDB
import Values

// The statement of a period: by the days of what happened, so that it says the same whenever it is made.
extension StorageTransaction {
  /// What the period came to: an allocation counts on the day on which document and entry were both there.
  func cutOff(_ empty: PeriodStatement) throws -> PeriodStatement {
    var statement = empty
    let before = try signed(before: statement)
    statement.carriedFrom = before?.period
    try addBalances(&statement, before)
    var entries = CutOff(first: statement.first, last: statement.last)
    try forEachEntry(of: statement) { entries.add($0) }
    var documents = CutOff(first: statement.first, last: statement.last)
    try forEachDocument(of: statement) { documents.add($0) }
    (statement.entries, statement.documents) = (entries.sides, documents.sides)
    (statement.openEntries, statement.openDocuments) = (entries.open, documents.open)
    statement.openEntryRolls = try entries.rolls(signed: before?.openEntryRolls)
    statement.openDocumentRolls = try documents.rolls(signed: before?.openDocumentRolls)
    statement.documentsWithoutAmount =
      try Int.fetchOne(
        db,
        sql: """
          SELECT count(*) FROM documentLedger JOIN document ON document.id = documentLedger.document
          WHERE documentLedger.ledger = ? AND issueDay BETWEEN ? AND ?
            AND outcome NOT IN ('duplicate','rejected') AND (payable IS NULL OR document.currency IS NULL)
          """,
        arguments: [statement.ledger.name, statement.first.number, statement.last.number]
      ) ?? 0
    return statement
  }

  /// The statement with which the period right before this one was closed; nil where none is, or none that has balances.
  private func signed(before statement: PeriodStatement) throws -> PeriodStatement? {
    let day = statement.first.adding(days: -1)
    guard let closing = try closings(of: statement.ledger).first(where: { $0.last == day }),
      let text = try String.fetchOne(
        db,
        sql: "SELECT statement FROM closing WHERE id = ?",
        arguments: [closing.id]
      )
    else { return nil }
    let signed = try StoredJSON.value(PeriodStatement.self, text)
    return signed.closingBalances == nil ? nil : signed
  }

  private func addBalances(
    _ statement: inout PeriodStatement,
    _ before: PeriodStatement?
  ) throws {
    statement.opening = try balances(of: statement.ledger, before: statement.first)
    statement.closingBalances = try balances(
      of: statement.ledger,
      before: statement.last.adding(days: 1)
    )
    guard let signed = before?.closingBalances else { return }
    var late: [String: ExactDecimal] = [:]
    for code in Set(signed.keys).union(statement.opening.keys) {
      let difference = try (statement.opening[code] ?? .zero).subtracting(signed[code] ?? .zero)
      if difference != .zero { late[code] = difference }
    }
    statement.opening = signed
    if !late.isEmpty { statement.lateEntries = late }
  }

  private func balances(
    of ledger: LedgerName,
    before day: Day
  ) throws -> [String: ExactDecimal] {
    var balances: [String: ExactDecimal] = [:]
    for (currency, row) in try sums(
      of: ledger,
      """
      SELECT count(*) AS n, \(Self.sum("amount")) FROM entry INDEXED BY entryByDay
      WHERE ledger = ?1 AND currency = ?2 AND day < ?3
      """,
      [Int64(day.number)]
    ) {
      let tally = Self.tally(row, currency)
      if tally.count > 0 { balances[currency.code] = tally.sum }
    }
    return balances
  }

  // MARK: Items

  private func forEachEntry(
    of statement: PeriodStatement,
    _ body: (CutOffItem) -> Void
  ) throws {
    let arguments: StatementArguments = [statement.ledger.name, statement.last.number]
    let rests = try rests(
      """
      SELECT residual.entry, kind, residual.amount FROM residual JOIN entry ON entry.id = residual.entry
      WHERE entry.ledger = ? AND entry.day <= ?
      """,
      arguments
    )
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT entry.id, entry.currency, entry.day, entry.amount, acceptedAlone, allocation.entryAmount,
          max(entry.day, coalesce(document.issueDay, entry.day))
        FROM entry LEFT JOIN allocation ON allocation.entry = entry.id
          LEFT JOIN document ON document.id = allocation.document
        WHERE entry.ledger = ? AND entry.day <= ? ORDER BY entry.id
        """,
      arguments: arguments
    )
    try forEachItem(rows, rests, { "\(EntryID($0))" }, body)
  }

  private func forEachDocument(
    of statement: PeriodStatement,
    _ body: (CutOffItem) -> Void
  ) throws {
    let arguments: StatementArguments = [statement.ledger.name, statement.last.number]
    let rests = try rests(
      """
      SELECT residual.document, kind, \(Self.counted("residual.amount")) FROM residual
      JOIN document ON document.id = residual.document
      WHERE residual.ledger = ? AND residual.entry IS NULL AND issueDay <= ?
      """,
      arguments
    )
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT document.id, document.currency, issueDay, payable, 0, \(Self.counted("allocation.documentAmount")),
          max(issueDay, entry.day)
        FROM documentLedger JOIN document ON document.id = documentLedger.document
          LEFT JOIN allocation ON allocation.document = document.id AND allocation.ledger = documentLedger.ledger
          LEFT JOIN entry ON entry.id = allocation.entry
        WHERE documentLedger.ledger = ? AND issueDay <= ? AND outcome NOT IN ('duplicate','rejected')
          AND payable IS NOT NULL AND document.currency IS NOT NULL
        ORDER BY document.id
        """,
      arguments: arguments
    )
    try forEachItem(rows, rests, { "\(DocumentID($0))" }, body)
  }

  private func rests(
    _ sql: String,
    _ arguments: StatementArguments
  ) throws -> [Int64: [(kind: String, amount: Int128)]] {
    var rests: [Int64: [(kind: String, amount: Int128)]] = [:]
    let rows = try Row.fetchCursor(db, sql: sql, arguments: arguments)
    while let row = try rows.next() {
      rests[row[0], default: []].append((row[1], Int128(row[2] as Int64)))
    }
    return rests
  }

  /// Rows of id, currency, day, amount, whether it needs nothing, a part and its day; those of one id follow each other.
  private func forEachItem(
    _ rows: RowCursor,
    _ rests: [Int64: [(kind: String, amount: Int128)]],
    _ name: (Int64) -> String,
    _ body: (CutOffItem) -> Void
  ) throws {
    var present: (id: Int64, item: CutOffItem)?
    while let row = try rows.next() {
      let id: Int64 = row[0]
      if present?.id != id {
        if let present { body(present.item) }
        present = nil
        guard let currency = Currency(row[1] as String) else { continue }
        var item = CutOffItem(
          id: name(id),
          currency: currency,
          day: Day(number: row[2]),
          amount: Int128(row[3] as Int64),
          isAlone: row[4]
        )
        item.rests = rests[id] ?? []
        present = (id, item)
      }
      if let part: Int64 = row[5] {
        present?.item.parts.append((Int128(part), Day(number: row[6])))
      }
    }
    if let present { body(present.item) }
  }
}
