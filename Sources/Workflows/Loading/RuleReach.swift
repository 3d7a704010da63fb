import Expressions

/// Which rules of an ordered list can never be reached, because earlier ones take all that they would.
///
/// A rule that fails ends the list too, so whoever comes to a rule has found all earlier ones false.
struct RuleReach {
  private var earlier: [(name: String, logic: ConditionLogic)] = []
  private var always: String?

  /// Why a rule can never hit; nil when it can, or when that cannot be told.
  ///
  /// A last rule without a condition must stand there, so only one that takes everything is held against it.
  func blocker(of when: ConditionLogic?) -> String? {
    if let always { return "\(always) takes everything before it" }
    guard let when else { return nil }
    if when.isNeverTrue { return "its `when` is never true" }
    if let one = earlier.first(where: { when.isCovered(by: [$0.logic]) }) {
      return "\(one.name) hits whenever it would"
    }
    guard when.isCovered(by: earlier.map(\.logic)) else { return nil }
    return "one of those above it hits whenever it would"
  }

  mutating func add(_ when: ConditionLogic?, name: String, always isAlways: Bool) {
    if isAlways || when?.isNeverFalse == true {
      always = always ?? name
    } else if let when, !when.isNeverTrue {
      earlier.append((name, when))
    }
  }
}
