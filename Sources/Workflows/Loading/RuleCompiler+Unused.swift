import Documents
import Expressions
import Readings
import Rules
import Values

// MARK: What nobody reads, what tests expect

extension RuleCompiler {
  func warnOfUnused(_ workflow: Workflow) {
    let read = Set(reads.map { String($0.prefix { $0 != "." }) })
    for field in draft.set where !read.contains(field.name.key) {
      context.report(
        .unusedName,
        at: field.name.keyRange.lowerBound,
        "no rule reads the computed field `\(field.name.key)`",
        expected: "a rule that uses it, or no such field",
        severity: .warning
      )
    }
    for use in draft.uses where use.name != "suppliers" && !reads.contains("use:\(use.name)") {
      context.report(
        .unusedName,
        at: use.table.node.range.lowerBound,
        "no rule looks anything up in `\(use.name)`",
        expected: "a computed field with `\"lookup\": \"\(use.name)\"`, or no such entry",
        severity: .warning
      )
    }
  }

  /// A rule or field that a test waits for and that does not exist.
  func checkExpectations(_ workflow: Workflow) {
    let rules =
      plans.decide.isEmpty
      ? ["blocked", "duplicate", "doubtful", "unmatched", "clean"] : plans.decide.map(\.id)
    let guards = ["blocked", "duplicate"]
    for test in workflow.tests {
      for expectation in test.expect {
        if let rule = expectation.rule, !rules.contains(rule), !guards.contains(rule) {
          reportExpectation(
            test,
            "there is no rule `\(rule)`",
            Spelling.nearest(to: rule, among: rules)
          )
        }
        for field in expectation.fields.keys.sorted() where !isField(field) {
          let names = FieldCatalog.document.map(\.name) + draft.set.map(\.name.key)
          let nearest = Spelling.nearestField(to: field, among: names)
          reportExpectation(test, "there is no field `\(field)`", nearest)
        }
      }
    }
  }

  private func isField(_ name: String) -> Bool {
    FieldCatalog.documentField(name) != nil || draft.set.contains { $0.name.key == name }
      || plans.ownColumns.contains { $0.name == name }
  }

  private func reportExpectation(_ test: WorkflowTest, _ reason: String, _ nearest: String?) {
    context.report(
      .testExpectsUnknown,
      at: test.offset,
      "the test “\(test.name.prefix(80))” could never pass: \(reason)",
      suggestion: nearest.map { "\"\($0)\"" }
    )
  }
}
