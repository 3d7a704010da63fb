/// Reconciles open documents with open entries: the best explanation of all of them together.
///
/// The answer depends on the content of the books only: not on the order of rows, and on ids only to tell true twins apart.
package enum Reconciler {
  /// Raised when the same input may give another answer.
  package static let version = 3

  /// Learns weights from the books themselves and from what people have ruled, then explains them.
  package static func reconcile(_ books: OpenBooks, ruled: RuledPairs = .none) -> Reconciliation {
    work(on: books, by: nil, ruled: ruled).answer
  }

  /// Explains books by weights that are there already: what is open of them in, matches out.
  package static func explain(_ books: OpenBooks, by weights: Weights) -> Reconciliation {
    work(on: books, by: weights).answer
  }

  /// Everything that an answer is chosen from; weights are learned where none are given.
  static func work(
    on books: OpenBooks,
    by given: Weights?,
    ruled: RuledPairs = .none
  ) -> Choosing {
    var view = prepare(books)
    let (documents, entries) = (view.books.documents.count, view.books.entries.count)
    var pairs = Pairs(view)
    if let given {
      let beliefs = Learning.believe(pairs, given, documents: documents, entries: entries)
      return choosing(view, pairs, given, beliefs, isLearning: false)
    }
    var learned = Learning.learn(
      pairs,
      from: .sound,
      documents: documents,
      entries: entries,
      ruled: ruled
    )
    view.adopt(Aliases(pairs, learned.beliefs, view))
    pairs = Pairs(view)
    learned = Learning.learn(
      pairs,
      from: learned.weights,
      documents: documents,
      entries: entries,
      ruled: ruled
    )
    return choosing(view, pairs, learned.weights, learned.beliefs, isLearning: true)
  }

  static func prepare(_ books: OpenBooks) -> LedgerView {
    var books = RemittanceSplit.split(books)
    books.documents = Canonical.documents(books.documents)
    books.suppliers = Canonical.suppliers(books.suppliers)
    books.entries = Canonical.entries(books.entries)
    var isSplit = [Bool](repeating: false, count: books.entries.count)
    for parent in books.entries.parent where parent >= 0 { isSplit[Int(parent)] = true }
    return LedgerView(books, isSplit: isSplit)
  }

  private static func choosing(
    _ view: LedgerView,
    _ pairs: Pairs,
    _ weights: Weights,
    _ beliefs: [Double],
    isLearning: Bool
  ) -> Choosing {
    let search = GroupSearch(view, weights, pairs, beliefs)
    var explanations = search.explanations
    let (documents, entries) = (view.books.documents.count, view.books.entries.count)
    var weights = weights
    var found = Beliefs(explanations, documents: documents, entries: entries)
    for _ in 0..<(isLearning ? Learning.refinements : 0) {
      let old = weights
      weights = Learning.refined(
        weights,
        pairs,
        explanations,
        search.trials,
        found.values,
        documents: documents,
        entries: entries
      )
      explanations.rescore(pairs, from: old, to: weights)
      found = Beliefs(explanations, documents: documents, entries: entries)
    }
    return Choosing(
      view: view,
      pairs: pairs,
      weights: weights,
      explanations: explanations,
      beliefs: found,
      calibration: Calibration(),
      judgement: isLearning
        ? Judgement(books: BooksTraits(pairs, view.books.documents, entries: entries)) : nil
    )
  }
}

extension Choosing {
  /// The answer with what is told beside it.
  var answer: Reconciliation {
    let matches = matches()
    return Reconciliation(
      books: view.books,
      matches: matches,
      notes: Notes.of(view, pairs, matches),
      ties: ties(beside: matches)
    )
  }
}
