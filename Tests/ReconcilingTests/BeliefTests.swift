import Testing
import Values

@testable import Reconciling

@Suite struct BeliefTests {
  /// All ways to choose, looked at one by one.
  private func bruteForce(_ explanations: Explanations) -> [Double] {
    var belief = [Double](repeating: 0, count: explanations.count)
    var total = 0.0
    for mask in 0..<(1 << explanations.count) {
      var (weight, seen, isFree) = (1.0, Set<Int32>(), true)
      for item in 0..<explanations.count where mask & (1 << item) != 0 {
        weight *= Exponential.exp(explanations.score[item])
        for member in explanations.members(item) where !seen.insert(member).inserted {
          isFree = false
        }
      }
      guard isFree else { continue }
      total += weight
      for item in 0..<explanations.count where mask & (1 << item) != 0 { belief[item] += weight }
    }
    return belief.map { $0 / total }
  }

  @Test(arguments: (1...300).map { UInt64($0) })
  func `beliefs of up to twelve by twelve are those of brute force`(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let (documents, entries) = (
      Int.random(in: 1...12, using: &random), Int.random(in: 1...12, using: &random)
    )
    var explanations = Explanations()
    for _ in 0..<Int.random(in: 1...12, using: &random) {
      let papers = Set(
        (0..<Int.random(in: 1...3, using: &random)).map { _ in
          Int32.random(in: 0..<Int32(documents), using: &random)
        }
      )
      let rows = Set(
        (0..<Int.random(in: 1...2, using: &random)).map { _ in
          Int32.random(in: 0..<Int32(entries), using: &random)
        }
      )
      explanations.add(
        .several,
        score: Double.random(in: -5...8, using: &random),
        documents: papers.sorted(),
        entries: rows.sorted()
      )
    }
    let beliefs = Beliefs(explanations, documents: documents, entries: entries)
    for (mine, theirs) in zip(beliefs.values, bruteForce(explanations)) {
      #expect(abs(mine - theirs) < 1e-9, "seed \(seed)")
    }
    #expect(beliefs.isProved.allSatisfy { $0 })
  }

  @Test func `forty explanations with few ways to choose are worked out exactly`() {
    var explanations = Explanations()
    for row in 0..<Int32(40) {
      explanations.add(.single, score: 1, documents: [row % 2], entries: [row])
    }
    let beliefs = Beliefs(explanations, documents: 2, entries: 40)
    let ratio = 20 * Exponential.exp(1)
    #expect(beliefs.isProved.allSatisfy { $0 })
    #expect(abs(beliefs.values.reduce(0, +) - 2 * ratio / (1 + ratio)) < 1e-9)
  }

  @Test func `beyond the bound nothing is called proved`() {
    var explanations = Explanations()
    for row in 0..<Int32(ExactComponent.maximumItems + 1) {
      explanations.add(.single, score: 1, documents: [0], entries: [row])
    }
    let beliefs = Beliefs(explanations, documents: 1, entries: 80)
    #expect(!beliefs.isProved.contains(true))
    #expect(abs(beliefs.values.reduce(0, +) - 0.9944) < 0.001)
  }
}
