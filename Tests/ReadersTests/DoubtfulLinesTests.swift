import Extraction
import Testing

@testable import Readers

/// Which lines of a page are looked at again.
@Suite struct DoubtfulLinesTests {
  /// Rows of words, 40 pixels apart, each word 80 wide.
  private func words(_ rows: [String], confidence: Int = 900) -> [RecognizedWord] {
    rows.enumerated().flatMap { line, row in
      row.split(separator: " ").enumerated().map { index, text in
        let (x, y) = (40 + 100 * Double(index), 40 * Double(line))
        return RecognizedWord(
          text: String(text),
          box: Box(x0: x, y0: y, x1: x + 80, y1: y + 30),
          confidence: confidence,
          block: 0,
          line: line
        )
      }
    }
  }

  private let strip = [
    "CORNER SHOP", "Date: 14/03/2026 16:05", "Milk 2.00", "Bread 3.10", "TOTAL 5.10", "CASH 10.00",
  ]

  @Test func `a value that was read unsurely is checked where it is printed, and nowhere else`() {
    let lines = DoubtfulLines(words(strip))
    #expect(lines.lines(day: .check, amount: nil).map(\.number) == [1])
    #expect(lines.lines(day: nil, amount: .check).map(\.number) == [4, 5])
    #expect(lines.lines(day: .check, amount: .check).map(\.number) == [1, 4, 5])
    #expect(lines.lines(day: nil, amount: nil).isEmpty)
  }

  @Test func `a day that was not read is looked for beside its word, misread too, up to the edge`()
  {
    let lines = DoubtfulLines(words(["CORNER SHOP IN LEEDS", "Nate: O4-", "Milk 2.00"]))
    let found = lines.lines(day: .find, amount: nil)
    #expect(found.map(\.number) == [1])
    #expect(found.first?.isOpen == true && found.first?.box.x1 == 420)
    // Nothing speaks of a day.
    #expect(DoubtfulLines(words(["CORNER SHOP"])).lines(day: .find, amount: nil).isEmpty)
  }

  @Test(arguments: [
    ("Date", true), ("INVDATE:", true), ("Nate", true), ("ate", true), ("Dahl", false),
    ("at", false),
    ("Datum", true), ("Candidate", true), ("Cashier", false),
  ])
  func `a word is known with one letter wrong or lost`(text: String, isNamed: Bool) {
    #expect(DoubtfulLines.isNamed(text, ["DATE", "DATUM"]) == isNamed)
  }

  @Test func `the work is bounded, however many lines may hold the value`() {
    let many = DoubtfulLines(words(Array(repeating: "TOTAL 14/03/2026 5.10", count: 300)))
    #expect(many.lines(day: .check, amount: nil).count == 4)
    #expect(many.lines(day: .find, amount: .find).count <= 12)
    var rows: [RecognizedWord] = []
    for (index, word) in words(Array(repeating: "word", count: 100)).enumerated() {
      var word = word
      word.box.y0 += 80 * Double(index)
      word.box.y1 += 80 * Double(index)
      rows.append(word)
    }
    #expect(DoubtfulLines(rows).gaps.count == 6)
    #expect(DoubtfulLines([]).gaps.isEmpty)
  }

  @Test func `a strip in which a line was passed over is a gap, the space between lines is none`() {
    var rows = words(strip)
    #expect(DoubtfulLines(rows).gaps.isEmpty)
    rows.removeAll { $0.line == 3 }
    let gaps = DoubtfulLines(rows).gaps
    #expect(gaps.map(\.y0) == [110] && gaps.map(\.y1) == [160])
  }
}
