/// Several documents and several entries that come to one sum.
extension PartySearch {
  /// Several entries that belong together are booked within so many days.
  static let window: Int32 = 75
  static let longestList = 6

  mutating func several() {
    let (documents, entries) = (group.view.books.documents, group.view.books.entries)
    let outs = rows.indices.filter { entries.gross[Int(rows[$0])] < 0 }
    let ins = rows.indices.filter { entries.gross[Int(rows[$0])] > 0 }
    for side in [outs, ins] where side.count > 1 {
      let open = papers.indices.filter {
        documents.kind[Int(papers[$0])] != .creditNote && !isSettled[$0]
          && group.view.judge.hasSign(Int(papers[$0]), Int(rows[side[0]]))
          && documents.currency[Int(papers[$0])] == entries.currency[Int(rows[side[0]])]
          && documents.issueDay[Int(papers[$0])] != noDay
      }
      // A window over the entries, begun by each of them.
      for place in side.indices { several(open, Array(side[place...])) }
    }
  }

  private mutating func several(_ open: [Int], _ side: [Int]) {
    let (documents, entries) = (group.view.books.documents, group.view.books.entries)
    let start = entries.day[Int(rows[side[0]])]
    let near = Array(side.filter { entries.day[Int(rows[$0])] <= start + Self.window }.prefix(7))
    guard near.count > 1 else { return }
    let pool = Array(
      open.filter {
        let issue = documents.issueDay[Int(papers[$0])]
        return issue <= start + 3 && issue >= start - 120
      }.suffix(10)
    )
    guard pool.count > 1 else { return }
    let sets = SumTable(pool.map { abs(documents.total[Int(papers[$0])]) })
    for mask in 1..<(UInt32(1) << UInt32(near.count)) where mask & 1 == 1 {
      let size = mask.nonzeroBitCount
      guard size > 1, size <= 4 else { continue }
      var sum: Int64 = 0
      for place in near.indices where mask & (1 << UInt32(place)) != 0 {
        sum += abs(entries.gross[Int(rows[near[place]])])
      }
      guard let found = sets[sum] else { continue }
      let members = near.indices.filter { mask & (1 << UInt32($0)) != 0 }.map { near[$0] }
      for set in found {
        let chosen = pool.indices.filter { set & (1 << UInt32($0)) != 0 }.map { pool[$0] }
        guard !fallsApart(chosen, members) else { continue }
        let sets =
          Combinations.choose(pool.count, chosen.count)
          * Combinations.choose(near.count, members.count)
        addSeveral(chosen, members, sets, sum)
      }
    }
  }

  /// The documents that an entry lists, with further entries that come to their sum.
  mutating func listed(_ index: Int) {
    let (documents, entries) = (group.view.books.documents, group.view.books.entries)
    let list = listOf(index)
    guard (2...Self.longestList).contains(list.count) else { return }
    let sum = list.reduce(Int64(0)) { $0 + abs(documents.total[Int(papers[$1])]) }
    let left = sum - abs(entries.gross[Int(rows[index])])
    guard left > 0 else { return }
    let near = companions(of: index, list)
    let amounts = near.map { abs(entries.gross[Int(rows[$0])]) }
    for mask in SubsetSearch(amounts, sum: left, sizes: 1...3).found {
      let others = near.indices.filter { mask & (1 << UInt32($0)) != 0 }.map { near[$0] }
      let members = ([index] + others).sorted()
      guard !fallsApart(list, members) else { continue }
      addSeveral(list, members, Combinations.choose(near.count, others.count), sum)
    }
  }

  /// The documents that an entry lists.
  func listOf(_ index: Int) -> [Int] {
    let documents = group.view.books.documents
    let row = Int(rows[index])
    return papers.indices.filter { paper in
      let document = Int(papers[paper])
      return numbers[index][paper].isListed && documents.kind[document] != .creditNote
        && documents.total[document] != 0 && isInPool(paper, row)
    }
  }

  /// Entries that may pay what another lists together with it, the nearest in time first.
  func companions(of index: Int, _ list: [Int]) -> [Int] {
    let entries = group.view.books.entries
    let row = Int(rows[index])
    let near = rows.indices.filter { other in
      let own = Int(rows[other])
      guard other != index, (entries.gross[own] < 0) == (entries.gross[row] < 0),
        entries.currency[own] == entries.currency[row],
        abs(entries.day[own] - entries.day[row]) <= Self.window
      else { return false }
      if list.contains(where: { numbers[other][$0].isFor }) { return true }
      return partyWeight(other) > -3
        && !list.contains {
          numbers[other][$0] == .otherDocument || numbers[other][$0] == .sameSeries
        }
    }
    let ranked = near.sorted { left, right in
      let (a, b) = (distance(left, row), distance(right, row))
      return a == b ? left < right : a < b
    }
    return Array(ranked.prefix(SubsetSearch.fewItems))
  }

  private func distance(_ index: Int, _ row: Int) -> Int32 {
    abs(group.view.books.entries.day[Int(rows[index])] - group.view.books.entries.day[row])
  }

  /// True when some of the documents are some of the entries already: then these are two explanations, not one.
  private func fallsApart(_ chosen: [Int], _ members: [Int]) -> Bool {
    let totals = chosen.map { abs(group.view.books.documents.total[Int(papers[$0])]) }
    let amounts = members.map { abs(group.view.books.entries.gross[Int(rows[$0])]) }
    let parts = Set(Self.properSums(totals))
    return Self.properSums(amounts).contains(where: parts.contains)
  }

  /// The sums of some, but not all.
  private static func properSums(_ amounts: [Int64]) -> [Int64] {
    (1..<(1 << amounts.count) - 1).map { mask in
      amounts.indices.reduce(0) { mask & (1 << $1) != 0 ? $0 + amounts[$1] : $0 }
    }
  }

  /// `sets`: how many sets of as many there are to choose from.
  mutating func addSeveral(
    _ chosen: [Int],
    _ members: [Int],
    _ sets: Double,
    _ sum: Int64
  ) {
    guard knownSeveral.insert([chosen, members]).inserted else { return }
    let table = group.weights.table[Weights.Stratum.exact.rawValue][0]
    var score = group.weights.group[Int(GroupClass.several.rawValue)]
    var namedCount = 0
    for index in members {
      let levels = chosen.map { numbers[index][$0] }
      let best = levels.filter(\.isFor).map { table[Int($0.rawValue)] }.max()
      if let best {
        score += min(GroupPrior.highestNumber, best)
        namedCount += 1
      } else {
        score += levels.map { table[Int($0.rawValue)] }.min() ?? 0
      }
      score += partyWeight(index)
    }
    let grain = grain(
      chosen.map { group.view.books.documents.total[Int(papers[$0])] }
        + members.map { group.view.books.entries.gross[Int(rows[$0])] }
    )
    let chance = Exponential.log(
      max(GroupPrior.leastChance, sets / Double(max(1, sum / grain)))
    )
    found.add(
      .several,
      score: score - chance,
      documents: chosen.map { papers[$0] },
      entries: members.map { rows[$0] },
      group: .several,
      isDoubtful: namedCount < members.count,
      traits: GroupTraits(
        naming: .of(namedCount, among: members.count),
        party: members.map { partyWeight($0) }.min() ?? 0,
        chance: chance
      )
    )
  }
}
