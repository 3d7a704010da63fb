import Documents
import Readings
import TestPapers
import Testing

@testable import Readers

/// Pages with marks on them, as PNG files.
@Suite struct PageDrawerTests {
  private typealias Mark = DrawInstructions.Mark

  /// A mark in the middle of the left half of an A4 page.
  private let mark = Mark(box: [100, 300, 200, 400], label: "totals.gross", certainty: .doubtful)

  private func draw(
    _ bytes: [UInt8],
    _ pages: [DrawInstructions.Page]
  ) -> (pages: [Int: [UInt8]], problems: [Problem], summary: ReadingSummary) {
    var drawn: [Int: [UInt8]] = [:]
    var problems: [Problem] = []
    let summary = PageDrawer.draw(
      MemoryInput(bytes),
      DrawInstructions(pages: pages),
      limits: ReadLimits()
    ) { item in
      if case .enclosed(let piece) = item { drawn[piece.number, default: []] += piece.bytes }
      if case .problem(let problem) = item { problems.append(problem) }
    }
    return (drawn, problems, summary)
  }

  private func decoded(_ png: [UInt8]) throws -> Picture {
    let header = try #require(PictureHeader.read(png, maximumPages: 1))
    #expect(header.format == .png)
    return try #require(Picture.decode(png, header, header.pages[0], reduction: 1))
  }

  @Test func `a mark stands where its box says, on a page of its size`() throws {
    let answer = draw(TestPDF().bytes, [DrawInstructions.Page(number: 1, marks: [mark])])
    #expect(answer.problems == [] && answer.summary.kind == .pdf)
    let picture = try decoded(try #require(answer.pages[1]))
    // 595 by 842 points at 150 dots an inch.
    #expect(abs(picture.width - 1_240) <= 1 && abs(picture.height - 1_754) <= 1)
    // Parts of about 30 points; the tint darkens their paper, and nothing else does.
    let tones = picture.paperTones(columns: 20, rows: 28)
    func tone(_ x: Int, _ y: Int) -> UInt8 { tones[y * 28 / 842 * 20 + x * 20 / 595] }
    #expect(tone(150, 350) < 255)
    for (x, y) in [(50, 350), (250, 350), (150, 450), (400, 700)] { #expect(tone(x, y) == 255) }
  }

  @Test func `only the pages that were asked for are drawn, and what is not there is a problem`() {
    var pdf = TestPDF()
    pdf.newPage()
    let second = draw(pdf.bytes, [DrawInstructions.Page(number: 2, marks: [])])
    #expect(second.pages.keys.sorted() == [2] && second.problems == [])
    let third = draw(pdf.bytes, [DrawInstructions.Page(number: 3, marks: [])])
    #expect(third.pages.isEmpty && third.problems.map(\.place.page) == [3])
    #expect(third.summary.isRefused)
  }

  @Test func `boxes of pictures are in their own pixels; small ones are drawn larger`() throws {
    let small = TestPicture(width: 400, height: 200)
    let inner = Mark(box: [100, 50, 200, 100], label: "number", certainty: .sure)
    let answer = draw(small.png, [DrawInstructions.Page(number: 1, marks: [inner])])
    let picture = try decoded(try #require(answer.pages[1]))
    #expect(picture.width == 800 && picture.height == 400)
    let tones = picture.paperTones(columns: 8, rows: 4)
    #expect(tones[1 * 8 + 2] < 255 && tones[1 * 8 + 3] < 255)
    #expect(tones[3 * 8 + 2] == 255 && tones[1 * 8 + 6] == 255)
  }

  @Test(arguments: [
    [Double.nan, 0, 1, 1], [.infinity, 0, 1, 1], [5, 5, 1, 1], [-1e300, -1e300, 1e300, 1e300], [],
    [1e18, 1e18, 1e19, 1e19], [0, 0, 0, 0],
  ])
  func `boxes that no page has do no harm`(box: [Double]) throws {
    let odd = Mark(box: box, label: "größe\u{0}\u{1F4B6}", certainty: .likely)
    let page = DrawInstructions.Page(number: 1, marks: [odd, mark])
    #expect(draw(TestPDF().bytes, [page]).pages.count == 1)
  }

  @Test func `what has no pages is refused`() {
    for text in ["<Invoice/>", "a;b\n1;2\n", "", "%PDF-1.7\nnothing more"] {
      let answer = draw(Array(text.utf8), [DrawInstructions.Page(number: 1, marks: [])])
      #expect(answer.pages.isEmpty && answer.problems.count == 1 && answer.summary.isRefused)
    }
  }
}
