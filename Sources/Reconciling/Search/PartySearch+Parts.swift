/// Several entries that pay one document, wholly or in part.
extension PartySearch {
  mutating func parts(_ index: Int) {
    let paper = Int(papers[index])
    let (documents, entries) = (group.view.books.documents, group.view.books.entries)
    let total = abs(documents.total[paper])
    let pool = rows.indices.filter { isPart(of: index, $0, total) }
    guard !pool.isEmpty else { return }
    trials.documents.append(papers[index])
    let issue = documents.issueDay[paper]
    let chosen = Array(
      pool.sorted { left, right in
        let (a, b) = (partRank(left, index, issue), partRank(right, index, issue))
        return a == b ? left < right : a < b
      }.prefix(18)
    )
    let amounts = chosen.map { abs(entries.gross[Int(rows[$0])]) }
    let search = partSearch(amounts, total, chosen, index)
    for mask in search.found {
      let members = chosen.indices.filter { mask & (1 << UInt32($0)) != 0 }.map { chosen[$0] }
      addParts(members, index, chosen.count)
    }
    let hasMissing = missingPart(pool, chosen, index, total)
    openParts(chosen, index, total, hasWhole: !search.found.isEmpty || hasMissing)
  }

  /// The one entry that is all that is missing beside those that name the document, where there are more than are searched.
  private mutating func missingPart(
    _ pool: [Int],
    _ chosen: [Int],
    _ paper: Int,
    _ total: Int64
  ) -> Bool {
    let entries = group.view.books.entries
    func amount(_ index: Int) -> Int64 { abs(entries.gross[Int(rows[index])]) }
    let named = chosen.filter { numbers[$0][paper].isNamed }
    guard pool.count > chosen.count, (1...5).contains(named.count) else { return false }
    let left = total - named.reduce(0) { $0 + amount($1) }
    var isFound = false
    for index in pool where left > 0 && amount(index) == left && !chosen.contains(index) {
      addParts((named + [index]).sorted(), paper, pool.count)
      isFound = true
    }
    return isFound
  }

  mutating func addParts(_ members: [Int], _ paper: Int, _ pool: Int) {
    let total = abs(group.view.books.documents.total[Int(papers[paper])])
    let (score, chance) = partScore(members, paper, pool, total)
    found.add(
      .parts,
      score: score,
      documents: [papers[paper]],
      entries: members.map { rows[$0] },
      group: .parts(members.count),
      isDoubtful: isDoubtful(members, paper),
      traits: partTraits(members, paper, chance)
    )
  }

  private func partTraits(_ members: [Int], _ paper: Int, _ chance: Double) -> GroupTraits {
    GroupTraits(
      naming: .of(members.count { numbers[$0][paper].isFor }, among: members.count),
      party: members.map { partyWeight($0) }.min() ?? 0,
      chance: chance
    )
  }

  /// Sets with the document's total: with all entries that name it if there are such, else any.
  private func partSearch(
    _ amounts: [Int64],
    _ total: Int64,
    _ chosen: [Int],
    _ paper: Int
  ) -> SubsetSearch {
    var required: UInt32 = 0
    for (place, index) in chosen.enumerated() where numbers[index][paper].isNamed {
      required |= 1 << UInt32(place)
    }
    if required != 0 {
      let named = SubsetSearch(amounts, sum: total, required: required, sizes: 2...6)
      if !named.found.isEmpty { return named }
    }
    let all = SubsetSearch(amounts, sum: total, sizes: 2...6)
    if all.isComplete { return all }
    return SubsetSearch(
      Array(amounts.prefix(SubsetSearch.fewItems)),
      sum: total,
      sizes: 2...4
    )
  }

  func isPart(of paper: Int, _ index: Int, _ total: Int64) -> Bool {
    let view = group.view
    let (document, row) = (Int(papers[paper]), Int(rows[index]))
    guard view.books.documents.currency[document] == view.books.entries.currency[row],
      view.judge.canBelong(document, row), abs(view.books.entries.gross[row]) < total
    else { return false }
    let number = numbers[index][paper]
    return number != .otherDocument && number != .sameSeries && mayWant(index, paper)
  }

  private func partRank(_ index: Int, _ paper: Int, _ issue: Int32) -> Int32 {
    if numbers[index][paper].isFor { return -1 }
    return issue == noDay ? 90 : abs(group.view.books.entries.day[Int(rows[index])] - issue)
  }

  private func partScore(
    _ members: [Int],
    _ paper: Int,
    _ pool: Int,
    _ total: Int64
  ) -> (score: Double, chance: Double) {
    let named = members.filter { numbers[$0][paper].isFor }
    var score = group.weights.group[Int(GroupClass.parts(members.count).rawValue)]
    let shares = members.map { abs(group.view.books.entries.gross[Int(rows[$0])]) }
    if let least = shares.min(), let most = shares.max(), most - least <= Int64(members.count) {
      score += GroupPrior.equalShares
    }
    for index in members {
      score += partWeight(index, paper)
    }
    let free = named.count == members.count ? 0 : pool - named.count
    let chance = Exponential.log(
      coincidences(
        free: free,
        size: members.count - named.count,
        target: total,
        grain: grain(shares)
      )
    )
    return (score - chance, chance)
  }

  private func partWeight(_ index: Int, _ paper: Int) -> Double {
    let table = group.weights.table[Weights.Stratum.exact.rawValue][0]
    let level = numbers[index][paper]
    let number = min(GroupPrior.highestNumber, table[Int(level.rawValue)])
    let memo =
      memoDays[index][paper]
      ? GroupPrior.memoDay : hasDay[index] ? GroupPrior.otherDay : 0
    return number + partyWeight(index) + memo + (isPart[index] ? GroupPrior.partWord : 0)
  }

  /// Entries that name the document, or are a plain share of it, and do not pay all of it.
  private mutating func openParts(_ chosen: [Int], _ paper: Int, _ total: Int64, hasWhole: Bool) {
    let entries = group.view.books.entries
    func amount(_ index: Int) -> Int64 { abs(entries.gross[Int(rows[index])]) }
    let named = chosen.filter { namesPart($0, paper, total) }
    var sets = named.isEmpty ? [] : [named.sorted()]
    for divisor in 2...GroupPrior.largestDivisor {
      let equal = chosen.filter {
        abs(amount($0) * divisor - total) < divisor && partyWeight($0) > -1
      }
      guard !equal.isEmpty, equal.count < divisor else { continue }
      let set = Set(equal + named).sorted()
      if !sets.contains(set) { sets.append(set) }
    }
    for members in sets where members.count <= 4 {
      guard members.reduce(0, { $0 + amount($1) }) < total else { continue }
      addOpenParts(members, paper, total, pool: chosen.count, hasWhole: hasWhole)
    }
  }

  /// True when the entry names the document, and nobody else: its amount says nothing.
  private func namesPart(_ index: Int, _ paper: Int, _ total: Int64) -> Bool {
    guard kinds[index].name != .other, kinds[index].account != .other else { return false }
    switch numbers[index][paper] {
    case .exactLong: return true
    case .exactMiddle, .digits: return partyWeight(index) > -1
    case .slip: return isPart[index] || isFraction(index, total)
    // Short numbers are often somebody else's.
    case .exactShort, .exactTiny, .digitsShort: return isPart[index] && partyWeight(index) > -1
    case .silent, .neighbour, .cutLong, .cutShort, .ending,
      .order, .otherDocument, .sameSeries, .otherInvoice, .otherNumber:
      return false
    }
  }

  private mutating func addOpenParts(
    _ members: [Int],
    _ paper: Int,
    _ total: Int64,
    pool: Int,
    hasWhole: Bool
  ) {
    var score = group.weights.group[Int(GroupClass.openParts.rawValue)] + (hasWhole ? -2 : 0)
    for index in members {
      score += partWeight(index, paper) + fractionWeight(index, total, pool)
      // A number alone may be anything's.
      if partyWeight(index) <= -1 { score += GroupPrior.partOfNobody }
      // Who lists others pays those too.
      if listsAnother(than: paper, index) { score += GroupPrior.namedLeftOut }
    }
    found.add(
      .openParts,
      score: score,
      documents: [papers[paper]],
      entries: members.map { rows[$0] },
      group: .openParts,
      isDoubtful: isDoubtful(members, paper)
        || members.contains {
          partyWeight($0) <= -1 || !(numbers[$0][paper].isNamed || isPart[$0])
            || listsAnother(than: paper, $0)
        },
      traits: partTraits(members, paper, 0)
    )
  }

  private func listsAnother(than paper: Int, _ index: Int) -> Bool {
    papers.indices.contains { $0 != paper && numbers[index][$0].isListed }
  }

  private func isFraction(_ index: Int, _ total: Int64) -> Bool {
    let amount = abs(group.view.books.entries.gross[Int(rows[index])])
    return (2...GroupPrior.largestDivisor).contains { abs(amount * $0 - total) < $0 }
  }

  /// What it says that an entry is, or is not, the total divided by a small number.
  private func fractionWeight(_ index: Int, _ total: Int64, _ pool: Int) -> Double {
    let amount = abs(group.view.books.entries.gross[Int(rows[index])])
    guard isFraction(index, total) else { return Exponential.log(1 - GroupPrior.fractions) }
    let divisors = Double(GroupPrior.largestDivisor - 1)
    let grain = grain([amount, total])
    let chance = max(GroupPrior.leastChance, divisors / Double(max(1, amount / grain)))
    return Exponential.log(GroupPrior.fractions / min(1, chance))
  }
}
