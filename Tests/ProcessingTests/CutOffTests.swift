import Books
import Foundation
import Storage
import Testing
import Values
import Workflows

@testable import Processing

/// The statement of a period by the days of what happened: balances, open items carried over, what comes later.
@Suite struct CutOffTests {
  private let ledger = LedgerName("bank")

  private func statement(_ shop: Shop, _ period: String) throws -> PeriodStatement {
    let period = try #require(Period(period))
    return try shop.storage.read(at: shop.clock.now()) { try $0.statement(of: ledger, period) }
  }

  private func close(_ shop: Shop, _ period: String, reopen: String? = nil) -> OfficeAnswer {
    shop.clock.forward(seconds: 1)
    return shop.office.answer(
      OfficeRequest(
        command: .close(
          period,
          ledger: "bank",
          isReopening: reopen != nil,
          note: reopen,
          by: "Ada",
          isDryRun: false
        ),
        format: .text
      ),
      daemon: nil
    )
  }

  /// Bills of February and March; one of each is paid in the month after, one of March in part.
  private func shop() throws -> Shop {
    let shop = try Shop(day: "2026-05-20")
    try shop.take([
      Bill("R-20211", "Kessel Holz", "100.00", day: "2026-02-10").paper,
      Bill("R-20212", "Birch Glass", "250.00", day: "2026-02-20").paper,
      Bill("R-20311", "Kessel Holz", "300.00", day: "2026-03-10").paper,
      Bill("R-20312", "Elm and Sons", "77.00", day: "2026-03-28").paper,
      Line.export(
        "bank.csv",
        [
          Line("-100.00", "Kessel Holz", "R-20211", day: "2026-02-15", id: "1"),
          Line("-9.00", "Bank", "Fee", day: "2026-02-28", id: "2"),
          Line("-250.00", "Birch Glass", "R-20212", day: "2026-03-03", id: "3"),
          Line("-120.00", "Kessel Holz", "Anzahlung R-20311", day: "2026-03-20", id: "4"),
          Line("-77.00", "Elm and Sons", "R-20312", day: "2026-04-02", id: "5"),
          Line("-180.00", "Kessel Holz", "Rest R-20311", day: "2026-04-08", id: "6"),
        ]
      ),
    ])
    return shop
  }

  private func roll(_ statement: PeriodStatement, documents: Bool) throws -> [String] {
    let rolls = documents ? statement.openDocumentRolls : statement.openEntryRolls
    let roll = try #require(rolls?["EUR"])
    return [roll.opening, roll.changed, roll.arrived, roll.matched, roll.closing].map {
      "\($0.count) \($0.sum)"
    }
  }

  @Test func `what is paid after the period is open at its end, and marked`() throws {
    let shop = try shop()
    let february = try statement(shop, "2026-02")
    #expect(february.imbalances == [])
    #expect(
      try roll(february, documents: true) == ["0 0.00", "0 0", "2 350.00", "1 100.00", "1 250.00"]
    )
    #expect(february.documents["EUR"]?.matched == .init(count: 1, sum: decimal("100.00")))
    #expect(february.documents["EUR"]?.open == .init(count: 1, sum: decimal("250.00")))
    let open = try #require(february.openDocuments.first)
    #expect(february.openDocuments.count == 1)
    #expect(open.settledLater == Day("2026-03-03"))
    #expect(open.ageDays == 8)
    #expect(february.closingBalances == ["EUR": decimal("-109.00")])
  }

  @Test func `what is paid in part is open for its rest at the cut-off`() throws {
    let march = try statement(try shop(), "2026-03")
    #expect(march.imbalances == [])
    #expect(
      try roll(march, documents: true) == ["1 250.00", "0 0", "2 377.00", "1 370.00", "2 257.00"]
    )
    #expect(march.openDocuments.map(\.amount.minorUnits) == [18_000, 7_700])
    #expect(march.openDocuments.map(\.settledLater) == [Day("2026-04-08"), Day("2026-04-02")])
    let side = try #require(march.documents["EUR"])
    #expect(side.matched == .init(count: 1, sum: decimal("120.00")))
    #expect(side.residuals == ["open": decimal("180.00")])
    // The fee of February is carried over.
    #expect(march.openEntries.map(\.ageDays) == [31])
    #expect(march.opening == ["EUR": decimal("-109.00")])
    #expect(march.closingBalances == ["EUR": decimal("-479.00")])
  }

  @Test func `a payment before its bill is open until the bill is there`() throws {
    let shop = try Shop(day: "2026-05-20")
    try shop.take([
      Bill("R-20311", "Kessel Holz", "300.00", day: "2026-04-02").paper,
      Line.export("a.csv", [Line("-300.00", "Kessel Holz", "R-20311", day: "2026-03-30")]),
    ])
    try #require(try shop.sql("SELECT count(*) FROM allocation") == ["1"])
    let march = try statement(shop, "2026-03")
    #expect(march.openEntries.map(\.settledLater) == [Day("2026-04-02")])
    #expect(march.openDocuments.isEmpty)
    let april = try statement(shop, "2026-04")
    #expect(
      try roll(april, documents: true) == ["0 0.00", "0 0", "1 300.00", "1 300.00", "0 0.00"]
    )
    #expect(
      try roll(april, documents: false) == ["1 -300.00", "0 0", "0 0.00", "1 -300.00", "0 0.00"]
    )
    #expect(march.imbalances + april.imbalances == [])
  }

  @Test func `the closing of one period is the opening of the next, whatever becomes of it later`()
    throws
  {
    let shop = try shop()
    let signed = try statement(shop, "2026-02")
    #expect(close(shop, "2026-02").error == nil)
    try shop.take([
      Bill("R-20299", "Late Firm", "40.00", day: "2026-02-11").paper,
      Line.export("late.csv", [Line("-31.00", "Somebody", "late", day: "2026-02-12", id: "9")]),
    ])
    let march = try statement(shop, "2026-03")
    #expect(march.carriedFrom == "2026-02")
    #expect(march.opening == signed.closingBalances)
    #expect(march.lateEntries == ["EUR": decimal("-31.00")])
    #expect(march.openDocumentRolls?["EUR"]?.opening == signed.openDocumentRolls?["EUR"]?.closing)
    #expect(march.openDocumentRolls?["EUR"]?.changed == .init(count: 1, sum: decimal("40.00")))
    #expect(march.openEntryRolls?["EUR"]?.changed == .init(count: 1, sum: decimal("-31.00")))
    #expect(march.imbalances == [])
    let text = close(shop, "2026-03").text
    for line in [
      "Carried over from 2026-02 as it was signed", "came late for closed periods EUR: -31.00",
      "changed in closed periods since 1, 40.00", "paid on 2026-04-08, after the period",
      "Reconciled: every side foots",
    ] { #expect(text.contains(line), "\(line) in \(text)") }
    // Signed as it was, to the byte, after more has come.
    try shop.take([Line.export("more.csv", [Line("-1.00", "X", "Y", day: "2026-04-30", id: "11")])])
    #expect(close(shop, "2026-04").error == nil)
    #expect(shop.verified)
  }

  @Test func `what does not foot is said`() throws {
    var statement = try statement(try shop(), "2026-03")
    statement.openDocumentRolls?["EUR"]?.closing.sum = decimal("256.99")
    statement.closingBalances = ["EUR": decimal("-478.00")]
    #expect(statement.imbalances.count == 2)
  }

  @Test func `what the books lose shows in the statement`() throws {
    let shop = try shop()
    _ = try? shop.sql("UPDATE residual SET amount = amount - 1")
    _ = try? shop.sql("DELETE FROM residual")
    _ = try? shop.sql("DROP TRIGGER allocationNeverUpdated")
    _ = try? shop.sql(
      "UPDATE allocation SET documentAmount = documentAmount - 100 WHERE entryAmount = -25000"
    )
    #expect(try !statement(shop, "2026-03").imbalances.isEmpty)
  }

  // MARK: Too late

  @Test func `an entry that comes for a closed period settles nothing until a person says so`()
    throws
  {
    let shop = try Shop(day: "2026-05-20")
    try shop.take([
      Bill("R-20311", "Kessel Holz", "300.00", day: "2026-03-10").paper,
      Line.export("a.csv", [Line("-1.00", "Bank", "Fee", day: "2026-03-11", id: "1")]),
    ])
    #expect(close(shop, "2026-03").error == nil)
    let late = Line.export(
      "b.csv",
      [Line("-300.00", "Kessel Holz", "R-20311", day: "2026-03-20", id: "2")]
    )
    try shop.take([late])
    #expect(try shop.sql("SELECT count(*) FROM allocation") == ["0"])
    #expect(
      try shop.sql(
        "SELECT code FROM exception WHERE subject = 'entry' AND code = 'entry.period-closed' AND closedAt IS NULL"
      )
      .count == 1
    )
    // The same bill again in the present does not bring it back.
    try shop.take([Bill("R-20312", "Kessel Holz", "300.00", day: "2026-04-10").paper])
    #expect(try shop.sql("SELECT count(*) FROM allocation") == ["0"])
    #expect(close(shop, "2026-03", reopen: "late entry").error == nil)
    #expect(try shop.sql("SELECT count(*) FROM allocation") == ["1"])
    #expect(close(shop, "2026-03").error == nil)
    #expect(try shop.sql("SELECT count(*) FROM allocation") == ["1"])
    #expect(shop.verified)
  }

  @Test func `a person may give a late entry to a document`() throws {
    let shop = try Shop(day: "2026-05-20")
    try shop.take([Bill("R-20311", "Kessel Holz", "300.00", day: "2026-04-10").paper])
    #expect(close(shop, "2026-03").error == nil)
    try shop.take([
      Line.export("b.csv", [Line("-300.00", "Kessel Holz", "R-20311", day: "2026-03-31", id: "2")])
    ])
    let before = try shop.whole()
    #expect(try shop.sql("SELECT count(*) FROM allocation") == ["0"])
    try shop.rule("R-20311", "match \(try shop.entry("R-20311"))")
    #expect(try shop.sql("SELECT count(*) FROM allocation") == ["1"])
    try shop.undo("R-20311")
    #expect(try shop.whole() == before)
  }

  private func decimal(_ text: String) -> ExactDecimal {
    ExactDecimal(text) ?? .zero
  }
}
