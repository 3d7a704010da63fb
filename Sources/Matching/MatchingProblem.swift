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
      weighedPairs += found.count
      let scorer = Scorer(costsArePositive: document.plan.costs == .positive)
      pairs[position] = found.map { entry in
        var pair = Pair(document: position, entry: entry, evidence: [])
        scorer.weigh(document, entries[entry], &pair)
        return pair
      }
    }
  }

  /// An entry that names one document speaks against every other document that it does not name.
  private mutating func markOtherNumbers() {
    var named: Set<Int> = []
    for pair in pairs.joined() where pair.evidence.contains(where: Self.namesSurely) {
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

  private static func namesSurely(_ evidence: Evidence) -> Bool {
    evidence == .referenceExact || evidence == .referenceStripped || evidence == .paymentReference
  }

  /// Decides what the sign of each entry says.
  ///
  /// Where the plan does not say what a bill looks like, an entry of the unusual sign is believed
  /// only when there is no other of the amount and it names the document or its seller.
  private mutating func settleSigns() {
    for position in pairs.indices {
      let hasUsual = pairs[position].contains { $0.signFits && $0.amountFits }
      for index in pairs[position].indices where !pairs[position][index].signFits {
        let pair = pairs[position][index]
        let isBelieved =
          documents[position].plan.costs == .either && !hasUsual
          && pair.evidence.contains(.amountEqual)
          && (pair.hasStrongReference || pair.evidence.contains(.nameEqual))
          && !entries[pair.entry].hasReversalWord
        if isBelieved {
          pairs[position][index].signFits = true
        } else {
          pairs[position][index].evidence.append(.signOpposite)
        }
      }
    }
  }

  private static func isWorthShowing(_ pair: Pair) -> Bool {
    pair.score >= MatchingRules.floor || pair.hasStrongReference
  }
}
