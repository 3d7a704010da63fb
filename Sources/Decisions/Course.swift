import Books
import Documents

/// A decision and the way to it through the table of rules.
struct Course: Sendable {
  var decision: Decision
  /// The place in the table of the rule that hit, or that could not be judged; nil: there is none.
  var place: Int?
  /// True when that rule could not be judged.
  var isFailed = false
  /// The guard that held what that rule would have cleared.
  var guardID: String?
}

/// What is taken to be otherwise in the table of rules, to see what would change the decision.
enum Supposition: Hashable, Sendable {
  case nothing
  /// The rule of this place is not there.
  case without(Int)
  /// The condition of the rule of this place is true.
  case hits(Int)
}

extension DecisionCase {
  /// The findings and duplicates that a guard rests on are not there; all else is as it is.
  func without(guard id: String) -> DecisionCase {
    var facts = self
    if id == DecisionTable.blocked {
      facts.findings.removeAll { $0.severity == .block }
    } else {
      facts.duplicates.removeAll { $0.isCertain(for: document) }
      facts.findings.removeAll { ["duplicate-exact", "identical-file"].contains($0.code) }
    }
    return facts
  }
}
