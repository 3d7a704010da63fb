import Readings
import Values

/// Counts what one column of an unknown table holds.
struct ColumnSurveyor {
  private struct Seen {
    var cell: TableCell
    var line: Int
    var count: Int
    var text: String
  }

  private var survey: ColumnSurvey
  /// Each different text once, in the order of the file.
  private var seen: [Seen] = []
  private var places: [String: Int] = [:]
  private var length = 0

  init(number: Int, header: String, rows: ArraySlice<CSVRow>) {
    survey = ColumnSurvey(number: number, header: header)
    for row in rows {
      let text = row.text(number - 1)
      guard !text.isEmpty else { continue }
      survey.filled += 1
      length += text.count
      if let place = places[text] {
        seen[place].count += 1
      } else {
        places[text] = seen.count
        seen.append(Seen(cell: TableCell(text), line: row.line, count: 1, text: text))
      }
    }
  }

  var result: ColumnSurvey {
    var result = survey
    result.meanings = HeaderMeanings.of(survey.header)
    result.headerCurrency = HeaderMeanings.currency(of: survey.header)
    result.distinct = seen.count
    result.lengthTimesTen = survey.filled == 0 ? 0 : length * 10 / survey.filled
    result.ibans = count(\.isIBAN)
    result.vatIDs = count(\.isVATID)
    result.currencies = count(\.isCurrency)
    result.debitMarks = count(\.isDebitMark)
    result.creditMarks = count(\.isCreditMark)
    result.documentTypes = count(\.isDocumentType)
    result.numbers = numbers
    result.days = days
    return result
  }

  private func count(_ question: KeyPath<TableCell, Bool>) -> Int {
    seen.reduce(0) { $0 + ($1.cell[keyPath: question] ? $1.count : 0) }
  }

  private func shown(_ text: String, _ line: Int) -> SurveyCell {
    SurveyCell(line: line, text: text.cut(to: CSVLimits.surveyText))
  }

  private func shown(line: Int) -> SurveyCell? {
    seen.first { $0.line == line }.map { shown($0.text, line) }
  }
}

// Numbers.
extension ColumnSurveyor {
  private var numbers: NumberSurvey? {
    var survey = NumberSurvey()
    survey.count = count(\.isNumber)
    guard survey.count > 0 else { return nil }
    var evidence = NumberEvidence()
    for one in seen where one.cell.isNumber {
      evidence.weigh(Array(one.text.utf8).span, line: one.line)
    }
    setStyle(evidence, &survey)
    for one in seen where one.cell.isNumber { add(one, &survey) }
    survey.sum = sum(survey.style)
    return survey
  }

  private func setStyle(_ evidence: NumberEvidence, _ survey: inout NumberSurvey) {
    switch evidence.verdict {
    case .either: survey.style = .either
    case .style(let style):
      survey.style = style == .decimalPoint ? .decimalPoint : .decimalComma
      survey.cell = (evidence.pointLine ?? evidence.commaLine).flatMap(shown(line:))
    case .open(let line, _):
      survey.style = .open
      survey.cell = shown(line: line)
    case .contradiction(let point, let comma):
      survey.style = .contradiction
      survey.cell = shown(line: point)
      survey.otherCell = shown(line: comma)
    }
  }

  private func add(_ one: Seen, _ survey: inout NumberSurvey) {
    guard let value = Self.value(of: one.cell, survey.style) ?? one.cell.point ?? one.cell.comma
    else { return }
    if value.isNegative { survey.negative += one.count }
    if !value.isNegative, !value.isZero { survey.positive += one.count }
    if survey.style == .decimalPoint || survey.style == .decimalComma {
      survey.decimals = max(survey.decimals, value.scale)
    }
    survey.smallest = min(survey.smallest ?? value, value)
    survey.largest = max(survey.largest ?? value, value)
    if one.cell.hasLeadingZero { survey.withLeadingZeros += one.count }
    switch one.cell.mark {
    case nil: survey.unmarked += one.count
    case .exact(let currency): survey.marks[currency.code, default: 0] += one.count
    case .oneOf(let sign, let codes):
      guard !survey.sharedMarks.contains(where: { $0.sign == sign }) else { return }
      survey.sharedMarks.append(CurrencyHint(sign: sign, codes: codes))
    }
  }

  /// The number in the column's style; nil while that is not known.
  static func value(of cell: TableCell, _ style: NumberSurvey.Style) -> ExactDecimal? {
    switch style {
    case .decimalPoint, .either: cell.point
    case .decimalComma: cell.comma
    case .open, .contradiction: nil
    }
  }

  private func sum(_ style: NumberSurvey.Style) -> ExactDecimal? {
    var sum = ExactDecimal.zero
    for one in seen where one.cell.isNumber {
      guard let value = Self.value(of: one.cell, style) else { return nil }
      do throws(ArithmeticError) {
        sum = try sum.adding(value.multiplied(by: ExactDecimal(one.count)))
      } catch {
        return nil
      }
    }
    return sum
  }
}

// Days.
extension ColumnSurveyor {
  private var days: DaySurvey? {
    var survey = DaySurvey()
    survey.count = count(\.isDay)
    guard survey.count > 0 else { return nil }
    survey.isPacked = seen.allSatisfy { !$0.cell.isDay || $0.cell.isDigits }
    var evidence = DayFormatEvidence()
    for one in seen { evidence.weigh(Array(one.text.utf8).span, line: one.line) }
    if let line = evidence.openLine {
      survey.openCell = shown(evidence.openText, line)
      let bytes = Array(evidence.openText.utf8)
      survey.openDays = Set(DayFormatEvidence.candidates.compactMap { $0.day(bytes.span) }).sorted()
    }
    switch evidence.verdict(locale: nil) {
    case .none: return nil
    case .format(let format):
      survey.format = format.text
      survey.decider = decider(format, evidence)
      survey.readings = [reading(format)].compactMap { $0 }
    case .open(let formats, _, _):
      survey.readings = formats.compactMap { DayFormat($0) }.compactMap(reading)
    case .contradiction(let one, let other):
      survey.contradiction = [one, other].compactMap(shown(line:))
    }
    return survey
  }

  /// The first cell that the other readings of the open one cannot read.
  private func decider(_ format: DayFormat, _ evidence: DayFormatEvidence) -> SurveyCell? {
    guard evidence.openLine != nil else { return nil }
    let open = Array(evidence.openText.utf8)
    let day = format.day(open.span)
    let rivals = DayFormatEvidence.candidates.filter { rival in
      rival.day(open.span).map { $0 != day } ?? false
    }
    let decider = seen.first { one in
      let bytes = Array(one.text.utf8)
      return format.day(bytes.span) != nil && rivals.allSatisfy { $0.day(bytes.span) == nil }
    }
    return decider.map { shown($0.text, $0.line) }
  }

  private func reading(_ format: DayFormat) -> DayReading? {
    let days = seen.compactMap { format.day(Array($0.text.utf8).span) }
    guard let first = days.min(), let last = days.max() else { return nil }
    return DayReading(format: format.text, first: first, last: last)
  }
}

extension String {
  /// At most so many scalars: one `Character` may be a letter with a million accents.
  func cut(to count: Int) -> String {
    String(String.UnicodeScalarView(unicodeScalars.prefix(count)))
  }
}
