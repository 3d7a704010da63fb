package import Documents
import Expressions
package import Rules
package import Workflows

/// The checks that a workflow brings itself.
package enum OwnChecks {
  /// Findings in the order of the definition.
  package static func run(
    _ rules: [CheckRule],
    _ values: RuleValues,
    _ duplicates: CaseFields.Duplicates
  ) -> [Finding] {
    guard !rules.isEmpty else { return [] }
    let bindings = values.forCheck(duplicates)
    return rules.compactMap { check($0, bindings) }
  }

  private static func check(_ rule: CheckRule, _ bindings: ExpressionBindings) -> Finding? {
    do throws(EvaluationError) {
      guard try rule.when.isTrue(bindings), try !Optional(rule.assert).isTrue(bindings) else {
        return nil
      }
    } catch {
      return finding(
        rule,
        max(.review, rule.severity),
        "The check `\(rule.id)` could not be made: \(error.message)."
      )
    }
    return finding(rule, rule.severity, rule.message.render(bindings) { _ in "?" })
  }

  private static func finding(
    _ rule: CheckRule,
    _ severity: Severity,
    _ message: String
  ) -> Finding {
    Finding(
      code: rule.id,
      severity: severity,
      message: message,
      fields: ((rule.when?.reads ?? []) + rule.assert.reads).documentFields,
      suggestion: "Compare it with the paper: correct the value (--set FIELD=VALUE), or accept it "
        + "as it is."
    )
  }
}
