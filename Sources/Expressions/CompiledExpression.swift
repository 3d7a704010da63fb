/// A checked expression, compiled once; any thread may evaluate it.
package struct CompiledExpression: Sendable {
  package let source: String
  package let type: ExpressionType
  /// Every name and field path that it may read, in the order of writing: `document.totals.gross`, `today`.
  package let reads: [String]
  let syntax: Syntax
  /// Where `source` begins in the text that ranges count in: a template's hole.
  let offset: Int
  let environment: ExpressionEnvironment
  private let operation: any Operation
  private let locals: Int

  init(
    _ source: String,
    offset: Int,
    _ syntax: Syntax,
    _ checker: Checker,
    _ part: Checker.Part
  ) {
    self.source = source
    self.offset = offset
    self.syntax = syntax
    environment = checker.environment
    type = part.type
    reads = checker.reads
    operation = part.operation
    locals = checker.localCount
  }

  /// What the expression comes to for these values; it takes `costLimit` steps at most.
  package func evaluate(
    _ bindings: ExpressionBindings,
    costLimit: Int = ExpressionLimits.cost
  ) throws(EvaluationError) -> ExpressionValue {
    var run = Evaluation(bindings, locals: locals, costLimit: costLimit)
    return try operation.value(&run)
  }

  /// As `evaluate`, with the steps that it took: work is measured in them.
  package func measured(
    _ bindings: ExpressionBindings,
    costLimit: Int = ExpressionLimits.cost
  ) -> (result: Result<ExpressionValue, EvaluationError>, steps: Int) {
    result(bindings, costLimit: costLimit, recorder: nil)
  }

  func result(
    _ bindings: ExpressionBindings,
    costLimit: Int,
    recorder: Recorder?
  ) -> (result: Result<ExpressionValue, EvaluationError>, steps: Int) {
    var run = Evaluation(bindings, locals: locals, costLimit: costLimit, recorder: recorder)
    do {
      let value = try operation.value(&run)
      return (.success(value), costLimit - run.stepsLeft)
    } catch {
      return (.failure(error), costLimit - run.stepsLeft)
    }
  }
}

extension CompiledExpression: Hashable {
  package static func == (left: CompiledExpression, right: CompiledExpression) -> Bool {
    left.source == right.source && left.type == right.type
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(source)
    hasher.combine(type)
  }
}

/// Makes texts into expressions that can be evaluated.
package enum ExpressionCompiler {
  /// The expression that is the whole of `source`, with the names of `environment`.
  ///
  /// `expecting`: the result's type must fit (nil: any).
  package static func compile(
    _ source: String,
    in environment: ExpressionEnvironment,
    expecting: ExpressionType? = nil
  ) throws(ExpressionFaults) -> CompiledExpression {
    let syntax = try Parser.parse(source)
    return try check(syntax, source, environment, expecting: expecting)
  }

  static func check(
    _ syntax: Syntax,
    _ source: String,
    _ environment: ExpressionEnvironment,
    offset: Int = 0,
    expecting: ExpressionType? = nil,
    isRecording: Bool = false
  ) throws(ExpressionFaults) -> CompiledExpression {
    var checker = Checker(environment, isRecording: isRecording)
    let part = checker.check(syntax)
    if checker.faults.isEmpty, let expecting, !expecting.accepts(part.type) {
      checker.note(unexpected(part.type, expecting, at: syntax.range))
    }
    guard checker.faults.isEmpty else {
      throw ExpressionFaults(
        checker.faults.sorted { $0.range.lowerBound < $1.range.lowerBound }
      )
    }
    return CompiledExpression(source, offset: offset, syntax, checker, part)
  }

  private static func unexpected(
    _ type: ExpressionType,
    _ expected: ExpressionType,
    at range: Range<Int>
  ) -> ExpressionFault {
    ExpressionFault(
      .wrongType,
      "the expression gives \(type); \(expected) is wanted here",
      at: range,
      expected: expected == .bool
        ? "a comparison, such as \(ConditionHint.example(type))" : "\(expected)"
    )
  }
}
