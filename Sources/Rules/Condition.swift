package import Expressions

extension CompiledExpression? {
  /// True when there is no condition, or when it is true.
  package func isTrue(_ bindings: ExpressionBindings) throws(EvaluationError) -> Bool {
    guard let condition = self else { return true }
    guard case .bool(let isTrue) = try condition.evaluate(bindings) else {
      throw EvaluationError(.wrongType, "`\(condition.source)` is neither true nor false")
    }
    return isTrue
  }
}
