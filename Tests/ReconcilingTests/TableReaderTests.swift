import Documents
import Testing
import Values

@testable import Reconciling

@Suite struct TableReaderTests {
  private func documents(_ text: String) -> TableReading<DocumentColumns> {
    TableReader.documents(Array(text.utf8))
  }

  @Test(arguments: [
    "doc_id,total,currency\nD1,1190.00,EUR\n",
    "\u{FEFF}doc_id;total;currency\r\nD1;1.190,00;EUR\r\n",
    "currency\tdoc_id\ttotal\nEUR\tD1\t1190\n", "Doc_ID | Total | Currency\nD1 | 1190.0 | eur",
    "doc_id,total,currency,note\n\"D1\",\"1,190.00\",EUR,\"a \"\"b\"\"\nc\"\n\n",
  ])
  func `separators, marks and quotes of many programs are read`(text: String) {
    let reading = documents(text)
    #expect(reading.problems.isEmpty)
    #expect(reading.columns.total == [119_000])
    #expect(reading.columns.currency.map(\.text) == ["EUR"])
  }

  @Test(arguments: [
    ("doc_id,total,currency\nD1,1190.00,EUR\nD2,abc,EUR\n", 3, "total"),
    ("doc_id,total,currency\nD1,11.905,EUR\n", 2, "total"),
    ("doc_id,total,currency\nD1,,EUR\n", 2, "total"),
    ("doc_id,total,currency\nD1,5,\n", 2, "currency"),
    ("doc_id,total,currency\nD1,5,EURO\n", 2, "currency"),
    ("doc_id,total,currency\nD1,5,EUR\nD1,6,EUR\n", 3, "doc_id"),
    ("doc_id,total,currency\n,5,EUR\n", 2, "doc_id"),
    ("doc_id,total,currency\nD1,123456789012345678901,EUR\n", 2, "total"),
    ("doc_id,total,currency\nD1,1234567890123456,EUR\n", 2, "total"),
  ])
  func `a bad row is a problem with its line, and left out`(text: String, line: Int, field: String)
  {
    let reading = documents(text)
    #expect(reading.problems.map(\.place.line) == [line])
    #expect(reading.problems.map(\.place.field) == [field])
    #expect(reading.problems.allSatisfy { !$0.remedy.isEmpty })
    #expect(reading.isUsable)
  }

  @Test func `a table without a column that is needed cannot be used`() {
    let reading = documents("doc_id,total\nD1,5\n")
    #expect(!reading.isUsable)
    #expect(reading.problems.map(\.code) == ["table.no-column"])
  }

  @Test(arguments: [
    "", "\n\n", "\"", "a", "doc_id,total,currency", "doc_id,total,currency\n\"\"\"\",\"\n",
    "\u{0},\u{1}\n,,,\n",
  ])
  func `no text makes it fall`(text: String) {
    #expect(documents(text).columns.count == 0)
    #expect(TableReader.entries(Array(text.utf8)).columns.count == 0)
  }

  @Test func `one-byte letters are read as such`() {
    let bytes =
      Array("doc_id,total,currency,vendor_name\nD1,5,EUR,M".utf8) + [0xFC] + Array("ller\n".utf8)
    let reading = TableReader.documents(bytes)
    #expect(reading.columns.text[reading.columns.name[0].range].elementsEqual("Müller".utf8))
  }

  // MARK: What may be read two ways

  @Test func `a currency of three decimals has them where the mark is known`() {
    let reading = documents("doc_id,total,currency\nD1,17.20,EUR\nD2,47.754,KWD\nD3,2.500,KWD\n")
    #expect(reading.columns.total == [1_720, 47_754, 2_500])
    #expect(documents("doc_id,total,currency\nD1,2.500,KWD\n").problems.count == 1)
  }

  @Test(
    arguments: [
      // Nothing shows it: told, not guessed.
      (["2.500"], [nil]), (["2,500"], [nil]), (["2.500", "1250"], [nil, 125_000]),
      // Other cells of the column show it, before or after.
      (["2.500", "1.234,50"], [250_000, 123_450]), (["2.500", "17,20"], [250_000, 1_720]),
      (["2,500", "17.20"], [250_000, 1_720]), (["2.500", "0.500"], [250, 50]),
      (["2,500", "1.000,00", "3,500"], [nil, 100_000, nil]),
      // Two decimals elsewhere, three here: it may be a slip for thousands.
      (["2.500", "17.20"], [nil, 1_720]), (["1.234.567"], [123_456_700]),
    ] as [([String], [Int64?])]
  )
  func `thousands or decimals is shown by the column or told`(cells: [String], minor: [Int64?]) {
    let rows = cells.enumerated().map { "D\($0);\($1);EUR\n" }.joined()
    let reading = documents("doc_id;total;currency\n" + rows)
    #expect(reading.columns.total == minor.compactMap(\.self))
    #expect(
      reading.problems.map(\.place.line) == minor.indices.filter { minor[$0] == nil }.map { $0 + 2 }
    )
    #expect(reading.problems.allSatisfy { $0.code == "table.bad-cell" })
  }

  @Test(
    arguments: [
      (["01.03.2026"], ["2026-03-01"]),
      (["2026/03/01", "20260302"], ["2026-03-01", "2026-03-02"]),
      (["01/03/2026", "25/03/2026"], ["2026-03-01", "2026-03-25"]),
      (["01/03/2026", "03/25/2026"], ["2026-01-03", "2026-03-25"]),
      (["01.03.2026", "03.25.2026"], ["2026-01-03", "2026-03-25"]),
      (["01/03/2026"], [nil]), (["25/03/2026", "03/25/2026"], [nil, nil]), (["1.3.26"], [nil]),
      (["31.02.2026"], [nil]), (["gestern"], [nil]),
    ] as [([String], [String?])]
  )
  func `day or month first is shown by the column or told`(cells: [String], days: [String?]) throws
  {
    let rows = cells.enumerated().map { "E\($0);\($1);5,EUR\n" }.joined()
    let text = "entry_id;booking_date;amount;currency\n" + rows.replacing("5,EUR", with: "5;EUR")
    let reading = TableReader.entries(Array(text.utf8))
    #expect(reading.columns.day.map { "\(Day(number: $0))" } == days.compactMap(\.self))
    let bad = days.indices.filter { days[$0] == nil }.map { $0 + 2 }
    #expect(reading.problems.map(\.place.line) == bad)
    // A day that is not needed costs the day, not the row, and is told all the same.
    let papers = cells.enumerated().map { "D\($0);5;EUR;\($1)\n" }.joined()
    let more = documents("doc_id;total;currency;issue_date\n" + papers)
    #expect(more.columns.count == cells.count)
    #expect(more.problems.map(\.place.line) == bad)
    #expect(
      more.problems.allSatisfy {
        $0.code == "table.cell-left-out" && $0.place.field == "issue_date"
      }
    )
  }
}
