package import Books
import Documents
internal import GRDB
package import Values
package import Workflows

/// A count of papers and what they add up to in one currency; no currency where no amount could be read.
package struct OutcomeSum: Sendable, Hashable {
  package var outcome: Outcome
  /// True for documents that are only another form of one that leads.
  package var isOtherForm: Bool
  package var currency: Currency?
  package var count: Int
  package var sum: ExactDecimal
}

/// What files repeat in one currency; no currency where there is no amount.
package struct RepeatedSum: Sendable, Hashable {
  package var currency: Currency?
  /// Documents.
  package var count: Int
  /// Files whose first arrival holds no document.
  package var files: Int
  package var sum: ExactDecimal
}

/// One side of a ledger in one currency.
package struct LedgerSum: Sendable, Hashable {
  package var currency: Currency
  package var count: Int
  package var sum: ExactDecimal
  package var openCount: Int
  package var openSum: ExactDecimal
}

extension StorageTransaction {
  /// Documents by present decision.
  ///
  /// Sums are split so that SQLite's 64 bits cannot overflow.
  package func outcomeSums() throws -> [OutcomeSum] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT decision.outcome AS outcome, decision.code = 'other-form' AS isOtherForm,
          \(Self.countedCurrency) AS counted, count(*) AS n,
          coalesce(sum(payable / 1000000), 0) AS high, coalesce(sum(payable % 1000000), 0) AS low
        FROM document JOIN decision ON decision.id = document.decision
        GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
        """
    ).map { row in
      guard let outcome = Outcome(rawValue: row["outcome"]) else {
        throw StorageError.damaged("outcome \(row["outcome"] as String)")
      }
      let currency = (row["counted"] as String?).flatMap { Currency($0) }
      return OutcomeSum(
        outcome: outcome,
        isOtherForm: row["isOtherForm"],
        currency: currency,
        count: row["n"],
        sum: Self.decimal(high: row["high"], low: row["low"], currency)
      )
    }
  }

  /// All documents received, counted without looking at any decision: the other side of the control total.
  package func receivedSums() throws -> [(currency: Currency?, count: Int, sum: ExactDecimal)] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT \(Self.countedCurrency) AS counted, count(*) AS n,
          coalesce(sum(payable / 1000000), 0) AS high, coalesce(sum(payable % 1000000), 0) AS low
        FROM document GROUP BY 1 ORDER BY 1
        """
    ).map { row in
      let currency = (row["counted"] as String?).flatMap { Currency($0) }
      let sum = Self.decimal(high: row["high"], low: row["low"], currency)
      return (currency, row["n"], sum)
    }
  }

  /// An amount that is no whole number of minor units is in no sum, and so in no currency.
  private static let countedCurrency = "iif(payable IS NULL, NULL, document.currency)"

  /// Files whose content had come before, in document workflows: how many papers they repeat and their amounts.
  ///
  /// A copy of a file that held no document is a file without one, too.
  package func repeatedSums() throws -> [RepeatedSum] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT \(Self.countedCurrency) AS counted, count(document.id) AS n,
          count(*) - count(document.id) AS files,
          coalesce(sum(payable / 1000000), 0) AS high, coalesce(sum(payable % 1000000), 0) AS low
        FROM arrival LEFT JOIN document ON document.arrival = arrival.duplicateOf
        WHERE arrival.state = 'duplicate' AND arrival.target IN ('invoice','expense')
        GROUP BY 1 ORDER BY 1
        """
    ).map { row in
      let currency = (row["counted"] as String?).flatMap { Currency($0) }
      return RepeatedSum(
        currency: currency,
        count: row["n"],
        files: row["files"],
        sum: Self.decimal(high: row["high"], low: row["low"], currency)
      )
    }
  }

  package func ledgerSums(of ledger: LedgerName) throws -> [LedgerSum] {
    try sums(
      of: ledger,
      """
      SELECT count(*) AS n,
        sum(amount / 1000000) AS high, sum(amount % 1000000) AS low,
        sum(isOpen) AS openN, sum(isOpen * (amount / 1000000)) AS openHigh,
        sum(isOpen * (amount % 1000000)) AS openLow
      FROM (SELECT amount, acceptedAlone = 0 AND NOT EXISTS
          (SELECT 1 FROM allocation WHERE allocation.entry = entry.id) AS isOpen
        FROM entry INDEXED BY entryByDay WHERE ledger = ?1 AND currency = ?2)
      """
    ).map { currency, row in
      LedgerSum(
        currency: currency,
        count: row["n"],
        sum: Self.decimal(high: row["high"], low: row["low"], currency),
        openCount: row["openN"],
        openSum: Self.decimal(high: row["openHigh"], low: row["openLow"], currency)
      )
    }
  }

  /// A query of one row for each currency of a ledger: `?1` is the ledger, `?2` the currency, `n` the number of entries; currencies without any
  /// give no row.
  ///
  /// Not by GROUP BY, for which SQLite would sort all of the ledger's entries in memory.
  func sums(
    of ledger: LedgerName,
    _ sql: String,
    _ more: [Int64] = []
  ) throws -> [(currency: Currency, row: Row)] {
    try currencies(of: ledger).compactMap { currency in
      let arguments = StatementArguments([ledger.name, currency.code]) + StatementArguments(more)
      let row = try Row.fetchOne(db, sql: sql, arguments: arguments)
      guard let row, row["n"] as Int > 0 else { return nil }
      return (currency, row)
    }
  }

  /// The currencies of a ledger's entries by code, each found from the one before.
  private func currencies(of ledger: LedgerName) throws -> [Currency] {
    try String.fetchAll(
      db,
      sql: """
        WITH RECURSIVE known(code) AS (
          SELECT min(currency) FROM entry WHERE ledger = ?1
          UNION ALL
          SELECT (SELECT min(currency) FROM entry WHERE ledger = ?1 AND currency > code)
          FROM known WHERE code IS NOT NULL)
        SELECT code FROM known WHERE code IS NOT NULL
        """,
      arguments: [ledger.name]
    ).compactMap { Currency($0) }
  }

  private static func decimal(high: Int64, low: Int64, _ currency: Currency?) -> ExactDecimal {
    ExactDecimal(
      coefficient: Int128(high) * 1_000_000 + Int128(low),
      scale: currency?.exponent ?? 0
    )
  }

  /// Documents that now have `outcome`, oldest first.
  package func documents(
    with outcome: Outcome,
    workflow: WorkflowID? = nil,
    _ body: (StoredDocument) throws -> Void
  ) throws {
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT * FROM document WHERE outcome = ? AND (? IS NULL OR workflow = ?) ORDER BY id
        """,
      arguments: [outcome.rawValue, workflow?.name, workflow?.name]
    )
    while let row = try rows.next() { try body(try Self.storedDocument(row)) }
  }

  /// Matched pairs of a ledger, by entry day, at most `limit`.
  package func allocations(
    of ledger: LedgerName,
    limit: Int
  ) throws -> [(document: DocumentID, entry: EntryID)] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT document, entry FROM allocation JOIN entry ON entry.id = allocation.entry
        WHERE allocation.ledger = ? ORDER BY entry.day, entry, document LIMIT ?
        """,
      arguments: [ledger.name, limit]
    ).map { (DocumentID($0["document"]), EntryID($0["entry"])) }
  }

  package func allocationCount(of ledger: LedgerName) throws -> Int {
    try Int.fetchOne(
      db,
      sql: "SELECT count(*) FROM allocation WHERE ledger = ?",
      arguments: [ledger.name]
    ) ?? 0
  }

  /// What a file gave to a ledger first, and how many of it a document has; nil where it gave no entry.
  package func entriesGiven(
    by arrival: ArrivalID
  ) throws -> (ledger: LedgerName, count: Int, days: ClosedRange<Day>, held: Int)? {
    try Row.fetchAll(
      db,
      sql: """
        SELECT ledger, count(*) AS entries, min(day) AS first, max(day) AS last,
          count(CASE WHEN EXISTS (SELECT 1 FROM allocation WHERE allocation.entry = entry.id) THEN 1 END) AS held
        FROM entry WHERE arrival = ? GROUP BY ledger
        """,
      arguments: [arrival.number]
    ).first.map { row in
      let (first, last): (Int32, Int32) = (row["first"], row["last"])
      return (
        LedgerName(row["ledger"]), row["entries"], Day(number: first)...Day(number: last),
        row["held"]
      )
    }
  }

  /// Documents reconciled against a ledger that no entry of it accounts for yet.
  package func openDocuments(of ledger: LedgerName, limit: Int) throws -> [StoredDocument] {
    try db.values(
      sql: """
        SELECT document.* FROM documentLedger JOIN document ON document.id = documentLedger.document
        WHERE ledger = ? AND outcome NOT IN ('duplicate','rejected') AND NOT EXISTS
          (SELECT 1 FROM allocation WHERE allocation.document = document.id
            AND allocation.ledger = documentLedger.ledger)
        ORDER BY issueDay, document.id LIMIT ?
        """,
      arguments: [ledger.name, limit],
      as: Self.storedDocument
    )
  }
}

extension StorageTransaction {
  /// Entries with an allocation or accepted without a document, counted by themselves: the other side of "all = matched +
  /// open".
  package func matchedSums(
    of ledger: LedgerName
  ) throws -> [(currency: Currency, count: Int, sum: ExactDecimal)] {
    try sums(
      of: ledger,
      """
      SELECT count(*) AS n, sum(amount / 1000000) AS high, sum(amount % 1000000) AS low
      FROM entry INDEXED BY entryByDay WHERE ledger = ?1 AND currency = ?2 AND (acceptedAlone = 1
        OR id IN (SELECT entry FROM allocation WHERE allocation.ledger = ?1))
      """
    ).map { currency, row in
      (currency, row["n"], Self.decimal(high: row["high"], low: row["low"], currency))
    }
  }

  /// Open entries after the first `count` by day, summed up without being held.
  package func openSums(
    of ledger: LedgerName,
    beyond count: Int
  ) throws -> [(currency: Currency, count: Int, sum: ExactDecimal)] {
    try sums(
      of: ledger,
      """
      SELECT count(*) AS n, sum(amount / 1000000) AS high, sum(amount % 1000000) AS low
      FROM (SELECT currency, amount FROM entry INDEXED BY entryByDay
        WHERE ledger = ?1 AND acceptedAlone = 0
          AND NOT EXISTS (SELECT 1 FROM allocation WHERE allocation.entry = entry.id)
        ORDER BY day, id LIMIT -1 OFFSET ?3)
      WHERE currency = ?2
      """,
      [Int64(count)]
    ).map { currency, row in
      (currency, row["n"], Self.decimal(high: row["high"], low: row["low"], currency))
    }
  }
}
