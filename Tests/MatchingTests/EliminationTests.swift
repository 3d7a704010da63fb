import Documents
import Testing
import Values

@testable import Books
@testable import Matching

/// The picked pairs against every assignment there is.
@Suite struct EliminationTests {
  @Test(arguments: Array(UInt64(1)...80))
  func `every picked pair is in each assignment of the highest worth`(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let books = RandomBooks(&random, papers: 6, lines: 6)
    let problem = MatchingProblem(
      documents: Fixtures.documents(books.papers),
      entries: Fixtures.entries(books.lines),
      plan: Fixtures.plan()
    )
    let elimination = Elimination(problem)
    let worth = Dictionary(
      uniqueKeysWithValues: problem.pairs.joined().filter(\.competes).map {
        ([$0.document, $0.entry], $0.surplus)
      }
    )
    let best = Self.highest(worth, 0, problem.documents.count, [], without: nil)
    for (document, entry) in elimination.entryOf {
      let other = Self.highest(
        worth,
        0,
        problem.documents.count,
        [],
        without: [document, entry]
      )
      #expect(other + elimination.margins[document] <= best, "seed \(seed): \(document)-\(entry)")
    }
  }

  /// The highest total over all one-to-one assignments that leave `without` out.
  private static func highest(
    _ worth: [[Int]: Int],
    _ document: Int,
    _ count: Int,
    _ used: Set<Int>,
    without: [Int]?
  ) -> Int {
    guard document < count else { return 0 }
    var best = highest(worth, document + 1, count, used, without: without)
    for entry in 0..<6 where !used.contains(entry) {
      let pair = [document, entry]
      guard let value = worth[pair], pair != without else { continue }
      let rest = highest(worth, document + 1, count, used.union([entry]), without: without)
      best = max(best, value + rest)
    }
    return best
  }

  @Test func `confidence rises with the score`() {
    let confidences = (-100...250).map(MatchingRules.confidence)
    #expect(confidences == confidences.sorted())
    #expect(MatchingRules.confidence(of: -100) == 5)
    #expect(MatchingRules.confidence(of: 250) == 99)
  }

  @Test func `work grows with the pairs that share something, not with all pairs`() {
    let papers = (0..<500).map { Fixtures.bill("RE2026-\(10_000 + $0)", "\(100 + $0).00") }
    let lines = (0..<500).map { Fixtures.entry("-\(100 + $0).00", "RE2026-\(10_000 + $0)") }
    let problem = MatchingProblem(
      documents: Fixtures.documents(papers),
      entries: Fixtures.entries(lines),
      plan: Fixtures.plan()
    )
    #expect(problem.weighedPairs == 500)
    #expect(Elimination(problem).entryOf.count == 500)
  }
}
