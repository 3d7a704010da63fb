/// `[a, b, ?c]`.
final class ListOperation: Operation {
  struct Element: Sendable {
    let value: any Operation
    let isOptional: Bool
  }

  let range: Range<Int>
  private let elements: [Element]

  init(_ elements: [Element], at range: Range<Int>) {
    self.elements = elements
    self.range = range
  }

  func value(_ run: inout Evaluation) throws(EvaluationError) -> ExpressionValue {
    var made: [ExpressionValue] = []
    made.reserveCapacity(elements.count)
    for element in elements {
      let value = try element.value.value(&run)
      if element.isOptional {
        guard let inner = try value.unwrapped(at: element.value.range) else { continue }
        made.append(inner)
      } else {
        made.append(value)
      }
    }
    let list = ExpressionValue.list(made)
    try run.charge(weightOf: list)
    return list
  }
}

/// `{k: v, ?k: v}`.
final class MapOperation: Operation {
  struct Entry: Sendable {
    let key: any Operation
    let value: any Operation
    let isOptional: Bool
  }

  let range: Range<Int>
  private let entries: [Entry]

  init(_ entries: [Entry], at range: Range<Int>) {
    self.entries = entries
    self.range = range
  }

  func value(_ run: inout Evaluation) throws(EvaluationError) -> ExpressionValue {
    var map = ExpressionMap()
    for entry in entries {
      let key = try entry.key.value(&run)
      var value = try entry.value.value(&run)
      if entry.isOptional {
        guard let inner = try value.unwrapped(at: entry.value.range) else { continue }
        value = inner
      }
      try map.add(value, for: key, at: entry.key.range)
    }
    let made = ExpressionValue.map(map)
    try run.charge(weightOf: made)
    return made
  }
}

extension ExpressionMap {
  mutating func add(
    _ value: ExpressionValue,
    for key: ExpressionValue,
    at range: Range<Int>
  ) throws(EvaluationError) {
    guard let mapKey = Key(key) else {
      throw EvaluationError(
        .wrongType,
        "a map's key is a text, a number or true/false, not \(key.typeWords)",
        at: range
      )
    }
    guard insert(value, for: mapKey) else {
      throw EvaluationError(
        .duplicateKey,
        "the key \(key.displayText) stands twice in the map",
        at: range
      )
    }
  }
}

extension ExpressionValue {
  /// What is in an optional.
  func unwrapped(at range: Range<Int>) throws(EvaluationError) -> ExpressionValue? {
    if case .optional(let inner) = self { return inner }
    throw EvaluationError(
      .wrongType,
      "behind ? stands an optional value, not \(typeWords)",
      at: range
    )
  }
}

/// `cel.bind(name, value, body)`.
final class BindOperation: Operation {
  let range: Range<Int>
  private let place: Int
  private let bound: any Operation
  private let body: any Operation

  init(place: Int, _ bound: any Operation, body: any Operation, at range: Range<Int>) {
    self.place = place
    self.bound = bound
    self.body = body
    self.range = range
  }

  func value(_ run: inout Evaluation) throws(EvaluationError) -> ExpressionValue {
    try run.charge(1)
    run.locals[place] = try bound.value(&run)
    return try body.value(&run)
  }
}

/// `x.optMap(y, ...)` and `x.optFlatMap(y, ...)`.
final class OptionalMapOperation: Operation {
  let range: Range<Int>
  private let operand: any Operation
  private let place: Int
  private let body: any Operation
  private let isFlat: Bool

  init(
    _ operand: any Operation,
    place: Int,
    body: any Operation,
    isFlat: Bool,
    at range: Range<Int>
  ) {
    self.operand = operand
    self.place = place
    self.body = body
    self.isFlat = isFlat
    self.range = range
  }

  func value(_ run: inout Evaluation) throws(EvaluationError) -> ExpressionValue {
    try run.charge(1)
    let optional = try operand.value(&run)
    guard let inner = try optional.unwrapped(at: operand.range) else { return .optional(nil) }
    run.locals[place] = inner
    let result = try body.value(&run)
    guard isFlat else { return .optional(result) }
    _ = try result.unwrapped(at: body.range)
    return result
  }
}
