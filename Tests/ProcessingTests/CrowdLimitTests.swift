import Books
import Documents
import Storage
import Testing
import Values
import Workflows

@testable import Processing

/// What is said of crowds at the very limits, what helps, and that a crowd which shrinks is one no more.
@Suite struct CrowdLimitTests {
  private func shop(_ alike: Int, _ together: Int = 600) throws -> Shop {
    try Shop(
      CrowdedBooks.definitions,
      day: "2026-04-20",
      bounds: MatchingBounds(alike: alike, together: together)
    )
  }

  /// The outcome and its reason.
  private func told(_ number: String, _ shop: Shop) throws -> String {
    let id = try shop.id(number)
    return try shop.storage.read(at: shop.clock.now()) { transaction in
      guard let decision = try transaction.decision(of: id) else { return "UNDECIDED" }
      return "\(decision.outcome) \(decision.code) \(decision.reason) \(decision.suggestion)"
    }
  }

  private static let account = "DE75512108001245126199"

  private static func bill(_ number: Int, _ amount: String = "100.00") -> Bill {
    Bill("R-\(1_000 + number)", "Kessel Holz", amount, day: "2026-03-10", iban: account)
  }

  private static func line(_ number: Int, _ memo: String = "", _ amount: String = "100.00") -> Line
  {
    Line("-" + amount, "Kessel Holz", memo, day: "2026-03-12", id: "L\(number)", iban: account)
  }

  // MARK: Entries of one amount

  @Test func `one entry too many of an amount is said, with what helps`() throws {
    let shop = try shop(3)
    try shop.take([Self.bill(1).paper, Line.export("bank.csv", (1...3).map { Self.line($0) })])
    #expect(try told("R-1001", shop).hasPrefix("exception match.ambiguous 3 entries fit"))
    try shop.take([Line.export("late.csv", [Self.line(4)])])
    let words = try told("R-1001", shop)
    #expect(words.hasPrefix("exception match.undecided More than 3 entries of about 100.00 EUR"))
    #expect(words.contains("settle some of them by hand"))
    #expect(words.contains("the document's number in the payment's text"))
  }

  @Test func `in a crowd a document has what names it and nothing else`() throws {
    let shop = try shop(3)
    let lines = (1...5).map { Self.line($0) } + [Self.line(6, "R-1002")]
    try shop.take(
      (1...6).map { Self.bill($0).paper } + [Line.export("bank.csv", lines)]
    )
    #expect(try told("R-1002", shop).hasPrefix("cleared"))
    #expect(try told("R-1001", shop).hasPrefix("exception match.undecided"))
    // A second one that names it: now nothing is certain.
    try shop.take([Line.export("late.csv", [Self.line(7, "R-1002")])])
    #expect(try told("R-1002", shop).hasPrefix("exception match.undecided"))
  }

  @Test func `a person who settles some of a crowd ends it, and taking that back restores it`()
    throws
  {
    let shop = try shop(3)
    try shop.take([
      Self.bill(1, "100.00").paper, Self.bill(2, "50.00").paper,
      Line.export(
        "bank.csv",
        [Self.line(1, "R-1001 rest"), Self.line(2), Self.line(3), Self.line(4)]
      ),
    ])
    let before = try shop.whole()
    #expect(try told("R-1001", shop).hasPrefix("cleared"))
    let other = try shop.id("R-1002")
    let entry = try #require(try shop.sql("SELECT id FROM entry WHERE externalID = 'L4'").first)
    try shop.rule(other, "match E\(entry)")
    #expect(try shop.sql("SELECT count(*) FROM documentLedger WHERE isCrowded").first == "0")
    try shop.undo()
    #expect(try shop.sql("SELECT count(*) FROM documentLedger WHERE isCrowded").first == "1")
    expectSame(try shop.whole(), before)
  }

  // MARK: Documents of one amount

  @Test func `an entry of more documents than are compared goes only to one that it names`() throws
  {
    let shop = try shop(3)
    try shop.take(
      (1...4).map { Self.bill($0).paper }
        + [Line.export("bank.csv", [Self.line(1), Self.line(2, "R-1003")])]
    )
    #expect(try told("R-1001", shop).contains("more than 3 documents are of about its amount"))
    #expect(try told("R-1003", shop).hasPrefix("cleared"))
    let rejected = try shop.id("R-1004")
    try shop.rule(rejected, "reject")
    // Three are few enough to compare: two of them for one entry.
    #expect(try told("R-1001", shop).hasPrefix("exception match.ambiguous"))
    try shop.undo()
    #expect(try told("R-1001", shop).contains("more than 3 documents are of about its amount"))
  }

  // MARK: Documents that compete

  @Test func `more documents in one tangle than are compared are said, and one fewer is solved`()
    throws
  {
    let shop = try shop(20, 4)
    let bills = (1...5).map { Self.bill($0, "100.0\($0)") }
    try shop.take(bills.map(\.paper))
    try shop.take([Line.export("bank.csv", (1...5).map { Self.line($0, "", "100.0\($0)") })])
    for bill in bills {
      #expect(try told(bill.number, shop).contains("More than 4 documents compete"))
    }
    let tangled = try shop.whole()
    try shop.rule(try shop.id("R-1005"), "reject")
    #expect(try !told("R-1001", shop).contains("More than 4 documents compete"))
    try shop.undo()
    expectSame(try shop.whole(), tangled)
  }

  // MARK: References

  @Test func `a reference that too many share names nobody`() throws {
    let shop = try shop(3)
    // Different amounts, so that nothing but the reference brings them together.
    func bill(_ number: Int) -> Bill { Bill("K4711-0\(number)", "Kessel Holz", "\(number)00.00") }
    func line(_ number: Int) -> Line {
      Line("-\(number)00.00", "Somebody", "K4711", id: "L\(number)")
    }
    try shop.take((1...3).map { bill($0).paper } + [Line.export("bank.csv", (1...3).map(line))])
    #expect(try shop.sql("SELECT count(*) FROM wornKey").first == "0")
    try shop.take([Line.export("late.csv", [line(4)])])
    #expect(try shop.sql("SELECT key FROM wornKey") == ["\"4711\""])
  }

  // MARK: What crowds do to others

  @Test(arguments: [false, true])
  func `a crowded document still stands in the way of one that is not`(_ isLast: Bool) throws {
    let shop = try shop(3)
    // In the invoice's sixty days there are four entries of its amount, in the bill's twelve only one.
    let crowded = Self.bill(1).paper
    let bill = Bill.table("bills.csv", [Bill("B-7", "Kessel Holz", day: "2026-04-05")])
    let days = ["2026-03-12", "2026-03-13", "2026-03-14", "2026-04-05"]
    let lines = days.enumerated().map { number, day in
      number < 3
        ? Line("-100.00", "Kessel Holz", day: day, id: "L\(number)")
        // It names the bill's day, so that the bill alone would be certain of it.
        : Line("-100.00", "Kessel Holz", "of 05.04.2026", day: day, id: "L3", iban: Self.account)
    }
    try shop.take(isLast ? [bill, Line.export("bank.csv", lines)] : [crowded, bill])
    if isLast { #expect(try told("B-7", shop).hasPrefix("cleared")) }
    try shop.take(isLast ? [crowded] : [Line.export("bank.csv", lines)])
    #expect(try told("B-7", shop).hasPrefix("exception match.ambiguous"))
    #expect(try told("R-1001", shop).hasPrefix("exception match.undecided"))
    // Without it there is one again that settles the bill.
    try shop.rule(try shop.id("R-1001"), "reject")
    #expect(try told("B-7", shop).hasPrefix("cleared"))
  }

  @Test func `in a tangle a number that a later document shares names nobody any more`() throws {
    let shop = try shop(20, 3)
    let bills = (1...5).map { Self.bill($0, "100.0\($0)") }
    let lines = (1...5).map { Self.line($0, $0 == 1 ? "R-1001" : "", "100.0\($0)") }
    try shop.take(bills.map(\.paper) + [Line.export("bank.csv", lines)])
    #expect(try told("R-1001", shop).hasPrefix("cleared"))
    #expect(try told("R-1002", shop).contains("More than 3 documents compete"))
    var other = Self.bill(1, "100.01")
    other.seller = "Kessel Holz und Sohn"
    try shop.take([other.paper.named("other.xml")])
    #expect(try told("R-1001", shop).hasPrefix("exception match.undecided"))
  }

  @Test func `a reference that wears out no longer speaks against others`() throws {
    let shop = try shop(3)
    // Its number stands in an entry that otherwise settles another document.
    let named = Bill("4711", "Kessel Holz", "900.00", iban: Self.account)
    try shop.take([
      named.paper, Self.bill(1).paper, Line.export("bank.csv", [Self.line(1, "4711")]),
    ])
    #expect(try told("R-1001", shop).contains("its text names another invoice"))
    let more = (2...4).map { Line("-\($0).00", "Somebody", "4711", id: "L\($0)") }
    try shop.take([Line.export("late.csv", more)])
    #expect(try told("R-1001", shop).hasPrefix("cleared"))
  }

  // MARK: The true bounds

  /// 250 equal amounts on either side, and 700 documents each of which competes with its neighbours.
  private static func large() -> (papers: [Bill], lines: [Line]) {
    var papers = (0..<250).map { Self.bill($0) }
    var lines = (0..<250).map { Self.line($0, $0 % 10 == 0 ? "R-\(1_000 + $0)" : "") }
    for number in 0..<700 {
      let amount = "\(200 + number / 100).\(number % 100 / 10)\(number % 10)"
      papers.append(Self.bill(1_000 + number, amount))
      let memo = number % 20 == 0 ? "Invoice R-\(2_000 + number)" : ""
      lines.append(Self.line(1_000 + number, memo, amount))
    }
    return (papers, lines)
  }

  @Test func `at the true bounds any order gives the same books`() throws {
    let (papers, lines) = Self.large()
    let together = try Shop(CrowdedBooks.definitions, day: "2026-04-20")
    try together.take(
      [Bill.table("bills.csv", papers), Line.export("bank.csv", lines)],
      together: true
    )
    let expected = try together.whole()
    #expect(expected.contains("More than 200 entries of about 100.00 EUR"))
    #expect(expected.contains("More than 600 documents compete"))
    #expect(try together.sql("SELECT count(*) FROM document WHERE outcome = 'cleared'") == ["60"])
    var random = SeededRandom(seed: 250_700)
    let shop = try Shop(CrowdedBooks.definitions, day: "2026-04-20")
    var files: [Paper] = []
    let (mixed, rows) = (papers.shuffled(using: &random), lines.shuffled(using: &random))
    for number in 0..<5 {
      let part = (number * 190)..<(number * 190 + 190)
      files.append(Bill.table("bills-\(number).csv", Array(mixed[part])))
      files.append(Line.export("bank-\(number).csv", Array(rows[part])))
    }
    try shop.take(files.shuffled(using: &random))
    expectSame(try shop.whole(), expected)
  }
}
