import Readings
import Rules
import Testing
import Values

@testable import Workflows

@Suite struct TemplateKeysTests {
  private func definition(_ templates: String, document: String = "invoice") -> String {
    """
    { "format": 1, "workflow": "w", "document": "\(document)", "watch": "inbox/w", "read": { "templates": [
    \(templates)
    ] } }
    """
  }

  private func template(_ fields: String, more: String = "") -> String {
    definition(#"{ "id": "t", "choose": { "all": "Known" }, "fields": { \#(fields) }\#(more) }"#)
  }

  private func codes(_ text: String) throws -> [String] {
    brief(try load(["w.json": text]), warnings: true)
  }

  @Test func `the example of WORKFLOW gives its instructions`() throws {
    let workflow = try plan(Definitions.invoices)
    let template = try #require(workflow.read.templates.first)
    #expect(template.id == "kessel-timber")
    #expect(template.choose.all == ["Kessel Holzhandel", "DE811907980"])
    #expect(template.choose.none == ["MAHNUNG"])
    #expect(
      template.fields.map(\.field) == ["number", "issueDate", "totals.gross", "seller.vatID"]
    )
    #expect(template.fields.map(\.type) == [.text, .day, .amount, .text])
    #expect(template.fields[2].pick == .last)
    #expect(template.lines?.to == "Nettobetrag")
  }

  @Test func `every key is obeyed`() throws {
    let workflow = try plan(
      definition(
        #"""
        { "id": "a", "choose": { "all": ["A"], "any": ["B", "C"], "none": "D" },
          "fields": {
            "number": "No.",
            "totals.gross": { "after": ["Sum", "Total"], "match": "x(.*)", "pick": "first", "currency": "CHF",
                              "negate": true, "required": true, "area": { "page": -1, "box": [0, 1, 200, 300] } },
            "dueDate": { "regex": "due (.+)", "format": "d.M.yy" },
            "distance": { "regex": "([0-9]+) km", "type": "number" } },
          "lines": { "from": "F", "to": "T", "row": "(?<net>.+)", "skip": ["S"], "required": true } }
        """#
      )
    )
    let template = try #require(workflow.read.templates.first)
    #expect(template.choose.any == ["B", "C"])
    let total = template.fields[1]
    #expect(total.after == ["Sum", "Total"])
    #expect(total.match == "x(.*)" && total.pick == .first && total.negate && total.isRequired)
    #expect(total.currency?.code == "CHF")
    #expect(total.area == TemplateArea(page: -1, box: [0, 1, 200, 300]))
    #expect(template.fields[0].after == ["No."])
    #expect(template.fields[2].regex == "due (.+)" && template.fields[2].format == "d.M.yy")
    #expect(template.fields[3].type == .number)
    #expect(template.lines?.skip == ["S"])
    #expect(template.lines?.isRequired == true)
    // A name of its own is known to the rules.
    #expect(workflow.rules.ownColumns.map(\.name) == ["distance"])
  }

  @Test(arguments: [
    (#""number": { "afer": "No." }"#, "2 unknown-key"),
    (#""numbr": "No.""#, "2 looks-like-field"),
    (#""seller.vatId": "No.""#, "2 unknown-field"),
    (#""seller": "No.""#, "2 unknown-field"),
    (#""number": {}"#, "2 bad-combination"),
    (#""number": { "after": "a", "constant": "b" }"#, "2 bad-combination"),
    (#""number": { "constant": "b", "pick": "last" }"#, "2 bad-combination"),
    (#""number": { "regex": "a", "match": "b" }"#, "2 bad-combination"),
    (#""number": { "regex": "a(b" }"#, "2 bad-pattern"),
    (#""number": { "after": "a", "pick": "lst" }"#, "2 bad-value"),
    (#""number": { "after": "a", "format": "dd.MM.yyyy" }"#, "2 bad-combination"),
    (#""number": { "after": "a", "currency": "EUR" }"#, "2 bad-combination"),
    (#""number": { "after": "a", "negate": true }"#, "2 bad-combination"),
    (#""number": { "after": "a", "type": "amount" }"#, "2 bad-combination"),
    (#""issueDate": { "after": "a", "format": "dd.mm.yyyy" }"#, "2 bad-value"),
    (#""issueDate": { "constant": "14.03.2026" }"#, "2 bad-combination"),
    (#""totals.gross": { "after": "a", "currency": "EURO" }"#, "2 bad-value"),
    (#""number": { "area": { "page": 1 } }"#, "2 missing-key"),
    (#""number": { "area": { "box": [0, 0, 0, 9] } }"#, "2 bad-value"),
    (#""number": { "area": { "page": 0, "box": [0, 0, 9, 9] } }"#, "2 out-of-range"),
  ]) func `each mistake in a field is found`(_ fields: String, _ expected: String) throws {
    let text = template(fields)
    let shown = try check(text)
    #expect(try codes(text) == [expected], "\(shown)")
  }

  @Test(arguments: [
    (#""from": "F", "row": "no group""#, "2 bad-pattern"),
    (#""from": "F", "row": "(?<descripton>.+)""#, "2 unknown-field"),
    (#""from": "F", "row": "(?<net>.+) (.+)""#, "2 bad-pattern"),
    (#""row": "(?<net>.+)""#, "2 missing-key"),
    (#""from": "F""#, "2 missing-key"),
    (#""from": "F(", "row": "(?<net>.+)""#, "2 bad-pattern"),
    (#""from": "F", "row": "(?<net>.+)", "skipp": "x""#, "2 unknown-key"),
  ]) func `each mistake in the items is found`(_ lines: String, _ expected: String) throws {
    let text = template(#""number": "No.""#, more: #", "lines": { \#(lines) }"#)
    let shown = try check(text)
    #expect(try codes(text) == [expected], "\(shown)")
  }

  @Test func `a misspelt group is shown at its place, with what was meant`() throws {
    let text = template(
      #""number": "No.""#,
      more: #", "lines": { "from": "F", "row": "^(?<id>\\d+) (?<descripton>.+)" }"#
    )
    let diagnostic = try #require(try load(["w.json": text]).diagnostics.first)
    #expect(diagnostic.suggestion == "description")
    let line = text.split(separator: "\n", omittingEmptySubsequences: false)[diagnostic.line - 1]
    #expect(line.dropFirst(diagnostic.column - 1).hasPrefix("descripton"))
  }

  @Test(arguments: [
    (#"{ "choose": { "all": "A" }, "fields": { "number": "N" } }"#, "2 missing-key"),
    (#"{ "id": "A b", "choose": { "all": "A" }, "fields": { "number": "N" } }"#, "2 bad-value"),
    (#"{ "id": "a", "fields": { "number": "N" } }"#, "2 missing-key"),
    (#"{ "id": "a", "choose": { "all": "A" } }"#, "2 missing-key"),
    (#"{ "id": "a", "choose": { "none": "A" }, "fields": { "number": "N" } }"#, "2 missing-key"),
    (
      #"{ "id": "a", "choose": { "all": "A", "none": "A" }, "fields": { "number": "N" } }"#,
      "2 bad-combination"
    ),
    (
      #"{ "id": "a", "chose": { "all": "A" }, "fields": { "number": "N" } }"#, "2 unknown-key"
    ),
  ]) func `each mistake in a template is found`(_ text: String, _ expected: String) throws {
    let shown = try check(definition(text))
    #expect(try codes(definition(text)) == [expected], "\(shown)")
  }

  @Test(arguments: [
    (#""all": "A""#, #""all": ["B", "A"]"#, true),
    (#""all": "Kessel""#, #""all": "Kessel Holz handel""#, true),
    (#""any": ["A", "B"]"#, #""all": "B""#, true),
    (#""any": ["A", "B"]"#, #""any": "B""#, true),
    (#""all": "A", "none": "X""#, #""all": "A", "none": "X""#, true),
    (#""all": "A", "none": "X""#, #""all": "A""#, false),
    (#""all": ["A", "B"]"#, #""all": "A""#, false),
    (#""any": ["A", "B"]"#, #""any": ["B", "C"]"#, false),
    (#""all": "A""#, #""all": "B""#, false),
  ]) func `a template behind one that takes all of its papers is an error`(
    _ first: String,
    _ second: String,
    _ isBlocked: Bool
  ) throws {
    let text = definition(
      """
      { "id": "a", "choose": { \(first) }, "fields": { "number": "N" } },
      { "id": "b", "choose": { \(second) }, "fields": { "number": "N" } }
      """
    )
    #expect(try codes(text) == (isBlocked ? ["3 unreachable-rule"] : []))
  }

  @Test func `two templates have not the same id`() throws {
    let one = #"{ "id": "a", "choose": { "all": "X" }, "fields": { "number": "N" } }"#
    let two = #"{ "id": "a", "choose": { "all": "Y" }, "fields": { "number": "N" } }"#
    #expect(try codes(definition("\(one),\n\(two)")) == ["3 duplicate-entry"])
  }

  @Test func `a ledger has no templates`() throws {
    let one = #"{ "id": "a", "choose": { "all": "X" }, "fields": { "number": "N" } }"#
    #expect(try codes(definition(one, document: "ledger")) == ["1 not-for-this-document"])
  }

  @Test func `all mistakes come in one run`() throws {
    let text = template(#""number": { "regex": "(" }, "totals.grss": "T", "dueDate": {}"#)
    #expect(
      try codes(text).sorted() == ["2 bad-combination", "2 bad-pattern", "2 unknown-field"]
    )
  }
}
