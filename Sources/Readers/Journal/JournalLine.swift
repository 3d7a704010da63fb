import Values

/// What stands at the margin of a hledger or ledger journal.
///
/// Sources: the manuals "hledger 1.40, Journal" and "Ledger 3, Command Directives".
enum JournalLine {
  /// Declarations and settings, with what they mean to a reader.
  enum Directive: Equatable {
    /// Nothing for us, and neither is what is set in under it.
    case passed
    case include(String)
    case account(String)
    /// `apply account NAME`, until `end apply account`.
    case applyAccount(String)
    case endApply
    case alias(from: String, to: String)
    case year(Int)
    case decimalMark(Character)
    /// An amount that shows how the commodity is written: `commodity 1.000,00 EUR`, `D $1,000.00`.
    case sample(String, isDefault: Bool)
    /// Until `end comment`.
    case block(String)
    /// `= expenses:food` makes postings of its own; `~ monthly` makes bookings that are only planned.
    case automatic
    case planned
    /// Changes amounts or names in a way that is not followed.
    case unsupported(String)
  }

  static func isComment(_ text: String) -> Bool {
    text.first.map { ";#*%|".contains($0) } ?? false
  }

  /// The day that a booking's first line begins with, and how far it reaches; the year may be left out.
  static func day(_ text: String, year: Int? = nil) -> (day: Day?, end: String.Index)? {
    let digits = text.prefix { $0.isASCII && ($0.isNumber || "-/.".contains($0)) }
    let rest = text[digits.endIndex...]
    guard rest.isEmpty || rest.first == " " || rest.first == "\t" || rest.first == "=" else {
      return nil
    }
    let parts = digits.split(omittingEmptySubsequences: false) { "-/.".contains($0) }
    guard (2...3).contains(parts.count), parts.allSatisfy({ (1...4).contains($0.utf8.count) }),
      parts.count == 2 || parts[0].utf8.count == 4, parts.suffix(2).allSatisfy({ $0.count <= 2 }),
      Set(digits.filter { !$0.isNumber }).count == 1
    else { return nil }
    let numbers = parts.compactMap { Int($0) }
    guard numbers.count == parts.count else { return nil }
    let month = numbers[numbers.count - 2]
    let day = numbers[numbers.count - 1]
    guard (1...12).contains(month), (1...31).contains(day) else { return nil }
    let wholeYear = numbers.count == 3 ? numbers[0] : year
    return (
      wholeYear.flatMap { Day(year: $0, month: month, day: day) }, digits.endIndex
    )
  }

  /// Nil when the line is no directive.
  static func directive(_ text: String) -> Directive? {
    if let first = text.first, "=~".contains(first) {
      let rest = text.dropFirst()
      guard rest.first == " " || rest.first == "\t" else { return nil }
      return first == "=" ? .automatic : .planned
    }
    var line = text[...]
    if line.first == "!" || line.first == "@" { line.removeFirst() }
    let word = String(line.prefix { !$0.isWhitespace })
    let rest = line.dropFirst(word.count).trimmingSpaces()
    return named(word, rest) ?? short(word, rest)
  }

  private static func named(_ word: String, _ rest: String) -> Directive? {
    switch word {
    case "include" where !rest.isEmpty: .include(unquoted(rest))
    case "account" where !rest.isEmpty: .account(name(rest))
    case "apply": applied(rest)
    case "end": rest == "comment" || rest == "test" ? .passed : .endApply
    case "alias" where rest.contains("="): alias(rest)
    case "year" where year(rest) != nil: year(rest).map { .year($0) }
    case "decimal-mark": rest == "," || rest == "." ? .decimalMark(Character(rest)) : nil
    case "commodity" where !rest.isEmpty: .sample(rest, isDefault: false)
    case "comment" where rest.isEmpty: .block("comment")
    case "test": .block("test")
    case "payee", "tag", "assert", "check", "capture", "define", "def", "expr", "eval", "python",
      "import", "value":
      rest.isEmpty ? nil : .passed
    case "bucket": .unsupported("a default account (bucket)")
    default: nil
    }
  }

  /// Directives of one letter.
  private static func short(_ word: String, _ rest: String) -> Directive? {
    switch word {
    case "P" where day(rest) != nil: .passed
    case "N" where !rest.isEmpty, "C" where rest.contains("="): .passed
    case "D" where rest.contains(where: \.isNumber): .sample(rest, isDefault: true)
    case "Y" where year(rest) != nil: year(rest).map { .year($0) }
    case "A" where rest.contains(":"): .unsupported("a default account (A)")
    case "i", "o", "h", "b", "I", "O", "H", "B": day(rest) != nil ? .passed : nil
    default: word.first == "Y" ? year(String(word.dropFirst())).map { .year($0) } : nil
    }
  }

  private static func applied(_ rest: String) -> Directive? {
    let word = rest.prefix { !$0.isWhitespace }
    let argument = rest.dropFirst(word.count).trimmingSpaces()
    switch word {
    case "account" where !argument.isEmpty: return .applyAccount(argument)
    case "year": return year(argument).map { .year($0) }
    case "tag": return .passed
    case "fixed", "rate": return .unsupported("a fixed exchange rate (apply \(word))")
    default: return nil
    }
  }

  private static func alias(_ rest: String) -> Directive {
    let parts = rest.split(separator: "=", maxSplits: 1).map { $0.trimmingSpaces() }
    guard parts.count == 2, !rest.hasPrefix("/"), !parts[0].isEmpty, !parts[1].isEmpty else {
      return .unsupported("an alias with a pattern")
    }
    return .alias(from: parts[0], to: parts[1])
  }

  private static func year(_ text: String) -> Int? {
    text.utf8.count == 4 ? Int(text).flatMap { (1...9_999).contains($0) ? $0 : nil } : nil
  }

  /// An account's name ends at two blanks, a tab or a comment behind them.
  static func name(_ text: String) -> String {
    var end = text.startIndex
    var blanks = 0
    for index in text.indices {
      if text[index] == "\t" { break }
      blanks = text[index] == " " ? blanks + 1 : 0
      if blanks == 2 { break }
      if blanks == 0 { end = text.index(after: index) }
    }
    return String(text[..<end])
  }

  private static func unquoted(_ text: String) -> String {
    text.count > 1 && text.first == "\"" && text.last == "\""
      ? String(text.dropFirst().dropLast()) : text
  }
}
