package import Books
package import Documents
package import Workflows

/// Turns findings, duplicates and matches into one decision: the first rule of the table that hits.
package enum Decider {
  package static func decide(
    document: Document,
    findings: [Finding],
    duplicates: [DuplicateHit],
    matches: [MatchOutcome],
    workflow: Workflow
  ) -> Decision {
    let facts = DecisionCase(
      document: document,
      findings: findings,
      duplicates: duplicates,
      matches: matches,
      workflow: workflow
    )
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

  /// Findings of one severity, without those that only name a duplicate.
  func findings(_ severity: Severity) -> [Finding] {
    findings.filter { $0.severity == severity }
  }
}
