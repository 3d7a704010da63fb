import Documents
import Extraction
import Readings
import Templates
import Testing
import Values

/// Templates of invoice2data on papers of our own.
@Suite struct ForeignReaderTests {
  private let paper = """
    Birch Ltd                              VAT GB123456789
    Invoice B-77        Date: 3 March 2026
    Ref A1   Ref A2

    Item                      Qty      Price
    Oak boards                  2      20.00
      planed
    Glue                        1       5.50
    End of items
    Tax 10%  1.00
    Tax 20%  3.10
    Client   Period from      to
    C-9      01/02/2026       28/02/2026
    Total £25.50
    """

  private func template(_ change: (inout ForeignTemplate) -> Void = { _ in }) -> ForeignTemplate {
    var template = ForeignTemplate(name: "birch.yml", issuer: "Birch Ltd")
    template.keywords = ["Birch Ltd", "Invoice"]
    template.options.currency = "GBP"
    template.options.languages = ["en"]
    template.fields = [
      field("amount", "Total £(\\d+\\.\\d\\d)", .decimal), field("date", "Date: (.+)", .day),
      field("invoice_number", "Invoice (\\S+)"),
    ]
    change(&template)
    return template
  }

  private func field(
    _ name: String,
    _ pattern: String,
    _ type: ForeignTemplate.ValueType = .text,
    _ grouping: ForeignTemplate.Grouping? = nil
  ) -> ForeignTemplate.Field {
    var field = ForeignTemplate.Field(name: name, way: .patterns([pattern]))
    field.type = type
    field.grouping = grouping
    return field
  }

  private func instructions(_ templates: [ForeignTemplate]) -> ReadInstructions {
    var instructions = ReadInstructions(target: .invoice)
    instructions.foreignTemplates = templates
    return instructions
  }

  private func values(_ template: ForeignTemplate, _ text: String? = nil) -> ForeignReading? {
    TemplateReader.foreignValues(
      TemplatePaper(text: text ?? paper),
      instructions: instructions([template])
    )
  }

  private func read(_ templates: [ForeignTemplate], _ text: String? = nil) -> Extracted {
    TemplateReader.read(
      TemplatePaper(text: text ?? paper),
      instructions: instructions(templates)
    )
  }

  @Test func `its fields become the document's, with their places`() {
    let found = read([template()])
    #expect(found.value("totals.gross") == "25.50")
    #expect(found.value("issueDate") == "2026-03-03")
    #expect(found.value("number") == "B-77")
    #expect(found.value("currency") == "GBP")
    #expect(found.value("seller.name") == "Birch Ltd")
    let source = found.document.sources["totals.gross"]
    #expect(source?.method == .template && source?.path == "birch.yml" && source?.line == 14)
    #expect(found.said.contains("template.chosen"))
  }

  @Test
  func `without a currency in the template it is the one that is printed, and none is assumed`() {
    let silent = template { $0.options.currency = nil }
    #expect(read([silent]).value("currency") == "GBP")
    #expect(values(silent)?.value("currency")?.text == "GBP")
    let bare = paper.replacing("£", with: "")
    #expect(read([silent], bare).value("currency") == nil)
    #expect(values(silent, bare)?.value("currency") == nil)
  }

  @Test func `what several hits become is the template's to say`() {
    for (grouping, value) in [
      (ForeignTemplate.Grouping.sum, "4.10"), (.first, "1.00"), (.last, "3.10"), (.min, "1.00"),
      (.max, "3.10"), (.join, "1.00 3.10"),
    ] {
      let reading = values(
        template { $0.fields.append(field("tax", "Tax \\d+%  (\\S+)", .decimal, grouping)) }
      )
      #expect(reading?.value("tax")?.text == value)
    }
    let several = values(template { $0.fields.append(field("refs", "Ref (\\S+)")) })
    #expect(several?.value("refs") == .list([.text("A1"), .text("A2")]))
  }

  @Test func `several values where the document has room for one are a doubt`() {
    let found = read([template { $0.fields.append(field("vat", "Ref (\\S+)")) }])
    #expect(found.value("seller.vatID") == "A1")
    #expect(found.said.contains("template.several-values vat"))
  }

  @Test func `rows begin with a first line and go on`() {
    var block = ForeignTemplate.Block(
      start: "Item +Qty",
      end: "End of items",
      line: ["^  (?P<name>\\w+)"]
    )
    block.firstLine = ["^(?P<name>\\w+( \\w+)?) +(?P<qty>\\d+) +(?P<price_unit>\\S+)$"]
    block.types = ["qty": .integer, "price_unit": .decimal]
    let found = read([template { $0.lines = [block] }])
    #expect(found.document.lines.map(\.description) == ["Oak boards\nplaned", "Glue"])
    #expect(found.document.lines.map { $0.unitPrice?.description } == ["20.00", "5.50"])
    #expect(found.document.lines.map { $0.quantity?.description } == ["2", "1"])
  }

  @Test func `tables give fields that are not known yet`() {
    let table = ForeignTemplate.Table(
      start: "Client +Period",
      end: "Total",
      body: "(?P<client>\\S+) +(?P<date_start>\\S+) +(?P<date_end>\\S+)"
    )
    let found = read([template { $0.tables = [table] }])
    #expect(found.document.extra["client"] == "C-9")
    #expect(found.value("period.end") == "2026-02-28")
  }

  @Test func `options change the text before it is searched`() {
    let reading = values(
      template {
        $0.options.removesWhitespace = true
        $0.options.replacements = [
          ForeignTemplate.Replacement(pattern: "B-(?P<n>\\d+)", text: "C-\\g<n>\\\\")
        ]
        $0.fields = [field("number", "Invoice(C-\\d+\\\\)"), field("ref", "Ref(A1Ref)")]
      }
    )
    #expect(reading?.value("number")?.text == "C-77\\")
    #expect(reading?.value("ref")?.text == "A1Ref")
    let plain = values(
      template {
        $0.options.removesAccents = true
        $0.options.isLowercase = true
        $0.fields = [field("word", "(muller) gmbh")]
      },
      paper + "\nMüller GmbH"
    )
    #expect(plain?.value("word")?.text == "muller")
  }

  @Test func `the highest priority reads, excluded words keep a template away`() {
    let low = template { $0.priority = 3 }
    let high = template {
      $0.name = "high.yml"
      $0.priority = 8
    }
    let excluded = template {
      $0.name = "excluded.yml"
      $0.priority = 9
      $0.excludedKeywords = ["Total"]
    }
    let found = read([low, high, excluded])
    #expect(found.document.sources["number"]?.path == "high.yml")
    #expect(read([excluded]).said.contains("template.none-fits"))
  }

  @Test func `the workflow's own templates come before`() {
    var own = TemplateInstructions(id: "own")
    own.choose.all = ["Birch"]
    own.fields = [
      { () -> TemplateField in
        var field = TemplateField(field: "number", type: .text)
        field.after = ["Invoice"]
        return field
      }()
    ]
    var instructions = instructions([template()])
    instructions.templates = [own]
    let found = TemplateReader.read(TemplatePaper(text: paper), instructions: instructions)
    #expect(found.document.sources["number"]?.path == "own")
  }

  @Test func `required fields that are absent, and values of no type, are problems`() {
    let found = read([
      template {
        $0.requiredFields = ["amount", "client"]
        $0.fields.append(field("date_due", "Ref (\\S+)", .day))
        $0.fields.append(field("amount_tax", "VAT (\\S+)", .decimal))
      }
    ])
    #expect(found.said.contains("template.missing-field client"))
    #expect(found.said.contains("template.unreadable date_due"))
    #expect(found.said.contains("template.unreadable amount_tax"))
  }

  @Test func `a day that may be two is no guess without a language`() {
    // Nothing here tells the country.
    let text = "Birch Ltd Invoice\nDate: 03/04/2026\nTotal 5.00"
    let without = read([template { $0.options.languages = [] }], text)
    #expect(without.said.contains("template.ambiguous date"))
    #expect(read([template()], text).value("issueDate") == "2026-03-04")
    let dutch = read([template { $0.options.languages = ["nl"] }], text)
    #expect(dutch.value("issueDate") == "2026-04-03")
    let format = template { $0.options.dateFormats = ["%d/%m/%Y"] }
    #expect(read([format], text).value("issueDate") == "2026-04-03")
  }

  @Test func `patterns that take too long end as a problem`() {
    let text = paper + "\n" + String(repeating: "a", count: 5_000) + "!"
    let found = read([template { $0.fields.append(field("x", "(?:a+)+$")) }], text)
    #expect(found.said.contains { $0.hasPrefix("template.too-expensive") })
  }
}
