import Documents
import Extraction
import Testing
import Values

/// Pages that nobody would print.
@Suite struct HostilePageTests {
  @Test func `nothing gives nothing`() {
    for pages in [[], [TestPage()]] {
      let found = extract(pages)
      #expect(!found.isInvoice && found.document.sources.isEmpty)
    }
  }

  @Test(arguments: [
    "Invoice number:", "Total 1.00", "1.00", "DE136695976", "03/04/2026", "IBAN DE89",
    "GmbH 28195 Bremen", "Total",
    "Bill to:", "19% 100.00 19.00",
  ])
  func `twenty thousand times the same ends`(text: String) {
    var pages: [TestPage] = []
    for number in 1...4 {
      var page = TestPage()
      page.number = number
      for index in 0..<5_000 {
        page.write(text, x: Double(index % 40) * 14, y: Double(index / 40) * 6, size: 5)
      }
      pages.append(page)
    }
    #expect(extract(pages).problems.count < 10)
  }

  @Test func `a paper that is too long is read at its ends, and that is said`() {
    var pages: [TestPage] = []
    for number in 1...80 {
      var page = TestPage()
      page.number = number
      for line in 0..<50 {
        page.write(
          "ten words that say nothing at all about any thing",
          x: 50,
          y: 40 + Double(line) * 12
        )
      }
      if number == 80 { page.write("Grand total 99.00 EUR", x: 50, y: 700) }
      pages.append(page)
    }
    let found = extract(pages)
    #expect(found.codes == ["print.too-long"])
    #expect(found.value("totals.gross") == "99.00")
    #expect(found.document.sources["totals.gross"]?.page == 80)
  }

  @Test(arguments: [Double.infinity, -Double.infinity, 1e300, -1e300, 0] as [Double])
  func `boxes of any size are survived`(size: Double) {
    let words = ["Total", "119.00", "EUR", "DE136695976"].map {
      PaperWord(text: $0, box: Box(x0: 0, y0: 0, x1: size, y1: size))
    }
    let page = PaperPage(number: 1, width: size, height: size, words: words)
    #expect(Extractor.read([page]).problems.isEmpty)
  }
}
