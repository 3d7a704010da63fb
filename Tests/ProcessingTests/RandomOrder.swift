import Values

@testable import Processing

/// The same papers in another order, in other files and batches: what the books must not hang on.
enum RandomOrder {
  /// A table's rows, shuffled and in parts of 1 to 6.
  static func split<T>(_ items: [T], _ random: inout SeededRandom) -> [[T]] {
    var parts: [[T]] = []
    var rest = items.shuffled(using: &random)
    while !rest.isEmpty {
      let part = Array(rest.prefix(Int.random(in: 1...6, using: &random)))
      rest.removeFirst(part.count)
      parts.append(part)
    }
    return parts
  }
}

extension Shop {
  /// In random order and batches, rulings as soon as they can be made or later.
  func take(
    _ papers: [Paper],
    inRandomOrder random: inout SeededRandom,
    rulings: [CrowdRuling]
  ) throws {
    var rest = papers.shuffled(using: &random)
    var open = rulings
    while !rest.isEmpty {
      let batch = Array(rest.prefix(Int.random(in: 1...5, using: &random)))
      rest.removeFirst(batch.count)
      try take(batch, together: Bool.random(using: &random))
      for ruling in open where Bool.random(using: &random) {
        if try ruling.apply(to: self) { open.removeAll { $0 == ruling } }
      }
    }
    for ruling in open { _ = try ruling.apply(to: self) }
  }
}
