/// Chooses among the explanations and says why.
struct Choosing {
  let view: LedgerView
  let pairs: Pairs
  let weights: Weights
  let explanations: Explanations
  let beliefs: Beliefs
  let calibration: Calibration

  /// Below this nothing is proposed.
  static let leastBelief = 0.5
  /// The same where nothing that shares a member is half as probable: as stated, it may be right more often than not.
  static let leastBeliefAlone = 0.35
  /// From here on a match may be booked without a person.
  static let autoBelief = 0.98
  static let highestBelief = 0.9999

  func matches() -> [FoundMatch] {
    let allocating = Allocating(books: view.books, judge: view.judge)
    let rivals = Rivals(explanations)
    let values = beliefs.values
    var taken: Set<Int32> = []
    var result: [FoundMatch] = []
    let order = (0..<explanations.count).filter { isProposed($0, rivals) }.sorted {
      values[$0] == values[$1] ? $0 < $1 : values[$0] > values[$1]
    }
    for item in order where !explanations.members(item).contains(where: taken.contains) {
      let pair = Int(explanations.pair[item])
      let evidence = pair < 0 ? nil : pairs.evidence[pair]
      guard
        let settlement = allocating.settle(
          explanations.kind[item],
          explanations.documents(item),
          explanations.entries(item),
          relation: evidence?.relation
        )
      else { continue }
      taken.formUnion(explanations.members(item))
      result.append(match(item, settlement, evidence, rivals))
    }
    return result
  }

  private func isProposed(_ item: Int, _ rivals: Rivals) -> Bool {
    let belief = beliefs.values[item]
    guard belief > Self.leastBeliefAlone else { return false }
    let pair = Int(explanations.pair[item])
    guard stated(belief, item, pair < 0 ? nil : pairs.evidence[pair]) > Self.leastBelief else {
      return false
    }
    return belief > Self.leastBelief || rivals.highest(beside: item, beliefs.values) < belief / 2
  }

  private func match(
    _ item: Int,
    _ settlement: Settlement,
    _ evidence: Evidence?,
    _ rivals: Rivals
  ) -> FoundMatch {
    let rival = rivals.best(of: item)
    let isDoubtful = evidence.map(isDoubtful) ?? explanations.isDoubtful[item]
    let belief = beliefs.values[item]
    let isSure = belief >= Self.autoBelief && beliefs.isProved[item] && !isDoubtful
    var reasons = evidence.map { Reason.all($0, weights) } ?? []
    if reasons.isEmpty {
      reasons = [Reason("group.\(Reason.code(explanations.kind[item]))", explanations.score[item])]
    }
    return FoundMatch(
      kind: explanations.kind[item],
      settlement: settlement,
      confidence: stated(belief, item, evidence),
      shareConfidences: settlement.shares.map { share in
        stated(rivals.belief(of: share, beliefs.values), item, evidence)
      },
      decision: isSure ? .auto : .review,
      reasons: reasons,
      runnerUp: rival.map { (explanations.documents($0), explanations.entries($0)) },
      margin: explanations.score[item] - (rival.map { explanations.score[$0] } ?? 0)
    )
  }

  private func stated(_ belief: Double, _ item: Int, _ evidence: Evidence?) -> Double {
    let kind = explanations.kind[item]
    return min(calibration.stated(belief, kind, evidence), Self.highestBelief)
  }

  /// A number one character off, or another number in the text, is doubt, whatever the rest says.
  private func isDoubtful(_ evidence: Evidence) -> Bool {
    if evidence.number == .neighbour || evidence.number.isAgainst { return true }
    // An amount that is only near proves little where nothing but it, or nobody, is named.
    if Weights.Stratum.of(evidence.relation).isLoose {
      let isParty = evidence.name.isParty || evidence.account == .equal
      if !isParty { return true }
      if !evidence.number.isFor, evidence.crowd == .often || evidence.crowd == .usual {
        return true
      }
    }
    if evidence.relation == .exact, !evidence.number.isFor {
      // The party pays this amount more often than its documents ask for it, or it pays long after the day.
      if evidence.crowd == .partyFew || evidence.crowd == .partyMany { return true }
      if evidence.day == .veryLate { return true }
    }
    // A slip is one where the amount is beyond doubt.
    return evidence.relation == .misread || evidence.relation == .ordered
      || (evidence.number == .slip && Weights.Stratum.of(evidence.relation) != .exact)
  }
}

/// For each explanation the best other one that shares a member with it.
struct Rivals {
  private var ofMember: [Int32: [Int]] = [:]
  private let explanations: Explanations

  init(_ explanations: Explanations) {
    self.explanations = explanations
    for item in 0..<explanations.count where explanations.score[item] > -20 {
      for member in explanations.members(item) { ofMember[member, default: []].append(item) }
    }
  }

  /// How probable it is that a document and an entry belong together in whatever way.
  func belief(of share: Share, _ values: [Double]) -> Double {
    var sum = 0.0
    for item in ofMember[share.document] ?? []
    where explanations.members(item).contains(-1 - share.entry) {
      sum += values[item]
    }
    return min(1, sum)
  }

  /// The belief of the most probable other one that shares a member.
  func highest(beside item: Int, _ values: [Double]) -> Double {
    var highest = 0.0
    for member in explanations.members(item) {
      for other in ofMember[member] ?? [] where other != item {
        highest = max(highest, values[other])
      }
    }
    return highest
  }

  func best(of item: Int) -> Int? {
    var best: Int?
    for member in explanations.members(item) {
      for other in ofMember[member] ?? [] where other != item {
        if best.map({ explanations.score[other] > explanations.score[$0] }) ?? true { best = other }
      }
    }
    return best
  }
}
