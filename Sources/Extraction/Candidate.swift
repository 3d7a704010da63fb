/// A value that a field may have, with where it stands and how much speaks for it.
struct Candidate<Value> {
  var value: Value
  var tokens: Range<Int>
  /// 0...1000.
  var score: Int
}

extension Candidate {
  /// More say nothing new.
  private static var maximumCandidates: Int { 200 }

  /// The best candidate; equal values count once and strengthen each other a little.
  ///
  /// The runner-up is the best one with another value.
  static func best(
    _ all: [Candidate],
    same: (Value, Value) -> Bool
  ) -> (winner: Candidate, runnerUp: Candidate?, repeats: Int)? {
    var groups: [(best: Candidate, count: Int)] = []
    for candidate in all.prefix(maximumCandidates) {
      if let index = groups.firstIndex(where: { same($0.best.value, candidate.value) }) {
        groups[index].count += 1
        if candidate.score > groups[index].best.score { groups[index].best = candidate }
      } else {
        groups.append((candidate, 1))
      }
    }
    func weight(_ group: (best: Candidate, count: Int)) -> Int {
      group.best.score + min(60, 20 * (group.count - 1))
    }
    let sorted = groups.enumerated().sorted {
      (weight($0.element), -$0.offset) > (weight($1.element), -$1.offset)
    }.map(\.element)
    guard let first = sorted.first else { return nil }
    return (first.best, sorted.dropFirst().first?.best, first.count)
  }
}
