import Values

/// A party's names, ready to compare.
struct NameProfile: Sendable {
  let words: [String]
  let distinctive: [String]

  init(_ name: String) {
    let party = PartyName(name)
    words = party.words
    distinctive = party.distinctive
  }

  /// How much of this name stands in `other`, in hundredths; common words count a fifth.
  ///
  /// 0 when no distinctive word is there.
  func similarity(to other: [String]) -> Int {
    guard !words.isEmpty, !other.isEmpty else { return 0 }
    if words.joined() == other.joined() { return distinctive.isEmpty ? 60 : 100 }
    var found = 0
    var all = 0
    var hasDistinctive = false
    for word in words {
      let isGeneric = PartyName.isGeneric(word)
      let weight = isGeneric ? 20 : 100
      let share = other.reduce(0) { max($0, Self.likeness(word, $1)) }
      all += weight
      found += weight * share / 100
      if !isGeneric && share >= 60 { hasDistinctive = true }
    }
    let glued = Self.gluedLikeness(words, other)
    if hasDistinctive || glued >= 80 { return max(found * 100 / all, glued) }
    return 0
  }

  /// 100 for the same word, 90 for a word that was cut, else how many letter triples agree.
  static func likeness(_ left: String, _ right: String) -> Int {
    if left == right { return 100 }
    let shorter = min(left.utf8.count, right.utf8.count)
    guard shorter >= 4 else { return 0 }
    if left.hasPrefix(right) || right.hasPrefix(left) { return 90 }
    return triples(left, right)
  }

  /// The words without blanks, as some banks print them, possibly cut.
  private static func gluedLikeness(_ left: [String], _ right: [String]) -> Int {
    let (one, other) = (left.joined(), right.joined())
    guard min(one.utf8.count, other.utf8.count) >= 6 else { return 0 }
    return one.hasPrefix(other) || other.hasPrefix(one) ? 90 : 0
  }

  /// Dice's coefficient over pairs of neighbouring letters; a swapped pair is forgiven.
  private static func triples(_ left: String, _ right: String) -> Int {
    let (one, other) = (Array(left.utf8), Array(right.utf8))
    guard one.count < 64, other.count < 64 else { return 0 }
    if one.count == other.count, isSwap(one, other) { return 85 }
    let pairs = zip(one, one.dropFirst()).map { UInt16($0) << 8 | UInt16($1) }
    var rest = zip(other, other.dropFirst()).map { UInt16($0) << 8 | UInt16($1) }
    let total = pairs.count + rest.count
    var shared = 0
    for pair in pairs {
      if let place = rest.firstIndex(of: pair) {
        rest.swapAt(place, rest.count - 1)
        rest.removeLast()
        shared += 1
      }
    }
    let likeness = 200 * shared / max(1, total)
    return likeness >= 60 ? likeness : 0
  }

  /// True when only two neighbouring letters are swapped.
  private static func isSwap(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    let different = left.indices.filter { left[$0] != right[$0] }
    guard different.count == 2, different[1] == different[0] + 1 else { return false }
    return left[different[0]] == right[different[1]] && left[different[1]] == right[different[0]]
  }
}
