import Testing

@testable import Workflows

@Suite("Mistakes in rules")
struct RuleMistakeTests {
  private static let good = """
    {
      "format": 1, "workflow": "w", "document": "invoice", "watch": "inbox/w", "reconcile": "bank",
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

  private static let bank = """
    { "format": 1, "workflow": "bank", "document": "ledger", "watch": "inbox/bank" }
    """

  @Test(
    "Each is told once, at its line, with what was meant",
    arguments: [
      // A field that can be few words only is never another one.
      ("== 'matched'", "== 'Matched'", "7 bad-literal 'matched'"),
      ("match.status == 'matched'", "document.type in ['invoce']", "7 bad-literal 'invoice'"),
      ("match.status == 'matched'", "document.currency == 'ERU'", "7 bad-literal 'EUR'"),
      // The same of texts in lists: findings, ledgers.
      ("findings.review > 0", "'onw' in findings.codes", "8 bad-literal 'own'"),
      ("findings.review > 0", "'iban-chnged' in findings.codes", "8 bad-literal 'iban-changed'"),
      (
        "findings.review > 0", "findings.codes.exists(c, c == 'supplier-knwon')",
        "8 bad-literal 'supplier-known'"
      ),
      ("findings.review > 0", "findings.codes[0] == 'own '", "8 bad-literal 'own'"),
      ("findings.review > 0", "'bnak' in match.ledgers", "8 bad-literal 'bank'"),
      ("findings.review > 0", "match.status == 'none'", "8 bad-literal -"),
      // Names in brackets.
      ("document.totals.gross <=", "document['totals.gros'] <=", "5 unknown-field 'totals.gross'"),
      ("<= limit.max", "<= limit['mx']", "5 unknown-field 'max'"),
      // An amount in a list.
      ("<= limit.max", "<= limit.max && limit.max in [money('1 CHF')]", "5 mixed-currencies -"),
      // What earlier rules leave nothing for.
      (
        "\"findings.review > 0\"", "\"'matched' == match.status && findings.review > 0\"",
        "8 unreachable-rule -"
      ),
      (
        "\"findings.review > 0\"", "\"findings.review > 3 && findings.review < 2\"",
        "8 unreachable-rule -"
      ),
      (
        "\"assert\": \"document.totals.gross <= limit.max\"",
        "\"assert\": \"limit.max == limit.max\"", "5 always-true -"
      ),
      (
        "\"reconcile\": \"bank\"", "\"reconcile\": { \"ledger\": \"bank\", \"where\": \"false\" }",
        "2 unreachable-rule -"
      ),
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
    try load(["bank.json": Self.bank, "limits.json": Self.limits, "w.json": text]).diagnostics.map {
      "\($0.line) \($0.code.rawValue) \($0.suggestion ?? "-")"
    }
  }

  @Test("Where the table that is looked into is broken, rules about its rows are not")
  func brokenTable() throws {
    let broken = Self.limits.replacing("\"amount\"", with: "\"amuont\"")
    let result = try load(["bank.json": Self.bank, "limits.json": broken, "w.json": Self.good])
    #expect(result.diagnostics.map(\.file) == ["limits.json"])
  }

  @Test(
    "What is the same for every document, or cannot be compared, is no key",
    arguments: [
      ("=5", "2 wrong-operand -"), ("=document.lines", "2 wrong-operand -"),
      ("=today().year", "2 wrong-operand -"), ("=document.issueDate.month", nil),
      ("=[document.number, document.seller.name]", nil), ("number", nil),
    ] as [(String, String?)]
  )
  func keys(_ key: String, _ said: String?) throws {
    let text = """
      { "format": 1, "workflow": "w", "document": "invoice", "watch": "inbox/w",
        "duplicate": { "exact": ["\(key)"] } }
      """
    #expect(try told(text) == (said.map { [$0] } ?? []))
  }

  @Test("Without a ledger there is no match to ask for, and the message says why")
  func noLedger() throws {
    let text = Self.good.replacing("\"reconcile\": \"bank\",", with: "")
    let result = try load(["limits.json": Self.limits, "w.json": text])
    let told = result.diagnostics.map { "\($0.line) \($0.code.rawValue)" }
    #expect(told == ["7 bad-literal"])
    #expect(result.diagnostics.first?.reason.contains("there is no `reconcile`") == true)
  }

  @Test("A check that is switched off is never noticed")
  func off() throws {
    let text = Self.good
      .replacing(
        "\"check\": [",
        with: "\"check\": [ { \"id\": \"iban-changed\", \"severity\": \"off\" },"
      )
      .replacing("findings.review > 0", with: "'iban-changed' in findings.codes")
    #expect(try told(text).map { String($0.prefix(13)) } == ["8 bad-literal"])
  }

  @Test("Columns of a table that names none are not known, and that is said")
  func undeclared() throws {
    let suppliers = """
      { "format": 1, "workflow": "suppliers", "document": "table", "watch": "inbox/suppliers" }
      """
    func told(_ when: String) throws -> [String] {
      let text = """
        { "format": 1, "workflow": "w", "document": "invoice", "watch": "inbox/w",
          "use": { "s": { "table": "suppliers", "key": "vatID" } },
          "set": { "supplier": { "lookup": "s", "key": "document.seller.vatID" } },
          "check": [ { "id": "own",
            "assert": "\(when)" } ] }
        """
      return try load(["s.json": suppliers, "w.json": text]).diagnostics.map {
        "\($0.line):\($0.column) \($0.severity.rawValue) \($0.code.rawValue) \($0.suggestion ?? "-")"
      }
    }
    #expect(try told("has(supplier.iban)") == [])
    #expect(try told("has(supplier.ibna)") == ["5:20 warning unknown-column supplier.iban"])
    #expect(try told("supplier['nmae'] == 'x'") == ["5:16 warning unknown-column supplier.name"])
    #expect(try told("has(supplier.costCentre)") == ["5:20 warning unknown-column -"])
  }

  @Test("Two definitions of one table: each file would replace the rows of the other")
  func sameTable() throws {
    func table(_ name: String, into: String) -> String {
      """
      { "format": 1, "workflow": "\(name)", "document": "table", "watch": "inbox/\(name)",
        "into": "\(into)" }
      """
    }
    let same = try load(["a.json": table("a", into: "s"), "b.json": table("b", into: "s")])
    #expect(
      same.diagnostics.map { "\($0.file) \($0.severity) \($0.code)" } == [
        "b.json warning sameTable"
      ]
    )
    #expect(same.workflows != nil)
    let other = try load(["a.json": table("a", into: "s"), "b.json": table("b", into: "t")])
    #expect(other.diagnostics.isEmpty)
  }
}
