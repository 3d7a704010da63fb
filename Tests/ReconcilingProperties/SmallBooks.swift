package import Reconciling
package import SyntheticBooks
import Values

/// Books of a few rows, for properties that must hold for any books.
package struct SmallBooks: Sendable {
  package var books: MadeBooks
  package let seed: UInt64

  package static let mostDocuments = 8
  package static let mostEntries = 12

  /// The same seed gives the same books.
  package init(seed: UInt64) {
    self.seed = seed
    var random = SeededRandom(seed: seed &* 0x9E37_79B9 &+ 17)
    var mix = random.pick([BooksMix.usual, .tangled, .crowded, .tidy])
    mix.documentsOfParty = random.within(1...6)
    mix.copied = random.pick([0, 10])
    books = BooksMaker.make(
      seed: seed,
      mix: mix,
      documents: random.within(1...Self.mostDocuments),
      entries: random.within(1...Self.mostEntries)
    )
  }

  package var open: OpenBooks {
    OpenBooks(
      documents: TableReader.documents(Array(books.documentTable.utf8)).columns,
      entries: TableReader.entries(Array(books.entryTable.utf8)).columns,
      remittances: TableReader.remittances(Array(books.remittanceTable.utf8)).columns,
      suppliers: TableReader.suppliers(Array(books.supplierTable.utf8)).columns
    )
  }

  /// The smallest books, by leaving out one row after the other, for which it still fails.
  package func shrunk(where fails: (SmallBooks) -> Bool) -> SmallBooks {
    var smallest = self
    var isSmaller = true
    while isSmaller {
      isSmaller = false
      for candidate in smallest.oneLess where fails(candidate) {
        smallest = candidate
        isSmaller = true
        break
      }
    }
    return smallest
  }

  /// Each way to leave one row out; what is true about them is not kept.
  private var oneLess: [SmallBooks] {
    var result: [SmallBooks] = []
    for place in books.documents.indices {
      var less = self
      less.books.documents.remove(at: place)
      result.append(less)
    }
    for place in books.entries.indices {
      var less = self
      less.books.entries.remove(at: place)
      result.append(less)
    }
    for place in books.remittances.indices {
      var less = self
      less.books.remittances.remove(at: place)
      result.append(less)
    }
    for place in result.indices {
      result[place].books.groups = []
      result[place].books.copies = []
      result[place].books.paidTwice = []
    }
    return result
  }

  package var text: String {
    "seed \(seed)\n" + books.documentTable + books.entryTable + books.remittanceTable
  }
}
