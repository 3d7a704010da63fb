import Books
import Storage
import Testing
import Values

@testable import Processing

/// The books do not depend on the order in which papers come, nor on how often.
@Suite struct OrderTests {
  static let seeds: [UInt64] = [11, 12, 13, 14, 15, 16]

  /// Papers of one small firm: clear cases, twins, wrong amounts, unknown payers, papers in tables.
  private static func papers(_ random: inout SeededRandom) -> [Paper] {
    let sellers = ["Kessel Holz", "Birch Glass", "Northern Paint", "Elm & Sons"]
    var bills: [Bill] = []
    var lines: [Line] = []
    for number in 0..<24 {
      let seller = sellers[Int(random.next() % 4)]
      // Few amounts, so that documents compete; never two alike of one seller, which would be duplicates by arrival.
      let amount = "\(10 * (1 + number / 4) + Int(random.next() % 2)).\(number % 4)0"
      let day = "2026-03-\(10 + Int(random.next() % 15))"
      let bill = Bill("R-\(1000 + number * 7)", seller, amount, day: day)
      bills.append(bill)
      let memo = ["Invoice \(bill.number)", "", "Re \(bill.number)", bill.number][
        Int(random.next() % 4)
      ]
      let paid = ["-" + amount, "-" + amount, "-" + amount, "-9\(amount)"][Int(random.next() % 4)]
      guard random.next() % 5 > 0 else { continue }
      lines.append(
        Line(paid, sellers[Int(random.next() % 5) % 4], memo, day: "2026-03-\(12 + number % 15)")
      )
    }
    var papers = bills.prefix(12).map(\.paper)
    papers.append(Bill.table("b1.csv", Array(bills[12..<18])))
    papers.append(Bill.table("b2.csv", Array(bills[18...])))
    papers.append(Suppliers.table("s.csv", sellers.map { ($0, "") }))
    let middle = lines.count / 2
    papers.append(Line.export("e1.csv", Array(lines[..<middle])))
    papers.append(Line.export("e2.csv", Array(lines[middle...])))
    return papers
  }

  @Test(arguments: seeds) func `any order of arrival gives the same books`(_ seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let papers = Self.papers(&random)
    let inOrder = try Shop()
    try inOrder.take(papers)
    let books = try inOrder.books()
    #expect(books.contains("cleared") && books.contains("exception"))
    let together = try Shop()
    try together.take(papers, together: true)
    expectSame(try together.books(), books, "together, seed \(seed)")
    for round in 0..<3 {
      let shop = try Shop()
      try shop.take(papers.shuffled(using: &random))
      expectSame(try shop.books(), books, "order \(round), seed \(seed)")
    }
  }

  @Test(arguments: seeds) func `dropping everything twice changes nothing`(_ seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let papers = Self.papers(&random)
    let shop = try Shop()
    try shop.take(papers)
    let books = try shop.books()
    try shop.take(papers.shuffled(using: &random).map { $0.named("again-" + $0.name) })
    expectSame(try shop.books(), books, "seed \(seed)")
  }

  @Test(arguments: seeds) func `overlapping exports are one export`(_ seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    // Few different lines, so that there are true twins.
    let lines = (0..<30).map { number in
      Line("-\(1 + random.next() % 3).00", "Shop", "", day: "2026-03-\(10 + number / 10)")
    }
    let whole = try Shop()
    try whole.take([Line.export("all.csv", lines)])
    let books = try whole.books()
    // Cut between days, as banks cut exports: the second export shows its first day whole.
    let split = try Shop()
    try split.take(
      [Line.export("one.csv", Array(lines[..<20])), Line.export("two.csv", Array(lines[10...]))]
        .shuffled(using: &random)
    )
    expectSame(try split.books(), books, "seed \(seed)")
    try split.take([Line.export("all.csv", lines)])
    expectSame(try split.books(), books, "and the whole, seed \(seed)")
  }

  @Test(arguments: seeds) func `undo gives back the books as they were`(_ seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let shop = try Shop()
    try shop.take(Self.papers(&random))
    for round in 0..<12 {
      let open = try shop.sql(
        "SELECT id FROM exception WHERE closedAt IS NULL AND subject = 'document' ORDER BY id"
      ).compactMap { ExceptionID(text: $0) }
      let entries = try shop.sql("SELECT id FROM entry ORDER BY id")
      let id = try #require(open.randomElement(using: &random))
      let (one, other) = (random.next(), random.next())
      let text = [
        "accept", "reject", "duplicate D1", "set number=R-1007",
        "set totals.gross=11.00", "match E\(entries[Int(one % UInt64(entries.count))])",
        "match E\(entries[Int(one % UInt64(entries.count))]) E\(entries[Int(other % UInt64(entries.count))])",
      ][round % 7]
      let (state, books) = (try shop.state(), try shop.books())
      do {
        try shop.rule(id, text)
      } catch is RulingRefusal {
        expectSame(try shop.state(), state, "refused \(text), seed \(seed)")
        continue
      }
      #expect(try !shop.books().contains("IMBALANCE"), "\(text), seed \(seed)")
      try shop.undo()
      expectSame(try shop.state(), state, "undone \(id) \(text), seed \(seed)")
      expectSame(try shop.books(), books, "undone \(id) \(text), seed \(seed)")
    }
  }
}
