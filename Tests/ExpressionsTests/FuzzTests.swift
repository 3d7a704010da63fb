import ExpressionsFuzzing
import Foundation
import Testing

/// Broken and odd expressions: nothing traps, nothing runs away, and what is checked keeps its promise.
///
/// `TICKMARK_FUZZ=100000` says how many, `TICKMARK_SEED=7` which; both are printed. A million at a time are looked at by
/// `ExpressionsFuzz`, in Benchmarks.
@Suite struct FuzzTests {
  static let count = number("TICKMARK_FUZZ") ?? 2_000
  static let seed = UInt64(number("TICKMARK_SEED") ?? 20_260_314)

  @Test func `mutated expressions are refused, fail or give what was promised`() throws {
    print("fuzz: \(Self.count) expressions, seed \(Self.seed)")
    var mutator = ExpressionMutator(seed: Self.seed, corpus: try ExpressionsPage().sources)
    var run = try FuzzRun()
    for round in 0..<Self.count {
      for complaint in run.look(at: mutator.next()) {
        Issue.record("seed \(Self.seed), round \(round): \(complaint)")
      }
    }
    #expect(run.dearest.steps <= 2 * FuzzRun.costLimit, "\(run.dearest)")
    // Mutations that only break things would test nothing behind the parser.
    #expect(run.tally["checked: value", default: 0] * 50 > Self.count)
    #expect(run.tally["checked: error", default: 0] * 500 > Self.count)
    #expect(
      run.tally["dynamic: value", default: 0] > run.tally["checked: value", default: 0]
    )
  }

  @Test func `the same seed gives the same expressions`() throws {
    let corpus = try ExpressionsPage().sources
    var one = ExpressionMutator(seed: Self.seed, corpus: corpus)
    var other = ExpressionMutator(seed: Self.seed, corpus: corpus)
    let sources = (0..<100).map { _ in one.next() }
    #expect(sources == (0..<100).map { _ in other.next() })
    #expect(Set(sources).count > 90)
  }

  private static func number(_ name: String) -> Int? {
    ProcessInfo.processInfo.environment[name].flatMap { Int($0) }
  }
}
