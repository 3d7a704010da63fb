import Books
import Checks
import Decisions
import Readings
import Storage
import Values
import Workflows

/// How a stored document came to its decision.
extension ReportBuilder {
  struct Way {
    var computed: [ComputedWay]
    var checks: [CheckEvidence]
    var rules: RuleWay
    /// The day that all is judged on.
    var day: Day
  }

  /// Under the definition of its standing decision and on what was known then.
  ///
  /// Where that was not kept, under the definitions in force; nil when the workflow is gone.
  func way(of stored: StoredDocument) throws -> Way? {
    try wayThen(stored) ?? wayNow(stored)
  }

  private func wayThen(_ stored: StoredDocument) throws -> Way? {
    guard let kept = try transaction.keptDecision(of: stored.id), let basis = kept.basis,
      let foundOn = try transaction.findingsBasis(of: stored.id)
    else { return nil }
    var remaking = Remaking(transaction)
    do {
      let remade = try remaking.remake(kept, basis, foundOn: foundOn)
      // A correction that changed nothing of the decision made no new one, and shows all the same.
      guard remade.made.document == (try effective(stored)) else { return nil }
      // The present ones: they may have been found anew without changing the decision.
      remade.made.findings = stored.findings
      remade.made.matches = stored.matches
      return try way(remade.judge, made: remade.made, found: remade.found)
    } catch is LookedUp.NotKept {
      return nil
    } catch is Remaking.Lack {
      return nil
    }
  }

  private func wayNow(_ stored: StoredDocument) throws -> Way? {
    let judged = stored.judgedOn ?? today
    let judge = Judge(
      transaction: transaction,
      workflows: workflows,
      today: judged,
      past: [stored.id: JudgingDays(checked: stored.checkedOn ?? judged, judged: judged)]
    )
    guard let one = try judge.makeCase(stored.id, refreshingFindings: false) else { return nil }
    return try way(judge, made: one, found: one)
  }

  private func way(_ judge: Judge, made: Judge.Case, found: Judge.Case) throws -> Way {
    let context = try judge.context(of: found, found.values, on: found.checkedOn ?? made.basis.day)
    var tables = made.basis.tables
    let books = judge.isRemaking ? nil : transaction
    let computed = try ComputedWay.of(
      made.workflow,
      made.values,
      lookup: { try tables.rows(of: $0, $1, in: books) },
      file: { try tableFile($0.table, of: made.stored.id, then: judge.isRemaking) }
    )
    return Way(
      computed: computed,
      checks: CheckEvidence.of(made.document, findings: made.findings, context),
      rules: try judge.ruleWay(of: made),
      day: made.basis.day
    )
  }

  /// The file that fills a table; nil where it came after the decision that is told.
  private func tableFile(_ table: String, of id: DocumentID, then isPast: Bool) throws -> String? {
    guard let arrival = try transaction.tableArrival(table).flatMap({ try transaction.arrival($0) })
    else { return nil }
    guard isPast else { return arrival.name }
    let decided = try transaction.decisions(of: id).last?.decidedAt
    return decided.map { arrival.arrivedAt <= $0 } == true ? arrival.name : nil
  }
}
