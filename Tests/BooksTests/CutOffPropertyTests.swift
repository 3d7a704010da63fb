import Testing
import Values

@testable import Books

/// What is open at the end of a period is what was open before, and what came, less what went: for any items and any days.
@Suite struct CutOffPropertyTests {
  private let euro = Currency("EUR")

  /// Items that are accounted for to the minor unit, on random days of four months.
  private func items(_ random: inout SeededRandom) throws -> [CutOffItem] {
    let start = try #require(Day("2026-01-01"))
    func day(_ random: inout SeededRandom) -> Day {
      start.adding(days: Int.random(in: 0..<120, using: &random))
    }
    return try (0..<Int.random(in: 0...30, using: &random)).map { number in
      let sign: Int128 = Bool.random(using: &random) ? 1 : -1
      var left = Int128(Int.random(in: 0...9_999, using: &random))
      var item = CutOffItem(
        id: "E\(number)",
        currency: try #require(euro),
        day: day(&random),
        amount: sign * left,
        isAlone: Int.random(in: 0..<6, using: &random) == 0
      )
      for _ in 0..<Int.random(in: 0...3, using: &random) where left > 0 {
        let part = Int128(Int.random(in: 1...Int(left), using: &random))
        left -= part
        item.parts.append((sign * part, max(item.day, day(&random))))
      }
      if left > 0, !item.parts.isEmpty {
        let kinds = Residual.Kind.allCases.map(\.rawValue)
        item.rests.append((kinds.randomElement(using: &random) ?? "open", sign * left))
      }
      return item
    }
  }

  private func statement(
    _ period: String,
    _ items: [CutOffItem],
    signed: PeriodStatement? = nil
  ) throws -> PeriodStatement {
    let period = try #require(Period(period))
    var statement = PeriodStatement(ledger: LedgerName("bank"), period: period)
    var cut = CutOff(first: period.first, last: period.last)
    for item in items { cut.add(item) }
    statement.entries = cut.sides
    statement.openEntryRolls = try cut.rolls(signed: signed?.openEntryRolls)
    statement.openEntries = cut.open
    return statement
  }

  @Test(arguments: 1...300) func `every period foots, and the next begins where it ends`(
    _ seed: Int
  ) throws {
    var random = SeededRandom(seed: UInt64(seed))
    let items = try items(&random)
    var before: PeriodStatement?
    for month in ["2026-01", "2026-02", "2026-03", "2026-04"] {
      let plain = try statement(month, items)
      #expect(plain.imbalances == [], "seed \(seed), \(month)")
      let signed = try statement(month, items.shuffled(using: &random), signed: before)
      #expect(signed.imbalances == [], "seed \(seed), \(month)")
      if let before {
        let opening = plain.openEntryRolls?["EUR"]?.opening ?? .init()
        #expect(opening.count == before.openEntryRolls?["EUR"]?.closing.count ?? 0, "seed \(seed)")
        #expect(signed.openEntryRolls?["EUR"]?.changed.count ?? 0 == 0, "seed \(seed)")
      }
      let listed = plain.openEntries.reduce(Int128(0)) { $0 + Int128($1.amount.minorUnits) }
      let closing = plain.openEntryRolls?["EUR"]?.closing.sum ?? .zero
      #expect(try CutOff.decimal(listed, #require(euro)).subtracting(closing) == .zero)
      #expect(plain.openEntries.allSatisfy { ($0.day.map { $0 <= plain.last }) ?? false })
      before = plain
    }
  }

  @Test(arguments: 1...100) func `a minor unit that is lost shows`(_ seed: Int) throws {
    var random = SeededRandom(seed: UInt64(seed))
    var items = try items(&random)
    guard let place = items.firstIndex(where: { !$0.parts.isEmpty }) else { return }
    items[place].parts[0].amount += 1
    let months = ["2026-01", "2026-02", "2026-03", "2026-04"]
    #expect(try months.contains { try !statement($0, items).imbalances.isEmpty }, "seed \(seed)")
  }

  @Test func `what came and went since a period was signed stands in a line of its own`() throws {
    var random = SeededRandom(seed: 7)
    let items = try items(&random)
    let signed = try statement("2026-01", items)
    let late = CutOffItem(
      id: "E99",
      currency: try #require(euro),
      day: try #require(Day("2026-01-12")),
      amount: -3_100,
      isAlone: false
    )
    let next = try statement("2026-02", items + [late], signed: signed)
    let roll = try #require(next.openEntryRolls?["EUR"])
    #expect(roll.opening == signed.openEntryRolls?["EUR"]?.closing)
    #expect(roll.changed == .init(count: 1, sum: CutOff.decimal(-3_100, try #require(euro))))
    #expect(next.imbalances == [])
  }
}
