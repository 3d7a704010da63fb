import Books
import Documents
import Foundation
import Matching
import Storage
import Testing
import Values
import Workflows

@testable import Processing

/// Past the limits of what is compared, too, the books do not depend on the order in which papers come, nor on how they are
/// split over files and batches, nor on when a person rules.
///
/// A failure names its seed; the bounds are small, so that every limit is passed on both sides in most runs.
@Suite struct CrowdOrderTests {
  /// More of them by hand: TICKMARK_CROWD_SEEDS=100-400.
  static let seeds: [UInt64] = {
    let asked = ProcessInfo.processInfo.environment["TICKMARK_CROWD_SEEDS"] ?? "1-8"
    let ends = asked.split(separator: "-").compactMap { UInt64($0) }
    guard let first = ends.first, let last = ends.last, first <= last else { return [1] }
    return Array(first...last)
  }()

  // MARK: Any order

  @Test(arguments: seeds) func `crowds are the same in any order`(_ seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let books = CrowdedBooks(&random)
    let together = try shop(books.bounds)
    try together.take(books.whole, together: true)
    let expected = try together.whole(withReports: true)
    for round in 0..<2 {
      let shop = try shop(books.bounds)
      try books.take(into: shop, &random)
      expectSame(try shop.whole(withReports: true), expected, "order \(round), seed \(seed)")
    }
  }

  @Test(arguments: seeds) func `rulings between papers come to the same`(_ seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let books = CrowdedBooks(&random)
    let rulings = books.rulings(&random)
    let last = try shop(books.bounds)
    try last.take(books.whole, together: true)
    for ruling in rulings { #expect(try ruling.apply(to: last), "\(ruling), seed \(seed)") }
    let expected = try last.whole()
    for round in 0..<2 {
      let shop = try shop(books.bounds)
      try books.take(into: shop, &random, rulings: rulings)
      expectSame(try shop.whole(), expected, "order \(round), seed \(seed)")
    }
  }

  @Test(arguments: seeds)
  func `rulings that are taken back leave no trace in crowds`(_ seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let books = CrowdedBooks(&random)
    let shop = try shop(books.bounds)
    try shop.take(books.whole, together: true)
    let (whole, state) = (try shop.whole(), try shop.state())
    for ruling in books.rulings(&random) {
      try ruling.apply(to: shop)
      try shop.undo()
      expectSame(try shop.state(), state, "\(ruling) undone, seed \(seed)")
      expectSame(try shop.whole(), whole, "\(ruling) undone, seed \(seed)")
    }
  }

  @Test(arguments: seeds)
  func `below the bounds the bounds change nothing`(_ seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let books = CrowdedBooks(&random)
    let wide = try shop(MatchingBounds(alike: 100, together: 100, party: 100))
    try wide.take(books.whole, together: true)
    let standard = try shop(.standard)
    try books.take(into: standard, &random)
    expectSame(try standard.whole(), try wide.whole(), "seed \(seed)")
  }

  @Test(arguments: seeds)
  func `below the bounds each has what comparing everything with everything gives`(
    _ seed: UInt64
  ) throws {
    var random = SeededRandom(seed: seed)
    var books = CrowdedBooks(&random)
    // That money came back is seen after the comparing.
    books.lines.removeAll(where: \.isReturn)
    let shop = try shop(.standard)
    try books.take(into: shop, &random)
    let given = try shop.sql(
      "SELECT 'D' || document || ' E' || entry FROM allocation WHERE isOfParty = 0 ORDER BY 1"
    )
    let solved = try shop.solvedAtOnce().values.flatMap(\.allocations)
      .map { "\"\($0.document) \($0.entry)\"" }
    #expect(given == solved.sorted(), "seed \(seed)")
  }

  private func shop(_ bounds: MatchingBounds) throws -> Shop {
    try Shop(CrowdedBooks.definitions, day: "2026-04-20", bounds: bounds)
  }
}

/// Few amounts, sellers and references, so that most of the books is past the small bounds.
struct CrowdedBooks {
  var bills: [Bill] = []
  var invoices: [Bill] = []
  var lines: [Line] = []

  static let definitions: [String: String] = {
    // Nothing is a duplicate: there the earlier arrival is the original, which is said and meant.
    let apart =
      #""duplicate": { "exact": ["number", "seller.name", "totals.gross"], "near": ["number", "seller.name"], "days": 0 }"#
    var definitions = Definitions.standard
    definitions["invoices"] = Definitions.invoices(apart)
    definitions["bills"] = Definitions.bills.replacing(
      #""costs": "negative" }"#,
      with: #""costs": "negative", "window": "12 d", "tolerance": { "amount": "0.25 EUR" } }, "#
        + apart
    )
    return definitions
  }()

  private static let accounts = ["DE75512108001245126199", "FR7630006000011234567890189", ""]

  /// How much is compared, drawn with the books: some are all crowd, some have a crowd at the edge of a window.
  var bounds: MatchingBounds

  init(_ random: inout SeededRandom) {
    bounds = MatchingBounds(
      alike: Int.random(in: 2...6, using: &random),
      together: Int.random(in: 3...9, using: &random),
      party: Int.random(in: 2...12, using: &random)
    )
    let sellers = ["Kessel Holz", "Birch Glass", "Elm and Sons", "Northern Paint"]
      .prefix(Int.random(in: 1...4, using: &random))
    let all = ["100.00", "100.03", "100.20", "50.00", "70.00", "70.04", "80.00", "90.00", "90.30"]
    let amounts = all.shuffled(using: &random).prefix(Int.random(in: 1...9, using: &random))
    for number in 0..<Int.random(in: 6...26, using: &random) {
      let bill = Self.bill(number, sellers, amounts, &random)
      let isNew = !(bills + invoices).contains {
        $0.number == bill.number && $0.seller == bill.seller
      }
      guard isNew else { continue }
      if Bool.random(using: &random) { bills.append(bill) } else { invoices.append(bill) }
    }
    for number in 0..<Int.random(in: 6...24, using: &random) {
      lines.append(line(number, sellers, amounts, &random))
    }
    for number in 0..<Int.random(in: 0...8, using: &random) {
      if let line = together(number, &random) { lines.append(line) }
    }
    returnSome(&random)
  }

  /// Money that comes back days or weeks later, with the payment's words, with others, or with none.
  private mutating func returnSome(_ random: inout SeededRandom) {
    for number in 0..<Int.random(in: 0...4, using: &random) {
      guard let paid = lines.filter({ !$0.isReturn }).randomElement(using: &random) else { return }
      let memo = ["Ruecklastschrift \(paid.memo)", paid.memo, "Retoure", "", "Re R-1003 again"]
      lines.append(
        Line(
          String(paid.amount.dropFirst()),
          Bool.random(using: &random) ? paid.name : "",
          memo.randomElement(using: &random) ?? "",
          day:
            "2026-0\(Int.random(in: 3...4, using: &random))-\(12 + Int.random(in: 0...16, using: &random))",
          id: "T\(number)"
        )
      )
    }
  }

  /// One payment for several papers of a seller, or for a part of one, with or without their numbers.
  private func together(_ number: Int, _ random: inout SeededRandom) -> Line? {
    let papers = bills + invoices
    guard let first = papers.randomElement(using: &random) else { return nil }
    let others = papers.filter { $0.seller == first.seller && $0 != first }
      .shuffled(using: &random).prefix(Int.random(in: 0...2, using: &random))
    let cents = ([first] + others).reduce(0) { sum, paper in
      sum + (Int(paper.amount.filter { $0 != "." }) ?? 0)
    }
    let paid = others.isEmpty ? cents * Int.random(in: 30...70, using: &random) / 100 : cents
    let numbers = ([first] + others).map(\.number)
    let memo = [numbers.joined(separator: " "), numbers.joined(separator: ", "), first.number, ""]
    return Line(
      "-\(paid / 100).\(paid % 100 < 10 ? "0" : "")\(paid % 100)",
      first.seller,
      (memo.randomElement(using: &random) ?? "").replacing(",", with: " /"),
      day: "2026-03-\(16 + Int.random(in: 0...14, using: &random))",
      id: "G\(number)",
      iban: Self.accounts.randomElement(using: &random) ?? ""
    )
  }

  private static func bill(
    _ number: Int,
    _ sellers: ArraySlice<String>,
    _ amounts: ArraySlice<String>,
    _ random: inout SeededRandom
  ) -> Bill {
    // Some numbers stand on papers of two sellers, and all of a customer share its number.
    let name = number % 4 == 3 ? "K4711-0\(number / 2)" : "R-\(1_000 + number / 2)"
    var bill = Bill(
      name,
      sellers.randomElement(using: &random) ?? "",
      amounts.randomElement(using: &random) ?? "",
      day: "2026-03-\(10 + Int.random(in: 0...15, using: &random))"
    )
    bill.iban = accounts[Int.random(in: 0...1, using: &random)]
    return bill
  }

  /// Mostly of some paper's amount and seller, sometimes with its number.
  private func line(
    _ number: Int,
    _ sellers: ArraySlice<String>,
    _ amounts: ArraySlice<String>,
    _ random: inout SeededRandom
  ) -> Line {
    let paper = (bills + invoices).randomElement(using: &random) ?? Bill("R-1")
    let memo = [
      "", "", "", paper.number, "Invoice \(paper.number)", "K4711", "Re R-100\(number % 7)",
    ]
    let isLike = Int.random(in: 0...9, using: &random) < 7
    return Line(
      "-" + (isLike ? paper.amount : amounts.randomElement(using: &random) ?? paper.amount),
      isLike ? paper.seller : sellers.randomElement(using: &random) ?? paper.seller,
      memo.randomElement(using: &random) ?? "",
      day: "2026-03-\(10 + Int.random(in: 0...20, using: &random))",
      id: "L\(number)",
      iban: Self.accounts.randomElement(using: &random) ?? ""
    )
  }

  /// Each table in one file.
  var whole: [Paper] {
    invoices.map(\.named) + (bills.isEmpty ? [] : [Bill.table("bills.csv", bills)])
      + [Line.export("bank.csv", lines)]
  }

  /// In random order, tables split at random, in random batches, rulings as soon as they can be made or later.
  func take(into shop: Shop, _ random: inout SeededRandom, rulings: [CrowdRuling] = []) throws {
    var papers = invoices.map(\.named)
    for (number, part) in RandomOrder.split(bills, &random).enumerated() {
      papers.append(Bill.table("bills-\(number).csv", part))
    }
    for (number, part) in RandomOrder.split(lines, &random).enumerated() {
      papers.append(Line.export("bank-\(number).csv", part))
    }
    try shop.take(papers, inRandomOrder: &random, rulings: rulings)
  }

  /// Rulings on different documents and entries, so that they do not hang on each other.
  func rulings(_ random: inout SeededRandom) -> [CrowdRuling] {
    let papers = (bills + invoices).shuffled(using: &random)
    let lines = lines.shuffled(using: &random)
    return papers.prefix(5).enumerated().map { number, paper in
      let line = number < lines.count ? lines[number] : nil
      switch (number % 4, line) {
      case (0, let line?), (1, let line?):
        return CrowdRuling(paper: paper, text: "match", line: line)
      case (2, _): return CrowdRuling(paper: paper, text: "set totals.gross=100.03", line: nil)
      default: return CrowdRuling(paper: paper, text: "reject", line: nil)
      }
    }
  }
}

/// What a person says of one paper, named by its content.
struct CrowdRuling: Hashable, CustomStringConvertible {
  var paper: Bill
  var text: String
  var line: Line?

  var description: String { "\(paper.number) of \(paper.seller): \(text) \(line?.id ?? "")" }

  /// False while the paper or the line is not there.
  @discardableResult
  func apply(to shop: Shop) throws -> Bool {
    let documents = try shop.sql(
      "SELECT id FROM document WHERE number = '\(paper.number)' AND seller = '\(paper.seller)'"
    )
    guard let id = documents.first.flatMap({ DocumentID(text: "D" + $0) }) else { return false }
    guard let line else {
      try shop.rule(id, text)
      return true
    }
    let entries = try shop.sql("SELECT id FROM entry WHERE externalID = '\(line.id)'")
    guard let entry = entries.first else { return false }
    try shop.rule(id, "\(text) E\(entry)")
    return true
  }
}

extension Shop {
  /// The matcher alone, with all documents and all entries, whatever hangs together.
  fileprivate func solvedAtOnce() throws -> [DocumentID: MatchOutcome] {
    try storage.read(at: clock.now()) { transaction in
      var documents: [OpenDocument] = []
      for outcome in Outcome.allCases {
        try transaction.documents(with: outcome) { stored in
          guard let plan = office.workflows.workflow(stored.workflow)?.reconcile.first,
            let open = OpenDocument(id: stored.id, document: stored.document, plan: plan)
          else { return }
          documents.append(open)
        }
      }
      var entries: [Matching.OpenEntry] = []
      try transaction.entries(of: LedgerName("bank")) {
        entries.append(Matching.OpenEntry(id: $0.id, entry: $0.entry))
      }
      return Matcher.solve(
        documents: documents,
        entries: entries,
        plan: ReconcilePlan(ledger: LedgerName("bank"))
      )
    }
  }
}

extension Line {
  fileprivate var isReturn: Bool { id.hasPrefix("T") }
}

extension Bill {
  /// Numbers stand on papers of several sellers, files have names of their own.
  fileprivate var named: Paper { paper.named("\(number) \(seller).xml") }
}
