import Values

/// Reads tokens as one expression: CEL's grammar, macros included.
///
/// Source: the CEL language definition, "Syntax" and "Macros" (github.com/google/cel-spec, doc/langdef.md).
struct Parser {
  let bytes: [UInt8]
  let tokens: [Token]
  var position = 0
  /// Slips that were read as what was meant.
  var faults: [ExpressionFault]
  private var nesting = 0
  private var parts = 0

  init(_ lexer: Lexer) {
    bytes = lexer.bytes
    tokens = lexer.tokens
    faults = lexer.faults
  }

  /// The expression that is the whole of `source`.
  static func parse(_ source: String) throws(ExpressionFaults) -> Syntax {
    let bytes = Array(source.utf8)
    guard bytes.count <= ExpressionLimits.sourceBytes else {
      throw ExpressionFaults([tooLong(bytes.count)])
    }
    var lexer = Lexer(bytes)
    do {
      try lexer.run()
    } catch {
      throw ExpressionFaults(told(lexer.faults, error))
    }
    return try parse(lexer)
  }

  /// The expression that is the whole of what the lexer read.
  static func parse(_ lexer: Lexer) throws(ExpressionFaults) -> Syntax {
    var parser = Parser(lexer)
    do {
      let syntax = try parser.whole()
      guard parser.faults.isEmpty else { throw ExpressionFaults(told(parser.faults, nil)) }
      return syntax
    } catch let fault as ExpressionFault {
      throw ExpressionFaults(told(parser.faults, fault))
    } catch let faults as ExpressionFaults {
      throw faults
    } catch {
      throw ExpressionFaults([])
    }
  }

  /// The first faults in the order of their places, and the one that ended the reading.
  private static func told(
    _ slips: [ExpressionFault],
    _ last: ExpressionFault?
  ) -> [ExpressionFault] {
    let sorted = slips.sorted { $0.range.lowerBound < $1.range.lowerBound }
    let kept = sorted.prefix(ExpressionLimits.faults - 1) + (last.map { [$0] } ?? [])
    return kept.sorted { $0.range.lowerBound < $1.range.lowerBound }
  }

  static func tooLong(_ count: Int) -> ExpressionFault {
    ExpressionFault(
      .tooLarge,
      "the expression has \(count) bytes",
      at: 0..<count,
      expected: "\(ExpressionLimits.sourceBytes) bytes at most"
    )
  }

  private mutating func whole() throws(ExpressionFault) -> Syntax {
    if case .end = token.kind {
      throw ExpressionFault(
        .syntax,
        "there is no expression",
        at: token.range,
        expected: "an expression, such as document.totals.gross > money(\"100 EUR\")"
      )
    }
    let syntax = try expression()
    guard case .end = token.kind else { throw unexpectedBehind(syntax) }
    return syntax
  }

  // MARK: Tokens

  var token: Token { tokens[position] }
  var symbol: Symbol? { tokens[position].symbol }
  /// Where the next token begins.
  var place: Int { tokens[position].range.lowerBound }
  var previousEnd: Int {
    position == 0 ? token.range.lowerBound : tokens[position - 1].range.upperBound
  }

  mutating func advance() {
    if position < tokens.count - 1 { position += 1 }
  }

  mutating func take(_ symbol: Symbol) -> Bool {
    guard self.symbol == symbol else { return false }
    advance()
    return true
  }

  mutating func make(_ kind: Syntax.Kind, from start: Int) throws(ExpressionFault) -> Syntax {
    try make(kind, range: start..<previousEnd)
  }

  mutating func make(_ kind: Syntax.Kind, range: Range<Int>) throws(ExpressionFault) -> Syntax {
    parts += 1
    let syntax = Syntax(kind, range: range, id: parts - 1)
    guard parts <= ExpressionLimits.nodes else {
      throw ExpressionFault(
        .tooLarge,
        "the expression has too many parts",
        at: range,
        expected: "\(ExpressionLimits.nodes) parts at most"
      )
    }
    guard syntax.depth <= ExpressionLimits.depth else { throw tooDeep(range) }
    return syntax
  }

  private func tooDeep(_ range: Range<Int>) -> ExpressionFault {
    ExpressionFault(
      .tooLarge,
      "the expression is nested too deeply: split it into named conditions",
      at: range,
      expected: "\(ExpressionLimits.depth) levels at most"
    )
  }

  // MARK: Operators

  // What calls itself a level is kept small: faults and rare forms are made in functions of their own, so that
  // their room on the stack is not taken at each level.

  mutating func expression() throws(ExpressionFault) -> Syntax {
    nesting += 1
    defer { nesting -= 1 }
    if nesting > ExpressionLimits.depth { throw tooDeep(token.range) }
    let start = place
    let condition = try binary(.or)
    return symbol == .question ? try choice(condition, from: start) : condition
  }

  private mutating func choice(
    _ condition: Syntax,
    from start: Int
  ) throws(ExpressionFault) -> Syntax {
    advance()
    let yes = try expression()
    if !take(.colon) { throw missingBranch() }
    let no = try expression()
    return try make(.conditional(condition, yes, no), from: start)
  }

  private func missingBranch() -> ExpressionFault {
    ExpressionFault(
      .syntax,
      "the ? needs its other branch: condition ? value if true : value if false",
      at: previousEnd..<previousEnd,
      expected: ":"
    )
  }

  /// Operators that bind as `level` or closer.
  private mutating func binary(_ level: Precedence) throws(ExpressionFault) -> Syntax {
    let start = place
    var left = try unary()
    while let found = operatorLevel(), found >= level {
      switch found {
      case .or, .and: left = try logical(left, found, from: start)
      case .relation: left = try relation(left, from: start)
      case .sum, .product: left = try arithmetic(left, found, from: start)
      }
    }
    return left
  }

  private mutating func logical(
    _ first: Syntax,
    _ level: Precedence,
    from start: Int
  ) throws(ExpressionFault) -> Syntax {
    var operands = [first]
    while operatorLevel() == level {
      advance()
      operands.append(try binary(level == .or ? .and : .relation))
    }
    return try make(level == .or ? .or(operands) : .and(operands), from: start)
  }

  private mutating func relation(
    _ left: Syntax,
    from start: Int
  ) throws(ExpressionFault) -> Syntax {
    let sign = token.range
    let relation = token.symbol.flatMap { Relation(rawValue: $0.rawValue) } ?? .isIn
    advance()
    let right = try binary(.sum)
    return try make(.relation(relation, left, right, operatorRange: sign), from: start)
  }

  private mutating func arithmetic(
    _ first: Syntax,
    _ level: Precedence,
    from start: Int
  ) throws(ExpressionFault) -> Syntax {
    var terms: [Syntax.Term] = []
    while operatorLevel() == level, let symbol = token.symbol,
      let sign = Arithmetic(rawValue: symbol.rawValue)
    {
      let range = token.range
      advance()
      let operand = level == .sum ? try binary(.product) : try unary()
      terms.append(Syntax.Term(sign: sign, signRange: range, operand: operand))
    }
    return try make(.arithmetic(first, terms), from: start)
  }

  private mutating func unary() throws(ExpressionFault) -> Syntax {
    let symbol = self.symbol
    if symbol == .not || symbol == .minus { return try signs(symbol) }
    return takesWordForNot() ? try wordNot() : try memberExpression()
  }

  private mutating func takesWordForNot() -> Bool {
    guard let fault = wordForNot() else { return false }
    faults.append(fault)
    advance()
    return true
  }

  private mutating func wordNot() throws(ExpressionFault) -> Syntax {
    let start = tokens[position - 1].range.lowerBound
    let operand = try memberExpression()
    return try make(.not(operand), from: start)
  }

  /// `!` and `-`, as many as there are, then what they stand before.
  private mutating func signs(_ symbol: Symbol?) throws(ExpressionFault) -> Syntax {
    var starts: [Int] = []
    while self.symbol == symbol {
      starts.append(place)
      advance()
    }
    if symbol == .minus, let literal = try negativeNumber() {
      starts.removeLast()
      return try signed(try members(of: literal, from: literal.range.lowerBound), .minus, starts)
    }
    return try signed(try memberExpression(), symbol, starts)
  }

  /// -12 is a number, not a sign before one.
  private mutating func negativeNumber() throws(ExpressionFault) -> Syntax? {
    guard case .number(let value) = token.kind else { return nil }
    let start = tokens[position - 1].range.lowerBound
    advance()
    return try make(.literal(.number(value.negated)), from: start)
  }

  /// Pairs of the same sign cancel each other: one or two stay, so that types are looked at all the same.
  private mutating func signed(
    _ operand: Syntax,
    _ symbol: Symbol?,
    _ starts: [Int]
  ) throws(ExpressionFault) -> Syntax {
    guard let first = starts.first, let last = starts.last else { return operand }
    let wrap = { (inner: Syntax) -> Syntax.Kind in symbol == .not ? .not(inner) : .negate(inner) }
    if starts.count.isMultiple(of: 2) {
      let inner = try make(wrap(operand), from: last)
      return try make(wrap(inner), from: first)
    }
    return try make(wrap(operand), from: first)
  }
}

/// How close operators bind, the loosest first.
enum Precedence: Int, Comparable {
  case or
  case and
  case relation
  case sum
  case product

  static func < (left: Precedence, right: Precedence) -> Bool { left.rawValue < right.rawValue }
}
