import Values

/// A journal for hledger (1.x): <https://hledger.org/hledger.html#journal>.
///
/// Accounts and commodities are declared, so that `hledger check --strict` passes on the file alone.
enum HledgerJournal {
  static func bytes(
    _ transactions: [JournalTransaction],
    title: String
  ) throws(JournalError) -> [UInt8] {
    var out: [UInt8] = []
    line(&out, "; " + JournalWriter.header(title))
    let postings = transactions.flatMap(\.postings)
    for currency in Set(postings.map(\.amount.currency)).sorted() {
      line(&out, "commodity \(sample(currency))")
    }
    var accounts: [String: String] = [:]
    for name in Set(postings.map(\.account)).sorted() {
      accounts[name] = try account(name)
      line(&out, "account \(name)")
    }
    for transaction in transactions { write(&out, transaction, accounts) }
    return out
  }

  private static func write(
    _ out: inout [UInt8],
    _ transaction: JournalTransaction,
    _ accounts: [String: String]
  ) {
    line(&out, "")
    // The code is always there: without one, a payee that begins with "(" would be taken for it.
    let code = description(transaction.number ?? transaction.id, without: "()")
    let payee = description(transaction.payee, without: "|")
    let note = description(transaction.narration, without: "")
    let text = note.isEmpty ? payee : "\(payee) | \(note)"
    line(&out, "\(transaction.day) * (\(code)) \(text)")
    line(&out, "    ; id: \(tagValue(transaction.id))")
    for tag in transaction.tags { line(&out, "    ; \(tag.key): \(tagValue(tag.value))") }
    for posting in JournalWriter.postings(transaction, accounts: accounts) {
      line(&out, "    \(posting.account)\(posting.amount)")
    }
  }

  private static func line(_ out: inout [UInt8], _ text: String) {
    out.append(contentsOf: text.utf8)
    out.append(UInt8(ascii: "\n"))
  }

  /// An amount that shows how many decimals the commodity has; hledger wants a decimal mark in it.
  private static func sample(_ currency: Currency) -> String {
    "1000." + String(repeating: "0", count: currency.exponent) + " \(currency.code)"
  }

  /// A semicolon begins a comment, and `|` parts payee and note.
  private static func description(_ text: String, without: String) -> String {
    String(
      JournalWriter.line(text)
        .map { $0 == ";" ? "," : without.contains($0) ? "/" : $0 }
    )
  }

  /// A tag's value ends at a comma.
  private static func tagValue(_ text: String) -> String {
    String(JournalWriter.line(text).map { $0 == "," ? "." : $0 })
  }

  /// The name as it is, refused where hledger would read something else.
  private static func account(_ name: String) throws(JournalError) -> String {
    func refuse(_ reason: String) -> JournalError { .account(name, reason: reason) }
    let parts = name.split(separator: ":", omittingEmptySubsequences: false)
    if parts.contains(where: { $0.allSatisfy(\.isWhitespace) }) { throw refuse("a part is empty") }
    if JournalWriter.line(name) != name {
      throw refuse("it has two blanks in a row, a line end or a hidden character")
    }
    if name.contains(";") { throw refuse("a semicolon begins a comment") }
    if let first = name.first, "([*!~=".contains(first) {
      throw refuse("\"\(first)\" at the beginning means something else")
    }
    return name
  }
}
