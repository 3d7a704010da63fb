import Books
import Documents
import FoundationEssentials
import Readings
import TestPapers
import Testing
import Values

@testable import Readers

@Suite struct `Excel workbooks` {
  static let header = ["Buchungstag", "Betrag", "Währung", "Verwendungszweck"]

  private func ledger(
    _ bytes: [UInt8],
    _ change: (inout ReadInstructions) -> Void = { _ in }
  ) -> Reading {
    var instructions = ReadInstructions(target: .ledger)
    change(&instructions)
    var items: [ReadingItem] = []
    let summary = FileReader.read(MemoryInput(bytes), instructions: instructions, fileName: "x") {
      items.append($0)
    }
    let reading = Reading(items: items, summary: summary)
    #expect(reading.isConsistent)
    return reading
  }

  private func sheet(_ rows: [[String]], after: String = "") -> [UInt8] {
    WorkbookFixture.workbook([("Umsätze", WorkbookFixture.data(rows) + after)])
  }

  @Test
  func `rows are entries, numbers and days as people see them, the line is the sheet's row`() {
    let reading = ledger(
      sheet([
        ["Musterbank"], [], Self.header,
        ["=46095|1", "=-1190.0999999999999", "EUR", "Rechnung 7"],
        ["=46096.5|3", "=0.30000000000000004|2", "", "mit € im Format"],
        ["=46097|1", "=1.5E3|4", "EUR", "1,5 Tausend"],
      ])
    )
    #expect(reading.problemCodes == [])
    #expect(reading.summary.kind == .xlsx)
    #expect(
      rows(reading) == [
        "4 | 2026-03-14 | - | -1190.10 EUR | - | - | - | Rechnung 7",
        "5 | 2026-03-15 | - | 0.30 EUR | - | - | - | mit € im Format",
        "6 | 2026-03-16 | - | 1500.00 EUR | - | - | - | 1,5 Tausend",
      ]
    )
  }

  @Test
  func `the definition's locale and day format do not change what a number or a day is`() {
    let bytes = sheet([Self.header, ["=46095|1", "=1234.5|2", "EUR", "a"]])
    let reading = ledger(bytes) { instructions in
      instructions.locale = "de-DE"
      var csv = CSVInstructions()
      csv.separator = ";"
      csv.encodings = ["windows-1252"]
      csv.locale = "de-DE"
      var day = ColumnInstructions(field: "day", type: .day)
      (day.headers, day.format) = (["Buchungstag"], "dd.MM.yyyy")
      var amount = ColumnInstructions(field: "amount", type: .amount)
      (amount.headers, amount.currency) = (["Betrag"], Currency("EUR"))
      csv.columns = [day, amount]
      instructions.csv = csv
    }
    #expect(rows(reading) == ["2 | 2026-03-14 | - | 1234.50 EUR | - | - | - | -"])
  }

  @Test
  func `days that are text are read as in a table of text`() {
    let reading = ledger(sheet([Self.header, ["14.03.2026", "=5|4", "EUR", "a"]]))
    #expect(reading.entries.first?.day.description == "2026-03-14")
  }

  @Test
  func `shared texts, error cells and truth values come as they stand`() {
    let rows =
      "<sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>1</v></c><c r=\"B1\" t=\"s\"><v>0</v></c>"
      + "<c r=\"C1\" t=\"s\"><v>2</v></c></row><row r=\"2\"><c r=\"A2\" s=\"1\"><v>46095</v></c>"
      + "<c r=\"B2\" t=\"e\"><v>#REF!</v></c><c r=\"C2\" t=\"b\"><v>1</v></c></row></sheetData>"
    let bytes = WorkbookFixture.workbook([("A", rows)], texts: ["Betrag EUR", "Datum", "Text"])
    let reading = ledger(bytes) { $0.currency = Currency("EUR") }
    #expect(reading.problemCodes.last?.hasPrefix("csv.") == true)
    #expect(reading.problems.contains { $0.rawText == "#REF!" })
  }

  @Test
  func `a merged header names every column below it`() {
    let merged = "<mergeCells><mergeCell ref=\"A1:A2\"/><mergeCell ref=\"B1:B2\"/></mergeCells>"
    let bytes = sheet(
      [["Datum", "Betrag", "Zahlung"], ["", "", "Währung"], ["=46095|1", "=5|4", "EUR"]],
      after: merged
    )
    #expect(rows(ledger(bytes)) == ["3 | 2026-03-14 | - | 5.00 EUR | - | - | - | -"])
  }

  @Test
  func `the sheet that holds the table is read, hidden and other sheets are left out and told`() {
    let table = WorkbookFixture.data([Self.header, ["=46095|1", "=5|4", "EUR", "a"]])
    let notes = WorkbookFixture.data([["only", "words"]])
    let one = WorkbookFixture.workbook(
      [("Notes", notes), ("Data", table), ("Old", table)],
      hidden: ["Old"]
    )
    #expect(ledger(one).entries.count == 1)
    #expect(ledger(one).problemCodes == ["xlsx.sheet-left-out"])
    let two = WorkbookFixture.workbook([("Data", table), ("Old", table)])
    #expect(ledger(two).problemCodes == ["xlsx.several-sheets"])
    let none = WorkbookFixture.workbook([("Data", table)], hidden: ["Data"])
    #expect(ledger(none).problemCodes == ["xlsx.no-sheet"])
  }

  @Test
  func `a sheet that the definition names is read, and no other; one that is not there is told`() {
    let table = WorkbookFixture.data([Self.header, ["=46095|1", "=5|4", "EUR", "a"]])
    let other = WorkbookFixture.data([Self.header, ["=46096|1", "=7|4", "EUR", "b"]])
    let bytes = WorkbookFixture.workbook(
      [("Old", other), ("Hidden", other), ("Empty", "<sheetData/>"), ("Data 2026", table)],
      hidden: ["Hidden"]
    )
    func read(_ sheet: WorkbookInstructions.Sheet) -> Reading {
      ledger(bytes) { instructions in
        var workbook = WorkbookInstructions()
        workbook.sheet = sheet
        instructions.workbook = workbook
      }
    }
    func memo(_ sheet: WorkbookInstructions.Sheet) -> [String?] { read(sheet).entries.map(\.memo) }
    #expect(memo(.named("Data 2026")) == ["a"])
    #expect(memo(.named("data 2026 ")) == ["a"])
    // Hidden sheets are not counted, empty ones are.
    #expect(memo(.number(1)) == ["b"])
    #expect(memo(.number(3)) == ["a"])
    #expect(read(.number(2)).problemCodes == ["xlsx.no-sheet"])
    #expect(read(.number(4)).problemCodes == ["xlsx.sheet-not-there"])
    #expect(read(.named("Hidden")).problemCodes == ["xlsx.sheet-not-there"])
    let near = read(.named("Data 2025"))
    #expect(near.problemCodes == ["xlsx.sheet-not-there"])
    #expect(near.problems.first?.message.contains("Did you mean \"Data 2026\"?") == true)
    #expect(read(.named("Data 2026")).summary.isRefused == false)
  }

  @Test
  func `columns of workbooks are their own where the definition says both`() {
    var csv = CSVInstructions()
    var sheet = WorkbookInstructions()
    func column(
      _ field: String,
      _ header: String,
      _ type: ColumnInstructions.ValueType
    )
      -> ColumnInstructions
    {
      var column = ColumnInstructions(field: field, type: type)
      (column.headers, column.currency) = ([header], type == .amount ? Currency("EUR") : nil)
      return column
    }
    csv.columns = [column("day", "Date", .day), column("amount", "Amount", .amount)]
    sheet.table.columns = [
      column("day", "Buchungstag", .day), column("amount", "Betrag", .amount),
      column("memo", "Verwendungszweck", .text),
    ]
    let bytes = self.sheet([Self.header, ["=46095|1", "=5|4", "EUR", "a"]])
    let both = ledger(bytes) { ($0.csv, $0.workbook) = (csv, sheet) }
    #expect(rows(both) == ["2 | 2026-03-14 | - | 5.00 EUR | - | - | - | a"])
    let text = Array("Date,Amount\n2026-03-15,7.00\n".utf8)
    let table = ledger(text) { ($0.csv, $0.workbook) = (csv, sheet) }
    #expect(rows(table) == ["2 | 2026-03-15 | - | 7.00 EUR | - | - | - | -"])
    // Without a definition for workbooks that of tables holds, and its words name it.
    let refused = ledger(bytes) { $0.csv = csv }
    #expect(refused.problems.allSatisfy { $0.remedy.contains("read.csv") })
    let own = ledger(bytes) { instructions in
      var wrong = sheet
      wrong.table.columns[0].headers = ["Day"]
      instructions.workbook = wrong
    }
    #expect(own.problemCodes == ["csv.missing-column"])
    #expect(own.problems.allSatisfy { $0.remedy.contains("read.xlsx.columns") })
  }

  @Test(
    arguments: [
      ("General", "1234.5", "1234.5"), ("0.00", "1234.567", "1234.57"), ("#,##0", "12.5", "13"),
      ("0%", "0.19", "19"), ("0.000", "1.234", "1.2340"), ("[$EUR] #,##0.00", "5", "5.00 EUR"),
      ("\"$\"#,##0.00", "5", "5.00 $"), ("yyyy\\-mm\\-dd", "46095", "2026-03-14"),
      ("dd.mm.yyyy hh:mm", "46095.99", "2026-03-14"), ("h:mm", "0.5", "0.5"),
      ("[h]:mm", "30", "30"),
      ("@", "0815", "815"), ("0.00E+00", "12.5", "12.5"), ("#,##0,", "12500", "12500"),
      ("_-* #,##0.00\\ _€_-", "7", "7.00"),
    ]
  )
  func `a format decides what people see`(code: String, value: String, shown: String) {
    let format = WorkbookFormat(code: code)
    #expect(WorkbookNumber.shown(value, format, startsIn1904: false) == shown)
  }

  @Test(
    arguments: [
      ("1190.0999999999999", "1190.1"), ("0.1", "0.1"), ("1E-7", "0.0000001"), ("1.5E+3", "1500"),
      ("99999999999999.99", "100000000000000"), ("123456789012345678", "123456789012345678"),
      ("2.2250738585072014E-308", nil), ("NaN", nil), ("", nil),
      ("-0.0049999999999999999", "-0.005"),
    ] as [(String, String?)]
  )
  func `a number's fifteen digits count, not its binary shadow`(text: String, value: String?) {
    #expect(WorkbookNumber.decimal(text)?.description == value)
  }

  @Test
  func `days of both calendars, and the day that never was`() {
    let day = WorkbookFormat(builtin: 14)
    let shown = { (serial: String, is1904: Bool) in
      WorkbookNumber.shown(serial, day, startsIn1904: is1904)
    }
    #expect(shown("1", false) == "1900-01-01")
    #expect(shown("59", false) == "1900-02-28")
    #expect(shown("60", false) == "60")
    #expect(shown("61", false) == "1900-03-01")
    #expect(shown("1462", true) == "1908-01-02")
  }

  @Test
  func `every cut of a workbook is refused with a problem and no crash`() {
    let bytes = sheet([Self.header, ["=46095|1", "=5|4", "EUR", "a"]])
    for end in stride(from: 4, to: bytes.count, by: 7) {
      let reading = ledger(Array(bytes[..<end]))
      #expect(reading.summary.isRefused)
    }
  }

  @Test
  func `mutated workbooks are read without a crash`() {
    let environment = ProcessInfo.processInfo.environment
    let rounds = environment["TICKMARK_FUZZ"].flatMap { Int($0) } ?? 1_000
    let seed = environment["TICKMARK_SEED"].flatMap { UInt64($0) } ?? 20_261_125
    print("workbook fuzz: seed \(seed), \(rounds) rounds")
    var random = SeededRandom(seed: seed)
    let bytes = sheet([Self.header, ["=46095|1", "=5|4", "EUR", "a"]])
    var refused = 0
    for _ in 0..<rounds {
      var mutant = bytes
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        mutant[Int.random(in: mutant.indices, using: &random)] = UInt8.random(
          in: 0...255,
          using: &random
        )
      }
      if ledger(mutant).summary.isRefused { refused += 1 }
    }
    // A member's checksum does not forgive.
    #expect(refused * 2 > rounds)
  }

  @Test
  func `sparse, wide, huge and bomb-like sheets meet their limits`() {
    let far =
      "<sheetData>" + WorkbookFixture.row(1, Self.header)
      + "<row r=\"1048576\"><c r=\"A1048576\"><v>1</v></c></row></sheetData>"
    #expect(ledger(WorkbookFixture.workbook([("A", far)])).summary.isRefused)
    let wide = "<sheetData><row r=\"1\"><c r=\"XFD1\"><v>1</v></c></row></sheetData>"
    #expect(ledger(WorkbookFixture.workbook([("A", wide)])).problemCodes == ["xlsx.too-large@1"])
    let beyond = "<sheetData><row r=\"99999999\"><c><v>1</v></c></row></sheetData>"
    #expect(
      ledger(WorkbookFixture.workbook([("A", beyond)])).problemCodes == ["xlsx.damaged@99999999"]
    )
    let empty =
      "<sheetData><row r=\"1\">" + String(repeating: "<c/>", count: 100_000) + "</row></sheetData>"
    #expect(ledger(WorkbookFixture.workbook([("A", empty)])).problemCodes == ["xlsx.no-sheet"])
    var limits = ZIPLimits()
    limits.memberBytes = 1_000
    let bomb = WorkbookFixture.zip([("a", [UInt8](repeating: 0, count: 2_000))])
    let outcome = ZIPUnpacker.members(of: MemoryInput(bomb), limits: limits) { _ in true }
    if case .failure(let failure) = outcome {
      #expect(failure == .memberTooLarge("a"))
    } else {
      Issue.record("the member's bound was not kept")
    }
  }

  @Test
  func `a document type in a part is refused`() {
    let bytes = WorkbookFixture.zip([
      ("[Content_Types].xml", Array(WorkbookFixture.types.utf8)),
      ("xl/workbook.xml", Array("<!DOCTYPE a [<!ENTITY b \"c\">]><workbook/>".utf8)),
    ])
    #expect(ledger(bytes).problems.first?.code == "xlsx.damaged")
  }
}
