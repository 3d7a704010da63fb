import Values

extension Checker {
  mutating func list(_ elements: [Syntax.Element], at range: Range<Int>) -> Part {
    var operations: [ListOperation.Element] = []
    var type: ExpressionType?
    var constants: [ExpressionValue]? = []
    var currencies: Set<Currency> = []
    for element in elements {
      let part = check(element.value)
      if case .money(let currency?) = part.type { currencies.insert(currency) }
      let found = element.isOptional ? inside(part, element.value) : part.type
      type = type.map { $0.joined(with: found) ?? .anything } ?? found
      operations.append(
        ListOperation.Element(value: part.operation, isOptional: element.isOptional)
      )
      if let constant = part.constant, !element.isOptional {
        constants?.append(constant)
      } else {
        constants = nil
      }
    }
    let listType = ExpressionType.list(type ?? .anything)
    var part = Part(operation: ListOperation(operations, at: range), type: listType)
    if let constants {
      // Made once: a rule with a list of names does not build it for each paper.
      let list = ExpressionValue.list(constants)
      part = Part(operation: ConstantOperation(list, at: range), type: listType, constant: list)
    }
    if currencies.count > 1 { part.mixed = currencies.sorted { $0.code < $1.code } }
    return part
  }

  mutating func map(_ entries: [Syntax.Entry], at range: Range<Int>) -> Part {
    var operations: [MapOperation.Entry] = []
    var (keyType, valueType): (ExpressionType?, ExpressionType?)
    for entry in entries {
      let (key, value) = (check(entry.key), check(entry.value))
      if !key.type.isKey {
        _ = refuse(
          ExpressionFault(
            .wrongType,
            "a map's key is a text, a number or true/false, and this is \(key.type)",
            at: entry.key.range,
            expected: "a text in quotes"
          )
        )
      }
      let found = entry.isOptional ? inside(value, entry.value) : value.type
      keyType = keyType.map { $0.joined(with: key.type) ?? .anything } ?? key.type
      valueType = valueType.map { $0.joined(with: found) ?? .anything } ?? found
      operations.append(
        MapOperation.Entry(
          key: key.operation,
          value: value.operation,
          isOptional: entry.isOptional
        )
      )
    }
    return Part(
      operation: MapOperation(operations, at: range),
      type: .map(key: keyType ?? .anything, value: valueType ?? .anything)
    )
  }

  /// The type of what is in an optional.
  private mutating func inside(_ part: Part, _ syntax: Syntax) -> ExpressionType {
    switch part.type {
    case .optional(let inner): return inner
    case .anything: return .anything
    case .bool, .number, .text, .bytes, .day, .money, .timestamp, .duration, .list, .map, .object,
      .type:
      return refuse(
        ExpressionFault(
          .wrongType,
          "behind ? stands a value that may be absent, and this is \(part.type)",
          at: syntax.range,
          expected: "an optional, such as document.?dueDate"
        )
      ).type
    }
  }

  mutating func presence(of operand: Syntax, at range: Range<Int>) -> Part {
    Part(operation: PresenceOperation(check(operand).operation, at: range), type: .bool)
  }

  mutating func binding(
    _ name: Syntax.Name,
    _ value: Syntax,
    _ body: Syntax,
    at range: Range<Int>
  ) -> Part {
    let bound = check(value)
    return with([(name, bound.type)]) { checker, place in
      let inner = checker.check(body)
      let operation = BindOperation(
        place: place,
        bound.operation,
        body: inner.operation,
        at: range
      )
      return Part(operation: operation, type: inner.type)
    }
  }

  mutating func optionalMap(
    _ operand: Syntax,
    _ name: Syntax.Name,
    _ body: Syntax,
    isFlat: Bool,
    at range: Range<Int>
  ) -> Part {
    let part = check(operand)
    let inner = inside(part, operand)
    return with([(name, inner)]) { checker, place in
      let result = checker.check(body)
      let type = isFlat ? checker.inside(result, body) : result.type
      let operation = OptionalMapOperation(
        part.operation,
        place: place,
        body: result.operation,
        isFlat: isFlat,
        at: range
      )
      return Part(operation: operation, type: .optional(type))
    }
  }

  mutating func comprehension(
    _ comprehension: Comprehension,
    id: Int,
    at range: Range<Int>
  ) -> Part {
    let operand = check(comprehension.operand)
    let (keys, values): (ExpressionType, ExpressionType)
    switch operand.type {
    case .list(let element): (keys, values) = (.number, element)
    case .map(let key, let value): (keys, values) = (key, value)
    case .anything: (keys, values) = (.anything, .anything)
    case .bool, .number, .text, .bytes, .day, .money, .timestamp, .duration, .optional, .object,
      .type:
      return refuse(
        ExpressionFault(
          .wrongType,
          "\(comprehension.goal.rawValue)() goes through a list or a map, and this is \(operand.type)",
          at: comprehension.operand.range,
          expected: "a list, such as document.lines"
        )
      )
    }
    var single = values
    if case .map(let key, _) = operand.type { single = key }
    let names = comprehension.variables
    let typed = names.count == 2 ? [(names[0], keys), (names[1], values)] : [(names[0], single)]
    return with(typed, words: operand.words) { checker, place in
      let condition = comprehension.condition.map {
        checker.condition($0, of: comprehension.goal.rawValue + "()").operation
      }
      let body = checker.body(of: comprehension)
      let operation = ComprehensionOperation(
        comprehension.goal,
        operand.operation,
        place: place,
        hasTwoNames: names.count == 2,
        condition: condition,
        body: body.operation,
        id: id,
        at: range
      )
      let type = comprehension.result(single, keys, body.type)
      let isPart = comprehension.goal == .filter
      return Part(operation: operation, type: type, words: isPart ? operand.words : nil)
    }
  }

  private mutating func body(of comprehension: Comprehension) -> Part {
    switch comprehension.goal {
    case .all, .exists, .existsOne, .filter:
      return condition(comprehension.body, of: comprehension.goal.rawValue + "()")
    case .map, .transformList, .transformMap: return check(comprehension.body)
    case .transformMapEntry:
      let part = check(comprehension.body)
      guard !ExpressionType.map(key: .anything, value: .anything).accepts(part.type) else {
        return part
      }
      return refuse(
        ExpressionFault(
          .wrongType,
          "transformMapEntry() makes a map of each element, and this is \(part.type)",
          at: comprehension.body.range,
          expected: "{key: value}"
        )
      )
    }
  }
}

extension Comprehension {
  fileprivate func result(
    _ element: ExpressionType,
    _ keys: ExpressionType,
    _ body: ExpressionType
  ) -> ExpressionType {
    switch goal {
    case .all, .exists, .existsOne: .bool
    case .filter: .list(element)
    case .map, .transformList: .list(body)
    case .transformMap: .map(key: keys, value: body)
    case .transformMapEntry: body
    }
  }
}

extension ExpressionType {
  fileprivate var isKey: Bool {
    switch self {
    case .bool, .number, .text, .anything: true
    case .bytes, .day, .money, .timestamp, .duration, .list, .map, .optional, .object, .type: false
    }
  }
}
