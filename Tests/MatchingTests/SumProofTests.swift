import Testing
import Values

@testable import Matching

@Suite struct SumProofTests {
  /// Every set, one by one.
  private func count(_ amounts: [Int64], _ sum: Int64) -> Int {
    (0..<(1 << amounts.count)).count { mask in
      amounts.indices.reduce(Int64(0)) { $0 + (mask & (1 << $1) != 0 ? amounts[$1] : 0) } == sum
    }
  }

  @Test(arguments: 1...200) func `it agrees with looking at every set`(_ seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let amounts = (0..<Int.random(in: 1...10, using: &random)).map { _ in
      Int64.random(in: -5...30, using: &random)
    }
    let sum = Int64.random(in: 1...60, using: &random)
    let isOnly = SumProof.isOnly(amounts, required: [], sum: sum)
    #expect(isOnly == (count(amounts, sum) == 1), "seed \(seed): \(amounts) to \(sum)")
  }

  @Test func `what must be in it counts`() {
    #expect(!SumProof.isOnly([10, 10, 5], required: [], sum: 15))
    #expect(SumProof.isOnly([10, 5], required: [10], sum: 15) == true)
    #expect(!SumProof.isOnly([Int64](repeating: 1, count: 31), required: [], sum: 31))
    #expect(!SumProof.isOnly([.max, .max], required: [], sum: 1))
  }
}
