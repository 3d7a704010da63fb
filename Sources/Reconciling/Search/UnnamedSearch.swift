/// What entries pay that name no party: documents of one party in a row or two near each other, and the rest of a
/// document that is paid in part.
///
/// Nothing but the sum and the day speaks for such an explanation, so how often sums meet by chance is counted.
struct UnnamedSearch {
  /// Entries that name nobody and are nobody's by their account.
  private(set) var rows: [Int32] = []
  private(set) var found = Explanations()
  private let context: GroupContext
  /// Members of what is found already, for an entry may name a document though it names no party.
  private var known: Set<[Int32]> = []

  /// Documents are paid together that were issued within so many days.
  static let span: Int32 = 100
  static let longestRun = 12
  /// More sets with an entry's amount than this tell nothing.
  static let maximumSets = 4
  /// The rest of instalments comes within so many days.
  static let restDays: Int32 = 130
  /// So many instalments are followed by one that names nobody.
  static let restShare = 0.15

  init(
    _ context: GroupContext,
    _ documentBelief: [Double],
    _ entryBelief: [Double],
    _ explanations: Explanations
  ) {
    self.context = context
    let view = context.view
    var isOfParty = [Bool](repeating: false, count: entryBelief.count)
    for party in view.entriesOfParty { for row in party { isOfParty[Int(row)] = true } }
    let entries = view.books.entries
    rows = (0..<Int32(entryBelief.count)).filter { index in
      let row = Int(index)
      return !view.isSplit[row] && entries.parent[row] < 0 && entries.gross[row] != 0
        && view.entryName[row] < 0 && !isOfParty[row] && entryBelief[row] < GroupSearch.settled
        && view.parties.party(ofIBAN: entries.iban[row]) == nil
    }
    guard !rows.isEmpty else { return }
    let amounts = UnnamedAmounts(rows, entries)
    for item in 0..<explanations.count where explanations.pair[item] < 0 {
      known.insert(explanations.members(item).sorted())
    }
    searchSets(documentBelief, amounts)
    searchRests(explanations, amounts)
  }

  // MARK: Several documents

  private struct SumSet {
    var members: [Int32]
    var sum: Int64
  }

  private mutating func searchSets(_ documentBelief: [Double], _ amounts: UnnamedAmounts) {
    let view = context.view
    let documents = view.books.documents
    var sums: [CurrencyCode: [Int64]] = [:]
    var hits: [Int32: [(party: Int, set: SumSet)]] = [:]
    for party in 0..<view.parties.count {
      let open = view.parties.documents[party].filter { paper in
        let paper = Int(paper)
        return documentBelief[paper] < GroupSearch.settled && !view.isCopy[paper]
          && documents.kind[paper] != .creditNote && documents.issueDay[paper] != noDay
          && documents.total[paper] > 0
      }
      guard open.count > 1 else { continue }
      for set in sets(open) {
        let first = Int(set.members[0])
        let currency = documents.currency[first]
        sums[currency, default: []].append(set.sum)
        let signed = documents.kind[first] == .salesInvoice ? set.sum : -set.sum
        for row in amounts.rows(currency, signed) where isInTime(set, row) {
          hits[row, default: []].append((party, set))
        }
      }
    }
    let density = SumDensity(sums)
    for row in hits.keys.sorted() {
      guard let sets = hits[row], sets.count <= Self.maximumSets else { continue }
      for (party, set) in sets { add(set, party, row, density) }
    }
  }

  /// Documents in a row, and any two, that could be paid together.
  private func sets(_ open: [Int32]) -> [SumSet] {
    let documents = context.view.books.documents
    var result: [SumSet] = []
    for begin in open.indices {
      let first = Int(open[begin])
      var run: [Int32] = [open[begin]]
      var sum = documents.total[first]
      for next in open[(begin + 1)...] {
        let paper = Int(next)
        guard documents.issueDay[paper] <= documents.issueDay[first] + Self.span else { break }
        guard documents.currency[paper] == documents.currency[first],
          documents.kind[paper] == documents.kind[first]
        else { continue }
        if run.count > 1 {
          result.append(
            SumSet(
              members: [open[begin], next],
              sum: documents.total[first] + documents.total[paper]
            )
          )
        }
        guard run.count < Self.longestRun else { break }
        run.append(next)
        sum += documents.total[paper]
        result.append(SumSet(members: run, sum: sum))
      }
    }
    return result
  }

  private func isInTime(_ set: SumSet, _ row: Int32) -> Bool {
    let documents = context.view.books.documents
    let day = context.view.books.entries.day[Int(row)]
    return set.members.allSatisfy { paper in
      let issue = documents.issueDay[Int(paper)]
      return issue <= day + GroupSearch.daysBefore && issue >= day - GroupSearch.daysAfter
    }
  }

  private mutating func add(_ set: SumSet, _ party: Int, _ row: Int32, _ density: SumDensity) {
    guard known.insert((set.members + [-1 - row]).sorted()).inserted else { return }
    let search = PartySearch(
      group: context,
      papers: set.members,
      isSettled: set.members.map { _ in false },
      rows: [row]
    )
    let members = Array(set.members.indices)
    let named = members.filter { search.numbers[0][$0].isFor }
    let documents = context.view.books.documents
    let grain = search.grain(set.members.map { documents.total[Int($0)] })
    let currency = documents.currency[Int(set.members[0])]
    let chance = Exponential.log(
      max(GroupPrior.leastChance, density.expected(currency, set.sum, grain: grain))
    )
    var score =
      context.weights.group[Int(GroupClass.unnamed.rawValue)]
      + search.numberEvidence(members, named, 0) + search.partyWeight(0)
      + search.dayWeight(members, 0) - chance
    if members.contains(where: { search.memoDays[0][$0] }) { score += GroupPrior.memoDay }
    if search.isOnAnotherDay(members, 0) { score += GroupPrior.otherDay }
    found.add(
      .batch,
      score: score,
      documents: set.members,
      entries: [row],
      group: .unnamed,
      isDoubtful: true,
      traits: GroupTraits(
        naming: .of(named.count, among: members.count),
        party: search.partyWeight(0),
        chance: chance
      )
    )
  }

  // MARK: The rest of instalments

  private mutating func searchRests(_ explanations: Explanations, _ amounts: UnnamedAmounts) {
    let (documents, entries) = (context.view.books.documents, context.view.books.entries)
    for item in 0..<explanations.count where explanations.kind[item] == .openParts {
      let paper = explanations.documents(item)[0]
      let parts = explanations.entries(item)
      let paid = parts.reduce(Int64(0)) { $0 + abs(entries.gross[Int($1)]) }
      let rest = abs(documents.total[Int(paper)]) - paid
      guard rest > 0, let first = parts.first else { continue }
      let isOut = entries.gross[Int(first)] < 0
      let day = entries.day[Int(first)]
      let near = amounts.rows(documents.currency[Int(paper)], isOut ? -rest : rest).filter { row in
        !parts.contains(row) && abs(entries.day[Int(row)] - day) <= Self.restDays
          && context.view.judge.canBelong(Int(paper), Int(row))
      }
      guard !near.isEmpty, near.count <= Self.maximumSets else { continue }
      let chance = amounts.expected(
        documents.currency[Int(paper)],
        isOut ? -rest : rest,
        days: 2 * Self.restDays
      )
      let gain = Exponential.log(Self.restShare / max(GroupPrior.leastChance, chance))
      for row in near
      where known.insert(([paper] + (parts + [row]).map { -1 - $0 }).sorted()).inserted {
        found.add(
          .parts,
          score: explanations.score[item] + gain,
          documents: [paper],
          entries: (parts + [row]).sorted(),
          group: .openParts,
          isDoubtful: true
        )
      }
    }
  }
}

/// Amounts of entries that name nobody.
struct UnnamedAmounts {
  private var ofCurrency: [CurrencyCode: [(amount: Int64, row: Int32)]] = [:]
  /// From the first to the last entry.
  private let days: Int32

  init(_ rows: [Int32], _ entries: EntryColumns) {
    for row in rows {
      ofCurrency[entries.currency[Int(row)], default: []].append((entries.gross[Int(row)], row))
    }
    for key in ofCurrency.keys {
      ofCurrency[key]?.sort { ($0.amount, $0.row) < ($1.amount, $1.row) }
    }
    let booked = rows.map { entries.day[Int($0)] }
    days = max(1, (booked.max() ?? 0) - (booked.min() ?? 0))
  }

  private func place(_ list: [(amount: Int64, row: Int32)], _ amount: Int64) -> Int {
    var (low, high) = (0, list.count)
    while low < high {
      let middle = (low + high) / 2
      if list[middle].amount < amount { low = middle + 1 } else { high = middle }
    }
    return low
  }

  func rows(_ currency: CurrencyCode, _ amount: Int64) -> [Int32] {
    guard let list = ofCurrency[currency] else { return [] }
    return list[place(list, amount)..<place(list, amount + 1)].map(\.row)
  }

  /// How many of these would be of just this amount, within so many days, by chance.
  func expected(_ currency: CurrencyCode, _ amount: Int64, days: Int32) -> Double {
    guard let list = ofCurrency[currency] else { return 0 }
    let (low, high) = (min(amount / 5 * 4, amount / 4 * 5), max(amount / 5 * 4, amount / 4 * 5))
    let near = Double(place(list, high + 1) - place(list, low))
    let grain = GroupPrior.grains.first { amount % $0 == 0 } ?? 1
    let share = min(1, Double(days) / Double(self.days))
    return (near * share * Double(grain) + 0.5) * 2.2 / Double(max(1, abs(amount)))
  }
}

/// How near to each other the sums of documents lie that might be paid together.
struct SumDensity {
  private let sums: [CurrencyCode: [Int64]]

  init(_ sums: [CurrencyCode: [Int64]]) { self.sums = sums.mapValues { $0.sorted() } }

  /// How many of them would be just this amount by chance; `grain`: what all amounts are multiples of.
  func expected(_ currency: CurrencyCode, _ amount: Int64, grain: Int64) -> Double {
    guard let list = sums[currency] else { return 0 }
    let near = Self.bound(list, amount / 4 * 5 + 1) - Self.bound(list, amount / 5 * 4)
    return Double(near) * 2.2 * Double(grain) / Double(max(1, amount))
  }

  private static func bound(_ list: [Int64], _ amount: Int64) -> Int {
    var (low, high) = (0, list.count)
    while low < high {
      let middle = (low + high) / 2
      if list[middle] < amount { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
