import Documents
import Extraction
import Values

/// A page of words that a test sets itself, in points.
struct TestPage {
  private(set) var words: [PaperWord] = []
  var number = 1

  /// Writes `text` from `x` on, its words a space apart.
  mutating func write(
    _ text: String,
    x: Double,
    y: Double,
    size: Double = 10,
    confidence: Int = 1000
  ) {
    var left = x
    for word in text.split(separator: " ", omittingEmptySubsequences: false) {
      let width = Double(word.count) * size * 0.5
      if !word.isEmpty {
        let box = Box(x0: left, y0: y, x1: left + width, y1: y + size * 1.1)
        words.append(PaperWord(text: String(word), box: box, confidence: confidence))
      }
      left += width + size * 0.28
    }
  }

  mutating func writeWord(_ text: String, _ box: Box) {
    words.append(PaperWord(text: text, box: box))
  }

  mutating func write(lines: [String], x: Double, y: Double, size: Double = 10) {
    for (index, line) in lines.enumerated() {
      write(line, x: x, y: y + Double(index) * size * 1.4, size: size)
    }
  }

  /// A label and its value in two columns, one pair a line.
  mutating func write(pairs: [(String, String)], x: Double, value: Double, y: Double) {
    for (index, pair) in pairs.enumerated() {
      write(pair.0, x: x, y: y + Double(index) * 14)
      write(pair.1, x: value, y: y + Double(index) * 14)
    }
  }

  var page: PaperPage { PaperPage(number: number, width: 595, height: 842, words: words) }
}

/// Reads pages and gives the document.
func extract(_ pages: [TestPage], _ hints: ExtractionHints = ExtractionHints()) -> Extracted {
  Extractor.read(pages.map(\.page), hints: hints)
}

func extract(_ page: TestPage, _ hints: ExtractionHints = ExtractionHints()) -> Extracted {
  extract([page], hints)
}

extension Extracted {
  /// The value of a field as text.
  func value(_ path: String) -> String? { document.text(at: path) }

  /// In thousandths; 0 for a value that is not given.
  func confidence(_ path: String) -> Int {
    guard let confidence = document.sources[path]?.confidence, confidence.scale == 3 else {
      return 0
    }
    return Int(confidence.coefficient)
  }

  var codes: [String] { problems.map(\.code) }
}
