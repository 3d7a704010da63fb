import Values

// MARK: What nobody reads

extension RuleCompiler {
  /// Names without use; not told beside errors, where the rule that uses one may be lost.
  func warnOfUnused() {
    guard !context.hasErrors else { return }
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
}
