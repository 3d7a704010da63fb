/// What each level of evidence weighs, as natural logarithms of likelihood ratios (Fellegi and Sunter 1969).
package struct Weights: Sendable {
  /// Relations that share how numbers, names and the rest are spread.
  enum Stratum: Int, CaseIterable {
    case exact
    case original
    case discount
    case rounding
    case added
    case over
    case rate

    /// True where an amount says little by itself.
    var isLoose: Bool { self == .added || self == .over || self == .rate }

    static func of(_ relation: Relation) -> Stratum {
      switch relation {
      case .exact, .ordered, .part, .more, .none: .exact
      case .original: .original
      case .discount: .discount
      case .rounding: .rounding
      case .fee, .tip, .misread: .added
      case .over: .over
      case .bandNear, .band, .bandFee: .rate
      }
    }
  }

  /// Log odds of a pair of each relation before the rest is looked at.
  var prior: [Double]
  /// Log odds of each class of groups before its evidence is looked at.
  var group: [Double]
  /// By stratum, feature, level.
  var table: [[[Double]]]

  /// The pair's log odds.
  func score(_ evidence: Evidence) -> Double {
    let relation = evidence.relation
    var sum = prior[Int(relation.rawValue)]
    let weights = table[Stratum.of(relation).rawValue]
    for feature in Evidence.Feature.allCases {
      sum += weights[feature.rawValue][evidence.level(feature)]
    }
    return sum
  }

  /// What one feature of a pair weighs.
  func weight(_ evidence: Evidence, _ feature: Evidence.Feature) -> Double {
    table[Stratum.of(evidence.relation).rawValue][feature.rawValue][evidence.level(feature)]
  }

  /// Nobody's data: the odds that bookkeepers would give.
  package static let sound: Weights = {
    let row = Evidence.Feature.allCases.map { feature in
      zip(Spread.matched(feature), Spread.unmatched(feature)).map { Exponential.log($0 / $1) }
    }
    return Weights(
      prior: Relation.allCases.map(soundPrior),
      group: GroupClass.allCases.map(GroupPrior.odds),
      table: Stratum.allCases.map { _ in row }
    )
  }()

  static func soundPrior(_ relation: Relation) -> Double {
    switch relation {
    case .exact: -1.5
    case .original: 1
    case .discount: -3
    case .rounding: -4
    case .fee: -4
    case .tip: -3
    case .over: -6
    case .bandNear: -2.5
    case .band: -4
    case .bandFee: -5
    case .misread: -5
    case .ordered: -2
    case .part, .more: -7
    case .none: -30
    }
  }
}

/// How levels are spread among matched and unmatched pairs, before anything was learned.
enum Spread {
  static func matched(_ feature: Evidence.Feature) -> [Double] { allMatched[feature.rawValue] }
  static func unmatched(_ feature: Evidence.Feature) -> [Double] { allUnmatched[feature.rawValue] }

  private static let allMatched = Evidence.Feature.allCases.map { normal(raw($0).map(\.0)) }
  private static let allUnmatched = Evidence.Feature.allCases.map { normal(raw($0).map(\.1)) }

  private static func normal(_ values: [Double]) -> [Double] {
    let sum = values.reduce(0, +)
    return values.map { $0 / sum }
  }

  /// In order of the levels: share among matched, share among unmatched.
  private static func raw(_ feature: Evidence.Feature) -> [(Double, Double)] {
    switch feature {
    case .number:
      [
        (0.36, 0.30), (0.25, 0.0002), (0.05, 0.0003), (0.04, 0.003), (0.005, 0.004),
        (0.10, 0.0002), (0.01, 0.001), (0.02, 0.0003), (0.02, 0.002), (0.03, 0.0006),
        (0.02, 0.01), (0.003, 0.001), (0.005, 0.0005), (0.004, 0.05), (0.004, 0.25), (0.01, 0.15),
        (0.05, 0.15),
      ]
    case .name:
      [
        (0.17, 0.30), (0.45, 0.02), (0.15, 0.006), (0.06, 0.002), (0.06, 0.03), (0.08, 0.64),
        (0.05, 0.002),
      ]
    case .account: [(0.65, 0.70), (0.25, 0.003), (0.004, 0.2), (0.02, 0.04), (0.07, 0.06)]
    case .day:
      [
        (0.02, 0.02), (0.01, 0.06), (0.10, 0.05), (0.06, 0.12), (0.10, 0.08), (0.40, 0.06),
        (0.20, 0.10), (0.10, 0.16), (0.02, 0.35),
      ]
    case .memoDay: [(0.90, 0.95), (0.09, 0.001), (0.01, 0.05)]
    case .crowd:
      [
        (0.26, 0.05), (0.10, 0.08), (0.05, 0.08), (0.03, 0.12), (0.05, 0.06), (0.02, 0.11),
        (0.25, 0.05), (0.15, 0.10), (0.07, 0.15), (0.02, 0.20),
      ]
    case .way:
      [
        (0.80, 0.50), (0.06, 0.35), (0.02, 0.02), (0.002, 0.08), (0.005, 0.02), (0.06, 0.03),
        (0.002, 0.01), (0.05, 0.005),
      ]
    }
  }
}
