import Testing
import Values

@testable import Workflows

@Suite("Diagnostics")
struct DiagnosticTests {
  @Test("A misspelt key shows its line, a caret, what is known and what was meant")
  func unknownKey() throws {
    let text = """
      {
        "format": 1, "workflow": "w", "document": "invoice", "watch": "inbox/w",
        "titel": "Bank"
      }
      """
    #expect(
      try check(text) == """
        w.json:3:3 error unknown-key: a workflow has no key `titel`
              "titel": "Bank"
              ^
          expected: one of $schema, format, workflow, version, title, description, owner, document, \
        watch, read, into, use, set, check, duplicate, reconcile, decide, output, tests
          did you mean: "title"

        1 error, 0 warnings

        """
    )
  }

  @Test("Columns count characters, tabs stay tabs")
  func columns() throws {
    let text = """
      { "format": 1, "workflow": "w", "document": "invoice", "watch": "inbox/w",
      \t"title": "Ä👩‍👧é", "owner": 1 }
      """
    #expect(
      try check(text) == """
        w.json:2:27 error wrong-type: a number stands where a text belongs
            \t"title": "Ä👩‍👧é", "owner": 1 }
            \t                         ^
          expected: a text
          did you mean: "1"

        1 error, 0 warnings

        """
    )
  }

  @Test("A broken pattern and a wrong hole are shown at their own places, behind escapes too")
  func insideTexts() throws {
    let text = #"""
      { "format": 1, "workflow": "w", "document": "expense", "watch": "inbox/w",
        "read": { "csv": { "stopAt": "^\\s\\d+(\u0041", "columns": { "totals.gross": { "header": "G", "currency": "EUR" } } } },
        "output": { "cleared": [ { "file": "paid/{document.numbr}" } ] } }
      """#
    let result = try load(["w.json": text])
    #expect(result.diagnostics.map(\.column) == [48, 54])
    #expect(result.diagnostics.map(\.suggestion) == [nil, "number"])
  }

  @Test("All files come sorted, whatever their order")
  func sorted() throws {
    let result = try load(["b.json": "{", "a.json": "[]", "c.json": ""])
    #expect(
      result.diagnostics.map { "\($0.file) \($0.code.rawValue)" } == [
        "a.json wrong-type", "b.json unclosed-bracket", "c.json empty-file",
      ]
    )
  }

  @Test("A missing bracket is reported where it is missing")
  func missingBracket() throws {
    let text = """
      {
        "format": 1, "workflow": "w", "document": "invoice",
        "watch": {
          "folder": "inbox/w",
          "settle": { "quiet": "2 s" }
        "reconcile": { "ledger": "bank" },
        "check": [ { "id": "iban-valid", "severity": "off" }
      }
      """
    #expect(
      try check(text) == """
        w.json:5:33 error unclosed-bracket: the `{` of line 3 is not closed
                "settle": { "quiet": "2 s" }
                                            ^
          expected: `}`

        w.json:6:28 warning ledger-never-filled: no workflow fills the ledger `bank`: every document \
        would stay unmatched
              "reconcile": { "ledger": "bank" },
                                       ^
          expected: a workflow with `"document": "ledger"` and this `into`

        w.json:7:55 error unclosed-bracket: the `[` of line 7 is not closed
              "check": [ { "id": "iban-valid", "severity": "off" }
                                                                  ^
          expected: `]`

        2 errors, 1 warning

        """
    )
  }

  @Test("No character of a file steers the terminal")
  func terminal() throws {
    let text = try check("{ \"\u{1B}[31m\u{202E}\": 1 }")
    #expect(!text.unicodeScalars.contains("\u{1B}"))
    #expect(!text.unicodeScalars.contains("\u{202E}"))
  }

  @Test("A long line is cut around the place")
  func longLine() throws {
    let filler = String(repeating: " ", count: 5_000)
    let result = try load(["w.json": "{\(filler)\"odd\": 1\(filler)}"])
    let odd = try #require(result.diagnostics.first { $0.code == .unknownKey })
    #expect(odd.column == 5_002)
    #expect(odd.excerpt.count == SourceText.maximumExcerpt)
    #expect(odd.excerpt.dropFirst(odd.excerptColumn).hasPrefix("\"odd\""))
  }

  @Test("More faults than anyone reads are cut off")
  func tooMany() throws {
    let keys = (0..<1_000).map { "\"k\($0)\": 1" }.joined(separator: ",\n")
    let result = try load(["w.json": "{\(keys)}"])
    #expect(result.diagnostics.count == JSONParser.maximumFaults + 1)
    #expect(result.diagnostics.contains { $0.code == .tooManyFaults })
  }

  @Test("Every code has a stable name of small letters")
  func codes() {
    let names = DiagnosticCode.allCases.map(\.rawValue)
    #expect(Set(names).count == names.count)
    #expect(names.allSatisfy { $0.allSatisfy { $0.isLowercase || $0 == "-" || $0 == "8" } })
  }
}

@Suite("Spelling")
struct SpellingTests {
  @Test(
    "The nearest word is found over slips",
    arguments: [
      ("wacth", "watch"), ("Watch", "watch"), ("documnet", "document"), ("reconcil", "reconcile"),
      ("grace_days", "graceDays"), ("output", "output"), ("outputs", "output"),
    ]
  )
  func slips(_ word: String, _ meant: String) {
    let words = WorkflowKeys.declared.map(\.name) + ["graceDays"]
    #expect(Spelling.nearest(to: word, among: words) == meant)
  }

  @Test("What resembles nothing has no suggestion", arguments: ["", "xyzzy", "foldername", "a"])
  func nothing(_ word: String) {
    #expect(Spelling.nearest(to: word, among: WorkflowKeys.declared.map(\.name)) == nil)
  }

  @Test("A field is also found by its last part")
  func field() {
    let fields = FieldCatalog.document.map(\.name)
    #expect(Spelling.nearestField(to: "gross", among: fields) == "totals.gross")
    #expect(Spelling.nearestField(to: "document.total.gross", among: fields) == "totals.gross")
    #expect(Spelling.nearestField(to: "seller.vatId", among: fields) == "seller.vatID")
  }

  @Test("Distance counts swaps of neighbours as one")
  func distance() {
    #expect(Spelling.distance(Array("ab"), Array("ba")) == 1)
    #expect(Spelling.distance(Array(""), Array("abc")) == 3)
    #expect(Spelling.distance(Array("kitten"), Array("sitting")) == 3)
  }
}
