/// Looks for explanations of more than one document or more than one entry, party by party.
///
/// What a single pair explains beyond doubt is left out. Every set with the right sum within the bounds becomes an
/// explanation, so that two that fit equally well weigh each other down; past a bound there is none.
struct GroupSearch {
  let context: GroupContext
  /// Belief of the best single pair of each document and entry.
  let documentBelief: [Double]
  let entryBelief: [Double]
  private(set) var explanations: Explanations
  private(set) var trials = GroupTrials()

  /// Above this a single pair is taken as settled.
  static let settled = 0.9
  /// The same where the entry does not name the document.
  static let settledSilently = 0.98
  static let daysBefore: Int32 = 5
  static let daysAfter: Int32 = 160

  init(_ view: LedgerView, _ weights: Weights, _ pairs: Pairs, _ beliefs: [Double]) {
    context = GroupContext(view: view, weights: weights)
    explanations = Learning.singles(pairs, weights)
    var papers = [Double](repeating: 0, count: view.books.documents.count)
    var rows = [Double](repeating: 0, count: view.books.entries.count)
    for index in 0..<pairs.count where pairs.evidence[index].relation.isSettling {
      let (paper, row) = (Int(pairs.document[index]), Int(pairs.entry[index]))
      let isSure = pairs.evidence[index].number.isFor || beliefs[index] >= Self.settledSilently
      let belief = isSure ? beliefs[index] : min(beliefs[index], Self.settled - 0.01)
      papers[paper] = max(papers[paper], belief)
      rows[row] = max(rows[row], belief)
    }
    documentBelief = papers
    entryBelief = rows
    searchNamed(pairs)
    let unnamed = UnnamedSearch(context, documentBelief, entryBelief, explanations)
    explanations.add(unnamed.found)
    trials.unnamed = unnamed.rows
  }

  private mutating func searchNamed(_ pairs: Pairs) {
    for var search in searches(pairs) {
      search.run()
      explanations.add(search.found)
      trials.add(search.trials)
    }
  }

  /// What is to be searched, party by party.
  func searches(_ pairs: Pairs) -> some Sequence<PartySearch> {
    let view = context.view
    var rowsNaming: [[Int32]] = Array(repeating: [], count: view.parties.count)
    var isNamed = [Bool](repeating: false, count: documentBelief.count)
    for index in 0..<pairs.count where pairs.evidence[index].number.isFor {
      let (paper, row) = (Int(pairs.document[index]), pairs.entry[index])
      rowsNaming[Int(view.parties.ofDocument[paper])].append(row)
      // An open entry that names a document may take it from the one that seemed to have it.
      if pairs.evidence[index].number.isNamed, entryBelief[Int(row)] < Self.settled {
        isNamed[paper] = true
      }
    }
    return (0..<view.parties.count).lazy.compactMap { party -> PartySearch? in
      let papers = view.parties.documents[party].filter {
        (documentBelief[Int($0)] < Self.settled || isNamed[Int($0)]) && !view.isCopy[Int($0)]
          && view.books.documents.total[Int($0)] != 0
      }
      guard !papers.isEmpty else { return nil }
      let days = reach(papers)
      var open = (view.entriesOfParty[party] + rowsNaming[party]).filter { row in
        entryBelief[Int(row)] < Self.settled && view.books.entries.parent[Int(row)] < 0
          && days.contains(view.books.entries.day[Int(row)])
      }.sorted()
      open = open.indices.filter { $0 == 0 || open[$0] != open[$0 - 1] }.map { open[$0] }
      guard !open.isEmpty else { return nil }
      return PartySearch(
        group: context,
        papers: papers,
        isSettled: papers.map { documentBelief[Int($0)] >= Self.settled },
        rows: open
      )
    }
  }

  /// The days on which something of these documents may be paid.
  private func reach(_ papers: [Int32]) -> ClosedRange<Int32> {
    let windows = papers.map { context.view.judge.window(Int($0)) }
    let first = windows.map { $0.first }.min() ?? Int32.min
    return first...max(first, windows.map { $0.last }.max() ?? Int32.max)
  }
}

/// Where groups might have been found: what their odds are counted among.
struct GroupTrials {
  /// Entries of parties with several documents open.
  var entries: [Int32] = []
  /// Documents of parties with entries that are less.
  var documents: [Int32] = []
  /// Entries that name nobody.
  var unnamed: [Int32] = []

  mutating func add(_ others: GroupTrials) {
    entries += others.entries
    documents += others.documents
  }
}

/// What every search for groups looks at: one for all parties, so that none copies the books.
final class GroupContext {
  let view: LedgerView
  let weights: Weights
  let maker: EvidenceMaker

  init(view: LedgerView, weights: Weights) {
    self.view = view
    self.weights = weights
    maker = EvidenceMaker(view: view)
  }
}
