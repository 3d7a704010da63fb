import Documents
import Readings
import Values

/// The file's own proof: its stated sum against its rows, and how many rows there may be.
struct CSVControl {
  /// What one row adds to the sum.
  enum Figure: Equatable {
    case none
    case value(ExactDecimal)
    case unreadable(Int)
  }

  private var sum = ExactDecimal.zero
  private var unreadableLine: Int?
  private var hasOverflow = false

  mutating func add(_ figure: Figure) {
    switch figure {
    case .none: break
    case .unreadable(let line): unreadableLine = unreadableLine ?? line
    case .value(let value):
      do throws(ArithmeticError) {
        sum = try sum.adding(value)
      } catch {
        hasOverflow = true
      }
    }
  }

  /// What keeps the file from being used.
  func problems(_ plan: CSVPlan, rows: Int, stated: String?, line: Int) -> [Problem] {
    guard let control = plan.control else { return [] }
    return [rowCount(control, rows), sum(control, plan, stated, line)].compactMap { $0 }
  }

  private func rowCount(_ control: ControlInstructions, _ rows: Int) -> Problem? {
    let (least, most) = (control.minimumRows ?? 0, control.maximumRows ?? .max)
    guard rows < least || rows > most else { return nil }
    let bound = rows < least ? "at least \(least)" : "at most \(most)"
    return CSVProblems.file(
      "row-count",
      "The file has \(rows) rows; the workflow wants \(bound).",
      remedy: "Check that the export is complete, or correct control.rows in the workflow."
    )
  }

  private func sum(
    _ control: ControlInstructions,
    _ plan: CSVPlan,
    _ stated: String?,
    _ line: Int
  ) -> Problem? {
    guard let field = control.sum, let pattern = control.equals else { return nil }
    let export = "Export the file again; if it is right, correct read.csv.control in the workflow."
    guard let stated else {
      return CSVProblems.file(
        "control-missing",
        "No line of the file holds the control sum (\(pattern)).",
        remedy: "The file may be cut off. " + export
      )
    }
    guard let column = plan.column(field), column.type == .amount || column.type == .number else {
      return CSVProblems.file(
        "control-sum",
        "The control sum is of \(field), for which the file has no column.",
        line: line,
        remedy: "Name a column of amounts in the workflow's control.sum."
      )
    }
    let trimmed = Array(stated.utf8.drop { $0 == 0x20 })
    let reading = NumberParser.parse(trimmed.span, column.number ?? .decimalPoint)
    guard case .success(let figure) = reading else {
      return CSVProblems.file(
        "control-sum",
        "The control sum in line \(line) is not an amount.",
        line: line,
        rawText: stated,
        remedy: export
      )
    }
    if let unreadableLine {
      return CSVProblems.file(
        "control-sum",
        "The control sum \(figure.value) cannot be proved: the amount in line \(unreadableLine)"
          + " cannot be read.",
        line: unreadableLine,
        field: column.name,
        remedy: export
      )
    }
    guard hasOverflow || figure.value != sum else { return nil }
    return CSVProblems.file(
      "control-sum",
      "The rows add up to \(hasOverflow ? "more than any amount" : "\(sum)"), but line \(line)"
        + " says \(figure.value).",
      line: line,
      field: column.name,
      rawText: stated,
      remedy: export
    )
  }
}
