/// One evaluation under way: what it looks at, what it has set and what it may still spend.
struct Evaluation {
  /// By the environment's slots.
  let values: [ExpressionValue?]
  /// What macros named, by depth.
  var locals: [ExpressionValue?]
  var stepsLeft: Int
  /// What is kept for `explain`; nil in an ordinary evaluation.
  let recorder: Recorder?

  init(_ bindings: ExpressionBindings, locals: Int, costLimit: Int, recorder: Recorder? = nil) {
    values = bindings.values
    self.locals = locals == 0 ? [] : Array(repeating: nil, count: locals)
    stepsLeft = costLimit
    self.recorder = recorder
  }

  @inline(__always)
  mutating func charge(_ steps: Int) throws(EvaluationError) {
    let (left, overflow) = stepsLeft.subtractingReportingOverflow(steps)
    stepsLeft = overflow ? -1 : left
    if stepsLeft < 0 { throw Self.spent }
  }

  /// Charges for looking at all of a value.
  mutating func charge(weightOf value: ExpressionValue) throws(EvaluationError) {
    if value.isLight { return }
    try charge(value.weight(upTo: stepsLeft + 1))
  }

  private static var spent: EvaluationError {
    EvaluationError(
      .tooExpensive,
      "the expression takes too long on this paper: it passed its limit of steps"
    )
  }
}

/// What each part came to, by the part's number.
final class Recorder {
  /// Where a macro that asks each element came to its answer.
  struct Passage {
    let count: Int
    /// The names of what it stopped at (of a list with one name: the element); empty where it went to the end.
    var stop: [ExpressionValue] = []
    /// From 0: what decided, what hit (`exists_one`), or what had no value.
    var places: [Int] = []
  }

  var results: [Int: Result<ExpressionValue, EvaluationError>] = [:]
  var passages: [Int: Passage] = [:]
}

/// A part of a compiled expression.
protocol Operation: AnyObject, Sendable {
  func value(_ run: inout Evaluation) throws(EvaluationError) -> ExpressionValue
  /// As `value`, of a part that is to be true or false.
  func truth(_ run: inout Evaluation) throws(EvaluationError) -> Bool
  /// Whether there is something at the place that the part reads: `has()`.
  func isPresent(_ run: inout Evaluation) throws(EvaluationError) -> Bool
  /// For faults that are found at evaluation only.
  var range: Range<Int> { get }
}

extension Operation {
  func truth(_ run: inout Evaluation) throws(EvaluationError) -> Bool {
    let value = try value(&run)
    if case .bool(let truth) = value { return truth }
    throw EvaluationError(
      .wrongType,
      "\(value.typeWords) stands where true or false is wanted",
      at: range
    )
  }

  func isPresent(_ run: inout Evaluation) throws(EvaluationError) -> Bool {
    do {
      _ = try value(&run)
      return true
    } catch {
      if error.code == .absent { return false }
      throw error
    }
  }
}

/// A part that is true or false by its nature.
protocol Condition: Operation {}

extension Condition {
  func value(_ run: inout Evaluation) throws(EvaluationError) -> ExpressionValue {
    .bool(try truth(&run))
  }
}
