import Values

extension Parser {
  mutating func memberExpression() throws(ExpressionFault) -> Syntax {
    let start = place
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
      } else if symbol == .openBracket {
        operand = try indexed(operand, from: start)
      } else {
        return operand
      }
    }
  }

  private mutating func indexed(
    _ operand: Syntax,
    from start: Int
  ) throws(ExpressionFault) -> Syntax {
    let bracket = token.range
    advance()
    let isOptional = take(.question)
    let index = try expression()
    try close(.closeBracket, openedAt: bracket)
    return try make(.index(operand, index, isOptional: isOptional), from: start)
  }

  private mutating func member(
    of operand: Syntax,
    from start: Int
  ) throws(ExpressionFault) -> Syntax {
    let isOptional = take(.question)
    let name = try memberName()
    guard symbol == .openParenthesis, !isOptional else {
      return try make(.select(operand, name, isOptional: isOptional), from: start)
    }
    let arguments = try arguments()
    return try methodCall(operand, name, arguments, from: start)
  }

  private mutating func methodCall(
    _ receiver: Syntax,
    _ name: Syntax.Name,
    _ arguments: [Syntax],
    from start: Int
  ) throws(ExpressionFault) -> Syntax {
    let kind = try macro(name, receiver: receiver, arguments) ?? .method(receiver, name, arguments)
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
      if let fault = groupedNumber() { throw fault }
      throw ExpressionFault(
        .syntax,
        "behind the dot stands the name of a field or function",
        at: range,
        expected: "a name, such as totals"
      )
    }
  }

  private mutating func primary() throws(ExpressionFault) -> Syntax {
    switch symbol {
    case .dot: return try rootedName()
    case .openParenthesis: return try bracketed()
    case .openBracket: return try listLiteral()
    case .openBrace: return try mapLiteral()
    case nil: return try literalOrName()
    default: throw missingOperand()
    }
  }

  private mutating func literalOrName() throws(ExpressionFault) -> Syntax {
    if let literal = try literal() { return literal }
    return try named(isRooted: false)
  }

  private mutating func bracketed() throws(ExpressionFault) -> Syntax {
    let bracket = token.range
    advance()
    let inner = try expression()
    try close(.closeParenthesis, openedAt: bracket)
    return inner
  }

  /// Nil where the next token is none.
  private mutating func literal() throws(ExpressionFault) -> Syntax? {
    let value: ExpressionValue
    switch token.kind {
    case .number(let number): value = .number(number)
    case .text(let text): value = .text(text)
    case .bytes(let bytes): value = .bytes(bytes)
    case .name("true"): value = .bool(true)
    case .name("false"): value = .bool(false)
    case .name, .quotedName, .symbol, .end: return nil
    }
    let start = place
    advance()
    return try make(.literal(value), from: start)
  }

  /// `.name`: looked up without the container.
  private mutating func rootedName() throws(ExpressionFault) -> Syntax {
    advance()
    return try named(isRooted: true)
  }

  private mutating func named(isRooted: Bool) throws(ExpressionFault) -> Syntax {
    let name = try ownName(isRooted: isRooted)
    if symbol != .openParenthesis {
      return try make(.name(name.text, isRooted: isRooted), range: name.range)
    }
    let arguments = try arguments()
    return try functionCall(name, arguments, isRooted: isRooted)
  }

  private mutating func ownName(isRooted: Bool) throws(ExpressionFault) -> Syntax.Name {
    guard let text = token.name else { throw missingOperand() }
    let range = token.range
    if !isRooted, let fault = reservedWord(text, at: range) { throw fault }
    advance()
    return Syntax.Name(text: text, range: range)
  }

  private mutating func functionCall(
    _ name: Syntax.Name,
    _ arguments: [Syntax],
    isRooted: Bool
  ) throws(ExpressionFault) -> Syntax {
    let kind =
      try macro(name, receiver: nil, arguments) ?? .call(name, arguments, isRooted: isRooted)
    return try make(kind, from: name.range.lowerBound)
  }

  private mutating func arguments() throws(ExpressionFault) -> [Syntax] {
    let bracket = token.range
    advance()
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
    while symbol != .closeBrace {
      let isOptional = take(.question)
      let key = try expression()
      if !take(.colon) { throw missingColon() }
      let value = try expression()
      entries.append(Syntax.Entry(key: key, value: value, isOptional: isOptional))
      if !take(.comma) { break }
    }
    try close(.closeBrace, openedAt: bracket)
    return try make(.map(entries), from: bracket.lowerBound)
  }

  private func missingColon() -> ExpressionFault {
    ExpressionFault(
      .syntax,
      "an entry of a map is written key: value",
      at: previousEnd..<previousEnd,
      expected: ":"
    )
  }

  private mutating func close(
    _ symbol: Symbol,
    openedAt bracket: Range<Int>
  ) throws(ExpressionFault) {
    guard !take(symbol) else { return }
    if case .end = token.kind {
      throw ExpressionFault(
        .syntax,
        "the \(opened(bracket)) is not closed",
        at: previousEnd..<previousEnd,
        expected: symbol.rawValue,
        suggestion: symbol.rawValue
      )
    }
    throw unexpectedInBrackets(symbol, openedAt: bracket)
  }
}
