import Foundation
import ReaderPool
import Reviewing
import Storage
import Synchronization
import Testing
import Workflows

@testable import Processing

/// The daemon as a whole: files in the inbox, real readers, books at the end.
@Suite struct DaemonTests {
  /// Runs until everything in the inbox is decided; gives the events.
  private func run(_ shop: Shop, reader: String = "tickmark-reader") async throws -> [DaemonEvent] {
    let events = Mutex<[DaemonEvent]>([])
    let pool = ReaderPool(
      configuration: ReaderPoolConfiguration(executable: Products.folder + reader)
    )
    let daemon = Daemon(office: shop.office, pool: pool) { event in
      events.withLock { $0.append(event) }
    }
    try await daemon.run(once: true)
    return events.withLock { $0 }
  }

  @Test func `what lies in the inbox is decided as it is without a daemon`() async throws {
    let papers = [
      Line.export(
        "bank.csv",
        [Line("-100.00", "Kessel Holz", "Invoice R-2026-01"), Line("-7.00")]
      ),
      Bill("R-2026-01").paper, Bill("R-2026-02", "Birch Glass", "55.00").paper,
      Bill.table("bills.csv", [Bill("B-1", "Northern Paint", "12.00")]),
      Paper(workflow: "invoices", name: "broken.xml", text: "<Invoice></Invoice>"),
    ]
    let plain = try Shop()
    try plain.take(papers)
    let shop = try Shop()
    for paper in papers {
      try shop.folder.write("inbox/\(paper.workflow)/\(paper.name)", paper.text)
    }
    let events = try await run(shop)
    expectSame(try shop.books(), try plain.books())
    #expect(shop.folder.files("inbox") == [])
    #expect(shop.folder.exists("reports/exceptions.html"))
    #expect(events.contains { if case .settled = $0 { true } else { false } })
    // Nothing new: nothing changes, also not by starting again.
    let state = try shop.state()
    _ = try await run(shop)
    expectSame(try shop.state(), state)
  }

  @Test func `a payment run and a payout are booked from what lies in the inbox`() async throws {
    let payout = Run(
      "po_1Kx77",
      [
        RunLine("100.00", "anna@example.org", "Order S-90017", fee: "3.20"),
        RunLine("50.00", "Bert Long", "Order S-90018", fee: "1.75"),
      ]
    )
    let sales = [Bill("S-90017", "Our Yard", "100.00"), Bill("S-90018", "Our Yard", "50.00")]
    let lines = [
      Line("-500.40", "", "Sammelüberweisung PAYRUN-2026-118", day: "2026-03-18"),
      Line(payout.net, "Stripe", "STRIPE PAYOUT po_1Kx77", day: "2026-03-20"),
      Line("-77.00", "", "Sammler 4711", day: "2026-03-09"),
    ]
    let papers =
      RemittanceTests.bills.map(\.paper) + [
        RemittanceTests.run.file, Run.list("payouts.csv", [payout]),
        Bill.sales("sales.csv", sales), Line.export("bank.csv", lines),
      ]
    let shop = try Shop(Run.definitions)
    for paper in papers {
      try shop.folder.write("inbox/\(paper.workflow)/\(paper.name)", paper.text)
    }
    _ = try await run(shop)
    let cleared = try shop.sql("SELECT count(*) FROM document WHERE outcome = 'cleared'")
    let books = try shop.books()
    #expect(cleared == ["5"], "\(books)")
    #expect(try shop.sql("SELECT count(*) FROM unproved") == ["0"])
    #expect(try shop.sql("SELECT sum(entryAmount) FROM allocation") == ["-35535"])
    #expect(shop.verified)
    let report = try shop.folder.read("reports/exceptions.csv")
    #expect(report.contains("drop the payment file (pain.001) or payout list"), "\(report)")
    let plain = try Shop(Run.definitions)
    try plain.take(papers.reversed())
    expectSame(books, try plain.books())
  }

  @Test func `a file over which three readers die is quarantined, and the others are read`()
    async throws
  {
    let shop = try Shop()
    try shop.folder.write("inbox/invoices/bad.xml", "abort")
    try shop.folder.write("inbox/invoices/good.xml", "invoice")
    let events = try await run(shop, reader: "MisbehavingReader")
    let deaths = events.filter { if case .retrying = $0 { true } else { false } }
    #expect(deaths.count == Daemon.maximumReaderDeaths - 1)
    #expect(try shop.books().contains("quarantined bad.xml reader.crashed"))
    #expect(try shop.sql("SELECT count(*) FROM document") == ["1"])
    #expect(try shop.sql("SELECT count(*) FROM job") == ["0"])
  }

  @Test func `a file that hangs its reader does not hold up the end, and waits for the next start`()
    async throws
  {
    let shop = try Shop()
    try shop.folder.write("inbox/invoices/bad.xml", "hang")
    let pool = ReaderPool(
      configuration: ReaderPoolConfiguration(executable: Products.folder + "MisbehavingReader")
    )
    let daemon = Daemon(office: shop.office, pool: pool, patience: .zero) { _ in }
    let stopping = Task {
      // A reader process lives: the file is being read.
      while pool.processIdentifiers.isEmpty { try await Task.sleep(for: .milliseconds(1)) }
      daemon.stop()
    }
    try await daemon.run(once: false)
    try await stopping.value
    #expect(try shop.sql("SELECT count(*) FROM job") == ["1"])
    #expect(shop.folder.files("inbox") == [])
    // At the next start it is read; here by a reader that does not hang over it.
    _ = try await run(shop)
    #expect(try shop.sql("SELECT count(*) FROM job") == ["0"])
    #expect(try shop.books().contains("quarantined bad.xml"))
    #expect(shop.verified)
  }

  @Test func `a file whose archived content somebody removed is put aside and may come again`()
    async throws
  {
    let shop = try Shop()
    let paper = Bill("R-2026-01").paper
    try shop.drop(paper)
    let blob = try #require(shop.folder.files(".tickmark/archive").first)
    try shop.folder.remove(".tickmark/archive/\(blob)")
    _ = try await run(shop)
    #expect(try shop.books().contains("quarantined R-2026-01.xml file.archive-missing"))
    try shop.take([paper])
    #expect(try shop.books().contains("R-2026-01 100.00 EUR exception match.unmatched"))
  }

  @Test func `a file that the books refuse is put aside and stops nobody`() async throws {
    let shop = try Shop()
    // A rule of the books that only this test has.
    _ = try shop.sql(
      """
      CREATE TRIGGER noPaint BEFORE INSERT ON document WHEN NEW.body LIKE '%Paint%' BEGIN
        SELECT RAISE(ABORT, 'no paint'); END
      """
    )
    for bill in [Bill("R-1"), Bill("R-2", "Northern Paint"), Bill("R-3", "Birch Glass")] {
      try shop.folder.write("inbox/invoices/\(bill.number).xml", bill.paper.text)
    }
    _ = try await run(shop)
    #expect(
      try shop.books() == """
        R-1 100.00 EUR exception match.unmatched open:match.unmatched
        R-3 100.00 EUR exception match.unmatched open:match.unmatched
        quarantined R-2.xml file.cannot-be-booked
        """
    )
    #expect(try shop.sql("SELECT count(*) FROM job") == ["0"])
  }

  @Test func `rulings and reloads while the daemon works lose nothing`() async throws {
    let shop = try Shop()
    for number in 0..<40 {
      let bill = Bill("R-\(1000 + number)", "Seller \(number)", "\(number + 10).00")
      try shop.folder.write("inbox/invoices/\(number).xml", bill.paper.text)
    }
    let office = shop.office
    let pool = ReaderPool(
      configuration: ReaderPoolConfiguration(executable: Products.folder + "tickmark-reader")
    )
    let isDone = Mutex(false)
    let daemon = Daemon(office: office, pool: pool) { event in
      if case .stopping = event { isDone.withLock { $0 = true } }
    }
    async let person: Int = {
      var ruled = 0
      var next: Int64 = 1
      while !isDone.withLock({ $0 }) {
        let command = OfficeCommand.rule(
          ExceptionID(next),
          .accept,
          note: nil,
          by: "Ada",
          isDryRun: false
        )
        let answer = office.answer(OfficeRequest(command: command, format: .text), daemon: daemon)
        if answer.exitCode == 0 {
          ruled += 1
          next += 2
        } else {
          _ = try? await Task.sleep(for: .milliseconds(1))
        }
        if ruled % 5 == 4 { _ = await daemon.reload() }
      }
      return ruled
    }()
    try await daemon.run(once: true)
    let ruled = await person
    #expect(try shop.sql("SELECT count(*) FROM document") == ["40"])
    #expect(try shop.sql("SELECT count(*) FROM ruling") == ["\(ruled)"])
    #expect(try shop.sql("SELECT count(*) FROM document WHERE outcome = 'cleared'") == ["\(ruled)"])
    #expect(!(try shop.books().contains("IMBALANCE")))
    #expect(try shop.storage.read(at: shop.clock.now()) { try $0.firstBrokenAuditLink() } == nil)
  }
}
