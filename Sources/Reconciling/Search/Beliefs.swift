/// How probable each explanation is when those that share a member exclude each other.
///
/// Small components are worked out exactly, by looking at every way to choose from them. For larger ones messages between
/// explanations and members are passed (Bayati, Shah and Sharma 2008); what only they say is not called proved.
struct Beliefs {
  private(set) var values: [Double]
  /// True where every way to choose was looked at.
  private(set) var isProved: [Bool]

  static let rounds = 24
  static let highestScore = 25.0
  /// Explanations this improbable do not tie others together.
  static let leastScore = -7.0
  /// In a large component, explanations that messages find less probable than this do not tie others together.
  static let leastBelief = 0.0005
  /// Components up to this size are worked out exactly.
  static let exactItems = 14

  init(_ explanations: Explanations, documents: Int, entries: Int) {
    let weights = explanations.score.map { Exponential.exp(min(max($0, -40), Self.highestScore)) }
    values = Self.messages(
      explanations,
      documents: documents,
      entries: entries,
      rounds: Self.rounds
    )
    isProved = [Bool](repeating: false, count: explanations.count)
    let strong = (0..<explanations.count).filter { explanations.score[$0] > Self.leastScore }
    for items in Self.components(strong, explanations, documents, entries) {
      if items.count <= Self.exactItems {
        workOut(items, explanations, weights)
      } else {
        let probable = items.filter { values[$0] > Self.leastBelief }
        for part in Self.components(probable, explanations, documents, entries)
        where part.count <= Self.exactItems {
          workOut(part, explanations, weights)
        }
      }
    }
  }

  private mutating func workOut(_ items: [Int], _ explanations: Explanations, _ weights: [Double]) {
    let exact = ExactComponent(items, explanations, weights)
    for (place, item) in items.enumerated() {
      values[item] = exact.belief[place]
      isProved[item] = true
    }
  }

  /// Explanations tied by shared members.
  private static func components(
    _ strong: [Int],
    _ explanations: Explanations,
    _ documents: Int,
    _ entries: Int
  ) -> [[Int]] {
    var sets = DisjointSets(count: documents + entries)
    func node(_ member: Int32) -> Int { member >= 0 ? Int(member) : documents - 1 - Int(member) }
    for item in strong {
      let members = explanations.members(item)
      guard let first = members.first else { continue }
      for member in members.dropFirst() { sets.join(node(first), node(member)) }
    }
    var place: [Int: Int] = [:]
    var result: [[Int]] = []
    for item in strong {
      guard let first = explanations.members(item).first else { continue }
      let root = sets.root(node(first))
      if let index = place[root] {
        result[index].append(item)
      } else {
        place[root] = result.count
        result.append([item])
      }
    }
    return result
  }

  /// What messages alone say.
  static func messages(
    _ explanations: Explanations,
    documents: Int,
    entries: Int,
    rounds: Int
  ) -> [Double] {
    let weights = explanations.score.map { Exponential.exp(min(max($0, -40), highestScore)) }
    let members = explanations.members
    let node = members.map { $0 >= 0 ? $0 : Int32(documents) - 1 - $0 }
    var message = [Double](repeating: 1, count: members.count)
    var sums = [Double](repeating: 0, count: documents + entries)
    var share = [Double](repeating: 0, count: members.count)
    for _ in 0..<rounds {
      for index in sums.indices { sums[index] = 0 }
      for item in 0..<explanations.count {
        let range = Int(explanations.first[item])..<Int(explanations.first[item + 1])
        for place in range {
          var product = weights[item]
          for other in range where other != place { product *= message[other] }
          share[place] = product
          sums[Int(node[place])] += product
        }
      }
      for place in members.indices {
        let others = max(0, sums[Int(node[place])] - share[place])
        message[place] = 0.5 * message[place] + 0.5 / (1 + others)
      }
    }
    return (0..<explanations.count).map { item in
      var product = weights[item]
      for place in Int(explanations.first[item])..<Int(explanations.first[item + 1]) {
        product *= message[place]
      }
      return product / (1 + product)
    }
  }
}

/// Every way to choose explanations that share no member, each with its weight.
private struct ExactComponent {
  private(set) var belief: [Double]
  private let conflicts: [UInt32]
  private let weights: [Double]
  private var total = 0.0

  init(_ items: [Int], _ explanations: Explanations, _ weights: [Double]) {
    self.weights = items.map { weights[$0] }
    belief = [Double](repeating: 0, count: items.count)
    let members = items.map { explanations.members($0) }
    conflicts = members.indices.map { place in
      var mask: UInt32 = 0
      for other in members.indices where members[other].contains(where: members[place].contains) {
        mask |= 1 << UInt32(other)
      }
      return mask
    }
    choose(from: 0, blocked: 0, chosen: 0, weight: 1)
    for place in belief.indices { belief[place] /= total }
  }

  private mutating func choose(from place: Int, blocked: UInt32, chosen: UInt32, weight: Double) {
    guard place < weights.count else {
      total += weight
      for index in belief.indices where chosen & (1 << UInt32(index)) != 0 {
        belief[index] += weight
      }
      return
    }
    choose(from: place + 1, blocked: blocked, chosen: chosen, weight: weight)
    let bit = UInt32(1) << UInt32(place)
    guard blocked & bit == 0 else { return }
    choose(
      from: place + 1,
      blocked: blocked | conflicts[place],
      chosen: chosen | bit,
      weight: weight * weights[place]
    )
  }
}
