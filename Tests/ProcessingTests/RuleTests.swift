import Books
import Decisions
import Documents
import Storage
import Testing
import Values
import Workflows

@testable import Processing

/// A workflow's own rules, from the files to the books.
@Suite struct RuleTests {
  private static let limits = """
    { "format": 1, "workflow": "limits", "document": "table", "watch": "inbox/limits",
      "read": { "csv": { "columns": { "seller": "Seller", "team": "Team",
        "max": { "header": "Max", "type": "amount", "currency": "EUR" } } } } }
    """

  private static let rules = #"""
    "use": { "limits": { "table": "limits", "key": "seller" } },
    "set": { "limit": { "lookup": "limits", "key": "document.seller.name" },
             "team": { "firstOf": [ { "when": "has(limit)", "value": "limit.team" }, { "value": "'nobody'" } ] } },
    "check": [ { "id": "over-limit", "when": "has(limit)", "assert": "document.totals.gross <= limit.max",
      "message": "{document.totals.gross} is over the limit of {limit.max} of {team}", "severity": "review" } ],
    "decide": [
      { "id": "held", "when": "findings.block > 0 || duplicate.exact", "then": "exception" },
      { "id": "over", "when": "findings.review > 0", "then": "exception", "queue": "approval" },
      { "id": "known", "when": "has(limit)", "then": "cleared" },
      { "id": "stranger", "then": "exception", "queue": "strangers", "reason": "{document.seller.name} has no limit" } ],
    "output": { "cleared": [ { "file": "paid/{team}/{document.number + '-' + decision.rule}.{file.extension}" } ] }
    """#

  private static let definitions = [
    "invoices": Definitions.invoices(rules), "bank": Definitions.bank, "limits": limits,
  ]

  private func table(_ name: String, _ rows: String) -> Paper {
    Paper(workflow: "limits", name: name, text: "Seller,Team,Max\n" + rows)
  }

  private func decision(_ shop: Shop, _ number: String = "R-2026-01") throws -> String {
    let id = try shop.id(number)
    let decision = try #require(
      try shop.storage.read(at: shop.clock.now()) { try $0.decision(of: id) }
    )
    return "\(decision.outcome) \(decision.rule) \(decision.queue ?? "-") \(decision.code): "
      + decision.reason
  }

  @Test func `a new table decides the documents again that look into it`() throws {
    let shop = try Shop(Self.definitions)
    try shop.take([Bill("R-2026-01").paper])
    #expect(
      try decision(shop)
        == "exception stranger strangers rule.stranger: Kessel Holz has no limit"
    )
    try shop.take([table("one.csv", "Kessel-Holz,Yard,99.99\n")])
    #expect(
      try decision(shop)
        == "exception over approval over-limit: 100.00 EUR is over the limit of 99.99 EUR of Yard."
    )
    try shop.take([table("two.csv", "KESSEL HOLZ,Yard,100.00\n")])
    #expect(try decision(shop).hasPrefix("cleared known - ok: "))
  }

  @Test func `rows that differ under one key are a question`() throws {
    let shop = try Shop(Self.definitions)
    try shop.take([
      table("one.csv", "KESSEL_Holz,Yard,500.00\nKessel-Holz,Office,600.00\n"),
      Bill("R-2026-01").paper,
    ])
    let told = try decision(shop)
    #expect(told.hasPrefix("exception over approval lookup-ambiguous: "))
    #expect(told.contains("(lines 2, 3)"))
    let way = try explained(shop)
    #expect(
      way.contains("2 rows that differ, so none is taken (lines 2, 3 of one.csv)"),
      "\(way)"
    )
  }

  @Test func `explain names the line and the file of what was looked up`() throws {
    let shop = try Shop(Self.definitions)
    try shop.take([Bill("R-2026-01").paper])
    let none = try explained(shop)
    #expect(none.contains(#""Kessel Holz": no row"#), "\(none)")
    try shop.take([table("one.csv", "Other,Yard,1.00\nKessel Holz,Yard,500.00\n")])
    #expect(try explained(shop).contains(#""Kessel Holz": line 3 of one.csv"#))
    // The next file says the same in another line: the decision stands as it was made.
    try shop.take([table("two.csv", "Kessel Holz,Yard,500.00\n")])
    #expect(try explained(shop).contains(#""Kessel Holz": line 3 of its file then"#))
  }

  private func explained(_ shop: Shop) throws -> String {
    let id = try shop.id("R-2026-01")
    let request = OfficeRequest(command: .explain(id.description), format: .text)
    return shop.office.answer(request, daemon: nil).text
  }

  @Test func `a cleared document's copy goes where its computed fields say`() throws {
    let shop = try Shop(Self.definitions)
    try shop.take([table("one.csv", "Kessel Holz,Yard/..,500.00\n"), Bill("R-2026-01").paper])
    let paths = try shop.sql("SELECT path FROM outbox")
    #expect(paths == ["\"paid/Yard-/R-2026-01-known.xml\""])
  }

  @Test func `a corrected value is computed with`() throws {
    let shop = try Shop(Self.definitions)
    try shop.take([table("one.csv", "Birch Glass,Yard,500.00\n"), Bill("R-2026-01").paper])
    try shop.rule("R-2026-01", "set seller.name=Birch Glass")
    #expect(try decision(shop).hasPrefix("cleared known - ok: "))
  }

  @Test func `the order of table and papers changes nothing`() throws {
    let papers = [
      table("one.csv", "Kessel Holz,Yard,150.00\n"), Bill("R-2026-01").paper,
      Bill("R-2026-02", "Kessel Holz", "200.00").paper,
      Bill("R-2026-03", "Elm Works", "10.00").paper,
      Line.export("bank.csv", [Line("-100.00", "Kessel Holz", "R-2026-01")]),
    ]
    var random = SeededRandom(seed: 5)
    let inOrder = try Shop(Self.definitions)
    try inOrder.take(papers)
    let books = try inOrder.books()
    #expect(books.contains("R-2026-01 100.00 EUR cleared ok = 100.00 EUR"))
    for round in 0..<4 {
      let shop = try Shop(Self.definitions)
      try shop.take(papers.shuffled(using: &random))
      expectSame(try shop.books(), books, "round \(round)")
    }
  }

  @Test func `the way of the rules can be told at any time`() throws {
    let shop = try Shop(Self.definitions)
    try shop.take([table("one.csv", "Kessel Holz,Yard,99.00\n"), Bill("R-2026-01").paper])
    let id = try shop.id("R-2026-01")
    let way = try shop.storage.read(at: shop.clock.now()) { transaction in
      try Judge(
        transaction: transaction,
        workflows: shop.office.workflows,
        today: shop.clock.today()
      ).ruleWay(of: id)
    }
    #expect(way?.winner == "over")
    #expect(way?.checks.first?.assert?.text.contains("100.00 EUR <= 99.00 EUR") == true)
    #expect(way?.otherwise.last?.rule == "known")
  }

  // MARK: reconcile

  private func reconcile(_ keys: String) -> [String: String] {
    [
      "invoices": """
      { "format": 1, "workflow": "invoices", "document": "invoice", "watch": "inbox/invoices",
        "reconcile": { "ledger": "bank", "costs": "negative", \(keys) } }
      """, "bank": Definitions.bank,
    ]
  }

  @Test func `entries that the workflow does not admit stay open, in any order`() throws {
    let definitions = reconcile(#""where": "has(entry.memo) && !entry.memo.contains('cash')""#)
    let papers = [
      Bill("R-2026-01").paper, Bill("R-2026-02", "Birch Glass", "70.00").paper,
      Line.export(
        "bank.csv",
        [
          Line("-100.00", "Kessel Holz", "R-2026-01 cash"),
          Line("-70.00", "Birch Glass", "R-2026-02 cash"),
          Line("-70.00", "Birch Glass", "R-2026-02"),
        ]
      ),
    ]
    let shop = try Shop(definitions)
    try shop.take(papers)
    let books = try shop.books()
    #expect(books.contains("R-2026-01 100.00 EUR exception match.unmatched"))
    #expect(
      books.contains(
        "R-2026-02 70.00 EUR cleared ok = 70.00 EUR of 2026-03-12 -70.00 EUR Birch Glass R-2026-02\n"
      )
    )
    let other = try Shop(definitions)
    try other.take(papers.reversed())
    expectSame(try other.books(), books)
  }

  @Test func `a match that the accept rule refuses waits for a person, who may take it`() throws {
    let shop = try Shop(reconcile(#""accept": "document.totals.gross < money('50 EUR')""#))
    try shop.take([
      Line.export("bank.csv", [Line("-100.00", "Kessel Holz", "R-2026-01")]),
      Bill("R-2026-01").paper,
    ])
    let told = try decision(shop)
    #expect(told.hasPrefix("exception unmatched unmatched match.doubtful: "))
    #expect(told.contains("the workflow's `accept` says no (100.00 EUR < 50.00 EUR"))
    let entry = try shop.entry("R-2026-01")
    try shop.rule("R-2026-01", "match \(entry)")
    #expect(try shop.books().contains("R-2026-01 100.00 EUR cleared ruling.match = 100.00 EUR of"))
  }

  // MARK: Definitions

  @Test func `every definition that was in force is kept`() throws {
    let shop = try Shop(Self.definitions)
    #expect(try shop.sql("SELECT fileName FROM definition ORDER BY fileName").count == 3)
    try shop.adopt(["limits": Self.limits.replacing("Team", with: "Group")])
    let kept = try shop.sql(
      "SELECT CAST(bytes AS TEXT) FROM definition WHERE fileName = 'workflows/limits.json'"
    )
    #expect(kept.count == 2)
    #expect(kept.contains { $0.contains("Group") } && kept.contains { $0.contains("Team") })
    let workflow = try #require(shop.office.workflows.workflow(WorkflowID("limits")))
    let stored = try shop.storage.read(at: shop.clock.now()) {
      try $0.definition(workflow.contentHash)
    }
    #expect(stored.map { String(decoding: $0.bytes, as: UTF8.self).contains("Group") } == true)
  }
}
