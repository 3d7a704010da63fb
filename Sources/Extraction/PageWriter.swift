/// Writes words as text in which columns stand under each other.
///
/// A phrase keeps single spaces; where a gap parts two cells, the next one begins in the column of its place, at
/// least two spaces on.
struct PageWriter {
  private(set) var text = ""
  private(set) var words: [(range: Range<Int>, box: Box, confidence: Int)] = []
  private var byteCount = 0

  /// No page has more columns; what stands further right follows after two spaces.
  private static let maximumColumn = 400
  /// More empty lines say nothing more.
  private static let maximumEmptyLines = 3
  /// A gap of more than this many heights parts two cells; the same as in `Layout`.
  private static let cellGap = 0.75

  mutating func write(_ page: PaperPage) {
    let sane = page.words.filter { $0.box.isSane && !$0.text.isEmpty }
    let left = sane.map(\.box.x0).min() ?? 0
    let width = Self.letterWidth(sane)
    var above: Box?
    for row in Layout.rows(sane, box: \.box) {
      guard let box = row.dropFirst().reduce(row.first?.box, { $0?.joined($1.box) }) else {
        continue
      }
      if let above { add(String(repeating: "\n", count: Self.emptyLines(above, box))) }
      write(row, left: left, width: width, placement: page.placement)
      add("\n")
      above = box
    }
    add("\u{0C}")
  }

  /// Places are told in the file's own units, as all sources are.
  private mutating func write(
    _ row: [PaperWord],
    left: Double,
    width: Double,
    placement: Placement
  ) {
    var column = 0
    var previous: Box?
    for word in row {
      let wanted = min(Self.maximumColumn, max(0, Int(((word.box.x0 - left) / width).rounded())))
      var spaces = wanted
      if let previous {
        let gap = word.box.x0 - previous.x1
        let height = min(max(previous.height, word.box.height), 40)
        spaces =
          gap > Self.cellGap * height ? max(2, wanted - column) : gap > 0.08 * height ? 1 : 0
      }
      add(String(repeating: " ", count: spaces))
      let start = byteCount
      add(word.text)
      words.append((start..<byteCount, placement.box(word.box), word.confidence))
      column += spaces + word.text.unicodeScalars.count
      previous = word.box
    }
  }

  private mutating func add(_ piece: String) {
    text += piece
    byteCount += piece.utf8.count
  }

  /// The usual width of a letter: the middle one of all words'.
  private static func letterWidth(_ words: [PaperWord]) -> Double {
    let widths = words.map { $0.box.width / Double(max(1, $0.text.unicodeScalars.count)) }.sorted()
    guard !widths.isEmpty else { return 1 }
    return max(0.5, widths[widths.count / 2])
  }

  private static func emptyLines(_ above: Box, _ box: Box) -> Int {
    let height = max(1, min(above.height, box.height))
    let gap = (box.y0 - above.y1) / height
    // Lines of a paragraph stand up to nine tenths of their height apart.
    guard gap > 0.9 else { return 0 }
    return min(maximumEmptyLines, max(1, Int((gap / 1.4).rounded())))
  }
}
