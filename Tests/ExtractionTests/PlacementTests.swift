import Extraction
import Testing

/// Where a page that was scaled and turned lies in its file.
@Suite struct PlacementTests {
  private let box = Box(x0: 10, y0: 20, x1: 30, y1: 24)

  @Test func `a page as it stands keeps its boxes`() {
    #expect(Placement().box(box) == box)
    #expect(Placement(scale: 2).box(box) == Box(x0: 20, y0: 40, x1: 60, y1: 48))
  }

  @Test func `a box that was turned is upright again, and steps follow each other`() {
    // From a picture of 100 by 50 that was turned clockwise by a quarter back to it.
    let turn = Placement(xx: 0, yx: 1, xy: -1, yy: 0, x0: 0, y0: 50)
    #expect(turn.box(box) == Box(x0: 20, y0: 20, x1: 24, y1: 40))
    let both = Placement(scale: 0.5).then(turn).then(Placement(scale: 4))
    #expect(both.box(box) == Box(x0: 40, y0: 140, x1: 48, y1: 180))
  }

  @Test func `sources are told in the file's own units`() throws {
    let words = ["Total", "EUR", "12.50"].enumerated().map { index, text in
      PaperWord(
        text: text,
        box: Box(x0: Double(index) * 100, y0: 40, x1: Double(index) * 100 + 80, y1: 58),
        confidence: 900
      )
    }
    let page = PaperPage(
      number: 3,
      pixels: (400, 100),
      words: words,
      placement: Placement(scale: 10)
    )
    // Words of 18 pixels are print of nine points: two pixels a point.
    #expect(page.width == 200 && page.words[0].box.height == 9 && page.isRecognized)
    #expect(page.placement.box(page.words[2].box) == Box(x0: 2_000, y0: 400, x1: 2_800, y1: 580))
  }
}

extension Box {
  fileprivate var height: Double { y1 - y0 }
}
