import Extraction
import Values

/// A till's strip that a test prints itself, in the pixels of a picture: rows of words on the left and amounts on the right.
struct TestReceipt {
  /// `words|amount`, the amount flush right; `^words` stands in the middle.
  var rows: [String]
  var confidence = 990
  /// How far the right edge hangs lower than the left, in pixels.
  var tilt = 0.0
  /// Height of the writing.
  var size = 28.0

  private static let left = 40.0
  private static let right = 640.0

  init(_ text: String) {
    rows = text.split(separator: "\n").map(String.init)
  }

  var page: PaperPage {
    var words: [PaperWord] = []
    for (index, row) in rows.enumerated() {
      let y = 40 + Double(index) * size * 1.4
      let parts = row.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
      let text = parts[0].hasPrefix("^") ? String(parts[0].dropFirst()) : parts[0]
      let start = parts[0].hasPrefix("^") ? (Self.left + Self.right - width(text)) / 2 : Self.left
      words += print(text, x: start, y: y)
      if parts.count > 1 { words += print(parts[1], x: Self.right - width(parts[1]), y: y) }
    }
    let height = 80 + Double(rows.count) * size * 1.4
    return PaperPage(number: 1, pixels: (Self.right + Self.left, height), words: words)
  }

  private func width(_ text: String) -> Double { Double(text.count) * size * 0.5 }

  private func print(_ text: String, x: Double, y: Double) -> [PaperWord] {
    var words: [PaperWord] = []
    var left = x
    for word in text.split(separator: " ") {
      let end = left + width(String(word))
      let fall = tilt * (left - Self.left) / (Self.right - Self.left)
      let box = Box(x0: left, y0: y + fall, x1: end, y1: y + fall + size)
      words.append(PaperWord(text: String(word), box: box, confidence: confidence))
      left = end + size * 0.5
    }
    return words
  }
}

func extract(_ receipt: TestReceipt, _ hints: ExtractionHints = ExtractionHints()) -> Extracted {
  Extractor.read([receipt.page], hints: hints)
}
