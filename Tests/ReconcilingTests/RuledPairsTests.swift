import ReconcilingProperties
import Testing
import Values

@testable import Reconciling

/// What people's rulings do to weights.
@Suite struct RuledPairsTests {
  /// Bills of one party, each with an entry that gives its amount and nothing but a name with a slip.
  private func books(_ count: Int) -> TestBooks {
    var books = TestBooks()
    for place in 0..<count {
      books.bill("D\(place)", "Birkenfeld Holzhandel GmbH", "RE-2041\(place)", "\(100 + place).37")
      books.entry("E\(place)", "-\(100 + place).37", "Birkenfeld Holzhandle", "Danke")
    }
    return books
  }

  private func rulings(_ places: Range<Int>, belongs: Bool) -> [RuledPairs.Ruling] {
    places.map { RuledPairs.Ruling(document: "D\($0)", entry: "E\($0)", belongs: belongs) }
  }

  private func weight(_ weights: Weights, _ name: NameLevel) -> Double {
    weights.table[Weights.Stratum.exact.rawValue][Evidence.Feature.name.rawValue][
      Int(name.rawValue)
    ]
  }

  @Test func `what is confirmed weighs more, what is refused weighs less`() {
    let open = books(8).open
    let confirmed = RuledPairs(rulings(0..<8, belongs: true), in: open)
    let refused = RuledPairs(rulings(0..<8, belongs: false), in: open)
    #expect(confirmed.confirmed.count == 8)
    let level = confirmed.confirmed[0].name
    #expect(level == .near)
    let plain = weight(.sound, level)
    let (more, less) = (
      weight(Weights.sound.sharpened(by: confirmed), level),
      weight(Weights.sound.sharpened(by: refused), level)
    )
    #expect(more > plain + 0.05)
    #expect(less < plain - 0.05)
    #expect(more <= plain + Ruled.mostMoved)
    #expect(less >= plain - Ruled.mostMoved)
  }

  @Test func `however many rulings there are, no weight moves far`() {
    let evidence = RuledPairs(rulings(0..<1, belongs: true), in: books(1).open).confirmed
    let many = RuledPairs(
      confirmed: [],
      refused: Array(repeating: evidence[0], count: 5_000)
    )
    let weights = Weights.sound.sharpened(by: many)
    for stratum in Weights.Stratum.allCases {
      for feature in Evidence.Feature.allCases where feature != .number {
        for level in 0..<feature.levelCount {
          let moved =
            weights.table[stratum.rawValue][feature.rawValue][level]
            - Weights.sound.table[stratum.rawValue][feature.rawValue][level]
          #expect(abs(moved) <= Ruled.mostMoved + 1e-9)
        }
      }
    }
  }

  @Test func `an exact number is never worth less than a worse one, whatever is ruled`() {
    var books = TestBooks()
    books.bill("D1", "Birkenfeld Holzhandel GmbH", "RE-20417", "1190.00")
    books.entry("E1", "-1190.00", "Birkenfeld Holzhandel GmbH", "RE-20417")
    let evidence = RuledPairs(
      [RuledPairs.Ruling(document: "D1", entry: "E1", belongs: false)],
      in: books.open
    ).refused
    #expect(evidence.count == 1)
    let many = RuledPairs(confirmed: [], refused: Array(repeating: evidence[0], count: 3_000))
    let table = Weights.sound.sharpened(by: many).table[Weights.Stratum.exact.rawValue][0]
    for level in NumberLevel.allCases where level.isFor || level == .silent {
      #expect(table[Int(level.rawValue)] <= table[Int(NumberLevel.exactLong.rawValue)])
    }
  }

  @Test func `rulings are a set, and what contradicts itself says nothing`() {
    let open = books(6).open
    let all = rulings(0..<4, belongs: true) + rulings(4..<6, belongs: false)
    let straight = RuledPairs(all, in: open)
    let again = RuledPairs(all.reversed() + all, in: open)
    #expect(straight.confirmed == again.confirmed)
    #expect(straight.refused == again.refused)
    let contradicted = RuledPairs(
      rulings(0..<6, belongs: true) + rulings(0..<6, belongs: false),
      in: open
    )
    #expect(contradicted.isEmpty)
  }

  @Test func `rulings on what is not in the books, or cannot belong together, say nothing`() {
    var books = books(1)
    books.entry("E9", "5.00", "Birkenfeld Holzhandel GmbH", "Gutschrift")
    let ruled = RuledPairs(
      [
        RuledPairs.Ruling(document: "D7", entry: "E0", belongs: true),
        RuledPairs.Ruling(document: "D0", entry: "E9", belongs: true),
      ],
      in: books.open
    )
    #expect(ruled.isEmpty)
    let table = Weights.sound.sharpened(by: ruled).table
    #expect(table == Weights.sound.table)
  }

  @Test func `weights that are learned from books take rulings as pairs of theirs`() {
    let books = NoisyBooks(seed: 77, documents: 40, entries: 140).books
    let ruled = RuledPairs(
      books.links.sorted().prefix(12).map {
        let ids = $0.split(separator: "=")
        return RuledPairs.Ruling(
          document: String(ids[0]),
          entry: String(ids[1]),
          belongs: true
        )
      },
      in: books.open
    )
    #expect(!ruled.isEmpty)
    let (without, with) = (
      Reconciler.work(on: books.open, by: nil).weights.table,
      Reconciler.work(on: books.open, by: nil, ruled: ruled).weights.table
    )
    #expect(without != with)
    #expect(Accounting.violation(Reconciler.reconcile(books.open, ruled: ruled)) == nil)
  }
}
