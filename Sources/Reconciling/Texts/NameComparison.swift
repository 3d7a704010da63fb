/// How much an entry's name is like a party's.
enum NameLevel: UInt8, CaseIterable, Sendable {
  /// The entry names nobody.
  case silent
  case full
  /// Cut off, or all words of the party among others.
  case prefix
  /// One or two letters off.
  case near
  /// One word in common.
  case weak
  /// Somebody else's name.
  case other
  /// A name that this party was seen to use.
  case alias

  /// True when it is the party's, however it is written.
  var isParty: Bool {
    switch self {
    case .full, .prefix, .near, .alias: true
    case .silent, .weak, .other: false
    }
  }
}

/// Compares names as payers, banks and card terminals write them.
enum NameComparison {
  /// `isFromMemo`: other words, such as a town, may follow the name.
  static func level(
    party: Int32,
    entry: Int32,
    in book: NameBook,
    isFromMemo: Bool
  ) -> NameLevel {
    if party == entry { return .full }
    let left = book.bytes[book.compact[Int(party)].range]
    let right = book.bytes[book.compact[Int(entry)].range]
    if left.elementsEqual(right) { return .full }
    let shared = commonPrefix(left, right)
    if shared == left.count, left.count >= 5 { return isFromMemo ? .full : .prefix }
    let words = book.words(of: entry)
    if shared >= 6, shared == right.count { return .prefix }
    // Cut off with a town behind it: more than the first word must be there.
    let front = Int(book.words(of: party).first?.count ?? 0)
    if isFromMemo, shared >= 6, shared > front, endsWord(shared, words, book) { return .prefix }
    if haveSameWords(book.words(of: party), words, book) { return .full }
    if isNear(left, right, words, isFromMemo: isFromMemo) { return .near }
    return sharesWord(book.words(of: party), words, book) ? .weak : .other
  }

  private static func commonPrefix(_ left: ArraySlice<UInt8>, _ right: ArraySlice<UInt8>) -> Int {
    var count = 0
    for (a, b) in zip(left, right) {
      guard a == b else { break }
      count += 1
    }
    return count
  }

  /// True when `length` letters from the front of the name are whole words of it.
  private static func endsWord(_ length: Int, _ words: ArraySlice<Slice>, _ book: NameBook) -> Bool
  {
    var sum = 0
    for word in words {
      sum += Int(word.count)
      if sum >= length { break }
    }
    return sum == length
  }

  private static func haveSameWords(
    _ left: ArraySlice<Slice>,
    _ right: ArraySlice<Slice>,
    _ book: NameBook
  ) -> Bool {
    guard left.count == right.count, left.count > 1 else { return false }
    return left.allSatisfy { word in
      right.contains { book.bytes[$0.range].elementsEqual(book.bytes[word.range]) }
    }
  }

  private static func sharesWord(
    _ left: ArraySlice<Slice>,
    _ right: ArraySlice<Slice>,
    _ book: NameBook
  ) -> Bool {
    left.contains { word in
      word.count >= 4
        && right.contains { book.bytes[$0.range].elementsEqual(book.bytes[word.range]) }
    }
  }

  /// One edit in six letters, two in twelve; the end of either may be cut off.
  ///
  /// In a memo a town may follow the name, so each beginning of whole words is tried.
  private static func isNear(
    _ left: ArraySlice<UInt8>,
    _ right: ArraySlice<UInt8>,
    _ words: ArraySlice<Slice>,
    isFromMemo: Bool
  ) -> Bool {
    guard isFromMemo else { return isNear(left, right) && right.count <= left.count + 2 }
    var length = 0
    for word in words {
      length += Int(word.count)
      if isNear(left, right.prefix(length)) { return true }
      if length > left.count + 2 { break }
    }
    return false
  }

  private static func lettersOf(_ text: ArraySlice<UInt8>) -> UInt64 {
    text.reduce(UInt64(0)) { $0 | 1 << UInt64($1 & 63) }
  }

  private static func isNear(_ left: ArraySlice<UInt8>, _ right: ArraySlice<UInt8>) -> Bool {
    let length = min(left.count, right.count, EditDistance.maximumLength)
    guard length >= 6 else { return false }
    let allowed = length >= 12 ? 2 : 1
    // Each edit changes at most two of the letters that occur.
    let letters = lettersOf(left.prefix(length)) ^ lettersOf(right.prefix(length))
    guard letters.nonzeroBitCount <= 2 * allowed + 1 else { return false }
    return EditDistance.isPrefixWithin(allowed, left, right)
  }
}

/// Whether short texts are a few edits (a letter more, less, another, or two swapped) apart.
enum EditDistance {
  static let maximumLength = 40

  /// True when the whole texts are at most `limit` edits apart.
  static func isWithin(_ limit: Int, _ left: ArraySlice<UInt8>, _ right: ArraySlice<UInt8>) -> Bool
  {
    guard abs(left.count - right.count) <= limit, left.count <= maximumLength else { return false }
    return matches(left, right, limit, isPrefixEnough: false)
  }

  /// True when one is at most `limit` edits from a beginning of the other: what was cut off costs nothing.
  static func isPrefixWithin(
    _ limit: Int,
    _ left: ArraySlice<UInt8>,
    _ right: ArraySlice<UInt8>
  ) -> Bool {
    let shorter = left.count <= right.count ? left : right
    let longer = left.count <= right.count ? right : left
    guard shorter.count <= maximumLength else { return false }
    return matches(shorter, longer, limit, isPrefixEnough: true)
  }

  private static func matches(
    _ left: ArraySlice<UInt8>,
    _ right: ArraySlice<UInt8>,
    _ limit: Int,
    isPrefixEnough: Bool
  ) -> Bool {
    var (i, j) = (left.startIndex, right.startIndex)
    while i < left.endIndex, j < right.endIndex, left[i] == right[j] {
      i += 1
      j += 1
    }
    let rest = left.endIndex - i
    if rest == 0 { return isPrefixEnough || right.endIndex - j <= limit }
    if j == right.endIndex { return rest <= limit }
    guard limit > 0 else { return false }
    let (a, b) = (left[(i + 1)...], right[(j + 1)...])
    if matches(a, b, limit - 1, isPrefixEnough: isPrefixEnough) { return true }
    if matches(a, right[j...], limit - 1, isPrefixEnough: isPrefixEnough) { return true }
    if matches(left[i...], b, limit - 1, isPrefixEnough: isPrefixEnough) { return true }
    guard rest > 1, b.count > 0, left[i] == right[j + 1], left[i + 1] == right[j] else {
      return false
    }
    return matches(
      left[(i + 2)...],
      right[(j + 2)...],
      limit - 1,
      isPrefixEnough: isPrefixEnough
    )
  }
}
