/// How probable each explanation is when those that share a member exclude each other.
///
/// Components are worked out exactly, by looking at every way to choose from them, as long as there are not too many
/// ways. For others messages between explanations and members are passed (Bayati, Shah and Sharma 2008); what only they
/// say is not called proved.
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

  init(_ explanations: Explanations, documents: Int, entries: Int) {
    let graph = MessageGraph(explanations, documents: documents, entries: entries)
    values = [Double](repeating: 0, count: explanations.count)
    isProved = [Bool](repeating: false, count: explanations.count)
    var large: [Int] = []
    for items in Self.components(graph.strong, explanations, documents, entries)
    where !workOut(items, explanations, graph.weights) { large += items }
    if !large.isEmpty {
      large.sort()
      graph.pass(among: large, rounds: Self.rounds, into: &values)
      let probable = large.filter { values[$0] > Self.leastBelief }
      for part in Self.components(probable, explanations, documents, entries) {
        workOut(part, explanations, graph.weights)
      }
    }
    graph.addWeak(to: &values)
  }

  /// What messages alone say.
  static func messages(
    _ explanations: Explanations,
    documents: Int,
    entries: Int,
    rounds: Int
  ) -> [Double] {
    let graph = MessageGraph(explanations, documents: documents, entries: entries)
    var values = [Double](repeating: 0, count: explanations.count)
    graph.pass(among: graph.strong, rounds: rounds, into: &values)
    graph.addWeak(to: &values)
    return values
  }

  /// False when there are too many ways to choose.
  @discardableResult
  private mutating func workOut(
    _ items: [Int],
    _ explanations: Explanations,
    _ weights: [Double]
  ) -> Bool {
    guard let exact = ExactComponent(items, explanations, weights) else { return false }
    for (place, item) in items.enumerated() {
      values[item] = exact.belief[place]
      isProved[item] = true
    }
    return true
  }

  /// Explanations tied by shared members.
  private static func components(
    _ items: [Int],
    _ explanations: Explanations,
    _ documents: Int,
    _ entries: Int
  ) -> [[Int]] {
    var sets = DisjointSets(count: documents + entries)
    func node(_ member: Int32) -> Int { member >= 0 ? Int(member) : documents - 1 - Int(member) }
    for item in items {
      let members = explanations.members(item)
      guard let first = members.first else { continue }
      for member in members.dropFirst() { sets.join(node(first), node(member)) }
    }
    var place: [Int: Int] = [:]
    var result: [[Int]] = []
    for item in items {
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
}

/// Explanations and the members that they share, for passing messages.
private struct MessageGraph {
  let explanations: Explanations
  let weights: [Double]
  /// Those that are probable enough to stand in each other's way.
  let strong: [Int]
  private let documents: Int
  private let nodes: Int

  init(_ explanations: Explanations, documents: Int, entries: Int) {
    self.explanations = explanations
    self.documents = documents
    nodes = documents + entries
    weights = explanations.score.map {
      Exponential.exp(min(max($0, -40), Beliefs.highestScore))
    }
    strong = (0..<explanations.count).filter { explanations.score[$0] > Beliefs.leastScore }
  }

  private func node(_ member: Int32) -> Int {
    member >= 0 ? Int(member) : documents - 1 - Int(member)
  }

  func pass(among items: [Int], rounds: Int, into values: inout [Double]) {
    var first: [Int] = [0]
    var node: [Int32] = []
    for item in items {
      for member in explanations.members(item) { node.append(Int32(self.node(member))) }
      first.append(node.count)
    }
    var message = [Double](repeating: 1, count: node.count)
    var share = message
    var sums = [Double](repeating: 0, count: nodes)
    for _ in 0..<rounds {
      for index in node { sums[Int(index)] = 0 }
      for place in items.indices {
        let range = first[place]..<first[place + 1]
        let weight = weights[items[place]]
        for own in range {
          var product = weight
          for other in range where other != own { product *= message[other] }
          share[own] = product
          sums[Int(node[own])] += product
        }
      }
      for own in node.indices {
        let others = max(0, sums[Int(node[own])] - share[own])
        message[own] = 0.5 * message[own] + 0.5 / (1 + others)
      }
    }
    for place in items.indices {
      var product = weights[items[place]]
      for own in first[place]..<first[place + 1] { product *= message[own] }
      values[items[place]] = product / (1 + product)
    }
  }

  /// What is improbable has what the others leave.
  func addWeak(to values: inout [Double]) {
    var taken = [Double](repeating: 0, count: nodes)
    for item in strong {
      for member in explanations.members(item) { taken[node(member)] += values[item] }
    }
    for item in 0..<explanations.count where explanations.score[item] <= Beliefs.leastScore {
      var belief = weights[item]
      for member in explanations.members(item) { belief *= max(0, 1 - taken[node(member)]) }
      values[item] = belief / (1 + belief)
    }
  }
}

/// Every way to choose explanations that share no member, each with its weight.
struct ExactComponent {
  private(set) var belief: [Double]
  private let conflicts: [UInt64]
  private let weights: [Double]
  private let all: UInt64
  private var ways = 0

  /// So many explanations fit into a word of bits, and so many ways are looked at.
  static let maximumItems = 64
  static let maximumWays = 12_000
  /// The product of more than this is no number any more.
  static let highestSum = 680.0

  /// nil when there are more ways than are looked at.
  init?(_ items: [Int], _ explanations: Explanations, _ weights: [Double]) {
    guard items.count <= Self.maximumItems else { return nil }
    let scores = items.map { min(Beliefs.highestScore, max(0, explanations.score[$0])) }
    guard scores.reduce(0, +) < Self.highestSum else { return nil }
    self.weights = items.map { weights[$0] }
    belief = [Double](repeating: 0, count: items.count)
    all = items.count == 64 ? .max : (1 << UInt64(items.count)) - 1
    var ofMember: [Int32: UInt64] = [:]
    for (place, item) in items.enumerated() {
      for member in explanations.members(item) {
        ofMember[member, default: 0] |= 1 << UInt64(place)
      }
    }
    conflicts = items.map { item in
      explanations.members(item).reduce(0) { $0 | (ofMember[$1] ?? 0) }
    }
    let total = choose(from: 0, blocked: 0, weight: 1)
    guard ways <= Self.maximumWays else { return nil }
    for place in belief.indices { belief[place] /= total }
  }

  /// The weights of all ways to go on, where `weight` is that of what is chosen so far.
  private mutating func choose(from place: Int, blocked: UInt64, weight: Double) -> Double {
    ways += 1
    var sum = 1.0
    guard ways <= Self.maximumWays, place < weights.count else { return sum }
    var free = all & ~blocked & (UInt64.max << UInt64(place))
    while free != 0 {
      let next = free.trailingZeroBitCount
      free &= free - 1
      let rest = choose(
        from: next + 1,
        blocked: blocked | conflicts[next],
        weight: weight * weights[next]
      )
      belief[next] += weight * weights[next] * rest
      sum += weights[next] * rest
    }
    return sum
  }
}
