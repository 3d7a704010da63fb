import Extraction

/// The properties in the `title` of an hOCR element: `bbox 10 20 90 40; x_wconf 96`.
///
/// Source: hOCR 1.2, 3.2 (properties).
struct HOCRTitle {
  private(set) var box: Box?
  /// Thousandths.
  private(set) var confidence: Int?

  init(_ title: String) {
    for part in title.split(separator: ";") {
      let words = part.split(whereSeparator: \.isWhitespace)
      switch words.first {
      case "bbox":
        let numbers = words.dropFirst().prefix(4).compactMap { Double($0) }
        guard numbers.count == 4, numbers.allSatisfy({ abs($0) < 1_000_000 }) else { continue }
        box = Box(x0: numbers[0], y0: numbers[1], x1: numbers[2], y1: numbers[3])
      case "x_wconf":
        guard let percent = words.dropFirst().first.flatMap({ Double($0) }), percent >= 0,
          percent <= 100
        else { continue }
        confidence = Int(percent * 10)
      default: break
      }
    }
  }
}
