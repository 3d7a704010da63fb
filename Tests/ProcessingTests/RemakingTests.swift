import Books
import Storage
import Testing
import Values
import Workflows

@testable import Processing

/// Every decision ever stored comes out again, byte for byte, under its own definition and on what was known then.
@Suite struct RemakingTests {
  // MARK: A life

  /// Versions of the invoices' definition, with rules that hang on tables, the day, earlier papers and the match.
  private static let versions = [
    "",
    """
    "use": { "limits": { "table": "limits", "key": "seller" } },
    "set": { "limit": { "lookup": "limits", "key": "document.seller.name" },
             "age": "today() - document.issueDate" },
    "check": [ { "id": "over-limit", "when": "has(limit)", "assert": "document.totals.gross <= limit.most",
                 "message": "{document.totals.gross} is over {limit.most}", "severity": "review" },
               { "id": "old", "assert": "age < days(60)", "message": "it is {age} old", "severity": "info" } ]
    """,
    """
    "version": "3", "use": { "limits": { "table": "limits", "key": "seller" } },
    "set": { "limit": { "lookup": "limits", "key": "document.seller.name" } },
    "decide": [ { "id": "blocked", "when": "findings.block > 0", "then": "exception", "queue": "blocked" },
      { "id": "repeats", "when": "duplicate.exact", "then": "duplicate" },
      { "id": "late", "when": "today() > document.issueDate + days(45)", "then": "exception", "queue": "late",
        "reason": "it is of {document.issueDate}, and today is {today()}" },
      { "id": "free", "when": "has(limit) && document.totals.gross <= limit.most", "then": "cleared",
        "reason": "within {limit.most}" },
      { "id": "unmatched", "when": "match.status != 'matched'", "then": "exception", "reason": "{match.explain}" },
      { "id": "clean", "then": "cleared" } ],
    "check": [ { "id": "vat-id-valid", "severity": "off" }, { "id": "supplier-known", "severity": "block" } ]
    """,
  ]

  private static let limits = """
    { "format": 1, "workflow": "limits", "document": "table", "watch": "inbox/limits",
      "read": { "csv": { "columns": { "seller": "seller", "most": { "header": "most", "type": "amount", "currency": "EUR" } } } } }
    """

  private static var definitions: [String: String] {
    var definitions = Definitions.standard
    definitions["limits"] = limits
    return definitions
  }

  private static func limits(_ name: String, _ random: inout SeededRandom) -> Paper {
    let sellers = ["Kessel Holz", "Birch Glass", "Elm and Sons", "Northern Paint"]
    let rows = sellers.prefix(Int.random(in: 0...4, using: &random)).map {
      "\($0),\(Int.random(in: 40...120, using: &random)).00\n"
    }
    return Paper(workflow: "limits", name: name, text: "seller,most\n" + rows.joined())
  }

  private static func suppliers(_ name: String, _ random: inout SeededRandom) -> Paper {
    let ibans = ["DE75512108001245126199", "FR7630006000011234567890189"]
    let sellers = ["Kessel Holz", "Birch Glass", "Elm and Sons"]
    return Suppliers.table(
      name,
      sellers.prefix(Int.random(in: 0...3, using: &random)).map {
        ($0, ibans.randomElement(using: &random) ?? "")
      }
    )
  }

  private static func remade(
    _ shop: Shop
  ) throws -> [(decision: KeptDecision, verdict: Remaking.Verdict)] {
    try shop.storage.read(at: shop.clock.now()) { transaction in
      var remaking = Remaking(transaction)
      var verdicts: [(KeptDecision, Remaking.Verdict)] = []
      try transaction.keptDecisions {
        verdicts.append(($0, try remaking.verdict(of: $0)))
      } damaged: { id, _ in
        Issue.record("decision \(id) cannot be read")
      }
      return verdicts
    }
  }

  @Test(arguments: [UInt64](1...10))
  func `after a random life every decision of the history comes out again`(_ seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let books = CrowdedBooks(&random)
    let shop = try Shop(Self.definitions, day: "2026-04-01")
    var papers: [[Paper]] = books.invoices.map { [$0.paper] }
    papers += books.invoices.prefix(3).map { [$0.paper.named("again \($0.number).xml")] }
    for (number, part) in RandomOrder.split(books.bills, &random).enumerated() {
      papers.append([Bill.table("bills-\(number).csv", part)])
    }
    for (number, part) in RandomOrder.split(books.lines, &random).enumerated() {
      papers.append([Line.export("bank-\(number).csv", part)])
    }
    for number in 0..<4 {
      papers.append([Self.limits("limits-\(number).csv", &random)])
      papers.append([Self.suppliers("suppliers-\(number).csv", &random)])
    }
    var rulings = books.rulings(&random)
    for batch in papers.shuffled(using: &random) {
      try shop.take(batch)
      switch Int.random(in: 0...7, using: &random) {
      case 0:
        let version = Self.versions.randomElement(using: &random) ?? ""
        try shop.adopt(["invoices": Definitions.invoices(version)])
      case 1, 2: rulings.removeAll { (try? $0.apply(to: shop)) ?? false }
      case 3: _ = try? shop.undo()
      case 4: shop.clock.forward(days: Int64.random(in: 1...40, using: &random))
      default: break
      }
    }
    let remade = try Self.remade(shop)
    #expect(remade.count >= books.invoices.count)
    for (decision, verdict) in remade where verdict != .same {
      Issue.record("seed \(seed), decision \(decision.id) of \(decision.document): \(verdict)")
    }
    let overtaken = try shop.sql("SELECT count(*) FROM decision WHERE supersedes IS NOT NULL")
    #expect(overtaken != ["0"], "seed \(seed)")
  }

  // MARK: One thing at a time

  @Test func `a table that was replaced still gives what it gave`() throws {
    let shop = try Shop(Self.definitions, day: "2026-04-01")
    try shop.adopt(["invoices": Definitions.invoices(Self.versions[2])])
    try shop.take([
      Paper(workflow: "limits", name: "l1.csv", text: "seller,most\nKessel Holz,500.00\n"),
      Bill("R-1").paper,
      Paper(workflow: "limits", name: "l2.csv", text: "seller,most\nKessel Holz,50.00\n"),
    ])
    let reasons = try shop.sql("SELECT reason FROM decision ORDER BY id")
    #expect(reasons.first == #""within 500.00 EUR""#)
    #expect(reasons.count > 1)
    #expect(try Self.remade(shop).allSatisfy { $0.verdict == .same })
  }

  @Test func `rows of a file keep what they looked up once for all of them, and else nothing`()
    throws
  {
    let expenses = """
      { "format": 1, "workflow": "NAME", "document": "expense", "watch": "inbox/NAME",
        "read": { "csv": { "columns": { "issueDate": { "header": "Day", "format": "yyyy-MM-dd" },
          "seller.name": "Shop", "totals.gross": { "header": "Amount", "currency": "EUR" } } } } MORE }
      """
    let lookup = """
      , "use": { "limits": { "table": "limits", "key": "seller" } },
      "set": { "kind": { "firstOf": [ { "when": "document.seller.name.contains('1')", "value": "'Kessel Holz'" },
        { "value": "'Nobody'" } ] }, "limit": { "lookup": "limits", "key": "kind" } }
      """
    var definitions = Self.definitions
    for (name, more) in [("plain", ""), ("cards", lookup)] {
      definitions[name] = expenses.replacing("NAME", with: name).replacing("MORE", with: more)
    }
    let shop = try Shop(definitions, day: "2026-04-01")
    func rows(_ name: String, from first: Int) -> Paper {
      let rows = (first..<first + 700).map { "2026-03-10,Shop \($0),\($0).00\n" }
      return Paper(workflow: name, name: "\(name).csv", text: "Day,Shop,Amount\n" + rows.joined())
    }
    try shop.take([
      Paper(workflow: "limits", name: "l1.csv", text: "seller,most\nKessel Holz,5000.00\n"),
      rows("plain", from: 1_000), rows("cards", from: 3_000),
    ])
    let kept = { (name: String) in
      try shop.sql(
        "SELECT count(*) || ' ' || count(basis) || ' ' || coalesce(max(length(basis)), 0) FROM decision WHERE workflow = '\(name)'"
      )
    }
    #expect(try kept("plain") == [#""700 0 0""#])
    let cards = try #require(try kept("cards").first?.dropFirst().dropLast().split(separator: " "))
    #expect(cards.count == 3 && cards[1] == "700")
    #expect(cards.last.flatMap { Int($0) } ?? 1_000 < 100, "bytes a row")
    #expect(try shop.sql("SELECT count(*) FROM lookedUp") == ["1"])
    // Suppliers come: all are judged again, nothing is noticed, and nothing more is kept.
    let sellers = (0..<3_700).map { ("Shop \($0)", "DE75512108001245126199") }
    try shop.take([Suppliers.table("suppliers.csv", sellers)])
    #expect(try shop.sql("SELECT count(basis) FROM document") == ["0"])
    #expect(try shop.sql("SELECT count(*) FROM decision WHERE supersedes IS NOT NULL") == ["0"])
    #expect(try Self.remade(shop).allSatisfy { $0.verdict == .same })
  }

  @Test func `files of a group, periods that were closed and rulings on other forms`() throws {
    let shop = try Shop(GroupPapers.definitions())
    let bill = Bill("R-1")
    var other = bill
    other.amount = "101.00"
    try shop.take([
      GroupPapers.xml("a.xml", bill), GroupPapers.csv("a.csv", [other]), GroupPapers.pdf("a.pdf"),
      GroupPapers.bank,
    ])
    try shop.rule(DocumentID(2), "set totals.gross=100.00")
    try shop.undo()
    let remade = try Self.remade(shop)
    #expect(remade.count > 3)
    #expect(remade.allSatisfy { $0.verdict == .same }, "\(remade.map(\.verdict))")
  }

  @Test func `decisions of a version that kept nothing are told apart`() throws {
    let shop = try Shop()
    try shop.take([Bill("R-1").paper])
    _ = try shop.sql("DROP TRIGGER decisionNeverUpdated")
    _ = try shop.sql("UPDATE decision SET definitions = NULL, judgedOn = NULL, basis = NULL")
    guard case .cannot = try Self.remade(shop).first?.verdict else {
      Issue.record("it was kept")
      return
    }
    // What comes later on its findings of then cannot be made again whole either, and says so.
    try shop.take([Line.export("bank.csv", [Line("-100.00", "Kessel Holz", "R-1")])])
    let verdicts = try Self.remade(shop).map(\.verdict)
    #expect(verdicts.count == 2)
    guard case .cannot = verdicts.last else {
      Issue.record("\(verdicts)")
      return
    }
  }

  @Test func `what another version of Tickmark decided otherwise is no fault`() throws {
    let shop = try Shop()
    try shop.take([Bill("R-1").paper])
    _ = try shop.sql("DROP TRIGGER decisionNeverUpdated")
    _ = try shop.sql("UPDATE decision SET reason = 'in other words'")
    guard case .different = try Self.remade(shop).first?.verdict else {
      Issue.record("a changed reason is not seen")
      return
    }
    _ = try shop.sql("DROP TRIGGER definitionSetNeverUpdated")
    _ = try shop.sql("UPDATE definitionSet SET program = '0.0.9'")
    guard case .differentNow = try Self.remade(shop).first?.verdict else {
      Issue.record("the version is not looked at")
      return
    }
    let answer = shop.office.answer(OfficeRequest(command: .verify, format: .text), daemon: nil)
    #expect(answer.text.contains("1 of another version of Tickmark"), "\(answer.text)")
    #expect(answer.exitCode == 0)
  }
}
