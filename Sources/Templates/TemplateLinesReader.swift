import Documents
import Extraction
import Patterns
import Readings
import Values

/// The items of a paper by a template's `lines`.
///
/// A row's description goes on in lines under it; on a new page the headline is passed over, and so are carried
/// amounts.
struct TemplateLinesReader {
  struct Row {
    var line: DocumentLine
    var range: Range<Int>
    /// Every cell could be read.
    var isWhole = true
  }

  /// A cell of a row that is no value of its field.
  struct Unread {
    var group: String
    var raw: String
    var place: PaperText.Place
  }

  private let instructions: TemplateLines
  private let text: PaperText
  private let written: WrittenValues
  private let budget: PatternBudget

  private(set) var rows: [Row] = []
  private(set) var unread: [Unread] = []
  private(set) var isStartFound = false
  /// The line that may be continued: a row or what goes on under it.
  private var openLine: Int?
  /// The columns of the last row's description; the upper one is where the next cell begins.
  private var column: ClosedRange<Int>?

  /// No paper has more items.
  private static let maximumRows = 20_000

  init(
    _ instructions: TemplateLines,
    _ text: PaperText,
    _ written: WrittenValues,
    _ budget: PatternBudget
  ) {
    self.instructions = instructions
    self.text = text
    self.written = written
    self.budget = budget
  }

  mutating func read() {
    var page = 0
    for (index, line) in text.lines.enumerated() {
      guard rows.count < Self.maximumRows, !budget.isSpent else { return }
      let content = text.string(line.range)
      if line.page != page {
        page = line.page
        openLine = nil
      }
      if content.allSatisfy(\.isWhitespace) { continue }
      if hits(instructions.from, content) {
        // A headline, the first or one that is repeated: the description may go on right under it.
        openLine = isStartFound && !rows.isEmpty ? index : nil
        isStartFound = true
        continue
      }
      guard isStartFound else { continue }
      if let to = instructions.to, hits(to, content) { return }
      take(content, line, index)
    }
  }

  private mutating func take(_ content: String, _ line: PaperText.Line, _ index: Int) {
    if instructions.skip.contains(where: { hits($0, content) }) || CarriedAmount.isCarried(content)
    {
      openLine = nil
      return
    }
    let match = TemplatePatterns.pattern(instructions.row)?.firstMatch(in: content, budget: budget)
    if case .match(let match) = match {
      add(match, line)
      openLine = index
    } else if goesOn(line, index) {
      let words = content.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      let before = rows[rows.count - 1].line.description
      rows[rows.count - 1].line.description = before.map { "\($0)\n\(words)" } ?? words
      openLine = index
    }
  }

  private func hits(_ pattern: String, _ content: String) -> Bool {
    guard let pattern = TemplatePatterns.pattern(pattern) else { return false }
    if case .match = pattern.firstMatch(in: content, budget: budget) { return true }
    return false
  }

  /// One cell under the description, right under the row or what went on before.
  private func goesOn(_ line: PaperText.Line, _ index: Int) -> Bool {
    guard let openLine, openLine + 1 == index, let column, !rows.isEmpty else { return false }
    let cells = TextCells.cells(of: text, line.range)
    guard cells.count == 1, let cell = cells.first else { return false }
    let start = TextCells.column(of: cell.lowerBound, from: line.range.lowerBound, text)
    return start >= column.lowerBound - 2 && start < column.upperBound
  }

  private mutating func add(_ match: PatternMatch, _ line: PaperText.Line) {
    var row = Row(line: DocumentLine(), range: line.range)
    for group in TemplateLines.groups {
      guard let piece = match.group(named: group), let range = match.byteRange(named: group) else {
        continue
      }
      let raw = piece.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      guard !raw.isEmpty else { continue }
      if !set(group, raw, &row.line) {
        row.isWhole = false
        let start = line.range.lowerBound
        let place = text.place(of: start + range.lowerBound..<start + range.upperBound)
        unread.append(Unread(group: group, raw: raw, place: place))
      }
    }
    row.line.id = row.line.id ?? String(rows.count + 1)
    rows.append(row)
    column = descriptionColumn(match)
  }

  /// From where the description begins to where the next cell does.
  private func descriptionColumn(_ match: PatternMatch) -> ClosedRange<Int>? {
    guard let description = match.byteRange(named: "description") else { return nil }
    let others = TemplateLines.groups.compactMap { match.byteRange(named: $0)?.lowerBound }
    let next = others.filter { $0 > description.lowerBound }.min()
    func column(_ offset: Int) -> Int {
      let bytes = match.subject.utf8
      let end = bytes.index(bytes.startIndex, offsetBy: offset)
      return match.subject[..<end].unicodeScalars.count
    }
    let first = column(description.lowerBound)
    return first...max(first + 1, next.map(column) ?? 10_000)
  }

  /// - Returns: false when the text is no value of the field.
  private func set(_ group: String, _ raw: String, _ line: inout DocumentLine) -> Bool {
    func number(_ key: WritableKeyPath<DocumentLine, ExactDecimal?>) -> Bool {
      guard case .value(let value, _) = written.number(raw, isRate: true) else { return false }
      line[keyPath: key] = value
      return true
    }
    switch group {
    case "quantity": return number(\.quantity)
    case "unitPrice": return number(\.unitPrice)
    case "net": return number(\.net)
    case "taxRate": return number(\.taxRate)
    case "id": line.id = raw
    case "description": line.description = raw
    case "unit": line.unit = raw
    case "sellerItemID": line.more.sellerItemID = raw
    case "buyerItemID": line.more.buyerItemID = raw
    case "note": line.more.note = raw
    default: break
    }
    return true
  }
}

/// Lines that carry an amount from page to page.
enum CarriedAmount {
  /// Folded, as they begin; in English, German, French, Spanish, Italian and Dutch.
  private static let words = [
    "UEBERTRAG", "ZWISCHENSUMME", "SUBTOTAL", "SUB-TOTAL", "CARRIED FORWARD", "CARRY FORWARD",
    "BROUGHT FORWARD", "CARRIED OVER", "SOUS-TOTAL", "SOUS TOTAL", "A REPORTER", "REPORT ",
    "SUMA Y SIGUE", "SUMA ANTERIOR", "RIPORTO", "A RIPORTARE", "SUBTOTAAL", "TRANSPORTEREN",
    "OVER TE BRENGEN", "GETRANSPORTEERD",
  ]

  static func isCarried(_ line: String) -> Bool {
    let folded = TextFolding.folded(line.drop(while: \.isWhitespace))
    return words.contains { folded.hasPrefix($0) }
  }
}
