import ReconcilingProperties
import SyntheticBooks
import Testing

/// Properties over small made-up books; `ReconcilingBenchmark check` tries many more.
@Suite struct BooksPropertyTests {
  @Test(arguments: 0..<8)
  func `small books keep every promise`(part: Int) {
    for seed in 1...20 {
      let broken = BooksProperty.firstBroken(seed: UInt64(part * 20 + seed))
      #expect(broken == nil, "\(broken ?? "")")
    }
  }

  @Test func `books are made smaller as long as they fail`() {
    let books = SmallBooks(seed: 11)
    let small = books.shrunk { $0.books.entries.count >= 2 }
    #expect(small.books.documents.isEmpty)
    #expect(small.books.entries.count == 2)
  }
}
