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

  /// Above this a single pair is taken as settled.
  static let settled = 0.9
  static let daysBefore: Int32 = 5
  static let daysAfter: Int32 = 160

  init(_ view: LedgerView, _ weights: Weights, _ pairs: Pairs, _ beliefs: [Double]) {
    context = GroupContext(view: view, weights: weights)
    explanations = Learning.singles(pairs, weights)
    var papers = [Double](repeating: 0, count: view.books.documents.count)
    var rows = [Double](repeating: 0, count: view.books.entries.count)
    for index in 0..<pairs.count where pairs.evidence[index].relation.isSettling {
      let (paper, row) = (Int(pairs.document[index]), Int(pairs.entry[index]))
      papers[paper] = max(papers[paper], beliefs[index])
      rows[row] = max(rows[row], beliefs[index])
    }
    documentBelief = papers
    entryBelief = rows
    searchNamed(pairs)
  }

  private mutating func searchNamed(_ pairs: Pairs) {
    var namedBy: [Int32: [Int32]] = [:]
    for index in 0..<pairs.count where pairs.evidence[index].number.isFor {
      namedBy[pairs.entry[index], default: []].append(pairs.document[index])
    }
    let view = context.view
    for party in 0..<view.parties.count {
      let papers = view.parties.documents[party].filter {
        documentBelief[Int($0)] < Self.settled && !view.isCopy[Int($0)]
          && view.books.documents.total[Int($0)] != 0
      }
      guard !papers.isEmpty else { continue }
      var rows = Set(view.entriesOfParty[party])
      for (row, named) in namedBy
      where named.contains(where: { view.parties.ofDocument[Int($0)] == party }) {
        rows.insert(row)
      }
      let days = reach(papers)
      let open = rows.filter { row in
        entryBelief[Int(row)] < Self.settled && view.books.entries.parent[Int(row)] < 0
          && days.contains(view.books.entries.day[Int(row)])
      }.sorted()
      guard !open.isEmpty else { continue }
      var search = PartySearch(group: context, papers: papers, rows: open)
      search.run()
      explanations.add(search.found)
    }
  }

  /// The days on which something of these documents may be paid.
  private func reach(_ papers: [Int32]) -> ClosedRange<Int32> {
    let windows = papers.map { context.view.judge.window(Int($0)) }
    let first = windows.map { $0.first }.min() ?? Int32.min
    return first...max(first, windows.map { $0.last }.max() ?? Int32.max)
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
