import Readings
import Rules
import Testing
import Values

@testable import Workflows

@Suite struct ForeignTemplatesTests {
  private func load(_ files: [String: String], folder: String = "t") throws -> LoadResult {
    let text = """
      { "format": 1, "workflow": "w", "document": "invoice", "watch": "inbox/w",
        "read": { "templates": "\(folder)" } }
      """
    var source = DefinitionSource(
      fileName: "w.json",
      bytes: Array(text.utf8),
      contentHash: try #require(someHash)
    )
    source.templateFiles = files.map {
      TemplateFile(folder: "t", path: $0.key, bytes: Array($0.value.utf8))
    }
    return WorkflowLoader.load([source])
  }

  private func template(_ text: String) throws -> ForeignTemplate {
    let result = try load(["a.yml": text])
    #expect(result.diagnostics.isEmpty, "\(Diagnostic.render(result.diagnostics))")
    return try #require(result.workflows?.workflows.first?.read.foreignTemplates.first)
  }

  private func said(_ text: String) throws -> [String] {
    try load(["a.yml": text]).diagnostics.map { "\($0.file):\($0.line) \($0.code.rawValue)" }
  }

  @Test func `fields in the short form get their type from their name`() throws {
    let template = try template(
      """
      issuer: Birch Ltd
      keywords: Birch
      fields:
        amount: Total (\\d+)
        date: [Day (\\S+), On (\\S+)]
        due_date: Due (\\S+)
        sum_amount_tax: [A (\\d), B (\\d)]
        invoice_number: No (\\S{,9})
        static_vat: 0123
        static_siren: 530848134
      """
    )
    #expect(template.issuer == "Birch Ltd")
    #expect(template.keywords == ["Birch"])
    let types = Dictionary(uniqueKeysWithValues: template.fields.map { ($0.name, $0.type) })
    #expect(types["amount"] == .decimal && types["date"] == .day && types["due_date"] == .day)
    #expect(types["amount_tax"] == .decimal && types["invoice_number"] == .text)
    #expect(template.fields.first { $0.name == "amount_tax" }?.grouping == .sum)
    #expect(
      template.fields.first { $0.name == "invoice_number" }?.way == .patterns(["No (\\S{0,9})"])
    )
    #expect(template.fields.first { $0.name == "vat" }?.way == .constant("0123", .text))
    #expect(template.fields.first { $0.name == "siren" }?.way == .constant("530848134", .decimal))
    #expect(template.requiredFields == ["date", "amount", "invoice_number", "issuer"])
  }

  @Test func `the long form, rows, tables and options are obeyed`() throws {
    let template = try template(
      """
      keywords: [Birch, "Ltd"]
      exclude_keywords: Reminder
      priority: 7
      required_fields: [date]
      fields:
        amount: {parser: regex, regex: 'T (\\d)', type: float, group: last, area: {f: 1, l: 2, x: 3, y: 4, r: 100, W: 5, H: 6}}
        country: {parser: static, value: NL}
        rows:
          parser: lines
          rules:
            - {start: A, end: B, line: '(?P<x>.+)', types: {x: int}}
            - {start: C, end: D, first_line: ['(?P<x>.)', y], line: z, last_line: q, skip_line: s}
      lines: {start: S, end: E, line: '(?P<name>.+)'}
      tables:
        - {start: S, end: E, body: '(?P<client>\\d+)', fields: {client: {group: sum}}, types: {client: int}}
      options:
        currency: CHF
        date_formats: ['%d.%m.%Y']
        languages: [de]
        decimal_separator: ','
        remove_whitespace: true
        remove_accents: yes
        lowercase: True
        replace: [['a(b)', '\\1']]
      """
    )
    #expect(template.issuer == "Birch" && template.priority == 7)
    #expect(template.excludedKeywords == ["Reminder"] && template.requiredFields == ["date"])
    let amount = template.fields[0]
    #expect(amount.type == .decimal && amount.grouping == .last && amount.area?.dotsPerInch == 100)
    guard case .blocks(let blocks) = template.fields[2].way else {
      Issue.record("no rows: \(template.fields[2].way)")
      return
    }
    #expect(
      blocks.count == 2 && blocks[0].types == ["x": .integer] && blocks[1].firstLine.count == 2
    )
    #expect(blocks[1].lastLine == ["q"] && blocks[1].skipLine == ["s"])
    #expect(template.lines.count == 1)
    #expect(template.tables.first?.groupings == ["client": .sum])
    #expect(template.tables.first?.groups == ["client"])
    let options = template.options
    #expect(options.removesWhitespace && options.removesAccents && options.isLowercase)
    #expect(options.currency == "CHF" && options.decimalSeparator == ",")
    #expect(options.dateFormats == ["%d.%m.%Y"] && options.languages == ["de"])
    #expect(options.replacements.first?.text == "\\1")
  }

  @Test func `JSON is taken as well, and names of its own are known to the rules`() throws {
    let result = try load([
      "in/b.json": #"{"keywords": ["x"], "fields": {"client_id": "C (\\d+)"}}"#
    ])
    let workflow = try #require(result.workflows?.workflows.first)
    #expect(workflow.read.foreignTemplates.first?.name == "in/b.json")
    #expect(workflow.rules.ownColumns.map(\.name) == ["client_id", "issuer"])
  }

  @Test(arguments: [
    ("keywords: [a\n", "t/a.yml:2 bad-value"), ("- a\n", "t/a.yml:1 wrong-type"),
    ("", "t/a.yml:1 empty-file"), ("issuer: x\n", "t/a.yml:1 missing-key"),
    ("keywords: a\nfeilds: {}\n", "t/a.yml:2 unknown-key"),
    ("keywords: 'a('\n", "t/a.yml:1 bad-pattern"),
    ("keywords: a\nfields:\n  amount: '(a)(b)'\n", "t/a.yml:3 bad-pattern"),
    ("keywords: a\nfields:\n  amount: '(a'\n", "t/a.yml:3 bad-pattern"),
    ("keywords: a\nfields:\n  amount: {parser: regx, regex: a}\n", "t/a.yml:3 bad-value"),
    ("keywords: a\nfields:\n  amount: {parser: regex}\n", "t/a.yml:3 missing-key"),
    ("keywords: a\nfields:\n  x: {parser: regex, regex: a, type: flaot}\n", "t/a.yml:3 bad-value"),
    ("keywords: a\nfields:\n  x: {parser: regex, regex: a, group: frist}\n", "t/a.yml:3 bad-value"),
    ("keywords: a\nlines: {start: a, line: b}\n", "t/a.yml:2 missing-key"),
    ("keywords: a\ntables:\n - {start: a, end: b}\n", "t/a.yml:3 missing-key"),
    ("keywords: a\noptions: {replace: [[a]]}\n", "t/a.yml:2 bad-value"),
  ]) func `what is wrong with a file is a warning at its place`(
    _ text: String,
    _ said: String
  ) throws {
    #expect(try self.said(text) == [said])
    #expect(try load(["a.yml": text]).workflows != nil)
  }

  @Test func `a bad file does not stop the others`() throws {
    let result = try load(["a.yml": "keywords: [", "b.yml": "keywords: b\n"])
    #expect(result.workflows?.workflows.first?.read.foreignTemplates.map(\.name) == ["b.yml"])
  }

  @Test func `a folder without templates is an error of the definition`() throws {
    let result = try load(["a.yml": "keywords: a\n"], folder: "elsewhere")
    #expect(brief(result) == ["2 bad-path"])
  }

  @Test func `the folders of a definition are known before it is loaded`() throws {
    let text = #"{ "read": { "templates": ["a/b/", { "id": "x" }, "c", "../d", "c"] } }"#
    let source = DefinitionSource(
      fileName: "w.json",
      bytes: Array(text.utf8),
      contentHash: try #require(someHash)
    )
    #expect(source.templateFolders == ["a/b", "c"])
  }

  @Test func `a file that is cut off anywhere, or full of aliases, never stops the loading`() throws
  {
    let text =
      "keywords: [a]\nfields:\n  amount: {parser: regex, regex: 'T (\\d)'}\noptions: {currency: EUR}\n"
    for count in 0..<text.utf8.count {
      let result = try load(["a.yml": String(text.prefix(count))])
      #expect(result.errors.isEmpty)
    }
    var bomb = "a0: &a0 [x, x, x, x, x, x, x, x]\n"
    for level in 1...20 {
      bomb +=
        "a\(level): &a\(level) [*a\(level - 1), *a\(level - 1), *a\(level - 1), *a\(level - 1)]\n"
    }
    #expect(try said(bomb).count == 1)
  }

  @Test func `more templates than a reader can be given are left out, and that is said`() throws {
    let long = String(repeating: "x", count: 200_000)
    let files = Dictionary(
      uniqueKeysWithValues: (100..<130).map { ("\($0).yml", "keywords: a\nissuer: \(long)\n") }
    )
    let result = try load(files)
    #expect(result.workflows?.workflows.first?.read.foreignTemplates.count == 20)
    #expect(result.diagnostics.map(\.code) == [DiagnosticCode](repeating: .outOfRange, count: 10))
  }

  @Test func `a text that aliases repeat weighs as often as it stands there`() throws {
    let long = String(repeating: "x", count: 100_000)
    let uses = [String](repeating: "*k", count: 1_000).joined(separator: ", ")
    let result = try load(["a.yml": "x: &k \(long)\nkeywords: [\(uses)]\n"])
    #expect(result.diagnostics.map(\.code) == [.outOfRange])
  }
}
