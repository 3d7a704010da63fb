import ReconcilingProperties
import Testing

@testable import Reconciling

/// The whole engine against trying everything, on books of at most twelve by twelve.
@Suite struct ExhaustiveTests {
  private func difference(_ books: SmallBooks) -> String? { Exhaustive(books.open).difference }

  @Test(arguments: 0..<8)
  func `small books are explained as by trying everything`(part: Int) {
    for number in 1...Self.count {
      let seed = UInt64(part * 1_000 + number)
      let books = SmallBooks(seed: seed, mostDocuments: 12, mostEntries: 12)
      guard difference(books) != nil else { continue }
      let small = books.shrunk { difference($0) != nil }
      Issue.record("\(difference(small) ?? "")\n\(small.text)")
    }
  }

  /// Unoptimised, a set of books takes some ten times as long.
  private static let count: Int = {
    #if DEBUG
    25
    #else
    500
    #endif
  }()
}
