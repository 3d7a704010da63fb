/// A character of other languages or of word processors, and what it means here.
struct LexerSlip {
  let length: Int
  /// Nil: it is passed over.
  let meant: Symbol?
  private let message: String
  private let suggestion: String

  /// Longest first, so that `===` is not read as `==` and `=`.
  private static let table: [(String, Symbol?, String)] = [
    ("===", .equal, "equality is written =="),
    ("!==", .notEqual, "inequality is written !="),
    ("<>", .notEqual, "inequality is written !="),
    ("=<", .lessOrEqual, "\"at most\" is written <="),
    ("=>", .greaterOrEqual, "\"at least\" is written >="),
    ("**", .times, "there is no power operator"),
    ("≤", .lessOrEqual, "\"at most\" is written <="),
    ("≥", .greaterOrEqual, "\"at least\" is written >="),
    ("≠", .notEqual, "inequality is written !="),
    ("–", .minus, "the minus sign is written - (this is a dash)"),
    ("—", .minus, "the minus sign is written - (this is a dash)"),
    ("−", .minus, "the minus sign is written - (this is another sign that looks like it)"),
    ("×", .times, "multiplication is written *"),
    ("÷", .divide, "division is written /"),
    ("\u{A0}", nil, "this is a no-break space"),
    ("=", .equal, "equality is written =="),
    ("&", .and, "\"and\" is written &&; texts are put together by +"),
    ("|", .or, "\"or\" is written ||"),
    (";", nil, "an expression ends without a semicolon"),
  ]

  /// What slips begin with in ASCII; all others begin beyond it.
  private static let beginnings = Set("=!<*&|;".utf8)

  static func at(_ position: Int, in bytes: [UInt8]) -> LexerSlip? {
    guard bytes[position] >= 0x80 || beginnings.contains(bytes[position]) else { return nil }
    let rest = bytes[position...]
    // What the language has and begins as a slip does.
    for symbol in ["==", "&&", "||", "!="]
    where rest.starts(with: symbol.utf8) && !rest.dropFirst(2).starts(with: [UInt8(ascii: "=")]) {
      return nil
    }
    for (text, meant, message) in table where rest.starts(with: text.utf8) {
      return LexerSlip(
        length: text.utf8.count,
        meant: meant,
        message: message,
        suggestion: meant?.rawValue ?? (text == ";" ? "" : " ")
      )
    }
    return nil
  }

  func fault(at range: Range<Int>) -> ExpressionFault {
    ExpressionFault(.syntax, message, at: range, expected: meant?.rawValue, suggestion: suggestion)
  }
}
