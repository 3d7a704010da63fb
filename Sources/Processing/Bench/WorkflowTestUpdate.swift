package import Workflows

/// `tickmark test --update`: what came out, written beside the definition for review.
package enum WorkflowTestUpdate {
  /// Definitions to be looked at; they are no part of the workspace.
  package static let suffix = ".new.json"

  /// The definition with what came out in its tests; nil when every test says so already.
  ///
  /// `results` are of this workflow's tests, in their order.
  package static func rewritten(
    _ definition: DefinitionSource,
    of workflow: Workflow,
    _ results: [WorkflowTestResult]
  ) -> [UInt8]? {
    var changes: [ExpectationRewriter.Change] = []
    for (number, (test, result)) in zip(workflow.tests, results).enumerated() {
      for (place, (expected, actual)) in zip(test.expect, result.documents).enumerated() {
        let comparison = WorkflowTestComparison(expected: expected, actual: actual)
        changes += comparison.findings.map {
          ExpectationRewriter.Change(test: number, document: place, keys: $0.keys, value: $0.value)
        }
      }
    }
    guard !changes.isEmpty else { return nil }
    return ExpectationRewriter(definition)?.rewritten(changes)
  }

  /// `workflows/bank.json` becomes `workflows/bank.new.json`.
  package static func fileName(for name: String) -> String {
    (name.hasSuffix(".json") ? String(name.dropLast(".json".count)) : name) + suffix
  }
}
