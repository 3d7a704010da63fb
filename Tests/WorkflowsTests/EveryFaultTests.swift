import Testing

@testable import Workflows

/// One run tells every fault, whatever else is missing.
@Suite("Every fault in one run")
struct EveryFaultTests {
  private static let bank = """
    { "format": 1, "workflow": "bank", "document": "ledger", "watch": "inbox/bank" }
    """

  /// Faults of the rules in every place where rules stand, and none elsewhere.
  private static let rules = """
    {
      "format": 1,
      "workflow": "w",
      "document": "invoice",
      "watch": "inbox/w",
      "set": {
        "kind": "document.seller.nmae",
        "area": { "firstOf": [ { "when": "document.totals.gross > 5", "value": "'a'" }, { "value": "lenght('b')" } ] },
      },
      "check": [
        { "id": "own", "when": "has(document.numbr)", "assert": "1 +", "message": "{kind} {kin}" },
        { "id": "iban-valid", "severity": "off" },
      ],
      "duplicate": { "exact": ["nubmer", "=Today()", "area"] },
      "reconcile": { "ledger": "bank", "where": "entry.amout > money('1 EUR')", "accept": "match.status == 'macthed'" },
      "decide": [
        { "id": "first", "when": "findings.blok > 0", "then": "exception", "reason": "{match.explan}" },
        { "id": "last", "then": "cleared" },
      ],
      "output": { "cleared": [ { "file": "paid/{document.numer}" } ] },
    }
    """

  private static let told = [
    "7 unknown-field", "8 wrong-operand", "8 unknown-function", "11 unknown-field",
    "11 expression-syntax", "11 unknown-name", "14 unknown-field", "14 unknown-function",
    "15 unknown-field", "15 bad-literal", "17 unknown-field", "17 unknown-field",
    "20 unknown-field",
  ]

  private func faults(_ text: String) throws -> [String] {
    let result = try load(["bank.json": Self.bank, "w.json": text])
    #expect(result.workflows == nil)
    return brief(result)
  }

  @Test("The rules' own faults")
  func rules() throws { #expect(try faults(Self.rules) == Self.told) }

  @Test(
    "What the rest of the definition lacks hides none of them, and brings no other",
    arguments: [
      ("\"watch\": \"inbox/w\",", "", "1 missing-key"),
      ("\"watch\": \"inbox/w\",", "\"watch\": \"../w\",", "5 bad-path"),
      ("\"watch\": \"inbox/w\",", "\"watch\": { \"recursive\": true },", "5 missing-key"),
      ("\"watch\": \"inbox/w\",", "\"wach\": \"inbox/w\",", "5 unknown-key"),
      ("\"workflow\": \"w\",", "", "1 missing-key"),
      ("\"workflow\": \"w\",", "\"workflow\": \"My Workflow\",", "3 bad-value"),
      ("\"workflow\": \"w\",", "\"workflow\": 5,", "3 wrong-type"),
      ("\"document\": \"invoice\",", "", "1 missing-key"),
      ("\"document\": \"invoice\",", "\"document\": \"invocie\",", "4 bad-value"),
      ("\"document\": \"invoice\",", "\"document\": \"letter\",", "4 bad-value"),
      ("\"document\": \"invoice\",", "\"documnt\": \"invoice\",", "4 unknown-key"),
      // Of a rule.
      ("\"id\": \"own\"", "\"id\": \"Own Check\"", "11 bad-value"),
      ("\"id\": \"own\", ", "", "11 missing-key"),
      ("\"id\": \"own\"", "\"id\": \"totals-foot\"", "11 bad-combination"),
      ("\"id\": \"own\"", "\"id\": \"own\", \"severity\": \"off\"", "11 bad-combination"),
      ("\"id\": \"first\"", "\"id\": \"First\"", "17 bad-value"),
      ("\"id\": \"first\", ", "", "17 missing-key"),
      ("\"then\": \"exception\"", "\"then\": \"stop\"", "17 bad-value"),
      (", \"then\": \"exception\"", "", "17 missing-key"),
      ("\"id\": \"last\", ", "", "18 missing-key"),
      ("\"then\": \"cleared\"", "\"then\": \"claered\"", "18 bad-value"),
      // Of a computed field.
      ("\"kind\": \"doc", "\"in\": \"doc", "7 bad-value"),
      ("\"when\": \"document.totals", "\"whn\": \"document.totals", "8 unknown-key"),
      // Of a match.
      ("\"ledger\": \"bank\", ", "", "15 missing-key"),
      // What stands under a misspelt key.
      ("\"set\": {", "\"sett\": {", "6 unknown-key"),
      ("\"check\": [", "\"chekc\": [", "10 unknown-key"),
      ("\"decide\": [", "\"decyde\": [", "16 unknown-key"),
      ("\"assert\": ", "\"asert\": ", "11 unknown-key"),
      ("\"firstOf\": [", "\"firstof\": [", "8 unknown-key"),
      ("\"accept\": ", "\"acept\": ", "15 unknown-key"),
      // Of an effect.
      ("\"paid/{", "\"../{", "20 bad-path"),
      ("\"file\": \"paid", "\"fiel\": \"paid", "20 unknown-key"),
      (
        "\"file\": \"paid/{document.numer}\"",
        "\"webhook\": { \"body\": { \"n\": \"{document.numer}\" } }", "20 missing-key"
      ),
    ]
  )
  func beside(_ good: String, _ bad: String, _ fault: String) throws {
    #expect(Self.rules.contains(good))
    let text = Self.rules.replacing(good, with: bad, maxReplacements: 1)
    var wanted = (Self.told + [fault])
    // Without its name nobody can tell whether the message speaks of it.
    if bad.contains("\"in\"") { wanted.removeAll { $0 == "11 unknown-name" } }
    #expect(try faults(text).sorted() == wanted.sorted())
  }

  @Test(
    "A good definition without one of its heads has that one fault",
    arguments: ["format", "workflow", "document"]
  )
  func onlyTheHead(_ key: String) throws {
    for text in Definitions.good {
      let without = text.replacing(
        try Regex("\"\(key)\": (\"[^\"]*\"|1),"),
        with: "",
        maxReplacements: 1
      )
      #expect(without != text)
      let said = brief(try load(["w.json": without]))
      #expect(said.count == 1 && said[0].hasSuffix(" missing-key"), "\(said) \(without)")
    }
  }

  @Test("A table whose definition lacks its folder still has its columns")
  func tableWithoutFolder() throws {
    let limits = """
      { "format": 1, "workflow": "limits", "document": "table",
        "read": { "csv": { "columns": { "name": "Name", "max": "Max" } } } }
      """
    let text = """
      { "format": 1, "workflow": "w", "document": "invoice", "watch": "inbox/w",
        "use": { "limits": { "table": "limits", "key": "nmae" } },
        "set": { "limit": { "lookup": "limits", "key": "document.seller.name" } },
        "check": [ { "id": "own", "assert": "limit.mx == 'a'" } ] }
      """
    let result = try load(["limits.json": limits, "w.json": text])
    #expect(
      result.errors.map { "\($0.file) \($0.line) \($0.code.rawValue)" }
        == ["limits.json 1 missing-key", "w.json 2 unknown-column", "w.json 4 unknown-field"]
    )
  }

  @Test(
    "A name that is known in another place is told where",
    arguments: [
      (
        "\"has(document.numbr)\"", "\"findings.block > 0\"",
        "findings is not known here yet: it may be used in `decide`, `output`"
      ),
      (
        "\"has(document.numbr)\"", "\"match.status == 'matched'\"",
        "match is not known here yet: it may be used in `reconcile.accept`, `decide`, `output`"
      ),
      (
        "\"document.seller.nmae\"", "\"area + 'x'\"",
        "area is computed further below, and `set` is computed from the top"
      ),
    ]
  )
  func elsewhere(_ good: String, _ bad: String, _ reason: String) throws {
    #expect(Self.rules.contains(good))
    let text = Self.rules.replacing(good, with: bad, maxReplacements: 1)
    let result = try load(["bank.json": Self.bank, "w.json": text])
    #expect(
      result.diagnostics.contains { $0.reason == reason },
      "\(Diagnostic.render(result.diagnostics))"
    )
  }

  @Test(
    "A computed field cannot have a word of the language as its name",
    arguments: ["in", "true", "false", "null", "if"]
  )
  func reserved(_ word: String) throws {
    let text = Self.rules.replacing("\"kind\": \"doc", with: "\"\(word)\": \"doc")
    let result = try load(["bank.json": Self.bank, "w.json": text])
    #expect(
      result.diagnostics.contains {
        $0.line == 7
          && $0.reason
            == "`\(word)` is a word of the rule language: no rule could read a field of that name"
      }
    )
  }

  @Test("A confidence is 0 to 1: percent are told, in every rule")
  func percent() throws {
    for (good, bad) in [
      ("findings.blok > 0", "match.confidence > 90"),
      (
        "match.status == 'macthed'",
        "match.status == 'matched' \\u0026\\u0026 match.confidence >= 90"
      ),
    ] {
      let text = Self.rules.replacing(good, with: bad)
      let result = try load(["bank.json": Self.bank, "w.json": text])
      let found = result.diagnostics.first { $0.reason == "this is 0 to 1, never 90" }
      #expect(found?.suggestion == "0.90", "\(Diagnostic.render(result.diagnostics))")
    }
  }

  @Test("The same effect twice in one list is told; for two decisions it is one journal")
  func sameEffect() throws {
    func told(_ output: String) throws -> [String] {
      let text = """
        { "format": 1, "workflow": "w", "document": "invoice", "watch": "inbox/w",
          "output": { \(output) } }
        """
      return brief(try load(["w.json": text]))
    }
    let journal = #"{ "journal": { "format": "csv", "path": "books/a.csv" } }"#
    let other = #"{ "journal": { "format": "hledger", "path": "books/a.csv" } }"#
    #expect(try told("\"cleared\": [\(journal), \(journal)]") == ["2 duplicate-entry"])
    #expect(try told("\"cleared\": [\(journal)], \"exception\": [\(journal)]") == [])
    #expect(try told("\"cleared\": [\(journal), \(other)]") == ["2 same-output"])
  }
}
