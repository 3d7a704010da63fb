import Values

extension Checker {
  /// A part that is to be true or false.
  mutating func condition(_ syntax: Syntax, of what: String) -> Part {
    let part = check(syntax)
    guard !ExpressionType.bool.accepts(part.type) else { return part }
    return refuse(
      ExpressionFault(
        .wrongType,
        "\(what) takes true or false, and this is \(part.type)",
        at: syntax.range,
        expected: "a comparison, such as \(ConditionHint.example(part.type))"
      )
    )
  }

  mutating func junction(
    _ operands: [Syntax],
    _ sign: String,
    deciding: Bool,
    at range: Range<Int>
  ) -> Part {
    let parts = operands.map { condition($0, of: sign).operation }
    return Part(operation: JunctionOperation(parts, deciding: deciding, at: range), type: .bool)
  }

  mutating func choice(_ test: Syntax, _ yes: Syntax, _ no: Syntax, at range: Range<Int>) -> Part {
    let (test, first, second) = (condition(test, of: "?"), check(yes), check(no))
    guard let type = first.type.joined(with: second.type) else {
      return refuse(
        ExpressionFault(
          .wrongType,
          "one branch of ? is \(first.type), the other \(second.type)",
          at: no.range,
          expected: "\(first.type)"
        )
      )
    }
    let operation = ConditionalOperation(
      test.operation,
      first.operation,
      second.operation,
      at: range
    )
    return Part(operation: operation, type: type)
  }

  mutating func negation(_ operand: Syntax, at range: Range<Int>) -> Part {
    let part = check(operand)
    let operation = NegateOperation(part.operation, at: range)
    switch part.type {
    case .number, .money, .duration, .anything: return Part(operation: operation, type: part.type)
    case .bool, .text, .bytes, .day, .timestamp, .list, .map, .optional, .object, .type:
      return refuse(
        ExpressionFault(
          .wrongType,
          "- takes a number, money or a duration, and this is \(part.type)",
          at: operand.range,
          expected: part.type == .bool ? "!" : "a number"
        )
      )
    }
  }

  mutating func arithmetic(
    _ first: Syntax,
    _ terms: [Syntax.Term],
    at range: Range<Int>
  ) -> Part {
    let start = check(first)
    var (type, isConstant) = (start.type, start.constant != nil)
    var (last, operations): (Syntax, [ArithmeticOperation.Term]) = (first, [])
    for term in terms {
      let operand = check(term.operand)
      isConstant = isConstant && operand.constant != nil
      let right = operand.type
      operations.append(
        ArithmeticOperation.Term(
          sign: term.sign,
          signRange: term.signRange,
          operand: operand.operation
        )
      )
      guard let result = term.sign.result(type, right) else {
        let words = ArithmeticWords(sign: term.sign, left: type, right: right)
        return refuse(words.fault(first, last, term))
      }
      type = result
      last = term.operand
    }
    return Part(operation: ArithmeticOperation(start.operation, operations, at: range), type: type)
  }

  mutating func comparison(
    _ relation: Relation,
    _ left: Syntax,
    _ right: Syntax,
    sign: Range<Int>,
    at range: Range<Int>
  ) -> Part {
    let (first, second) = (check(left), check(right))
    if relation == .isIn { return membership(first, left, second, right, at: range) }
    let words = ComparisonWords(relation: relation, left: first.type, right: second.type)
    if let fault = words.fault(left, right, sign: sign) { return refuse(fault) }
    if let fault = neverSaid(first, relation, second, right)
      ?? neverSaid(second, relation.turned, first, left)
    {
      return refuse(fault)
    }
    let operation: any Operation
    switch relation {
    case .equal, .notEqual, .isIn:
      operation = EqualityOperation(
        first.operation,
        second.operation,
        wanted: relation == .equal,
        at: range
      )
    case .less, .lessOrEqual, .greater, .greaterOrEqual:
      operation = OrderOperation(relation, first.operation, second.operation, at: range)
    }
    return Part(operation: operation, type: .bool)
  }

  private mutating func membership(
    _ element: Part,
    _ left: Syntax,
    _ group: Part,
    _ syntax: Syntax,
    at range: Range<Int>
  ) -> Part {
    let inside: ExpressionType
    switch group.type {
    case .list(let type): inside = type
    case .map(let key, _): inside = key
    case .anything: inside = .anything
    case .bool, .number, .text, .bytes, .day, .money, .timestamp, .duration, .optional, .object,
      .type:
      return refuse(
        ExpressionFault(
          .wrongType,
          "in looks into a list or a map, and this is \(group.type)",
          at: syntax.range,
          expected: group.type == .text
            ? "text.contains(\"...\"), or a list such as [\"a\", \"b\"]"
            : "a list, such as [\"EUR\", \"USD\"]"
        )
      )
    }
    guard element.type.joined(with: inside) != nil else {
      return refuse(
        ExpressionFault(
          .wrongType,
          "the list holds values of another type: \(inside), and \(element.type) is looked for",
          at: range,
          expected: "\(inside)"
        )
      )
    }
    if case .list(let elements) = syntax.kind, case .list(let values) = group.constant {
      for (one, value) in zip(elements, values) {
        let part = constant(value, at: one.value.range)
        let words = ComparisonWords(relation: .equal, left: element.type, right: part.type)
        if let fault = words.mixed(at: one.value.range) { return refuse(fault) }
        if let fault = neverSaid(element, .equal, part, one.value) { return refuse(fault) }
      }
    }
    if case .list = group.type, let fault = neverSaid(group, .equal, element, left) {
      return refuse(fault)
    }
    let operation = MembershipOperation(element.operation, group.operation, at: range)
    return Part(operation: operation, type: .bool)
  }

  /// What is said about a text with which a field of few words is compared and that is none of them, or about a number
  /// that a field can never have, or whose comparison comes to the same for each that it can have.
  private func neverSaid(
    _ field: Part,
    _ relation: Relation,
    _ other: Part,
    _ syntax: Syntax
  ) -> ExpressionFault? {
    if isChecked, let range = field.range, case .number(let number) = other.constant,
      let outcome = range.outcome(relation, number)
    {
      let comparison = range.contains(number) ? "\(relation.rawValue) \(number)" : "\(number)"
      return ExpressionFault(
        .badLiteral,
        "this is \(range.words), \(outcome && range.contains(number) ? "always" : "never") \(comparison)",
        at: syntax.range,
        expected: "a number of \(range.words)",
        suggestion: range.share(of: number).map { "\($0)" }
      )
    }
    guard isChecked, let words = field.words, case .text(let text) = other.constant,
      !words.list.contains(text)
    else { return nil }
    let list = words.list
    return ExpressionFault(
      .badLiteral,
      "this is never \"\(text.prefix(80))\"" + (words.reason.map { ": \($0)" } ?? ""),
      at: syntax.range,
      expected: list.count > 12
        ? "such as \(list.prefix(3).joined(separator: ", "))"
        : list.count == 1 ? list[0] : "one of \(list.joined(separator: ", "))",
      suggestion: Spelling.nearest(to: text, among: list).map { "'\($0)'" }
    )
  }

  mutating func indexing(
    _ operand: Syntax,
    _ index: Syntax,
    isOptional: Bool,
    at range: Range<Int>
  ) -> Part {
    let (part, place) = (check(operand), check(index))
    var (holder, wraps) = (part.type, isOptional)
    if case .optional(let inner) = holder { (holder, wraps) = (inner, true) }
    if case .name(let variable, _) = operand.kind, case .text(let name) = place.constant {
      readColumn(name, of: variable)
    }
    if case .object(let type) = holder, let fault = misnamed(place, type, index) {
      return refuse(fault)
    }
    let wanted: ExpressionType
    let found: ExpressionType
    switch holder {
    case .list(let element): (wanted, found) = (.number, element)
    case .map(let key, let value): (wanted, found) = (key, value)
    case .anything: (wanted, found) = (.anything, .anything)
    case .object: (wanted, found) = (.text, .anything)
    case .bool, .number, .text, .bytes, .day, .money, .timestamp, .duration, .optional, .type:
      return refuse(
        ExpressionFault(
          .wrongType,
          "[ ] looks into a list or a map, and this is \(holder)",
          at: operand.range,
          expected: holder == .text ? "text.charAt(0)" : "a list or a map"
        )
      )
    }
    guard wanted.accepts(place.type) else {
      return refuse(
        ExpressionFault(
          .wrongType,
          "in these brackets stands \(wanted), and this is \(place.type)",
          at: index.range,
          expected: "\(wanted)"
        )
      )
    }
    let operation = IndexOperation(
      part.operation,
      place.operation,
      isOptional: isOptional,
      at: range
    )
    var result = Part(operation: operation, type: wraps ? .optional(found) : found)
    if !wraps, case .list = holder { result.words = part.words }
    return result
  }

  /// What is said about a name in brackets that the object has not: `document["categry"]`.
  private func misnamed(_ place: Part, _ type: ObjectType, _ syntax: Syntax) -> ExpressionFault? {
    guard isChecked, case .text(let name) = place.constant, type.index(of: name) == nil,
      !type.isGroup(name)
    else { return nil }
    let paths = type.fields.map(\.path)
    let nearest = Spelling.nearestField(to: name, among: paths)
    return ExpressionFault(
      .unknownField,
      "\(type.name) has no field \(name.prefix(80))"
        + (nearest.map { "; did you mean \($0)?" } ?? ""),
      at: syntax.range,
      expected: nearest == nil ? "one of " + paths.prefix(12).joined(separator: ", ") : nil,
      suggestion: nearest.map { "'\($0)'" }
    )
  }
}

extension Arithmetic {
  /// The type of the result; nil where the operator does not take such values.
  func result(_ left: ExpressionType, _ right: ExpressionType) -> ExpressionType? {
    switch (self, left, right) {
    case (_, .anything, .anything): .anything
    case (_, .anything, _): takes(right) ? .anything : nil
    case (_, _, .anything): takes(left) ? .anything : nil
    case (_, .number, .number): .number
    case (.add, .text, .text): .text
    case (.add, .bytes, .bytes): .bytes
    case (.add, .list(let first), .list(let second)):
      .list(first.joined(with: second) ?? .anything)
    case (.add, .money(let first), .money(let second)),
      (.subtract, .money(let first), .money(let second)):
      first == nil || second == nil || first == second ? .money(first ?? second) : nil
    case (.multiply, .money(let currency), .number), (.multiply, .number, .money(let currency)),
      (.divide, .money(let currency), .number):
      .money(currency)
    case (.divide, .money(let first), .money(let second)):
      first == nil || second == nil || first == second ? .number : nil
    case (.add, .day, .duration), (.add, .duration, .day), (.subtract, .day, .duration): .day
    case (.subtract, .day, .day), (.subtract, .timestamp, .timestamp): .duration
    case (.add, .timestamp, .duration), (.add, .duration, .timestamp),
      (.subtract, .timestamp, .duration):
      .timestamp
    case (.add, .duration, .duration), (.subtract, .duration, .duration): .duration
    default: nil
    }
  }

  /// True where the operator takes such a value beside one of a type that is not known yet.
  private func takes(_ type: ExpressionType) -> Bool {
    switch type {
    case .number, .anything: true
    case .money: self != .remainder
    case .text, .bytes, .list: self == .add
    case .day, .timestamp, .duration: self == .add || self == .subtract
    case .bool, .map, .optional, .object, .type: false
    }
  }
}
