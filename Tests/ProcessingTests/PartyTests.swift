import Books
import Foundation
import Storage
import Testing
import Workflows

@testable import Processing

/// Several documents and several entries of one party in the books: what is matched, what a person undoes, what the log says.
@Suite struct PartyTests {
  private static let bills = [
    Bill("R-20411", "Kessel Holz", "120.50"), Bill("R-20412", "Kessel Holz", "79.90"),
    Bill("R-20413", "Kessel Holz", "300.00"),
  ]

  private func decisions(_ shop: Shop) throws -> [String] {
    try shop.sql("SELECT number || ' ' || outcome FROM document ORDER BY number")
  }

  private func shares(_ shop: Shop) throws -> [String] {
    try shop.sql(
      """
      SELECT number || ' ' || documentAmount || ' ' || entryAmount FROM allocation
      JOIN document ON document.id = allocation.document ORDER BY 1
      """
    )
  }

  private func kinds(_ shop: Shop) throws -> [String] {
    try shop.sql("SELECT kind || amount FROM residual ORDER BY 1")
  }

  // MARK: By the machine

  @Test(arguments: [true, false])
  func `one payment for two documents clears both, whichever came first`(_ isPaidFirst: Bool) throws
  {
    let shop = try Shop()
    let bank = Line.export("bank.csv", [Line("-200.40", "Kessel Holz", "R-20411 R-20412")])
    let papers = Self.bills.map(\.paper)
    try shop.take(isPaidFirst ? [bank] + papers : papers + [bank])
    #expect(
      try decisions(shop) == [
        "\"R-20411 cleared\"", "\"R-20412 cleared\"", "\"R-20413 exception\"",
      ]
    )
    #expect(try shares(shop) == ["\"R-20411 12050 -12050\"", "\"R-20412 7990 -7990\""])
    #expect(try kinds(shop) == [])
    #expect(
      try shop.sql("SELECT count(*) FROM audit WHERE kind = 'match-made'") == ["2"]
    )
    #expect(shop.verified)
  }

  @Test func `a part is kept, the rest comes, and both are facts`() throws {
    let shop = try Shop()
    try shop.take([
      Self.bills[2].paper,
      Line.export("a.csv", [Line("-100.00", "Kessel Holz", "Anzahlung R-20413")]),
    ])
    #expect(try decisions(shop) == ["\"R-20413 exception\""])
    #expect(try shop.sql("SELECT code FROM exception") == ["\"match.partial\""])
    #expect(try kinds(shop) == ["\"open20000\""])
    try shop.take([Line.export("b.csv", [Line("-200.00", "Kessel Holz", "Rest R-20413")])])
    #expect(try decisions(shop) == ["\"R-20413 cleared\""])
    #expect(
      try shares(shop) == ["\"R-20413 10000 -10000\"", "\"R-20413 20000 -20000\""]
    )
    #expect(
      try shop.sql("SELECT kind FROM audit WHERE kind LIKE 'match-%' ORDER BY id")
        == ["\"match-made\"", "\"match-withdrawn\"", "\"match-made\""]
    )
    #expect(shop.verified)
  }

  @Test func `a part does not go to a later document of its amount`() throws {
    let shop = try Shop()
    try shop.take([
      Self.bills[2].paper,
      Line.export("a.csv", [Line("-100.00", "Kessel Holz", "Anzahlung R-20413")]),
      Bill("R-20414", "Kessel Holz", "100.00").paper,
    ])
    #expect(try shares(shop) == ["\"R-20413 10000 -10000\""])
  }

  @Test func `a pair that comes later takes its entry back from a group`() throws {
    let shop = try Shop()
    let line = Line("-200.40", "Kessel Holz", "", day: "2026-03-20", iban: "DE75512108001245126199")
    var papers = Self.bills.prefix(2).map { bill in
      var bill = bill
      bill.iban = "DE75512108001245126199"
      return bill.paper
    }
    try shop.take(papers + [Line.export("bank.csv", [line])])
    #expect(try shares(shop).count == 2)
    let whole = Bill("R-20419", "Kessel Holz", "200.40", iban: "DE75512108001245126199")
    papers.append(whole.paper)
    try shop.take([whole.paper])
    let all = try Shop()
    try all.take([Line.export("bank.csv", [line])] + papers, together: true)
    #expect(try shop.whole() == all.whole())
    #expect(shop.verified)
  }

  // MARK: By persons

  @Test func `a ruling takes an entry from a group, and taking it back restores what was`() throws {
    let shop = try Shop()
    try shop.take(
      Self.bills.map(\.paper)
        + [Line.export("bank.csv", [Line("-200.40", "Kessel Holz", "R-20411 R-20412")])]
    )
    let (before, state) = (try shop.whole(), try shop.state())
    let entry = try shop.entry("R-20411 R-20412")
    try shop.rule(try shop.id("R-20413"), "match \(entry)")
    #expect(try shares(shop) == ["\"R-20413 20040 -20040\""])
    #expect(try kinds(shop) == ["\"open9960\""])
    try shop.undo("R-20413")
    #expect(try shop.whole() == before)
    #expect(try shop.state() == state)
    #expect(shop.verified)
  }

  @Test func `a person gives one entry to two documents, and what is left is told once`() throws {
    let shop = try Shop()
    try shop.take(
      Self.bills.map(\.paper) + [
        Line.export("bank.csv", [Line("-250.00", "Somebody Else", "thanks")])
      ]
    )
    let entry = try shop.entry("thanks")
    try shop.rule("R-20411", "match \(entry)")
    #expect(try kinds(shop) == ["\"overpayment-12950\""])
    try shop.rule("R-20412", "match \(entry)")
    #expect(try shares(shop) == ["\"R-20411 12050 -12050\"", "\"R-20412 7990 -7990\""])
    #expect(try kinds(shop) == ["\"overpayment-4960\""])
    try shop.rule("R-20413", "match \(entry)")
    #expect(try kinds(shop) == ["\"open25040\""])
    try shop.undo("R-20411")
    #expect(shop.verified)
    #expect(try shares(shop).contains("\"R-20412 7990 -7990\""))
  }

  @Test func `a person says what the difference is`() throws {
    let shop = try Shop()
    try shop.take([
      Self.bills[2].paper, Line.export("bank.csv", [Line("-290.00", "Somebody Else", "thanks")]),
    ])
    let entry = try shop.entry("thanks")
    #expect(throws: RulingRefusal.self) { try shop.rule("R-20413", "match \(entry) rest luck") }
    try shop.rule("R-20413", "match \(entry) rest discount")
    #expect(try kinds(shop) == ["\"discount1000\""])
    #expect(shop.verified)
  }

  @Test func `nothing can be taken of an entry of which nothing is left`() throws {
    let shop = try Shop()
    try shop.take(
      Self.bills.map(\.paper) + [
        Line.export("bank.csv", [Line("-120.50", "Somebody Else", "thanks")])
      ]
    )
    let entry = try shop.entry("thanks")
    try shop.rule("R-20411", "match \(entry)")
    #expect(throws: RulingRefusal.self) { try shop.rule("R-20412", "match \(entry)") }
  }

  @Test func `who is accepted keeps a part, and the others wait`() throws {
    let shop = try Shop()
    try shop.take(
      Self.bills.map(\.paper)
        + [Line.export("bank.csv", [Line("-200.40", "Kessel Holz", "R-20411 R-20412")])]
    )
    try shop.rule(try shop.id("R-20411"), "accept")
    #expect(try shares(shop) == ["\"R-20411 12050 -12050\""])
    #expect(try kinds(shop) == ["\"open-7990\""])
    try shop.rule("R-20412", "match \(try shop.entry("R-20411 R-20412"))")
    #expect(try kinds(shop) == [])
    #expect(shop.verified)
  }
}

extension Shop {
  /// Nothing is wrong with the log, the matches and the totals.
  var verified: Bool {
    let answer = office.answer(OfficeRequest(command: .verify, format: .text), daemon: nil)
    return answer.exitCode == 0
  }
}
