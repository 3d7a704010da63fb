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

  static func decide(_ facts: DecisionCase) -> Decision { course(facts).decision }

  /// The decision with the way to it; `explain` asks with a supposition what would come out otherwise.
  static func course(_ facts: DecisionCase, supposing: Supposition = .nothing) -> Course {
    facts.workflow.rules.decide.isEmpty
      ? DecisionTable.course(facts, supposing: supposing)
      : OwnTable(facts).course(supposing: supposing)
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
