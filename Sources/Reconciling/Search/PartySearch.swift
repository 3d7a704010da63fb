/// Explanations of one party's open documents and entries that take more than one of either.
struct PartySearch {
  let group: GroupContext
  var found = Explanations()
  let papers: [Int32]
  let rows: [Int32]
  /// What each entry's text says about each document: `rows` by `papers`.
  private(set) var numbers: [[NumberLevel]] = []
  private var memoDays: [[Bool]] = []
  private var isPart: [Bool] = []
  private var kinds: [(name: NameLevel, account: AccountLevel)] = []

  init(group: GroupContext, papers: [Int32], rows: [Int32]) {
    self.group = group
    self.papers = papers
    self.rows = rows
    var text = EntryText()
    let view = group.view
    for row in rows {
      text.set(view.books.entries, Int(row), view.numbers)
      numbers.append(papers.map { NumberReading.level($0, text, view.forms) })
      memoDays.append(papers.map { text.days.contains(view.books.documents.issueDay[Int($0)]) })
      isPart.append(PartWords.areIn(text.text))
      kinds.append(
        (group.maker.name(Int(papers[0]), Int(row)), group.maker.account(Int(papers[0]), Int(row)))
      )
    }
  }

  mutating func run() {
    for index in rows.indices { batch(index) }
    for index in papers.indices { parts(index) }
    if papers.count > 1, rows.count > 1 { several() }
  }

  // MARK: One entry, several documents

  private mutating func batch(_ index: Int) {
    let row = Int(rows[index])
    let pool = papers.indices.filter { isInPool($0, row) }
    guard pool.count > 1 else { return }
    let entries = group.view.books.entries
    let chosen = nearest(pool, index, limit: SubsetSearch.maximumItems)
    let amounts = chosen.map { signed(Int(papers[$0]), entries.gross[row] < 0) }
    let target = abs(entries.gross[row])
    let search = search(amounts, target, chosen, index)
    var sets = search.found.map { mask in
      chosen.indices.filter { mask & (1 << UInt32($0)) != 0 }.map { chosen[$0] }.sorted()
    }
    let runs = runs(pool, target, row)
    for run in runs where !sets.contains(run) { sets.append(run) }
    for members in sets {
      let isRun = runs.contains(members)
      guard let score = batchScore(members, index, pool.count, target, isRun: isRun) else {
        continue
      }
      found.add(
        .batch,
        score: score,
        documents: members.map { papers[$0] },
        entries: [rows[index]]
      )
    }
  }

  /// Documents that follow each other and add up to the entry: what people pay when they pay all that is open.
  private func runs(_ pool: [Int], _ target: Int64, _ row: Int) -> [[Int]] {
    let documents = group.view.books.documents
    let isOut = group.view.books.entries.gross[row] < 0
    var result: [[Int]] = []
    for begin in pool.indices {
      var sum: Int64 = 0
      for end in begin..<min(pool.count, begin + GroupPrior.longestRun) {
        let document = Int(papers[pool[end]])
        guard documents.kind[document] != .creditNote else { continue }
        sum += signed(document, isOut)
        if sum == target, end > begin {
          let members = pool[begin...end].filter {
            documents.kind[Int(papers[$0])] != .creditNote
          }
          result.append(members.sorted())
        }
        if sum >= target { break }
      }
    }
    return result
  }

  /// Sets with the entry's amount: with all documents that it names if there are such, else any.
  private func search(
    _ amounts: [Int64],
    _ target: Int64,
    _ chosen: [Int],
    _ index: Int
  ) -> SubsetSearch {
    let sizes = 2...SubsetSearch.maximumSize
    var required: UInt32 = 0
    for (place, paper) in chosen.enumerated() where numbers[index][paper].isNamed {
      required |= 1 << UInt32(place)
    }
    if required != 0 {
      let named = SubsetSearch(amounts, sum: target, required: required, sizes: sizes)
      if !named.found.isEmpty { return named }
    }
    let all = SubsetSearch(amounts, sum: target, sizes: sizes)
    if all.isComplete { return all }
    return SubsetSearch(
      Array(amounts.prefix(SubsetSearch.fewItems)),
      sum: target,
      sizes: sizes
    )
  }

  private func isInPool(_ paper: Int, _ row: Int) -> Bool {
    let (documents, entries) = (group.view.books.documents, group.view.books.entries)
    let document = Int(papers[paper])
    guard documents.currency[document] == entries.currency[row] else { return false }
    guard documents.kind[document] == .creditNote || group.view.judge.hasSign(document, row) else {
      return false
    }
    let (issue, day) = (documents.issueDay[document], entries.day[row])
    guard issue != noDay else { return true }
    return issue <= day + GroupSearch.daysBefore && issue >= day - GroupSearch.daysAfter
  }

  /// The document's share of an entry: a credit note takes away.
  private func signed(_ document: Int, _ isOut: Bool) -> Int64 {
    let total = abs(group.view.books.documents.total[document])
    return group.view.books.documents.kind[document] == .creditNote ? -total : total
  }

  /// The documents most likely meant: those named first, then those due nearest to the entry.
  private func nearest(_ pool: [Int], _ index: Int, limit: Int) -> [Int] {
    let day = group.view.books.entries.day[Int(rows[index])]
    let ranked = pool.sorted { left, right in
      let (a, b) = (rank(left, index, day), rank(right, index, day))
      return a == b ? left < right : a < b
    }
    return Array(ranked.prefix(limit))
  }

  private func rank(_ paper: Int, _ index: Int, _ day: Int32) -> Int32 {
    if numbers[index][paper].isFor { return -1 }
    let due = group.view.books.documents.dueDay[Int(papers[paper])]
    return due == noDay ? 90 : abs(day - due)
  }

  private func batchScore(
    _ members: [Int],
    _ index: Int,
    _ pool: Int,
    _ target: Int64,
    isRun: Bool
  ) -> Double? {
    let named = members.filter { numbers[index][$0].isFor }
    let evidence = numberEvidence(members, named, index)
    let credits = members.filter { group.view.books.documents.kind[Int(papers[$0])] == .creditNote }
    guard credits.count < members.count else { return nil }
    var score = GroupPrior.batch(size: members.count) + evidence + partyWeight(index)
    score += dayWeight(members, index)
    if memoDays[index].indices.contains(where: { members.contains($0) && memoDays[index][$0] }) {
      score += GroupPrior.memoDay
    }
    let free = named.count == members.count ? 0 : pool - named.count
    var chance = coincidences(free: free, size: members.count - named.count, target: target)
    if isRun {
      let runs = Double(pool * (pool - 1) / 2) * GroupPrior.runsAreOneOf
      let grain: Int64 = target % 100 == 0 ? 100 : 1
      chance = min(chance, max(GroupPrior.leastChance, runs / Double(max(1, target / grain))))
    }
    return score - Exponential.log(chance)
  }

  /// What the numbers in the entry say about all members together.
  private func numberEvidence(_ members: [Int], _ named: [Int], _ index: Int) -> Double {
    let table = group.weights.table[Weights.Stratum.exact.rawValue][0]
    var sum = 0.0
    for paper in named {
      let level = numbers[index][paper]
      let most =
        level == .cutShort || level == .ending
        ? GroupPrior.sharedBeginning : GroupPrior.highestNumber
      sum += min(most, max(0, table[Int(level.rawValue)]))
    }
    if named.isEmpty {
      // One number of somebody else's speaks against all of them once.
      let levels = members.map { numbers[index][$0] }
      return levels.map { table[Int($0.rawValue)] }.min() ?? 0
    }
    return sum + Double(members.count - named.count) * GroupPrior.unnamedBesideNamed
      + unusedNamed(members, index)
  }

  /// A document that the entry names, but that is no member.
  private func unusedNamed(_ members: [Int], _ index: Int) -> Double {
    let others = papers.indices.filter { numbers[index][$0].isNamed && !members.contains($0) }
    return Double(others.count) * GroupPrior.namedLeftOut
  }

  func partyWeight(_ index: Int) -> Double {
    switch (kinds[index].name, kinds[index].account) {
    case (_, .equal), (.full, _), (.alias, _): 0
    case (.prefix, _): -0.5
    case (.near, _): -1
    case (.silent, .silent), (.silent, .unknown): -1
    case (_, .other), (.other, _): -6
    case (.weak, _), (.silent, .changed): -3
    }
  }

  private func dayWeight(_ members: [Int], _ index: Int) -> Double {
    let table = group.weights.table[Weights.Stratum.exact.rawValue][Evidence.Feature.day.rawValue]
    let sum = members.reduce(0.0) {
      $0 + table[Int(group.maker.day(Int(papers[$1]), Int(rows[index])).rawValue)]
    }
    return sum / Double(members.count)
  }

  /// How many sets as large as this would have the sum by chance.
  private func coincidences(free: Int, size: Int, target: Int64) -> Double {
    guard free > 0, size > 0 else { return GroupPrior.leastChance }
    var sets = 0.0
    for count in 1...size { sets += Combinations.choose(free, count) }
    let grain: Int64 = target % 100 == 0 ? 100 : 1
    return max(GroupPrior.leastChance, sets / Double(max(1, target / grain)))
  }

  // MARK: One document, several entries

  private mutating func parts(_ index: Int) {
    let paper = Int(papers[index])
    let (documents, entries) = (group.view.books.documents, group.view.books.entries)
    let total = abs(documents.total[paper])
    let pool = rows.indices.filter { isPart(of: index, $0, total) }
    guard !pool.isEmpty else { return }
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
      let score = partScore(members, index, chosen.count, total)
      found.add(.parts, score: score, documents: [papers[index]], entries: members.map { rows[$0] })
    }
    openParts(chosen, index, total, hasWhole: !search.found.isEmpty)
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

  private func isPart(of paper: Int, _ index: Int, _ total: Int64) -> Bool {
    let view = group.view
    let (document, row) = (Int(papers[paper]), Int(rows[index]))
    guard view.books.documents.currency[document] == view.books.entries.currency[row],
      view.judge.canBelong(document, row), abs(view.books.entries.gross[row]) < total
    else { return false }
    return !numbers[index][paper].isAgainst
  }

  private func partRank(_ index: Int, _ paper: Int, _ issue: Int32) -> Int32 {
    if numbers[index][paper].isFor { return -1 }
    return issue == noDay ? 90 : abs(group.view.books.entries.day[Int(rows[index])] - issue)
  }

  private func partScore(_ members: [Int], _ paper: Int, _ pool: Int, _ total: Int64) -> Double {
    let named = members.filter { numbers[$0][paper].isFor }
    var score = GroupPrior.parts(size: members.count)
    let shares = members.map { abs(group.view.books.entries.gross[Int(rows[$0])]) }
    if let least = shares.min(), let most = shares.max(), most - least <= Int64(members.count) {
      score += GroupPrior.equalShares
    }
    for index in members {
      score += partWeight(index, paper)
    }
    let free = named.count == members.count ? 0 : pool - named.count
    return score
      - Exponential.log(coincidences(free: free, size: members.count - named.count, target: total))
  }

  private func partWeight(_ index: Int, _ paper: Int) -> Double {
    let table = group.weights.table[Weights.Stratum.exact.rawValue][0]
    let level = numbers[index][paper]
    let number = min(GroupPrior.highestNumber, table[Int(level.rawValue)])
    let memo = memoDays[index][paper] ? GroupPrior.memoDay : 0
    return number + partyWeight(index) + memo + (isPart[index] ? GroupPrior.partWord : 0)
      + GroupPrior.eachPart
  }

  /// Entries that name the document and do not pay all of it.
  private mutating func openParts(_ chosen: [Int], _ paper: Int, _ total: Int64, hasWhole: Bool) {
    let named = chosen.filter { numbers[$0][paper].isNamed || numbers[$0][paper] == .slip }
    guard !named.isEmpty, named.count <= 4 else { return }
    let sum = named.reduce(Int64(0)) { $0 + abs(group.view.books.entries.gross[Int(rows[$1])]) }
    guard sum < total else { return }
    var score = GroupPrior.openParts + (hasWhole ? -2 : 0)
    for index in named {
      score += partWeight(index, paper)
      // A number alone may be anything's.
      if partyWeight(index) <= -1 { score += GroupPrior.partOfNobody }
    }
    found.add(.openParts, score: score, documents: [papers[paper]], entries: named.map { rows[$0] })
  }
}
