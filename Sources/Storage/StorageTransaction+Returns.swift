package import Books
internal import GRDB
package import Values

// Money that came back: entries of the same amount and the other sign.
extension StorageTransaction {
  /// Entries of one of these amounts, unsigned, on these days that have the other sign than `payment`.
  package func opposite(
    _ payment: StoredEntry,
    magnitudes: Set<Int64>,
    days: ClosedRange<Day>
  ) throws -> [CandidateEntry] {
    let isNegative = payment.entry.amount.isNegative
    return try magnitudes.sorted().flatMap { magnitude in
      try db.values(
        db.cachedStatement(
          sql: """
            SELECT * FROM entry INDEXED BY entryByAmount
            WHERE ledger = ? AND currency = ? AND magnitude = ? AND day BETWEEN ? AND ?
              AND (amount < 0) <> ?
            """
        ),
        arguments: [
          payment.ledger.name, payment.entry.amount.currency.code, magnitude,
          days.lowerBound.number, days.upperBound.number, isNegative,
        ],
        as: Self.candidateEntry
      )
    }
  }

  /// Entries of which one that came in as `first` or later, `count` of them, may take the money back.
  ///
  /// Led by the new entries, or where these are more, by the documents: then entries that none has, and none may have by
  /// its amount, are left out.
  package func payments(
    takenBackFrom first: EntryID,
    count: Int,
    ledger: LedgerName,
    within days: Int
  ) throws -> [CandidateEntry] {
    let documents = try standingCount(of: ledger, limit: count + 1)
    guard documents > 0 else { return [] }
    let later = """
      CROSS JOIN entry AS r INDEXED BY entryByAmount
        ON r.ledger = e.ledger AND r.currency = e.currency AND r.magnitude = e.magnitude
        AND r.day BETWEEN e.day AND e.day + ?3 AND (e.amount < 0) <> (r.amount < 0) AND r.id >= ?1
      """
    let byDocument = """
      SELECT e.id FROM allocation AS a CROSS JOIN entry AS e ON e.id = a.entry \(later)
        WHERE a.ledger = ?2
      UNION
      SELECT e.id FROM documentLedger AS d CROSS JOIN entry AS e INDEXED BY entryByAmount
        ON e.ledger = d.ledger AND e.currency = d.currency AND e.magnitude BETWEEN d.low AND d.high
        AND e.day BETWEEN d.firstDay AND d.lastDay \(later)
        WHERE d.ledger = ?2 AND d.standing = 1 AND d.isCrowded = 0
      """
    let byEntry = """
      SELECT e.id FROM entry AS r NOT INDEXED CROSS JOIN entry AS e INDEXED BY entryByAmount
        ON e.ledger = r.ledger AND e.currency = r.currency AND e.magnitude = r.magnitude
        AND e.day BETWEEN r.day - ?3 AND r.day AND (e.amount < 0) <> (r.amount < 0)
        WHERE r.id >= ?1 AND r.ledger = ?2
      """
    return try db.values(
      db.cachedStatement(
        sql: """
          SELECT * FROM entry WHERE id IN (\(documents < count ? byDocument : byEntry)) ORDER BY id
          """
      ),
      arguments: [first.number, ledger.name, days],
      as: Self.candidateEntry
    )
  }
}
