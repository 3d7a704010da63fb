import Values

@testable import Workflows

// Edits that several ways of going wrong are made of.
extension Garden {
  /// One token of a kind, anywhere in the garden.
  func token(
    _ random: inout SeededRandom,
    where isWanted: (JSONToken) -> Bool
  ) -> (file: String, index: Int, token: JSONToken)? {
    guard let file = random.pick(texts.keys.sorted()) else { return nil }
    let wanted = tokens(file).enumerated().filter { isWanted($0.element) }
    return random.pick(wanted).map { (file, $0.offset, $0.element) }
  }

  /// The members of an object without one of them: the range to cut, comma and all.
  func rangeWithComma(of spot: Spot) -> Range<Int>? {
    guard let key = spot.keyRange else { return nil }
    let siblings = spots.filter {
      $0.file == spot.file && $0.keyRange != nil && $0.path.dropLast() == spot.path.dropLast()
        && object(around: $0) == object(around: spot)
    }
    guard let place = siblings.firstIndex(where: { $0.keyRange == key }) else { return nil }
    if place + 1 < siblings.count, let next = siblings[place + 1].keyRange {
      return key.lowerBound..<next.lowerBound
    }
    guard place > 0 else { return nil }
    return siblings[place - 1].value.range.upperBound..<spot.value.range.upperBound
  }

  /// Where the object that holds a key begins and ends.
  func object(around spot: Spot) -> Range<Int>? {
    guard spot.path.count > 1 else { return tokens(spot.file).first?.range }
    let inner = spot.value.range.lowerBound
    return spots.last {
      $0.file == spot.file && $0.path == Array(spot.path.dropLast())
        && $0.value.range.contains(inner)
    }?.value.range
  }

  /// A further member in front of a key.
  func inserting(
    _ member: String,
    before spot: Spot,
    _ kind: String
  ) -> Mutant? {
    guard let key = spot.keyRange else { return nil }
    return mutant(kind, at: key.lowerBound..<key.lowerBound, of: spot.file, by: member + ", ")
  }
}
