import Checks
import Documents
import Expressions
import RuledWorkflows
import Rules
import Testing
import Values
import Workflows

@Suite struct ComputedFieldsTests {
  /// `name=value` for each computed field (`-`: absent), then `code: message` of each finding.
  private func computed(
    _ set: String,
    use: String = #""limits": { "table": "limits", "key": "category" }"#,
    rows: [ComputedFields.Row] = [],
    change: (inout Document) -> Void = { _ in }
  ) throws -> [String] {
    let workflow = try Ruled.workflow(
      #""use": { \#(use) }, "set": { \#(set) }"#
    )
    var values = Ruled.values(workflow, Fixtures.invoice(change))
    var asked: [String] = []
    let findings = try ComputedFields.compute(&values, workflow) { use, key in
      asked.append("\(use.table).\(key.column)")
      return key.rows(among: rows) { $0.values[key.column] }
    }
    let fields = workflow.rules.set.map { field in
      "\(field.name)=\(values.computed(field.name).map(Self.text) ?? "-")"
    }
    return asked + fields + findings.map { "\($0.code) \($0.severity): \($0.message) \($0.fields)" }
  }

  private static func text(_ value: ExpressionValue) -> String {
    guard case .object = value else { return value.displayText }
    return "a row"
  }

  @Test func `the first case that is true gives the value, and later fields see it`() throws {
    let set = #"""
      "category": { "firstOf": [
        { "when": "document.seller.name.matches('(?i)hotel')", "value": "'lodging'" },
        { "when": "document.seller.name.matches('(?i)holz')", "value": "'timber'" },
        { "value": "'unsorted'" } ] },
      "label": "category + '/' + document.number"
      """#
    #expect(try computed(set) == ["category=timber", "label=timber/2026-0414"])
    let other = try computed(set) { $0.seller.name = "Huber" }
    #expect(other == ["category=unsorted", "label=unsorted/2026-0414"])
  }

  @Test func `what hangs on an absent field is absent, and no finding`() throws {
    let set = #""terms": "document.payment.terms", "long": "terms + '!'""#
    #expect(try computed(set) == ["terms=-", "long=-"])
  }

  @Test func `what cannot be computed is absent, and a finding says why`() throws {
    let told = try computed(#""serial": "number(document.number)", "next": "serial + 1""#)
    #expect(told.count == 3)
    #expect(told.prefix(2) == ["serial=-", "next=-"])
    #expect(told[2].hasPrefix("set-failed review: `serial` could not be computed: "))
    #expect(told[2].contains("2026-0414"))
    #expect(told[2].hasSuffix(#" ["number"]"#))
  }

  private let lookup = #""limit": { "lookup": "limits", "key": "document.seller.name" }"#

  @Test func `a row is found by the key and read by its columns`() throws {
    let row = ComputedFields.Row(
      line: 2,
      values: ["category": "KESSEL-Holzhandel GmbH", "max": "5000.00", "name": " "]
    )
    let set =
      lookup + #", "max": "limit.max", "isOver": "document.totals.gross > limit.max", "#
      + #""isNamed": "has(limit.name)""#
    let told = try computed(set, rows: [row])
    #expect(
      told == [
        "limits.category", "limit=a row", "max=5000.00 EUR", "isOver=false",
        "isNamed=false",
      ]
    )
  }

  @Test func `no row, or no key, is an absent field`() throws {
    let none = try computed(lookup)
    #expect(none == ["limits.category", "limit=-"])
    #expect(try computed(lookup) { $0.seller.name = nil } == ["limit=-"])
  }

  @Test func `of different rows none is taken, of the same row twice it is`() throws {
    let one = ComputedFields.Row(
      line: 2,
      values: ["category": "Kessel Holzhandel GmbH", "max": "5.00"]
    )
    var twin = one
    twin.line = 3
    #expect(try computed(lookup, rows: [one, twin]).last == "limit=a row")
    twin.values["max"] = "6.00"
    let told = try computed(lookup, rows: [one, twin])
    #expect(told.contains("limit=-"))
    let expected =
      "lookup-ambiguous review: `limit` has no value: 2 different rows of the table limits have "
      + "the category Kessel Holzhandel GmbH (lines 2, 3). [\"seller.name\"]"
    #expect(told.last == expected)
  }

  @Test(
    "an amount finds its own value in its own currency",
    arguments: [
      ("document.totals.gross", true), ("document.totals.gross.amount", true),
      ("document.totals.gross * 10", false), ("money('1190 USD')", nil),
    ]
  )
  func amounts(key: String, isFound: Bool?) throws {
    let row = ComputedFields.Row(line: 2, values: ["category": "x", "max": "1190.0"])
    let set = #""limit": { "lookup": "limits", "key": "\#(key)" }"#
    let use = #""limits": { "table": "limits", "key": "max" }"#
    guard let isFound else {
      #expect(throws: (any Error).self) { try computed(set, use: use, rows: [row]) }
      return
    }
    #expect(try computed(set, use: use, rows: [row]).last == (isFound ? "limit=a row" : "limit=-"))
  }

  @Test func `the row of a table without declared columns is read as texts`() throws {
    let rows = [
      ComputedFields.Row(line: 2, values: ["id": "2026 0414", "team": "Yard", "note": ""])
    ]
    let told = try computed(
      #""row": { "lookup": "teams", "key": "document.number" }, "team": "row.team""#,
      use: #""teams": { "table": "teams", "key": "id" }"#,
      rows: rows
    )
    #expect(told.last == "team=Yard")
  }
}
