/// Learns weights from pairs that nobody has ruled on: expectation and maximisation, each a fixed number of times.
///
/// Counts are whole numbers (beliefs in 1/65536), so that no order of adding can change a bit of the result.
enum Learning {
  static let rounds = 6
  /// While learning, messages need not have settled.
  private static let messageRounds = 10
  /// The same for the odds of relations when groups are known.
  static let refinements = 4
  /// Beliefs of so many pairs stand behind what was believed before any were seen.
  static let strength = 40.0
  private static let unit = 65_536.0

  static func learn(
    _ pairs: Pairs,
    from start: Weights,
    documents: Int,
    entries: Int,
    ruled: RuledPairs = .none
  ) -> (weights: Weights, beliefs: [Double]) {
    var weights = start
    var beliefs = believe(pairs, weights, documents: documents, entries: entries)
    for _ in 0..<rounds {
      weights = maximise(pairs, beliefs, documents: documents, entries: entries, ruled)
      beliefs = believe(pairs, weights, documents: documents, entries: entries)
    }
    return (weights, beliefs)
  }

  /// The odds of each relation once groups are known too: what a group explains does not speak against a pair.
  static func refined(
    _ weights: Weights,
    _ pairs: Pairs,
    _ explanations: Explanations,
    _ trials: GroupTrials,
    _ beliefs: [Double],
    documents: Int,
    entries: Int
  ) -> Weights {
    var believed = [Double](repeating: 0, count: pairs.count)
    for item in 0..<explanations.count where explanations.pair[item] >= 0 {
      believed[Int(explanations.pair[item])] = beliefs[item]
    }
    var taken = Taken(pairs, believed, documents: documents, entries: entries)
    for item in 0..<explanations.count where explanations.pair[item] < 0 {
      taken.add(explanations.members(item), beliefs[item])
    }
    var matched = [Int64](repeating: 0, count: Relation.allCases.count)
    var all = matched
    for index in 0..<pairs.count {
      let relation = Int(pairs.evidence[index].relation.rawValue)
      let belief = Int64(believed[index] * unit)
      matched[relation] += belief
      all[relation] +=
        belief + Int64(taken.free(pairs, index, believed) * (1 - believed[index]) * unit)
    }
    var result = weights
    result.prior = zip(Relation.allCases, priors(matched, all)).map { $1 + Misjudged.relation($0) }
    result.group = groupOdds(explanations, trials, taken, beliefs)
    return result
  }

  /// How often each class of groups is found where it might have been: against trials that nothing explains.
  private static func groupOdds(
    _ explanations: Explanations,
    _ trials: GroupTrials,
    _ taken: Taken,
    _ beliefs: [Double]
  ) -> [Double] {
    var found = GroupClass.allCases.map { _ in Int64(0) }
    for item in 0..<explanations.count where explanations.group[item] >= 0 {
      found[Int(explanations.group[item])] += Int64(beliefs[item] * unit)
    }
    let openEntries = trials.entries.reduce(Int64(0)) { $0 + taken.free(entry: $1) }
    let openUnnamed = trials.unnamed.reduce(Int64(0)) { $0 + taken.free(entry: $1) }
    let openDocuments = trials.documents.reduce(Int64(0)) { $0 + taken.free(document: $1) }
    return GroupClass.allCases.map { kind in
      let odds = Exponential.exp(GroupPrior.odds(kind))
      let share = odds / (1 + odds)
      let open: Int64
      switch kind {
      case .twoInRow, .threeInRow, .manyInRow, .twoDocuments, .threeDocuments, .manyDocuments:
        open = openEntries
      case .twoParts, .manyParts, .openParts, .several: open = openDocuments
      case .unnamed: open = openUnnamed
      }
      let yes = Double(found[Int(kind.rawValue)]) / unit + GroupPrior.strength * share
      let no = Double(open) / unit + GroupPrior.strength * (1 - share)
      return Exponential.log(yes / no) + Misjudged.group(kind)
    }
  }

  static func singles(_ pairs: Pairs, _ weights: Weights) -> Explanations {
    var result = Explanations()
    for index in 0..<pairs.count {
      result.add(
        .single,
        score: score(pairs.evidence[index], weights),
        documents: [pairs.document[index]],
        entries: [pairs.entry[index]],
        pair: Int32(index)
      )
    }
    return result
  }

  static func score(_ evidence: Evidence, _ weights: Weights) -> Double {
    switch evidence.relation {
    case .part, .more, .none: -40
    case .exact, .original, .discount, .rounding, .fee, .tip, .over, .bandNear, .band, .bandFee,
      .misread, .ordered:
      weights.score(evidence)
    }
  }

  static func believe(
    _ pairs: Pairs,
    _ weights: Weights,
    documents: Int,
    entries: Int
  ) -> [Double] {
    Beliefs.messages(
      singles(pairs, weights),
      documents: documents,
      entries: entries,
      rounds: messageRounds
    )
  }

  private static func maximise(
    _ pairs: Pairs,
    _ beliefs: [Double],
    documents: Int,
    entries: Int,
    _ ruled: RuledPairs
  ) -> Weights {
    let taken = Taken(pairs, beliefs, documents: documents, entries: entries)
    var matched = LevelCounts()
    var all = matched
    let word = Int64(Ruled.pairs * unit)
    for evidence in ruled.confirmed {
      matched.add(word, evidence)
      all.add(word, evidence)
    }
    for evidence in ruled.refused { all.add(word, evidence) }
    var priorMatched = [Int64](repeating: 0, count: Relation.allCases.count)
    var priorAll = priorMatched
    for index in 0..<pairs.count {
      let evidence = pairs.evidence[index]
      guard evidence.relation != .part, evidence.relation != .more else { continue }
      let belief = Int64(beliefs[index] * unit)
      priorMatched[Int(evidence.relation.rawValue)] += belief
      // Where another pair has one of the two, that this one is none says nothing.
      priorAll[Int(evidence.relation.rawValue)] +=
        belief + Int64(taken.free(pairs, index, beliefs) * (1 - beliefs[index]) * unit)
      matched.add(belief, evidence)
      all.add(Int64(unit), evidence)
    }
    return weights(matched, all, priorMatched, priorAll)
  }

  private static func weights(
    _ matched: LevelCounts,
    _ all: LevelCounts,
    _ priorMatched: [Int64],
    _ priorAll: [Int64]
  ) -> Weights {
    var result = Weights.sound
    result.prior = priors(priorMatched, priorAll)
    // Where there are no pairs, the weights are those from before any were seen.
    for stratum in Weights.Stratum.allCases where all.sum(stratum) > 0 {
      for feature in Evidence.Feature.allCases {
        let yes = matched.counts(stratum, feature)
        let no = zip(all.counts(stratum, feature), yes).map { $0 - $1 }
        let m = smoothed(yes, Spread.matched(feature))
        let u = smoothed(no[...], Spread.unmatched(feature))
        result.table[stratum.rawValue][feature.rawValue] = zip(m, u).map {
          Exponential.log($0 / $1)
        }
      }
    }
    return ordered(result)
  }

  private static func priors(_ matched: [Int64], _ all: [Int64]) -> [Double] {
    Relation.allCases.map { relation in
      let index = Int(relation.rawValue)
      guard relation != .part, relation != .more, relation != .none else {
        return Weights.soundPrior(relation)
      }
      let odds = Exponential.exp(Weights.soundPrior(relation))
      let share = odds / (1 + odds)
      let yes = Double(matched[index]) / unit + 20 * share
      let no = Double(all[index] - matched[index]) / unit + 20 * (1 - share)
      return Exponential.log(yes / no)
    }
  }

  private static func smoothed(_ counts: ArraySlice<Int64>, _ prior: [Double]) -> [Double] {
    let sum = Double(counts.reduce(0, +)) / unit + strength
    return zip(counts, prior).map { (Double($0) / unit + strength * $1) / sum }
  }

  /// A better agreement never weighs less than a worse one.
  static func ordered(_ weights: Weights) -> Weights {
    var result = weights
    for stratum in Weights.Stratum.allCases {
      for (better, worse) in betterNumbers {
        let floor = result.table[stratum.rawValue][0][Int(worse.rawValue)]
        let index = Int(better.rawValue)
        result.table[stratum.rawValue][0][index] = max(
          result.table[stratum.rawValue][0][index],
          floor
        )
      }
    }
    return result
  }

  /// Better levels of numbers with the next worse ones; of a chain the worst first.
  private static let betterNumbers: [(NumberLevel, NumberLevel)] = {
    let chains: [[NumberLevel]] = [
      [.exactLong, .exactMiddle, .exactShort, .exactTiny], [.exactLong, .digits, .digitsShort],
      [.exactLong, .slip], [.exactLong, .cutLong, .cutShort], [.exactLong, .neighbour],
      [.exactLong, .ending], [.exactLong, .order], [.exactTiny, .silent],
    ]
    return chains.flatMap { Array(zip($0, $0.dropFirst()).reversed()) }
  }()
}

/// How often each level was seen, by stratum and feature.
private struct LevelCounts {
  private static let features = Evidence.Feature.allCases.count
  private static let width = Evidence.Feature.allCases.map(\.levelCount).max() ?? 0
  private var values = [Int64](
    repeating: 0,
    count: Weights.Stratum.allCases.count * features * width
  )

  private func start(_ stratum: Weights.Stratum, _ feature: Evidence.Feature) -> Int {
    (stratum.rawValue * Self.features + feature.rawValue) * Self.width
  }

  mutating func add(_ count: Int64, _ evidence: Evidence) {
    let stratum = Weights.Stratum.of(evidence.relation)
    for feature in Evidence.Feature.allCases {
      values[start(stratum, feature) + evidence.level(feature)] += count
    }
  }

  func counts(_ stratum: Weights.Stratum, _ feature: Evidence.Feature) -> ArraySlice<Int64> {
    let start = start(stratum, feature)
    return values[start..<(start + feature.levelCount)]
  }

  /// Every pair has one level of each feature.
  func sum(_ stratum: Weights.Stratum) -> Int64 { counts(stratum, .number).reduce(0, +) }
}

/// How far documents and entries are taken by the pairs that are believed.
private struct Taken {
  private var document: [Int64]
  private var entry: [Int64]
  private static let unit = 65_536.0

  init(_ pairs: Pairs, _ beliefs: [Double], documents: Int, entries: Int) {
    document = [Int64](repeating: 0, count: documents)
    entry = [Int64](repeating: 0, count: entries)
    for index in 0..<pairs.count {
      let belief = Int64(beliefs[index] * Self.unit)
      document[Int(pairs.document[index])] += belief
      entry[Int(pairs.entry[index])] += belief
    }
  }

  mutating func add(_ members: ArraySlice<Int32>, _ belief: Double) {
    for member in members {
      if member >= 0 {
        document[Int(member)] += Int64(belief * Self.unit)
      } else {
        entry[Int(-1 - member)] += Int64(belief * Self.unit)
      }
    }
  }

  /// The chance that nothing has it, in 1/65536.
  func free(entry: Int32) -> Int64 { max(0, Int64(Self.unit) - self.entry[Int(entry)]) }
  func free(document: Int32) -> Int64 { max(0, Int64(Self.unit) - self.document[Int(document)]) }

  /// The chance that no other pair has the document or the entry.
  func free(_ pairs: Pairs, _ index: Int, _ beliefs: [Double]) -> Double {
    let own = Int64(beliefs[index] * Self.unit)
    let (paper, row) = (document[Int(pairs.document[index])], entry[Int(pairs.entry[index])])
    return max(0, 1 - Double(paper - own) / Self.unit) * max(0, 1 - Double(row - own) / Self.unit)
  }
}
