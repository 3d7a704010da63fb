import Documents
import Readings
import Values

/// Finds out how an unknown table is laid out and what its columns hold.
///
/// The work is bounded: of a large file the first rows and the last lines are looked at.
struct TableSurveyor<Input: FileInput> {
  let input: Input
  let limits: ReadLimits
  /// What is known of it; of a file nothing.
  var instructions = ReadInstructions(target: .table)

  func survey() -> Result<TableSurvey, CSVRefusal> {
    let names = instructions.csvTable.encodings
    switch EncodingDetection.detect(input, names: names, pieceBytes: CSVLimits.pieceBytes) {
    case .failure(let failure): return .failure(CSVRefusal([CSVProblems.problem(failure, input)]))
    case .success(let detection): return survey(detection)
    }
  }

  private func survey(_ detection: EncodingDetection) -> Result<TableSurvey, CSVRefusal> {
    let layout = CSVLayout.find(input, detection, instructions)
    let sample = TableSample(input, detection, layout, limits)
    if let failure = sample.failure ?? layout.failure.flatMap({ $0.isOpenEnd ? nil : $0 }) {
      return .failure(CSVRefusal([CSVProblems.problem(failure, limits)]))
    }
    guard !sample.rows.isEmpty else { return .failure(CSVRefusal([CSVProblems.empty])) }
    var table = TableSurvey()
    table.encoding = detection.encoding.isUTF16 ? "utf-16" : detection.encoding.rawValue
    table.separator = String(UnicodeScalar(layout.separator))
    table.isSample = sample.isCut
    TableDescription(sample: sample, separator: layout.separator).fill(&table)
    return .success(table)
  }
}

/// What the sample of a table says about its rows and columns.
private struct TableDescription {
  let sample: TableSample
  let separator: UInt8

  func fill(_ table: inout TableSurvey) {
    let header = TableHeader.find(sample.rows)
    let below = sample.rows[header.first...]
    let trailer =
      sample.isCut
      ? TableTrailer(sample.tail, above: Array(below), separator: separator)
      : TableTrailer(Array(below), above: [], separator: separator)
    let rows = sample.isCut ? below : below.dropLast(trailer.rows.count)
    table.headerEvidence = header.evidence
    table.headerLine = header.index.map { sample.rows[$0].line }
    table.firstLine = rows.first?.line
    table.rowCount = rows.count
    table.preamble = lines(sample.rows[..<(header.index ?? header.first)])
    table.trailer = lines(trailer.rows[...])
    table.trailerPattern = trailer.pattern
    table.columns = columns(header, rows)
    let relations = TableRelations(table.columns, rows)
    table.balances = relations.balances
    table.sums = relations.sums
    if !sample.isCut, rows.count > 1 { table.totals = relations.totals(trailer.rows, separator) }
    table.stated = (table.preamble + table.trailer).flatMap(StatedCurrencies.of)
    TableLetters.look(sample.rows, &table)
  }

  private func columns(
    _ header: TableHeader,
    _ rows: ArraySlice<CSVRow>
  ) -> [ColumnSurvey] {
    let texts = header.index.map { sample.rows[$0].texts.map(Self.singleSpaced) } ?? []
    let names = texts.map(CSVHeader.fold)
    return (0..<header.width).map { cell in
      let text = cell < texts.count ? texts[cell] : ""
      let isShort = text.unicodeScalars.count <= CSVLimits.surveyLineText
      var survey = ColumnSurveyor(
        number: cell + 1,
        header: text.cut(to: CSVLimits.surveyLineText),
        rows: rows
      ).result
      survey.hasOwnHeader =
        !text.isEmpty && isShort && names.count { $0 == CSVHeader.fold(text) } == 1
      return survey
    }
  }

  private static func singleSpaced(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  private func lines(_ rows: ArraySlice<CSVRow>) -> [SurveyLine] {
    rows.prefix(CSVLimits.surveyLines).map { row in
      SurveyLine(
        line: row.line,
        cells: row.texts.prefix(CSVLimits.surveyLineCells).map {
          $0.cut(to: CSVLimits.surveyText)
        },
        text: row.joined(separator).cut(to: CSVLimits.surveyLineText)
      )
    }
  }
}
