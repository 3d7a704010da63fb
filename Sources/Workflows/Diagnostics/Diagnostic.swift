/// One thing that is wrong with a definition file, at its place, with what would be right.
package struct Diagnostic: Hashable, Sendable, Codable {
  package enum Severity: String, Sendable, Codable {
    case error
    case warning
  }

  package var file: String
  /// From 1.
  package var line: Int
  /// In characters, from 1.
  package var column: Int
  package var severity: Severity
  package var code: DiagnosticCode
  /// One sentence for the person who wrote the definition.
  package var reason: String
  package var expected: String?
  /// What was probably meant: shown as "did you mean".
  package var suggestion: String?
  /// The line of the file, cut around the place when it is long.
  package var excerpt: String
  /// The characters of `excerpt` in front of the place.
  package var excerptColumn: Int
}

extension Diagnostic: Comparable {
  /// By file, line, column, then code and reason: the same order in every run.
  package static func < (left: Diagnostic, right: Diagnostic) -> Bool {
    if left.file != right.file { return left.file < right.file }
    if left.line != right.line { return left.line < right.line }
    if left.column != right.column { return left.column < right.column }
    if left.code != right.code { return left.code.rawValue < right.code.rawValue }
    return left.reason < right.reason
  }
}

extension Diagnostic: CustomStringConvertible {
  /// `file:line:column severity code: reason`, the line with a caret, what was expected.
  package var description: String {
    var lines = ["\(file):\(line):\(column) \(severity.rawValue) \(code.rawValue): \(reason)"]
    if !excerpt.isEmpty {
      // A tab stays a tab in front of the caret, so that both lines are spread alike.
      let padding = excerpt.prefix(excerptColumn).map { $0 == "\t" ? "\t" : " " }
      lines.append("    " + excerpt)
      lines.append("    " + padding.joined() + "^")
    }
    if let expected { lines.append("  expected: \(expected)") }
    if let suggestion { lines.append("  did you mean: \(suggestion)") }
    return lines.map(Self.printable).joined(separator: "\n")
  }

  /// All diagnostics as one text, with the count at the end.
  package static func render(_ diagnostics: [Diagnostic]) -> String {
    guard !diagnostics.isEmpty else { return "" }
    let errors = diagnostics.count { $0.severity == .error }
    let warnings = diagnostics.count - errors
    func counted(_ count: Int, _ noun: String) -> String {
      "\(count) \(noun)\(count == 1 ? "" : "s")"
    }
    let sum = "\(counted(errors, "error")), \(counted(warnings, "warning"))"
    return (diagnostics.map(\.description) + [sum]).joined(separator: "\n\n") + "\n"
  }

  /// No character of a file may steer the terminal or turn the direction of the text.
  private static func printable(_ line: String) -> String {
    let scalars = line.unicodeScalars.map { scalar -> Unicode.Scalar in
      switch scalar.value {
      case 0x09: scalar
      case 0..<0x20, 0x7F..<0xA0, 0x2028...0x202E, 0x2066...0x2069: "\u{FFFD}"
      default: scalar
      }
    }
    return String(String.UnicodeScalarView(scalars))
  }
}

extension Diagnostic {
  init(_ fault: Fault, severity: Severity, in source: SourceText) {
    let excerpt = source.excerpt(at: fault.offset)
    self.init(
      file: source.fileName,
      line: source.line(at: fault.offset),
      column: source.column(at: fault.offset),
      severity: severity,
      code: fault.code,
      reason: fault.reason,
      expected: fault.expected,
      suggestion: fault.suggestion,
      excerpt: excerpt.line,
      excerptColumn: excerpt.before.count
    )
  }
}
