import Documents
import Readings

/// One sheet as a table of text, tabs between the cells, one line a row of the sheet.
struct WorkbookSheet {
  var bytes: [UInt8] = []
  /// Rows that hold something.
  var rows = 0

  /// Bytes of text that a sheet may come to.
  static let maximumBytes = 96 << 20

  static func read(
    _ member: ZIPMember,
    _ parts: WorkbookParts,
    limits: ReadLimits
  ) -> Result<WorkbookSheet, WorkbookRefusal> {
    let handler = WorkbookSheetHandler(parts, limits)
    var unbounded = limits
    // A cell is three elements: the sheet's own bounds are rows, columns and bytes.
    unbounded.xmlElements = max(limits.xmlElements, 60_000_000)
    let outcome = XMLStream.parse(
      MemoryInput(member.bytes),
      start: XMLStart(),
      limits: unbounded,
      into: handler
    )
    if case .failed(let problem) = outcome {
      let isOurs = problem.code.hasPrefix("xlsx.")
      return .failure(
        WorkbookRefusal(isOurs ? problem : WorkbookProblems.badPart(member.name, problem))
      )
    }
    return .success(handler.sheet())
  }
}

extension WorkbookSheet {
  /// One row as a line of text.
  static func append(_ cells: [String], to bytes: inout [UInt8]) {
    WorkbookSheetHandler.append(cells, to: &bytes)
  }
}

/// Turns a sheet's cells into lines as they come.
private final class WorkbookSheetHandler: XMLHandler {
  /// Rows at the top in which merged cells are told apart: a header over several columns or rows.
  private static let headRows = 60

  private let parts: WorkbookParts
  private let limits: ReadLimits
  private var path: [String] = []
  private var head: [[String]] = []
  private var body: [UInt8] = []
  private var merges: [Merge] = []
  private var filled = 0
  /// The row that is open, from 1, and the last that was written.
  private var row = 0
  private var written = 0
  private var cells: [String] = []
  private var column = 0
  private var kind = ""
  private var style = 0
  private var value: [UInt8] = []
  private var inline: [UInt8] = []

  private struct Merge {
    var top: Int
    var left: Int
    var bottom: Int
    var right: Int
  }

  init(_ parts: WorkbookParts, _ limits: ReadLimits) {
    (self.parts, self.limits) = (parts, limits)
  }

  override func start(_ tag: XMLTag) {
    let name = tag.nameText
    path.append(name)
    switch name {
    case "row": open(tag)
    case "c": openCell(tag)
    case "mergeCell": take(merge: attribute(tag, "ref") ?? "")
    default: break
    }
  }

  override func text(_ bytes: UnsafeBufferPointer<UInt8>) {
    switch path.last {
    case "v": unsafe value.append(contentsOf: bytes)
    case "t" where !path.contains("rPh"): unsafe inline.append(contentsOf: bytes)
    default: return
    }
    if value.count + inline.count > limits.fieldBytes {
      refusal = WorkbookProblems.tooLong(row: row, limit: limits.fieldBytes)
    }
  }

  override func end() {
    switch path.popLast() {
    case "c": closeCell()
    case "row": closeRow()
    default: break
    }
  }

  func sheet() -> WorkbookSheet {
    for merge in merges { apply(merge) }
    var bytes: [UInt8] = []
    for line in head { Self.append(line, to: &bytes) }
    bytes += body
    return WorkbookSheet(bytes: bytes, rows: filled)
  }

  private func open(_ tag: XMLTag) {
    row = attribute(tag, "r").flatMap { Int($0) } ?? row + 1
    cells.removeAll(keepingCapacity: true)
    column = 0
    if row <= written || row > 1_048_576 {
      refusal = WorkbookProblems.badCell("row \(row)", row: row)
    }
  }

  private func openCell(_ tag: XMLTag) {
    value.removeAll(keepingCapacity: true)
    inline.removeAll(keepingCapacity: true)
    kind = attribute(tag, "t") ?? "n"
    style = attribute(tag, "s").flatMap { Int($0) } ?? 0
    column = attribute(tag, "r").flatMap { Self.place($0)?.column } ?? column + 1
  }

  private func closeCell() {
    let shown = shown()
    guard !shown.isEmpty else { return }
    guard column <= limits.columns else {
      refusal = WorkbookProblems.tooManyColumns(row: row, limit: limits.columns)
      return
    }
    while cells.count < column { cells.append("") }
    cells[column - 1] = shown
  }

  private func shown() -> String {
    let text = String(decoding: value, as: UTF8.self)
    switch kind {
    case "s": return sharedText(text)
    case "inlineStr": return String(decoding: inline, as: UTF8.self)
    case "b": return text == "1" ? "TRUE" : text == "0" ? "FALSE" : text
    case "str", "e": return text
    case "d": return String(text.prefix(10))
    default:
      let format =
        parts.formats.indices.contains(style) ? parts.formats[style] : WorkbookFormat(builtin: 0)
      return WorkbookNumber.shown(text, format, startsIn1904: parts.startsIn1904) ?? text
    }
  }

  private func sharedText(_ text: String) -> String {
    if let index = Int(text), parts.texts.indices.contains(index) { return parts.texts[index] }
    refusal = WorkbookProblems.missingText(row: row)
    return ""
  }

  private func closeRow() {
    guard !cells.isEmpty else { return }
    filled += 1
    if filled > limits.rows + 200 {
      refusal = WorkbookProblems.tooManyRows(limit: limits.rows)
      return
    }
    while written + 1 < row { write([]) }
    write(cells)
    if body.count > WorkbookSheet.maximumBytes {
      refusal = WorkbookProblems.tooLarge("the sheet")
    }
  }

  private func write(_ line: [String]) {
    written += 1
    if written <= Self.headRows { head.append(line) } else { Self.append(line, to: &body) }
  }

  fileprivate static func append(_ cells: [String], to bytes: inout [UInt8]) {
    for (index, cell) in cells.enumerated() {
      if index > 0 { bytes.append(0x09) }
      let needsQuotes = cell.utf8.contains(0x22)
      if needsQuotes { bytes.append(0x22) }
      for byte in cell.utf8 {
        // Line breaks and tabs inside a cell are spaces, so that lines stay the sheet's rows.
        bytes.append(byte < 0x20 ? 0x20 : byte)
        if byte == 0x22 { bytes.append(0x22) }
      }
      if needsQuotes { bytes.append(0x22) }
    }
    bytes.append(0x0A)
  }

  /// A merged cell's text stands in its first corner only; at the top it is the header of all it covers.
  private func apply(_ merge: Merge) {
    guard merge.top <= head.count, merge.left <= head[merge.top - 1].count else { return }
    let text = head[merge.top - 1][merge.left - 1]
    guard !text.isEmpty else { return }
    for line in merge.top...min(merge.bottom, head.count) {
      while head[line - 1].count < merge.right { head[line - 1].append("") }
      for column in merge.left...merge.right where head[line - 1][column - 1].isEmpty {
        head[line - 1][column - 1] = text
      }
    }
  }

  private func take(merge text: String) {
    let corners = text.split(separator: ":").compactMap { Self.place(String($0)) }
    guard corners.count == 2, merges.count < 1_000 else { return }
    let merge = Merge(
      top: corners[0].row,
      left: corners[0].column,
      bottom: corners[1].row,
      right: corners[1].column
    )
    // A title over the whole sheet says nothing of its columns.
    guard merge.top >= 1, merge.top <= merge.bottom, merge.left <= merge.right,
      merge.bottom - merge.top < 3, merge.right - merge.left < 4, merge.top <= Self.headRows
    else { return }
    merges.append(merge)
  }

  /// `BC12`.
  private static func place(_ text: String) -> (row: Int, column: Int)? {
    var (row, column) = (0, 0)
    for byte in text.utf8.prefix(12) {
      switch byte {
      case 0x41...0x5A where row == 0: column = column * 26 + Int(byte) - 0x40
      case 0x30...0x39: row = row * 10 + Int(byte) - 0x30
      default: return nil
      }
    }
    return row > 0 && (1...16_384).contains(column) ? (row, column) : nil
  }

  private func attribute(_ tag: XMLTag, _ wanted: String) -> String? {
    var found: String?
    unsafe tag.forEachAttribute { name, value in
      if unsafe String(cString: name) == wanted {
        found = unsafe String(decoding: value, as: UTF8.self)
      }
    }
    return found
  }
}
