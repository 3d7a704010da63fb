import Documents
import Extraction
import Readings
import Templates
import Testing
import Values

@Suite struct TemplateFieldTests {
  @Test(arguments: [
    ("Known\nInvoice no: R-7", "R-7"),
    ("Known\nINVOICE   NO.  R-7", "R-7"),
    ("Known\nInvoice no   Birch Ltd\nfor 2 pieces", "Birch Ltd"),
    ("Known\nInvoice no        R-7     Date 5", "R-7"),
    ("Known\nInvoice no\n  R-7", "R-7"),
    ("Known\n   Invoice no      Customer\n\n   R-7             77", "R-7"),
    ("Known\nOther Invoice number 5\nInvoice no = A 1", "A 1"),
    ("Known\nMyInvoice no 5", nil),
    ("Known\nInvoice no", nil),
  ]) func `a label gives what stands behind it, else under it`(_ text: String, _ value: String?) {
    let found = read(text, [field("reference", after: "Invoice no")])
    #expect(found.document.extra["reference"] == value, "\(found.said)")
  }

  @Test(arguments: [
    ("Total (incl. 19 %)   1.190,00 EUR", "de-DE", "1190.00"),
    ("Total 1,190.00", "en-US", "1190.00"),
    ("Total -5,00", "de-DE", "-5.00"),
    ("Total 5,00-", "de-DE", "-5.00"),
    ("Total 1'190.50 CHF", "de-CH", "1190.50"),
    ("Total\n   12.00", "en-GB", "12.00"),
  ]) func `amounts are read as the paper or the locale writes them`(
    _ text: String,
    _ locale: String,
    _ value: String
  ) {
    let found = read("Known\n" + text, [field("sum", .amount, after: "Total")], locale: locale)
    #expect(found.document.extra["sum"] == value)
  }

  @Test func `an amount that may be read two ways is a doubt, not a guess`() {
    let found = read("Known\nTotal 1.234", [field("totals.gross", .amount, after: "Total")])
    #expect(found.said.contains("template.ambiguous totals.gross"))
    #expect(found.problems.contains { $0.scope == .document })
  }

  @Test(arguments: [
    ("dd.MM.yyyy", "14.03.2026"), ("d.M.yy", "14.3.26"), ("yyyy-MM-dd", "2026-03-14"),
    ("d. MMMM yyyy", "14. März 2026"), ("MM/dd/yyyy", "03/14/2026"), ("d MMM yyyy", "14 mars 2026"),
    ("yyyyMMdd", "20260314"), ("MMM d, yyyy", "Mar 14, 2026"),
  ]) func `days are read in the format that the template says`(_ format: String, _ text: String) {
    let found = read(
      "Known\nDay: \(text)",
      [field("issueDate", .day, after: "Day", format: format)]
    )
    #expect(found.value("issueDate") == "2026-03-14")
  }

  @Test func `a day that is none is said with its text`() throws {
    let found = read(
      "Known\nDay: 31.02.2026",
      [field("issueDate", .day, after: "Day", format: "dd.MM.yyyy")]
    )
    let problem = try #require(found.problems.first { $0.code == "template.unreadable" })
    #expect(problem.rawText == "31.02.2026")
    #expect(problem.message.contains("dd.MM.yyyy"))
    #expect(found.document.sources["issueDate"]?.method != .template)
  }

  @Test func `several different values without pick are a doubt that says so`() {
    let text = "Known\nTotal 5.00\nTotal 7.00"
    let doubtful = read(text, [field("sum", .amount, after: "Total")])
    #expect(doubtful.said.contains("template.several-values sum"))
    #expect(doubtful.document.sources["sum"]?.confidence?.description == "0.900")
    for (pick, value) in [(TemplateField.Pick.first, "5.00"), (.last, "7.00")] {
      let found = read(text, [field("sum", .amount, after: "Total", pick: pick)])
      #expect(found.document.extra["sum"] == value)
      #expect(!found.said.contains("template.several-values sum"))
    }
  }

  @Test func `patterns take their group, and lines have ends`() {
    let text = "Known\nOrder 5 of 2026\nOrder 6"
    for (regex, value) in [
      ("^Order (\\d+)$", "6"), ("Order (?:\\d) of (?<value>\\d+)", "2026"), ("Order 5", "Order 5"),
    ] {
      let found = read(text, [field("order", regex: regex)])
      #expect(found.document.extra["order"] == value)
    }
  }

  @Test func `match takes a part of what the label gives`() {
    var number = field("order", after: "Order")
    number.match = "no\\. ([0-9]+)"
    #expect(read("Known\nOrder from us no. 77 today", [number]).document.extra["order"] == "77")
  }

  @Test func `an area holds its own text`() {
    var part = TemplateField(field: "seller.address", type: .text)
    part.area = TemplateArea(page: 1, box: [0, 10, 200, 40])
    var template = TemplateInstructions(id: "t")
    template.choose.all = ["Known"]
    template.fields = [part]
    var instructions = ReadInstructions(target: .invoice)
    instructions.templates = [template]
    let pages = TextPaper.pages(
      "Known\nMill Lane 5                       Number 9\n1010 Wien\n\nTotal"
    )
    let found = TemplateReader.read(TemplatePaper(pages), instructions: instructions)
    #expect(found.value("seller.address") == "Mill Lane 5, 1010 Wien")
    #expect(found.document.sources["seller.address"]?.page == 1)
  }

  @Test func `the first label that gives a value wins`() {
    var total = field("sum", .amount, after: "Amount due")
    total.after = ["Amount due", "Total"]
    #expect(read("Known\nTotal 5.00", [total]).document.extra["sum"] == "5.00")
    #expect(read("Known\nTotal 5.00\nAmount due 4.00", [total]).document.extra["sum"] == "4.00")
  }

  @Test func `the currency beside the total is the paper's, a template's own stands in for it`() {
    var total = field("totals.gross", .amount, after: "Total")
    #expect(read("Known\nTotal 5.00 GBP", [total]).value("currency") == "GBP")
    total.currency = .init("CHF")
    #expect(read("Known\nTotal 5.00", [total]).value("currency") == "CHF")
  }
}
