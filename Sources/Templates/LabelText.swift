import Extraction
import Patterns

/// Finds what stands behind a label on its line, else under it.
struct LabelText {
  private let label: String
  private let text: PaperText
  private let budget: PatternBudget

  /// A value stands at most so many lines that are not empty under its label.
  private static let linesBelow = 2
  private static let maximumLabels = 50

  init(_ label: String, _ text: PaperText, _ budget: PatternBudget) {
    self.label = label
    self.text = text
    self.budget = budget
  }

  /// For each place of the label the first cell that is wanted.
  func pieces(isWanted: (String) -> Bool) -> [Range<Int>] {
    TemplatePatterns.matches(Self.pattern(label), in: text.text, limit: Self.maximumLabels, budget)
      .compactMap { match in
        guard let hit = match.byteRange(0), let line = text.lineIndex(at: hit.lowerBound) else {
          return nil
        }
        let behind = behind(hit, line, isWanted)
        if let behind, hasDigit(behind) { return behind }
        let below = below(hit, line, isWanted)
        // Behind a head column stands the next head column, and the values stand below.
        if let behind, let below {
          return isOwnCell(behind, hit) && hasDigit(below) && isHead(behind, line, below)
            ? below : behind
        }
        return behind ?? below
      }
  }

  /// The label's words with any white space between them, not within a longer word.
  private static func pattern(_ label: String) -> String {
    let words = label.split(whereSeparator: \.isWhitespace).map { word in
      String(word.flatMap { $0.isASCII && !$0.isLetter && !$0.isNumber ? ["\\", $0] : [$0] })
    }
    let isOpen = { (letter: Character?) in letter?.isLetter == true || letter?.isNumber == true }
    return "(?i)" + (isOpen(label.first) ? "(?<![\\p{L}\\p{N}])" : "")
      + words.joined(separator: "[ \\t]+") + (isOpen(label.last) ? "(?![\\p{L}\\p{N}])" : "")
  }

  private func behind(_ hit: Range<Int>, _ line: Int, _ isWanted: (String) -> Bool) -> Range<Int>? {
    let rest = hit.upperBound..<max(hit.upperBound, text.lines[line].range.upperBound)
    return TextCells.cells(of: text, rest).lazy.map { strip($0) }
      .first { !$0.isEmpty && isWanted(text.string($0)) }
  }

  private func below(_ hit: Range<Int>, _ line: Int, _ isWanted: (String) -> Bool) -> Range<Int>? {
    let start = text.lines[line].range.lowerBound
    let from = TextCells.column(of: hit.lowerBound, from: start, text)
    let columns = from...from + max(1, text.string(hit).unicodeScalars.count)
    var (index, seen) = (line + 1, 0)
    while index < text.lines.count, seen < Self.linesBelow,
      text.lines[index].page == text.lines[line].page
    {
      defer { index += 1 }
      let range = text.lines[index].range
      let cells = TextCells.cells(of: text, range)
      if cells.isEmpty { continue }
      seen += 1
      for cell in cells {
        let first = TextCells.column(of: cell.lowerBound, from: range.lowerBound, text)
        let last = first + text.string(cell).unicodeScalars.count
        if first <= columns.upperBound, last >= columns.lowerBound, isWanted(text.string(cell)) {
          return cell
        }
      }
    }
    return nil
  }

  private func hasDigit(_ range: Range<Int>) -> Bool {
    text.string(range).contains(where: \.isNumber)
  }

  /// Something stands under this cell too, on the line of `below`.
  private func isHead(_ cell: Range<Int>, _ line: Int, _ below: Range<Int>) -> Bool {
    guard let under = self.below(cell, line, { _ in true }) else { return false }
    return under != below
      && text.lineIndex(at: under.lowerBound) == text.lineIndex(at: below.lowerBound)
  }

  /// More than one space parts it from the label.
  private func isOwnCell(_ range: Range<Int>, _ label: Range<Int>) -> Bool {
    text.string(label.upperBound..<range.lowerBound).hasPrefix("  ")
  }

  /// Without the colon between label and value.
  private func strip(_ cell: Range<Int>) -> Range<Int> {
    let marks: Set<UInt8> = [0x3A, 0x3D, 0x20, 0x09]
    let skipped = text.string(cell).utf8.prefix { marks.contains($0) }.count
    return cell.lowerBound + skipped..<cell.upperBound
  }
}

/// Cells of a line: pieces that two spaces or more part.
enum TextCells {
  static func cells(of text: PaperText, _ range: Range<Int>) -> [Range<Int>] {
    let bytes = Array(text.string(range).utf8)
    var cells: [Range<Int>] = []
    var (index, start, end) = (0, -1, 0)
    func close() {
      if start >= 0 { cells.append(range.lowerBound + start..<range.lowerBound + end) }
      start = -1
    }
    while index < bytes.count {
      let isTab = bytes[index] == 0x09
      if isTab || bytes[index] == 0x20 {
        // The second space in a row.
        if isTab || index > end { close() }
      } else {
        if start < 0 { start = index }
        end = index + 1
      }
      index += 1
    }
    close()
    return cells
  }

  /// How many letters stand before byte `offset` on its line.
  static func column(of offset: Int, from lineStart: Int, _ text: PaperText) -> Int {
    text.string(lineStart..<max(lineStart, offset)).unicodeScalars.count
  }
}
