import Documents
import Patterns
import Readings

/// Goes over a file's data rows.
///
/// Passed over are the lines before the header, blank lines and the trailer.
struct CSVWalk<Input: FileInput> {
  private(set) var tokenizer: CSVTokenizer<Input>
  /// What stood in the trailer's line that the control pattern found, as written.
  private(set) var controlText: String?
  private(set) var controlLine = 0
  /// A pattern needed more work than its limit allows on that line.
  private(set) var expensiveLine: Int?
  private(set) var exportRows: CSVExportRows?
  private let plan: CSVPlan
  private var hasStopped = false

  init(_ feed: EncodingFeed<Input>, _ plan: CSVPlan, _ limits: ReadLimits) {
    self.plan = plan
    exportRows = plan.export.map { CSVExportRows($0, headers: plan.headers) }
    tokenizer = CSVTokenizer(
      feed,
      separator: plan.layout.separator,
      limits: CSVTokenizerLimits(limits),
      keepsRaw: plan.needsRaw,
      skippingLines: plan.layout.skippedLines
    )
  }

  /// Goes to the next data row; false at the end of the rows and of the trailer behind them.
  mutating func next() -> Bool {
    while tokenizer.next() {
      if tokenizer.row.isBlank { continue }
      if let header = plan.headerLine, tokenizer.row.line <= header { continue }
      if plan.needsRaw, isTrailer() { continue }
      if exportRows?.passes(tokenizer.row) == true { continue }
      return true
    }
    return false
  }

  private mutating func isTrailer() -> Bool {
    if !hasStopped, let stop = plan.stopAt { hasStopped = hit(stop) != nil }
    // Without `stopAt` the line with the control sum itself ends the rows.
    guard hasStopped || plan.stopAt == nil else { return false }
    if controlText == nil, let pattern = plan.controlPattern, let value = hit(pattern) {
      controlText = value
      controlLine = tokenizer.row.line
      hasStopped = true
    }
    return hasStopped
  }

  /// What `pattern` takes of the line as it stands, or of its cells without quotes.
  private mutating func hit(_ pattern: Pattern) -> String? {
    let raw = String(decoding: tokenizer.row.raw, as: UTF8.self)
    if let value = hit(pattern, raw) { return value }
    guard tokenizer.row.raw.contains(0x22) else { return nil }
    return hit(pattern, tokenizer.row.joined(plan.layout.separator))
  }

  private mutating func hit(_ pattern: Pattern, _ text: String) -> String? {
    switch pattern.firstMatch(in: text) {
    case .match(let match): return String(match.value)
    case .none: return nil
    case .tooExpensive:
      expensiveLine = expensiveLine ?? tokenizer.row.line
      return nil
    }
  }
}
