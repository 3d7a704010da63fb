/// What can be told of a condition before any paper is read: that it is never true, never false, or true only where others are.
///
/// What it says is so; where it says nothing, that only means that it cannot tell. Comparisons with constants, the words that a field can
/// have and parts that are written alike are understood; what functions do is not.
package struct ConditionLogic: Sendable {
  private let source: String
  private let whenTrue: [ConditionClause]?
  private let whenFalse: [ConditionClause]?
  private let keys: Set<String>

  package init(_ condition: CompiledExpression) {
    source = condition.syntax.canonical
    if let value = Self.constant(condition) {
      whenTrue = value ? [ConditionClause()] : []
      whenFalse = value ? [] : [ConditionClause()]
      keys = []
      return
    }
    let clauses = ConditionClauses(environment: condition.environment)
    whenTrue = clauses.ways(condition.syntax, true)?.filter { !$0.isImpossible }
    whenFalse = clauses.ways(condition.syntax, false)?.filter { !$0.isImpossible }
    keys = ((whenTrue ?? []) + (whenFalse ?? [])).reduce(into: []) { $0.formUnion($1.keys) }
  }

  /// What a condition always is that reads nothing.
  private static func constant(_ condition: CompiledExpression) -> Bool? {
    guard condition.reads.isEmpty else { return nil }
    let bindings = ExpressionBindings(for: condition.environment)
    guard case .success(.bool(let value)) = condition.measured(bindings).result else { return nil }
    return value
  }

  /// It is false, or fails, on each paper.
  package var isNeverTrue: Bool { whenTrue?.isEmpty == true }

  /// It is true, or fails, on each paper.
  package var isNeverFalse: Bool { whenFalse?.isEmpty == true }

  /// True when no paper can have all of `earlier` false and this one true.
  package func isCovered(by earlier: [ConditionLogic]) -> Bool {
    if earlier.contains(where: { $0.source == source }) { return true }
    guard var left = whenTrue else { return false }
    // Only those that speak of the same things; more than can be gone through are left aside.
    for other in earlier where !other.keys.isDisjoint(with: keys) {
      guard let isFalse = other.whenFalse, let both = ConditionClauses.together(left, isFalse)
      else { continue }
      left = both
      if left.isEmpty { return true }
    }
    return false
  }
}
