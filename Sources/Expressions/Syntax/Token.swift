import Values

/// One word of an expression, with its place.
struct Token: Sendable {
  enum Kind: Sendable {
    case number(ExactDecimal)
    case text(String)
    case bytes([UInt8])
    case name(String)
    /// A field's name in backticks.
    case quotedName(String)
    case symbol(Symbol)
    case end
  }

  let kind: Kind
  /// In UTF-8 bytes of the whole source.
  let range: Range<Int>

  var symbol: Symbol? {
    if case .symbol(let symbol) = kind { symbol } else { nil }
  }

  var name: String? {
    if case .name(let name) = kind { name } else { nil }
  }
}

enum Symbol: String, Sendable {
  case openParenthesis = "("
  case closeParenthesis = ")"
  case openBracket = "["
  case closeBracket = "]"
  case openBrace = "{"
  case closeBrace = "}"
  case dot = "."
  case comma = ","
  case colon = ":"
  case question = "?"
  case plus = "+"
  case minus = "-"
  case times = "*"
  case divide = "/"
  case remainder = "%"
  case not = "!"
  case equal = "=="
  case notEqual = "!="
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
  case and = "&&"
  case or = "||"
}
