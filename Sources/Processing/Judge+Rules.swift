import Books
import Checks
import Decisions
import Documents
import Expressions
import Matching
import Readings
import Rules
import Storage
import Values
import Workflows

/// The workflow's own rules at work: computed fields, checks, which matches are accepted, what outputs may see.
extension Judge {
  /// What is known of a document as soon as it stands: its computed fields, its keys, and what was found ahead.
  struct Prepared: Sendable {
    var computed: (values: RuleValues, findings: [Finding])
    var index: DocumentIndex
    /// What its computed fields looked up.
    var tables = LookedUp()
    /// Of the day for which the fields were computed; nil: nobody has looked.
    var ofPaper: BuiltInChecks.OfPaper?

    var values: RuleValues { computed.values }
  }

  func prepare(
    _ document: Document,
    _ arrival: ArrivalID,
    _ workflow: Workflow,
    today: Day
  ) throws -> Prepared {
    var tables = LookedUp()
    let computed = try compute(document, arrival, workflow, today: today, &tables)
    let index = Self.index(document, workflow, computed.values)
    return Prepared(computed: computed, index: index, tables: tables)
  }

  /// What rules see of the document, with its computed fields, and what could not be computed.
  func compute(
    _ document: Document,
    _ arrival: ArrivalID,
    _ workflow: Workflow,
    today: Day,
    _ tables: inout LookedUp
  ) throws -> (values: RuleValues, findings: [Finding]) {
    var values = RuleValues(
      workflow.rules.scope,
      document: document,
      fileName: try transaction.fileName(of: arrival) ?? "",
      workflow: workflow.id.name,
      today: today
    )
    let findings = try ComputedFields.compute(&values, workflow) { use, key in
      try tables.rows(of: use, key, in: isRemaking ? nil : transaction)
    }
    return (values, findings)
  }

  /// A match that the workflow's `accept` rule lets stand.
  func accepted(_ outcome: MatchOutcome, _ one: Case?) -> MatchOutcome {
    guard let one, let plan = one.workflow.plan(for: outcome.ledger),
      let payable = one.document.payableMoney
    else { return outcome }
    return AcceptRule.apply(outcome, plan, one.values, payable: payable)
  }

  /// How the rules came to the decision; nil when there is no such document, or its workflow is gone.
  func ruleWay(of id: DocumentID) throws -> RuleWay? {
    try makeCase(id, refreshingFindings: false).map { try ruleWay(of: $0) }
  }

  func ruleWay(of one: Case) throws -> RuleWay {
    var way = RuleWay.of(
      document: one.document,
      findings: one.findings,
      duplicates: one.duplicates,
      matches: one.matches,
      workflow: one.workflow,
      values: one.values
    )
    guard one.ruling != nil || one.forms.leader != nil else { return way }
    let decision = decide(one)
    way.yield(
      to: decision.rule,
      decision.outcome,
      by: one.ruling?.ruledBy ?? decision.rule,
      reason: decision.reason,
      machine: try machine(one, way)
    )
    return way
  }

  /// What the rules say of a document that a person has ruled on; nil where nobody knows.
  private func machine(_ one: Case, _ way: RuleWay) throws -> RuleWay.Standing.Machine? {
    switch one.ruling?.body {
    case nil, .set, .undo: return nil
    // Acceptance leaves the match as the machine found it.
    case .accept: return way.machine
    case .reject, .match, .duplicate:
      let former = try transaction.decisions(of: one.stored.id).last {
        $0.decision.decidedBy == DecisionRecord.machine
      }
      return former.map {
        .init(rule: $0.decision.rule, outcome: $0.decision.outcome, isFormer: true)
      }
    }
  }
}

extension Judge.Case {
  var ruleDuplicates: CaseFields.Duplicates {
    CaseFields.Duplicates(hits: duplicates, document: document)
  }

  /// For the holes of outputs; `file` is one of the document's files.
  func outputBindings(_ decision: DecisionRecord, file: String) -> ExpressionBindings {
    values.inFile(file).forOutput(
      ruleDuplicates,
      findings,
      matches,
      CaseFields.Decided(
        outcome: decision.outcome.rawValue,
        rule: decision.rule,
        queue: decision.queue,
        reason: decision.reason
      )
    )
  }
}
