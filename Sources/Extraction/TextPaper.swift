/// A plain text as a paper: every letter in a cell of the same size, so that columns stand under each other.
package enum TextPaper {
  /// Width of a letter, its height and the distance of two lines.
  ///
  /// Two spaces part cells (`Layout`), one does not.
  private static let (width, height, pitch) = (6.0, 10.0, 12.0)
  /// A line has no more letters that count.
  private static let maximumColumn = 10_000

  /// One page for each part that a form feed ends.
  package static func pages(_ text: String) -> [PaperPage] {
    var parts = text.split(separator: "\u{0C}", omittingEmptySubsequences: false)
    if parts.count > 1, parts.last?.allSatisfy(\.isWhitespace) == true { parts.removeLast() }
    return parts.enumerated().map { page($0.element, number: $0.offset + 1) }
  }

  /// The line of a page, from 1, that a box of `pages` stands in.
  package static func line(of y: Double) -> Int { max(0, Int(y / pitch)) + 1 }

  private static func page(_ text: Substring, number: Int) -> PaperPage {
    var words: [PaperWord] = []
    var (line, widest) = (0, 0)
    for row in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      widest = max(widest, add(row, line, &words))
      line += 1
    }
    return PaperPage(
      number: number,
      width: Double(max(1, widest)) * width,
      height: Double(max(1, line)) * pitch,
      words: words
    )
  }

  /// - Returns: how many columns the row has.
  private static func add(_ row: Substring, _ line: Int, _ words: inout [PaperWord]) -> Int {
    var column = 0
    var word = String.UnicodeScalarView()
    func close() {
      guard !word.isEmpty else { return }
      let (end, top) = (Double(column) * width, Double(line) * pitch)
      let box = Box(
        x0: end - Double(word.count) * width,
        y0: top,
        x1: end,
        y1: top + height
      )
      words.append(PaperWord(text: String(word), box: box))
      word.removeAll(keepingCapacity: true)
    }
    for scalar in row.unicodeScalars.prefix(maximumColumn) {
      if scalar == "\t" {
        close()
        column += 8 - column % 8
      } else if scalar.properties.isWhitespace {
        close()
        column += 1
      } else {
        word.append(scalar)
        column += 1
      }
    }
    close()
    return column
  }
}
