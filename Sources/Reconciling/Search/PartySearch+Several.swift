/// Several documents and several entries that come to one sum.
extension PartySearch {
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
    let near = Array(side.filter { entries.day[Int(rows[$0])] <= start + 75 }.prefix(7))
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
        addSeveral(chosen, members, pool.count, near.count, sum)
      }
    }
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

  mutating func addSeveral(
    _ chosen: [Int],
    _ members: [Int],
    _ poolSize: Int,
    _ nearSize: Int,
    _ sum: Int64
  ) {
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
    let sets =
      Combinations.choose(poolSize, chosen.count) * Combinations.choose(nearSize, members.count)
    let grain = grain(
      chosen.map { group.view.books.documents.total[Int(papers[$0])] }
        + members.map { group.view.books.entries.gross[Int(rows[$0])] }
    )
    let chance = max(GroupPrior.leastChance, sets / Double(max(1, sum / grain)))
    found.add(
      .several,
      score: score - Exponential.log(chance),
      documents: chosen.map { papers[$0] },
      entries: members.map { rows[$0] },
      group: .several,
      isDoubtful: namedCount < members.count
    )
  }
}
