import Books
import Documents
import Readings
import TestPapers
import Testing
import Values
import Workflows

/// Definitions for workbooks that nobody has described.
@Suite struct WorkbookProposalTests {
  /// 46095 is 14 March 2026; style 1 is a day, style 4 has two decimals.
  private static let bank = WorkbookFixture.data([
    ["Musterbank"], [],
    ["Buchungstag", "Empfänger", "Verwendungszweck", "Betrag", "Währung"],
    ["=46095|1", "Holz Birkenfeld", "Rechnung 4711", "=-1190.1|4", "EUR"],
    ["=46096|1", "Hotel Seeblick", "Karte", "=-214|4", "EUR"],
    ["=46098|1", "Birch Homes Ltd", "Unsere Rechnung 117", "=2400|4", "EUR"],
  ])

  @Test func `one sheet: columns from its header, nothing of encodings, and it reads the file`()
    throws
  {
    let proposed = try Proposed(WorkbookFixture.workbook([("Umsätze", Self.bank)]), "konto.xlsx")
    #expect(proposed.proposal.target == .ledger)
    #expect(proposed.proposal.openKeys.isEmpty, "\(proposed.text)")
    #expect(proposed.text.contains("\"xlsx\": {"))
    for word in ["encoding", "separator", "locale", "sheet\":"] {
      #expect(!proposed.text.contains("\"\(word)"), "\(proposed.text)")
    }
    #expect(proposed.text.contains("the header is line 3"), "\(proposed.text)")
    let entries = try #require(proposed.reading).entries
    #expect(entries.map(\.amount.description) == ["-1190.10 EUR", "-214.00 EUR", "2400.00 EUR"])
    #expect(entries.map(\.day.description) == ["2026-03-14", "2026-03-15", "2026-03-17"])
    #expect(proposed.readBack?.isClean == true)
    #expect(proposed.diagnostics.isEmpty, "\(Diagnostic.render(proposed.diagnostics))")
  }

  @Test func `of several sheets the largest table is named, and that it is a guess`() throws {
    let notes = WorkbookFixture.data([["Stand", "März"], ["geprüft", "ja"]])
    let bytes = WorkbookFixture.workbook([
      ("Notizen", notes), ("Umsätze", Self.bank), ("Leer", "<sheetData/>"),
    ])
    let proposed = try Proposed(bytes, "konto.xlsx")
    #expect(proposed.text.contains("\"sheet\": \"Umsätze\""), "\(proposed.text)")
    #expect(proposed.proposal.unsureKeys.contains("read.xlsx.sheet"))
    #expect(proposed.text.contains("\"Notizen\""))
    #expect(proposed.reading?.entries.count == 3)
  }

  @Test func `spreadsheets of OpenDocument, too`() throws {
    func cell(_ text: String) -> String {
      "<table:table-cell office:value-type=\"string\"><text:p>\(text)</text:p></table:table-cell>"
    }
    func number(_ kind: String, _ value: String) -> String {
      "<table:table-cell office:value-type=\"\(kind)\" office:\(kind == "date" ? "date-value" : "value")=\"\(value)\"/>"
    }
    func row(_ cells: [String]) -> String { "<table:table-row>\(cells.joined())</table:table-row>" }
    let rows =
      row([cell("Date"), cell("Merchant"), cell("Category"), cell("Amount EUR")])
      + row([
        number("date", "2026-03-03"), cell("Hotel Seeblick"), cell("Lodging"),
        number("float", "214"),
      ])
      + row([
        number("date", "2026-03-16"), cell("Taxi Sonnenberg"), cell("Travel"),
        number("float", "31.8"),
      ])
    let content = """
      <?xml version="1.0"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
      xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">
      <office:body><office:spreadsheet><table:table table:name="Trip">\(rows)</table:table></office:spreadsheet></office:body>
      </office:document-content>
      """
    let bytes = TestMail.zip([
      ("mimetype", Array("application/vnd.oasis.opendocument.spreadsheet".utf8)),
      ("content.xml", Array(content.utf8)),
    ])
    let proposed = try Proposed(bytes, "trip.ods", document: .expense)
    #expect(proposed.text.contains("\"xlsx\": {"), "\(proposed.text)")
    #expect(proposed.reading?.documents.count == 2)
    #expect(proposed.reading?.documents.first?.totals.gross?.description == "214")
  }

  @Test func `an empty workbook is refused`() throws {
    let bytes = WorkbookFixture.workbook([("Leer", "<sheetData/>")])
    #expect(throws: Proposed.Refused.self) { try Proposed(bytes, "leer.xlsx") }
  }
}
