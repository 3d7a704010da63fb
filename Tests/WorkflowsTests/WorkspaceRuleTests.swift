import Testing

@testable import Workflows

@Suite("Definitions together")
struct WorkspaceRuleTests {
  /// A definition with a watched folder and whatever else.
  private func definition(
    _ id: String,
    watch: String = "\"inbox/one\"",
    document: String = "invoice",
    _ more: String = ""
  ) -> String {
    """
    { "format": 1, "workflow": "\(id)", "document": "\(document)",
      "watch": \(watch)
      \(more.isEmpty ? "" : ", " + more) }
    """
  }

  private func together(_ texts: [String]) throws -> [String] {
    let files = texts.enumerated().map { ("\($0.offset).json", $0.element) }
    let result = try load(Dictionary(uniqueKeysWithValues: files))
    return result.diagnostics.map { "\($0.file) \($0.line) \($0.severity) \($0.code.rawValue)" }
  }

  @Test("An id can be given once")
  func sameWorkflow() throws {
    let found = try together([
      definition("a"), definition("a", watch: "\"inbox/two\""),
    ])
    #expect(found == ["1.json 1 error same-workflow"])
  }

  @Test(
    "A folder can be watched twice only for different files",
    arguments: [
      (#""f""#, #""f""#, true),
      (#""f""#, #""f/""#, true),
      (#"{"folder": "f", "include": ["*.csv"]}"#, #"{"folder": "f", "include": ["*.csv"]}"#, true),
      (#"{"folder": "f", "include": ["*.csv"]}"#, #"{"folder": "f", "include": ["*.xml"]}"#, false),
      (#"{"folder": "f", "include": ["*.csv"]}"#, #""f""#, true),
      (#"{"folder": "f", "include": ["*.csv"]}"#, #"{"folder": "f", "exclude": ["*.csv"]}"#, false),
      (#"{"folder": "f", "include": ["*.csv"]}"#, #"{"folder": "f", "include": ["*.CSV"]}"#, true),
      (#""f""#, #""ff""#, false),
    ]
  )
  func sameFolder(_ one: String, _ other: String, _ collides: Bool) throws {
    let found = try together([definition("a", watch: one), definition("b", watch: other)])
    #expect(found == (collides ? ["1.json 2 error same-folder"] : []))
  }

  @Test("A folder inside a watched one is worth a warning")
  func nested() throws {
    let inner = definition("b", watch: "\"inbox/one/two\"")
    #expect(try together([definition("a"), inner]) == ["1.json 2 warning folder-inside-folder"])
    #expect(try together([inner, definition("a")]) == ["1.json 2 warning folder-inside-folder"])
    let flat = definition("a", watch: #"{ "folder": "inbox/one", "recursive": false }"#)
    #expect(try together([flat, inner]) == [])
  }

  @Test("A ledger that nobody fills is worth a warning and a suggestion")
  func ledgers() throws {
    let bank = definition("bank", watch: "\"inbox/bank\"", document: "ledger")
    let invoices = definition("a", "\n\"reconcile\": \"bnk\"")
    let result = try load(["a.json": invoices, "b.json": bank])
    #expect(brief(result, warnings: true) == ["4 ledger-never-filled"])
    #expect(result.diagnostics.first?.suggestion == "\"bank\"")
    #expect(result.workflows != nil)
    #expect(try together([definition("a", "\"reconcile\": \"bank\""), bank]) == [])
  }

  @Test("What a broken definition may fill is not said to be never filled")
  func brokenFiller() throws {
    let found = try together([
      definition("a", "\"reconcile\": \"bank\""), "{ \"workflow\": \"bank\"",
    ])
    #expect(!found.contains { $0.hasPrefix("0.json") })
  }

  @Test("A table that nobody fills, or without the column, is found")
  func tables() throws {
    let use = "\"use\": { \"s\": { \"table\": \"suppliers\", \"key\": \"vatId\" } }"
    #expect(
      try together([definition("a", use)]) == [
        "0.json 3 warning table-never-filled", "0.json 3 warning unused-name",
      ]
    )
    let columns =
      "\"read\": { \"csv\": { \"columns\": { \"vatID\": \"VAT\", \"iban\": \"IBAN\" } } }"
    let table = definition("suppliers", watch: "\"inbox/s\"", document: "table", columns)
    // Beside an error it is not told what nobody reads: the rule that does may be lost.
    #expect(try together([definition("a", use), table]) == ["0.json 3 error unknown-column"])
  }

  @Test("A ledger is no table: `use` of one is an error that says where its entries are seen")
  func ledgerInUse() throws {
    let use = #""use": { "b": { "table": "bank", "key": "memo" } }"#
    let bank = definition("bank", watch: "\"inbox/bank\"", document: "ledger")
    let result = try load(["a.json": definition("a", use), "b.json": bank])
    let told = try #require(result.diagnostics.first { $0.code == .badValue })
    #expect(told.reason.contains("`bank` is a ledger") && told.reason.contains("reconcile"))
    #expect(result.workflows == nil)
  }

  @Test(
    "A key that no row can have is an error",
    arguments: [
      ("day", "document.totals.gross", "a day"), ("max", "document.issueDate", "an amount in EUR"),
      ("max", "money(\\\"5 USD\\\")", "an amount in EUR"), ("rate", "true", "a number"),
      ("rate", "document.totals.gross", "a number"), ("max", "document.totals.gross", nil),
      ("max", "document.totals.gross.amount", nil), ("rate", "document.number", nil),
      ("name", "document.totals.gross", nil), ("day", "document.issueDate", nil),
      ("name", "[document.number]", "a text, a number, an amount or a day"),
    ]
  )
  func keys(column: String, key: String, expected: String?) throws {
    let columns = #"""
      "read": { "csv": { "columns": { "name": "Name", "day": { "header": "Day", "type": "day", "format": "yyyy-MM-dd" },
        "max": { "header": "Max", "type": "amount", "currency": "EUR" }, "rate": { "header": "Rate", "type": "number" } } } }
      """#
    let keys = """
      "use": { "t": { "table": "limits", "key": "\(column)" } },
      "set": { "row": { "lookup": "t", "key": "\(key)" } }
      """
    let limits = definition("limits", watch: "\"inbox/l\"", document: "table", columns)
    let result = try load(["a.json": definition("a", keys), "b.json": limits])
    let told = result.diagnostics.first { $0.code == .wrongOperand }
    #expect(told?.expected == expected, "\(result.diagnostics)")
    if expected == nil { #expect(result.workflows != nil, "\(result.diagnostics)") }
  }

  @Test("An output into any watched folder is an error, journals too")
  func outputs() throws {
    let copy = "\"output\": { \"cleared\": [ { \"file\": \"inbox/two/{file.name}\" } ] }"
    let other = definition("b", watch: "\"inbox/two\"")
    #expect(
      try together([definition("a", copy), other]) == ["0.json 3 error output-in-watched-folder"]
    )
    let journal =
      "\"output\": { \"cleared\": [ { \"journal\": { \"format\": \"csv\", \"path\": \"inbox/two/j.csv\" } } ] }"
    #expect(
      try together([definition("a", journal), other]) == ["0.json 3 error output-in-watched-folder"]
    )
    let flat = definition("b", watch: #"{ "folder": "inbox", "recursive": false }"#)
    let deeper = definition("a", watch: "\"drop\"", copy)
    #expect(try together([deeper, flat]) == [])
  }

  @Test("Two journals cannot share a path, one journal may serve two decisions")
  func journals() throws {
    let journal = #"{ "journal": { "format": "csv", "path": "books/j.csv" } }"#
    let output = "\"output\": { \"cleared\": [ \(journal) ], \"exception\": [ \(journal) ] }"
    let other = definition("b", watch: "\"inbox/two\"", output)
    #expect(try together([definition("a", output)]) == [])
    #expect(
      try together([definition("a", output), other])
        == ["1.json 3 error same-output"]
    )
  }

  @Test("Warnings alone let the definitions through")
  func warnings() throws {
    let text = definition(
      "a",
      document: "expense",
      """
      "read": { "csv": { "columns": { "isueDate": "Date", "totals.gross": "Amount" } } },
      "output": { "cleared": [ { "file": "paid/all.pdf" } ] }
      """
    )
    let result = try load(["w.json": text])
    #expect(
      brief(result, warnings: true) == ["3 no-currency", "3 looks-like-field", "4 fixed-name"]
    )
    #expect(result.workflows?.workflows.count == 1)
  }
}
