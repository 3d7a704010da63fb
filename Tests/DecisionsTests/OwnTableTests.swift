import Books
import Decisions
import Documents
import RuledWorkflows
import Rules
import Testing
import Values
import Workflows

/// `decide`: the workflow's own table.
@Suite struct OwnTableTests {
  /// A paper of 1190.00 EUR and what was found out about it.
  struct Paper {
    var findings: [Finding] = []
    var duplicates: [DuplicateHit] = []
    var matches: [MatchOutcome] = []
    var terms: String?

    var document: Document {
      var document = Document(type: .invoice)
      document.number = "2026-0414"
      document.issueDate = Day("2026-03-14")
      document.currency = Currency("EUR")
      document.totals.gross = ExactDecimal("1190.00")
      document.payment.terms = terms
      return document
    }

    static func finding(_ code: String, _ severity: Severity) -> Finding {
      Finding(code: code, severity: severity, message: "About \(code)", suggestion: "See \(code).")
    }

    static func match(_ status: MatchOutcome.Status) -> MatchOutcome {
      MatchOutcome(ledger: LedgerName("bank"), status: status, explanation: "It is \(status)")
    }

    func decide(_ workflow: Workflow) throws -> Decision {
      Decider.decide(
        document: document,
        findings: findings,
        duplicates: duplicates,
        matches: matches,
        workflow: workflow,
        values: Ruled.values(workflow, document)
      )
    }

    func way(_ workflow: Workflow) throws -> RuleWay {
      RuleWay.of(
        document: document,
        findings: findings,
        duplicates: duplicates,
        matches: matches,
        workflow: workflow,
        values: Ruled.values(workflow, document)
      )
    }
  }

  static let table = #"""
    "reconcile": "bank",
    "decide": [
      { "id": "fraud", "when": "findings.block > 0", "then": "exception", "queue": "fraud" },
      { "id": "again", "when": "duplicate.exact", "then": "duplicate" },
      { "id": "doubtful", "when": "findings.review > 0 || duplicate.near", "then": "exception" },
      { "id": "large", "when": "document.totals.gross > money('5000 EUR')", "then": "exception", "queue": "approval" },
      { "id": "small", "when": "document.totals.gross < money('10 EUR')", "then": "cleared" },
      { "id": "open", "when": "match.status != 'matched'", "then": "exception", "queue": "unmatched",
        "reason": "Not paid: {match.explain} {document.payment.terms}" },
      { "id": "clean", "then": "cleared" } ]
    """#

  private func told(_ paper: Paper, _ keys: String = table) throws -> String {
    let decision = try paper.decide(try Ruled.workflow(keys))
    return "\(decision.outcome) \(decision.rule) \(decision.queue ?? "-") \(decision.code): "
      + decision.reason
  }

  @Test func `the first rule that hits wins, with the grounds of what it asked for`() throws {
    let review = Paper.finding("dates-plausible", .review)
    let block = Paper.finding("iban-changed", .block)
    let matched = [Paper.match(.matched)]
    #expect(
      try told(Paper(findings: [review, block], matches: matched))
        == "exception fraud fraud iban-changed: About iban-changed."
    )
    #expect(
      try told(Paper(findings: [review], matches: matched))
        == "exception doubtful data dates-plausible: About dates-plausible."
    )
    #expect(
      try told(Paper(duplicates: [DuplicateHit(kind: .exact, document: DocumentID(7))]))
        == "duplicate again - duplicate-exact: It is there already as D7: same seller and number."
    )
    #expect(
      try told(Paper(duplicates: [DuplicateHit(kind: .near, document: DocumentID(7))]))
        == "exception doubtful data duplicate-near: It is much like an earlier document as D7."
    )
    #expect(try told(Paper(matches: matched)) == "cleared clean - ok: It is matched.")
  }

  @Test func `a reason is told in the definition's words`() throws {
    #expect(
      try told(Paper(matches: [Paper.match(.ambiguous)]))
        == "exception open unmatched match.ambiguous: Not paid: It is ambiguous ?"
    )
  }

  @Test func `a rule that rests on nothing found shows its values`() throws {
    let told = try told(
      Paper(matches: [Paper.match(.matched)]),
      #""decide": [ { "id": "large", "when": "document.totals.gross > money('1000 EUR')", "then": "exception", "queue": "approval" }, { "id": "clean", "then": "cleared" } ]"#
    )
    #expect(told.hasPrefix("exception large approval rule.large: The rule `large` says so: "))
    #expect(told.contains("1190.00 EUR > 1000.00 EUR"))
  }

  @Test(arguments: ["rejected", "duplicate"])
  func `other outcomes have the rule's code and no queue`(then: String) throws {
    let told = try told(Paper(), #""decide": [ { "id": "all", "then": "\#(then)" } ]"#)
    #expect(told == "\(then) all - rule.all: The rule `all` takes what is left.")
  }

  @Test func `a rule that names a finding rests on that one`() throws {
    let findings = [
      Paper.finding("dates-plausible", .review), Paper.finding("supplier-known", .info),
    ]
    let told = try told(
      Paper(findings: findings),
      #""decide": [ { "id": "a", "when": "'supplier-known' in findings.codes", "then": "exception" }, { "id": "z", "then": "cleared" } ]"#
    )
    #expect(told == "exception a data supplier-known: About supplier-known.")
  }

  @Test func `a rule that cannot be judged holds the document back`() throws {
    let keys =
      #""decide": [ { "id": "terms", "when": "document.payment.terms == 'cash'", "then": "rejected" }, { "id": "z", "then": "cleared" } ]"#
    let told = try told(Paper(), keys)
    #expect(
      told.hasPrefix("exception terms data rule.error: The rule `terms` could not be judged: ")
    )
    #expect(told.contains("document.payment.terms is absent"))
    #expect(try self.told(Paper(terms: "30 d"), keys).hasPrefix("cleared z - ok"))
  }

  // MARK: Guards

  private static let everything = #""decide": [ { "id": "all", "then": "cleared" } ]"#

  @Test func `no table clears what is blocked`() throws {
    let told = try told(
      Paper(findings: [Paper.finding("iban-changed", .block)]),
      Self.everything
    )
    #expect(told.hasPrefix("exception blocked blocked iban-changed: About iban-changed."))
    #expect(told.contains("The rule `all` would have cleared it"))
  }

  @Test func `no table clears what is surely a duplicate`() throws {
    let told = try told(
      Paper(duplicates: [DuplicateHit(kind: .exact, document: DocumentID(7))]),
      Self.everything
    )
    #expect(told.hasPrefix("duplicate duplicate - duplicate-exact: "))
    #expect(told.contains("The rule `all` would have cleared it"))
  }

  @Test func `a table may clear a doubt, and what is not matched`() throws {
    let paper = Paper(
      findings: [Paper.finding("dates-plausible", .review)],
      duplicates: [DuplicateHit(kind: .near, document: DocumentID(7))],
      matches: [Paper.match(.unmatched)]
    )
    #expect(
      try told(paper, Self.everything)
        == "cleared all - ok: The rule `all` takes what is left."
    )
  }
}
