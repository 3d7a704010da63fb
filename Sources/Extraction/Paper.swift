/// A place on a page: points (or pixels) from its top left.
package struct Box: Hashable, Sendable {
  package var x0: Double
  package var y0: Double
  package var x1: Double
  package var y1: Double

  package init(x0: Double, y0: Double, x1: Double, y1: Double) {
    self.x0 = x0
    self.y0 = y0
    self.x1 = x1
    self.y1 = y1
  }

  var width: Double { x1 - x0 }
  var height: Double { y1 - y0 }
  var middleX: Double { (x0 + x1) / 2 }
  var middleY: Double { (y0 + y1) / 2 }

  /// A box that writing can have, on a page of any lawful size (14,400 points by ISO 32000-1, annex C; pictures more).
  var isSane: Bool {
    height > 0.5 && width >= 0 && [x0, y0, x1, y1].allSatisfy { abs($0) < 200_000 }
  }

  func scaled(_ factor: Double) -> Box {
    Box(x0: x0 * factor, y0: y0 * factor, x1: x1 * factor, y1: y1 * factor)
  }

  func joined(_ other: Box) -> Box {
    Box(
      x0: min(x0, other.x0),
      y0: min(y0, other.y0),
      x1: max(x1, other.x1),
      y1: max(y1, other.y1)
    )
  }

  /// How much of the narrower one stands above or below the other, 0...1.
  func overlapX(_ other: Box) -> Double {
    let common = min(x1, other.x1) - max(x0, other.x0)
    return max(0, common / max(0.1, min(width, other.width)))
  }
}

/// One word of a page.
package struct PaperWord: Hashable, Sendable {
  package var text: String
  package var box: Box
  /// How sure its letters are, 0...1000; 1000 where they are no reading of a picture.
  package var confidence: Int

  package init(text: String, box: Box, confidence: Int = 1000) {
    self.text = text
    self.box = box
    self.confidence = confidence
  }
}

/// One page: upright words in any order.
package struct PaperPage: Hashable, Sendable {
  /// From 1.
  package var number: Int
  package var width: Double
  package var height: Double
  package var words: [PaperWord]
  /// Where the page lies in the file's own units (pixels of a picture): sources are told in the file's.
  package var placement = Placement()
  /// Its letters were read from a picture.
  package var isRecognized = false

  package init(number: Int, width: Double, height: Double, words: [PaperWord]) {
    self.number = number
    self.width = width
    self.height = height
    self.words = words
  }

  /// A page of a picture, measured in pixels: brought to points, in which the distances of print are known.
  ///
  /// The median word is taken to be as high as ordinary print: what a picture says of its resolution is often wrong.
  /// `placement` says where the picture's pixels lie in the file.
  package init(
    number: Int,
    pixels: (width: Double, height: Double),
    words: [PaperWord],
    placement: Placement = Placement()
  ) {
    let heights = words.map(\.box.height).filter { $0 > 0 }.sorted()
    let usual = heights.isEmpty ? Self.usualHeight : heights[heights.count / 2]
    let unit = min(100, max(0.05, usual / Self.usualHeight))
    self.init(
      number: number,
      width: pixels.width / unit,
      height: pixels.height / unit,
      words: words.map { word in
        var word = word
        word.box = word.box.scaled(1 / unit)
        return word
      }
    )
    self.placement = Placement(scale: unit).then(placement)
    isRecognized = true
  }

  /// Height in points of a word of ordinary print.
  private static let usualHeight = 9.0
}
