import Values
import Workflows

/// Picks pairs that win on both sides, again and again, until none is left.
///
/// A pair is taken when it is better than the best other pair of its document and the best other
/// pair of its entry *together*, by the margin. So every assignment that leaves it out is worse,
/// and because taking a pair only removes rivals, the order of taking does not matter.
struct Elimination: Sendable {
  /// Points by which a pair must be ahead, by document.
  let margins: [Int]
  /// Lowest confidence that clears, in hundredths, by document.
  let accepts: [Int]
  /// Entry by document, where one was taken.
  private(set) var entryOf: [Int: Int] = [:]
  private(set) var documentOf: [Int: Int] = [:]
  /// By document that won: the scores of what stood in its way then.
  private(set) var rivalsOf: [Int: [Int]] = [:]
  /// Documents that several entries pay in full by their number: they are given none of them.
  private(set) var payments: [Int: [Pair]] = [:]
  /// Documents in a tangle of more pairs than the limit.
  private(set) var undecided: Set<Int> = []

  /// What may not be won by comparing, because there is more of its kind than is compared.
  struct Bars: Sendable {
    var documents: [Int: MatchingGroup.Bar] = [:]
    var entries: Set<Int> = []
    /// Documents that only stand in the way.
    var rivals: Set<Int> = []
    /// Entry by document, where the reference alone settles it.
    var certain: [Int: Int] = [:]
  }

  let bars: Bars
  private var byDocument: [Int: [Pair]] = [:]
  private var byEntry: [Int: [Pair]] = [:]

  init(_ problem: MatchingProblem, _ bars: Bars = Bars()) {
    self.bars = bars
    accepts = problem.documents.map {
      MatchingRules.hundredths($0.plan.accept, MatchingRules.defaultAccept)
    }
    margins = problem.documents.map {
      max(1, MatchingRules.hundredths($0.plan.margin, MatchingRules.defaultMargin))
    }
    for pair in problem.pairs.joined() where pair.competes {
      byDocument[pair.document, default: []].append(pair)
      byEntry[pair.entry, default: []].append(pair)
    }
    undecided = Self.tangled(problem)
    for (document, entry) in bars.certain where isBarred(document, entry) {
      entryOf[document] = entry
      documentOf[entry] = document
    }
    run()
    findPaidTwice()
  }

  private func isBarred(_ document: Int, _ entry: Int) -> Bool {
    bars.documents[document] != nil || bars.entries.contains(entry) || undecided.contains(document)
  }

  private mutating func run() {
    for document in byDocument.keys { byDocument[document]?.sort { $0.score > $1.score } }
    for entry in byEntry.keys { byEntry[entry]?.sort { $0.score > $1.score } }
    var waiting = byDocument.keys.filter { document in
      !undecided.contains(document) && !bars.rivals.contains(document)
        && bars.documents[document] == nil && entryOf[document] == nil
    }.sorted()
    while true {
      let winners = waiting.compactMap(winner)
      if winners.isEmpty { return }
      for (pair, rivals) in winners {
        entryOf[pair.document] = pair.entry
        documentOf[pair.entry] = pair.document
        rivalsOf[pair.document] = rivals
      }
      waiting.removeAll { entryOf[$0] != nil }
    }
  }

  /// The document's best pair, if nothing comes near it on either side.
  private func winner(_ document: Int) -> (pair: Pair, rivals: [Int])? {
    let (best, second) = bestTwo(byDocument[document] ?? []) { documentOf[$0.entry] == nil }
    guard let best, isAcceptable(best), !bars.entries.contains(best.entry) else { return nil }
    let (top, rival) = bestTwo(byEntry[best.entry] ?? []) { entryOf[$0.document] == nil }
    guard let top, top.document == document else { return nil }
    let rivals = [second, rival].compactMap { $0 }
    let surplus = rivals.reduce(0) { $0 + $1.surplus }
    return best.surplus >= surplus + margins[document] ? (best, rivals.map(\.score)) : nil
  }

  /// Looks at what is left after all is given, so that the order of giving does not matter here either.
  private mutating func findPaidTwice() {
    for document in byDocument.keys
    where bars.documents[document] == nil && !bars.rivals.contains(document)
      && !undecided.contains(document)
    {
      let found = (byDocument[document] ?? []).filter {
        $0.paysByNumber && !bars.entries.contains($0.entry) && !isWanted($0.entry, beside: document)
      }
      if found.count > 1 { payments[document] = found }
    }
    for document in payments.keys {
      rivalsOf[document] = nil
      if let entry = entryOf.removeValue(forKey: document) { documentOf[entry] = nil }
    }
  }

  /// Another document has the entry, or might.
  private func isWanted(_ entry: Int, beside document: Int) -> Bool {
    if let owner = documentOf[entry], owner != document { return true }
    return pairs(ofEntry: entry).contains {
      $0.document != document && $0.amountFits && entryOf[$0.document] == nil
    }
  }

  /// Every pair that names this entry, best first.
  func pairs(ofEntry entry: Int) -> [Pair] { byEntry[entry] ?? [] }

  func isAcceptable(_ pair: Pair) -> Bool {
    pair.isClearable && MatchingRules.confidence(of: pair.score) >= accepts[pair.document]
  }

  private func bestTwo(_ pairs: [Pair], _ isFree: (Pair) -> Bool) -> (Pair?, Pair?) {
    var best: Pair?
    for pair in pairs where isFree(pair) {
      guard let first = best else {
        best = pair
        continue
      }
      return (first, pair)
    }
    return (best, nil)
  }

  /// Documents that hang together through more pairs than `maximumComponentPairs`, and overfull ones.
  private static func tangled(_ problem: MatchingProblem) -> Set<Int> {
    var parts = DisjointSets(count: problem.documents.count + problem.entries.count)
    let offset = problem.documents.count
    let edges = problem.pairs.joined().filter(\.competes)
    for pair in edges { parts.join(pair.document, offset + pair.entry) }
    var sizes: [Int: Int] = [:]
    for pair in edges { sizes[parts.root(pair.document), default: 0] += 1 }
    var result = problem.overfull
    for pair in edges
    where sizes[parts.root(pair.document), default: 0] > MatchingRules.maximumComponentPairs {
      result.insert(pair.document)
    }
    return result
  }
}

/// Union-find over small integers.
struct DisjointSets: Sendable {
  private var parent: [Int]

  init(count: Int) {
    parent = Array(0..<count)
  }

  mutating func root(_ item: Int) -> Int {
    var item = item
    while parent[item] != item {
      parent[item] = parent[parent[item]]
      item = parent[item]
    }
    return item
  }

  mutating func join(_ left: Int, _ right: Int) {
    let (left, right) = (root(left), root(right))
    if left != right { parent[max(left, right)] = min(left, right) }
  }
}
