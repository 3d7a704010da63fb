import Books
import Foundation
import GRDB
import Matching
import Storage
import Testing
import Values
import Workflows

@testable import Processing

/// Payment runs over several suppliers and payouts of card processors, in the books: what a file proves, what it does not.
@Suite struct RemittanceTests {
  static let bills = [
    Bill("R-20411", "Kessel Holz", "120.50"), Bill("G-7705", "Birch Glass", "79.90"),
    Bill("E-5512", "Elm and Sons", "300.00"),
  ]
  static let run = Run(
    "PAYRUN-2026-118",
    [
      RunLine("120.50", "Kessel Holz GmbH", "Invoice R-20411"),
      RunLine("79.90", "Birch Glass", "G-7705"), RunLine("300.00", "Elm and Sons", "E-5512"),
    ]
  )
  static let bank = Line.export(
    "bank.csv",
    [Line("-500.40", "", "Sammelüberweisung PAYRUN-2026-118", day: "2026-03-18", id: "B1")]
  )
  static let papers = bills.map(\.paper) + [run.file, bank]

  private func shop(_ papers: [Paper], together: Bool = false) throws -> Shop {
    let shop = try Shop(Run.definitions)
    try shop.take(papers, together: together)
    return shop
  }

  private func decisions(_ shop: Shop) throws -> [String] {
    try shop.sql("SELECT number || ' ' || outcome FROM document ORDER BY number")
      .map { $0.replacing("\"", with: "") }
  }

  private func shares(_ shop: Shop) throws -> [String] {
    try shop.sql(
      """
      SELECT number || ' ' || documentAmount || ' ' || entryAmount FROM allocation
      JOIN document ON document.id = allocation.document ORDER BY 1
      """
    ).map { $0.replacing("\"", with: "") }
  }

  private func match(_ shop: Shop, _ number: String) throws -> MatchOutcome {
    let id = try shop.id(number)
    let stored = try shop.storage.read(at: shop.clock.now()) { try $0.document(id) }
    return try #require(stored?.matches.first)
  }

  private func open(_ shop: Shop, _ number: String, says words: String) throws {
    let match = try match(shop, number)
    #expect(!match.holdsEntries, "\(number)")
    #expect(match.explanation.contains(words), "\(number): \(match.explanation)")
  }

  private static let cleared = ["E-5512 cleared", "G-7705 cleared", "R-20411 cleared"]
  private static let waiting = ["E-5512 exception", "G-7705 exception", "R-20411 exception"]

  // MARK: What a file proves

  @Test(arguments: 0..<12)
  func `a payment run clears what it names, in any order`(_ seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let shop = try shop(Self.papers.shuffled(using: &random))
    #expect(try decisions(shop) == Self.cleared)
    #expect(
      try shares(shop) == ["E-5512 30000 -30000", "G-7705 7990 -7990", "R-20411 12050 -12050"]
    )
    let together = try self.shop(Self.papers, together: true)
    expectSame(try shop.whole(withReports: true), try together.whole(withReports: true))
    #expect(shop.verified)
  }

  @Test func `a number is a number when the line says nothing else, as short as it is`() throws {
    let run = Run(
      "PAYRUN-2026-119",
      [RunLine("120.50", "Kessel Holz GmbH", "R-7"), RunLine("79.90", "Birch Glass", "ab 77 cd")]
    )
    let bank = Line.export(
      "bank.csv",
      [Line("-200.40", "", "Sammelüberweisung PAYRUN-2026-119", day: "2026-03-18", id: "B1")]
    )
    let known = [Bill("R-7", "Kessel Holz", "120.50").paper, run.file, bank]
    let unnamed = try shop(known + [Bill("B-77", "Birch Glass", "79.90").paper])
    try open(unnamed, "R-7", says: "(ab 77 cd) names no open document")
    let whole = Run(
      "PAYRUN-2026-119",
      [RunLine("120.50", "Kessel Holz GmbH", "R-7"), RunLine("79.90", "Birch Glass", "b 77")]
    )
    let shop = try shop([
      Bill("R-7", "Kessel Holz", "120.50").paper, whole.file, bank,
      Bill("B-77", "Birch Glass", "79.90").paper, Bill("B-78", "Birch Glass", "79.90").paper,
    ])
    #expect(try decisions(shop) == ["B-77 cleared", "B-78 exception", "R-7 cleared"])
  }

  @Test func `the same file again, and under another name, adds nothing`() throws {
    let shop = try shop(Self.papers)
    let (whole, rows) = (try shop.whole(), try shop.sql("SELECT count(*) FROM tableRow"))
    let again = Paper(workflow: "runs", name: "again.xml", text: Self.run.file.text + "\n")
    try shop.take([Self.run.file, again])
    expectSame(try shop.whole(), whole)
    #expect(try shop.sql("SELECT count(*) FROM tableRow") == rows)
    // Under another message it is said twice, and is the same.
    var second = Self.run
    second.message = "MSG-ANOTHER"
    try shop.take([second.file.named("second.xml")])
    #expect(try decisions(shop) == Self.cleared)
    #expect(shop.verified)
  }

  @Test func `the match is a fact, its reasons replay, and the explanation names the run`() throws {
    let shop = try shop(Self.papers)
    let match = try match(shop, "R-20411")
    #expect(match.pattern == .remittance)
    #expect(match.partners.count == 2)
    #expect(Replay.holds(match) == true)
    var weakened = match
    weakened.candidates[0].reasons.removeAll { $0.code == "remittance-line" }
    weakened.candidates[0].score -= 40
    #expect(Replay.holds(weakened) == false)
    #expect(try shop.sql("SELECT count(*) FROM audit WHERE kind = 'match-made'") == ["3"])
    let id = try shop.id("R-20411")
    let text = try shop.storage.read(at: shop.clock.now()) { transaction in
      try shop.office.builder(transaction).explanation(of: id)?.text
    }
    #expect(text?.contains("payment run PAYRUN-2026-118") == true, "\(text ?? "")")
    #expect(text?.contains("PAYRUN-2026-118.xml") == true, "\(text ?? "")")
    #expect(shop.verified)
  }

  @Test func `a payout pays sales less its fees`() throws {
    let sales = [
      Bill("S-90017", "Our Yard", "100.00"), Bill("S-90018", "Our Yard", "50.00"),
    ]
    let payout = Run(
      "po_1Kx77",
      [
        RunLine("100.00", "anna@example.org", "Order S-90017", fee: "3.20"),
        RunLine("50.00", "Bert Long", "Order S-90018", fee: "1.75"),
      ]
    )
    let bank = Line.export(
      "bank.csv",
      [Line(payout.net, "Stripe", "STRIPE PAYOUT po_1Kx77", day: "2026-03-20")]
    )
    let papers = [Bill.sales("sales.csv", sales), Run.list("payouts.csv", [payout]), bank]
    let shop = try shop(papers)
    #expect(try decisions(shop) == ["S-90017 cleared", "S-90018 cleared"])
    #expect(try shares(shop) == ["S-90017 9680 9680", "S-90018 4825 4825"])
    #expect(
      try shop.sql("SELECT kind || amount FROM residual ORDER BY 1") == [
        "\"fee175\"", "\"fee320\"",
      ]
    )
    expectSame(try self.shop(papers.reversed()).whole(), try shop.whole())
    #expect(shop.verified)
  }

  @Test func `one line for several documents, a credit note set off`() throws {
    let credit = Bill("C-3301", "Kessel Holz", "-20.50", day: "2026-03-11")
    let bills = [Self.bills[0], Bill("R-20412", "Kessel Holz", "50.00"), Self.bills[1]]
    let run = Run(
      "PR-60001",
      [
        RunLine("150.00", "Kessel Holz", "R-20411 R-20412 less C-3301"),
        RunLine("79.90", "Birch Glass", "G-7705"),
      ]
    )
    let bank = Line.export("bank.csv", [Line("-229.90", "", "PR-60001", day: "2026-03-18")])
    let shop = try shop(bills.map(\.paper) + [Bill.table("c.csv", [credit]), run.file, bank])
    #expect(
      try decisions(shop) == [
        "C-3301 cleared", "G-7705 cleared", "R-20411 cleared", "R-20412 cleared",
      ]
    )
    #expect(shop.verified)
  }

  @Test func `banks that book the whole message`() throws {
    let runs = [
      Run("PR-60001", [RunLine("120.50", "Kessel Holz", "R-20411")], message: "MSG-88123"),
      Run("PR-60002", [RunLine("79.90", "Birch Glass", "G-7705")], message: "MSG-88123"),
    ]
    let papers =
      Self.bills.prefix(2).map(\.paper) + [
        Run.file("runs.xml", runs),
        Line.export("bank.csv", [Line("-200.40", "", "SEPA MSG-88123", day: "2026-03-18")]),
      ]
    let shop = try shop(papers)
    #expect(try decisions(shop) == ["G-7705 cleared", "R-20411 cleared"])
    expectSame(try self.shop(papers.reversed()).whole(), try shop.whole())
    #expect(shop.verified)
  }

  // MARK: What it does not prove

  @Test func `a missing document leaves all of them to a person, and says which line`() throws {
    let shop = try shop([Self.bills[0].paper, Self.bills[1].paper, Self.run.file, Self.bank])
    #expect(try decisions(shop) == ["G-7705 exception", "R-20411 exception"])
    try open(
      shop,
      "R-20411",
      says: "the line of 300.00 EUR to Elm and Sons (E-5512) names no open document"
    )
    try shop.take([Self.bills[2].paper])
    #expect(try decisions(shop) == Self.cleared)
    expectSame(try shop.whole(), try self.shop(Self.papers, together: true).whole())
  }

  @Test func `a line of another amount is an exception`() throws {
    var bills = Self.bills
    bills[0].amount = "125.50"
    let shop = try shop([Bill.table("bills.csv", bills), Self.run.file, Self.bank])
    #expect(try decisions(shop) == Self.waiting)
    try open(shop, "R-20411", says: "is not the amount of what it names (R-20411 of 125.50 EUR)")
    try shop.rule("R-20411", "set totals.gross=120.50")
    #expect(try decisions(shop) == Self.cleared)
    try shop.undo("R-20411")
    #expect(try decisions(shop) == Self.waiting)
  }

  @Test func `a document that another entry pays is said`() throws {
    let other = Line.export(
      "other.csv",
      [Line("-120.50", "Kessel Holz", "R-20411", day: "2026-03-16", id: "B0")]
    )
    let shop = try shop(Self.papers)
    try shop.take([other])
    #expect(
      try decisions(shop) == ["E-5512 exception", "G-7705 exception", "R-20411 cleared"]
    )
    try open(
      shop,
      "G-7705",
      says: "names R-20411, which the entry of 2026-03-16 (-120.50 EUR) pays"
    )
    expectSame(try shop.whole(), try self.shop([other] + Self.papers, together: true).whole())
    #expect(shop.verified)
  }

  @Test func `two runs for one entry are told, and neither is believed`() throws {
    var other = Self.run
    other.message = "MSG-OTHER"
    other.lines = [
      RunLine("120.50", "Kessel Holz", "R-20411"), RunLine("379.90", "Birch Glass", "G-7706"),
    ]
    let papers = Self.papers + [other.file.named("other.xml")]
    let shop = try shop(papers)
    #expect(try decisions(shop) == Self.waiting)
    try open(shop, "E-5512", says: "says something else of the same money")
    expectSame(try shop.whole(), try self.shop(papers.reversed()).whole())
  }

  @Test func `an entry of another amount, or none, is said`() throws {
    let shop = try shop(Self.bills.map(\.paper) + [Self.run.file])
    try open(shop, "E-5512", says: "no entry of that amount carries its reference yet")
    try shop.take([
      Line.export("a.csv", [Line("-499.00", "", "PAYRUN-2026-118", day: "2026-03-18")])
    ])
    try open(shop, "E-5512", says: "that carries its reference is -499.00 EUR")
    try shop.take([Self.bank])
    #expect(try decisions(shop) == Self.cleared)
  }

  @Test func `another account than the document's is never paid by a run`() throws {
    var bill = Self.bills[0]
    bill.iban = "DE75512108001245126199"
    var run = Self.run
    run.lines[0].iban = "FR7630006000011234567890189"
    let shop = try shop([bill.paper] + Self.bills.dropFirst().map(\.paper) + [run.file, Self.bank])
    #expect(try decisions(shop) == Self.waiting)
    try open(shop, "G-7705", says: "goes to another account or name")
  }

  @Test func `a run brings a document back from an entry that only looked right`() throws {
    let alike = Line.export(
      "alike.csv",
      [
        Line(
          "-120.50",
          "Kessel Holz",
          "thank you",
          day: "2026-03-12",
          id: "B0",
          iban: "DE75512108001245126199"
        )
      ]
    )
    var bills = Self.bills
    bills[0].iban = "DE75512108001245126199"
    let shop = try shop(bills.map(\.paper) + [alike])
    #expect(try decisions(shop).last == "R-20411 cleared")
    try shop.take([Self.run.file, Self.bank])
    #expect(try decisions(shop) == Self.cleared)
    #expect(try shares(shop).last == "R-20411 12050 -12050")
    #expect(
      try shop.sql(
        "SELECT count(*) FROM entry WHERE id NOT IN (SELECT entry FROM allocation)"
      ) == ["1"]
    )
    let all = [alike, Self.run.file, Self.bank] + bills.map(\.paper)
    expectSame(try shop.whole(), try self.shop(all, together: true).whole())
    #expect(shop.verified)
  }

  @Test func `runs of books from before they were compared are indexed when the daemon starts`()
    throws
  {
    let shop = try shop(Self.papers)
    let path = "\(shop.folder.workspace.work)/old.db"
    try shop.storage.copy(to: path)
    let tables = ["remittance", "remittanceRow", "remittanceKey", "remittanceMark"]
    let parts = ["remittanceEntry", "remittanceDocument"]
    let columns = [
      "remittance": "tableName || isMessage || reference || message || isIndexed",
      "remittanceKey": "key || row", "remittanceMark": "mark",
    ]
    func rows(_ path: String, _ table: String) throws -> [String] {
      let sql =
        table == "remittanceRow"
        ? "SELECT reference || ' ' || isMessage || ' ' || row FROM remittanceRow JOIN remittance ON id = remittance"
        : "SELECT \(columns[table] ?? "*") FROM \(table)"
      return try DatabaseQueue(path: path).read {
        try String.fetchAll($0, sql: sql + " ORDER BY 1")
      }
    }
    let expected = try tables.map { try rows(path, $0) }
    try DatabaseQueue(path: path).write { db in
      for table in (tables + parts).reversed() { try db.execute(sql: "DROP TABLE \(table)") }
      try db.execute(sql: "DELETE FROM grdb_migrations WHERE identifier = 'remittances-1'")
    }
    let old = try Storage(path: path)
    let (workflows, today) = (shop.office.workflows, shop.clock.today())
    let again = try old.write(at: shop.clock.now()) { transaction in
      try RemittanceNoting(transaction: transaction, workflows: workflows, today: today)
        .takeUnindexed()
    }
    try old.close()
    #expect(again.isEmpty, "what was decided stays")
    #expect(try tables.map { try rows(path, $0) } == expected)
    #expect(!expected.contains { $0.isEmpty })
  }

  // MARK: Persons

  @Test(arguments: ["reject", "match E2", "accept", "set totals.gross=119.00"])
  func `what a person says of one, and takes back, restores the run`(_ ruling: String) throws {
    let other = Line.export("other.csv", [Line("-120.50", "Somebody", "cash", day: "2026-03-16")])
    let shop = try shop([Bill.table("bills.csv", Self.bills), Self.run.file, Self.bank, other])
    #expect(try decisions(shop) == Self.cleared)
    let (whole, state) = (try shop.whole(), try shop.state())
    try shop.rule(try shop.id("R-20411"), ruling)
    #expect(try decisions(shop).dropLast() == Self.waiting.dropLast())
    #expect(shop.verified)
    try shop.undo("R-20411")
    expectSame(try shop.whole(), whole)
    expectSame(try shop.state(), state)
    #expect(shop.verified)
  }

  @Test func `a run of a closed period stays as it was signed`() throws {
    let shop = try shop(Self.papers)
    let answer = shop.office.answer(
      OfficeRequest(
        command: .close(
          "2026-03",
          ledger: "bank",
          isReopening: false,
          note: nil,
          by: "Ada",
          isDryRun: false
        ),
        format: .text
      ),
      daemon: nil
    )
    #expect(answer.exitCode == 0, "\(answer.text)")
    let shares = try shares(shop)
    try shop.take([
      Bill("E-5512", "Elm and Sons", "310.00", day: "2026-03-12").paper.named("again.xml"),
      Run("PAYRUN-2026-118", [RunLine("500.40", "Kessel Holz", "R-20411")], message: "LATE").file
        .named("late.xml"),
    ])
    #expect(try self.shares(shop) == shares)
    #expect(shop.verified)
  }
}
