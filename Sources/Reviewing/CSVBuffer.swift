/// CSV (RFC 4180) written into one buffer, with text guarded against being run as a formula.
///
/// A spreadsheet runs a cell that begins with `=`, `+`, `-`, `@`, a tab or a carriage return, and
/// it may split cells where *it* expects a separator: so each part of a cell after `;`, `,`, `|`, a
/// tab or a line end is guarded too (OWASP, "CSV Injection"). The guard is an apostrophe before it.
/// Plain numbers such as `-12.50` stay numbers. Hidden characters are spelled out as in `VisibleText`.
struct CSVBuffer {
  private(set) var bytes: [UInt8]

  init(withByteOrderMark: Bool) {
    bytes = withByteOrderMark ? [0xEF, 0xBB, 0xBF] : []
  }

  mutating func row(_ cells: [String]) {
    for (position, cell) in cells.enumerated() {
      if position > 0 { bytes.append(UInt8(ascii: ",")) }
      field(VisibleText.lines(of: Self.guarded(cell)))
    }
    bytes.append(contentsOf: [0x0D, 0x0A])
  }

  private mutating func field(_ text: String) {
    let needsQuotes =
      text.first == " " || text.last == " "
      || text.utf8.contains { #"",;"#.utf8.contains($0) || $0 < 0x20 }
    guard needsQuotes else {
      bytes.append(contentsOf: text.utf8)
      return
    }
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      if byte == UInt8(ascii: "\"") { bytes.append(byte) }
      bytes.append(byte)
    }
    bytes.append(UInt8(ascii: "\""))
  }

  /// The text with an apostrophe before each part that a spreadsheet would run.
  static func guarded(_ text: String) -> String {
    let hasTrigger = text.unicodeScalars.contains { triggers.contains($0) }
    guard hasTrigger, !isNumber(text[...].unicodeScalars) else { return text }
    var result = String.UnicodeScalarView()
    var rest = text.unicodeScalars[...]
    while true {
      let end = rest.firstIndex(where: { separators.contains($0) }) ?? rest.endIndex
      let part = rest[..<end]
      if isFormula(part) { result.append("'") }
      result.append(contentsOf: part)
      guard end < rest.endIndex else { break }
      // A tab or carriage return at the very beginning runs like `=`.
      if end == text.unicodeScalars.startIndex, rest[end] == "\t" || rest[end] == "\r" {
        result.append("'")
      }
      result.append(rest[end])
      rest = rest[rest.index(after: end)...]
    }
    return String(result)
  }

  private static func isFormula(_ part: Substring.UnicodeScalarView) -> Bool {
    let body = part.drop { $0 == "\"" || $0 == "'" || $0.properties.isWhitespace }
    guard let first = body.first, starters.contains(first) else { return false }
    return !isNumber(body)
  }

  /// `-?digits(.digits)?`, and nothing else.
  private static func isNumber(_ part: Substring.UnicodeScalarView) -> Bool {
    var rest = part
    if rest.first == "-" { rest = rest.dropFirst() }
    let fields = rest.split(separator: ".", omittingEmptySubsequences: false)
    return fields.count <= 2
      && fields.allSatisfy { !$0.isEmpty && $0.allSatisfy { ("0"..."9").contains($0) } }
  }

  /// With the wide forms that spreadsheets in Asia take for the same.
  private static let starters: Set<Unicode.Scalar> = [
    "=", "+", "-", "@", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}",
  ]
  private static let separators: Set<Unicode.Scalar> = [";", ",", "|", "\t", "\n", "\r"]
  private static let triggers = starters.union(["\t", "\r"])
}
