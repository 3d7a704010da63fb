import Values

extension Parser {
  mutating func memberExpression() throws(ExpressionFault) -> Syntax {
    let start = token.range.lowerBound
    let first = try primary()
    return try members(of: first, from: start)
  }

  /// `.name`, `.?name`, `.name(...)`, `[index]` and `[?index]`, as many as follow.
  mutating func members(
    of first: Syntax,
    from start: Int
  ) throws(ExpressionFault) -> Syntax {
    var operand = first
    while true {
      if take(.dot) {
        operand = try member(of: operand, from: start)
      } else if token.symbol == .openBracket {
        let bracket = token.range
        advance()
        let isOptional = take(.question)
        let index = try expression()
        try close(.closeBracket, openedAt: bracket)
        operand = try make(.index(operand, index, isOptional: isOptional), from: start)
      } else {
        return operand
      }
    }
  }

  private mutating func member(
    of operand: Syntax,
    from start: Int
  ) throws(ExpressionFault) -> Syntax {
    let isOptional = take(.question)
    let name = try memberName()
    guard token.symbol == .openParenthesis, !isOptional else {
      return try make(.select(operand, name, isOptional: isOptional), from: start)
    }
    let bracket = token.range
    advance()
    let arguments = try arguments(openedAt: bracket)
    let kind = try macro(name, receiver: operand, arguments) ?? .method(operand, name, arguments)
    return try make(kind, from: start)
  }

  /// Behind a dot reserved words are names like others.
  private mutating func memberName() throws(ExpressionFault) -> Syntax.Name {
    let range = token.range
    switch token.kind {
    case .name(let text), .quotedName(let text):
      advance()
      return Syntax.Name(text: text, range: range)
    case .number, .text, .bytes, .symbol, .end:
      throw ExpressionFault(
        .syntax,
        "behind the dot stands the name of a field or function",
        at: range,
        expected: "a name, such as totals"
      )
    }
  }

  private mutating func primary() throws(ExpressionFault) -> Syntax {
    let start = token
    switch start.kind {
    case .number(let value):
      advance()
      return try make(.literal(.number(value)), from: start.range.lowerBound)
    case .text(let text):
      advance()
      return try make(.literal(.text(text)), from: start.range.lowerBound)
    case .bytes(let bytes):
      advance()
      return try make(.literal(.bytes(bytes)), from: start.range.lowerBound)
    case .name(let name):
      advance()
      return try named(name, start.range, isRooted: false)
    case .symbol(.dot):
      return try rootedName()
    case .symbol(.openParenthesis):
      advance()
      let inner = try expression()
      try close(.closeParenthesis, openedAt: start.range)
      return inner
    case .symbol(.openBracket): return try listLiteral()
    case .symbol(.openBrace): return try mapLiteral()
    case .quotedName, .symbol, .end: throw missingOperand()
    }
  }

  /// `.name`: looked up without the container.
  private mutating func rootedName() throws(ExpressionFault) -> Syntax {
    advance()
    guard case .name(let name) = token.kind else { throw missingOperand() }
    let range = token.range
    advance()
    return try named(name, range, isRooted: true)
  }

  private mutating func named(
    _ name: String,
    _ range: Range<Int>,
    isRooted: Bool
  ) throws(ExpressionFault) -> Syntax {
    if !isRooted {
      if name == "true" || name == "false" {
        return try make(.literal(.bool(name == "true")), range: range)
      }
      if let fault = reservedWord(name, at: range) { throw fault }
    }
    guard token.symbol == .openParenthesis else {
      return try make(.name(name, isRooted: isRooted), range: range)
    }
    let bracket = token.range
    advance()
    let arguments = try arguments(openedAt: bracket)
    let full = Syntax.Name(text: name, range: range)
    let kind =
      try macro(full, receiver: nil, arguments) ?? .call(full, arguments, isRooted: isRooted)
    return try make(kind, from: range.lowerBound)
  }

  private mutating func arguments(openedAt bracket: Range<Int>) throws(ExpressionFault) -> [Syntax]
  {
    var arguments: [Syntax] = []
    if take(.closeParenthesis) { return arguments }
    repeat {
      arguments.append(try expression())
    } while take(.comma)
    try close(.closeParenthesis, openedAt: bracket)
    return arguments
  }

  private mutating func listLiteral() throws(ExpressionFault) -> Syntax {
    let bracket = token.range
    advance()
    var elements: [Syntax.Element] = []
    while token.symbol != .closeBracket {
      let isOptional = take(.question)
      elements.append(Syntax.Element(value: try expression(), isOptional: isOptional))
      guard take(.comma) else { break }
    }
    try close(.closeBracket, openedAt: bracket)
    return try make(.list(elements), from: bracket.lowerBound)
  }

  private mutating func mapLiteral() throws(ExpressionFault) -> Syntax {
    let bracket = token.range
    advance()
    var entries: [Syntax.Entry] = []
    while token.symbol != .closeBrace {
      let isOptional = take(.question)
      let key = try expression()
      guard take(.colon) else {
        throw ExpressionFault(
          .syntax,
          "an entry of a map is written key: value",
          at: previousEnd..<previousEnd,
          expected: ":"
        )
      }
      entries.append(Syntax.Entry(key: key, value: try expression(), isOptional: isOptional))
      guard take(.comma) else { break }
    }
    try close(.closeBrace, openedAt: bracket)
    return try make(.map(entries), from: bracket.lowerBound)
  }

  private mutating func close(
    _ symbol: Symbol,
    openedAt bracket: Range<Int>
  ) throws(ExpressionFault) {
    guard !take(symbol) else { return }
    if case .end = token.kind {
      throw ExpressionFault(
        .syntax,
        "the bracket that is opened at byte \(bracket.lowerBound + 1) is not closed",
        at: previousEnd..<previousEnd,
        expected: symbol.rawValue,
        suggestion: symbol.rawValue
      )
    }
    throw unexpectedInBrackets(symbol, openedAt: bracket)
  }
}
