// What is not chosen, because two explanations come too near each other.
extension Choosing {
  /// Below this an explanation is nothing that a person need hear of.
  static let leastTold = 0.15

  /// For each entry that no match has: the two most probable explanations, where one of them takes several of either side.
  func ties(beside matches: [FoundMatch]) -> [FoundTie] {
    var taken: Set<Int32> = []
    for match in matches {
      for share in match.settlement.shares {
        taken.insert(share.document)
        taken.insert(-1 - share.entry)
      }
    }
    var ofEntry: [Int32: [Int]] = [:]
    for item in 0..<explanations.count where beliefs.values[item] >= Self.leastTold {
      let members = explanations.members(item)
      guard !members.contains(where: taken.contains) else { continue }
      for member in members where member < 0 { ofEntry[member, default: []].append(item) }
    }
    var told: Set<[Int]> = []
    var result: [FoundTie] = []
    for member in ofEntry.keys.sorted(by: >) {
      let items = (ofEntry[member] ?? []).sorted {
        (-beliefs.values[$0], $0) < (-beliefs.values[$1], $1)
      }
      guard items.count > 1, items.prefix(2).contains(where: { explanations.pair[$0] < 0 }),
        told.insert(Array(items.prefix(2))).inserted
      else { continue }
      result.append(FoundTie(best: side(items[0]), other: side(items[1])))
    }
    return result
  }

  private func side(_ item: Int) -> FoundTie.Side {
    FoundTie.Side(
      kind: explanations.kind[item],
      documents: explanations.documents(item),
      entries: explanations.entries(item),
      confidence: beliefs.values[item]
    )
  }
}
