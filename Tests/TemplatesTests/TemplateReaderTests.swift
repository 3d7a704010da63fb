import Documents
import Extraction
import Readings
import Templates
import Testing
import Values

@Suite struct TemplateReaderTests {
  @Test func `a template gives its fields, the rest is found without it`() {
    let found = read(timberPaper, [timberTemplate()], locale: "de-DE")
    #expect(found.value("number") == "2026-0414")
    #expect(found.value("issueDate") == "2026-03-14")
    #expect(found.value("totals.gross") == "1190.00")
    #expect(found.value("payment.iban") == "DE02120300000000202051")
    #expect(found.value("seller.vatID") == "DE291188466")
    #expect(found.value("currency") == "EUR")
    // Without the template's help.
    #expect(found.value("totals.net") == "1000.00")
    #expect(found.value("totals.tax") == "190.00")
    #expect(found.value("totals.due") == "1190.00")
    #expect(found.document.sources["number"]?.method == .template)
    #expect(found.document.sources["totals.net"]?.method == .rule)
  }

  @Test func `each value says which template found it, in which line and how it is written there`()
  {
    let found = read(timberPaper, [timberTemplate()], locale: "de-DE")
    let source = found.document.sources["totals.gross"]
    #expect(source?.path == "birkenfeld")
    #expect(source?.line == 13)
    #expect(source?.text == "1.190,00 EUR")
    #expect(source?.confidence?.description == "0.990")
    #expect(found.document.sources["seller.vatID"]?.confidence == nil)
  }

  @Test func `a value on a page says its page and box`() {
    var instructions = ReadInstructions(target: .invoice)
    instructions.templates = [timberTemplate()]
    let pages = TextPaper.pages(timberPaper)
    let found = TemplateReader.read(TemplatePaper(pages), instructions: instructions)
    let source = found.document.sources["number"]
    #expect(found.value("number") == "2026-0414")
    #expect(source?.page == 1)
    #expect(source?.box == [78, 24, 132, 34])
    #expect(source?.line == nil)
  }

  @Test func `a value on a picture says its box in pixels`() {
    var instructions = ReadInstructions(target: .invoice)
    instructions.templates = [timberTemplate()]
    var pages = TextPaper.pages(timberPaper)
    pages[0].placement = Placement(scale: 2.5)
    let found = TemplateReader.read(TemplatePaper(pages), instructions: instructions)
    #expect(found.document.sources["number"]?.box == [195, 60, 330, 85])
  }

  @Test func `descriptions go on in lines under their row`() {
    let found = read(timberPaper, [timberTemplate()], locale: "de-DE")
    #expect(
      found.document.lines.map(\.description) == [
        "Eichenbohlen, gehobelt\nund auf Länge geschnitten", "Leim",
      ]
    )
    #expect(found.document.lines.map { $0.net?.description } == ["800.00", "200.00"])
    #expect(found.document.lines.map { $0.quantity?.description } == ["4", "2"])
    #expect(found.document.sources["lines[0]"]?.method == .template)
  }

  @Test func `it is told which template was chosen and why the others were not`() throws {
    var other = TemplateInstructions(id: "other")
    other.choose.all = ["Another firm"]
    var reminder = timberTemplate()
    reminder.id = "reminder"
    reminder.choose.none = ["Rechnungsdatum"]
    var later = timberTemplate()
    later.id = "later"
    let found = read(timberPaper, [other, reminder, timberTemplate(), later])
    let note = try #require(found.problems.first { $0.code == "template.chosen" })
    #expect(note.scope == .note)
    for words in [
      "birkenfeld reads", "other (\"Another firm\" does not stand there)",
      "reminder (\"Rechnungsdatum\" stands there)", "later (birkenfeld comes before it)",
    ] {
      #expect(note.message.contains(words), "\(words): \(note.message)")
    }
  }

  @Test func `where no template knows the paper it is read without one, and that is said`() {
    var other = TemplateInstructions(id: "other")
    other.choose.any = ["Another firm", "A third"]
    let found = read(timberPaper, [other])
    #expect(found.said.contains("template.none-fits"))
    #expect(found.value("number") == "2026-0414")
    #expect(found.document.sources["number"]?.method == .rule)
  }

  @Test func `a required field that is absent is a problem with field and template`() throws {
    let found = read("Known\nTotal 5.00", [field("number", after: "Ref no", required: true)])
    let problem = try #require(found.problems.first { $0.code == "template.missing-field" })
    #expect(problem.scope == .document)
    #expect(problem.place.field == "number")
    #expect(problem.message.contains("template t did not find number"))
    #expect(problem.message.contains("\"Ref no\""))
  }

  @Test func `an absent field that is not required is a note`() {
    let found = read("Known\nTotal 5.00", [field("number", after: "Ref no")])
    #expect(found.said.contains("template.not-found number"))
    #expect(found.problems.allSatisfy { $0.scope == .note })
  }

  @Test func `a total that the printed arithmetic contradicts is a doubt`() throws {
    var template = timberTemplate()
    template.fields = [field("totals.gross", .amount, after: "Nettobetrag")]
    let found = read(timberPaper, [template], locale: "de-DE")
    let problem = try #require(found.problems.first { $0.code == "template.differs" })
    #expect(found.value("totals.gross") == "1000.00")
    #expect(problem.scope == .document)
    #expect(problem.message.contains("1190.00"))
  }
}
