import Books
import ReaderPool
import Storage
import Testing
import Values
import Workflows

@testable import Processing

/// Past decisions made again on a copy of the books.
@Suite struct RerunTests {
  /// Papers of most kinds: paid, unpaid, repeated, from another day, without a number, ruled by a person.
  private static func busyShop() throws -> Shop {
    let shop = try Shop(day: "2026-03-15")
    try shop.take([Suppliers.table("s.csv", [("Kessel Holz", "DE75512108001245126199")])])
    try shop.take([
      Bill("R-1").paper, Bill("R-2", "Birch Glass", "55.00").paper,
      Bill("R-5", "Oak", "77.00").paper,
    ])
    shop.clock.forward(days: 20)
    try shop.take([
      Line.export("bank.csv", [Line("-100.00", "Kessel Holz", "Invoice R-1"), Line("-7.00")]),
      Bill.table("bills.csv", [Bill("B-1", "Northern Paint", "12.00"), Bill("", "Elm", "9.00")]),
      Bill("R-1").paper.named("again.xml"),
      Bill("R-3", "Kessel Holz", "80.00", iban: "DE02120300000000202051").paper,
      // Issued after the day on which it came.
      Bill("R-4", "Ash Sons", "30.00", day: "2026-04-20").paper,
    ])
    shop.clock.forward(days: 30)
    try shop.rule("R-2", "accept")
    try shop.take([
      Line.export("more.csv", [Line("-30.00", "Ash Sons", "R-4", day: "2026-04-28")])
    ])
    shop.clock.forward(days: 400)
    return shop
  }

  @Test func `under its own definition each stored decision comes out byte for byte`() async throws
  {
    let shop = try Self.busyShop()
    let before = try shop.state()
    let report = try await Self.rerun(shop)
    #expect(report.changes.isEmpty, "\(report.text)")
    #expect(report.unchanged == 6)
    #expect(report.filesReadAgain == 0)
    #expect(report.persons == [try shop.id("R-2")])
    #expect(report.text.contains("0 would change"))
    expectSame(try shop.state(), before)
    #expect(shop.folder.files(".tickmark/work").isEmpty)
  }

  @Test
  func `another table of decisions shows what would change, with reasons, and stores nothing`()
    async throws
  {
    let shop = try Self.busyShop()
    let before = try shop.state()
    let decide = """
      "decide": [ { "id": "all", "when": "document.totals.gross > money('50 EUR')", "then": "exception",
        "queue": "approval", "reason": "{document.totals.gross} is much" }, { "id": "rest", "then": "cleared" } ]
      """
    let report = try await Self.rerun(shop, against: ["invoices": Definitions.invoices(decide)])
    let change = try #require(report.changes.first { $0.number == "R-1" })
    #expect(change.was?.outcome == .cleared)
    #expect(change.now?.outcome == .exception)
    #expect(change.now?.rule == "all")
    #expect(change.now?.reason == "100.00 EUR is much")
    #expect(report.steps["cleared -> exception"] == 1)
    #expect(!report.changes.contains { $0.number == "R-2" }, "a person decided it")
    #expect(!report.changes.contains { $0.number == "B-1" }, "another workflow's")
    expectSame(try shop.state(), before)
  }

  @Test func `of findings with the same codes it is told what differs`() async throws {
    func rule(_ message: String, _ severity: String) -> String {
      Definitions.invoices(
        #""check": [ { "id": "much", "assert": "document.totals.gross < money('50 EUR')", "#
          + #""message": "\#(message)", "severity": "\#(severity)" } ]"#
      )
    }
    let shop = try Shop(["invoices": rule("It is much", "review"), "bank": Definitions.bank])
    try shop.take([Bill("R-1").paper])
    let other = try await Self.rerun(shop, against: ["invoices": rule("It is a lot", "review")])
    let notes = try #require(other.changes.first, "\(other.text)").notes
    #expect(notes == ["much: was “It is much”, now “It is a lot”"])
    let heavy = try await Self.rerun(shop, against: ["invoices": rule("It is much", "block")])
    #expect(heavy.changes.first?.notes == ["much: was review, now block"], "\(heavy.text)")
  }

  @Test func `files are read again where the definition reads otherwise`() async throws {
    let shop = try Self.busyShop()
    let gross = Definitions.bills.replacing(
      #""seller.name": "Seller""#,
      with: #""seller.name": "Seller", "buyer.name": "Number""#
    )
    let report = try await Self.rerun(shop, against: ["bills": gross])
    #expect(report.filesReadAgain == 1)
    #expect(report.changes.isEmpty, "the buyer changes no decision: \(report.text)")
    let other = Definitions.bills.replacing(#""Gross""#, with: #""Total""#)
    let refused = try await Self.rerun(shop, against: ["bills": other])
    let gone = try #require(refused.changes.first { $0.number == "B-1" }, "\(refused.text)")
    #expect(gone.was != nil)
    #expect(gone.now == nil)
    #expect(refused.notes.contains { $0.contains("would be quarantined: csv.missing-column") })
  }

  @Test func `since and workflow choose which decisions are made again`() async throws {
    let shop = try Self.busyShop()
    let all = try await Self.rerun(shop)
    let late = try await Self.rerun(shop, since: Day("2026-04-04"))
    let bills = try await Self.rerun(shop, workflow: "bills")
    #expect(late.unchanged < all.unchanged)
    #expect(bills.unchanged == 2)
    #expect(try await Self.rerun(shop, since: Day("2030-01-01")).unchanged == 0)
  }

  @Test func `files of a group come out as they were decided, read again or not`() async throws {
    let shop = try Shop(GroupPapers.definitions())
    let bill = Bill("R-1")
    try shop.take([
      GroupPapers.xml("a.xml", bill), GroupPapers.csv("a.csv", [bill]), GroupPapers.pdf("a.pdf"),
      GroupPapers.xml("b.xml", Bill("R-2", "Birch Glass", "55.00")), GroupPapers.bank,
    ])
    let before = try shop.state()
    let report = try await Self.rerun(shop)
    #expect(report.changes.isEmpty && report.unchanged == 3, "\(report.text)")
    let other = try #require(GroupPapers.definitions()["invoices"])
      .replacing(#""columns": {"#, with: #""separator": ",", "columns": {"#)
    let again = try await Self.rerun(shop, against: ["invoices": other])
    #expect(again.filesReadAgain > 0)
    #expect(again.changes.isEmpty && again.unchanged == 3, "\(again.text)")
    expectSame(try shop.state(), before)
  }

  @Test func `what it was judged with is told: tables and ledgers are those of now`() async throws {
    let shop = try Self.busyShop()
    let told = try await Self.rerun(shop).text
    #expect(told.contains("as they are now"), "\(told)")
    #expect(told.contains("suppliers (1 row, s.csv of 2026-03-15), the ledger bank"), "\(told)")
    // A newer table has decided the documents again already: nothing is left for a rerun to find.
    try shop.take([Suppliers.table("s2.csv", [("Kessel Holz", "DE02120300000000202051")])])
    let newer = try await Self.rerun(shop)
    #expect(newer.changes.isEmpty, "\(newer.text)")
    #expect(newer.text.contains("s2.csv"), "\(newer.text)")
  }

  @Test func `a copy whose maker is gone is removed, another's stays`() throws {
    let shop = try Shop()
    try shop.folder.write(".tickmark/work/copy.4194304.7.db", "")
    try shop.folder.write(".tickmark/work/copy.1.7.db-wal", "")
    BookCopy.removeLeftovers(in: shop.folder.workspace.work)
    #expect(shop.folder.files(".tickmark/work") == ["copy.1.7.db-wal"])
  }

  // MARK: Running

  private static func rerun(
    _ shop: Shop,
    since: Day? = nil,
    workflow: String? = nil,
    against: [String: String] = [:]
  ) async throws -> RerunReport {
    let answer = shop.office.answer(
      OfficeRequest(command: .copyBooks(process: 1), format: .text),
      daemon: nil
    )
    try #require(answer.exitCode == 0, "\(answer)")
    defer { BookCopy.remove(answer.text) }
    for (name, text) in against { try shop.folder.write("workflows/\(name).json", text) }
    let definitions = try shop.folder.definitions()
    let pool = WorkflowTestBenchTests.pool()
    let rerun = try Rerun(
      copy: answer.text,
      workspace: shop.folder.workspace,
      pool: pool,
      definitions: Rerun.Definitions(
        workflows: definitions.workflows,
        sources: definitions.sources
      ),
      clock: shop.clock
    )
    let scope = Rerun.Scope(since: since, workflow: workflow.map { WorkflowID($0) })
    let report = try await rerun.run(scope)
    await pool.shutdown()
    return report
  }
}
