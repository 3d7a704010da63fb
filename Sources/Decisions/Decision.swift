package import Workflows

/// What was decided about one document, and why.
package struct Decision: Hashable, Sendable, Codable {
  package var outcome: Outcome
  /// Id of the rule of the table that hit: `blocked`, `duplicate`, `doubtful`, `unmatched`, `clean`.
  package var rule: String
  /// For a bookkeeper, in whole sentences.
  package var reason: String
  /// Where an exception waits; nil for other outcomes.
  package var queue: String?
  /// What to do next; empty when there is nothing to do.
  package var suggestion: String
  /// Stable: the finding's code, `match.unmatched`, `match.ambiguous`, `match.doubtful`,
  /// `match.undecided`, or `ok`.
  package var code: String

  package init(
    outcome: Outcome,
    rule: String,
    reason: String,
    queue: String? = nil,
    suggestion: String = "",
    code: String
  ) {
    self.outcome = outcome
    self.rule = rule
    self.reason = reason
    self.queue = queue
    self.suggestion = suggestion
    self.code = code
  }
}
