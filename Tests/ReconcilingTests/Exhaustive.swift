import Values

@testable import Reconciling

/// Small books explained by trying everything, with the scores that the engine gives.
///
/// Nothing of the engine's searches is used: pairs are all pairs, sets are all sets, and a way to choose is any that
/// shares no member. What has no sum to search for (open instalments, misread totals, rests) is taken as the engine has it.
struct Exhaustive {
  let choosing: Choosing
  private let search: GroupSearch

  /// More ways to choose than this are not counted.
  static let maximumWays = 60_000

  init(_ books: OpenBooks) {
    choosing = Reconciler.work(on: books, by: .sound)
    let beliefs = Learning.believe(
      choosing.pairs,
      .sound,
      documents: choosing.view.books.documents.count,
      entries: choosing.view.books.entries.count
    )
    search = GroupSearch(choosing.view, .sound, choosing.pairs, beliefs)
  }

  /// What differs, if anything.
  var difference: String? {
    pairs ?? groups ?? ways
  }

  // MARK: Pairs

  /// Every document beside every entry.
  private var pairs: String? {
    let view = choosing.view
    let maker = EvidenceMaker(view: view)
    var text = EntryText()
    var expected: [String] = []
    for row in 0..<view.books.entries.count where !view.isSplit[row] {
      text.set(view.books.entries, row, view.numbers)
      for paper in 0..<view.books.documents.count where !view.isCopy[paper] {
        guard let evidence = maker.evidence(paper, row, text), isWorthIt(evidence, paper, row, text)
        else { continue }
        expected.append("\(paper)-\(row) \(evidence.bits)")
      }
    }
    let found = (0..<choosing.pairs.count).map {
      "\(choosing.pairs.document[$0])-\(choosing.pairs.entry[$0]) \(choosing.pairs.evidence[$0].bits)"
    }
    return Self.compare("pairs", found, expected)
  }

  /// Pairs that agree in the amount, in a number or in the party are compared.
  private func isWorthIt(_ evidence: Evidence, _ paper: Int, _ row: Int, _ text: EntryText) -> Bool
  {
    let view = choosing.view
    if text.hits.contains(where: { Int($0.document) == paper && text.isStriking($0) }) {
      return true
    }
    let isOfParty = view.entriesOfParty[Int(view.parties.ofDocument[paper])].contains(Int32(row))
    switch evidence.relation {
    case .exact, .discount, .ordered: return true
    case .original:
      return isOfParty
        || abs(view.books.entries.originalAmount[row]) == abs(view.books.documents.total[paper])
    case .rounding, .fee, .tip, .over, .bandNear, .band, .bandFee: return isOfParty
    case .misread, .part, .more, .none: return false
    }
  }

  // MARK: Groups

  private var groups: String? {
    for var tried in search.searches(choosing.pairs) {
      var whole = tried
      whole.run()
      let isBounded = tried.papers.count <= 12 && tried.rows.count <= 12
      guard isBounded else { continue }
      for index in tried.rows.indices { batches(index, &tried) }
      for index in tried.papers.indices { parts(index, &tried) }
      several(&tried)
      let found = Self.texts(whole.found) { isSum($0, whole.found) }
      let expected = Self.texts(tried.found) { _ in true }
      if let difference = Self.compare("groups", found, expected) { return difference }
    }
    return nil
  }

  /// False for what is no sum of its members.
  private func isSum(_ item: Int, _ found: Explanations) -> Bool {
    let (documents, entries) = (choosing.view.books.documents, choosing.view.books.entries)
    let asked = found.documents(item).reduce(Int64(0)) {
      let total = abs(documents.total[Int($1)])
      return $0
        + (documents.kind[Int($1)] == .creditNote && found.documents(item).count > 1
          ? -total : total)
    }
    return asked == found.entries(item).reduce(0) { $0 + abs(entries.gross[Int($1)]) }
  }

  private static func subsets(_ items: [Int], _ sizes: ClosedRange<Int>) -> [[Int]] {
    (0..<(1 << items.count)).compactMap { mask in
      sizes.contains(mask.nonzeroBitCount)
        ? items.indices.filter { mask & (1 << $0) != 0 }.map { items[$0] } : nil
    }
  }

  private func batches(_ index: Int, _ tried: inout PartySearch) {
    let documents = choosing.view.books.documents
    let (row, papers, numbers) = (Int(tried.rows[index]), tried.papers, tried.numbers)
    let pool = papers.indices.filter { tried.isInPool($0, row) && tried.mayWant(index, $0) }
    guard pool.count > 1 else { return }
    let target = abs(choosing.view.books.entries.gross[row])
    func isCredit(_ place: Int) -> Bool { documents.kind[Int(papers[place])] == .creditNote }
    let sums = Self.subsets(pool, 2...SubsetSearch.maximumSize).filter { set in
      set.reduce(Int64(0)) {
        let total = abs(documents.total[Int(papers[$1])])
        return $0 + (isCredit($1) ? -total : total)
      } == target
    }
    let named = pool.filter { numbers[index][$0].isNamed }
    let withNamed = sums.filter { set in named.allSatisfy(set.contains) }
    for set in sums {
      let between = pool.filter { set[0] <= $0 && $0 <= set[set.count - 1] && !isCredit($0) }
      let isRun = !set.contains(where: isCredit) && between == set
      guard isRun || withNamed.isEmpty || withNamed.contains(set) else { continue }
      tried.addBatch(set, index, pool.count, isRun: isRun)
    }
  }

  private func parts(_ index: Int, _ tried: inout PartySearch) {
    let entries = choosing.view.books.entries
    let (rows, numbers) = (tried.rows, tried.numbers)
    let total = abs(choosing.view.books.documents.total[Int(tried.papers[index])])
    let pool = rows.indices.filter { tried.isPart(of: index, $0, total) }
    let sums = Self.subsets(pool, 2...6).filter { set in
      set.reduce(Int64(0)) { $0 + abs(entries.gross[Int(rows[$1])]) } == total
    }
    let named = pool.filter { numbers[$0][index].isNamed }
    let withNamed = sums.filter { set in named.allSatisfy(set.contains) }
    for set in withNamed.isEmpty ? sums : withNamed { tried.addParts(set, index, pool.count) }
  }

  private func several(_ tried: inout PartySearch) {
    let (documents, entries) = (choosing.view.books.documents, choosing.view.books.entries)
    let (rows, papers) = (tried.rows, tried.papers)
    func amount(_ place: Int) -> Int64 { abs(entries.gross[Int(rows[place])]) }
    func total(_ place: Int) -> Int64 { abs(documents.total[Int(papers[place])]) }
    guard rows.count > 1, papers.count > 1 else { return }
    for index in rows.indices { listed(index, &tried) }
    for isOut in [true, false] {
      let side = rows.indices.filter { (entries.gross[Int(rows[$0])] < 0) == isOut }
      guard side.count > 1, papers.count > 1 else { continue }
      let open = papers.indices.filter { place in
        let paper = Int(papers[place])
        return documents.kind[paper] != .creditNote && !tried.isSettled[place]
          && choosing.view.judge.hasSign(paper, Int(rows[side[0]]))
          && documents.currency[paper] == entries.currency[Int(rows[side[0]])]
          && documents.issueDay[paper] != noDay
      }
      for members in Self.subsets(side, 2...4) {
        let start = entries.day[Int(rows[members[0]])]
        let near = side.filter { $0 >= members[0] && entries.day[Int(rows[$0])] <= start + 75 }
          .prefix(7)
        guard members.allSatisfy(near.contains) else { continue }
        let pool = open.filter { place in
          let issue = documents.issueDay[Int(papers[place])]
          return issue <= start + 3 && issue >= start - 120
        }.suffix(10)
        let sum = members.reduce(Int64(0)) { $0 + amount($1) }
        for chosen in Self.subsets(Array(pool), 2...3)
        where chosen.reduce(0, { $0 + total($1) }) == sum {
          let isTwo = Self.subsets(chosen, 1...max(1, chosen.count - 1)).contains { some in
            let part = some.reduce(Int64(0)) { $0 + total($1) }
            return Self.subsets(members, 1...(members.count - 1)).contains {
              $0.reduce(Int64(0)) { $0 + amount($1) } == part
            }
          }
          let sets =
            Combinations.choose(pool.count, chosen.count)
            * Combinations.choose(near.count, members.count)
          if !isTwo { tried.addSeveral(chosen, members, sets, sum) }
        }
      }
    }
  }

  /// Entries beside one that lists documents, all sets of them.
  private func listed(_ index: Int, _ tried: inout PartySearch) {
    let (documents, entries) = (choosing.view.books.documents, choosing.view.books.entries)
    let (rows, papers) = (tried.rows, tried.papers)
    func amounts(_ places: [Int]) -> Int64 {
      places.reduce(0) { $0 + abs(entries.gross[Int(rows[$1])]) }
    }
    func totals(_ places: [Int]) -> Int64 {
      places.reduce(0) { $0 + abs(documents.total[Int(papers[$1])]) }
    }
    let list = tried.listOf(index)
    guard (2...6).contains(list.count) else { return }
    let near = tried.companions(of: index, list)
    for others in Self.subsets(near, 1...3) {
      let members = ([index] + others).sorted()
      guard amounts(members) == totals(list) else { continue }
      let isTwo = Self.subsets(list, 1...(list.count - 1)).contains { some in
        Self.subsets(members, 1...(members.count - 1)).contains {
          amounts($0) == totals(some)
        }
      }
      if !isTwo {
        tried.addSeveral(list, members, Combinations.choose(near.count, others.count), totals(list))
      }
    }
  }

  // MARK: Ways to choose

  /// All ways to choose explanations that share no member: how probable each explanation is, and the best way.
  private var ways: String? {
    let explanations = choosing.explanations
    let items = (0..<explanations.count).filter { explanations.score[$0] > Beliefs.leastScore }
    var count = Ways(explanations, items)
    guard count.run() else { return nil }
    for (place, item) in items.enumerated() where choosing.beliefs.isProved[item] {
      let (mine, theirs) = (choosing.beliefs.values[item], count.belief[place] / count.total)
      if abs(mine - theirs) > 1e-6 {
        return "\(Self.text(explanations, item)) is believed \(mine), not \(theirs)"
      }
    }
    let sure = choosing.matches().filter { $0.decision == .auto }.map { match in
      (match.kind, Set(match.settlement.shares.flatMap { [$0.document, -1 - $0.entry] }))
    }
    let kept = items.filter { item in
      sure.contains { $0 == explanations.kind[item] && $1 == Set(explanations.members(item)) }
    }
    var rest = Ways(explanations, items, with: kept)
    guard rest.run() else { return nil }
    if rest.best < count.best - 1e-9 {
      return "what is beyond doubt is in no best way: \(rest.best) and \(count.best)"
    }
    return nil
  }

  private static func texts(_ found: Explanations, where isMeant: (Int) -> Bool) -> [String] {
    (0..<found.count).filter { found.kind[$0] != .openParts && isMeant($0) }.map { text(found, $0) }
  }

  private static func text(_ found: Explanations, _ item: Int) -> String {
    let score = Int((found.score[item] * 1e6).rounded())
    return
      "\(found.kind[item]) \(found.documents(item).sorted()) \(found.entries(item).sorted()) \(score)"
  }

  private static func compare(_ what: String, _ found: [String], _ expected: [String]) -> String? {
    let (left, right) = (Set(found), Set(expected))
    if left == right { return nil }
    return
      "\(what): only the engine has \(left.subtracting(right).sorted()), only trying everything has \(right.subtracting(left).sorted())"
  }
}

/// Counts every way to choose, one after the other.
private struct Ways {
  private let explanations: Explanations
  private let items: [Int]
  private let kept: Set<Int>
  private var steps = 0
  /// The weight of all ways with each item, and of all ways.
  private(set) var belief: [Double]
  private(set) var total = 0.0
  /// The highest sum of scores.
  private(set) var best = -Double.infinity

  init(_ explanations: Explanations, _ items: [Int], with kept: [Int] = []) {
    self.explanations = explanations
    self.items = items
    self.kept = Set(kept)
    belief = [Double](repeating: 0, count: items.count)
  }

  /// False when there are too many ways.
  mutating func run() -> Bool {
    choose(0, [], [], 0)
    return steps <= Exhaustive.maximumWays
  }

  private mutating func choose(_ place: Int, _ taken: Set<Int32>, _ chosen: [Int], _ sum: Double) {
    steps += 1
    guard steps <= Exhaustive.maximumWays else { return }
    guard place < items.count else {
      let weight = Exponential.exp(sum)
      total += weight
      for item in chosen { belief[item] += weight }
      best = max(best, sum)
      return
    }
    let members = explanations.members(items[place])
    if !members.contains(where: taken.contains) {
      let score = min(explanations.score[items[place]], Beliefs.highestScore)
      choose(place + 1, taken.union(members), chosen + [place], sum + score)
    }
    if !kept.contains(items[place]) { choose(place + 1, taken, chosen, sum) }
  }
}
