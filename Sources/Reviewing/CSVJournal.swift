import Values

/// A journal as a table: one row a posting, for programs that import CSV.
///
/// CSV has no comments, so there is no header sentence and no byte order mark.
enum CSVJournal {
  /// Stable; new columns are added at the end.
  static let columns = [
    "id", "posting", "day", "number", "payee", "narration", "account", "amount", "currency", "tags",
  ]

  static func bytes(_ transactions: [JournalTransaction]) -> [UInt8] {
    var csv = CSVBuffer(withByteOrderMark: false)
    csv.row(columns)
    for transaction in transactions {
      let tags = transaction.tags.map { "\($0.key)=\(JournalWriter.line($0.value))" }
        .joined(separator: "; ")
      for (position, posting) in transaction.postings.enumerated() {
        csv.row([
          transaction.id, String(position + 1), transaction.day.description,
          transaction.number ?? "", JournalWriter.line(transaction.payee),
          JournalWriter.line(transaction.narration), posting.account,
          posting.amount.decimal.description, posting.amount.currency.code, tags,
        ])
      }
    }
    return csv.bytes
  }
}
