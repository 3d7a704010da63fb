/// The work that all searches of one paper may take together.
///
/// A class because patterns of one paper share it; it never leaves the reading of that paper.
package final class PatternBudget {
  package private(set) var steps: Int

  /// About one second of searching.
  package static let paperSteps = 20_000_000

  package init(steps: Int = PatternBudget.paperSteps) {
    self.steps = steps
  }

  /// True when a search was given up: nothing is known about what was looked for.
  package var isSpent: Bool { steps <= 0 }

  func use(
    _ work: (inout Int) -> Result<[Int], PatternSearch.Failure>
  ) -> Result<
    [Int], PatternSearch.Failure
  > {
    guard steps > 0 else { return .failure(.tooExpensive) }
    var rest = steps
    let result = work(&rest)
    // One search that is given up may have backtracked in vain for long: no other is begun.
    if case .failure = result { rest = 0 }
    steps = rest
    return result
  }
}

/// Every hit of a pattern in a text.
package struct PatternMatches: Sendable {
  package var hits: [PatternMatch]
  /// False when a limit was reached: there may be more.
  package var isComplete: Bool
}

// Searches of a whole paper, whose text is longer than a cell's.
extension Pattern {
  /// The names of groups, in the order of their numbers.
  package var groupNames: [String] {
    groupNumbers.sorted { ($0.value.first ?? 0, $0.key) < ($1.value.first ?? 0, $1.key) }.map(\.key)
  }

  /// The first hit at or behind byte `start` of `text`.
  package func firstMatch(
    in text: String,
    from start: Int = 0,
    budget: PatternBudget
  ) -> PatternResult {
    guard text.utf8.count <= PatternLimits.paperBytes, start <= text.utf8.count else {
      return .tooExpensive
    }
    let search = unsafe PatternSearch(code)
    switch budget.use({ search.run(text, from: start, steps: &$0) }) {
    case .failure: return .tooExpensive
    case .success(let offsets) where offsets.isEmpty: return .none
    case .success(let offsets):
      return .match(PatternMatch(subject: text, offsets: offsets, groupNumbers: groupNumbers))
    }
  }

  /// The hits from left to right, none inside another; at most `limit`.
  package func matches(in text: String, limit: Int, budget: PatternBudget) -> PatternMatches {
    var found = PatternMatches(hits: [], isComplete: true)
    var start = 0
    while start <= text.utf8.count {
      guard found.hits.count < limit else {
        found.isComplete = false
        break
      }
      switch firstMatch(in: text, from: start, budget: budget) {
      case .none: return found
      case .tooExpensive:
        found.isComplete = false
        return found
      case .match(let match):
        found.hits.append(match)
        let range = match.byteRange(0) ?? start..<start
        start = range.isEmpty ? Self.next(range.upperBound, text) : range.upperBound
      }
    }
    return found
  }

  /// The byte at which the next character begins.
  private static func next(_ offset: Int, _ text: String) -> Int {
    let bytes = text.utf8
    guard offset < bytes.count else { return bytes.count + 1 }
    var next = offset + 1
    while next < bytes.count, bytes[bytes.index(bytes.startIndex, offsetBy: next)] & 0xC0 == 0x80 {
      next += 1
    }
    return next
  }
}
