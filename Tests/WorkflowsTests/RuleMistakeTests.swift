import Testing

@testable import Workflows

@Suite("Mistakes in rules")
struct RuleMistakeTests {
  private static let good = """
    {
      "format": 1, "workflow": "w", "document": "invoice", "watch": "inbox/w",
      "use": { "limits": { "table": "limits", "key": "name" } },
      "set": { "limit": { "lookup": "limits", "key": "document.seller.name" } },
      "check": [ { "id": "own", "assert": "document.totals.gross <= limit.max" } ],
      "decide": [
        { "id": "late", "when": "match.status == 'matched'", "then": "exception" },
        { "id": "rest", "when": "findings.review > 0", "then": "exception" },
        { "id": "clean", "then": "cleared" }
      ],
      "tests": [
        {
          "name": "one", "csv": "Number",
          "tables": { "limits": [{ "name": "A", "max": "1.00" }] },
          "expect": {
            "rule": "late",
            "findings": ["own"],
            "fields": { "limit": "A" }
          }
        }
      ]
    }
    """

  private static let limits = """
    { "format": 1, "workflow": "limits", "document": "table", "watch": "inbox/limits",
      "read": { "csv": { "columns": { "name": "Name",
        "max": { "header": "Max", "type": "amount", "currency": "EUR" } } } } }
    """

  @Test(
    "Each is told once, at its line, with what was meant",
    arguments: [
      // A field that can be few words only is never another one.
      ("== 'matched'", "== 'Matched'", "7 bad-literal 'matched'"),
      ("match.status == 'matched'", "document.type in ['invoce']", "7 bad-literal 'invoice'"),
      ("match.status == 'matched'", "document.currency == 'ERU'", "7 bad-literal 'EUR'"),
      // A table of `use` is not a computed field.
      ("\"lookup\": \"limits\"", "\"lookup\": \"limit\"", "4 unknown-name \"limits\""),
      // Currencies of one call.
      ("<= limit.max", "<= max(limit.max, money('1 CHF'))", "5 mixed-currencies -"),
      // What a test speaks of, at its own line.
      ("\"rule\": \"late\"", "\"rule\": \"lat\"", "16 test-expects-unknown \"late\""),
      ("[\"own\"]", "[\"owm\"]", "17 test-expects-unknown \"own\""),
      ("{ \"limit\": \"A\"", "{ \"limti\": \"A\"", "18 test-expects-unknown \"limit\""),
      ("{ \"limits\": [", "{ \"limit\": [", "14 unused-name \"limits\""),
      ("\"max\": \"1.00\"", "\"amx\": \"1.00\"", "14 unused-name \"max\""),
      // A key that stands there already is not meant again; the rule keeps its condition.
      ("\"when\": \"match", "\"ehen\": \"match", "7 unknown-key \"when\""),
      // The beginning of a chain is enough.
      ("document.totals.gross <=", "document.totels.gross <=", "5 unknown-field totals.gross"),
      (
        "\"document.seller.name\"", "\"document.issueDatte.year\"", "4 unknown-field issueDate.year"
      ),
    ]
  )
  func one(_ good: String, _ bad: String, _ said: String) throws {
    #expect(Self.good.contains(good))
    #expect(try told(Self.good) == [])
    #expect(try told(Self.good.replacing(good, with: bad, maxReplacements: 1)) == [said])
  }

  /// `line code suggestion` of errors and warnings.
  private func told(_ text: String) throws -> [String] {
    try load(["limits.json": Self.limits, "w.json": text]).diagnostics.map {
      "\($0.line) \($0.code.rawValue) \($0.suggestion ?? "-")"
    }
  }

  @Test("Where the table that is looked into is broken, rules about its rows are not")
  func brokenTable() throws {
    let broken = Self.limits.replacing("\"amount\"", with: "\"amuont\"")
    let result = try load(["limits.json": broken, "w.json": Self.good])
    #expect(result.diagnostics.map(\.file) == ["limits.json"])
  }
}
