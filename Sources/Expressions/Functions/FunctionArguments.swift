import Values

/// The arguments of one call, read by position as what the overload declares them to be.
///
/// The evaluator sees to number and types before the call; what nevertheless is of another type is a wrong-type error.
struct FunctionArguments: Sendable {
  let values: [ExpressionValue]
  let context: CallContext

  var count: Int { values.count }

  subscript(position: Int) -> ExpressionValue { values[position] }

  func text(_ position: Int) throws(EvaluationError) -> String {
    guard case .text(let text) = values[position] else { throw mismatch(position, "a text") }
    return text
  }

  func scalars(_ position: Int) throws(EvaluationError) -> [Unicode.Scalar] {
    Array(try text(position).unicodeScalars)
  }

  func utf8(_ position: Int) throws(EvaluationError) -> [UInt8] {
    Array(try text(position).utf8)
  }

  func bytes(_ position: Int) throws(EvaluationError) -> [UInt8] {
    guard case .bytes(let bytes) = values[position] else { throw mismatch(position, "bytes") }
    return bytes
  }

  func number(_ position: Int) throws(EvaluationError) -> ExactDecimal {
    guard case .number(let number) = values[position] else { throw mismatch(position, "a number") }
    return number
  }

  /// A whole number that counts or points at something.
  func whole(_ position: Int) throws(EvaluationError) -> Int {
    let number = try number(position)
    let normal = number.normalized
    guard normal.scale == 0 else {
      throw EvaluationError(.badValue, "a whole number belongs here, not \(number)")
    }
    guard let whole = Int(exactly: normal.coefficient) else {
      throw EvaluationError(.outOfRange, "\(number) is too large a number here")
    }
    return whole
  }

  func list(_ position: Int) throws(EvaluationError) -> [ExpressionValue] {
    guard case .list(let elements) = values[position] else { throw mismatch(position, "a list") }
    return elements
  }

  func texts(_ position: Int) throws(EvaluationError) -> [String] {
    var result: [String] = []
    for element in try list(position) {
      guard case .text(let text) = element else {
        throw EvaluationError(
          .wrongType,
          "a list of texts is needed; it holds \(element.typeWords)"
        )
      }
      result.append(text)
    }
    return result
  }

  func money(_ position: Int) throws(EvaluationError) -> MoneyAmount {
    guard case .money(let money) = values[position] else { throw mismatch(position, "money") }
    return money
  }

  func timestamp(_ position: Int) throws(EvaluationError) -> Timestamp {
    guard case .timestamp(let timestamp) = values[position] else {
      throw mismatch(position, "a point in time")
    }
    return timestamp
  }

  func duration(_ position: Int) throws(EvaluationError) -> Duration {
    guard case .duration(let duration) = values[position] else {
      throw mismatch(position, "a duration")
    }
    return duration
  }

  func optional(_ position: Int) throws(EvaluationError) -> ExpressionValue? {
    guard case .optional(let value) = values[position] else {
      throw mismatch(position, "an optional value")
    }
    return value
  }

  private func mismatch(_ position: Int, _ wanted: String) -> EvaluationError {
    EvaluationError(
      .wrongType,
      "\(wanted) belongs here as value \(position + 1), not \(values[position].typeWords)"
    )
  }
}

extension FunctionOverload {
  /// What works on arguments read by position.
  typealias Body = @Sendable (FunctionArguments) throws(EvaluationError) -> ExpressionValue

  /// `name(first, ...)`.
  static func function(
    _ name: String,
    _ parameters: [ExpressionType],
    isVariadic: Bool = false,
    _ result: ExpressionType,
    cost: Cost = .sizes,
    _ summary: String,
    _ body: @escaping Body
  ) -> FunctionOverload {
    FunctionOverload(name, parameters, isVariadic: isVariadic, result, cost: cost, summary) {
      (values, context) throws(EvaluationError) in
      try body(FunctionArguments(values: values, context: context))
    }
  }

  /// `first.name(second, ...)`.
  static func method(
    _ name: String,
    on receiver: ExpressionType,
    _ parameters: [ExpressionType],
    _ result: ExpressionType,
    cost: Cost = .sizes,
    _ summary: String,
    _ body: @escaping Body
  ) -> FunctionOverload {
    let all = [receiver] + parameters
    return FunctionOverload(name, isMethod: true, all, result, cost: cost, summary) {
      (values, context) throws(EvaluationError) in
      try body(FunctionArguments(values: values, context: context))
    }
  }

  /// `first.name()`.
  static func method(
    _ name: String,
    on receiver: ExpressionType,
    _ result: ExpressionType,
    cost: Cost = .sizes,
    _ summary: String,
    _ body: @escaping Body
  ) -> FunctionOverload {
    method(name, on: receiver, [], result, cost: cost, summary, body)
  }

  /// The same overload with a result type that follows the arguments' types.
  func giving(
    _ result: @escaping @Sendable ([ExpressionType]) -> ExpressionType
  ) -> FunctionOverload {
    var copy = FunctionOverload(
      name,
      isMethod: isMethod,
      parameters,
      isVariadic: isVariadic,
      resultOf: result,
      cost: cost,
      summary,
      call: call
    )
    copy.patternParameter = patternParameter
    copy.constantFault = constantFault
    return copy
  }
}

extension EvaluationError {
  /// What arithmetic on exact values refused, in words.
  init(_ error: ArithmeticError, in what: String) {
    switch error {
    case .overflow: self.init(.overflow, "\(what) needs more than 38 digits")
    case .inexact: self.init(.outOfRange, "\(what) has more decimals than can be kept")
    case .divisionByZero: self.init(.divisionByZero, "\(what) divides by zero")
    case .mixedCurrencies(let left, let right):
      self.init(.mixedCurrencies, "\(what) mixes \(left) and \(right)")
    }
  }
}
