import Books
import Documents
import Storage
import Testing
import Values

@testable import Processing

/// Equal lines in exports with a column of balances: one line seen twice, or two.
@Suite struct BalanceColumnTests {
  /// A line as the bank has it: day, text, amount in cents, account.
  private struct Row: Hashable {
    var day = "2026-03-03"
    var text: String
    var cents: Int64
    var account = "DE1"
    /// After it, in cents; nil: the export does not say.
    var balance: Int64?

    init(_ text: String, _ cents: Int64, day: String = "2026-03-03", account: String = "DE1") {
      (self.text, self.cents, self.day, self.account) = (text, cents, day, account)
    }
  }

  private static let bank = """
    { "format": 1, "workflow": "bank", "document": "ledger",
      "watch": { "folder": "inbox/bank", "settle": { "quiet": "50 ms" } },
      "read": { "csv": { "columns": { "day": { "header": "Date", "format": "yyyy-MM-dd" },
        "amount": { "header": "Amount", "currency": "EUR" }, "memo": "Text", "account": "Account",
        "balance": "Balance" } } } }
    """

  private static func shop() throws -> Shop { try Shop(["bank": bank]) }

  /// The rows with the balances that they have in this order, each account from `opening`.
  private static func run(_ rows: [Row], from opening: Int64 = 100_00) -> [Row] {
    var balances: [String: Int64] = [:]
    return rows.map { row in
      var row = row
      let balance = balances[row.account, default: opening] + row.cents
      (balances[row.account], row.balance) = (balance, balance)
      return row
    }
  }

  private static func amount(_ cents: Int64) -> String {
    let rest = cents.magnitude % 100
    return "\(cents < 0 ? "-" : "")\(cents.magnitude / 100).\(rest < 10 ? "0" : "")\(rest)"
  }

  private static func export(_ name: String, _ rows: some Sequence<Row>) -> Paper {
    let lines = rows.map { row in
      let balance = row.balance.map(amount) ?? ""
      return "\(row.day),\(row.text),\(amount(row.cents)),\(row.account),\(balance)\n"
    }
    return Paper(
      workflow: "bank",
      name: name,
      text: "Date,Text,Amount,Account,Balance\n" + lines.joined()
    )
  }

  /// Each line's text and how often the books have it.
  private static func books(_ shop: Shop) throws -> [String: Int] {
    let rows = try shop.sql(
      "SELECT day || ' ' || memo || ' ' || account || ' ' || amount FROM entry"
    )
    return rows.reduce(into: [:]) { $0[$1, default: 0] += 1 }
  }

  private func check(
    _ shop: Shop,
    has rows: some Sequence<Row>,
    _ place: SourceLocation = #_sourceLocation
  ) throws {
    let expected = rows.reduce(into: [String: Int]()) { found, row in
      let day = Day(row.day).map { "\($0.number)" } ?? ""
      found["\"\(day) \(row.text) \(row.account) \(row.cents)\"", default: 0] += 1
    }
    let found = try Self.books(shop)
    #expect(found == expected, sourceLocation: place)
  }

  private static let monday = Row("Rent", -50_00, day: "2026-03-02")
  private static let parking = Row("Parking", -5_00)

  // MARK: Exports that follow each other

  @Test(arguments: [false, true])
  func `equal lines of two exports that follow each other are two`(_ isLaterFirst: Bool) throws {
    let book = Self.run([Self.monday, Self.parking, Self.parking, Row("Coffee", -3_20)])
    let papers = [Self.export("a.csv", book[..<2]), Self.export("b.csv", book[2...])]
    let shop = try Self.shop()
    try shop.take(isLaterFirst ? papers.reversed() : papers)
    try check(shop, has: book)
    // Exported again: each of them, all of it, and newest first.
    try shop.take([
      Self.export("a2.csv", book[..<2].reversed()), Self.export("b2.csv", book[2...].reversed()),
      Self.export("all.csv", book), Self.export("all2.csv", book.reversed()),
      Self.export("one.csv", book[2...2]),
    ])
    try check(shop, has: book)
    #expect(try shop.sql("SELECT count(*) FROM exception") == ["0"])
  }

  @Test func `both are read in one go`() throws {
    let book = Self.run([Self.monday, Self.parking, Self.parking, Row("Coffee", -3_20)])
    let shop = try Self.shop()
    try shop.take(
      [Self.export("a.csv", book[..<2]), Self.export("b.csv", book[2...])],
      together: true
    )
    try check(shop, has: book)
  }

  @Test func `an export of one line is enough`() throws {
    let book = Self.run([Self.parking, Self.parking, Self.parking])
    let shop = try Self.shop()
    try shop.take(book.indices.map { Self.export("\($0).csv", book[$0...$0]) })
    try check(shop, has: book)
  }

  // MARK: Exports that overlap

  @Test func `a twin outside of what two exports have in common is a further line`() throws {
    let book = Self.run([
      Self.monday, Row("Coffee", -3_20), Self.parking, Row("Tolls", -8_00), Row("Fuel", -40_00),
      Row("Refund", 12_00), Self.parking, Row("Paper", -9_99),
    ])
    for papers in [[book[..<5], book[3...]], [book[3...], book[..<5]]] {
      let shop = try Self.shop()
      try shop.take([Self.export("a.csv", papers[0]), Self.export("b.csv", papers[1].reversed())])
      try check(shop, has: book)
      try shop.take([Self.export("all.csv", book), Self.export("middle.csv", book[2..<7])])
      try check(shop, has: book)
    }
  }

  @Test func `twins within what two exports have in common stay as many as they are`() throws {
    let book = Self.run([Self.parking, Self.parking, Row("Coffee", -3_20), Self.parking])
    let shop = try Self.shop()
    try shop.take([
      Self.export("a.csv", book[..<3]), Self.export("b.csv", book[1...]),
      Self.export("c.csv", book.reversed()),
    ])
    try check(shop, has: book)
  }

  @Test func `a day in another order in the next export adds nothing but what is new`() throws {
    let rows = [Self.parking, Row("Coffee", -3_20), Row("Refund", 5_00), Row("Fuel", -40_00)]
    let shop = try Self.shop()
    try shop.take([
      Self.export("a.csv", Self.run([Self.monday] + rows)),
      Self.export("b.csv", Self.run([Self.monday] + rows.reversed())),
      Self.export(
        "c.csv",
        Self.run([Self.monday, rows[2], rows[0], Self.parking, rows[3], rows[1]])
      ),
      Self.export("d.csv", Self.run(rows.reversed() + [Self.parking], from: 50_00)),
    ])
    try check(shop, has: [Self.monday, Self.parking] + rows)
  }

  @Test func `accounts in one file are each proved by themselves`() throws {
    let other = Row("Parking", -5_00, account: "DE2")
    let book = Self.run([Self.parking, other, Self.parking, Row("Coffee", -3_20, account: "DE2")])
    let shop = try Self.shop()
    // Of the one account the next line, of the other all lines again.
    try shop.take([
      Self.export("a.csv", [book[0], book[1], book[3]]),
      Self.export("b.csv", [book[1], book[2], book[3]]),
    ])
    try check(shop, has: book)
  }

  /// With the balance on the newest line of each day only.
  private static func daily(_ rows: some Collection<Row>) -> [Row] {
    var rows = Array(rows)
    for place in rows.indices.dropLast() where rows[place].day == rows[place + 1].day {
      rows[place].balance = nil
    }
    return rows
  }

  @Test(arguments: [false, true])
  func `balances on the newest line of each day are enough`(_ isNewestFirst: Bool) throws {
    let wednesday = Row("Parking", -5_00, day: "2026-03-04")
    let book = Self.run([
      Self.monday, Row("Coffee", -3_20, day: "2026-03-02"), Row("Tolls", -8_00), Self.parking,
      Self.parking, Row("Fuel", -40_00), Row("Coffee", -3_20), wednesday,
    ])
    let shop = try Self.shop()
    for (number, part) in [book[..<4], book[4...], book[3..<6], book[...]].enumerated() {
      let rows = Self.daily(part)
      try shop.take([Self.export("\(number).csv", isNewestFirst ? rows.reversed() : rows)])
    }
    try check(shop, has: book)
  }

  // MARK: What proves nothing

  @Test func `where balances are missing lines are counted by their texts`() throws {
    var book = Self.run([Self.monday, Self.parking, Row("Coffee", -3_20), Self.parking])
    book[2].balance = nil
    let shop = try Self.shop()
    try shop.take([Self.export("a.csv", book[..<3]), Self.export("b.csv", book[3...])])
    try check(shop, has: book[..<3])
    try shop.take([Self.export("c.csv", book)])
    try check(shop, has: book)
  }

  @Test func `an export with a gap before it is counted by its texts`() throws {
    let book = Self.run([Self.parking, Row("Coffee", -3_20), Self.parking])
    let shop = try Self.shop()
    try shop.take([Self.export("a.csv", book[..<1]), Self.export("c.csv", book[2...])])
    try check(shop, has: book[..<1])
  }

  @Test func `balances that do not foot refuse the file as before`() throws {
    var book = Self.run([Self.monday, Self.parking, Row("Coffee", -3_20)])
    book[1].balance = 46_00
    let shop = try Self.shop()
    let settled = try shop.take([Self.export("a.csv", book)])
    #expect(settled.first?.state == .quarantined)
    #expect(settled.first?.problems.map(\.code).contains("statement.does-not-foot") == true)
    try check(shop, has: [Row]())
  }

  @Test func `books from before count no line twice`() throws {
    let book = Self.run([Self.monday, Self.parking, Row("Coffee", -3_20), Self.parking])
    let shop = try Self.shop()
    try shop.take([Self.export("a.csv", book[..<3])])
    _ = try shop.sql("UPDATE entry SET balance = NULL")
    try shop.take([Self.export("b.csv", book[1...]), Self.export("c.csv", book)])
    try check(shop, has: book)
    // The last day of what was there proves nothing; a new day does.
    let next = Self.run(
      [Row("Parking", -5_00, day: "2026-03-04"), Row("Parking", -5_00, day: "2026-03-04")],
      from: book[3].balance ?? 0
    )
    try shop.take([Self.export("d.csv", next[..<1]), Self.export("e.csv", next[1...])])
    try check(shop, has: book + next)
  }

  // MARK: Whole books

  /// A book of some days, mostly of few texts; balances may come back to where they were only where `amounts` have both signs.
  private static func book(_ random: inout SeededRandom, _ cents: [Int64]) -> [Row] {
    let days = (1...4).flatMap { day in
      (0..<Int.random(in: 1...6, using: &random)).map { _ in
        let text = Int.random(in: 0..<cents.count, using: &random)
        return Row("T\(text)", cents[text], day: "2026-03-0\(day)")
      }
    }
    return run(days, from: 500_00)
  }

  @Test func `windows that follow or overlap each other come to exactly the book`() throws {
    let seed: UInt64 = 20_261_130
    var random = SeededRandom(seed: seed)
    for round in 0..<25 {
      let book = Self.book(&random, [-5_00, -5_00, -7_50, -12_00])
      let shop = try Self.shop()
      var end = 0
      var number = 0
      while end < book.count {
        let start = max(0, end - Int.random(in: 0...5, using: &random))
        let next = min(book.count, max(end, start) + Int.random(in: 1...6, using: &random))
        let part = Array(book[start..<next])
        number += 1
        let rows = Bool.random(using: &random) ? part : part.reversed()
        try shop.take([Self.export("\(number).csv", rows)])
        end = next
      }
      #expect(
        try Self.books(shop).values.reduce(0, +) == book.count,
        "round \(round), seed \(seed)"
      )
      try check(shop, has: book)
    }
  }

  @Test func `windows with balances here and there count no line twice`() throws {
    let seed: UInt64 = 20_261_201
    var random = SeededRandom(seed: seed)
    for round in 0..<25 {
      let book = Self.book(&random, [-5_00, 5_00, -7_50, -12_00])
      let shop = try Self.shop()
      for number in 0..<8 {
        let start = Int.random(in: 0..<book.count, using: &random)
        var part = book[start..<min(book.count, start + Int.random(in: 1...8, using: &random))]
        for place in part.indices where Int.random(in: 0..<4, using: &random) == 0 {
          part[place].balance = nil
        }
        let rows = number.isMultiple(of: 2) ? Self.daily(part) : part.reversed()
        try shop.take([Self.export("\(number).csv", rows)])
      }
      try shop.take([Self.export("all.csv", book)])
      #expect(
        try Self.books(shop).values.reduce(0, +) == book.count,
        "round \(round), seed \(seed)"
      )
      try check(shop, has: book)
    }
  }

  @Test func `whole days in any order come to exactly the book`() throws {
    let seed: UInt64 = 20_261_130
    var random = SeededRandom(seed: seed)
    for _ in 0..<15 {
      let book = Self.book(&random, [-5_00, 5_00, -7_50, 20_00])
      let shop = try Self.shop()
      for number in 0..<6 {
        let days = Set(book.map(\.day)).sorted()
        let first = Int.random(in: 0..<days.count, using: &random)
        let last = Int.random(in: first..<days.count, using: &random)
        let shuffled = days[first...last].flatMap { day in
          book.filter { $0.day == day }.shuffled(using: &random)
        }
        let opening = book.filter { $0.day < days[first] }.reduce(500_00) { $0 + $1.cents }
        try shop.take([Self.export("\(number).csv", Self.run(shuffled, from: opening))])
      }
      let all = Self.run(book.shuffled(using: &random).sorted { $0.day < $1.day }, from: 500_00)
      try shop.take([Self.export("all.csv", all)])
      try check(shop, has: book)
    }
  }
}
