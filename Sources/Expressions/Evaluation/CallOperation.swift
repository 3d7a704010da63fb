import Patterns

/// A call whose overload is known.
final class CallOperation: Operation {
  let range: Range<Int>
  private let overload: FunctionOverload
  private let arguments: [any Operation]
  private let pattern: Pattern?

  init(
    _ overload: FunctionOverload,
    _ arguments: [any Operation],
    pattern: Pattern?,
    at range: Range<Int>
  ) {
    self.overload = overload
    self.arguments = arguments
    self.pattern = pattern
    self.range = range
  }

  func value(_ run: inout Evaluation) throws(EvaluationError) -> ExpressionValue {
    let values = try arguments.values(&run)
    return try overload.invoke(values, pattern: pattern, at: range, &run)
  }
}

/// A call whose overload is picked by the values.
final class OpenCallOperation: Operation {
  let range: Range<Int>
  private let name: String
  private let overloads: [FunctionOverload]
  private let arguments: [any Operation]

  init(
    _ name: String,
    _ overloads: [FunctionOverload],
    _ arguments: [any Operation],
    at range: Range<Int>
  ) {
    self.name = name
    self.overloads = overloads
    self.arguments = arguments
    self.range = range
  }

  func value(_ run: inout Evaluation) throws(EvaluationError) -> ExpressionValue {
    let values = try arguments.values(&run)
    for overload in overloads where overload.fits(values) {
      return try overload.invoke(values, pattern: nil, at: range, &run)
    }
    let types = values.map(\.typeWords).joined(separator: ", ")
    throw EvaluationError(.wrongType, "\(name)() does not take (\(types))", at: range)
  }
}

extension [any Operation] {
  fileprivate func values(
    _ run: inout Evaluation
  ) throws(EvaluationError) -> [ExpressionValue] {
    var values: [ExpressionValue] = []
    values.reserveCapacity(count)
    for operation in self { values.append(try operation.value(&run)) }
    return values
  }
}

extension FunctionOverload {
  fileprivate func fits(_ values: [ExpressionValue]) -> Bool {
    takes(values.count)
      && values.enumerated().allSatisfy { parameter(at: $0.offset).fits($0.element) }
  }

  func invoke(
    _ values: [ExpressionValue],
    pattern: Pattern?,
    at range: Range<Int>,
    _ run: inout Evaluation
  ) throws(EvaluationError) -> ExpressionValue {
    try run.charge(steps(values, run.stepsLeft))
    var context = CallContext(pattern: pattern, stepsLeft: run.stepsLeft)
    do throws(EvaluationError) {
      // Arguments of unknown type are looked at only here.
      for (position, value) in values.enumerated() {
        let wanted = parameter(at: position)
        guard wanted.fits(value) else { throw Self.unfit(value, wanted, name) }
      }
      if pattern == nil, let patternParameter, case .text(let text) = values[patternParameter] {
        context.pattern = try Self.pattern(text)
      }
      let result = try call(values, context)
      if !result.isLight { try run.charge(weightOf: result) }
      return result
    } catch {
      throw error.placed(at: range)
    }
  }

  private static func unfit(
    _ value: ExpressionValue,
    _ wanted: ExpressionType,
    _ name: String
  ) -> EvaluationError {
    EvaluationError(.wrongType, "\(name)() takes \(wanted), not \(value.typeWords)")
  }

  static func pattern(_ text: String) throws(EvaluationError) -> Pattern {
    do {
      return try Pattern(text)
    } catch {
      throw EvaluationError(
        .badPattern,
        "the pattern \(text.debugDescription) is none: \(error.message) at byte \(error.offset + 1)"
      )
    }
  }

  private func steps(_ values: [ExpressionValue], _ left: Int) -> Int {
    switch cost {
    case .steps(let steps): return steps
    case .computed(let compute): return max(1, compute(values))
    case .sizes:
      var steps = 1
      for value in values where !value.isLight { steps += value.weight(upTo: left + 1) }
      return steps
    }
  }
}
