import Documents
import Readings

/// OpenDocument spreadsheets (ODS): the same as workbooks, for all that is behind their sheets.
///
/// Source: OASIS OpenDocument 1.3, part 3, chapter 9 (tables).
enum SheetReader {
  static func read(
    _ input: some FileInput,
    instructions: ReadInstructions,
    into sink: (ReadingItem) -> Void
  ) -> ReadingSummary {
    switch sheets(input, instructions.limits) {
    case .failure(let refusal): WorkbookReader.refused(refusal.problem, kind: .ods, sink)
    case .success(let sheets): WorkbookReader.read(sheets, kind: .ods, instructions, sink)
    }
  }

  /// The visible sheets in the file's order.
  static func sheets(
    _ input: some FileInput,
    _ limits: ReadLimits
  ) -> Result<[WorkbookReader.Table], WorkbookRefusal> {
    let content: ZIPMember
    switch ZIPUnpacker.members(of: input, isWanted: { $0 == "content.xml" }) {
    case .failure(let failure): return .failure(WorkbookRefusal(WorkbookProblems.failure(failure)))
    case .success(let members):
      guard let only = members.first else {
        return .failure(WorkbookRefusal(WorkbookProblems.missingPart("content.xml")))
      }
      content = only
    }
    let handler = SheetHandler(limits)
    var unbounded = limits
    // A cell is two elements: the sheets' own bounds are rows, columns and bytes.
    unbounded.xmlElements = max(limits.xmlElements, 60_000_000)
    let outcome = XMLStream.parse(
      MemoryInput(content.bytes),
      start: XMLStart(),
      limits: unbounded,
      into: handler
    )
    if case .failed(let problem) = outcome {
      let isOurs = problem.code.hasPrefix("xlsx.")
      let told = isOurs ? problem : WorkbookProblems.badPart(content.name, problem)
      return .failure(WorkbookRefusal(told))
    }
    return .success(handler.tables)
  }
}

/// Turns tables into lines as their rows come; what is repeated and empty costs nothing.
private final class SheetHandler: XMLHandler {
  private static let maximumRow = 1_048_576
  /// Rows that only say that they are the one before again: more of them a small file could make without end.
  private static let maximumCopies = 100_000

  private(set) var tables: [WorkbookReader.Table] = []
  private let limits: ReadLimits
  private var path: [String] = []
  private var hiddenStyles: Set<String> = []
  private var styleName = ""
  /// Of the open table.
  private var name = ""
  private var isHidden = false
  private var bytes: [UInt8] = []
  private var filled = 0
  private var row = 0
  private var written = 0
  private var copies = 0
  private var rowRepeats = 1
  /// Cells of the widest row so far: an empty cell at a row's end is a cell.
  private var width = 0
  /// Of the open row and cell.
  private var cells: [String] = []
  private var column = 0
  private var columnRepeats = 1
  private var value = ""
  private var text: [UInt8] = []
  private var paragraphs = 0

  init(_ limits: ReadLimits) { self.limits = limits }

  override func start(_ tag: XMLTag) {
    let name = tag.nameText
    path.append(name)
    switch name {
    case "style": styleName = attributes(tag)["name"] ?? ""
    case "table-properties":
      if attributes(tag)["display"] == "false" { hiddenStyles.insert(styleName) }
    case "table" where path.dropLast().last == "spreadsheet": open(attributes(tag))
    case "table-row":
      rowRepeats = repeats(attributes(tag)["number-rows-repeated"])
      (cells, column) = ([], 0)
    case "table-cell", "covered-table-cell": openCell(attributes(tag))
    case "p" where isInCell:
      if paragraphs > 0 { text.append(0x20) }
      paragraphs += 1
    case "s" where isInCell: text.append(0x20)
    case "tab" where isInCell: text.append(0x20)
    default: break
    }
  }

  override func text(_ piece: UnsafeBufferPointer<UInt8>) {
    guard isInCell, path.contains("p"), !path.contains("annotation") else { return }
    unsafe text.append(contentsOf: piece)
    if text.count > limits.fieldBytes {
      refusal = WorkbookProblems.tooLong(row: row + 1, limit: limits.fieldBytes)
    }
  }

  override func end() {
    switch path.popLast() {
    case "table-cell", "covered-table-cell": closeCell()
    case "table-row": closeRow()
    case "table" where path.last == "spreadsheet": close()
    default: break
    }
  }

  private var isInCell: Bool {
    path.contains("table-cell") && !path.contains("annotation")
  }

  private func open(_ values: [String: String]) {
    name = values["name"] ?? "sheet \(tables.count + 1)"
    isHidden = values["style-name"].map { hiddenStyles.contains($0) } ?? false
    (bytes, filled, row, written, width) = ([], 0, 0, 0, 0)
  }

  private func openCell(_ values: [String: String]) {
    columnRepeats = repeats(values["number-columns-repeated"])
    text.removeAll(keepingCapacity: true)
    paragraphs = 0
    let number = values["value"] ?? ""
    let general = WorkbookFormat(builtin: 0)
    let shown = WorkbookNumber.shown(number, general, startsIn1904: false) ?? number
    switch values["value-type"] {
    case "float": value = shown
    case "currency": value = [shown, values["currency"]].compactMap(\.self).joined(separator: " ")
    case "percentage":
      let percent = WorkbookFormat(builtin: 10)
      value = WorkbookNumber.shown(number, percent, startsIn1904: false) ?? number
    case "date": value = String((values["date-value"] ?? "").prefix(10))
    case "boolean": value = values["boolean-value"]?.uppercased() ?? ""
    default: value = ""
    }
  }

  private func closeCell() {
    let shown = value.isEmpty ? String(decoding: text, as: UTF8.self) : value
    defer { column = min(column + columnRepeats, Self.maximumRow) }
    guard !shown.isEmpty else { return }
    guard column + columnRepeats <= limits.columns else {
      refusal = WorkbookProblems.tooManyColumns(row: row + 1, limit: limits.columns)
      return
    }
    while cells.count < column { cells.append("") }
    for _ in 0..<columnRepeats { cells.append(shown) }
  }

  private func closeRow() {
    defer { row = min(row + rowRepeats, Self.maximumRow) }
    guard !cells.isEmpty, !isHidden else { return }
    width = max(width, cells.count)
    while cells.count < width { cells.append("") }
    while written < row {
      WorkbookSheet.append([], to: &bytes)
      written += 1
    }
    copies += rowRepeats - 1
    guard copies <= Self.maximumCopies else {
      refusal = WorkbookProblems.tooManyCopies(row: row + 1, limit: Self.maximumCopies)
      return
    }
    for _ in 0..<rowRepeats {
      guard filled < limits.rows + 200 else {
        refusal = WorkbookProblems.tooManyRows(limit: limits.rows)
        return
      }
      guard bytes.count <= WorkbookSheet.maximumBytes else {
        refusal = WorkbookProblems.tooLarge("the sheet")
        return
      }
      WorkbookSheet.append(cells, to: &bytes)
      filled += 1
      written += 1
    }
  }

  private func close() {
    guard !isHidden, tables.count < 1_000 else { return }
    tables.append((name, filled > 0 ? MemoryInput(bytes) : nil))
    bytes = []
  }

  private func repeats(_ text: String?) -> Int {
    min(max(1, text.flatMap { Int($0) } ?? 1), Self.maximumRow)
  }

  private func attributes(_ tag: XMLTag) -> [String: String] {
    var values: [String: String] = [:]
    unsafe tag.forEachAttribute { name, value in
      values[unsafe String(cString: name)] = unsafe String(decoding: value, as: UTF8.self)
    }
    return values
  }
}
