import Extraction

/// Several readings of one line put together, word by word.
///
/// What most of them read alike stands; how many did says how sure its figures are. All look at the same ink, so that agreement makes a
/// reading surer and never certain.
struct LineVote {
  /// The first look, then the others.
  private var readings: [[RecognizedWord]]

  init(_ first: [RecognizedWord]) { readings = [first] }

  mutating func add(_ reading: [RecognizedWord]) { readings.append(reading) }

  /// No agreement makes a reading surer than this.
  private static let surest = 970
  /// Figures that most readings have, but not all.
  private static let contested = 800
  /// Figures that as many readings have as others have not.
  private static let open = 600
  /// A word that one later reading alone has must be as sure as this.
  private static let sureAlone = 500

  /// Every word with figures was read alike by two readings and by none otherwise: another look would tell nothing.
  var isSettled: Bool {
    guard readings.count > 1 else { return false }
    return words.allSatisfy { word in
      guard word.text.contains(where: \.isNumber) else { return true }
      let votes = self.votes(for: word.box)
      return votes.count == 1 && votes[0].count == readings.count && word.confidence > 700
    }
  }

  private struct Vote {
    var text: String
    var count = 0
    var best: RecognizedWord
  }

  /// The words of the line, each as most readings have it.
  var words: [RecognizedWord] {
    guard let first = readings.first else { return [] }
    // Noise makes no whole date or amount: none that any reading has is lost to what reads better on the whole.
    let spine = readings.max { left, right in
      (Self.wholes(left), worth(left)) < (Self.wholes(right), worth(right))
    }
    guard let spine else { return first }
    return spine.compactMap { word in
      let votes = votes(for: word.box)
      guard let best = votes.first else { return word }
      var result = best.best
      let seen = votes.reduce(0) { $0 + $1.count }
      if seen == 1, !first.contains(word), word.confidence < Self.sureAlone { return nil }
      if best.count == seen, best.count > 1 {
        result.confidence = max(result.confidence, min(Self.surest, 500 + result.confidence / 2))
      } else if word.text.contains(where: \.isNumber), seen > 1 {
        let rival = votes.dropFirst().map(\.count).max() ?? 0
        let bound = best.count > rival ? Self.contested : Self.open
        result.confidence = min(result.confidence, bound)
      }
      result.box = word.box
      (result.block, result.line) = (first.first?.block ?? 0, first.first?.line ?? 0)
      return result
    }
  }

  /// What the readings have at one place, the most frequent first.
  private func votes(for box: Box) -> [Vote] {
    var votes: [Vote] = []
    for reading in readings {
      guard let word = reading.first(where: { Self.isSame($0.box, box) }) else { continue }
      if let index = votes.firstIndex(where: { $0.text == word.text }) {
        votes[index].count += 1
        if word.confidence > votes[index].best.confidence { votes[index].best = word }
      } else {
        votes.append(Vote(text: word.text, count: 1, best: word))
      }
    }
    return votes.sorted { left, right in
      let (isWhole, isOther) = (Self.isWellFormed(left.text), Self.isWellFormed(right.text))
      if isWhole != isOther { return isWhole }
      return (left.count, left.best.confidence) > (right.count, right.best.confidence)
    }
  }

  private static func wholes(_ reading: [RecognizedWord]) -> Int {
    reading.count { isWellFormed($0.text) }
  }

  /// How much of a reading the others share, and how sure it is of itself.
  private func worth(_ reading: [RecognizedWord]) -> Int {
    reading.reduce(0) { sum, word in
      let votes = votes(for: word.box).first { $0.text == word.text }?.count ?? 0
      return sum + word.text.count * (max(0, word.confidence - 300) + 300 * (votes - 1))
    }
  }

  /// `12/11/2017`, `12-11-17`, a possible day; `28.40`, `1,028.40`.
  static func isWellFormed(_ text: String) -> Bool {
    let groups = text.split(omittingEmptySubsequences: false) { "/-.,".contains($0) }
    guard (2...4).contains(groups.count),
      groups.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy(isDigit) })
    else { return false }
    let numbers = groups.compactMap { $0.count <= 4 ? Int($0) : nil }
    guard numbers.count == groups.count else { return false }
    if groups.count == 3, groups[0].count <= 2, groups[1].count <= 2,
      text.contains(where: { "/-".contains($0) })
    {
      return (1...31).contains(numbers[0]) && (1...31).contains(numbers[1])
        && min(numbers[0], numbers[1]) <= 12
        && (groups[2].count == 2 || (1990...2049).contains(numbers[2]))
    }
    return groups.last?.count == 2 && groups.dropFirst().dropLast().allSatisfy { $0.count == 3 }
      && text.contains { ".,".contains($0) } && !text.contains { "/-".contains($0) }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  /// About the same place in the line: most of either lies in the other.
  private static func isSame(_ left: Box, _ right: Box) -> Bool {
    let common = min(left.x1, right.x1) - max(left.x0, right.x0)
    return common > 0.7 * max(left.x1 - left.x0, right.x1 - right.x0)
  }
}
