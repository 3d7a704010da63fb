/// What kind of explanation a set of documents and entries is.
package enum ExplanationKind: UInt8, Sendable, CaseIterable {
  /// One document, one entry.
  case single
  /// One entry pays several documents, credit notes among them perhaps.
  case batch
  /// Several entries pay one document.
  case parts
  /// Entries that name the document and pay less than all of it.
  case openParts
  /// Several entries pay several documents.
  case several
}

/// What an explanation of several rests on, beside its sum.
struct GroupTraits: Sendable {
  enum Naming: UInt8, Sendable {
    case none
    case some
    case all

    static func of(_ named: Int, among count: Int) -> Naming {
      named == 0 ? .none : named < count ? .some : .all
    }
  }
  /// How many of the members are named.
  var naming = Naming.none
  /// What names and accounts say, of the member of which they say least.
  var party = 0.0
  /// How many such sums would meet by chance, as a logarithm.
  var chance = 0.0

  static let unknown = GroupTraits()

  init(naming: Naming = .none, party: Double = 0, chance: Double = 0) {
    self.naming = naming
    self.party = party
    self.chance = chance
  }
}

/// Explanations of documents and entries, each with its log odds; no two that are chosen may share a member.
struct Explanations: Sendable {
  private(set) var kind: [ExplanationKind] = []
  private(set) var score: [Double] = []
  /// The pair of a single, else -1.
  private(set) var pair: [Int32] = []
  /// True for a group against which something speaks: a named document left out, a number with a slip.
  private(set) var isDoubtful: [Bool] = []
  /// The class of a group, by raw value; -1 for a single.
  private(set) var group: [Int8] = []
  private(set) var traits: [GroupTraits] = []
  private(set) var first: [Int32] = [0]
  /// Members: documents as they are, entries as `-1 - row`; in order of adding.
  private(set) var members: [Int32] = []

  var count: Int { kind.count }

  func members(_ item: Int) -> ArraySlice<Int32> {
    members[Int(first[item])..<Int(first[item + 1])]
  }

  mutating func add(
    _ kind: ExplanationKind,
    score: Double,
    documents: [Int32],
    entries: [Int32],
    pair: Int32 = -1,
    group: GroupClass? = nil,
    isDoubtful: Bool = false,
    traits: GroupTraits = .unknown
  ) {
    self.kind.append(kind)
    self.score.append(score)
    self.pair.append(pair)
    self.group.append(group?.rawValue ?? -1)
    self.isDoubtful.append(isDoubtful)
    self.traits.append(traits)
    members += documents
    members += entries.map { -1 - $0 }
    first.append(Int32(members.count))
  }

  mutating func add(_ others: Explanations) {
    let offset = Int32(members.count)
    kind += others.kind
    score += others.score
    pair += others.pair
    group += others.group
    isDoubtful += others.isDoubtful
    traits += others.traits
    members += others.members
    first += others.first.dropFirst().map { $0 + offset }
  }

  /// Scores all anew after the odds went from `old` to `weights`.
  mutating func rescore(_ pairs: Pairs, from old: Weights, to weights: Weights) {
    for item in 0..<count {
      if pair[item] >= 0 {
        score[item] = Learning.score(pairs.evidence[Int(pair[item])], weights)
      } else if group[item] >= 0 {
        score[item] += weights.group[Int(group[item])] - old.group[Int(group[item])]
      }
    }
  }

  func documents(_ item: Int) -> [Int32] { members(item).filter { $0 >= 0 } }
  func entries(_ item: Int) -> [Int32] { members(item).filter { $0 < 0 }.map { -1 - $0 } }
}
