import Expressions

/// Which rules of an ordered list can never be reached, because an earlier one takes all that they would.
struct RuleReach {
  private var earlier: [(name: String, conditions: Set<String>)] = []
  private var always: String?

  /// Why a rule can never hit; nil when it can.
  func blocker(of when: CompiledExpression?, _ constant: Bool?) -> String? {
    if let always { return "\(always) takes everything before it" }
    if constant == false { return "its `when` is never true" }
    guard let when else { return nil }
    let own = when.conjuncts
    return earlier.first { $0.conditions.isSubset(of: own) }
      .map { "\($0.name) hits whenever it would" }
  }

  mutating func add(
    _ when: CompiledExpression?,
    name: String,
    always isAlways: Bool,
    _ constant: Bool?
  ) {
    if isAlways || constant == true {
      always = always ?? name
    } else if let when, constant == nil {
      earlier.append((name, when.conjuncts))
    }
  }
}
