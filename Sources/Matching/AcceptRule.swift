package import Books
import Expressions
package import Rules
package import Values
package import Workflows

/// `reconcile.accept` as a rule: what was found is taken without a person only where it is true.
package enum AcceptRule {
  /// The outcome, doubtful instead of matched where the rule says no or cannot be judged.
  ///
  /// Where there is nothing to pay there is no match to accept.
  package static func apply(
    _ outcome: MatchOutcome,
    _ plan: ReconcilePlan,
    _ values: RuleValues,
    payable: Money
  ) -> MatchOutcome {
    guard let rule = plan.acceptRule, outcome.status == .matched,
      let document = outcome.allocations.first?.document
    else { return outcome }
    let trace = rule.trace(values.forAccept(outcome))
    let why: String
    switch trace.result {
    case .success(.bool(true)): return outcome
    case .success: why = "the workflow's `accept` says no (\(trace.text))"
    case .failure(let error): why = "the workflow's `accept` cannot be judged (\(error.message))"
    }
    var held = outcome
    held.status = .doubtful
    held.allocations = []
    held.grounds = nil
    held.residuals = [Residual(side: .document(document), kind: .open, amount: payable)]
    held.explanation = "\(outcome.explanation) But \(why)."
    return held
  }
}
