import Documents
package import Readings
import Values

/// CSV and TSV to a reading: RFC 4180 and what people really send.
///
/// The file is gone over twice or three times in pieces: once for its encoding, once for how its
/// numbers and days are written where the workflow does not say, once for the rows. Memory stays
/// flat. Nothing is guessed: what the file and the workflow leave open is a problem.
package enum CSVReader {
  /// Reads `input`, giving each item to `sink` in the file's order.
  ///
  /// When the summary says `isRefused`, nothing that was given may be used.
  package static func read(
    _ input: some FileInput,
    instructions: ReadInstructions,
    fileName: String,
    into sink: (ReadingItem) -> Void
  ) -> ReadingSummary {
    read(input, instructions, pieceBytes: CSVLimits.pieceBytes, into: sink)
  }

  static func read(
    _ input: some FileInput,
    _ instructions: ReadInstructions,
    pieceBytes: Int,
    into sink: (ReadingItem) -> Void
  ) -> ReadingSummary {
    CSVSession(input: input, instructions: instructions, pieceBytes: pieceBytes).read(sink)
  }
}

/// The reading of one file.
struct CSVSession<Input: FileInput> {
  let input: Input
  let instructions: ReadInstructions
  let pieceBytes: Int
  /// The text was made from a sheet: numbers have a decimal point and days are ISO 8601, whatever the definition says.
  var isWorkbook = false

  func read(_ sink: (ReadingItem) -> Void) -> ReadingSummary {
    switch prepared() {
    case .failure(let refusal):
      for problem in refusal.problems { sink(.problem(problem)) }
      var summary = ReadingSummary(kind: .csv)
      summary.isRefused = true
      return summary
    case .success(let (detection, plan)):
      return rows(detection, plan, sink)
    }
  }

  /// Whether the file's columns are those that are wanted.
  var fits: Bool {
    if case .success = prepared() { true } else { false }
  }

  /// Encoding, layout, columns, styles: everything that must be known before the rows.
  func prepared() -> Result<(EncodingDetection, CSVPlan), CSVRefusal> {
    if let problem = limitProblem() { return .failure(CSVRefusal([problem])) }
    let names = instructions.csvTable.encodings
    switch EncodingDetection.detect(input, names: names, pieceBytes: pieceBytes) {
    case .failure(let failure):
      return .failure(CSVRefusal([CSVProblems.problem(failure, input)]))
    case .success(let detection):
      return planned(detection).map { (detection, $0) }
    }
  }

  func rows(
    _ detection: EncodingDetection,
    _ plan: CSVPlan,
    _ sink: (ReadingItem) -> Void
  ) -> ReadingSummary {
    var walk = CSVWalk(feed(detection), plan, instructions.limits)
    var run = CSVRun(plan, instructions)
    while walk.next(), run.take(walk.tokenizer.row, heading: walk.exportRows?.heading, sink) {}
    if let rows = walk.exportRows, rows.passed > 0 {
      sink(.problem(CSVProblems.passed(rows.passed, line: rows.passedLine)))
    }
    var failure = walk.tokenizer.failure.map { CSVProblems.problem($0, instructions.limits) }
    if let line = walk.expensiveLine {
      failure = failure ?? CSVProblems.expensive(line)
    }
    return run.finish(
      controlText: walk.controlText,
      controlLine: walk.controlLine,
      failure: failure,
      sink
    )
  }

  private func feed(_ detection: EncodingDetection) -> EncodingFeed<Input> {
    EncodingFeed(input, detection, pieceBytes: pieceBytes)
  }

  private func limitProblem() -> Problem? {
    if input.byteCount > instructions.limits.bytes {
      return CSVProblems.limit(
        "too-large",
        "The file is larger than \(instructions.limits.bytes) bytes."
      )
    }
    return input.byteCount == 0 ? CSVProblems.empty : nil
  }

  private func planned(_ detection: EncodingDetection) -> Result<CSVPlan, CSVRefusal> {
    if let separator = instructions.csvTable.separator, !isSeparator(separator) {
      return .failure(CSVRefusal([CSVProblems.badSeparator(separator)]))
    }
    let layout = CSVLayout.find(input, detection, instructions)
    if layout.rows.isEmpty || layout.failure.map({ !$0.isOpenEnd }) ?? false {
      let failure = layout.failure.map { CSVProblems.problem($0, instructions.limits) }
      return .failure(CSVRefusal([failure ?? CSVProblems.empty]))
    }
    return CSVPlanner(layout, instructions, isWorkbook: isWorkbook).plan().flatMap { plan in
      if instructions.target == .ledger {
        let missing = CSVLedgerRows(plan, instructions).missingFields
        if !missing.isEmpty { return .failure(CSVRefusal(missing.map(CSVProblems.noColumn))) }
      }
      return surveyed(detection, plan)
    }
  }

  private func surveyed(
    _ detection: EncodingDetection,
    _ plan: CSVPlan
  ) -> Result<CSVPlan, CSVRefusal> {
    var survey = CSVSurvey(plan)
    guard survey.isNeeded else { return .success(plan) }
    let reader = CSVCellReader()
    var walk = CSVWalk(feed(detection), plan, instructions.limits)
    var rows = 0
    while rows < instructions.limits.rows, walk.next() {
      survey.weigh(walk.tokenizer.row, reader)
      rows += 1
    }
    if let failure = walk.tokenizer.failure {
      return .failure(CSVRefusal([CSVProblems.problem(failure, instructions.limits)]))
    }
    return survey.decided(
      locale: instructions.csvTable.locale ?? instructions.locale ?? plan.export?.locale
    )
  }

  private func isSeparator(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    return bytes.count == 1 && bytes[0] < 0x80 && ![0x0A, 0x0D, 0x22].contains(bytes[0])
  }
}
