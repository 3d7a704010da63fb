import Books
import Documents
import Matching
import Testing
import Values
import Workflows

/// Books with few names, amounts and numbers, so that ties and near ties are common.
struct RandomBooks {
  var papers: [Document] = []
  var lines: [Entry] = []

  private static let names = [
    "Kessel Holzhandel GmbH", "Kessler Holz KG", "Bäckerei Öztürk", "Lumen Studio Ltd",
    "Services Group",
  ]
  private static let accounts = ["DE75512108001245126199", "FR7630006000011234567890189"]

  init(_ random: inout SeededRandom, papers: Int, lines: Int) {
    for _ in 0..<papers { self.papers.append(Self.paper(&random)) }
    for _ in 0..<lines { self.lines.append(line(&random)) }
  }

  private static func paper(_ random: inout SeededRandom) -> Document {
    let number = Int.random(in: 1...6, using: &random)
    return Fixtures.bill(
      Bool.random(using: &random) ? "RE2026-000\(number)" : nil,
      "\(Int.random(in: 10...13, using: &random)).00",
      on: "2026-03-0\(Int.random(in: 1...9, using: &random))",
      from: names.randomElement(using: &random),
      iban: Bool.random(using: &random) ? accounts.randomElement(using: &random) : nil,
      type: Int.random(in: 0...5, using: &random) == 0 ? .creditNote : .invoice
    )
  }

  private func line(_ random: inout SeededRandom) -> Entry {
    let memos = ["RE2026-000", "Rechnung 2026 000", "Miete ", "", "Storno RE2026-000"]
    let memo =
      (memos.randomElement(using: &random) ?? "") + "\(Int.random(in: 1...6, using: &random))"
    let sign = Int.random(in: 0...4, using: &random) == 0 ? "" : "-"
    return Fixtures.entry(
      "\(sign)\(Int.random(in: 10...13, using: &random)).0\(Int.random(in: 0...1, using: &random))",
      memo,
      on: "2026-03-1\(Int.random(in: 0...9, using: &random))",
      to: Self.names.randomElement(using: &random),
      iban: Bool.random(using: &random) ? Self.accounts.randomElement(using: &random) : nil
    )
  }
}

@Suite struct MatcherPropertyTests {
  private static let seeds: [UInt64] = Array(1...60)
  private let plan = Fixtures.plan { $0.toleranceAmount = Fixtures.money("0.01") }

  /// What happened to each document, told without ids, in the order of the documents.
  private func told(
    _ documents: [OpenDocument],
    _ entries: [OpenEntry]
  ) throws -> [DocumentID: String] {
    let content = Dictionary(uniqueKeysWithValues: entries.map { ($0.id, $0.entry.identity) })
    let solved = Matcher.solve(documents: documents, entries: entries, plan: plan)
    return solved.mapValues { outcome in
      let shares = outcome.allocations.map { "\(content[$0.entry] ?? "") \($0.entryAmount)" }
      let others = outcome.candidates.map { "\(content[$0.entry] ?? "") \($0.score)" }
      return "\(outcome.status) \(outcome.confidence) \(outcome.explanation) \(shares) \(others)"
    }
  }

  @Test(arguments: seeds)
  func `order and ids change nothing`(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let books = RandomBooks(&random, papers: 8, lines: 10)
    let documents = Fixtures.documents(books.papers)
    let entries = Fixtures.entries(books.lines)
    let expected = try told(documents, entries)

    let documentNumbers = Array(1...Int64(documents.count)).shuffled(using: &random)
    let entryNumbers = Array(1...Int64(entries.count)).shuffled(using: &random)
    let renamed = documents.map { open in
      var open = open
      open.id = DocumentID(documentNumbers[Int(open.id.number) - 1])
      return open
    }
    let relabelled = entries.map { open in
      var open = open
      open.id = EntryID(entryNumbers[Int(open.id.number) - 1])
      return open
    }
    let found = try told(renamed.shuffled(using: &random), relabelled.shuffled(using: &random))
    for (old, new) in zip(documents, renamed) { #expect(found[new.id] == expected[old.id]) }
  }

  @Test(arguments: seeds)
  func `an unrelated pair changes nothing`(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let books = RandomBooks(&random, papers: 6, lines: 8)
    let expected = try told(Fixtures.documents(books.papers), Fixtures.entries(books.lines))
    let stranger = Fixtures.bill("ZZ-777777", "98765.43", from: "Quux Nine Ltd")
    let payment = Fixtures.entry("-98765.43", "ZZ-777777", to: "QUUX NINE")
    let found = try told(
      Fixtures.documents(books.papers + [stranger]),
      Fixtures.entries(books.lines + [payment])
    )
    for (id, words) in expected { #expect(found[id] == words) }
    #expect(found[DocumentID(Int64(books.papers.count + 1))]?.hasPrefix("matched") == true)
  }

  @Test(arguments: seeds)
  func `the books balance and no line is given twice`(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let books = RandomBooks(&random, papers: 12, lines: 12)
    let outcomes = try Fixtures.solve(books.papers, books.lines, plan)
    let used = outcomes.flatMap(\.allocations).map(\.entry)
    #expect(Set(used).count == used.count)
    for outcome in outcomes where outcome.status != .matched { #expect(outcome.allocations == []) }
  }

  @Test(arguments: seeds)
  func `writing the number into the memo never lowers the score`(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let books = RandomBooks(&random, papers: 1, lines: 1)
    var paper = books.papers[0]
    paper.number = "RE2026-0007"
    var line = books.lines[0]
    // The same amount, so that the pair is weighed before and after.
    line.amount = Fixtures.money("-" + (paper.totals.gross?.description ?? "10.00"))
    let before = try Fixtures.solve([paper], [line], plan)[0].candidates.first?.score
    line.memo = (line.memo ?? "") + " RE2026-0007"
    let after = try Fixtures.solve([paper], [line], plan)[0].candidates.first?.score
    #expect((after ?? Int.min) >= (before ?? Int.min))
  }
}
