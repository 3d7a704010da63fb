package import Books
package import Documents
import Expressions
package import Rules
package import Workflows

/// Turns findings, duplicates and matches into one decision: the first rule that hits, of the workflow's own table or of
/// the standard one.
package enum Decider {
  package static func decide(
    document: Document,
    findings: [Finding],
    duplicates: [DuplicateHit],
    matches: [MatchOutcome],
    workflow: Workflow,
    values: RuleValues
  ) -> Decision {
    let facts = DecisionCase(
      document: document,
      findings: findings,
      duplicates: duplicates,
      matches: matches,
      workflow: workflow,
      values: values
    )
    return decide(facts)
  }

  static func decide(_ facts: DecisionCase) -> Decision {
    guard facts.workflow.rules.decide.isEmpty else { return OwnTable(facts).decide() }
    for rule in DecisionTable.standard {
      if let decision = rule.decide(facts) { return decision }
    }
    preconditionFailure("the last rule of the table always hits")
  }
}

/// Everything that a rule may look at.
struct DecisionCase: Sendable {
  var document: Document
  var findings: [Finding]
  var duplicates: [DuplicateHit]
  var matches: [MatchOutcome]
  var workflow: Workflow
  var values: RuleValues

  /// For rules of `decide`.
  var bindings: ExpressionBindings {
    values.forDecide(
      CaseFields.Duplicates(hits: duplicates, document: document),
      findings,
      matches
    )
  }

  /// Findings of one severity, without those that only name a duplicate.
  func findings(_ severity: Severity) -> [Finding] {
    findings.filter { $0.severity == severity }
  }
}
