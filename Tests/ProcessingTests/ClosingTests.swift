import Books
import Foundation
import Reviewing
import Storage
import Testing
import Values
import Workflows

@testable import Processing

/// A period that is closed: what its statement says, what it locks, what comes too late for it, and opening it again.
@Suite struct ClosingTests {
  private func shop() throws -> Shop {
    let shop = try Shop(day: "2026-04-20")
    try shop.take([
      Bill("R-20411", "Kessel Holz", "120.50").paper, Bill("R-20412", "Kessel Holz", "79.90").paper,
      Bill("R-20413", "Kessel Holz", "300.00").paper, Bill("R-20499", "Birch Glass", "77.00").paper,
      Line.export(
        "bank.csv",
        [
          Line("-200.40", "Kessel Holz", "R-20411 R-20412"),
          Line("-100.00", "Kessel Holz", "Anzahlung R-20413"), Line("-5.00", "Bank", "Fee"),
        ]
      ),
    ])
    return shop
  }

  private func close(
    _ shop: Shop,
    _ period: String = "2026-03",
    reopen: Bool = false,
    note: String? = nil,
    dryRun: Bool = false
  ) -> OfficeAnswer {
    shop.clock.forward(seconds: 1)
    return shop.office.answer(
      OfficeRequest(
        command: .close(
          period,
          ledger: "bank",
          isReopening: reopen,
          note: note,
          by: "Ada",
          isDryRun: dryRun
        ),
        format: .text
      ),
      daemon: nil
    )
  }

  @Test func `the report and its statement say one thing, of credit notes too`() throws {
    let shop = try shop()
    var credit = Bill("G-31", "Birch Glass", "7.00")
    credit.type = "381"
    var refund = Bill("G-32", "Kessel Holz", "50.00")
    refund.type = "381"
    try shop.take([
      credit.paper, refund.paper, Line.export("more.csv", [Line("50.00", "Kessel Holz", "G-32")]),
      Paper(
        workflow: "bills",
        name: "bills.csv",
        text: "Number,Date,Seller,Gross,Currency\nB-1,never,Odd Firm,12.00,EUR\n"
      ),
    ])
    let report = try shop.storage.read(at: shop.clock.now()) {
      try shop.office.builder($0).ledgerReport(LedgerName("bank"))
    }
    let side = try #require(report.statement?.documents["EUR"])
    let euro = try #require(Currency("EUR"))
    #expect(report.imbalances == [])
    #expect(side.all.sum == report.documents.all.sums.decimal(euro))
    #expect(side.open.sum == report.documents.open.sums.decimal(euro))
    #expect("\(side.all.sum)" == "532.40")
    let entries = try #require(report.statement?.entries["EUR"])
    #expect(entries.all.sum == report.entries.all.sums.decimal(euro))
  }

  @Test func `the statement says what is matched, left over and open, and foots`() throws {
    let shop = try shop()
    let answer = close(shop, dryRun: true)
    #expect(answer.exitCode == 1, "something is open")
    for line in [
      "entries EUR: 3, -305.40", "matched 2, -300.40", "open 1, -5.00", "documents EUR: 4, 577.40",
      "matched 3, 300.40", "left over as open 200.00", "open 1, 77.00", "every side foots",
      "Closing EUR    -305.40", "at last 2, 277.00", "at last 1, -5.00",
      "Nothing was changed",
    ] { #expect(answer.text.contains(line), "\(line) in \(answer.text)") }
    #expect(try shop.sql("SELECT count(*) FROM closing") == ["0"])
  }

  @Test func `what is matched in a closed period stays, whatever comes`() throws {
    let shop = try shop()
    #expect(close(shop).text.contains("2 documents locked"))
    let before = try shop.sql("SELECT document || ' ' || entry FROM allocation ORDER BY 1")
    // A twin of the payment would make it ambiguous.
    try shop.take([
      Line.export(
        "more.csv",
        [Line("-200.40", "Kessel Holz", "R-20411 R-20412", day: "2026-04-02")]
      ),
      Bill("R-20419", "Kessel Holz", "200.40", day: "2026-04-01").paper,
    ])
    #expect(
      try shop.sql("SELECT document || ' ' || entry FROM allocation WHERE document < 4 ORDER BY 1")
        == before
    )
    let entry = try shop.entry("Anzahlung R-20413")
    let refused = #expect(throws: RulingRefusal.self) {
      try shop.rule(try shop.id("R-20411"), "match \(entry)")
    }
    #expect(refused?.code == "period-closed")
    #expect(shop.verified)
  }

  @Test func `what comes late for a closed period is an exception`() throws {
    let shop = try shop()
    _ = close(shop)
    try shop.take([
      Line.export(
        "late.csv",
        [Line("-9.00", "Somebody", "late"), Line("-8.00", "Somebody", "next", day: "2026-04-03")]
      ),
      Bill("R-20444", "Kessel Holz", "44.00").paper,
    ])
    #expect(
      try shop.sql("SELECT code FROM exception WHERE code LIKE '%period-closed' ORDER BY 1")
        == ["\"entry.period-closed\"", "\"period-closed\""]
    )
  }

  @Test func `what a person matched in a closed period is not taken back`() throws {
    let shop = try shop()
    try shop.rule(try shop.id("R-20411"), "match \(try shop.entry("R-20411 R-20412"))")
    #expect(close(shop).text.contains("1 documents locked"))
    let before = try shop.whole()
    let refused = #expect(throws: RulingRefusal.self) { try shop.undo("R-20411") }
    #expect(refused?.code == "period-closed")
    #expect(try shop.whole() == before)
    #expect(close(shop, reopen: true, note: "wrong entry").text.contains("open again"))
    try shop.undo("R-20411")
    #expect(try shop.sql("SELECT count(*) FROM allocation WHERE isPersons") == ["0"])
    #expect(shop.verified)
  }

  @Test func `what came late is not late any more in a period that was opened again`() throws {
    let shop = try shop()
    _ = close(shop)
    try shop.take([Line.export("late.csv", [Line("-9.00", "Somebody", "late")])])
    _ = close(shop, reopen: true, note: "late entry")
    _ = close(shop)
    #expect(
      try shop.sql(
        """
        SELECT code FROM exception JOIN entry ON entry.id = subjectID
        WHERE subject = 'entry' AND closedAt IS NULL AND memo = 'late'
        """
      ) == ["\"entry.no-document\""]
    )
  }

  @Test func `a period is closed once, after its end, and opened again with a reason`() throws {
    let shop = try shop()
    // Closing writes the reports, which opens the exceptions of entries.
    try shop.office.sweepLedgers()
    let (whole, state) = (try shop.whole(), try shop.state())
    #expect(close(shop, "2026-04").error?.contains("not over") == true)
    #expect(close(shop, "soon").error?.contains("no period") == true)
    #expect(close(shop).error == nil)
    #expect(close(shop, "2026-Q1").error?.contains("closed in the ledger bank already") == true)
    #expect(close(shop, reopen: true).error?.contains("only with a reason") == true)
    #expect(close(shop, reopen: true, note: "late invoice").text.contains("open again"))
    #expect(try shop.whole() == whole)
    #expect(try shop.state() == state)
    #expect(close(shop, reopen: true, note: "again").error?.contains("not closed") == true)
    #expect(
      try shop.sql("SELECT kind FROM audit WHERE kind IN ('close','reopen') ORDER BY id")
        == ["\"close\"", "\"reopen\""]
    )
    #expect(throws: (any Error).self) { try shop.sql("DELETE FROM closing") }
    #expect(shop.verified)
  }
}
