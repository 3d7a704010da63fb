import Reconciling
import SyntheticBooks
import Values

/// What must hold for any books: a name, and what is wrong with some, if anything.
package struct BooksProperty: Sendable {
  package let name: String
  /// nil when it holds.
  package let violation: @Sendable (TriedBooks) -> String?

  package static let all: [BooksProperty] = [
    BooksProperty(name: "all money is accounted for, and nothing is claimed twice") {
      Accounting.violation($0.learned) ?? Accounting.violation($0.sound)
    },
    BooksProperty(name: "any order of rows gives the same bytes", violation: order),
    BooksProperty(name: "an export that comes twice changes nothing", violation: again),
    BooksProperty(name: "an unrelated entry changes nothing", violation: unrelated),
    BooksProperty(name: "an exact reference makes no allocation less likely", violation: reference),
    BooksProperty(name: "what is taken out and put back is as before", violation: undo),
  ]

  /// The first property that some books break, with the smallest books that break it.
  package static func firstBroken(seed: UInt64) -> String? {
    let books = TriedBooks(SmallBooks(seed: seed))
    for property in all where property.violation(books) != nil {
      let small = books.small.shrunk { property.violation(TriedBooks($0)) != nil }
      return "\(property.name): \(property.violation(TriedBooks(small)) ?? "")\n\(small.text)"
    }
    return nil
  }

  private static func order(_ tried: TriedBooks) -> String? {
    var books = tried.open
    var random = SeededRandom(seed: tried.small.seed ^ 0xABCD)
    func mixed(_ count: Int) -> [Int] { (0..<count).shuffled(using: &random) }
    books.documents = books.documents.reordered(by: mixed(books.documents.count))
    books.entries = books.entries.reordered(by: mixed(books.entries.count))
    books.remittances = books.remittances.reordered(by: mixed(books.remittances.count))
    books.suppliers = books.suppliers.reordered(by: mixed(books.suppliers.count))
    books.orders = books.orders.reordered(by: mixed(books.orders.count))
    return difference(
      AllocationTable(tried.learned).rows,
      AllocationTable(Reconciler.reconcile(books)).rows
    )
  }

  /// Each table with all of its rows a second time behind the first.
  private static func again(_ tried: TriedBooks) -> String? {
    difference(
      tried.soundRows,
      AllocationTable(Reconciler.explain(tried.small.openTwice, by: .sound)).rows
    )
  }

  private static func unrelated(_ tried: TriedBooks) -> String? {
    var more = tried.small
    var row = EntryRow()
    row.id = "X1"
    row.booked = 20_500
    row.minor = -987_654_321
    row.name = "Zzyzx Quarry"
    row.memo = "Miete"
    more.books.entries.append(row)
    return difference(tried.soundRows, rows(more))
  }

  /// A match leaves the books and comes back, its rows last.
  private static func undo(_ tried: TriedBooks) -> String? {
    let matches = tried.sound.matches
    guard !matches.isEmpty else { return nil }
    let match = matches[Int(tried.small.seed % UInt64(matches.count))]
    let documents = Set(match.settlement.shares.map { tried.sound.documentID($0.document) })
    let entries = Set(match.settlement.shares.map { tried.sound.entryID($0.entry) })
    var less = tried.small
    let papers = less.books.documents.filter { documents.contains($0.id) }
    let lines = less.books.entries.filter { entries.contains($0.id) }
    less.books.documents.removeAll { documents.contains($0.id) }
    less.books.entries.removeAll { entries.contains($0.id) }
    if let broken = Accounting.violation(Reconciler.explain(less.open, by: .sound)) {
      return broken
    }
    less.books.documents += papers
    less.books.entries += lines
    return difference(tried.soundRows, rows(less))
  }

  /// A document has a number that nothing else has; then its entry names it.
  private static func reference(_ tried: TriedBooks) -> String? {
    let (small, first) = (tried.small, tried.sound)
    guard let match = first.matches.first(where: { $0.kind == .single }),
      let share = match.settlement.shares.first
    else { return nil }
    let (document, entry) = (first.documentID(share.document), first.entryID(share.entry))
    // Both sides have the number: what it says by itself, of a series, is not what is asked.
    var silent = small
    for place in silent.books.documents.indices where silent.books.documents[place].id == document {
      silent.books.documents[place].number = "ZQ-98765432"
    }
    var named = silent
    for place in named.books.entries.indices where named.books.entries[place].id == entry {
      guard named.books.entries[place].memo.allSatisfy({ !$0.isNumber }) else { return nil }
      named.books.entries[place].reference = "ZQ-98765432"
    }
    let (before, after) = (confidence(document, entry, silent), confidence(document, entry, named))
    return after >= before - 1e-9 ? nil : "\(document)=\(entry): \(before), then \(after)"
  }

  private static func rows(_ small: SmallBooks) -> [String] {
    AllocationTable(Reconciler.explain(small.open, by: .sound)).rows
  }

  private static func difference(_ before: [String], _ after: [String]) -> String? {
    before == after ? nil : "\(before) became \(after)"
  }

  /// What is stated of one allocation; 0 where it is not proposed.
  private static func confidence(_ document: String, _ entry: String, _ small: SmallBooks) -> Double
  {
    let answer = Reconciler.explain(small.open, by: .sound)
    for match in answer.matches {
      for (share, confidence) in zip(match.settlement.shares, match.shareConfidences)
      where answer.documentID(share.document) == document && answer.entryID(share.entry) == entry {
        return confidence
      }
    }
    return 0
  }
}
