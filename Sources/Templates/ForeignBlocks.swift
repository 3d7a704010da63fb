import Extraction
import Patterns
import Readings

/// Rows between a beginning and an end, as invoice2data's parser of lines takes them.
///
/// A row begins with a first line, or is one line where the template knows no first and last ones; lines that
/// follow add to it until a last line or the next first one.
struct ForeignBlocks {
  struct Row {
    var values: [String: ForeignValue]
    var raw: String
    var unread: [(name: String, raw: String)] = []
    var open: [String] = []
  }

  private let template: ForeignTemplate
  private let written: WrittenValues
  private let budget: PatternBudget

  private static let maximumBlocks = 1_000
  private static let maximumRows = 20_000

  init(_ reader: ForeignReader) {
    template = reader.template
    written = reader.written
    budget = reader.budget
  }

  func rows(_ block: ForeignTemplate.Block, in text: String) -> [Row] {
    guard let start = TemplatePatterns.pattern(block.start),
      let end = TemplatePatterns.pattern(block.end)
    else { return [] }
    var rows: [Row] = []
    var rest = text
    for _ in 0..<Self.maximumBlocks {
      guard case .match(let first) = start.firstMatch(in: rest, budget: budget),
        let begin = first.byteRange(0)?.upperBound
      else { break }
      rest = Self.suffix(rest, begin)
      guard case .match(let last) = end.firstMatch(in: rest, budget: budget),
        let range = last.byteRange(0)
      else { break }
      rows += self.rows(block, of: Self.prefix(rest, range.lowerBound))
      guard rows.count < Self.maximumRows else { break }
      // An end that is nothing leaves nothing to go on from.
      let next = Self.suffix(rest, range.upperBound)
      guard next.utf8.count < rest.utf8.count || begin > 0 else { break }
      rest = next
    }
    return rows
  }

  static func suffix(_ text: String, _ offset: Int) -> String {
    String(text[text.utf8.index(text.utf8.startIndex, offsetBy: offset)...])
  }

  static func prefix(_ text: String, _ offset: Int) -> String {
    String(text[..<text.utf8.index(text.utf8.startIndex, offsetBy: offset)])
  }

  private func rows(_ block: ForeignTemplate.Block, of text: String) -> [Row] {
    // Without first and last lines each line is a row.
    let isPlain = block.firstLine.isEmpty && block.lastLine.isEmpty
    let firstLines = isPlain ? block.line : block.firstLine
    var rows: [(values: [String: String], raw: String)] = []
    var current: (values: [String: String], raw: String)?
    var isOpen = false
    func close() {
      if let row = current, !row.values.isEmpty { rows.append(row) }
      current = nil
    }
    for line in Self.lines(text, block.lineSeparator, budget) where !budget.isSpent {
      if line.allSatisfy({ $0 == "\n" || $0 == "\r" || $0 == "\r\n" }) { continue }
      if let match = first(of: firstLines, line) {
        close()
        current = (Self.groups(match), line)
        isOpen = true
        continue
      }
      guard isOpen else { continue }
      if let match = first(of: block.lastLine, line) {
        current = Self.added(match, to: current)
        close()
        isOpen = false
        continue
      }
      if first(of: block.skipLine, line) != nil { continue }
      if let match = first(of: block.line, line) { current = Self.added(match, to: current) }
    }
    close()
    return rows.map { typed($0.values, $0.raw, block.types) }
  }

  /// The pieces of the text between the separators; form feeds stay within them.
  static func lines(_ text: String, _ separator: String, _ budget: PatternBudget) -> [String] {
    if separator == "\\n" || separator == "\n" {
      return text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).map { piece in
        String(decoding: piece, as: UTF8.self)
      }
    }
    guard let pattern = TemplatePatterns.pattern(separator) else { return [text] }
    var pieces: [String] = []
    var start = 0
    for match in pattern.matches(in: text, limit: 100_000, budget: budget).hits {
      guard let range = match.byteRange(0), !range.isEmpty else { continue }
      pieces.append(prefix(suffix(text, start), range.lowerBound - start))
      start = range.upperBound
    }
    return pieces + [suffix(text, start)]
  }

  private func first(of patterns: [String], _ line: String) -> PatternMatch? {
    for text in patterns {
      guard let pattern = TemplatePatterns.pattern(text) else { continue }
      if case .match(let match) = pattern.firstMatch(in: line, budget: budget) { return match }
    }
    return nil
  }

  private static func groups(_ match: PatternMatch) -> [String: String] {
    var values: [String: String] = [:]
    for name in match.groupNames {
      values[name] = match.group(named: name).map { trimmed($0) } ?? ""
    }
    return values
  }

  /// A group that has a value already goes on in a new line.
  private static func added(
    _ match: PatternMatch,
    to row: (values: [String: String], raw: String)?
  ) -> (values: [String: String], raw: String) {
    var values = row?.values ?? [:]
    for (name, value) in groups(match) {
      let before = values[name] ?? ""
      values[name] = before.isEmpty ? value : before + "\n" + value
    }
    return (values, row?.raw ?? String(match.text))
  }

  private static func trimmed(_ text: Substring) -> String {
    let front = text.drop(while: \.isWhitespace)
    return String(front.reversed().drop(while: \.isWhitespace).reversed())
  }

  private func typed(
    _ values: [String: String],
    _ raw: String,
    _ types: [String: ForeignTemplate.ValueType]
  ) -> Row {
    var row = Row(values: [:], raw: raw)
    for (name, text) in values.sorted(by: { $0.key < $1.key }) {
      let type = types[name] ?? .text
      switch ForeignReader.converted(text, type, template.options, written, budget) {
      case .value(let value): row.values[name] = value
      case .open: row.open.append(name)
      case .none: row.unread.append((name, text))
      }
    }
    UnitCodes.complete(&row.values)
    return row
  }
}

/// UN/ECE Recommendation 20: the codes of units that papers name.
enum UnitCodes {
  /// `unece_code` that a pattern names and left empty follows from `uom`.
  static func complete(_ values: inout [String: ForeignValue]) {
    guard case .text("") = values["unece_code"], case .text(let unit) = values["uom"],
      let code = codes[unit.lowercased()]
    else { return }
    values["unece_code"] = .text(code)
  }

  private static let codes: [String: String] = [
    "kg": "KGM", "g": "GRM", "t": "TNE", "l": "LTR", "ml": "MLT", "m": "MTR", "cm": "CMT",
    "mm": "MMT",
    "km": "KMT", "m2": "MTK", "m²": "MTK", "m3": "MTQ", "m³": "MTQ", "unit": "H87", "units": "H87",
    "pc": "H87", "pcs": "H87", "piece": "H87", "pieces": "H87", "stk": "H87", "stück": "H87",
    "h": "HUR", "hour": "HUR", "hours": "HUR", "min": "MIN", "day": "DAY", "days": "DAY",
    "kwh": "KWH",
  ]
}
