final class NotOperation: Condition {
  let range: Range<Int>
  private let operand: any Operation

  init(_ operand: any Operation, at range: Range<Int>) {
    self.operand = operand
    self.range = range
  }

  func truth(_ run: inout Evaluation) throws(EvaluationError) -> Bool {
    try !operand.truth(&run)
  }
}

/// `&&` and `||` of as many operands as there are.
///
/// One operand that decides (`false` for `&&`, `true` for `||`) does so whatever the others are, even where they
/// have no value; only when none decides is the first error the result.
final class JunctionOperation: Condition {
  let range: Range<Int>
  private let operands: [any Operation]
  private let deciding: Bool

  init(_ operands: [any Operation], deciding: Bool, at range: Range<Int>) {
    self.operands = operands
    self.deciding = deciding
    self.range = range
  }

  func truth(_ run: inout Evaluation) throws(EvaluationError) -> Bool {
    try run.charge(1)
    var failure: EvaluationError?
    for operand in operands {
      do {
        if try operand.truth(&run) == deciding { return deciding }
      } catch {
        try Self.absorb(error, into: &failure)
      }
    }
    if let failure { throw failure }
    return !deciding
  }

  /// Keeps the first error; spent steps are never absorbed.
  static func absorb(
    _ error: EvaluationError,
    into failure: inout EvaluationError?
  ) throws(EvaluationError) {
    if error.code == .tooExpensive { throw error }
    if failure == nil { failure = error }
  }
}

final class ConditionalOperation: Operation {
  let range: Range<Int>
  private let condition: any Operation
  private let yes: any Operation
  private let no: any Operation

  init(_ condition: any Operation, _ yes: any Operation, _ no: any Operation, at range: Range<Int>)
  {
    self.condition = condition
    self.yes = yes
    self.no = no
    self.range = range
  }

  func value(_ run: inout Evaluation) throws(EvaluationError) -> ExpressionValue {
    try run.charge(1)
    return try condition.truth(&run) ? try yes.value(&run) : try no.value(&run)
  }

  func truth(_ run: inout Evaluation) throws(EvaluationError) -> Bool {
    try run.charge(1)
    return try condition.truth(&run) ? try yes.truth(&run) : try no.truth(&run)
  }
}
