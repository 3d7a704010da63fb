/// Finding one sequence inside another in a time that grows with the sum of their lengths, never their product.
///
/// Knuth, Morris and Pratt, "Fast pattern matching in strings" (1977). Texts are searched by scalars or by bytes and
/// never by Swift's characters, which hold `é` and `e` with an accent for equal.
struct TextSearch<Element: Equatable> {
  private let needle: [Element]
  /// For each prefix, the length of its longest proper border.
  private let borders: [Int]

  init(for needle: [Element]) {
    self.needle = needle
    var borders = [Int](repeating: 0, count: needle.count)
    var length = 0
    for position in needle.indices.dropFirst() {
      while length > 0, needle[position] != needle[length] { length = borders[length - 1] }
      if needle[position] == needle[length] { length += 1 }
      borders[position] = length
    }
    self.borders = borders
  }

  /// Where it stands first at or after `start`; an empty one stands everywhere.
  func first(in text: [Element], from start: Int = 0) -> Int? {
    var hit: Int?
    visit(text, from: start, overlapping: true) {
      hit = $0
      return false
    }
    return hit
  }

  /// Where it stands last, beginning at or before `end`.
  func last(in text: [Element], upTo end: Int) -> Int? {
    var hit: Int?
    visit(text, from: 0, overlapping: true) {
      guard $0 <= end else { return false }
      hit = $0
      return true
    }
    return hit
  }

  /// All places that do not overlap, from the left, `limit` at most.
  func places(in text: [Element], limit: Int = .max) -> [Int] {
    var hits: [Int] = []
    guard limit > 0 else { return hits }
    visit(text, from: 0, overlapping: false) {
      hits.append($0)
      return hits.count < limit
    }
    return hits
  }

  /// Calls `found` with each place until it says false.
  private func visit(
    _ text: [Element],
    from start: Int,
    overlapping: Bool,
    _ found: (Int) -> Bool
  ) {
    guard !needle.isEmpty else {
      for position in start...max(start, text.count) where !found(position) { return }
      return
    }
    var matched = 0
    for position in text.indices.dropFirst(start) {
      while matched > 0, text[position] != needle[matched] { matched = borders[matched - 1] }
      if text[position] == needle[matched] { matched += 1 }
      guard matched == needle.count else { continue }
      guard found(position - needle.count + 1) else { return }
      matched = overlapping ? borders[matched - 1] : 0
    }
  }
}
