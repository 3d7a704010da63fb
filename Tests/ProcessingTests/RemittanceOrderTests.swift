import Books
import Foundation
import Testing
import Values

@testable import Processing

/// With payment runs and payouts, too, the books do not depend on the order in which papers come, how they are split over files
/// and batches, or when a person rules; and they foot at every step.
///
/// A failure names its seed; TICKMARK_CROWD_SEEDS=1-400 runs more of them.
@Suite struct RemittanceOrderTests {
  @Test(arguments: CrowdOrderTests.seeds)
  func `runs are the same in any order`(_ seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let books = RunBooks(&random)
    let together = try shop(books)
    try together.take(books.whole, together: true)
    let expected = try together.whole(withReports: true)
    for round in 0..<2 {
      let shop = try shop(books)
      try books.take(into: shop, &random)
      expectSame(try shop.whole(withReports: true), expected, "order \(round), seed \(seed)")
      #expect(shop.verified, "seed \(seed)")
    }
  }

  @Test(arguments: CrowdOrderTests.seeds)
  func `rulings between papers come to the same`(_ seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let books = RunBooks(&random)
    let rulings = books.rulings(&random)
    let last = try shop(books)
    try last.take(books.whole, together: true)
    for ruling in rulings { #expect(try ruling.apply(to: last), "\(ruling), seed \(seed)") }
    let expected = try last.whole()
    for round in 0..<2 {
      let shop = try shop(books)
      try books.take(into: shop, &random, rulings: rulings)
      expectSame(try shop.whole(), expected, "order \(round), seed \(seed)")
      #expect(shop.verified, "seed \(seed)")
    }
  }

  @Test(arguments: CrowdOrderTests.seeds)
  func `rulings that are taken back leave no trace`(_ seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let books = RunBooks(&random)
    let shop = try shop(books)
    try shop.take(books.whole, together: true)
    let (whole, state) = (try shop.whole(), try shop.state())
    for ruling in books.rulings(&random) {
      try ruling.apply(to: shop)
      try shop.undo()
      expectSame(try shop.state(), state, "\(ruling) undone, seed \(seed)")
      expectSame(try shop.whole(), whole, "\(ruling) undone, seed \(seed)")
    }
  }

  @Test(arguments: CrowdOrderTests.seeds)
  func `dropping everything again changes nothing`(_ seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let books = RunBooks(&random)
    let shop = try shop(books)
    try shop.take(books.whole, together: true)
    let whole = try shop.whole()
    let again = books.runFiles + books.whole.suffix(1)
    try shop.take(
      again.map { Paper(workflow: $0.workflow, name: "again-\($0.name)", text: $0.text + "\n") }
    )
    expectSame(try shop.whole(), whole, "seed \(seed)")
  }

  private func shop(_ books: RunBooks) throws -> Shop {
    try Shop(RunBooks.definitions, day: "2026-04-20", bounds: books.bounds)
  }
}

/// Runs that are right, and runs with every fault that we could think of, over few amounts, numbers and sellers.
struct RunBooks {
  var bills: [Bill] = []
  var invoices: [Bill] = []
  var files: [[Run]] = []
  var lists: [Run] = []
  var lines: [Line] = []
  var bounds = MatchingBounds(alike: 50, together: 50, party: 30, remittance: 4)

  static let definitions: [String: String] = {
    var definitions = Run.definitions
    for (name, text) in CrowdedBooks.definitions { definitions[name] = text }
    return definitions
  }()

  private static let accounts = ["DE75512108001245126199", "FR7630006000011234567890189"]
  private static let sellers = ["Kessel Holz", "Birch Glass", "Elm and Sons"]
  private static let amounts = ["100.00", "70.00", "70.04", "80.00", "90.30"]

  init(_ random: inout SeededRandom) {
    for number in 0..<Int.random(in: 4...14, using: &random) { addBill(number, &random) }
    for number in 0..<Int.random(in: 1...4, using: &random) {
      let count = Int.random(in: 0...4, using: &random) == 0 ? 2 : 1
      let runs = (0..<count).map { part in
        run(
          "PR-7000\(Int.random(in: 0...3, using: &random) == 0 ? 0 : number)\(part)",
          "MSG-8800\(number)",
          &random
        )
      }
      files.append(runs)
      addEntries(runs, &random)
    }
    for number in 0..<Int.random(in: 0...2, using: &random) {
      let run = run("po_9100\(number)", "", &random)
      lists.append(run)
      addEntries([run], &random)
    }
    for number in 0..<Int.random(in: 0...6, using: &random) { addLine(number, &random) }
  }

  private mutating func addBill(_ number: Int, _ random: inout SeededRandom) {
    // Some numbers stand on papers of two sellers.
    let name = number % 5 == 4 ? "R-\(1_000 + number - 1)" : "R-\(1_000 + number)"
    var bill = Bill(
      name,
      Self.sellers.randomElement(using: &random) ?? "",
      Self.amounts.randomElement(using: &random) ?? "",
      day: "2026-03-\(10 + Int.random(in: 0...4, using: &random))"
    )
    bill.iban = [nil, Self.accounts[0], Self.accounts[1]].randomElement(using: &random) ?? nil
    guard !(bills + invoices).contains(where: { $0.number == name && $0.seller == bill.seller })
    else { return }
    if Bool.random(using: &random) {
      bill.iban = nil
      bills.append(bill)
    } else {
      invoices.append(bill)
    }
  }

  private func run(_ reference: String, _ message: String, _ random: inout SeededRandom) -> Run {
    let papers = (bills + invoices).shuffled(using: &random)
      .prefix(Int.random(in: 1...5, using: &random))
    var lines: [RunLine] = []
    for paper in papers {
      var line = RunLine(
        paper.amount,
        paper.seller,
        "Invoice \(paper.number)",
        iban: paper.iban ?? ""
      )
      switch Int.random(in: 0...19, using: &random) {
      case 0: line.amount = "75.00"
      case 1: line.text = "without a number"
      case 2: line.text = "Invoice R-4999"
      case 3: line.name = "Somebody Else"
      case 4: line.iban = Self.accounts[1]
      case 5: lines.append(line)
      case 6 where !lines.isEmpty:
        lines[lines.count - 1].text += " " + line.text
        lines[lines.count - 1].amount = Run.text(
          Run.cents(lines[lines.count - 1].amount) + Run.cents(line.amount)
        )
        continue
      case 7: line.fee = "1.25"
      default: break
      }
      if message.isEmpty, Bool.random(using: &random) { line.fee = "0.75" }
      if !message.isEmpty { line.fee = "0.00" }
      lines.append(line)
    }
    return Run(reference, lines, message: message)
  }

  private mutating func addEntries(_ runs: [Run], _ random: inout SeededRandom) {
    let isWhole = runs.count > 1 && Bool.random(using: &random)
    let parts =
      isWhole
      ? [(Run.text(runs.reduce(0) { $0 + Run.cents($1.net) }), runs[0].message)]
      : runs.map { ($0.net, $0.reference) }
    for (net, name) in parts {
      let number = lines.count
      var line = Line(
        Run.text(-Run.cents(net)),
        "",
        "Sammler \(name)",
        day: "2026-03-\(18 + Int.random(in: 0...3, using: &random))",
        id: "G\(number)"
      )
      switch Int.random(in: 0...11, using: &random) {
      case 0: continue
      case 1: line.memo = "Sammler"
      case 2: line.amount = Run.text(-Run.cents(net) - 100)
      case 3:
        var second = line
        second.id = "H\(number)"
        lines.append(second)
      case 4: line.memo += " R-1002"
      case 5: line.day = "2026-04-15"
      case 6: line.amount = net
      default: break
      }
      lines.append(line)
    }
  }

  /// A payment of one paper by itself.
  private mutating func addLine(_ number: Int, _ random: inout SeededRandom) {
    guard let paper = (bills + invoices).randomElement(using: &random) else { return }
    lines.append(
      Line(
        "-" + paper.amount,
        paper.seller,
        ["", "Invoice \(paper.number)", paper.number].randomElement(using: &random) ?? "",
        day: "2026-03-\(14 + Int.random(in: 0...6, using: &random))",
        id: "L\(number)",
        iban: [paper.iban ?? "", ""].randomElement(using: &random) ?? ""
      )
    )
  }

  var runFiles: [Paper] {
    files.enumerated().map { Run.file("run-\($0).xml", $1) }
      + (lists.isEmpty ? [] : [Run.list("payouts.csv", lists)])
  }

  var whole: [Paper] {
    invoices.map(named) + runFiles + (bills.isEmpty ? [] : [Bill.table("bills.csv", bills)])
      + (lines.isEmpty ? [] : [Line.export("bank.csv", lines)])
  }

  private func named(_ bill: Bill) -> Paper {
    bill.paper.named("\(bill.number) \(bill.seller).xml")
  }

  func take(into shop: Shop, _ random: inout SeededRandom, rulings: [CrowdRuling] = []) throws {
    var papers = invoices.map(named) + files.enumerated().map { Run.file("run-\($0).xml", $1) }
    for (number, run) in lists.enumerated() {
      papers.append(Run.list("payouts-\(number).csv", [run]))
      // An export that overlaps.
      if Bool.random(using: &random) { papers.append(Run.list("more-\(number).csv", lists)) }
    }
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
      case (2, _): return CrowdRuling(paper: paper, text: "set totals.gross=75.00", line: nil)
      default: return CrowdRuling(paper: paper, text: "reject", line: nil)
      }
    }
  }
}
