/// How often what comes out as so probable is right, and so what may be booked without a person.
///
/// Evidence is weighed piece by piece, as if no piece knew of the others, and what is believed of documents and entries that
/// nothing explains is the same for all. So what comes out is too sure in some places and not sure enough in others. This
/// puts it right: a logistic regression on how probable an allocation came out, on its evidence, on what stands beside it
/// and on what the books as a whole show. Its weights (`JudgementTable`) were fitted to made-up books of many seeds, mixes
/// and sizes; what is stated never falls when the probability rises.
struct Judgement: Sendable {
  /// What explanations rest on.
  enum Ground: Int, CaseIterable, Sendable {
    case exact
    case original
    case discount
    case rounding
    case fee
    case tip
    case over
    case band
    case bandFee
    case misread
    case ordered
    case batch
    case parts
    case openParts
    case several

    init(_ kind: ExplanationKind, _ relation: Relation?) {
      switch kind {
      case .batch: self = .batch
      case .parts: self = .parts
      case .openParts: self = .openParts
      case .several: self = .several
      case .single:
        switch relation {
        case .original: self = .original
        case .discount: self = .discount
        case .rounding: self = .rounding
        case .fee: self = .fee
        case .tip: self = .tip
        case .over: self = .over
        case .bandNear, .band: self = .band
        case .bandFee: self = .bandFee
        case .misread: self = .misread
        case .ordered: self = .ordered
        case .exact, .part, .more, .none?, nil: self = .exact
        }
      }
    }
  }

  /// One allocation in its surroundings.
  struct Item {
    var kind: ExplanationKind
    /// How probable it came out.
    var belief: Double
    var isProved: Bool
    /// What else wants one of its documents, and one of its entries.
    var rivalOfDocument: Double
    var rivalOfEntry: Double
    /// Of a single.
    var evidence: Evidence?
    /// Of a group.
    var group: GroupClass?
    var traits = GroupTraits.unknown
    var isDoubtful = false
    var documents = 1
    var entries = 1
    /// Entries to a document of the party, as a logarithm; the same of those with this amount.
    var partyPlenty = 0.0
    var amountPlenty = 0.0
  }

  let books: BooksTraits

  /// The chance that it is right.
  func stated(_ item: Item) -> Double {
    guard item.belief > 0 else { return 0 }
    let sum = features(item).reduce(JudgementTable.bias) {
      $0 + JudgementTable.weights[$1.place] * $1.value
    }
    let odds = Exponential.exp(min(14, max(-14, sum)))
    return odds / (1 + odds)
  }

  /// What is looked at, with its place among the weights.
  func features(_ item: Item) -> [(place: Int, value: Double)] {
    var result: [(place: Int, value: Double)] = []
    func add(_ block: JudgementBlock, _ place: Int = 0, _ value: Double = 1) {
      result.append((block.first + place, value))
    }
    let ground = Ground(item.kind, item.evidence?.relation)
    let belief = min(1 - 1e-9, max(1e-7, item.belief))
    let certainty = min(16, max(-4, Exponential.log(belief / (1 - belief)))) / 4
    let side = item.evidence == nil ? 1 : 0
    add(.ground, ground.rawValue)
    add(.slope, ground.rawValue, certainty)
    add(.rivalOfDocument, side, Self.rivalry(item.rivalOfDocument))
    add(.rivalOfEntry, side, Self.rivalry(item.rivalOfEntry))
    if !item.isProved { add(.unproved) }
    if let evidence = item.evidence {
      addPair(evidence, item, certainty, isExact: ground == .exact, add)
    } else {
      addGroup(item, ground, add)
    }
    return result
  }

  private static func rivalry(_ belief: Double) -> Double {
    Exponential.log(min(1, max(0, belief)) + 1e-4) / 4
  }

  private func addPair(
    _ evidence: Evidence,
    _ item: Item,
    _ certainty: Double,
    isExact: Bool,
    _ add: (JudgementBlock, Int, Double) -> Void
  ) {
    for feature in Evidence.Feature.allCases {
      add(.of(feature), evidence.level(feature), 1)
    }
    if isExact { add(.crowdOfExact, Int(evidence.crowd.rawValue), 1) }
    let isNamed = evidence.number.isPlain
    add(.plenty, isNamed ? 0 : 1, books.plenty)
    add(.size, isNamed ? 0 : 1, books.size)
    if isNamed {
      add(.named, 0, 1)
      return
    }
    add(.unnamedSlope, 0, certainty)
    guard isExact else { return }
    let isOfParty = evidence.crowd == .partyFew || evidence.crowd == .partyMany
    add(.strangers, isOfParty ? 1 : 0, isOfParty ? books.strangersOfParty : books.strangers)
    add(.partyPlenty, 0, item.partyPlenty)
    add(.amountPlenty, 0, item.amountPlenty)
  }

  private func addGroup(
    _ item: Item,
    _ ground: Ground,
    _ add: (JudgementBlock, Int, Double) -> Void
  ) {
    let place = ground.rawValue - Ground.batch.rawValue
    add(.plenty, 2, books.plenty)
    add(.size, 2, books.size)
    if let group = item.group { add(.group, Int(group.rawValue), 1) }
    add(.naming, 3 * place + Int(item.traits.naming.rawValue), 1)
    add(.chance, place, item.traits.chance / 4)
    add(.party, 0, item.traits.party)
    if item.isDoubtful { add(.doubtful, place, 1) }
    add(.members, 0, Exponential.log(Double(item.documents * item.entries)))
  }
}

/// What `Judgement` looks at: blocks of features, one after the other among the weights.
enum JudgementBlock: Int, CaseIterable, Sendable {
  case ground
  /// A quarter of the logarithm of odds, by ground.
  case slope
  /// Of pairs and of groups.
  case rivalOfDocument
  case rivalOfEntry
  case unproved
  /// By level.
  case number
  case name
  case account
  case day
  case memoDay
  case crowd
  case way
  case crowdOfExact
  /// A pair whose number stands there, and how much more the odds of others count.
  case named
  case unnamedSlope
  /// Of pairs that are named, of other pairs, of groups.
  case plenty
  case size
  case strangers
  case partyPlenty
  case amountPlenty
  /// By class.
  case group
  /// Of batches, parts, open parts and several: where none, some and all are named.
  case naming
  case chance
  case doubtful
  case party
  case members

  var count: Int {
    switch self {
    case .ground, .slope: Judgement.Ground.allCases.count
    case .rivalOfDocument, .rivalOfEntry, .strangers: 2
    case .unproved, .named, .unnamedSlope, .partyPlenty, .amountPlenty, .party, .members: 1
    case .number: Evidence.Feature.number.levelCount
    case .name: Evidence.Feature.name.levelCount
    case .account: Evidence.Feature.account.levelCount
    case .day: Evidence.Feature.day.levelCount
    case .memoDay: Evidence.Feature.memoDay.levelCount
    case .crowd, .crowdOfExact: Evidence.Feature.crowd.levelCount
    case .way: Evidence.Feature.way.levelCount
    case .plenty, .size: 3
    case .group: GroupClass.allCases.count
    case .naming: 12
    case .chance, .doubtful: 4
    }
  }

  /// The place of its first weight.
  var first: Int { Self.firsts[rawValue] }

  private static let firsts: [Int] = {
    var sum = 0
    return allCases.map { block in
      defer { sum += block.count }
      return sum
    }
  }()

  static func of(_ feature: Evidence.Feature) -> JudgementBlock {
    switch feature {
    case .number: .number
    case .name: .name
    case .account: .account
    case .day: .day
    case .memoDay: .memoDay
    case .crowd: .crowd
    case .way: .way
    }
  }
}

/// What the books as a whole show; all 0 is what is usual.
struct BooksTraits: Sendable {
  /// Entries to a document, as a logarithm against eight to one.
  var plenty = 0.0
  /// How many documents there are, as a logarithm against five thousand.
  var size = 0.0
  /// Of the pairs that agree in amount and party and give a number, how many give the document's, as a logarithm of odds:
  /// where the party pays the amount about as often as its documents ask for it, and where more often.
  var strangers = 0.0
  var strangersOfParty = 0.0

  /// What is usual, in the same order.
  private static let usualStrangers = [1.0, -0.7]

  static let usual = BooksTraits()

  /// What a document asks for on the average, in minor units, by currency.
  private var meanTotals: [CurrencyCode: Double] = [:]

  init() {}

  init(_ pairs: Pairs, _ documents: DocumentColumns, entries: Int) {
    let (papers, rows) = (Double(max(1, documents.count)), Double(max(1, entries)))
    plenty = min(1.2, max(-1.2, Exponential.log(rows / papers / 8)))
    size = min(2, max(-3, Exponential.log(papers / 5_000)))
    var (own, other) = ([5.0, 5.0], [5.0, 5.0])
    for evidence in pairs.evidence where evidence.relation == .exact {
      guard evidence.name.isParty || evidence.account == .equal else { continue }
      let place = evidence.crowd == .partyFew || evidence.crowd == .partyMany ? 1 : 0
      if evidence.number.isFor {
        own[place] += 1
      } else if evidence.number != .silent {
        other[place] += 1
      }
    }
    strangers = Self.odds(own[0], other[0]) - Self.usualStrangers[0]
    strangersOfParty = Self.odds(own[1], other[1]) - Self.usualStrangers[1]
    setMeans(documents)
  }

  private mutating func setMeans(_ documents: DocumentColumns) {
    var sums: [CurrencyCode: (sum: Double, count: Double)] = [:]
    for row in 0..<documents.count where documents.total[row] != 0 {
      let total = Double(documents.total[row].magnitude)
      let before = sums[documents.currency[row]] ?? (0, 0)
      sums[documents.currency[row]] = (before.sum + total, before.count + 1)
    }
    meanTotals = sums.mapValues { $0.sum / $0.count }
  }

  /// How sure one must be to book so much: what may be lost by it does not grow with the amount.
  func leastSure(_ minor: Double, _ currency: CurrencyCode) -> Double {
    guard let mean = meanTotals[currency], minor > mean * Self.largeMeans else {
      return Choosing.autoStated
    }
    let allowed = (1 - Choosing.autoStated) * mean * Self.largeMeans / minor
    return min(Choosing.highestBelief - 1e-6, 1 - allowed)
  }

  /// Up to so many times the average an amount is nothing special.
  private static let largeMeans = 2.0

  private static func odds(_ own: Double, _ other: Double) -> Double {
    min(2.5, max(-2.5, Exponential.log(own / other)))
  }
}
