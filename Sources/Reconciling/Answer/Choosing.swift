/// Chooses among the explanations and says why.
struct Choosing {
  let view: LedgerView
  let pairs: Pairs
  let weights: Weights
  let explanations: Explanations
  let beliefs: Beliefs
  let calibration: Calibration
  /// Where weights were learned from the books; by others, what is stated is what `calibration` says.
  let judgement: Judgement?

  /// Below this nothing is proposed.
  static let leastBelief = 0.5
  /// The same where it is judged, for how probable it came out, and for how often such are right.
  static let leastJudged = 0.2
  static let leastStated = 0.65
  /// The same where nothing that shares a member is half as probable: as stated, it may be right more often than not.
  static let leastBeliefAlone = 0.35
  /// From here on a match may be booked without a person.
  static let autoBelief = 0.98
  static let autoStated = 0.986
  static let highestBelief = 0.9999

  func matches() -> [FoundMatch] {
    let rivals = Rivals(explanations, beliefs.values)
    let found = chosen(rivals).compactMap { item, settlement -> FoundMatch? in
      let match = match(item, settlement, rivals)
      return judgement == nil || match.confidence > Self.leastStated ? match : nil
    }
    return leavingReturned(found)
  }

  /// The most probable first, as far as they share no member.
  func chosen(_ rivals: Rivals) -> [(item: Int, settlement: Settlement)] {
    let allocating = Allocating(books: view.books, judge: view.judge)
    let values = beliefs.values
    var taken: Set<Int32> = []
    var result: [(item: Int, settlement: Settlement)] = []
    let order = (0..<explanations.count).filter { isProposed($0, rivals) }.sorted {
      values[$0] == values[$1] ? $0 < $1 : values[$0] > values[$1]
    }
    for item in order where !explanations.members(item).contains(where: taken.contains) {
      guard
        let settlement = allocating.settle(
          explanations.kind[item],
          explanations.documents(item),
          explanations.entries(item),
          relation: evidence(item)?.relation
        )
      else { continue }
      taken.formUnion(explanations.members(item))
      result.append((item, settlement))
    }
    return result
  }

  /// Of a single.
  func evidence(_ item: Int) -> Evidence? {
    let pair = Int(explanations.pair[item])
    return pair < 0 ? nil : pairs.evidence[pair]
  }

  private func isProposed(_ item: Int, _ rivals: Rivals) -> Bool {
    let belief = beliefs.values[item]
    guard judgement == nil else { return belief > Self.leastJudged }
    guard belief > Self.leastBeliefAlone, stated(belief, item, rivals) > Self.leastBelief else {
      return false
    }
    return belief > Self.leastBelief || rivals.highest(beside: item, beliefs.values) < belief / 2
  }

  private func match(
    _ item: Int,
    _ settlement: Settlement,
    _ rivals: Rivals
  ) -> FoundMatch {
    let evidence = evidence(item)
    let rival = rivals.best(of: item)
    let belief = beliefs.values[item]
    let stated = stated(belief, item, rivals)
    let warnings = warnings(item, settlement)
    let isSure =
      isSure(item, belief, stated) && !isTied(item, rivals) && !isByAmountAlone(item)
      && warnings.isEmpty
    var reasons = evidence.map { Reason.all($0, weights) } ?? []
    if reasons.isEmpty {
      reasons = [Reason("group.\(Reason.code(explanations.kind[item]))", explanations.score[item])]
    }
    reasons += warnings.map { Reason($0, 0) }
    return FoundMatch(
      kind: explanations.kind[item],
      settlement: settlement,
      confidence: stated,
      shareConfidences: settlement.shares.map { share in
        self.stated(rivals.belief(of: share, beliefs.values), item, rivals)
      },
      decision: isSure ? .auto : .review,
      reasons: reasons,
      runnerUp: rival.map { (explanations.documents($0), explanations.entries($0)) },
      margin: explanations.score[item] - (rival.map { explanations.score[$0] } ?? 0)
    )
  }

  private func isSure(_ item: Int, _ belief: Double, _ stated: Double) -> Bool {
    guard beliefs.isProved[item] else { return false }
    if let judgement {
      let papers = explanations.documents(item)
      let minor = papers.reduce(0.0) { $0 + Double(view.books.documents.total[Int($1)].magnitude) }
      let currency = view.books.documents.currency[Int(papers[0])]
      return stated >= judgement.books.leastSure(minor, currency) && !staysOpen(item)
    }
    return belief >= Self.autoBelief
      && !(evidence(item).map(isDoubtful) ?? explanations.isDoubtful[item])
  }

  private func stated(_ belief: Double, _ item: Int, _ rivals: Rivals) -> Double {
    guard let judgement else {
      let stated = calibration.stated(belief, explanations.kind[item], evidence(item))
      return min(stated, Self.highestBelief)
    }
    return min(judgement.stated(judged(belief, item, rivals)), Self.highestBelief)
  }

  /// What a person looks at however sure it is.
  func staysOpen(_ item: Int) -> Bool {
    guard let evidence = evidence(item) else { return false }
    return evidence.number == .neighbour || evidence.number.isAgainst
      || evidence.relation == .misread || evidence.relation == .ordered
      || (evidence.number == .slip && Weights.Stratum.of(evidence.relation) != .exact)
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
  /// How far each member is taken by all of them together.
  private var taken: [Int32: Double] = [:]
  private let explanations: Explanations

  init(_ explanations: Explanations, _ values: [Double]) {
    self.explanations = explanations
    for item in 0..<explanations.count where explanations.score[item] > -20 {
      for member in explanations.members(item) {
        ofMember[member, default: []].append(item)
        taken[member, default: 0] += values[item]
      }
    }
  }

  /// How far others take the one of its members that they want most, among those that are asked for.
  func others(of item: Int, _ values: [Double], among isMeant: (Int32) -> Bool) -> Double {
    var most = 0.0
    for member in explanations.members(item) where isMeant(member) {
      most = max(most, (taken[member] ?? 0) - values[item])
    }
    return most
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
