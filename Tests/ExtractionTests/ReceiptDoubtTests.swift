import Documents
import Extraction
import Testing
import Values

/// What is open on a receipt, and how sure the rest is.
@Suite struct ReceiptDoubtTests {
  private func strip(_ date: String, _ more: String = "") -> TestReceipt {
    TestReceipt(
      "^CORNER SHOP\n\(date)\nMilk|2.00\nTOTAL|2.00\nCASH|5.00\nCHANGE|3.00\n^THANK YOU\n\(more)"
    )
  }

  @Test func `a day that may be read two ways is told, not taken`() {
    let found = extract(strip("03/04/2026 10:10"))
    #expect(found.value("issueDate") == nil)
    #expect(found.codes == ["print.ambiguous-date"])
    #expect(found.value("totals.gross") == "2.00")
  }

  @Test(arguments: [
    ("03/04/2026 10:10", "Prices in £", "2026-04-03"),
    ("03/04/2026", "GST 6% included", "2026-04-03"),
    ("03/04/2026", "Fremont CA 94538", "2026-03-04"),
    ("03/04/2026", "Ref 2026040300017", "2026-04-03"),
    ("03/04/2026", "Ref 2026030400017", "2026-03-04"),
    ("03/04/2026", "valid from 25/03/2026", "2026-04-03"),
    ("Date: 20260403", "", "2026-04-03"), ("Date: 25032026", "", "2026-03-25"),
    ("25/03/202611:02:10", "", "2026-03-25"), ("25/03/2026(WED)", "", "2026-03-25"),
  ])
  func `the paper itself settles the order of day and month`(
    date: String,
    more: String,
    day: String
  ) {
    #expect(extract(strip(date, more)).value("issueDate") == day)
  }

  @Test func `the workflow's locale settles what the paper leaves open`() {
    let american = extract(strip("03/04/2026"), ExtractionHints(locale: "en-US"))
    let british = extract(strip("03/04/2026"), ExtractionHints(locale: "en-GB"))
    #expect(american.value("issueDate") == "2026-03-04")
    #expect(british.value("issueDate") == "2026-04-03")
  }

  @Test func `arithmetic makes a total surer than a label alone`() {
    let proved = extract(
      TestReceipt("^SHOP\n25/03/2026\nMilk|2.00\nSUBTOTAL|2.00\nTOTAL|2.00\nCASH|5.00\nCHANGE|3.00")
    )
    let alone = extract(
      TestReceipt("^SHOP\n25/03/2026\nMilk 2 for|9.00\nTOTAL|2.00\nCashier Ann\nTHANK YOU")
    )
    #expect(proved.confidence("totals.gross") >= 990)
    #expect(alone.confidence("totals.gross") < 980)
    #expect(alone.confidence("totals.gross") > 500)
  }

  @Test func `doubtful letters make a doubtful value, and a second place that agrees helps`() {
    var once = TestReceipt("^SHOP\n25/03/2026 10:00\nMilk|9.00\nTOTAL|2.00\nCashier Ann")
    once.confidence = 700
    #expect(extract(once).confidence("totals.gross") <= 700)
    var twice = TestReceipt(
      "^SHOP\n25/03/2026 10:00\nMilk|9.00\nTOTAL|2.00\nVISA|2.00\nCashier Ann"
    )
    twice.confidence = 700
    #expect(extract(twice).confidence("totals.gross") > 850)
  }

  @Test(arguments: ["RM5. OO", "RMS.OO", "5 00", "5,00", "§.00", "5.O0"])
  func `letters that look like digits are read as such in a picture's amounts`(amount: String) {
    let found = extract(
      TestReceipt("^SHOP\n25/03/2026 10:00\nPen|RM5.00\nTOTAL|\(amount)\nCashier Ann\n^THANK YOU")
    )
    #expect(found.value("totals.gross") == "5.00")
  }

  @Test(arguments: ["O7/O7/2O26 10:10", "l7/07/2026", "07~07~2026", "07—07—2026", "B7/07/2026"])
  func `letters and marks that a picture's date was misread as are digits`(date: String) {
    let day = extract(strip(date, "GST 6% included")).value("issueDate")
    // No day is the 87th: nothing is made up.
    let wanted = date.hasPrefix("B") ? nil : date.hasPrefix("l") ? "2026-07-17" : "2026-07-07"
    #expect(day == wanted)
  }

  @Test func `an impossible day is what the paper's other prints of it have in common, in doubt`() {
    let found = extract(strip("Date: 36/03/2026 10:10", "30/83/2026 10:12\n30/03/2029 10:12"))
    #expect(found.value("issueDate") == "2026-03-30")
    #expect(found.confidence("issueDate") <= 700)
    // Two prints alone do not say which digit is wrong.
    #expect(extract(strip("36/03/2026", "30/83/2026")).value("issueDate") == nil)
  }

  @Test func `days that differ by a digit are doubtful where the letters are unsure`() {
    var paper = strip("Date: 25/03/2026 10:10", "26/03/2026 10:12")
    #expect(extract(paper).confidence("issueDate") > 900)
    paper.confidence = 850
    #expect(extract(paper).confidence("issueDate") <= 700)
  }

  @Test(arguments: ["25/03/2078", "05/15/2026"])
  func `unsure letters make no day of another time or against the country's custom`(
    date: String
  ) {
    var paper = strip(date, "GST 6% included")
    #expect(extract(paper).value("issueDate") != nil)
    paper.confidence = 850
    #expect(extract(paper).value("issueDate") == nil)
  }

  @Test func `nothing given back is no proof that nothing was paid`() {
    let found = extract(
      TestReceipt(
        "^SHOP\n25/03/2026\nSheet|87.80\nTotal Sales (Excluding GST)|87.80\nRounding|0.00\n"
          + "Total Sales (Inclusive of GST)|93.07\nCASH|93.07\nCHANGE|0.00\nSR 6|87.80 5.27\n"
          + "Total|87.80 5.27"
      )
    )
    #expect(found.value("totals.gross") == "93.07")
  }

  @Test func `an invoice with a buyer, an account and a due date is no receipt`() {
    var page = TestPage()
    page.write(lines: ["Example GmbH", "Hauptstr. 1", "10115 Berlin"], x: 50, y: 60)
    page.write(
      pairs: [
        ("Rechnungsnummer:", "7001"), ("Rechnungsdatum:", "05.03.2026"),
        ("Fällig am:", "05.04.2026"),
        ("IBAN:", "DE89 3704 0044 0532 0130 00"), ("Gesamtbetrag", "119,00"),
      ],
      x: 50,
      value: 200,
      y: 160
    )
    #expect(extract(page).document.type == .invoice)
  }

  @Test func `a folder of expenses takes a paper that may be either for a receipt`() {
    let text = "^SHOP\n25/03/2026\nMilk|2.00\nTOTAL|2.00"
    var page = TestReceipt(text)
    page.size = 12
    var hints = ExtractionHints()
    #expect(extract(page, hints).document.type == .invoice)
    hints.prefersReceipt = true
    page.rows.append("VISA|2.00")
    #expect(extract(page, hints).document.type == .receipt)
  }
}
