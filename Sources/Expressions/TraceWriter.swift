/// Writes the parts of an expression with their values in their places.
struct TraceWriter {
  let source: [UInt8]
  let offset: Int
  let results: [Int: Result<ExpressionValue, EvaluationError>]
  let passages: [Int: Recorder.Passage]
  /// What macros call their elements, where no single element is told: these names stand as they are written.
  var kept: Set<String> = []

  /// `1000.00 EUR > 5000.00 EUR: false`; a value that is read is told by its name, `duplicate.near: true`.
  func line(_ syntax: Syntax) -> String {
    let outcome = outcome(syntax)
    if case .literal = syntax.kind { return outcome }
    return "\(isRead(syntax) ? written(syntax) : body(syntax)): \(outcome)"
  }

  /// True for what stands in the rule as a name, or as a constant in its brackets.
  private func isRead(_ syntax: Syntax) -> Bool {
    switch syntax.kind {
    case .name, .select, .index: true
    case .call(_, let arguments, _): constantCall(syntax, arguments) != nil
    case .literal, .method, .list, .map, .not, .negate, .conditional, .and, .or, .arithmetic,
      .relation, .has, .comprehension, .bind, .optionalMap:
      false
    }
  }

  func topParts(_ syntax: Syntax) -> [ExpressionTrace.Part] {
    let children = children(of: syntax)
    return children.isEmpty ? [part(syntax)] : children.map { part($0) }
  }

  private func part(_ syntax: Syntax) -> ExpressionTrace.Part {
    ExpressionTrace.Part(
      source: written(syntax),
      text: line(syntax),
      result: results[syntax.id],
      children: children(of: syntax).map { part($0) }
    )
  }

  private func children(of syntax: Syntax) -> [Syntax] {
    switch syntax.kind {
    case .and(let operands), .or(let operands): operands
    case .not(let operand): [operand]
    case .conditional(let condition, let yes, let no): [condition, yes, no]
    case .literal, .name, .select, .index, .call, .method, .list, .map, .negate, .arithmetic,
      .relation, .has, .comprehension, .bind, .optionalMap:
      []
    }
  }

  private func outcome(_ syntax: Syntax) -> String {
    switch results[syntax.id] {
    case .success(let value): value.quotedText
    case .failure(let error): "no value, \(error.message)"
    case nil: "not looked at"
    }
  }

  /// As written in the rule.
  func written(_ syntax: Syntax) -> String {
    let range = (syntax.range.lowerBound - offset)..<(syntax.range.upperBound - offset)
    guard range.lowerBound >= 0, range.upperBound <= source.count else { return "" }
    return String(decoding: source[range], as: UTF8.self)
  }

  func body(_ syntax: Syntax) -> String {
    switch syntax.kind {
    case .literal(let value): value.quotedText
    case .name, .select, .index: value(of: syntax) ?? written(syntax)
    case .relation(let relation, let left, let right, _):
      "\(side(left)) \(relation.rawValue) \(side(right))"
    case .and(let operands): operands.map { condition($0) }.joined(separator: " && ")
    case .or(let operands): operands.map { condition($0) }.joined(separator: " || ")
    case .not(let inner):
      isRead(inner)
        ? "!\(written(inner))" : "!\(isCompound(inner) ? "(\(body(inner)))" : body(inner))"
    case .negate(let inner): "-\(operand(inner))"
    case .conditional(let condition, let yes, let no):
      "\(self.condition(condition)) ? \(operand(yes)) : \(operand(no))"
    case .arithmetic(let first, let terms):
      terms.reduce(operand(first)) { "\($0) \($1.sign.rawValue) \(operand($1.operand))" }
    case .call(let name, let arguments, _):
      constantCall(syntax, arguments) ?? "\(name.text)(\(list(arguments)))"
    case .method(let receiver, let name, let arguments):
      "\(operand(receiver)).\(name.text)(\(list(arguments)))"
    case .comprehension(let comprehension): through(comprehension, syntax)
    case .list, .map, .has, .bind, .optionalMap: written(syntax)
    }
  }

  /// One side of a comparison: what it is made of and, where that is not the value itself, the value.
  private func side(_ syntax: Syntax) -> String {
    let body = operand(syntax, isSide: true)
    switch syntax.kind {
    case .literal, .name, .select, .index, .list, .map: return body
    case .call(_, let arguments, _) where constantCall(syntax, arguments) != nil: return body
    case .call, .method, .not, .negate, .conditional, .and, .or, .arithmetic, .relation, .has,
      .comprehension, .bind, .optionalMap:
      return value(of: syntax).map { "\(body) = \($0)" } ?? body
    }
  }

  /// Of a name that is true or false both are told: `duplicate.near (false)`.
  private func condition(_ syntax: Syntax) -> String {
    guard isRead(syntax), case .success(.bool(let truth)) = results[syntax.id] else {
      return operand(syntax)
    }
    return "\(written(syntax)) (\(truth))"
  }

  private func operand(_ syntax: Syntax, isSide: Bool = false) -> String {
    let isPlain = isSide && syntax.kind.isArithmetic
    return isCompound(syntax) && !isPlain ? "(\(body(syntax)))" : body(syntax)
  }

  private func isCompound(_ syntax: Syntax) -> Bool {
    switch syntax.kind {
    case .and, .or, .conditional, .arithmetic: true
    case .relation, .literal, .name, .select, .index, .call, .method, .list, .map, .not, .negate,
      .has, .comprehension, .bind, .optionalMap:
      false
    }
  }

  private func list(_ arguments: [Syntax]) -> String {
    arguments.map { body($0) }.joined(separator: ", ")
  }

  func value(of syntax: Syntax) -> String? {
    guard kept.isEmpty || syntax.names.isDisjoint(with: kept) else { return nil }
    return switch results[syntax.id] {
    case .success(let value): value.quotedText
    // What is absent is told by its name.
    case .failure, nil: nil
    }
  }

  /// `money("0.02 EUR")` is the amount.
  private func constantCall(_ syntax: Syntax, _ arguments: [Syntax]) -> String? {
    let isConstant = arguments.allSatisfy { if case .literal = $0.kind { true } else { false } }
    return isConstant ? value(of: syntax) : nil
  }
}

extension Syntax.Kind {
  fileprivate var isArithmetic: Bool {
    if case .arithmetic = self { true } else { false }
  }
}
