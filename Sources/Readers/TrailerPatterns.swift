import Patterns

/// Patterns that find the lines below the rows of an unknown table, tried before they are proposed.
enum TrailerPatterns {
  /// Finds lines that begin with `text`; nil when one of `rows` does so too, or nothing is left of it.
  static func beginning(_ text: String, notIn rows: [CSVRow], _ separator: UInt8) -> String? {
    guard !text.isEmpty, !text.contains(where: \.isNewline),
      !rows.contains(where: { $0.joined(separator).hasPrefix(text) })
    else { return nil }
    return "^" + escaped(text)
  }

  /// Finds such lines, its group being the figure of `cell`; nil where none finds just that.
  static func figure(of row: CSVRow, _ cell: Int, _ separator: UInt8) -> String? {
    let mark = escaped(String(UnicodeScalar(separator)))
    var hasWords = false
    let before = (0..<cell).map { other -> String in
      let text = row.text(other)
      guard !hasWords, !text.isEmpty else { return "[^\(mark)]*\(mark)" }
      hasWords = true
      return " *\(escaped(String(text.prefix { !$0.isNumber })))[^\(mark)]*\(mark)"
    }
    guard hasWords else { return nil }
    let figure = #"([-+(]?[0-9](?:[0-9.,' ]*[0-9])?[-)]?)"#
    let text = "^\(before.joined())[^0-9+(\(mark)-]*\(figure)"
    guard finds(text, in: row.joined(separator), figureOf: row.text(cell)) else { return nil }
    return text
  }

  private static func finds(_ pattern: String, in line: String, figureOf cell: String) -> Bool {
    do throws(PatternError) {
      guard case .match(let match) = try Pattern(pattern).firstMatch(in: line) else { return false }
      return String(match.value).filter(\.isNumber) == cell.filter(\.isNumber)
    } catch {
      return false
    }
  }

  /// Each character stands for itself.
  private static func escaped(_ text: String) -> String {
    text.reduce(into: "") { result, character in
      if character == "\t" {
        result += "\\t"
      } else if character.isASCII, !character.isLetter, !character.isNumber, character != " " {
        result += "\\\(character)"
      } else {
        result.append(character)
      }
    }
  }
}
