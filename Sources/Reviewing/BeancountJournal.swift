import Values

/// A journal for beancount (2 and 3): <https://beancount.github.io/docs/beancount_language_syntax.html>.
///
/// Accounts are opened on the day of their first use, so that `bean-check` passes on the file alone.
enum BeancountJournal {
  static func bytes(
    _ transactions: [JournalTransaction],
    title: String
  ) throws(JournalError) -> [UInt8] {
    var out: [UInt8] = []
    line(&out, "; " + JournalWriter.header(title))
    let accounts = try self.accounts(transactions)
    var opened: [String: Day] = [:]
    // Transactions come by day, so the first use is the earliest.
    for transaction in transactions {
      for posting in transaction.postings where opened[posting.account] == nil {
        opened[posting.account] = transaction.day
      }
    }
    for (name, day) in opened.sorted(by: { ($0.value, $0.key) < ($1.value, $1.key) }) {
      line(&out, "\(day) open \(accounts[name] ?? name)")
    }
    for transaction in transactions { try write(&out, transaction, accounts) }
    return out
  }

  private static func write(
    _ out: inout [UInt8],
    _ transaction: JournalTransaction,
    _ accounts: [String: String]
  ) throws(JournalError) {
    // Beancount's lexer knows the years 1700 to 2099.
    guard (1700...2099).contains(transaction.day.year) else {
      throw .day(id: transaction.id, transaction.day)
    }
    line(&out, "")
    line(
      &out,
      "\(transaction.day) * \(quoted(transaction.payee)) \(quoted(transaction.narration))"
    )
    line(&out, "  id: \(quoted(transaction.id))")
    if let number = transaction.number { line(&out, "  number: \(quoted(number))") }
    for tag in transaction.tags { line(&out, "  \(tag.key): \(quoted(tag.value))") }
    for posting in JournalWriter.postings(transaction, accounts: accounts) {
      line(&out, "  \(posting.account)\(posting.amount)")
    }
  }

  private static func line(_ out: inout [UInt8], _ text: String) {
    out.append(contentsOf: text.utf8)
    out.append(UInt8(ascii: "\n"))
  }

  private static func quoted(_ text: String) -> String {
    let escaped = JournalWriter.line(text)
      .flatMap { $0 == "\"" || $0 == "\\" ? ["\\", $0] : [$0] }
    return "\"" + String(escaped) + "\""
  }

  /// Each of our names as beancount writes it; two that would become one are refused.
  private static func accounts(
    _ transactions: [JournalTransaction]
  ) throws(JournalError) -> [String: String] {
    var written: [String: String] = [:]
    var owners: [String: String] = [:]
    for name in Set(transactions.flatMap(\.postings).map(\.account)).sorted() {
      let account = try account(name)
      if let other = owners[account] {
        throw .account(name, reason: "beancount cannot tell it from \"\(other)\"")
      }
      owners[account] = name
      written[name] = account
    }
    return written
  }

  /// `expenses:office supplies` becomes `Expenses:Office-supplies`.
  private static func account(_ name: String) throws(JournalError) -> String {
    var parts = name.split(separator: ":", omittingEmptySubsequences: false).map(component)
    guard parts.count > 1, !parts.contains("") else {
      throw .account(name, reason: "beancount wants two parts or more, such as Expenses:Office")
    }
    guard let root = roots[parts[0].lowercased()] else {
      throw .account(
        name,
        reason: "the first part must be Assets, Liabilities, Equity, Income or Expenses"
      )
    }
    parts[0] = root
    return parts.joined(separator: ":")
  }

  /// Letters, digits and hyphens, with a capital letter or digit first.
  private static func component(_ part: Substring) -> String {
    let kept = part.map { $0.isLetter || ($0.isASCII && $0.isNumber) || $0 == "-" ? $0 : "-" }
    let body = String(kept.drop { $0 == "-" })
    guard let first = body.first else { return "" }
    return first.uppercased() + body.dropFirst()
  }

  private static let roots = [
    "assets": "Assets", "asset": "Assets", "liabilities": "Liabilities",
    "liability": "Liabilities", "equity": "Equity", "income": "Income", "revenues": "Income",
    "revenue": "Income", "expenses": "Expenses", "expense": "Expenses",
  ]
}
