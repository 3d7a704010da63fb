/// Explanations of one party's open documents and entries that take more than one of either.
struct PartySearch {
  let group: GroupContext
  var found = Explanations()
  var trials = GroupTrials()
  let papers: [Int32]
  let rows: [Int32]
  /// What each entry's text says about each document: `rows` by `papers`.
  private(set) var numbers: [[NumberLevel]] = []
  private(set) var memoDays: [[Bool]] = []
  /// True where a day stands in the entry's text.
  private(set) var hasDay: [Bool] = []
  private(set) var isPart: [Bool] = []
  private(set) var lists: [CutList] = []
  private(set) var kinds: [(name: NameLevel, account: AccountLevel)] = []
  /// Documents and entries of what was found of several of both.
  var knownSeveral: Set<[[Int]]> = []

  /// Documents that a single entry seems to have: only entries that name them may want them.
  let isSettled: [Bool]

  init(group: GroupContext, papers: [Int32], isSettled: [Bool], rows: [Int32]) {
    self.group = group
    self.isSettled = isSettled
    self.papers = papers
    self.rows = rows
    var text = EntryText()
    let view = group.view
    for row in rows {
      text.set(view.books.entries, Int(row), view.numbers)
      numbers.append(papers.map { NumberReading.level($0, text, view.forms) })
      memoDays.append(papers.map { text.days.contains(view.books.documents.issueDay[Int($0)]) })
      hasDay.append(!text.days.isEmpty)
      isPart.append(PartWords.areIn(text.text))
      lists.append(CutList(text.text))
      kinds.append(
        (group.maker.name(Int(papers[0]), Int(row)), group.maker.account(Int(papers[0]), Int(row)))
      )
    }
  }

  mutating func run() {
    for index in rows.indices { batch(index) }
    for index in papers.indices { parts(index) }
    if papers.count > 1, rows.count > 1 {
      for index in rows.indices { listed(index) }
      several()
    }
  }

  // MARK: One entry, several documents

  private mutating func batch(_ index: Int) {
    let row = Int(rows[index])
    let pool = papers.indices.filter { isInPool($0, row) && mayWant(index, $0) }
    guard pool.count > 1 else { return }
    trials.entries.append(Int32(row))
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
    if pool.count > chosen.count {
      for pair in pairs(pool, target, row) where !sets.contains(pair) { sets.append(pair) }
    }
    if sets.isEmpty { misread(index, pool, target) }
    for members in sets {
      addBatch(members, index, pool.count, isRun: runs.contains(members))
    }
  }

  mutating func addBatch(_ members: [Int], _ index: Int, _ pool: Int, isRun: Bool) {
    let target = abs(group.view.books.entries.gross[Int(rows[index])])
    guard let judged = batchScore(members, index, pool, target, isRun: isRun) else { return }
    let (score, chance) = judged
    found.add(
      .batch,
      score: score,
      documents: members.map { papers[$0] },
      entries: [rows[index]],
      group: .batch(members.count, isRun: isRun),
      isDoubtful: leavesOutNamed(members, index) || isOnAnotherDay(members, index)
        || mayBeTwin(members, index),
      traits: GroupTraits(
        naming: .of(members.count { numbers[index][$0].isFor }, among: members.count),
        party: partyWeight(index),
        chance: chance
      )
    )
  }

  /// Two documents anywhere in a pool that is too large to be searched for more.
  private func pairs(_ pool: [Int], _ target: Int64, _ row: Int) -> [[Int]] {
    let isOut = group.view.books.entries.gross[row] < 0
    var places: [Int64: [Int]] = [:]
    var result: [[Int]] = []
    for paper in pool {
      let amount = signed(Int(papers[paper]), isOut)
      for other in places[target - amount] ?? [] { result.append([other, paper].sorted()) }
      if result.count > SubsetSearch.maximumFound { return [] }
      places[amount, default: []].append(paper)
    }
    return result
  }

  /// True when the entry gives a day, and it is that of none of these.
  func isOnAnotherDay(_ members: [Int], _ index: Int) -> Bool {
    hasDay[index] && !members.contains { memoDays[index][$0] }
  }

  /// True when another document of the party could stand for one that the entry does not name.
  private func mayBeTwin(_ members: [Int], _ index: Int) -> Bool {
    let documents = group.view.books.documents
    return members.contains { paper in
      let document = Int(papers[paper])
      return !numbers[index][paper].isFor
        && group.view.parties.documents[Int(group.view.parties.ofDocument[document])].contains {
          let other = Int($0)
          return documents.total[other] == documents.total[document]
            && !members.contains { papers[$0] == Int32(other) } && !group.view.isCopy[other]
            && (documents.issueDay[other] == noDay || documents.issueDay[document] == noDay
              || abs(documents.issueDay[other] - documents.issueDay[document])
                <= GroupPrior.twinDays)
        }
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
          // Beside credit notes there may be but one.
          if members.count > 1 { result.append(members.sorted()) }
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

  func mayWant(_ index: Int, _ paper: Int) -> Bool {
    !isSettled[paper] || numbers[index][paper].isNamed
  }

  func isInPool(_ paper: Int, _ row: Int) -> Bool {
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
  func signed(_ document: Int, _ isOut: Bool) -> Int64 {
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
  ) -> (score: Double, chance: Double)? {
    let named = members.filter { numbers[index][$0].isFor }
    let evidence = numberEvidence(members, named, index)
    let credits = members.filter { group.view.books.documents.kind[Int(papers[$0])] == .creditNote }
    guard credits.count < members.count else { return nil }
    var score =
      group.weights.group[Int(GroupClass.batch(members.count, isRun: isRun).rawValue)] + evidence
      + partyWeight(index)
    score += dayWeight(members, index)
    if members.contains(where: { memoDays[index][$0] }) { score += GroupPrior.memoDay }
    if isOnAnotherDay(members, index) { score += GroupPrior.otherDay }
    let free = named.count == members.count ? 0 : pool - named.count
    let grain = grain(members.map { group.view.books.documents.total[Int(papers[$0])] })
    let chance: Double
    if isRun {
      // With one of them named, only runs that have it are meant.
      let runs =
        named.isEmpty
        ? Self.sizes(members.count).reduce(0.0) { $0 + Double(max(1, pool - $1 + 1)) }
        : Double(members.count)
      chance = max(GroupPrior.leastChance, runs / Double(max(1, target / grain)))
    } else {
      chance = coincidences(
        free: free,
        size: members.count - named.count,
        target: target,
        grain: grain
      )
    }
    let logarithm = Exponential.log(chance)
    return (score - logarithm, logarithm)
  }

  /// What the numbers in the entry say about all members together.
  func numberEvidence(_ members: [Int], _ named: [Int], _ index: Int) -> Double {
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
    if named.count < members.count {
      sum += lists[index].isCut ? GroupPrior.cutList : GroupPrior.unnamedBesideNamed
    }
    if let size = lists[index].size {
      sum += size == members.count ? GroupPrior.statedSize : GroupPrior.otherSize
    }
    return sum + unusedNamed(members, index)
  }

  /// A document that the entry names, but that is no member.
  private func unusedNamed(_ members: [Int], _ index: Int) -> Double {
    let others = papers.indices.filter { numbers[index][$0].isNamed && !members.contains($0) }
    return Double(others.count) * GroupPrior.namedLeftOut
  }

  private func leavesOutNamed(_ members: [Int], _ index: Int) -> Bool {
    papers.indices.contains { numbers[index][$0].isNamed && !members.contains($0) }
  }

  /// True when a part names the document with a slip only, gives another day or is somebody else's by its name.
  func isDoubtful(_ members: [Int], _ paper: Int) -> Bool {
    members.contains { index in
      let number = numbers[index][paper]
      return number == .slip || number == .neighbour || isOnAnotherDay([paper], index)
        || (partyWeight(index) <= -1 && !number.isNamed) || partyWeight(index) <= -3
    }
  }

  func partyWeight(_ index: Int) -> Double {
    switch (kinds[index].name, kinds[index].account) {
    case (_, .equal), (.full, _), (.alias, _): 0
    case (.prefix, _): -0.2
    case (.near, _): -0.5
    case (.silent, .silent), (.silent, .unknown): -1
    case (_, .other), (.other, _): -6
    case (.weak, _), (.silent, .changed): -3
    }
  }

  func dayWeight(_ members: [Int], _ index: Int) -> Double {
    let table = group.weights.table[Weights.Stratum.exact.rawValue][Evidence.Feature.day.rawValue]
    let sum = members.reduce(0.0) {
      $0 + table[Int(group.maker.day(Int(papers[$1]), Int(rows[index])).rawValue)]
    }
    return sum / Double(members.count)
  }

  /// The sizes of groups whose odds are one with those of this size.
  private static func sizes(_ size: Int) -> ClosedRange<Int> { size < 4 ? size...size : 4...size }

  /// How many sets as large as this would have the sum by chance.
  func coincidences(free: Int, size: Int, target: Int64, grain: Int64) -> Double {
    guard free > 0, size > 0 else { return GroupPrior.leastChance }
    let sets = Self.sizes(size).reduce(0.0) { $0 + Combinations.choose(free, $1) }
    return max(GroupPrior.leastChance, sets / Double(max(1, target / grain)))
  }

  /// What all of these are multiples of: sums of round amounts are round.
  func grain(_ amounts: [Int64]) -> Int64 {
    GroupPrior.grains.first { grain in amounts.allSatisfy { $0 % grain == 0 } } ?? 1
  }
}
