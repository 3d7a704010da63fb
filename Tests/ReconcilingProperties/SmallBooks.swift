package import Reconciling
package import SyntheticBooks
import Values

/// Books of a few rows, for properties that must hold for any books.
package struct SmallBooks: Sendable {
  package var books: MadeBooks
  package let seed: UInt64

  /// The same seed gives the same books.
  package init(seed: UInt64, mostDocuments: Int = 8, mostEntries: Int = 12) {
    self.seed = seed
    var random = SeededRandom(seed: seed &* 0x9E37_79B9 &+ 17)
    var mix = random.pick([BooksMix.usual, .tangled, .crowded, .tidy])
    mix.documentsOfParty = random.within(1...6)
    mix.copied = random.pick([0, 10])
    books = BooksMaker.make(
      seed: seed,
      mix: mix,
      documents: random.within(1...mostDocuments),
      entries: random.within(1...mostEntries)
    )
  }

  package var open: OpenBooks { open { $0 } }

  /// The same from tables in which every row stands a second time.
  var openTwice: OpenBooks {
    open { table in
      guard let header = table.firstIndex(of: "\n") else { return table }
      return table + table[table.index(after: header)...]
    }
  }

  private func open(_ changed: (String) -> String) -> OpenBooks {
    func bytes(_ table: String) -> [UInt8] { Array(changed(table).utf8) }
    return OpenBooks(
      documents: TableReader.documents(bytes(books.documentTable)).columns,
      entries: TableReader.entries(bytes(books.entryTable)).columns,
      remittances: TableReader.remittances(bytes(books.remittanceTable)).columns,
      suppliers: TableReader.suppliers(bytes(books.supplierTable)).columns,
      orders: TableReader.orders(bytes(books.orderTable)).columns
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
