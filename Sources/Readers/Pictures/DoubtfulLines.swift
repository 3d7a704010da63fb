import Extraction
import Values

/// The lines of a page that may hold what a paper needs and what was not read for sure: those alone are looked at again.
struct DoubtfulLines {
  /// What is in doubt.
  enum Want: Hashable {
    /// A value was read, unsurely: the places that may print it.
    case check
    /// None was read: whatever may be one.
    case find
  }

  struct Line: Hashable {
    /// As the recogniser counts them.
    var number: Int
    var words: [RecognizedWord]
    /// About all its words.
    var box: Box
    /// Where words may stand that were not seen: from its first word to the edge of the writing.
    var isOpen = false
  }

  private let lines: [Line]
  /// The right edge of the page's writing.
  private let edge: Double

  init(_ words: [RecognizedWord]) {
    let groups = Dictionary(grouping: words, by: \.line)
    lines = groups.sorted { $0.key < $1.key }.compactMap { number, words in
      Self.box(words).map { Line(number: number, words: words, box: $0) }
    }
    edge = words.map(\.box.x1).max() ?? 0
  }

  /// Looking again at more lines than this costs more than it brings.
  private static let mostChecked = 4
  private static let mostFound = 6

  /// At most so many for each want, the likeliest, in the page's order; no line twice.
  func lines(day: Want?, amount: Want?) -> [Line] {
    var chosen: [Int: Line] = [:]
    func choose(_ want: Want?, _ weight: (Line) -> Int, isOpen: (Line) -> Bool) {
      guard let want else { return }
      let least = want == .check ? Self.certain : 1
      let most = want == .check ? Self.mostChecked : Self.mostFound
      let weights = lines.map { (line: $0, weight: weight($0)) }.filter { $0.weight >= least }
      for (line, _) in weights.sorted(by: {
        ($0.weight, $1.line.number) > ($1.weight, $0.line.number)
      }).prefix(most) {
        var line = line
        line.isOpen = isOpen(line) || chosen[line.number]?.isOpen == true
        chosen[line.number] = line
      }
    }
    choose(day, Self.dayWeight) { want in day == .find && Self.dayWeight(want) < Self.certain }
    choose(amount, Self.amountWeight) { line in !line.words.contains { Self.isFigure($0.text) } }
    return chosen.values.sorted { $0.number < $1.number }.map { line in
      var line = line
      if line.isOpen { line.box.x1 = max(line.box.x1, edge) }
      return line
    }
  }

  // MARK: What was not seen

  /// Looking at more places than this costs more than it brings.
  private static let mostGaps = 6

  /// Strips between the lines in which a line would have room, the narrow ones first: a wide one is white paper.
  var gaps: [Box] {
    let heights = lines.map { $0.box.y1 - $0.box.y0 }.sorted()
    guard let usual = heights.isEmpty ? nil : heights[heights.count / 2], usual > 0,
      let left = lines.map(\.box.x0).min()
    else { return [] }
    var found: [Box] = []
    var end: Double?
    for line in lines.sorted(by: { $0.box.y0 < $1.box.y0 })
    where line.box.y1 - line.box.y0 < 3 * usual {
      if let end, line.box.y0 - end > 1.2 * usual, line.box.y0 - end < 12 * usual {
        found.append(Box(x0: left, y0: end, x1: edge, y1: line.box.y0))
      }
      end = max(end ?? 0, line.box.y1)
    }
    return found.sorted { $0.y1 - $0.y0 < $1.y1 - $1.y0 }.prefix(Self.mostGaps).map { $0 }
  }

  // MARK: What a line may hold

  private static let certain = 100

  private static func dayWeight(_ line: Line) -> Int {
    var weight = 0
    for word in line.words {
      if isDay(word.text) { weight = max(weight, certain) }
      if isTime(word.text) { weight = max(weight, 40) }
      if isNamed(word.text, dayWords) { weight = max(weight, 60) }
      // Debris of figures.
      if word.confidence < 500, word.text.contains(where: \.isNumber) { weight = max(weight, 10) }
    }
    return weight
  }

  private static func amountWeight(_ line: Line) -> Int {
    line.words.contains { isNamed($0.text, amountWords) } ? certain : 0
  }

  private static let dayWords = ["DATE", "DATUM", "FECHA", "DATA", "TARIKH", "TIME"]
  private static let amountWords = [
    "TOTAL", "TOTALE", "TOTAAL", "SUMME", "GESAMT", "BETRAG", "JUMLAH", "AMOUNT", "MONTANT",
    "IMPORTE", "IMPORTO", "BEDRAG", "CASH", "CHANGE", "ROUNDING", "ROUNDED",
  ]

  /// Words of the list at the word's beginning or end, one letter read wrongly or lost: `Nate:`, `ounding`, `INVDATE`.
  static func isNamed(_ text: String, _ names: [String]) -> Bool {
    let word = Array(TextFolding.folded(text).utf8.filter { (0x41...0x5A).contains($0) })
    guard word.count >= 3, word.count <= 16 else { return false }
    return names.contains { name in
      let name = Array(name.utf8)
      if word.count >= name.count {
        return differences(word.prefix(name.count), name) <= 1
          || differences(word.suffix(name.count), name) <= 1
      }
      return word.count == name.count - 1
        && (name.dropFirst().elementsEqual(word) || name.dropLast().elementsEqual(word))
    }
  }

  private static func differences(_ left: ArraySlice<UInt8>, _ right: [UInt8]) -> Int {
    zip(left, right).count { $0 != $1 }
  }

  /// Three groups of what may be digits, parted by two marks; or a month between two groups.
  static func isDay(_ text: String) -> Bool {
    let parts = text.split(omittingEmptySubsequences: false) { "/-.~".contains($0) }
    guard parts.count >= 3, text.count <= 24 else { return false }
    let groups = parts.prefix(3)
    let digits = groups.reduce(0) { $0 + $1.count(where: \.isNumber) }
    return digits >= 2 && groups.allSatisfy { (1...14).contains($0.count) }
      && groups.contains { (1...3).contains($0.count) }
  }

  private static func isTime(_ text: String) -> Bool {
    let parts = text.split(separator: ":")
    return (2...3).contains(parts.count)
      && parts.prefix(2).allSatisfy { $0.count <= 2 && $0.contains(where: \.isNumber) }
  }

  /// Digits with a decimal sign.
  private static func isFigure(_ text: String) -> Bool {
    text.count(where: \.isNumber) >= 2 && text.contains { ".,".contains($0) }
  }

  // MARK: Where it stands

  /// About the words that are as high as most; nil without any.
  private static func box(_ words: [RecognizedWord]) -> Box? {
    let heights = words.map { $0.box.y1 - $0.box.y0 }.sorted()
    guard let usual = heights.isEmpty ? nil : heights[heights.count / 2], usual > 0 else {
      return nil
    }
    let even = words.filter { $0.box.y1 - $0.box.y0 <= 2 * usual }
    guard let first = even.first else { return nil }
    return even.dropFirst().reduce(into: first.box) { box, word in
      box.x0 = min(box.x0, word.box.x0)
      box.y0 = min(box.y0, word.box.y0)
      box.x1 = max(box.x1, word.box.x1)
      box.y1 = max(box.y1, word.box.y1)
    }
  }
}
