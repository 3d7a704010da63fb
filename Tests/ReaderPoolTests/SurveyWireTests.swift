import Documents
import Readings
import Testing
import Values

/// A survey on the wire: nothing is lost on the way, nothing bad is let in.
@Suite struct SurveyWireTests {
  private static let bytes = ReaderWire.bytes(of: .survey(id: 5, SurveyFixture.full)).dropFirst(4)

  @Test("every field of a survey comes back")
  func roundTrip() throws {
    WireFixture.expectEveryFieldFilled(SurveyFixture.full, at: "survey")
    guard case .survey(5, let back) = try ReaderWire.frame(from: Self.bytes) else {
      Issue.record("another frame came back")
      return
    }
    #expect(back == SurveyFixture.full)
  }

  @Test("what is absent stays absent")
  func absent() throws {
    let survey = FileSurvey(kind: .pdf, description: "a PDF")
    let bytes = ReaderWire.bytes(of: .survey(id: 5, survey)).dropFirst(4)
    guard case .survey(5, let back) = try ReaderWire.frame(from: bytes) else {
      Issue.record("another frame came back")
      return
    }
    #expect(back == survey)
  }

  @Test("every cut of a survey is an error, never a crash")
  func cut() {
    for count in 0..<Self.bytes.count {
      #expect(throws: WireError.self) { try ReaderWire.frame(from: Self.bytes.prefix(count)) }
    }
  }
}

/// A survey with every field filled.
enum SurveyFixture {
  static let cell = SurveyCell(line: 7, text: "1.234,56")

  static let full: FileSurvey = {
    var survey = FileSurvey(kind: .csv, description: "a table (CSV)")
    survey.problem = Problem(
      code: "csv.empty",
      scope: .file,
      message: "m",
      place: Place(page: 1, line: 2, column: 3, field: "f", path: "/p"),
      rawText: "r",
      remedy: "x"
    )
    survey.table = table
    return survey
  }()

  private static let table: TableSurvey = {
    var table = TableSurvey()
    table.encoding = "utf-8"
    table.foreign = cell
    table.garbled = cell
    table.separator = ";"
    table.sheet = "Reisen"
    table.otherSheets = ["Hinweise"]
    table.headerEvidence = .names
    table.headerLine = 3
    table.firstLine = 4
    table.rowCount = 20
    table.isSample = true
    table.preamble = [SurveyLine(line: 1, cells: ["a"], text: "a")]
    table.trailer = [SurveyLine(line: 9, cells: ["Summe"], text: "Summe;")]
    table.trailerPattern = "^Summe"
    table.columns = [column]
    table.balances = [balance]
    table.sums = [SumFinding(total: 3, first: 1, second: 2, rows: 20)]
    table.totals = [TotalFinding(cell: cell, column: 3, pattern: "^Summe;(.*)")]
    table.stated = [StatedCurrency(code: "EUR", cell: cell, isLabelled: true)]
    return table
  }()

  private static let balance: BalanceFinding = {
    var balance = BalanceFinding(balance: 5, isNegated: true, steps: 19)
    balance.amount = 3
    balance.debit = 1
    balance.credit = 2
    balance.keys = [6]
    return balance
  }()

  private static let column: ColumnSurvey = {
    var column = ColumnSurvey(number: 3, header: "Betrag (EUR)")
    column.hasOwnHeader = true
    column.meanings = [HeaderMeaning(family: .ledger, field: "amount", rank: 1, isExact: true)]
    column.headerCurrency = CurrencyHint(sign: "$", codes: ["USD", "CAD"])
    column.filled = 20
    column.distinct = 19
    column.lengthTimesTen = 81
    column.numbers = numbers
    column.days = days
    column.ibans = 1
    column.vatIDs = 2
    column.currencies = 3
    column.debitMarks = 4
    column.creditMarks = 5
    column.documentTypes = 6
    return column
  }()

  private static let numbers: NumberSurvey = {
    var numbers = NumberSurvey()
    numbers.count = 20
    numbers.positive = 12
    numbers.negative = 8
    numbers.style = .contradiction
    numbers.cell = cell
    numbers.otherCell = cell
    numbers.decimals = 2
    numbers.withLeadingZeros = 1
    numbers.marks = ["EUR": 3]
    numbers.sharedMarks = [CurrencyHint(sign: "kr", codes: ["SEK", "NOK"])]
    numbers.unmarked = 17
    numbers.smallest = ExactDecimal("-12.50")
    numbers.largest = ExactDecimal("1234.56")
    numbers.sum = ExactDecimal("99.00")
    return numbers
  }()

  private static let days: DaySurvey = {
    var days = DaySurvey()
    days.count = 20
    days.isPacked = true
    days.format = "dd/MM/yyyy"
    days.decider = cell
    days.openCell = cell
    days.openDays = [WireFixture.day]
    days.readings = [
      DayReading(format: "dd/MM/yyyy", first: WireFixture.day, last: WireFixture.day)
    ]
    days.contradiction = [cell]
    return days
  }()
}
