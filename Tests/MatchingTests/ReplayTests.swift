import Books
import Documents
import Matching
import Testing
import Values
import Workflows

/// What is stored with a match is enough to decide it again, and to notice that something of it was changed.
@Suite struct ReplayTests {
  private static func matches(_ seed: UInt64) -> [MatchOutcome] {
    var random = SeededRandom(seed: seed)
    let papers = (0..<6).map { place in
      Fixtures.bill(
        "RE-202\(place)-44\(place)7",
        "\(Int.random(in: 20...90, using: &random)).\(Int.random(in: 10...99, using: &random))",
        on: "2026-03-\(10 + place)",
        due: "2026-03-28"
      )
    }
    let cents = papers.map { $0.payableMoney?.minorUnits ?? 0 }
    func text(_ cents: Int64) -> String {
      "-\(cents / 100).\(cents % 100 < 10 ? "0" : "")\(cents % 100)"
    }
    let rows = [
      Fixtures.entry(text(cents[0]), papers[0].number, on: "2026-03-27"),
      Fixtures.entry(text(cents[1] + cents[2]), "", on: "2026-03-28"),
      Fixtures.entry(text(cents[3] / 2), "Teil \(papers[3].number ?? "")", on: "2026-03-20"),
      Fixtures.entry(
        text(cents[4] + cents[5]),
        "\(papers[4].number ?? "") \(papers[5].number ?? "")",
        on: "2026-03-29"
      ),
    ]
    let plan = Fixtures.plan { $0.costs = .negative }
    let pairs = Matcher.solve(
      documents: Fixtures.documents(papers),
      entries: Fixtures.entries(rows),
      plan: plan
    )
    let open = papers.indices.filter { pairs[DocumentID(Int64($0 + 1))]?.status != .matched }
    let party = PartyTests.solve(open.map { papers[$0] }, Array(rows.dropFirst()), plan: plan)
    return Array(pairs.values) + party.told.values
  }

  @Test(arguments: 1...30) func `reasons and grounds come to the match`(_ seed: UInt64) {
    let matched = Self.matches(seed).filter(\.holdsEntries)
    #expect(matched.count > 1, "seed \(seed)")
    for outcome in matched {
      #expect(
        Replay.holds(outcome) == true,
        "seed \(seed): \(outcome.pattern) \(outcome.explanation)"
      )
    }
  }

  @Test(arguments: 1...10) func `a change of any of them is noticed`(_ seed: UInt64) {
    for outcome in Self.matches(seed).filter(\.holdsEntries) {
      var changed = outcome
      changed.candidates[0].reasons[0].weight += 1
      #expect(Replay.holds(changed) == false)
      changed = outcome
      changed.candidates[0].score += 1
      #expect(Replay.holds(changed) == false)
      changed = outcome
      changed.candidates[0].reasons.append(Reason(code: "name-differs", weight: -15, text: ""))
      changed.candidates[0].score -= 15
      #expect(Replay.holds(changed) == false)
      changed = outcome
      changed.grounds?.accept = 100
      #expect(Replay.holds(changed) == false || outcome.pattern == .partial)
    }
  }

  @Test func `what no machine has matched is not decided again`() {
    let open = MatchOutcome(ledger: LedgerName("bank"), status: .unmatched, explanation: "")
    #expect(Replay.holds(open) == nil)
    for outcome in Self.matches(3) where !outcome.holdsEntries {
      #expect(Replay.holds(outcome) == nil)
    }
  }
}
