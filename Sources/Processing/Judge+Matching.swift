import Books
import Documents
import Matching
import Storage
import Values
import Workflows

extension Judge {
  /// Reconciles one ledger: by the machine, then what persons matched.
  func match(
    _ ledger: LedgerName,
    _ cases: inout [DocumentID: Case],
    entries: Set<EntryID>,
    ofParties: Set<DocumentID>,
    runs: Set<RemittanceID>
  ) throws {
    var reconciling = try Reconciler(self, ledger, cases)
    cases = [:]
    try reconciling.run(entries, ofParties: ofParties, runs: runs)
    swap(&cases, &reconciling.cases)
    try matchRulings(ledger, &cases)
  }

  /// Writes the allocations that rulings name; what is left over becomes a typed residual.
  private func matchRulings(_ ledger: LedgerName, _ cases: inout [DocumentID: Case]) throws {
    try RuledMatches(judge: self, ledger: ledger).run(&cases)
    for id in cases.keys.sorted() {
      guard let one = cases[id], let ruling = one.ruling else { continue }
      switch ruling.body {
      case .reject, .duplicate:
        cases[id]?.set(
          MatchOutcome(
            ledger: ledger,
            status: .unmatched,
            explanation: "not reconciled: \(ruling.ruledBy) decided otherwise"
          )
        )
      case .match, .accept, .set, .undo: continue
      }
    }
    for id in cases.keys.sorted() {
      guard let one = cases[id], one.ruling == nil, !one.isMatchable, !one.isLocked,
        one.workflow.plan(for: ledger) != nil
      else { continue }
      cases[id]?.set(
        MatchOutcome(
          ledger: ledger,
          status: .unmatched,
          explanation: "not reconciled: it repeats an earlier document"
        )
      )
    }
  }
}

extension Judge.Case {
  /// Takes what one ledger says of it; outcomes stand in the workflow's order of ledgers.
  func set(_ outcome: MatchOutcome) {
    let before = matches
    matches.removeAll { $0.ledger == outcome.ledger }
    matches.append(outcome)
    let order = workflow.reconcile.map(\.ledger)
    matches.removeAll { !order.contains($0.ledger) }
    matches.sort { left, right in
      (order.firstIndex(of: left.ledger) ?? 0) < (order.firstIndex(of: right.ledger) ?? 0)
    }
    isChanged = isChanged || matches != before
  }
}

extension Workflow {
  func plan(for ledger: LedgerName) -> ReconcilePlan? {
    reconcile.first { $0.ledger == ledger }
  }
}
