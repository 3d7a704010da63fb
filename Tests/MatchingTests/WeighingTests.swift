import Books
import Documents
import Testing
import Values

@testable import Matching

/// Each pair is weighed once, whoever asks.
@Suite struct WeighingTests {
  @Test(arguments: 0...PackedPair.maximumEvidence)
  func `a pair comes out of its sixteen bytes as it went in`(_ count: Int) throws {
    for start in Evidence.allCases.indices {
      let evidence = (0..<count).map {
        Evidence.allCases[(start + $0 * 7) % Evidence.allCases.count]
      }
      let pair = Pair(
        document: 3,
        entry: 8,
        evidence: evidence,
        nameLikeness: start * 3,
        signFits: start.isMultiple(of: 2)
      )
      #expect(PackedPair(pair)?.pair(at: (3, 8)) == pair)
    }
  }

  @Test func `more evidence than there is room for is not kept short`() {
    let pair = Pair(
      document: 0,
      entry: 0,
      evidence: Array(Evidence.allCases.prefix(PackedPair.maximumEvidence + 1))
    )
    #expect(PackedPair(pair) == nil)
  }

  @Test func `a pair is weighed once for its link and for each solution`() throws {
    let papers = (1...3).map { Fixtures.bill("R-\($0)00", "100.00") }
    let lines = (1...4).map { Fixtures.entry("-100.00", "R-\($0)00") }
    let (documents, entries) = (Fixtures.documents(papers), Fixtures.entries(lines))
    var weighing = Weighing(plan: Fixtures.plan())
    for document in documents {
      for entry in entries { _ = weighing.link(document, entry, wornKeys: []) }
    }
    #expect(weighing.weighedPairs == 12)
    let group = MatchingGroup(
      members: documents.map { MatchingGroup.Member($0, entries: entries.map(\.id)) },
      entries: entries,
      crowdedEntries: [],
      bounds: .standard
    )
    let first = MatchingSolution(group, &weighing, plan: Fixtures.plan())
    let second = MatchingSolution(group, &weighing, plan: Fixtures.plan())
    #expect(weighing.weighedPairs == 12)
    #expect(first.taken.count == 3)
    #expect(first.outcomes(hidden: []) == second.outcomes(hidden: []))
    // Not by chance: weighed anew it is the same.
    let fresh = Matcher.solve(documents: documents, entries: entries, plan: Fixtures.plan())
    #expect(first.outcomes(hidden: []) == fresh)
  }
}
