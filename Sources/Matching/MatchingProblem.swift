import Books
import Values
import Workflows

/// All open documents and entries of one ledger, weighed.
struct MatchingProblem: Sendable {
  let plan: ReconcilePlan
  let documents: [DocumentProfile]
  let entries: [EntryProfile]
  /// Every pair worth showing, by document.
  private(set) var pairs: [[Pair]]
  /// By document: entries that it might be compared with, and that its `where` does not let through.
  private(set) var refused: [Int: [Int]] = [:]
  /// Documents with more candidates than are compared.
  private(set) var overfull: Set<Int> = []
  /// How many pairs were weighed: what tests count instead of seconds.
  private(set) var weighedPairs = 0

  init(documents: [OpenDocument], entries: [OpenEntry], plan: ReconcilePlan) {
    self.plan = plan
    self.documents = documents.map { DocumentProfile($0, plan) }
    self.entries = entries.map(EntryProfile.init)
    pairs = Array(repeating: [], count: documents.count)
    weighAll()
    conclude()
  }

  /// The pairs that a gatherer has found, and no others.
  init(_ group: MatchingGroup, _ weighing: inout Weighing, plan: ReconcilePlan) {
    self.plan = plan
    documents = group.members.map { weighing.profile($0.document) }
    entries = group.entries.map { weighing.profile($0) }
    pairs = Array(repeating: [], count: documents.count)
    let places = Dictionary(uniqueKeysWithValues: group.entries.enumerated().map { ($1.id, $0) })
    for (position, member) in group.members.enumerated() where documents[position].amount != 0 {
      let near = member.entries.compactMap { places[$0] }.filter { entries[$0].amount != 0 }
      let found = near.filter { documents[position].admits?(entries[$0].entry) ?? true }
      if found.count < near.count { refused[position] = Set(near).subtracting(found).sorted() }
      pairs[position] = found.map {
        weighing.pair(
          documents[position],
          entries[$0],
          wornKeys: member.wornKeys,
          at: (position, $0)
        )
      }
    }
    conclude()
  }

  private mutating func conclude() {
    markOtherNumbers()
    settleSigns()
    for position in pairs.indices { pairs[position].removeAll { !Self.isWorthShowing($0) } }
  }

  private mutating func weighAll() {
    let index = CandidateIndex(entries, keys: Set(documents.flatMap(\.keys)))
    for (position, document) in documents.enumerated() where document.amount != 0 {
      let amounts = Matcher.amountRange(of: document.payable, plan: document.plan)
      let limit = MatchingRules.maximumPairsPerDocument
      guard let found = index.candidates(of: document, amounts: amounts, limit: limit) else {
        overfull.insert(position)
        continue
      }
      weigh(position, found)
    }
  }

  private mutating func weigh(_ position: Int, _ found: [Int]) {
    weighedPairs += found.count
    let document = documents[position]
    let scorer = Scorer(costsArePositive: document.plan.costs == .positive)
    pairs[position] = found.map { entry in
      var pair = Pair(document: position, entry: entry, evidence: [])
      scorer.weigh(document, entries[entry], &pair)
      return pair
    }
  }

  /// An entry that names one document speaks against every other document that it does not name.
  private mutating func markOtherNumbers() {
    var named: Set<Int> = []
    for pair in pairs.joined() where pair.evidence.contains(where: \.namesSurely) {
      named.insert(pair.entry)
    }
    for position in pairs.indices {
      for index in pairs[position].indices {
        let pair = pairs[position][index]
        guard named.contains(pair.entry), !pair.hasStrongReference,
          !pair.evidence.contains(.otherNumber)
        else { continue }
        pairs[position][index].evidence.append(.otherNumber)
      }
    }
  }

  /// Decides what the sign of each entry says.
  private mutating func settleSigns() {
    for position in pairs.indices {
      let hasUsual = pairs[position].contains { $0.signFits && $0.amountFits }
      for index in pairs[position].indices where !pairs[position][index].signFits {
        let entry = entries[pairs[position][index].entry]
        pairs[position][index].settleSign(documents[position], entry, hasUsual: hasUsual)
      }
    }
  }

  private static func isWorthShowing(_ pair: Pair) -> Bool {
    pair.score >= MatchingRules.floor || pair.hasStrongReference
  }
}
