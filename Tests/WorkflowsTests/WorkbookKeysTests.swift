import Digests
import Readings
import Testing

@testable import Workflows

/// `read.xlsx`: a sheet, and the columns that it has.
@Suite struct WorkbookKeysTests {
  private func definition(_ read: String) -> String {
    """
    { "format": 1, "workflow": "w", "document": "ledger", "watch": "inbox/w", "read": { \(read) } }
    """
  }

  private static let columns =
    #""columns": { "day": "Day", "amount": { "header": "Amount", "currency": "EUR" }, "team": "Team" }"#

  @Test func `sheet, header, rows and columns reach the reader`() throws {
    let read = try plan(
      definition(
        #""xlsx": { "sheet": "2026", "headerContains": ["Day"], "skipLines": 2, "stopAt": "^Sum", "#
          + Self.columns + #", "control": { "rows": { "min": 1 } } }"#
      )
    ).read
    let workbook = try #require(read.workbook)
    #expect(workbook.sheet == .named("2026"))
    #expect(workbook.table.headerContains == ["Day"])
    #expect(workbook.table.skipLines == 2)
    #expect(workbook.table.stopAt == "^Sum")
    #expect(workbook.table.columns.map(\.field) == ["day", "amount", "team"])
    #expect(workbook.table.control?.minimumRows == 1)
    // What is said of workbooks alone holds for CSV files as well, and makes no other file a table.
    #expect(read.csv == nil)
    #expect(read.csvTable == workbook.table)
    #expect(read.columns == workbook.table.columns)
    let numbered = try plan(definition(#""xlsx": { "sheet": 3, "# + Self.columns + " }"))
    #expect(numbered.read.workbook?.sheet == .number(3))
  }

  @Test func `parts of a set of definitions travel as lines, whatever their files are called`()
    throws
  {
    let hash = SHA256Digester.hash([1])
    for name in ["a.yml", "a\tb\n\\n\\\\t\r.yml", "\\", "é\u{301}/ü.yml"] {
      let part = DefinitionPart(hash: hash, template: .init(folder: "t\\\t", path: name))
      #expect(!part.text.contains("\n"))
      #expect(DefinitionPart(text: part.text) == part)
    }
  }

  @Test func `what is said of CSV files alone holds for workbooks`() throws {
    let read = try plan(definition(#""csv": { "separator": ";", "# + Self.columns + " }")).read
    #expect(read.workbook == nil)
    #expect(read.columns.map(\.field) == ["day", "amount", "team"])
  }

  @Test func `without columns of its own it is the table of CSV files in a sheet`() throws {
    let csv = #""csv": { "skipLines": 3, "stopAt": "^Sum", "# + Self.columns + " }"
    let taken = try plan(
      definition(
        csv
          + #", "xlsx": { "sheet": "2026", "skipLines": 1, "control": { "sum": "amount", "equals": "Sum (.+)" } }"#
      )
    ).read.workbook?.table
    #expect(taken?.columns.map(\.field) == ["day", "amount", "team"])
    #expect(taken?.skipLines == 1)
    #expect(taken?.stopAt == "^Sum")
    #expect(taken?.control?.sum == "amount")
    let own = try plan(definition(csv + #", "xlsx": { "# + Self.columns + " }")).read.workbook?
      .table
    #expect(own?.skipLines == 0)
    #expect(own?.stopAt == nil)
  }

  @Test func `headers of CSV files do not go with a sheet without a header`() throws {
    let result = try load([
      "w.json": definition("\"csv\": { \(Self.columns) }, \"xlsx\": { \"hasHeader\": false }")
    ])
    #expect(
      result.diagnostics.map(\.code) == [.badCombination],
      "\(Diagnostic.render(result.diagnostics))"
    )
  }

  @Test(arguments: [
    (#"{ "sheet": 0 }"#, "out-of-range"), (#"{ "sheet": "" }"#, "bad-value"),
    (#"{ "sheet": true }"#, "wrong-type"), (#"{ "sheets": "a" }"#, "unknown-key"),
    (#"{ "encoding": "utf-8" }"#, "unknown-key"), (#"{ "locale": "de" }"#, "unknown-key"),
    (#"{ "columns": { "day": "Day" } }"#, "missing-column"),
    (#"{ "hasHeader": false, "headerContains": ["a"] }"#, "bad-combination"),
  ])
  func `what a sheet does not have is refused`(_ xlsx: String, _ code: String) throws {
    let result = try load(["w.json": definition("\"xlsx\": \(xlsx)")])
    #expect(
      result.diagnostics.map(\.code.rawValue) == [code],
      "\(Diagnostic.render(result.diagnostics))"
    )
  }

  @Test func `a column is of one type in both, or rules could not know it`() throws {
    let other = Self.columns.replacing(#""Team""#, with: #"{ "header": "Team", "type": "number" }"#)
    let result = try load([
      "w.json": definition("\"csv\": { \(Self.columns) }, \"xlsx\": { \(other) }")
    ])
    #expect(result.diagnostics.map(\.code) == [.badCombination])
    #expect(
      Diagnostic.render(result.diagnostics).contains("`team` is text in `csv` and number in `xlsx`")
    )
  }
}
