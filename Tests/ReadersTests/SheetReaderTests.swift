import Books
import Documents
import Readers
import Readings
import TestPapers
import Testing
import Values

/// OpenDocument spreadsheets of our own, as small as LibreOffice accepts them.
@Suite struct `OpenDocument spreadsheets` {
  private func sheet(_ tables: String) -> [UInt8] {
    let content = """
      <?xml version="1.0"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
      xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
      xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0">
      <office:automatic-styles><style:style style:name="ta2"><style:table-properties table:display="false"/></style:style>
      </office:automatic-styles><office:body><office:spreadsheet>\(tables)</office:spreadsheet></office:body></office:document-content>
      """
    return TestMail.zip([
      ("mimetype", Array("application/vnd.oasis.opendocument.spreadsheet".utf8)),
      ("content.xml", Array(content.utf8)),
    ])
  }

  private func table(_ rows: String, _ name: String = "Bank", style: String = "ta1") -> String {
    "<table:table table:name=\"\(name)\" table:style-name=\"\(style)\">\(rows)</table:table>"
  }

  private func row(_ cells: [String], _ more: String = "") -> String {
    "<table:table-row\(more)>\(cells.joined())</table:table-row>"
  }

  private func text(_ text: String, _ more: String = "") -> String {
    "<table:table-cell office:value-type=\"string\"\(more)><text:p>\(text)</text:p></table:table-cell>"
  }

  private func cell(_ type: String, _ values: String, _ shown: String) -> String {
    "<table:table-cell office:value-type=\"\(type)\" \(values)><text:p>\(shown)</text:p></table:table-cell>"
  }

  private var bank: String {
    row([text("Date"), text("Amount"), text("Text")])
      + row([
        cell("date", "office:date-value=\"2026-03-14T10:00:00\"", "14.3.26"),
        cell("currency", "office:value=\"-1190.5\" office:currency=\"EUR\"", "-1.190,50 €"),
        text("Invoice <text:s/>7<text:line-break/>"),
      ])
      + row([
        cell("date", "office:date-value=\"2026-03-15\"", "15.3.26"),
        cell("currency", "office:value=\"5\" office:currency=\"EUR\"", "5 €"),
        "<table:table-cell><office:annotation><text:p>note</text:p></office:annotation></table:table-cell>",
      ])
  }

  @Test
  func `numbers, days and currencies are taken as people see them`() {
    let reading = opened(sheet(table(bank)), .ledger)
    #expect(reading.summary.kind == .ods)
    #expect(
      rows(reading) == [
        "2 | 2026-03-14 | - | -1190.50 EUR | - | - | - | Invoice  7",
        "3 | 2026-03-15 | - | 5.00 EUR | - | - | - | -",
      ],
      "\(reading.problems)"
    )
  }

  @Test
  func `hidden sheets are none, of several the one that fits is read`() {
    let hidden = table(bank, "old", style: "ta2")
    let other = table(row([text("Notes")]), "notes")
    let reading = opened(sheet(hidden + other + table(bank)), .ledger)
    #expect(reading.entries.count == 2)
    #expect(reading.problemCodes == ["xlsx.sheet-left-out"])
    #expect(opened(sheet(hidden), .ledger).problemCodes == ["xlsx.no-sheet"])
  }

  @Test
  func `a billion empty cells cost nothing, a billion full ones meet a limit`() {
    let empty =
      row(
        ["<table:table-cell table:number-columns-repeated=\"1000000\"/>"],
        " table:number-rows-repeated=\"1000000\""
      )
    let reading = opened(sheet(table(bank + empty)), .ledger)
    #expect(reading.entries.count == 2)
    let some = empty.replacing("rows-repeated=\"1000000\"", with: "rows-repeated=\"1000\"")
    #expect(opened(sheet(table(some + bank)), .ledger).entries.first?.line == 1_002)
    let wide = row([text("x", " table:number-columns-repeated=\"1000000\"")])
    #expect(opened(sheet(table(bank + wide)), .ledger).problemCodes == ["xlsx.too-large@4"])
    let full = row(
      [text("xxxxxxxx", " table:number-columns-repeated=\"900\"")],
      " table:number-rows-repeated=\"1000000\""
    )
    #expect(opened(sheet(table(bank + full)), .ledger).problemCodes == ["xlsx.too-large@4"])
  }

  /// Found by the fuzz run: 1,400 bytes became a million rows, and 11 s of work.
  @Test
  func `a row that is repeated too often is refused, all repetitions together`() {
    func repeated(_ count: Int) -> String {
      bank
        + row(
          [
            cell("date", "office:date-value=\"2026-03-16\"", "16.3.26"),
            cell("currency", "office:value=\"5\" office:currency=\"EUR\"", "5 €"), text("x"),
          ],
          " table:number-rows-repeated=\"\(count)\""
        )
    }
    #expect(
      opened(sheet(table(repeated(4_294_967_295))), .ledger).problemCodes == ["xlsx.too-large@4"]
    )
    let twice = repeated(60_000) + row([text("y")], " table:number-rows-repeated=\"60000\"")
    #expect(opened(sheet(table(twice)), .ledger).problemCodes == ["xlsx.too-large@60004"])
    #expect(opened(sheet(table(repeated(500))), .ledger).entries.count == 502)
  }

  @Test
  func `what is no sheet says why`() {
    let bytes = sheet(table(bank))
    #expect(opened(Array(bytes.dropLast(5)), .ledger).problemCodes == ["xlsx.damaged"])
    let noContent = TestMail.zip([
      ("mimetype", Array("application/vnd.oasis.opendocument.spreadsheet".utf8))
    ])
    #expect(opened(noContent, .ledger).problemCodes == ["xlsx.damaged"])
    #expect(opened(sheet("<x"), .ledger).problemCodes.first?.hasPrefix("xlsx.damaged") == true)
  }
}
