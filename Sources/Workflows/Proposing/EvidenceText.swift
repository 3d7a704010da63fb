import Readings
import Values

/// Texts of a stranger's file, made safe for comments, JSON and terminals.
enum EvidenceText {
  /// Characters of a text that a remark shows.
  static let shownCharacters = 40

  /// `"03.04.2026"` for a remark: on one line, short, and without anything that steers a terminal.
  static func quoted(_ text: String) -> String {
    let plain = String(
      String.UnicodeScalarView(
        text.unicodeScalars.prefix(shownCharacters + 1).map { isPlain($0) ? $0 : "\u{FFFD}" }
      )
    )
    let isCut = plain.unicodeScalars.count > shownCharacters
    let shown =
      isCut
      ? plain.unicodeScalars.dropLast().reduce(into: "") { $0.unicodeScalars.append($1) } + "..."
      : plain
    return "\"\(shown)\""
  }

  /// `"Betrag"` or `column 4`.
  static func name(_ column: ColumnSurvey) -> String {
    column.header.isEmpty ? "column \(column.number)" : quoted(column.header)
  }

  static func names(_ columns: [ColumnSurvey]) -> String {
    list(columns.map(name))
  }

  /// `a, b and c`.
  static func list(_ words: [String]) -> String {
    guard let last = words.last, words.count > 1 else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " and " + last
  }

  /// `"25.03.2026" in line 17`.
  static func place(_ cell: SurveyCell) -> String {
    cell.line > 0 ? "\(quoted(cell.text)) in line \(cell.line)" : "\(quoted(cell.text)) at the end"
  }

  /// `3 April 2026`.
  static func day(_ day: Day) -> String {
    let months = [
      "January", "February", "March", "April", "May", "June", "July", "August", "September",
      "October", "November", "December",
    ]
    return "\(day.day) \(months[day.month - 1]) \(day.year)"
  }

  /// A text as JSON; what could mislead an eye is written as `\u`.
  static func json(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\t": result += "\\t"
      case _ where isPlain(scalar): result.unicodeScalars.append(scalar)
      default: for unit in String(scalar).utf16 { result += escape(unit) }
      }
    }
    return result + "\""
  }

  private static func escape(_ unit: UInt16) -> String {
    let digits = String(unit, radix: 16, uppercase: true)
    return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
  }

  /// False for control and format characters, line ends of any kind, and what turns the direction.
  private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse,
      .unassigned:
      false
    default: true
    }
  }
}
