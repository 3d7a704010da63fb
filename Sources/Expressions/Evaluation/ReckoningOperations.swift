final class NegateOperation: Operation {
  let range: Range<Int>
  private let operand: any Operation

  init(_ operand: any Operation, at range: Range<Int>) {
    self.operand = operand
    self.range = range
  }

  func value(_ run: inout Evaluation) throws(EvaluationError) -> ExpressionValue {
    try run.charge(1)
    let value = try operand.value(&run)
    do {
      return try value.negated()
    } catch {
      throw error.placed(at: range)
    }
  }
}

/// `a + b - c`: from left to right.
final class ArithmeticOperation: Operation {
  struct Term: Sendable {
    let sign: Arithmetic
    let signRange: Range<Int>
    let operand: any Operation
  }

  let range: Range<Int>
  private let first: any Operation
  private let terms: [Term]

  init(_ first: any Operation, _ terms: [Term], at range: Range<Int>) {
    self.first = first
    self.terms = terms
    self.range = range
  }

  func value(_ run: inout Evaluation) throws(EvaluationError) -> ExpressionValue {
    var sum = try first.value(&run)
    for term in terms {
      let operand = try term.operand.value(&run)
      try run.charge(1)
      do {
        sum = try ExpressionValue.calculate(sum, term.sign, operand)
      } catch {
        throw error.placed(at: range)
      }
      // Texts and lists grow: what was made is paid for.
      if !sum.isLight { try run.charge(weightOf: sum) }
    }
    return sum
  }
}

/// `<`, `<=`, `>`, `>=`.
final class OrderOperation: Condition {
  let range: Range<Int>
  private let relation: Relation
  private let left: any Operation
  private let right: any Operation

  init(_ relation: Relation, _ left: any Operation, _ right: any Operation, at range: Range<Int>) {
    self.relation = relation
    self.left = left
    self.right = right
    self.range = range
  }

  func truth(_ run: inout Evaluation) throws(EvaluationError) -> Bool {
    let left = try left.value(&run)
    let right = try right.value(&run)
    try run.charge(1)
    if !left.isLight { try run.charge(weightOf: left) }
    guard let order = left.compare(right) else {
      throw left.cannotCompare(with: right, at: range)
    }
    switch relation {
    case .less: return order < 0
    case .lessOrEqual: return order <= 0
    case .greater: return order > 0
    case .greaterOrEqual, .equal, .notEqual, .isIn: return order >= 0
    }
  }
}

/// `==` and `!=`.
final class EqualityOperation: Condition {
  let range: Range<Int>
  private let left: any Operation
  private let right: any Operation
  private let wanted: Bool

  init(_ left: any Operation, _ right: any Operation, wanted: Bool, at range: Range<Int>) {
    self.left = left
    self.right = right
    self.wanted = wanted
    self.range = range
  }

  func truth(_ run: inout Evaluation) throws(EvaluationError) -> Bool {
    let left = try left.value(&run)
    let right = try right.value(&run)
    try run.charge(1)
    if !left.isLight { try run.charge(weightOf: left) }
    return (left == right) == wanted
  }
}

/// `x in list` and `key in map`.
final class MembershipOperation: Condition {
  let range: Range<Int>
  private let element: any Operation
  private let group: any Operation

  init(_ element: any Operation, _ group: any Operation, at range: Range<Int>) {
    self.element = element
    self.group = group
    self.range = range
  }

  func truth(_ run: inout Evaluation) throws(EvaluationError) -> Bool {
    let element = try element.value(&run)
    let group = try group.value(&run)
    try run.charge(1)
    switch group {
    case .list(let elements):
      if !element.isLight {
        try run.charge(weightOf: group)
      } else {
        try run.charge(elements.count)
      }
      return elements.contains(element)
    case .map(let map): return ExpressionMap.Key(element).map { map[$0] != nil } ?? false
    case .bool, .number, .text, .bytes, .day, .money, .timestamp, .duration, .optional, .object,
      .type:
      throw EvaluationError(
        .wrongType,
        "in looks into a list or a map, not into \(group.typeWords)",
        at: range
      )
    }
  }
}
