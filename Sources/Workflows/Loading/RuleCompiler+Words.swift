import Books
import Expressions
import Rules

// What texts can be under this workflow, so that a misspelt one is found.
extension RuleCompiler {
  func knownWords(_ workflow: Workflow) -> [String: ExpressionEnvironment.Words] {
    // Names may have been lost with what was refused; then any text may be right.
    var words: [String: ExpressionEnvironment.Words] = [:]
    if context.isWhole(WorkflowKeys.check.name) { words["findings.codes"] = .init(findingCodes) }
    guard context.isWhole(WorkflowKeys.reconcile.name) else { return words }
    let ledgers = workflow.reconcile.map(\.ledger.name)
    let noLedger = ledgers.isEmpty ? "there is no `reconcile`" : nil
    words["match.ledgers"] = .init(ledgers, because: noLedger)
    if let field = CaseFields.match.type.index(of: "status") {
      let all = CaseFields.match.type.fields[field].words
      words["match.status"] =
        ledgers.isEmpty
        ? .init(["none"], because: noLedger) : .init(all.filter { $0 != "none" })
    }
    return words
  }

  /// What the checks of this workflow can notice, without those that are switched off.
  private var findingCodes: [String] {
    var off: Set<String> = []
    var own: [String] = []
    for check in draft.checks {
      switch check {
      case .builtIn(let id, .off): off.insert(id.value)
      case .builtIn: break
      case .rule(let rule): rule.id.map { own.append($0.value) }
      }
    }
    return own + CheckCatalog.ids.filter { !off.contains($0) } + Self.otherFindings
  }

  /// Noticed beside the checks: while fields are computed, and about the paper's day.
  static let otherFindings = ["set-failed", "lookup-ambiguous", "period-closed"]
}
