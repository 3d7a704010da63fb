import Reconciling
import SyntheticBooks
import Values

/// What must hold for any books: a name, and what is wrong with some, if anything.
package struct BooksProperty: Sendable {
  package let name: String
  /// nil when it holds.
  package let violation: @Sendable (SmallBooks) -> String?

  package static let all: [BooksProperty] = [
    BooksProperty(name: "all money is accounted for, and nothing is claimed twice") {
      Accounting.violation(Reconciler.reconcile($0.open))
    },
    BooksProperty(name: "any order of rows gives the same bytes", violation: order),
    BooksProperty(name: "an unrelated entry changes nothing", violation: unrelated),
    BooksProperty(name: "an exact reference makes no allocation less likely", violation: reference),
  ]

  /// The first property that some books break, with the smallest books that break it.
  package static func firstBroken(seed: UInt64) -> String? {
    let books = SmallBooks(seed: seed)
    for property in all where property.violation(books) != nil {
      let small = books.shrunk { property.violation($0) != nil }
      return "\(property.name): \(property.violation(small) ?? "")\n\(small.text)"
    }
    return nil
  }

  private static func order(_ small: SmallBooks) -> String? {
    var shuffled = small.open
    var random = SeededRandom(seed: small.seed ^ 0xABCD)
    shuffled.documents = Shuffle.documents(shuffled.documents, &random)
    shuffled.entries = Shuffle.entries(shuffled.entries, &random)
    let straight = AllocationTable(Reconciler.reconcile(small.open)).rows
    let other = AllocationTable(Reconciler.reconcile(shuffled)).rows
    return straight == other ? nil : "\(straight) and \(other)"
  }

  private static func unrelated(_ small: SmallBooks) -> String? {
    var more = small
    var row = EntryRow()
    row.id = "X1"
    row.booked = 20_500
    row.minor = -987_654_321
    row.name = "Zzyzx Quarry"
    row.memo = "Miete"
    more.books.entries.append(row)
    let before = AllocationTable(Reconciler.explain(small.open, by: .sound)).rows
    let after = AllocationTable(Reconciler.explain(more.open, by: .sound)).rows
    return before == after ? nil : "\(before) became \(after)"
  }

  /// A document has a number that nothing else has; then its entry names it.
  private static func reference(_ small: SmallBooks) -> String? {
    let first = Reconciler.explain(small.open, by: .sound)
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
