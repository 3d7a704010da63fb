import Books
import Storage
import Testing

@testable import Processing

/// Files that arrived later are read sooner: a scan takes its time, and lanes work beside each other.
@Suite struct OvertakingTests {
  private static let bill = Bill("R-2026-01")
  private static let papers = [
    bill.paper.named("a.xml"),
    Paper(workflow: "invoices", name: "b.xml", text: bill.paper.text + "\n"),
    Bill("R-2026-02").paper.named("c.xml"),
    Line.export("bank.csv", [Line("-100.00", "Kessel Holz", "Invoice R-2026-01")]),
  ]

  /// What each file came to, and which entry belongs to whom.
  private func told(_ shop: Shop) throws -> [String] {
    try shop.sql(
      """
      SELECT arrival.name || ' ' || document.outcome || ' ' || json_array_length(document.duplicates) || ' '
        || coalesce((SELECT sum(entryAmount) FROM allocation WHERE document = document.id), 0)
      FROM document JOIN arrival ON arrival.id = document.arrival ORDER BY arrival.name
      """
    ).map { $0.filter { $0 != "\"" } }
  }

  private static func permutations(_ items: [Int]) -> [[Int]] {
    guard items.count > 1 else { return [items] }
    return items.flatMap { first in
      permutations(items.filter { $0 != first }).map { [first] + $0 }
    }
  }

  @Test func `whichever file is read first, the one that arrived first is the original`() throws {
    let usual = try Shop()
    try usual.take(Self.papers, together: true)
    let expected = try told(usual)
    #expect(expected.first == "a.xml cleared 0 -10000", "\(expected)")
    #expect(expected.contains { $0.hasPrefix("b.xml duplicate 1") }, "\(expected)")
    for order in Self.permutations(Array(Self.papers.indices)) {
      let shop = try Shop()
      for paper in Self.papers { try shop.drop(paper) }
      let readings = try shop.read()
      for place in order { try shop.settle([readings[place]]) }
      #expect(try told(shop) == expected, "read in the order \(order)")
      #expect(shop.verified, "read in the order \(order)")
    }
  }

  @Test
  func `what a person decided before the first file was read stays, and that file repeats it`()
    throws
  {
    let shop = try Shop()
    for paper in Self.papers.prefix(2) { try shop.drop(paper) }
    let readings = try shop.read()
    try shop.settle([readings[1]])
    try shop.rule("R-2026-01", "accept")
    try shop.settle([readings[0]])
    let outcomes = try told(shop)
    #expect(outcomes.count == 2)
    #expect(outcomes.first?.hasPrefix("a.xml duplicate 1") == true, "\(outcomes)")
    #expect(outcomes.last?.hasPrefix("b.xml cleared") == true, "\(outcomes)")
    #expect(shop.verified)
  }

  // MARK: Sellers with and without their VAT id

  private static func bill(_ vatID: String?, _ name: String, amount: String = "100.00") -> Paper {
    var bill = Bill("R-2026-07", "Kessel Holz", amount)
    bill.vatID = vatID
    return bill.paper.named(name)
  }

  private func questions(_ papers: [Paper], together: Bool) throws -> [String] {
    let shop = try Shop()
    try shop.take(papers, together: together)
    #expect(shop.verified)
    return try shop.sql(
      """
      SELECT arrival.name || ' ' || json_array_length(document.duplicates)
      FROM document JOIN arrival ON arrival.id = document.arrival ORDER BY arrival.name
      """
    ).map { $0.filter { $0 != "\"" } }
  }

  @Test(arguments: [false, true])
  func `the same paper once with and once without the VAT id is a question`(_ together: Bool) throws
  {
    let (with, without) = ("DE136695976", nil as String?)
    for (first, second) in [(with, without), (without, with)] {
      let papers = [Self.bill(first, "a.xml"), Self.bill(second, "b.xml")]
      #expect(try questions(papers, together: together) == ["a.xml 0", "b.xml 1"])
    }
    // A row of a table states no id.
    let row = Bill.table("c.csv", [Bill("R-2026-07")])
    let ofTable = [Self.bill("DE136695976", "a.xml"), row]
    #expect(try questions(ofTable, together: together) == ["a.xml 0", "c.csv 1"])
    // Two ids are two sellers, whatever they are called; and another amount is another paper.
    let others = [Self.bill("DE136695976", "a.xml"), Self.bill("DE129273398", "b.xml")]
    #expect(try questions(others, together: together) == ["a.xml 0", "b.xml 0"])
    let dearer = [Self.bill("DE136695976", "a.xml"), Self.bill(nil, "b.xml", amount: "101.00")]
    #expect(try questions(dearer, together: together) == ["a.xml 0", "b.xml 0"])
  }
}
