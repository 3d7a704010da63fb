import Books
import Decisions
import Documents
import Readings
import Rules
import Testing
import Values
import Workflows

@Suite struct DeciderTests {
  private static let workflow: Workflow = {
    guard let hash = ContentHash(hex: String(repeating: "0", count: 64)) else {
      preconditionFailure("no hash")
    }
    return Workflow(
      id: WorkflowID("bills"),
      fileName: "bills.json",
      contentHash: hash,
      watch: WatchPlan(folder: "inbox"),
      read: ReadInstructions(target: .invoice)
    )
  }()

  private static func document() -> Document {
    var document = Document(type: .invoice)
    document.number = "2026-0414"
    document.issueDate = Day("2026-03-14")
    return document
  }

  private func finding(_ code: String, _ severity: Severity) -> Finding {
    Finding(
      code: code,
      severity: severity,
      message: "About \(code)",
      suggestion: "Look at \(code)."
    )
  }

  private func match(
    _ status: MatchOutcome.Status,
    _ ledger: String = "bank"
  ) -> MatchOutcome {
    MatchOutcome(ledger: LedgerName(ledger), status: status, explanation: "It is \(status)")
  }

  private func decide(
    _ findings: [Finding] = [],
    duplicates: [DuplicateHit] = [],
    matches: [MatchOutcome] = [],
    ledgers: [String] = [],
    settings: [String: CheckSetting] = [:]
  ) -> Decision {
    var workflow = Self.workflow
    workflow.reconcile = ledgers.map { ReconcilePlan(ledger: LedgerName($0)) }
    workflow.check.severities = settings
    return Decider.decide(
      document: Self.document(),
      findings: findings,
      duplicates: duplicates,
      matches: matches,
      workflow: workflow,
      values: RuleValues(
        workflow.rules.scope,
        document: Self.document(),
        fileName: "rechnung.xml",
        workflow: "bills",
        today: Day(number: 20_000)
      )
    )
  }

  private func told(_ decision: Decision) -> String {
    "\(decision.outcome) \(decision.rule) \(decision.queue ?? "-") \(decision.code)"
  }

  @Test func `nothing against it and no ledger is cleared`() {
    #expect(told(decide()) == "cleared clean - ok")
    #expect(told(decide([finding("tax-adds-up", .info)])) == "cleared clean - ok")
  }

  @Test func `a match in every ledger is cleared with its reason`() {
    let matches = [match(.matched, "general"), match(.matched, "bank")]
    let decision = decide(matches: matches, ledgers: ["general", "bank"])
    #expect(told(decision) == "cleared clean - ok")
    #expect(decision.reason == "It is matched. It is matched.")
  }

  @Test func `block wins over everything`() {
    let decision = decide(
      [finding("dates-plausible", .review), finding("iban-changed", .block)],
      duplicates: [DuplicateHit(kind: .exact)],
      matches: [match(.unmatched)],
      ledgers: ["bank"]
    )
    #expect(told(decision) == "exception blocked blocked iban-changed")
    #expect(decision.reason == "About iban-changed.")
    #expect(decision.suggestion == "Look at iban-changed.")
  }

  @Test func `a certain duplicate wins over doubt`() {
    let review = [finding("dates-plausible", .review)]
    #expect(
      told(decide(review, duplicates: [DuplicateHit(kind: .exact)]))
        == "duplicate duplicate - duplicate-exact"
    )
    #expect(
      told(
        decide(
          review,
          duplicates: [DuplicateHit(kind: .exact), DuplicateHit(kind: .identicalFile)]
        )
      )
        == "duplicate duplicate - identical-file"
    )
  }

  @Test func `the same number of another year is a doubt, never a duplicate`() {
    var hit = DuplicateHit(kind: .exact, document: DocumentID(17))
    hit.issueDate = Day("2025-03-14")
    #expect(told(decide(duplicates: [hit])) == "exception doubtful data duplicate-near")
  }

  @Test func `a near duplicate is a doubt unless its check is off`() {
    let hits = [DuplicateHit(kind: .near, document: DocumentID(17))]
    #expect(told(decide(duplicates: hits)) == "exception doubtful data duplicate-near")
    #expect(
      told(decide(duplicates: hits, settings: ["duplicate-near": .off])) == "cleared clean - ok"
    )
  }

  @Test func `doubt names all findings and comes before the ledger`() {
    let decision = decide(
      [finding("required-fields", .review), finding("dates-plausible", .review)],
      matches: [match(.unmatched)],
      ledgers: ["bank"]
    )
    #expect(told(decision) == "exception doubtful data required-fields")
    #expect(decision.reason == "About required-fields. About dates-plausible.")
  }

  @Test(arguments: [MatchOutcome.Status.ambiguous, .doubtful, .unmatched, .undecided])
  func `what is not matched waits`(status: MatchOutcome.Status) {
    let decision = decide(matches: [match(status)], ledgers: ["bank"])
    #expect(told(decision) == "exception unmatched unmatched match.\(status.rawValue)")
    #expect(decision.reason == "It is \(status).")
    #expect(!decision.suggestion.isEmpty)
  }

  @Test func `of two ledgers the one that needs a person comes first`() {
    let matches = [match(.matched, "a"), match(.unmatched, "b"), match(.ambiguous, "c")]
    let decision = decide(matches: matches, ledgers: ["a", "b", "c"])
    #expect(decision.code == "match.ambiguous")
    #expect(decision.reason == "Ledger b: It is unmatched. Ledger c: It is ambiguous.")
  }

  @Test func `a ledger that was not looked in is never passed over`() {
    let decision = decide(matches: [match(.matched, "general")], ledgers: ["general", "bank"])
    #expect(told(decision) == "exception unmatched unmatched match.undecided")
    #expect(told(decide(ledgers: ["bank"])) == "exception unmatched unmatched match.undecided")
  }
}
