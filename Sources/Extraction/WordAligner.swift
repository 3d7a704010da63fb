/// Finds the boxes of a text's words among the words of its pages.
///
/// The texts agree in their words, not in their order: the first `12,00` of a page from its top is the first in both.
struct WordAligner {
  private var waiting: [Int: [String: [PaperWord]]] = [:]

  init(_ pages: [PaperPage]) {
    for page in pages {
      var byText: [String: [PaperWord]] = [:]
      // Last first, so that the next one is taken from the end.
      for row in Layout.rows(page.words.filter(\.box.isSane), box: \.box).reversed() {
        for var word in row.reversed() {
          word.box = page.placement.box(word.box)
          byText[word.text, default: []].append(word)
        }
      }
      waiting[page.number] = byText
    }
  }

  func placed(
    _ text: String,
    _ lines: [PaperText.Line]
  ) -> [(range: Range<Int>, box: Box, confidence: Int)] {
    var waiting = waiting
    var placed: [(range: Range<Int>, box: Box, confidence: Int)] = []
    let bytes = Array(text.utf8)
    for line in lines {
      var index = line.range.lowerBound
      while index < line.range.upperBound {
        let start = index
        while index < line.range.upperBound, bytes[index] != 0x20 { index += 1 }
        if index > start {
          let word = String(decoding: bytes[start..<index], as: UTF8.self)
          if let found = waiting[line.page]?[word]?.popLast() {
            placed.append((start..<index, found.box, found.confidence))
          }
        }
        index += 1
      }
    }
    return placed
  }
}
