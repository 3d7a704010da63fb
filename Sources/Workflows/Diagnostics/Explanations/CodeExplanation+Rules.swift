// Codes about rules that do not make sense together.
extension CodeExplanation {
  static let unreachableRule = CodeExplanation(
    "A rule or case can never be reached.",
    why:
      "An earlier one takes all that it would: what you meant it for would be decided otherwise.",
    wrong: expense(
      """
      "decide": [
          { "id": "doubtful", "when": "findings.review > 0", "then": "exception" },
          { "id": "twice", "when": "findings.review > 0 && duplicate.near", "then": "exception" },
          { "id": "clean", "then": "cleared" } ]
      """
    ),
    right: expense(
      """
      "decide": [
          { "id": "twice", "when": "findings.review > 0 && duplicate.near", "then": "exception" },
          { "id": "doubtful", "when": "findings.review > 0", "then": "exception" },
          { "id": "clean", "then": "cleared" } ]
      """
    )
  )

  static let noLastRule = CodeExplanation(
    "The last rule of `decide` has a `when`.",
    why: "A document that no rule hits would have no decision at all.",
    wrong: expense(
      #""decide": [ { "id": "doubtful", "when": "findings.review > 0", "then": "exception" } ]"#
    ),
    right: expense(
      """
      "decide": [
          { "id": "doubtful", "when": "findings.review > 0", "then": "exception" },
          { "id": "clean", "then": "cleared" } ]
      """
    )
  )

  static let contradictorySeverity = CodeExplanation(
    "One check is given two severities.",
    why: "Only one of them could count, and nobody could see which.",
    wrong: expense(
      """
      "check": [ { "id": "iban-changed", "severity": "block" }, { "id": "iban-changed", "severity": "info" } ]
      """
    ),
    right: expense(#""check": [ { "id": "iban-changed", "severity": "block" } ]"#)
  )

  static let alwaysTrue = CodeExplanation(
    "A check asserts what is always true.",
    why: "It would never notice anything, which looks like a check that is passed.",
    wrong: expense(assert: "1 + 1 == 2"),
    right: expense(assert: "has(document.number)")
  )

  static let unusedName = CodeExplanation(
    "A computed field or a used table that no rule reads, or rows of a test that nothing looks at.",
    why: "Mostly a rule was forgotten, or it reads another name.",
    wrong: expense(#""set": { "month": "document.issueDate.month" }"#),
    right: expense(
      #""set": { "month": "document.issueDate.month" }, "check": [ { "id": "winter", "assert": "month < 12" } ]"#
    )
  )

  static let wouldClearBlocked = CodeExplanation(
    "A rule clears before any rule has looked at the findings.",
    why:
      "What checks noticed would be passed over, but for findings of severity `block`, which always stop a document.",
    wrong: expense(#""decide": [ { "id": "clean", "then": "cleared" } ]"#),
    right: expense(
      """
      "decide": [
          { "id": "doubtful", "when": "findings.block + findings.review > 0", "then": "exception" },
          { "id": "clean", "then": "cleared" } ]
      """
    )
  )

  static let testExpectsUnknown = CodeExplanation(
    "A test expects a rule, check or field that does not exist.",
    why: "Such a test could never pass, whatever its paper says.",
    wrong: expense(
      """
      "tests": [ { "name": "large", "csv": "Date,Amount", "expect": { "rule": "large" } } ]
      """
    ),
    right: expense(
      """
      "tests": [ { "name": "large", "csv": "Date,Amount", "expect": { "rule": "doubtful" } } ]
      """
    )
  )
}
