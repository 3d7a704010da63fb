import Documents
import Values

/// What is wrong with an amount's cell, explained.
enum CSVAmountProblems {
  static func problem(
    _ failure: NumberFailure,
    _ raw: String,
    _ column: CSVColumn,
    _ row: CSVRow,
    _ style: NumberStyle
  ) -> Problem {
    let (message, remedy) = words(failure, column.name, style)
    return column.problem("bad-amount", row, message, rawText: raw, remedy: remedy)
  }

  private static func words(
    _ failure: NumberFailure,
    _ name: String,
    _ style: NumberStyle
  ) -> (String, String) {
    let export = "Correct the cell, or export the file again."
    switch failure {
    case .notANumber: return ("\"\(name)\" is not an amount.", export)
    case .grouping:
      let mark = style == .decimalComma ? "comma" : "point"
      return (
        "\"\(name)\" is not an amount with a decimal \(mark).",
        "Correct the cell, or say in the workflow's locale how numbers are written."
      )
    case .exponent:
      return (
        "\"\(name)\" is a rounded figure (E notation): the spreadsheet has lost its last digits.",
        "Give the column a number format in the spreadsheet and save it again."
      )
    case .spreadsheetError:
      return (
        "\"\(name)\" holds a spreadsheet's error in place of an amount.",
        "Repair the formula in the spreadsheet and save it again."
      )
    case .hashes:
      return (
        "\"\(name)\" holds only # signs: the spreadsheet's column was too narrow.",
        "Widen the column in the spreadsheet and save it again."
      )
    case .signs: return ("\"\(name)\" has two signs that contradict each other.", export)
    case .tooManyDigits: return ("\"\(name)\" has more digits than any amount.", export)
    }
  }
}
