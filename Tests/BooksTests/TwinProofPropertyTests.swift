import Testing
import Values

@testable import Books

/// Random days, cut into exports at random, counted as the daemon counts.
@Suite struct TwinProofPropertyTests {
  private static let seed: UInt64 = 20_261_130

  /// The lines of a day as a ledger keeps them.
  private struct Ledger {
    var lines: [TwinProof.Line] = []

    mutating func take(_ export: [TwinProof.Line]) {
      var known: [TwinProof.Line: Int]?
      var keepsBalances = true
      switch TwinProof.verdict(stored: lines, export: export) {
      case .agreed: break
      case .undecided: keepsBalances = false
      case .further(let lines): known = lines
      }
      let before = counts
      var said: [Int: Int] = [:]
      for var line in export {
        if known != nil {
          if let times = known?[line], times > 0 {
            known?[line] = times - 1
            continue
          }
        } else {
          said[line.identity, default: 0] += 1
          if said[line.identity, default: 0] <= before[line.identity, default: 0] { continue }
        }
        if !keepsBalances { line.balance = nil }
        lines.append(line)
      }
    }

    var counts: [Int: Int] { lines.reduce(into: [:]) { $0[$1.identity, default: 0] += 1 } }
  }

  private static func counts(_ lines: some Sequence<TwinProof.Line>) -> [Int: Int] {
    lines.reduce(into: [:]) { $0[$1.identity, default: 0] += 1 }
  }

  /// Lines of few texts, so that twins are common; each text has one amount.
  private static func day(
    _ random: inout SeededRandom,
    amounts: [Int64],
    count: Int
  ) -> [TwinProof.Line] {
    (0..<count).map { _ in
      let text = Int.random(in: 0..<amounts.count, using: &random)
      return TwinProof.Line(identity: text, amount: amounts[text], balance: nil)
    }
  }

  /// With the balances that they have in this order.
  private static func run(
    _ lines: [TwinProof.Line],
    from opening: Int64 = 1_000
  ) -> [TwinProof.Line] {
    var balance = opening
    return lines.map { line in
      var line = line
      balance += line.amount
      line.balance = balance
      return line
    }
  }

  /// Windows that follow or overlap each other, each touching what is covered, until all is.
  private static func windows(_ count: Int, _ random: inout SeededRandom) -> [Range<Int>] {
    let start = Int.random(in: 0..<count, using: &random)
    var covered = start..<Int.random(in: (start + 1)...count, using: &random)
    var windows = [covered]
    while covered.count < count || Int.random(in: 0..<3, using: &random) > 0 {
      let from = Int.random(in: 0...min(covered.upperBound, count - 1), using: &random)
      let least = max(from + 1, from < covered.lowerBound ? covered.lowerBound : 0)
      let window = from..<Int.random(in: least...count, using: &random)
      windows.append(window)
      covered =
        min(covered.lowerBound, from)..<max(covered.upperBound, window.upperBound)
    }
    return windows
  }

  private static func cut(
    _ lines: [TwinProof.Line],
    _ window: Range<Int>,
    _ random: inout SeededRandom
  ) -> [TwinProof.Line] {
    let part = Array(lines[window])
    return Bool.random(using: &random) ? part : part.reversed()
  }

  @Test func `windows that cover a day of spending give exactly its lines`() {
    var random = SeededRandom(seed: Self.seed)
    for round in 0..<4_000 {
      let count = Int.random(in: 1...12, using: &random)
      let day = Self.run(Self.day(&random, amounts: [-5, -7, -5, -12], count: count))
      var ledger = Ledger()
      for window in Self.windows(count, &random) {
        ledger.take(Self.cut(day, window, &random))
      }
      #expect(ledger.counts == Self.counts(day), "round \(round), seed \(Self.seed)")
    }
  }

  @Test
  func `of a day of all kinds nothing is counted twice, and nothing less than each export has`() {
    var random = SeededRandom(seed: Self.seed)
    var (exact, exactByTexts) = (0, 0)
    for round in 0..<4_000 {
      let count = Int.random(in: 1...12, using: &random)
      let day = Self.run(Self.day(&random, amounts: [-5, 5, -7, 20, 0], count: count))
      var ledger = Ledger()
      let windows = Self.windows(count, &random)
      for window in windows { ledger.take(Self.cut(day, window, &random)) }
      let truth = Self.counts(day)
      for (text, times) in ledger.counts {
        #expect(times <= truth[text, default: 0], "round \(round), seed \(Self.seed)")
      }
      for window in windows {
        for (text, times) in Self.counts(day[window]) {
          #expect(times <= ledger.counts[text, default: 0], "round \(round), seed \(Self.seed)")
        }
      }
      exact += ledger.counts == truth ? 1 : 0
      let most = windows.map { Self.counts(day[$0]) }.reduce(into: [:]) {
        $0.merge($1, uniquingKeysWith: max)
      }
      exactByTexts += most == truth ? 1 : 0
    }
    // Amounts so small and so alike that balances often come back to where they were.
    #expect(exact > 3_200 && exactByTexts < 2_600, "\(exact), by texts \(exactByTexts)")
  }

  @Test func `a day that is printed in another order each time is counted as if it were not`() {
    var random = SeededRandom(seed: Self.seed)
    for round in 0..<8_000 {
      let count = Int.random(in: 1...9, using: &random)
      let day = Self.day(&random, amounts: [-5, 5, -7, 20, -3], count: count)
      var ledger = Ledger()
      // Each export begins with the day, and has what was booked until then.
      var most = 0
      for _ in 0..<5 {
        let booked = Int.random(in: 1...count, using: &random)
        most = max(most, booked)
        let export = Self.run(day[..<booked].shuffled(using: &random))
        ledger.take(Bool.random(using: &random) ? export : export.reversed())
        #expect(
          ledger.counts == Self.counts(day[..<most]),
          "round \(round), seed \(Self.seed)"
        )
      }
    }
  }

  @Test func `without balances lines are counted by their texts`() {
    var random = SeededRandom(seed: Self.seed)
    for _ in 0..<1_000 {
      let count = Int.random(in: 1...12, using: &random)
      let day = Self.day(&random, amounts: [-5, 5, -7], count: count)
      var ledger = Ledger()
      var most: [Int: Int] = [:]
      for window in Self.windows(count, &random) {
        ledger.take(Array(day[window]))
        most.merge(Self.counts(day[window])) { max($0, $1) }
      }
      #expect(ledger.counts == most)
    }
  }
}
