import Values

extension Parser {
  /// Reserved for CEL's later versions and for the languages that it is put into.
  static let reservedWords: Set<String> = [
    "as", "break", "const", "continue", "else", "for", "function", "if", "import", "let", "loop",
    "package", "namespace", "return", "var", "void", "while",
  ]

  func reservedWord(_ name: String, at range: Range<Int>) -> ExpressionFault? {
    if name == "null" {
      return ExpressionFault(
        .notInLanguage,
        "there is no null: what a paper does not say is absent, and has() asks for it",
        at: range,
        expected: "has(document.dueDate), or document.?dueDate with orValue()"
      )
    }
    if name == "in" {
      return ExpressionFault(
        .syntax,
        "in stands between a value and the list that is searched",
        at: range,
        expected: "document.currency in [\"EUR\", \"USD\"]"
      )
    }
    guard Self.reservedWords.contains(name) else { return nil }
    let advice =
      name == "if" || name == "else" ? ": a choice is written condition ? value : other value" : ""
    return ExpressionFault(
      .syntax,
      "\(name) is a reserved word and no name\(advice)",
      at: range,
      expected: "a value"
    )
  }

  static func amountWithoutMoney(
    _ digits: String,
    _ code: String,
    at range: Range<Int>
  ) -> ExpressionFault {
    let suggestion = "money(\"\(digits) \(code.uppercased())\")"
    return ExpressionFault(
      .syntax,
      "an amount is written with money()",
      at: range,
      expected: suggestion,
      suggestion: suggestion
    )
  }

  /// How close the operator binds that comes next (`and` and `or` count, with a fault); nil where none does.
  mutating func operatorLevel() -> Precedence? {
    if let name = token.name { return wordOperator(name) }
    switch token.symbol {
    case .or: return .or
    case .and: return .and
    case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual: return .relation
    case .plus, .minus: return .sum
    case .times, .divide, .remainder: return .product
    default: return nil
    }
  }

  private mutating func wordOperator(_ name: String) -> Precedence? {
    if name == "in" { return .relation }
    let level: Precedence
    switch name.lowercased() {
    case "and": level = .and
    case "or": level = .or
    default: return nil
    }
    // Asked once a level: told once.
    if faults.last?.range != token.range {
      let symbol = level == .and ? "&&" : "||"
      faults.append(
        ExpressionFault(
          .syntax,
          "\"\(name)\" is written \(symbol)",
          at: token.range,
          expected: symbol,
          suggestion: symbol
        )
      )
    }
    return level
  }

  /// The fault of `not x`; nil where no such word stands before an operand.
  func wordForNot() -> ExpressionFault? {
    guard let name = token.name, name.lowercased() == "not", position + 1 < tokens.count else {
      return nil
    }
    switch tokens[position + 1].kind {
    case .name(let next) where next != "in": break
    case .number, .text, .bytes: break
    case .name, .quotedName, .symbol, .end: return nil
    }
    return ExpressionFault(
      .syntax,
      "\"\(name)\" is written !",
      at: token.range,
      expected: "!",
      suggestion: "!"
    )
  }

  func missingOperand() -> ExpressionFault {
    if let fault = percent() { return fault }
    if case .end = token.kind {
      let isFirst = position == 0
      return ExpressionFault(
        .syntax,
        isFirst
          ? "there is no expression"
          : "a value is missing behind \(source(tokens[position - 1].range))",
        at: token.range,
        expected: "a value: a field, a number, a text in quotes"
      )
    }
    return ExpressionFault(
      .syntax,
      "\(source(token.range)) stands where a value is wanted",
      at: token.range,
      expected: "a value: a field, a number, a text in quotes"
    )
  }

  /// `19 %` where a value should follow.
  private func percent() -> ExpressionFault? {
    guard position > 1, tokens[position - 1].symbol == .remainder,
      case .number(let number) = tokens[position - 2].kind,
      let share = number.hundredth
    else { return nil }
    return ExpressionFault(
      .syntax,
      "percent are written as a share of one",
      at: tokens[position - 2].range.lowerBound..<tokens[position - 1].range.upperBound,
      expected: "\(share)",
      suggestion: "\(share)"
    )
  }

  /// What stands behind a whole expression although nothing should.
  func unexpectedBehind(_ syntax: Syntax) -> ExpressionFault {
    if let fault = slipBehindOperand() { return fault }
    if let symbol = token.symbol, [.closeParenthesis, .closeBracket, .closeBrace].contains(symbol) {
      return ExpressionFault(
        .syntax,
        "this \(symbol.rawValue) closes a bracket that was not opened",
        at: token.range,
        expected: "no \(symbol.rawValue)",
        suggestion: ""
      )
    }
    return ExpressionFault(
      .syntax,
      "\(source(token.range)) stands behind a value without an operator between them",
      at: token.range,
      expected: "an operator, such as == or &&, or the end"
    )
  }

  func unexpectedInBrackets(_ symbol: Symbol, openedAt bracket: Range<Int>) -> ExpressionFault {
    if let fault = slipBehindOperand() { return fault }
    return ExpressionFault(
      .syntax,
      "\(source(token.range)) stands where the \(opened(bracket)) should go on or close",
      at: token.range,
      expected: "\(symbol.rawValue), or a comma and a value"
    )
  }

  /// A bracket by what stands in front of it or behind it: `bracket of size(`, `bracket (1`.
  func opened(_ bracket: Range<Int>) -> String {
    guard let place = tokens.firstIndex(where: { $0.range == bracket }) else { return "bracket" }
    if place > 0, tokens[place - 1].range.upperBound == bracket.lowerBound,
      let name = tokens[place - 1].name
    {
      return "bracket of \(name)\(source(bracket))"
    }
    guard place + 1 < tokens.count, !tokens[place + 1].range.isEmpty else {
      return "bracket \(source(bracket))"
    }
    let next = tokens[place + 1].range
    return "bracket \(source(bracket.lowerBound..<min(next.upperBound, bracket.upperBound + 40)))"
  }

  /// `5000 EUR`, `1,5`, `is`, `contains` behind a value.
  private func slipBehindOperand() -> ExpressionFault? {
    guard position > 0 else { return nil }
    let before = tokens[position - 1]
    if case .number = before.kind {
      let digits = source(before.range)
      if let code = token.name, Currency(code) != nil {
        let range = before.range.lowerBound..<token.range.upperBound
        return Self.amountWithoutMoney(digits, code, at: range)
      }
    }
    if let fault = groupedNumber() { return fault }
    guard let name = token.name else { return nil }
    return wordBehindOperand(name)
  }

  /// `1,5`, `1.000,00`, `1,000.00` and `1.000.000`, which are numbers elsewhere.
  func groupedNumber() -> ExpressionFault? {
    var first = position - 1
    while isPartOfNumber(first - 1),
      tokens[first - 1].range.upperBound == tokens[first].range.lowerBound
    {
      first -= 1
    }
    var last = position - 1
    while isPartOfNumber(last + 1),
      tokens[last].range.upperBound == tokens[last + 1].range.lowerBound
    {
      last += 1
    }
    guard last >= position, isNumber(first), isNumber(last) else { return nil }
    let range = tokens[first].range.lowerBound..<tokens[last].range.upperBound
    let grouped = GroupedNumber(source(range))
    return ExpressionFault(
      .syntax,
      grouped.isGrouped
        ? "thousands are not grouped, and decimals stand behind a point"
        : "decimals stand behind a point",
      at: range,
      expected: grouped.expected,
      suggestion: grouped.plain
    )
  }

  private func isNumber(_ index: Int) -> Bool {
    guard tokens.indices.contains(index), case .number = tokens[index].kind else { return false }
    return true
  }

  private func isPartOfNumber(_ index: Int) -> Bool {
    guard !isNumber(index) else { return true }
    return tokens.indices.contains(index) && [.comma, .dot].contains(tokens[index].symbol)
  }

  private func wordBehindOperand(_ name: String) -> ExpressionFault? {
    switch name.lowercased() {
    case "is", "equals", "eq":
      ExpressionFault(
        .syntax,
        "\"\(name)\" is written ==",
        at: token.range,
        expected: "==",
        suggestion: "=="
      )
    case "not":
      ExpressionFault(
        .syntax,
        "\"not\" stands before what it denies: !(value in list)",
        at: token.range,
        expected: "an operator"
      )
    case "contains", "startswith", "endswith", "matches":
      ExpressionFault(
        .syntax,
        "\(name) is called with a dot and brackets",
        at: token.range,
        expected: "document.seller.name.startsWith(\"Kessel\")"
      )
    case "then":
      ExpressionFault(
        .syntax,
        "a choice is written condition ? value : other value",
        at: token.range,
        expected: "?",
        suggestion: "?"
      )
    default: nil
    }
  }

  func source(_ range: Range<Int>) -> String {
    range.isEmpty ? "the beginning" : String(decoding: bytes[range], as: UTF8.self)
  }
}
