/// The text of a paper in lines as people see them, with the place of every word.
///
/// Pages end with a form feed. Offsets are UTF-8 bytes from the text's start.
package struct PaperText: Sendable {
  package struct Line: Sendable {
    /// Without its end.
    package var range: Range<Int>
    /// The page's number, from 1.
    package var page: Int
  }

  /// Where a piece of the text stands on the paper.
  package struct Place: Sendable {
    package var page: Int
    /// Line of the text, from 1.
    package var line: Int
    package var box: Box?
    /// How sure the letters are, 0...1000.
    package var confidence: Int
  }

  private struct Word {
    var range: Range<Int>
    var box: Box
    var confidence: Int
  }

  package let text: String
  package private(set) var lines: [Line] = []
  /// In the order of the text.
  private var words: [Word] = []

  /// The text that the words of `pages` make when each is written in its column.
  package init(_ pages: [PaperPage]) {
    var writer = PageWriter()
    for page in pages { writer.write(page) }
    text = writer.text
    words = writer.words.map { Word(range: $0.range, box: $0.box, confidence: $0.confidence) }
    lines = Self.lines(of: text, pages.map(\.number))
  }

  /// A text that somebody else made of the same pages; its words get the boxes of equal words, in order.
  package init(_ text: String, of pages: [PaperPage]) {
    self.text = text
    lines = Self.lines(of: text, pages.map(\.number))
    words = WordAligner(pages).placed(text, lines)
      .map { Word(range: $0.range, box: $0.box, confidence: $0.confidence) }
  }

  package func string(_ range: Range<Int>) -> String {
    let bytes = text.utf8
    let lower = bytes.index(bytes.startIndex, offsetBy: max(0, range.lowerBound))
    let upper = bytes.index(bytes.startIndex, offsetBy: min(bytes.count, range.upperBound))
    return String(decoding: bytes[lower..<max(lower, upper)], as: UTF8.self)
  }

  /// The line that byte `offset` stands in; nil for a text without lines.
  package func lineIndex(at offset: Int) -> Int? {
    var (low, high) = (0, lines.count)
    while low < high {
      let middle = (low + high) / 2
      if lines[middle].range.upperBound < offset { low = middle + 1 } else { high = middle }
    }
    return low < lines.count ? low : lines.indices.last
  }

  package func place(of range: Range<Int>) -> Place {
    let line = lineIndex(at: range.lowerBound) ?? 0
    var place = Place(
      page: lines.isEmpty ? 1 : lines[line].page,
      line: line + 1,
      box: nil,
      confidence: 1000
    )
    var index = firstWord(endingBehind: range.lowerBound)
    while index < words.count, words[index].range.lowerBound < range.upperBound {
      let word = words[index]
      place.box = place.box?.joined(word.box) ?? word.box
      place.confidence = min(place.confidence, word.confidence)
      index += 1
    }
    return place
  }

  /// Where `text` stands first; nil when it does not stand there so.
  package func place(ofFirst piece: String) -> Place? {
    let piece = piece.split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
    guard !piece.allSatisfy(\.isWhitespace), let range = text.firstRange(of: piece) else {
      return nil
    }
    let start = text.utf8.distance(from: text.utf8.startIndex, to: range.lowerBound)
    return place(of: start..<start + piece.utf8.count)
  }

  private func firstWord(endingBehind offset: Int) -> Int {
    var (low, high) = (0, words.count)
    while low < high {
      let middle = (low + high) / 2
      if words[middle].range.upperBound <= offset { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private static func lines(of text: String, _ pages: [Int]) -> [Line] {
    var lines: [Line] = []
    var (start, offset, page) = (0, 0, 0)
    func number() -> Int { page < pages.count ? pages[page] : (pages.last ?? 0) + 1 }
    for byte in text.utf8 {
      if byte == 0x0A || byte == 0x0C {
        if byte == 0x0A || offset > start {
          lines.append(Line(range: start..<offset, page: number()))
        }
        if byte == 0x0C { page += 1 }
        start = offset + 1
      }
      offset += 1
    }
    if offset > start { lines.append(Line(range: start..<offset, page: number())) }
    return lines
  }
}
