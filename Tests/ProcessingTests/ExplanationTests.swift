import Foundation
import TestPapers
import Testing

@testable import Processing

/// The whole way of a document.
@Suite struct ExplanationTests {
  private static let definition = Definitions.invoices(
    """
    "set": { "size": { "firstOf": [
      { "when": "document.totals.gross > money('1000 EUR')", "value": "'large'" }, { "value": "'small'" } ] } },
    "check": [ { "id": "round", "assert": "document.totals.gross.amount % 10 == 0", "message": "{document.totals.gross} is not round", "severity": "info" } ],
    "decide": [
      { "id": "large", "when": "size == 'large'", "then": "exception", "queue": "approval" },
      { "id": "unmatched", "when": "match.status != 'matched'", "then": "exception" },
      { "id": "clean", "then": "cleared" } ]
    """
  )

  private static func explain(_ format: AnswerFormat) throws -> String {
    var definitions = Definitions.standard
    definitions["invoices"] = definition
    let shop = try Shop(definitions)
    try shop.take([
      Line.export("bank.csv", [Line("-105.00", "Kessel Holz", "Invoice R-1")]),
      Bill("R-1", "Kessel Holz", "105.00").paper,
    ])
    return shop.office.answer(
      OfficeRequest(command: .explain("R-1"), format: format),
      daemon: nil
    ).text
  }

  @Test
  func `values, computed fields, checks and rules are told in their order with the values put in`()
    throws
  {
    let text = try Self.explain(.text)
    let told = [
      "What the paper says", "totals.gross", "taxes[0]", "Z 0 % of 105.00 is 0.00", "lines[0]",
      "1: Timber 1 C62 at 105.00 net 105.00 (0 %)", "Computed fields", "size  small",
      "when document.totals.gross > money('1000 EUR'), here 105.00 EUR > 1000.00 EUR: false",
      "Built-in checks", "totals-foot", "fine: ",
      "gross: 105.00 + 0.00 - 105.00 = 0.00 <= 0.01: true", "What was noticed",
      "info round: 105.00 EUR is not round",
      "Against bank: matched",
      "Rules, in their order", "round: ", "large -> exception: ", "unmatched -> exception: ",
      "clean -> cleared: always  <- decides", "large would decide (exception), were this true: ",
      "Decisions, oldest first",
    ]
    var rest = text[...]
    for words in told {
      let place = rest.range(of: words)
      #expect(place != nil, "“\(words)” is missing or too early in\n\(text)")
      if let place { rest = rest[place.upperBound...] }
    }
  }

  @Test func `a macro tells the line of the paper that decided; allowances stand with their place`()
    throws
  {
    var definitions = Definitions.standard
    definitions["invoices"] = Definitions.invoices(
      #""check": [ { "id": "small", "assert": "document.lines.all(l, l.net < money('20 EUR'))" } ]"#
    )
    let shop = try Shop(definitions)
    try shop.take([Paper(workflow: "invoices", name: "a.xml", text: UBLFixture.invoice)])
    let text = shop.office.answer(
      OfficeRequest(command: .explain("D1"), format: .text),
      daemon: nil
    ).text
    #expect(
      text.contains(
        "here document.lines.all(l: document.lines[0] with id \"1\", 980.00 EUR < 20.00 EUR): false"
      ),
      "\(text)"
    )
    let columns = text.split(separator: "\n").filter { $0.hasPrefix("  allowancesAndCharges[") }
    #expect(columns.count == 2, "\(text)")
    #expect(
      columns.first?.contains("allowance 10.00 Loyalty (19 %)   (xml, line 61, ") == true,
      "\(columns)"
    )
    #expect(
      columns.last?.contains("charge 30.00 Freight (19 %)   (xml, line 67, ") == true,
      "\(columns)"
    )
    // Name and description of a line stand in two lines of the model and in one row here.
    #expect(text.contains("1: Beam 10x10 / Larch, sawn 14 MTR at "), "\(text)")
  }

  @Test func `a correction that changed no decision shows in the way all the same`() throws {
    var definitions = Definitions.standard
    definitions["invoices"] = Self.definition
    let shop = try Shop(definitions)
    try shop.take([Bill("R-1", "Kessel Holz", "1505.00").paper])
    let decisions = "SELECT count(*) FROM decision"
    #expect(try shop.sql(decisions) == ["1"])
    try shop.rule("R-1", "set totals.gross=1606.00")
    #expect(try shop.sql(decisions) == ["1"], "large before, large after: no new decision")
    let text = shop.office.answer(
      OfficeRequest(command: .explain("R-1"), format: .text),
      daemon: nil
    ).text
    #expect(text.contains("1606.00 EUR > 1000.00 EUR: true"), "\(text)")
    #expect(!text.contains("here 1505.00 EUR"), "\(text)")
    _ = try shop.undo()
    let undone = shop.office.answer(
      OfficeRequest(command: .explain("R-1"), format: .text),
      daemon: nil
    ).text
    #expect(undone.contains("1505.00 EUR > 1000.00 EUR: true"), "\(undone)")
  }

  @Test func `as JSON it has the same parts`() throws {
    let json = try Self.explain(.json)
    for key in ["computed", "checks", "rules", "judgedOn", "values", "matches", "decisions"] {
      #expect(json.contains("\"\(key)\":"), "\(key)")
    }
    #expect(json.contains(#""winner":"clean""#))
  }
}
