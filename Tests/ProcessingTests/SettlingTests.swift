import Books
import Documents
import Reviewing
import Storage
import Testing

@testable import Processing

/// Papers in, books out: what transaction B makes of them.
@Suite struct SettlingTests {
  /// Papers one after the other, to the books as text.
  private func check(
    _ papers: [Paper],
    _ expected: String,
    _ location: SourceLocation = #_sourceLocation
  ) throws {
    let shop = try Shop()
    try shop.take(papers)
    expectSame(try shop.books(), expected, "", location)
  }

  @Test func `a bill and the payment that names it are cleared`() throws {
    try check(
      [
        Line.export("bank.csv", [Line("-100.00", "Kessel Holz", "Invoice R-2026-01")]),
        Bill("R-2026-01").paper,
      ],
      """
      R-2026-01 100.00 EUR cleared ok = 100.00 EUR of 2026-03-12 -100.00 EUR Kessel Holz Invoice R-2026-01
      bank 2026-03-12 -100.00 EUR Kessel Holz Invoice R-2026-01
      """
    )
  }

  @Test func `a bill without a payment waits, and is cleared when the payment comes`() throws {
    let shop = try Shop()
    try shop.take([Bill("R-2026-01").paper])
    #expect(
      try shop.books() == "R-2026-01 100.00 EUR exception match.unmatched open:match.unmatched"
    )
    try shop.take([Line.export("bank.csv", [Line("-100.00", "Kessel Holz", "Invoice R-2026-01")])])
    #expect(
      try shop.books() == """
        R-2026-01 100.00 EUR cleared ok = 100.00 EUR of 2026-03-12 -100.00 EUR Kessel Holz Invoice R-2026-01
        bank 2026-03-12 -100.00 EUR Kessel Holz Invoice R-2026-01
        """
    )
  }

  @Test func `the same content again is linked, the same bill in another file is a duplicate`()
    throws
  {
    let bill = Bill("R-2026-01").paper
    let again = Paper(workflow: "invoices", name: "again.xml", text: bill.text + "\n")
    let shop = try Shop()
    try shop.take([bill, bill.named("copy.xml"), again])
    #expect(
      try shop.books() == """
        R-2026-01 100.00 EUR duplicate duplicate-exact
        R-2026-01 100.00 EUR exception match.unmatched open:match.unmatched
        """
    )
    let totals = try shop.storage.read(at: shop.clock.now()) {
      try shop.office.builder($0).controlTotals()
    }
    #expect(totals.foots)
    #expect(totals.received.count == 3)
    #expect(totals.duplicates.count == 2)
  }

  @Test func `a file without anything in it is quarantined, and nothing else suffers`() throws {
    try check(
      [
        Paper(workflow: "bank", name: "empty.csv", text: "Entry No,Date,Amount,Name,Text,IBAN\n"),
        Paper(workflow: "invoices", name: "broken.xml", text: "<Invoice><unclosed>"),
        Bill("R-2026-01").paper,
      ],
      """
      R-2026-01 100.00 EUR exception match.unmatched open:match.unmatched
      quarantined broken.xml xml.unknown-root
      quarantined empty.csv csv.no-rows
      """
    )
  }

  @Test func `the reason that concerns the whole file is kept, however many rows were bad before`()
    throws
  {
    let shop = try Shop([
      "bank": """
      { "format": 1, "workflow": "bank", "document": "ledger", "watch": "inbox/bank",
        "read": { "csv": { "columns": { "day": { "header": "Date", "format": "yyyy-MM-dd" },
          "amount": { "header": "Amount", "currency": "EUR" } },
          "stopAt": "^Total", "control": { "sum": "amount", "equals": "^Total,([-0-9.]+)" } } } }
      """
    ])
    let rows = (1...150).map { "2026-03-\($0),\($0).00\n" }.joined()
    let text = "Date,Amount\n" + rows + "Total,1.00\n"
    let settled = try shop.take([Paper(workflow: "bank", name: "bank.csv", text: text)])
    #expect(settled.first?.state == .quarantined)
    #expect(settled.first?.problems.contains { $0.scope == .file } == true)
    #expect(try shop.sql("SELECT count(*) FROM entry") == ["0"])
  }

  @Test func `a file that never became complete is read and told`() throws {
    let shop = try Shop()
    try shop.drop(Bill("R-2026-01").paper) { $0.isWhole = false }
    let settled = try shop.settle(shop.read())
    #expect(settled.first?.problems.first?.code == "file.never-complete")
    #expect(
      try shop.sql("SELECT code FROM exception WHERE subject = 'arrival' AND closedAt IS NULL")
        == ["\"file.never-complete\""]
    )
  }

  @Test
  func `five hundred bills that have nothing to do with each other are decided each by itself`()
    throws
  {
    let shop = try Shop()
    // More than may compete: they lie in the books, and come in one file.
    for part in 0..<2 {
      let bills = (0..<400).map {
        Bill("R-\(part)-\($0 + 1000)", "Seller \($0)", "\($0 + 10).\(part)0")
      }
      try shop.take([Bill.table("bills\(part).csv", bills)])
    }
    #expect(
      try shop.sql(
        "SELECT DISTINCT code FROM decision JOIN document ON document.decision = decision.id"
      )
        == ["\"match.unmatched\""]
    )
  }
}

/// Transaction B happens once, whatever happens around it.
@Suite struct SettlingOnceTests {
  @Test func `settling the same reading again changes nothing`() throws {
    let shop = try Shop()
    try shop.drop(Line.export("bank.csv", [Line("-100.00", "Kessel Holz", "R-2026-01")]))
    try shop.drop(Bill("R-2026-01").paper)
    let readings = try shop.read()
    #expect(try shop.settle(readings).count == 2)
    let state = try shop.state()
    #expect(try shop.settle(readings).isEmpty)
    expectSame(try shop.state(), state)
  }

  @Test func `what stops in the middle has not happened`() throws {
    struct Crash: Error {}
    let shop = try Shop()
    try shop.drop(Bill("R-2026-01").paper)
    let readings = try shop.read()
    let state = try shop.state()
    #expect(throws: Crash.self) {
      try shop.storage.write(at: shop.clock.now()) { transaction in
        _ = try shop.settling(transaction).settle(readings)
        throw Crash()
      }
    }
    expectSame(try shop.state(), state)
    #expect(try shop.settle(readings).count == 1)
  }

  @Test func `jobs that ran when the daemon died wait again and count as started`() throws {
    let shop = try Shop()
    try shop.drop(Bill("R-2026-01").paper)
    _ = try shop.read()
    #expect(try shop.read().isEmpty)
    #expect(try shop.storage.write(at: shop.clock.now()) { try $0.requeueRunningJobs() } == 1)
    #expect(try shop.read().map(\.job.attempts) == [2])
  }

  @Test func `an outage costs no attempt, a dead reader does`() throws {
    let shop = try Shop()
    let arrival = try #require(try shop.drop(Bill("R-2026-01").paper))
    for round in 0..<30 {
      let job = try #require(try shop.read().first?.job)
      #expect(job.attempts == 1)
      #expect(job.failures == round)
      try shop.storage.write(at: shop.clock.now()) {
        try $0.putBack(arrival.id, notBefore: shop.clock.now(), readerDied: false, error: "no disk")
      }
    }
    for round in 1...2 {
      let job = try #require(try shop.read().first?.job)
      #expect(job.attempts == round)
      #expect(job.readerDeaths == round - 1)
      try shop.storage.write(at: shop.clock.now()) {
        try $0.putBack(arrival.id, notBefore: shop.clock.now(), readerDied: true, error: "died")
      }
    }
  }

  @Test func `a job is not taken before its time`() throws {
    let shop = try Shop()
    let arrival = try #require(try shop.drop(Bill("R-2026-01").paper))
    _ = try shop.read()
    let later = Moment(milliseconds: shop.clock.now().milliseconds + 60_000)
    try shop.storage.write(at: shop.clock.now()) {
      try $0.putBack(arrival.id, notBefore: later, readerDied: false, error: "")
    }
    #expect(try shop.read().isEmpty)
    #expect(try shop.storage.read(at: shop.clock.now()) { try $0.nextJobMoment() } == later)
    shop.clock.forward(seconds: 60)
    #expect(try shop.read().count == 1)
  }

  @Test func `a workflow that vanishes while its file is read costs no document`() throws {
    let shop = try Shop()
    try shop.drop(Bill("R-2026-01").paper)
    let readings = try shop.read()
    try shop.folder.remove("workflows/invoices.json")
    try shop.adopt([:])
    let settled = try shop.settle(readings)
    #expect(settled.first?.state == .quarantined)
    #expect(settled.first?.problems.first?.code == "file.workflow-gone")
    #expect(try shop.sql("SELECT count(*) FROM document") == ["0"])
    let open = "SELECT count(*) FROM exception WHERE subject = 'arrival' AND closedAt IS NULL"
    #expect(try shop.sql(open) == ["1"])
    // The remedy works: the definition comes back, the file is dropped again.
    try shop.adopt(["invoices": Definitions.invoices()])
    try shop.take([Bill("R-2026-01").paper])
    #expect(try shop.sql(open) == ["0"], "nobody need look at its first try any more")
    #expect(try shop.books().contains("R-2026-01 100.00 EUR exception match.unmatched"))
  }

  @Test func `a bad file dropped again is linked, unless the definition has changed`() throws {
    let shop = try Shop()
    let bad = Paper(workflow: "invoices", name: "broken.xml", text: "<Invoice><unclosed>")
    try shop.take([bad, bad])
    #expect(
      try shop.sql("SELECT state FROM arrival ORDER BY id") == ["\"quarantined\"", "\"duplicate\""]
    )
    try shop.adopt(["invoices": Definitions.invoices(#""title": "other""#)])
    try shop.take([bad])
    #expect(
      try shop.sql("SELECT state FROM arrival ORDER BY id")
        == ["\"quarantined\"", "\"duplicate\"", "\"quarantined\""]
    )
  }
}
