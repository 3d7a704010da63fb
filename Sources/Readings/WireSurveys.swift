import Documents
import Values

// Surveys, as they travel. `SurveyWireTests` fails when a field is missing here.

extension FileSurvey: WireValue {
  static var blank: FileSurvey { FileSurvey(kind: .unknown, description: "") }

  mutating func visit(_ fields: inout some WireFields) throws(WireError) {
    try fields.visitName(&kind)
    try fields.visit(&description)
    try fields.visit(&problem)
    try fields.visit(&table)
  }
}

extension TableSurvey: WireValue {
  static var blank: TableSurvey { TableSurvey() }

  mutating func visit(_ fields: inout some WireFields) throws(WireError) {
    try fields.visit(&encoding)
    try fields.visit(&foreign)
    try fields.visit(&garbled)
    try fields.visit(&separator)
    try fields.visit(&sheet)
    try fields.visit(&otherSheets)
    try fields.visitName(&headerEvidence)
    try fields.visit(&headerLine)
    try fields.visit(&firstLine)
    try fields.visit(&rowCount)
    try fields.visit(&isSample)
    try fields.visit(&preamble)
    try fields.visit(&trailer)
    try fields.visit(&trailerPattern)
    try fields.visit(&columns)
    try fields.visit(&balances)
    try fields.visit(&sums)
    try fields.visit(&totals)
    try fields.visit(&stated)
  }
}

extension SurveyCell: WireValue {
  static var blank: SurveyCell { SurveyCell(line: 0, text: "") }

  mutating func visit(_ fields: inout some WireFields) throws(WireError) {
    try fields.visit(&line)
    try fields.visit(&text)
  }
}

extension SurveyLine: WireValue {
  static var blank: SurveyLine { SurveyLine(line: 0, cells: [], text: "") }

  mutating func visit(_ fields: inout some WireFields) throws(WireError) {
    try fields.visit(&line)
    try fields.visit(&cells)
    try fields.visit(&text)
  }
}

extension StatedCurrency: WireValue {
  static var blank: StatedCurrency { StatedCurrency(code: "", cell: .blank, isLabelled: false) }

  mutating func visit(_ fields: inout some WireFields) throws(WireError) {
    try fields.visit(&code)
    try fields.visit(&cell)
    try fields.visit(&isLabelled)
  }
}

extension BalanceFinding: WireValue {
  static var blank: BalanceFinding { BalanceFinding(balance: 0, isNegated: false, steps: 0) }

  mutating func visit(_ fields: inout some WireFields) throws(WireError) {
    try fields.visit(&balance)
    try fields.visit(&amount)
    try fields.visit(&debit)
    try fields.visit(&credit)
    try fields.visit(&isNegated)
    try fields.visit(&keys)
    try fields.visit(&steps)
  }
}

extension SumFinding: WireValue {
  static var blank: SumFinding { SumFinding(total: 0, first: 0, second: 0, rows: 0) }

  mutating func visit(_ fields: inout some WireFields) throws(WireError) {
    try fields.visit(&total)
    try fields.visit(&first)
    try fields.visit(&second)
    try fields.visit(&rows)
  }
}

extension TotalFinding: WireValue {
  static var blank: TotalFinding { TotalFinding(cell: .blank, column: 0, pattern: "") }

  mutating func visit(_ fields: inout some WireFields) throws(WireError) {
    try fields.visit(&cell)
    try fields.visit(&column)
    try fields.visit(&pattern)
  }
}

extension ColumnSurvey: WireValue {
  static var blank: ColumnSurvey { ColumnSurvey(number: 0, header: "") }

  mutating func visit(_ fields: inout some WireFields) throws(WireError) {
    try fields.visit(&number)
    try fields.visit(&header)
    try fields.visit(&hasOwnHeader)
    try fields.visit(&meanings)
    try fields.visit(&headerCurrency)
    try fields.visit(&filled)
    try fields.visit(&distinct)
    try fields.visit(&lengthTimesTen)
    try fields.visit(&numbers)
    try fields.visit(&days)
    try fields.visit(&ibans)
    try fields.visit(&vatIDs)
    try fields.visit(&currencies)
    try fields.visit(&debitMarks)
    try fields.visit(&creditMarks)
    try fields.visit(&documentTypes)
  }
}

extension HeaderMeaning: WireValue {
  static var blank: HeaderMeaning {
    HeaderMeaning(family: .own, field: "", rank: 0, isExact: false)
  }

  mutating func visit(_ fields: inout some WireFields) throws(WireError) {
    try fields.visitName(&family)
    try fields.visit(&field)
    try fields.visit(&rank)
    try fields.visit(&isExact)
  }
}

extension CurrencyHint: WireValue {
  static var blank: CurrencyHint { CurrencyHint(sign: "", codes: []) }

  mutating func visit(_ fields: inout some WireFields) throws(WireError) {
    try fields.visit(&sign)
    try fields.visit(&codes)
  }
}

extension NumberSurvey: WireValue {
  static var blank: NumberSurvey { NumberSurvey() }

  mutating func visit(_ fields: inout some WireFields) throws(WireError) {
    try fields.visit(&count)
    try fields.visit(&positive)
    try fields.visit(&negative)
    try fields.visitName(&style)
    try fields.visit(&cell)
    try fields.visit(&otherCell)
    try fields.visit(&decimals)
    try fields.visit(&withLeadingZeros)
    try fields.visit(&marks)
    try fields.visit(&sharedMarks)
    try fields.visit(&unmarked)
    try fields.visit(&smallest)
    try fields.visit(&largest)
    try fields.visit(&sum)
  }
}

extension DaySurvey: WireValue {
  static var blank: DaySurvey { DaySurvey() }

  mutating func visit(_ fields: inout some WireFields) throws(WireError) {
    try fields.visit(&count)
    try fields.visit(&isPacked)
    try fields.visit(&format)
    try fields.visit(&decider)
    try fields.visit(&openCell)
    try fields.visit(&openDays)
    try fields.visit(&readings)
    try fields.visit(&contradiction)
  }
}

extension DayReading: WireValue {
  static var blank: DayReading { DayReading(format: "", first: .blank, last: .blank) }

  mutating func visit(_ fields: inout some WireFields) throws(WireError) {
    try fields.visit(&format)
    try fields.visit(&first)
    try fields.visit(&last)
  }
}
