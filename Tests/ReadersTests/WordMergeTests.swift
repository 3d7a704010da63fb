import Extraction
import Testing

@testable import Readers

/// Two looks at one picture.
@Suite struct WordMergeTests {
  private func word(
    _ text: String,
    _ x: Double,
    _ confidence: Int,
    y: Double = 100
  ) -> RecognizedWord {
    RecognizedWord(
      text: text,
      box: Box(x0: x, y0: y, x1: x + 80, y1: y + 30),
      confidence: confidence,
      block: 0,
      line: 0
    )
  }

  @Test func `what both read alike is surer, never certain`() {
    let merged = WordMerge.merged([word("28.40", 0, 700)], [word("28.40", 2, 640)])
    #expect(merged.map(\.text) == ["28.40"] && merged[0].confidence == 850)
    #expect(WordMerge.merged([word("A", 0, 990)], [word("A", 0, 990)])[0].confidence == 990)
    #expect(WordMerge.merged([word("A", 0, 960)], [word("A", 0, 960)])[0].confidence == 970)
  }

  @Test func `of two readings the surer one stays, in doubt when figures differ`() {
    let figures = WordMerge.merged([word("28.40", 0, 700)], [word("26.40", 2, 900)])
    #expect(figures.map(\.text) == ["26.40"] && figures[0].confidence == 600)
    let clear = WordMerge.merged([word("2B.4O", 0, 300)], [word("28.40", 2, 900)])
    #expect(clear.map(\.text) == ["28.40"] && clear[0].confidence == 900)
    let letters = WordMerge.merged([word("Tota1", 0, 500)], [word("Total", 2, 900)])
    #expect(letters.map(\.text) == ["Total"])
  }

  @Test func `words of the second look alone are added when they are sure, and never twice`() {
    let first = [word("TOTAL", 0, 900)]
    let second = [word("28.40", 200, 800), word("~", 400, 200), word("TOTAL:28.40", 40, 900)]
    #expect(WordMerge.merged(first, second).map(\.text) == ["TOTAL", "28.40"])
    #expect(WordMerge.merged([], [word("x", 0, 900, y: 5_000)]).count == 1)
    #expect(WordMerge.merged(first, []) == first)
  }
}
