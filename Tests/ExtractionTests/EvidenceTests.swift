import Documents
import Extraction
import Testing
import Values

/// What may be read two ways is settled by evidence or said to be open.
@Suite struct EvidenceTests {
  private func page(
    _ dates: [(String, String)],
    extra: [String] = [],
    total: String = "119.00"
  ) -> TestPage {
    var page = TestPage()
    page.write("Invoice", x: 50, y: 40, size: 18)
    page.write(pairs: [("Invoice number:", "A-17")] + dates, x: 50, value: 200, y: 80)
    page.write(lines: extra, x: 50, y: 200)
    page.write(pairs: [("Total", total)], x: 300, value: 450, y: 400)
    return page
  }

  @Test(
    arguments: [
      // Another date of the paper shows the order.
      ([("Invoice date:", "03/04/2026"), ("Due date:", "03/24/2026")], [], "2026-03-04"),
      ([("Invoice date:", "03/04/2026"), ("Due date:", "24/04/2026")], [], "2026-04-03"),
      // So does the country.
      ([("Invoice date:", "03/04/2026")], ["VAT number GB 123 4567 82"], "2026-04-03"),
      ([("Invoice date:", "03/04/2026")], ["Fremont CA 94538", "United States"], "2026-03-04"),
      // Nothing to settle.
      ([("Invoice date:", "2026-04-03")], [], "2026-04-03"),
      ([("Invoice date:", "04/04/2026")], [], "2026-04-04"),
      ([("Invoice date:", "April 3, 2026")], [], "2026-04-03"),
      ([("Invoice date:", "3rd of April 2026")], [], "2026-04-03"),
      ([("Invoice date:", "03-Apr-26")], [], "2026-04-03"),
    ] as [([(String, String)], [String], String)]
  )
  func `day and month are told apart by evidence`(
    dates: [(String, String)],
    extra: [String],
    day: String
  ) {
    #expect(extract(page(dates, extra: extra)).value("issueDate") == day)
  }

  @Test func `a date that stays open is not given, and said`() {
    let found = extract(page([("Invoice date:", "03/04/2026")]))
    #expect(found.value("issueDate") == nil)
    #expect(found.codes == ["print.ambiguous-date"])
    #expect(
      found.problems.allSatisfy {
        $0.scope == .document && $0.message.contains("2026-03-04 or 2026-04-03")
          || $0.message.contains("2026-04-03 or 2026-03-04")
      }
    )
  }

  @Test(arguments: [("en-GB", "2026-04-03"), ("en-US", "2026-03-04"), ("de", "2026-04-03")])
  func `the workflow's locale settles it`(locale: String, day: String) {
    let found = extract(page([("Invoice date:", "03/04/2026")]), ExtractionHints(locale: locale))
    #expect(found.value("issueDate") == day)
    #expect(found.confidence("issueDate") < 980)
  }

  @Test func `two dates that contradict each other settle nothing`() {
    let dates = [
      ("Invoice date:", "03/04/2026"), ("Order date:", "25/02/2026"), ("Ship date:", "02/26/2026"),
    ]
    #expect(extract(page(dates)).value("issueDate") == nil)
  }

  @Test(
    arguments: [
      (["1.234,50"], "1.234,50", "1234.50"), (["99,95"], "2.000", "2000"),
      (["1,234.50"], "1,234.50", "1234.50"),
      (["12.95"], "1'234.50", "1234.50"), ([], "1 234,50", "1234.50"),
      ([], "-1.234,50", "-1234.50"),
      ([], "1.234,50-", "-1234.50"), ([], "€1,234.50", "1234.50"), ([], "1.234,50€", "1234.50"),
      ([], "(1,234.50)", "-1234.50"), ([], "EUR1.234,50", "1234.50"),
    ] as [([String], String, String?)]
  )
  func `decimals are told from thousands by the paper's own figures`(
    others: [String],
    written: String,
    value: String?
  ) {
    let found = extract(page([], extra: others.map { "Item \($0)" }, total: written))
    #expect(found.value("totals.gross") == value)
  }

  @Test func `letters that were read unsurely make their value unsure`() {
    var page = page([("Invoice date:", "2026-04-03")])
    page.write("Order no:", x: 50, y: 300)
    page.write("B-77", x: 200, y: 300, confidence: 610)
    #expect(extract(page).confidence("references.purchaseOrder") == 610)
  }
}
