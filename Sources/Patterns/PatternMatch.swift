/// One hit: the whole of it and its groups.
package struct PatternMatch: Sendable {
  package let subject: String
  /// UTF-8 start and end of the whole hit and each group; -1 where a group took no part.
  let offsets: [Int]
  let groupNumbers: [String: [Int]]

  /// The whole hit.
  package var text: Substring { group(0) ?? subject[..<subject.startIndex] }

  /// What group `number` took, nil when it took no part; 0 is the whole hit.
  package func group(_ number: Int) -> Substring? {
    range(number).map { subject[$0] }
  }

  /// The names of the pattern's groups, sorted.
  package var groupNames: [String] { groupNumbers.keys.sorted() }

  /// What the group of that name took.
  package func group(named name: String) -> Substring? {
    (groupNumbers[name] ?? []).lazy.compactMap { group($0) }.first
  }

  /// The first group where there is one that took part, else the whole hit.
  package var value: Substring { group(1) ?? text }

  /// Where group `number` stands, in UTF-8 bytes from the subject's start; nil when it took no part.
  package func byteRange(_ number: Int) -> Range<Int>? {
    guard number >= 0, number * 2 + 1 < offsets.count else { return nil }
    let (start, end) = (offsets[number * 2], offsets[number * 2 + 1])
    return start >= 0 && end >= start ? start..<end : nil
  }

  /// The same by the group's name.
  package func byteRange(named name: String) -> Range<Int>? {
    (groupNumbers[name] ?? []).lazy.compactMap { byteRange($0) }.first
  }

  package func range(_ number: Int) -> Range<String.Index>? {
    guard number >= 0, number * 2 + 1 < offsets.count else { return nil }
    let (start, end) = (offsets[number * 2], offsets[number * 2 + 1])
    // `\K` in a lookahead can put the start behind the end: nothing was taken then.
    guard start >= 0, end >= start else { return nil }
    let bytes = subject.utf8
    let lower = bytes.index(bytes.startIndex, offsetBy: start)
    return lower..<bytes.index(lower, offsetBy: end - start)
  }
}
