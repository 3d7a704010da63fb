import Books
import Documents
import Matching
import RuledWorkflows
import Rules
import Testing
import Values
import Workflows

/// `reconcile.where` and `reconcile.accept` as rules.
@Suite struct ReconcileRuleTests {
  private func open(
    _ paper: Document,
    _ reconcile: String,
    id: Int64 = 1
  ) throws -> OpenDocument {
    let workflow = try Ruled.workflow(
      #""reconcile": { "ledger": "bank", "costs": "negative", \#(reconcile) }"#
    )
    let plan = try #require(workflow.reconcile.first)
    let values = Ruled.values(workflow, paper)
    return try #require(
      OpenDocument(id: DocumentID(id), document: paper, plan: plan, values: values)
    )
  }

  private func solve(_ documents: [OpenDocument], _ lines: [Entry]) -> [String] {
    let solved = Matcher.solve(
      documents: documents,
      entries: Fixtures.entries(lines),
      plan: Fixtures.plan()
    )
    return documents.map { document in
      let outcome = solved[document.id]
      let entry = outcome?.allocations.first.map { " \($0.entry.number)" } ?? ""
      return "\(outcome?.status.rawValue ?? "-")\(entry)"
    }
  }

  private let paper = Fixtures.bill("2026-0414", "1190.00")

  @Test func `an entry that the rule does not admit is no candidate at all`() throws {
    let lines = [
      Fixtures.entry("-1190.00", "2026-0414", on: "2026-03-20"),
      Fixtures.entry("-1190.00", "2026-0414", on: "2026-03-25"),
    ]
    #expect(solve([try open(paper, #""window": "60 d""#)], lines) == ["ambiguous"])
    let rule = #""where": "entry.day >= document.issueDate + days(10)""#
    #expect(solve([try open(paper, rule)], lines) == ["matched 2"])
    let none = try open(paper, #""where": "entry.amount == document.totals.gross""#)
    #expect(solve([none], lines) == ["unmatched"])
    let solved = Matcher.solve(
      documents: [none],
      entries: Fixtures.entries(lines),
      plan: Fixtures.plan()
    )
    #expect(solved[none.id]?.explanation.contains("`where`") == true)
  }

  @Test func `an entry that lacks what the rule asks for is not admitted`() throws {
    let rule = #""where": "entry.reference.startsWith('A')""#
    let bare = Fixtures.entry("-1190.00", "2026-0414")
    let named = Fixtures.entry("-1190.00", "2026-0414", reference: "A7")
    #expect(solve([try open(paper, rule)], [bare]) == ["unmatched"])
    #expect(solve([try open(paper, rule)], [bare, named]) == ["matched 2"])
  }

  @Test func `only admitted pairs compete`() throws {
    let line = OpenEntry(id: EntryID(1), entry: Fixtures.entry("-1190.00", "2026-0414"))
    let plan = Fixtures.plan()
    #expect(Fixtures.competes(try open(paper, #""where": "true""#), line, plan: plan))
    #expect(
      !Fixtures.competes(
        try open(paper, #""where": "entry.amount > money('0 EUR')""#),
        line,
        plan: plan
      )
    )
  }

  @Test(arguments: Array(UInt64(1)...30))
  func `the order of papers and lines changes nothing`(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let books = RandomBooks(&random, papers: 6, lines: 9)
    let rules = [
      #""where": "entry.day.day % 2 == 0""#, #""where": "has(entry.memo)""#, #""window": "60 d""#,
    ]
    let documents = try books.papers.enumerated().map { position, paper in
      try open(paper, rules[position % rules.count], id: Int64(position + 1))
    }
    let entries = Fixtures.entries(books.lines)
    func told(_ documents: [OpenDocument], _ entries: [OpenEntry]) -> [String] {
      let solved = Matcher.solve(documents: documents, entries: entries, plan: Fixtures.plan())
      return solved.sorted { $0.key < $1.key }.map { id, outcome in
        "\(id) \(outcome.status) \(outcome.allocations.map(\.entry)) \(outcome.confidence)"
      }
    }
    let first = told(documents, entries)
    #expect(
      told(documents.shuffled(using: &random), entries.shuffled(using: &random)) == first
    )
  }

  // MARK: accept

  private func accepted(_ rule: String) throws -> MatchOutcome {
    let workflow = try Ruled.workflow(
      #""reconcile": { "ledger": "bank", "costs": "negative", "accept": "\#(rule)" }"#
    )
    let plan = try #require(workflow.reconcile.first)
    let line = Fixtures.entry("-1190.00", "2026-0414")
    let outcome = try #require(try Fixtures.solve([paper], [line], Fixtures.plan()).first)
    #expect(outcome.status == .matched)
    let held = AcceptRule.apply(
      outcome,
      plan,
      Ruled.values(workflow, paper),
      payable: Fixtures.money("1190.00")
    )
    let document = try #require(Fixtures.documents([paper]).first)
    try Fixtures.balance(held, document, Fixtures.entries([line]))
    return held
  }

  @Test func `a match that the accept rule lets stand is untouched`() throws {
    let outcome = try accepted("match.confidence >= 0.5 && 'reference-exact' in match.reasons")
    #expect(outcome.status == .matched && outcome.allocations.count == 1)
  }

  @Test(arguments: [
    ("document.totals.gross < money('1000 EUR')", "says no"),
    ("document.payment.terms == '30'", "cannot be judged"),
  ]) func `a match that it does not is doubtful, and gives its entry back`(
    rule: String,
    words: String
  ) throws {
    let outcome = try accepted(rule)
    #expect(outcome.status == .doubtful)
    #expect(outcome.allocations.isEmpty)
    #expect(outcome.residuals.map(\.kind) == [.open])
    #expect(outcome.candidates.count == 1)
    #expect(outcome.explanation.contains("the workflow's `accept` \(words)"))
  }
}
