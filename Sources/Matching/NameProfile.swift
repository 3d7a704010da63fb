import Values

/// Words of a name or a memo, taken apart once: each is compared with those of many others.
struct NameWords: Sendable {
  struct Word: Sendable {
    let text: String
    let bytes: [UInt8]
    let isPlain: Bool
    /// Many names share it, so that alone it is no evidence.
    let isGeneric: Bool
    /// Neighbouring letters, and a bit for each: what has no bit in common has no pair in common.
    let pairs: [UInt16]
    let mask: UInt64

    init(_ text: String) {
      self.text = text
      bytes = Array(text.utf8)
      isPlain = bytes.allSatisfy { $0 < 0x80 }
      isGeneric = PartyName.isGeneric(text)
      pairs = zip(bytes, bytes.dropFirst()).map { UInt16($0) << 8 | UInt16($1) }
      mask = pairs.reduce(0) { $0 | Self.bit($1) }
    }

    static func bit(_ pair: UInt16) -> UInt64 { 1 << UInt64((pair &* 40_503) >> 10) }
  }

  let words: [Word]
  /// Without blanks, as some banks print them.
  let glued: Word

  init(_ words: [String]) {
    self.words = words.map(Word.init)
    glued = Word(words.joined())
  }
}

/// A party's names, ready to compare.
struct NameProfile: Sendable {
  let words: [String]
  let distinctive: [String]
  let forms: NameWords

  init(_ name: String) {
    let party = PartyName(name)
    words = party.words
    distinctive = party.distinctive
    forms = NameWords(party.words)
  }

  /// How much of this name stands in `other`, in hundredths; common words count a fifth.
  ///
  /// 0 when no distinctive word is there.
  func similarity(to other: NameWords) -> Int {
    guard !words.isEmpty, !other.words.isEmpty else { return 0 }
    if Self.areEqual(forms.glued, other.glued) { return distinctive.isEmpty ? 60 : 100 }
    var found = 0
    var all = 0
    var hasDistinctive = false
    for word in forms.words {
      let weight = word.isGeneric ? 20 : 100
      var share = 0
      for one in other.words where share < 100 { share = max(share, Self.likeness(word, one)) }
      all += weight
      found += weight * share / 100
      if !word.isGeneric && share >= 60 { hasDistinctive = true }
    }
    let glued = Self.gluedLikeness(forms.glued, other.glued)
    if hasDistinctive || glued >= 80 { return max(found * 100 / all, glued) }
    return 0
  }

  /// 100 for the same word, 90 for a word that was cut, else how many pairs of letters agree.
  static func likeness(_ left: NameWords.Word, _ right: NameWords.Word) -> Int {
    if areEqual(left, right) { return 100 }
    guard min(left.bytes.count, right.bytes.count) >= 4 else { return 0 }
    if isBeginning(left, right) { return 90 }
    return pairsInCommon(left, right)
  }

  private static func areEqual(_ left: NameWords.Word, _ right: NameWords.Word) -> Bool {
    guard left.isPlain, right.isPlain else { return left.text == right.text }
    return left.bytes == right.bytes
  }

  /// True when one begins with the other.
  private static func isBeginning(_ left: NameWords.Word, _ right: NameWords.Word) -> Bool {
    guard left.isPlain, right.isPlain else {
      return left.text.hasPrefix(right.text) || right.text.hasPrefix(left.text)
    }
    return zip(left.bytes, right.bytes).allSatisfy { $0 == $1 }
  }

  /// The words without blanks, possibly cut.
  private static func gluedLikeness(_ left: NameWords.Word, _ right: NameWords.Word) -> Int {
    guard min(left.bytes.count, right.bytes.count) >= 6 else { return 0 }
    return isBeginning(left, right) ? 90 : 0
  }

  /// Dice's coefficient over pairs of neighbouring letters; a swapped pair is forgiven.
  private static func pairsInCommon(_ left: NameWords.Word, _ right: NameWords.Word) -> Int {
    guard left.bytes.count < 64, right.bytes.count < 64 else { return 0 }
    if left.bytes.count == right.bytes.count, isSwap(left.bytes, right.bytes) { return 85 }
    let total = left.pairs.count + right.pairs.count
    // Most words have next to nothing in common, which a look at each pair's bit tells.
    var most = 0
    for pair in left.pairs where right.mask & NameWords.Word.bit(pair) != 0 { most += 1 }
    guard 200 * most / max(1, total) >= 60 else { return 0 }
    var rest = right.pairs
    var shared = 0
    for pair in left.pairs {
      if let place = rest.firstIndex(of: pair) {
        rest.swapAt(place, rest.count - 1)
        rest.removeLast()
        shared += 1
      }
    }
    let likeness = 200 * shared / max(1, total)
    return likeness >= 60 ? likeness : 0
  }

  /// True when only two neighbouring letters of words of one length are swapped.
  private static func isSwap(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    guard let first = left.indices.first(where: { left[$0] != right[$0] }), first + 1 < left.count,
      left[first] == right[first + 1], left[first + 1] == right[first]
    else { return false }
    return left[(first + 2)...].elementsEqual(right[(first + 2)...])
  }
}
