import Testing
import Values

@testable import Reconciling

/// What holds for any books.
@Suite struct ReconcilerPropertyTests {
  private static let seeds = (1...40).map { UInt64($0) &* 7_919 }

  private func table(_ books: TestBooks) -> [String] {
    AllocationTable(Reconciler.reconcile(books.open)).rows
  }

  @Test(arguments: seeds)
  func `any order of rows gives the same bytes`(seed: UInt64) {
    var books = NoisyBooks(seed: seed, documents: 24, entries: 90).books
    let straight = table(books)
    var random = SeededRandom(seed: seed ^ 0xABCD)
    books.documents.shuffle(using: &random)
    books.entries.shuffle(using: &random)
    #expect(table(books) == straight, "seed \(seed)")
  }

  @Test(arguments: seeds)
  func `all money is accounted for and nothing is claimed twice`(seed: UInt64) {
    let books = NoisyBooks(seed: seed, documents: 30, entries: 80).books
    let answer = Reconciler.reconcile(books.open)
    var documents: [Int32: Int64] = [:]
    var entries: [Int32: Int64] = [:]
    var owner: [String: Int] = [:]
    for (index, match) in answer.matches.enumerated() {
      for share in match.settlement.shares {
        documents[share.document, default: 0] += share.documentMinor
        entries[share.entry, default: 0] += share.entryMinor
        for member in ["d\(share.document)", "e\(share.entry)"] {
          #expect(owner[member, default: index] == index, "seed \(seed)")
          owner[member] = index
        }
      }
      for rest in match.settlement.rests {
        switch rest.side {
        case .document(let row): documents[row, default: 0] += rest.minor
        case .entry(let row): entries[row, default: 0] += rest.minor
        }
      }
    }
    for (row, sum) in documents {
      #expect(sum == answer.books.documents.total[Int(row)], "seed \(seed)")
    }
    for (row, sum) in entries {
      #expect(sum == answer.books.entries.amount[Int(row)], "seed \(seed)")
    }
  }

  @Test(arguments: seeds)
  func `an unrelated entry changes nothing elsewhere`(seed: UInt64) {
    var books = NoisyBooks(seed: seed, documents: 24, entries: 70).books
    let before = AllocationTable(Reconciler.explain(books.open, by: .sound)).rows
    books.entry("X1", "-4711.23", "Zzyzx Quarry", "Miete", day: "2026-02-01")
    #expect(
      AllocationTable(Reconciler.explain(books.open, by: .sound)).rows == before,
      "seed \(seed)"
    )
  }

  @Test(arguments: seeds)
  func `an exact number never makes a pair less likely`(seed: UInt64) {
    let made = NoisyBooks(seed: seed, documents: 20, entries: 40).books
    let weights = Weights.sound
    let open = made.open
    let view = LedgerView(open, isSplit: [Bool](repeating: false, count: open.entries.count))
    let pairs = Pairs(view)
    let learned = Learning.learn(
      pairs,
      from: weights,
      documents: open.documents.count,
      entries: open.entries.count
    ).weights
    for stratum in Weights.Stratum.allCases {
      let table = learned.table[stratum.rawValue][0]
      let exact = table[Int(NumberLevel.exactLong.rawValue)]
      for level in NumberLevel.allCases {
        #expect(table[Int(level.rawValue)] <= exact, "seed \(seed) \(stratum) \(level)")
      }
    }
  }

  @Test func `of the noisy books' links most are found and nearly none is wrong`() {
    var (found, wrong, all) = (0, 0, 0)
    for seed in Self.seeds {
      let made = NoisyBooks(seed: seed, documents: 40, entries: 140).books
      let answer = Reconciler.reconcile(made.open)
      all += made.links.count
      for match in answer.matches where match.decision == .auto {
        for share in match.settlement.shares {
          let link = "\(answer.documentID(share.document))=\(answer.entryID(share.entry))"
          if made.links.contains(link) { found += 1 } else { wrong += 1 }
        }
      }
    }
    #expect(found * 2 > all, "\(found) of \(all)")
    #expect(wrong * 100 <= found, "\(wrong) wrong beside \(found)")
  }
}
