import Values

/// How much two names are alike, in thousandths that are exact and the same in both directions.
///
/// The measure is the generalised Dice coefficient over words: the words of both names are paired, the most alike
/// first, and the letters of paired words count by how alike the two are. Two words are alike by their
/// Damerau-Levenshtein distance over their length, or as an abbreviation of one another. Source: the family of
/// "soft" token measures in Cohen, Ravikumar and Fienberg, "A comparison of string distance metrics for
/// name-matching tasks" (2003); the distance is `Spelling.distance`.
///
/// Names are compared as `PartyName` has them: folded and without legal forms.
enum NameSimilarity {
  /// Letters of a name that are looked at; a longer one is cut.
  static let maximumLetters = 120
  /// Below this, in thousandths, two words have nothing in common.
  private static let leastAlike = 600
  /// An abbreviation (`INTERN` for `INTERNATIONAL`), an initial (`J` for `JOHN`), initials of all words.
  private static let abbreviation = 900
  private static let initial = 800
  private static let initials = 850

  static func similarity(_ left: String, _ right: String) -> ExactDecimal {
    let thousandths = thousandths(words(left), words(right))
    return ExactDecimal(coefficient: Int128(thousandths), scale: 3).normalized
  }

  /// Equal words in any order, or equal letters with blanks at other places.
  static func isSame(_ left: String, _ right: String) -> Bool {
    let (left, right) = (PartyName(left).words, PartyName(right).words)
    guard !left.isEmpty, !right.isEmpty else { return false }
    return left.joined() == right.joined() || left.sorted() == right.sorted()
  }

  /// Each letter of one name may meet each of the other twice: in words, and without blanks.
  static let steps: @Sendable ([ExpressionValue]) -> Int = { values in
    let sizes = values.map { value in
      if case .text(let text) = value { return text.utf8.count }
      return 0
    }
    let (left, right) = (sizes.first ?? 0, sizes.last ?? 0)
    let letters = min(left, maximumLetters) * min(right, maximumLetters)
    return 1 + (left + right) / ExpressionLimits.bytesPerStep + letters / 40
  }

  private static func words(_ name: String) -> [[Character]] {
    var left = maximumLetters
    var words: [[Character]] = []
    // More text than that cannot change the words that are looked at.
    for word in PartyName(String(name.unicodeScalars.prefix(maximumLetters * 2))).words
    where left > 0 {
      words.append(Array(word.prefix(left)))
      left -= word.count
    }
    return words
  }

  private static func thousandths(_ left: [[Character]], _ right: [[Character]]) -> Int {
    guard !left.isEmpty, !right.isEmpty else { return 0 }
    let (leftLetters, rightLetters) = (left.flatMap { $0 }, right.flatMap { $0 })
    if leftLetters == rightLetters { return 1_000 }
    if left.map({ String($0) }).sorted() == right.map({ String($0) }).sorted() { return 1_000 }
    let best = max(
      paired(left, right),
      alike(leftLetters, rightLetters),
      hasInitials(left, right) || hasInitials(right, left) ? initials : 0
    )
    return min(best, 999)
  }

  /// Twice the letters that have a counterpart, by how alike it is, over all letters.
  private static func paired(_ left: [[Character]], _ right: [[Character]]) -> Int {
    var pairs: [Pair] = []
    for (i, one) in left.enumerated() {
      for (j, other) in right.enumerated() {
        let alike = wordsAlike(one, other)
        if alike > 0 { pairs.append(Pair(alike: alike, left: i, right: j, one, other)) }
      }
    }
    var (takenLeft, takenRight): (Set<Int>, Set<Int>) = ([], [])
    var shared = 0
    for pair in pairs.sorted(by: >)
    where !takenLeft.contains(pair.left) && !takenRight.contains(pair.right) {
      takenLeft.insert(pair.left)
      takenRight.insert(pair.right)
      shared += pair.alike * (left[pair.left].count + right[pair.right].count)
    }
    let all = (left + right).reduce(0) { $0 + $1.count }
    return shared / all
  }

  private static func wordsAlike(_ left: [Character], _ right: [Character]) -> Int {
    if left == right { return 1_000 }
    let (shorter, longer) = left.count < right.count ? (left, right) : (right, left)
    if longer.starts(with: shorter) {
      if shorter.count == 1 { return initial }
      if shorter.count >= 3 { return abbreviation }
    }
    return shorter.count < 3 ? 0 : alike(left, right)
  }

  /// One minus the distance over the longer length; 0 for less than `leastAlike`.
  private static func alike(_ left: [Character], _ right: [Character]) -> Int {
    let longest = max(left.count, right.count)
    let share = 1_000 - 1_000 * Spelling.distance(left, right) / longest
    return share < leastAlike ? 0 : share
  }

  /// `BMW` for `Bayerische Motoren Werke`.
  private static func hasInitials(_ short: [[Character]], _ long: [[Character]]) -> Bool {
    short.count == 1 && long.count >= 3 && short[0] == long.compactMap(\.first)
  }
}

/// Two words that may be counterparts, in an order that does not depend on which name came first.
private struct Pair: Comparable {
  let alike: Int
  let left: Int
  let right: Int
  private let letters: Int
  private let words: [String]

  init(alike: Int, left: Int, right: Int, _ one: [Character], _ other: [Character]) {
    self.alike = alike
    self.left = left
    self.right = right
    letters = one.count + other.count
    words = [String(one), String(other)].sorted()
  }

  static func < (left: Pair, right: Pair) -> Bool {
    if left.alike != right.alike { return left.alike < right.alike }
    if left.letters != right.letters { return left.letters < right.letters }
    return left.words[0] == right.words[0]
      ? left.words[1] < right.words[1] : left.words[0] < right.words[0]
  }
}
