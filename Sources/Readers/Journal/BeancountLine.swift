import Values

/// What stands at the margin of a beancount journal.
///
/// Source: "Beancount - Language Syntax", beancount 2 and 3.
enum BeancountLine {
  private static let undated: Set<String> = [
    "option", "plugin", "include", "pushtag", "poptag", "pushmeta", "popmeta",
  ]
  private static let directives: Set<String> = [
    "open", "close", "commodity", "balance", "pad", "note", "document", "price", "event", "query",
    "custom",
  ]
  private static let flags: Set<String> = [
    "*", "!", "txn", "P", "S", "T", "C", "U", "R", "M", "&", "#", "?", "%",
  ]

  /// The word behind the day of a booking.
  static func isFlag(_ word: String) -> Bool { flags.contains(word) }

  static func isUndated(_ text: String) -> Bool {
    let word = text.prefix { !$0.isWhitespace }
    guard undated.contains(String(word)) else { return false }
    let rest = text.dropFirst(word.count).drop { $0 == " " || $0 == "\t" }
    return word.hasPrefix("push") || word.hasPrefix("pop") || rest.first == "\""
  }

  /// Day, directive or flag, and what follows; nil when the line is none of beancount's.
  static func dated(_ text: String) -> (day: Day?, word: String, rest: String)? {
    let digits = text.prefix { !$0.isWhitespace }
    guard let (day, end) = JournalLine.day(text), end == digits.endIndex, digits.count >= 8 else {
      return nil
    }
    let rest = text[end...].drop { $0 == " " || $0 == "\t" }
    let word = String(rest.prefix { !$0.isWhitespace })
    let behind = rest.dropFirst(word.count).trimmingSpaces()
    if directives.contains(word) { return (day, word, behind) }
    // A day and a text is the short form of a booking.
    if word.hasPrefix("\"") { return (day, "*", String(rest)) }
    guard flags.contains(word), behind.isEmpty || "\"#^;".contains(behind.first ?? " ") else {
      return nil
    }
    return (day, word, behind)
  }

  /// A line that hledger and ledger do not have.
  static func isUnlikeOthers(_ text: String) -> Bool {
    if isUndated(text) { return !text.hasPrefix("include") }
    guard let (_, word, rest) = dated(text) else { return false }
    switch word {
    case "open", "close", "pad":
      return rest.first.map { $0.isUppercase } ?? false
    case "commodity", "price": return rest.first.map { $0.isUppercase } ?? false
    case "balance", "note", "document": return rest.contains(":")
    case "event", "query", "custom": return rest.hasPrefix("\"")
    default: return rest.first == "\""
    }
  }
}
