import Testing
import Values

@testable import Reconciling

@Suite struct SubsetSearchTests {
  @Test(arguments: (1...200).map { UInt64($0) })
  func `all sets with the sum are found, each once`(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let amounts = (0..<Int.random(in: 1...11, using: &random)).map { _ in
      Int64.random(in: -20...40, using: &random)
    }
    let sum = Int64.random(in: -10...80, using: &random)
    let search = SubsetSearch(amounts, sum: sum, sizes: 2...5)
    var expected: Set<UInt32> = []
    for mask in 0..<(UInt32(1) << UInt32(amounts.count))
    where (2...5).contains(mask.nonzeroBitCount) {
      let total = amounts.indices.filter { mask & (1 << UInt32($0)) != 0 }.reduce(Int64(0)) {
        $0 + amounts[$1]
      }
      if total == sum { expected.insert(mask) }
    }
    if search.isComplete { #expect(search.found.count == expected.count, "seed \(seed)") }
    #expect(Set(search.found).isSubset(of: expected), "seed \(seed)")
    #expect(search.isComplete == (expected.count < SubsetSearch.maximumFound) || !search.isComplete)
    if search.isComplete { #expect(Set(search.found) == expected, "seed \(seed)") }
  }

  @Test func `past a bound the search says that it is not complete`() {
    let amounts = [Int64](repeating: 1, count: 20)
    #expect(!SubsetSearch(amounts, sum: 6, sizes: 2...12).isComplete)
    #expect(!SubsetSearch([Int64](repeating: 1, count: 40), sum: 6, sizes: 2...12).isComplete)
  }
}
