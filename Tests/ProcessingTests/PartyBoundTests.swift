import Books
import Storage
import Testing
import Values
import Workflows

@testable import Processing

/// Open items of a party at the bound of how many are compared: one more puts all of them beyond it, one fewer brings them back;
/// and what one document costs hangs on the bound, not on how many there are.
@Suite struct PartyBoundTests {
  private static let account = "DE75512108001245126199"

  private func shop(_ party: Int, alike: Int = 200) throws -> Shop {
    try Shop(
      CrowdedBooks.definitions,
      day: "2026-04-20",
      bounds: MatchingBounds(alike: alike, together: 600, party: party)
    )
  }

  private static func bill(_ number: Int, _ amount: String) -> Bill {
    Bill("R-\(1_000 + number)", "Kessel Holz", amount, day: "2026-03-10", iban: account)
  }

  /// Of no document's amount.
  private static func line(_ number: Int, _ amount: String, _ memo: String = "") -> Line {
    Line("-" + amount, "Kessel Holz", memo, day: "2026-03-12", id: "L\(number)", iban: account)
  }

  private func beyond(_ shop: Shop) throws -> [String] {
    try shop.sql(
      """
      SELECT number FROM documentLedger JOIN document ON document.id = document WHERE isBeyond ORDER BY 1
      """
    ).map { $0.filter { $0 != "\"" } }
  }

  private static let four = (1...4).map { bill($0, "\($0)10.00") }

  // MARK: At the bound

  @Test func `one document too many puts all beyond, and one fewer brings all back`() throws {
    let shop = try shop(3)
    try shop.take([Line.export("bank.csv", [Self.line(1, "777.77")])])
    try shop.take(Self.four.prefix(3).map(\.paper))
    #expect(try beyond(shop) == [])
    let before = try shop.whole()
    try shop.take([Self.four[3].paper])
    #expect(try beyond(shop) == ["R-1001", "R-1002", "R-1003", "R-1004"])
    try shop.rule(try shop.id("R-1002"), "reject")
    #expect(try beyond(shop) == [])
    try shop.undo()
    #expect(try beyond(shop).count == 4)
    // The last one gone, the others are told as before it came.
    try shop.rule(try shop.id("R-1004"), "reject")
    let rest = try shop.whole().split(separator: "\n").filter { !$0.contains("R-1004") }
    #expect(rest == before.split(separator: "\n"))
  }

  @Test func `an entry that a pair takes away brings back whom it held together`() throws {
    // Two and two documents, and a line with the name of the ones and the account of the others.
    let other = "FR7630006000011234567890189"
    var bills = Self.four
    for index in 2...3 { (bills[index].seller, bills[index].iban) = ("Birch Glass", other) }
    var theirs = Self.line(2, "777.78")
    (theirs.name, theirs.iban) = ("Birch Glass", other)
    var bridge = Self.line(3, "905.00", "R-2000")
    bridge.iban = other
    let bank = Line.export("bank.csv", [Self.line(1, "777.77"), theirs, bridge])
    let shop = try shop(3)
    try shop.take(bills.map(\.paper) + [bank])
    #expect(try beyond(shop).count == 4)
    let taking = Bill("R-2000", "Kessel Holz", "905.00", day: "2026-03-10").paper
    try shop.take([taking])
    #expect(try beyond(shop) == [])
    let together = try self.shop(3)
    try together.take([taking] + bills.reversed().map(\.paper) + [bank], together: true)
    expectSame(try shop.whole(), try together.whole())
    // Taken back, all is as it was.
    try shop.rule(try shop.id("R-2000"), "reject")
    #expect(try beyond(shop).count == 4)
  }

  @Test func `past the bound an entry that names its document still settles a part of it`() throws {
    let shop = try shop(3)
    try shop.take(
      Self.four.map(\.paper) + [Line.export("bank.csv", [Self.line(1, "777.77")])]
    )
    #expect(try beyond(shop).count == 4)
    try shop.take([Line.export("late.csv", [Self.line(2, "100.00", "Anzahlung R-1003")])])
    #expect(
      try shop.sql(
        "SELECT number || ' ' || code FROM exception JOIN document ON document.id = subjectID ORDER BY 1"
      )
      .contains("\"R-1003 match.partial\"")
    )
  }

  // MARK: Work

  /// How many documents are read while one more of the party is decided.
  private func work(of count: Int) throws -> Int {
    let shop = try shop(6, alike: 1_000)
    let bills = (1...count).map { Self.bill($0, "\(100 + $0).10") }
    let lines = (1...count).map { Self.line($0, "\(3_000 + $0).77") }
    try shop.take([Bill.table("bills.csv", bills), Line.export("bank.csv", lines)])
    #expect(try beyond(shop).count == count)
    try shop.drop(Self.bill(count + 1, "99.99").paper)
    let readings = try shop.read()
    let read = try shop.storage.write(at: shop.clock.now()) { transaction in
      _ = try shop.settling(transaction).settle(readings)
      return transaction.documentsRead
    }
    #expect(try beyond(shop).count == count + 1)
    return read
  }

  @Test func `one more document costs the same however many there are`() throws {
    #expect(try work(of: 160) == work(of: 40))
  }
}
