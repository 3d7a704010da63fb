import Extraction

extension RecognizedWord {
  /// Mean confidence of the letters of `words`, 0...1000; 0 without any.
  static func confidence(_ words: [RecognizedWord]) -> Int {
    let letters = words.reduce(0) { $0 + $1.text.count }
    guard letters > 0 else { return 0 }
    return words.reduce(0) { $0 + $1.confidence * $1.text.count } / letters
  }
}

/// Two looks at one picture put together, word by word.
///
/// What both read alike is surer; of what they read differently the surer reading stays, and is doubtful when figures are at stake.
enum WordMerge {
  /// A word that only the second look has must be as sure as this.
  private static let sureAlone = 500
  /// What is left of a reading's confidence when the other look has other figures and is not much less sure.
  private static let doubtful = 600

  /// No agreement makes a reading surer than this.
  private static let surest = 970

  static func merged(_ first: [RecognizedWord], _ second: [RecognizedWord]) -> [RecognizedWord] {
    var result = first
    var rest: [RecognizedWord] = []
    let byRow = Dictionary(grouping: first.indices) { Int(first[$0].box.y0 / rowHeight) }
    for word in second {
      let rows = Int(word.box.y0 / rowHeight) - 1...Int(word.box.y0 / rowHeight) + 1
      let near = rows.flatMap { byRow[$0] ?? [] }.filter { touches(first[$0].box, word.box) }
      switch near.count {
      case 0: if word.confidence >= sureAlone { rest.append(word) }
      case 1:
        let place = near[0]
        if isSame(first[place].box, word.box) { result[place] = one(result[place], word) }
      default: break
      }
    }
    // Lines of the second look are not those of the first.
    let lines = (first.map(\.line).max() ?? -1) + 1
    return result
      + rest.map { word in
        var word = word
        word.line += lines
        return word
      }
  }

  /// Higher than the letters of a prepared picture are.
  private static let rowHeight = 120.0

  /// One place, two readings.
  static func one(_ first: RecognizedWord, _ second: RecognizedWord) -> RecognizedWord {
    var better = second.confidence > first.confidence ? second : first
    let worse = second.confidence > first.confidence ? first : second
    if first.text == second.text {
      // Both looked at the same print, so they may be wrong alike.
      better.confidence = max(better.confidence, min(surest, 500 + better.confidence / 2))
    } else if figures(first.text) != figures(second.text),
      better.confidence - worse.confidence < 300
    {
      better.confidence = min(better.confidence, doubtful)
    }
    // Lines are those of the first look.
    (better.block, better.line) = (first.block, first.line)
    return better
  }

  private static func figures(_ text: String) -> String { text.filter(\.isNumber) }

  private static func touches(_ left: Box, _ right: Box) -> Bool {
    let width = min(left.x1, right.x1) - max(left.x0, right.x0)
    let height = min(left.y1, right.y1) - max(left.y0, right.y0)
    let lower = min(left.y1 - left.y0, right.y1 - right.y0)
    return width > 2 && height > 0.3 * lower
  }

  /// About the same place: most of either lies in the other.
  private static func isSame(_ left: Box, _ right: Box) -> Bool {
    let common = min(left.x1, right.x1) - max(left.x0, right.x0)
    let wider = max(left.x1 - left.x0, right.x1 - right.x0)
    return common > 0.7 * wider
  }
}
