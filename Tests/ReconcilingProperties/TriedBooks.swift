package import Reconciling

/// Books under test, with the answers that several properties look at worked out once.
package final class TriedBooks {
  package let small: SmallBooks
  package private(set) lazy var open = small.open
  /// By weights learned from the books, and by those that are there before.
  package private(set) lazy var learned = Reconciler.reconcile(open)
  package private(set) lazy var sound = Reconciler.explain(open, by: .sound)
  private(set) lazy var soundRows = AllocationTable(sound).rows

  package init(_ small: SmallBooks) { self.small = small }
}
