import Documents

/// Problems that come of the workflow's own words, and the empty file.
extension CSVProblems {
  static func badSeparator(_ text: String) -> Problem {
    file(
      "bad-separator",
      "The workflow's separator \"\(text)\" is not one plain character.",
      remedy: "Use , ; | or a tab, or leave it out."
    )
  }

  static func noColumn(_ field: String) -> Problem {
    file(
      "missing-column",
      "The workflow names no column for \(field), which each entry needs.",
      field: field,
      remedy: "Add \"\(field)\" to the workflow's read.csv.columns."
    )
  }

  static func expensive(_ line: Int) -> Problem {
    file(
      "pattern-too-expensive",
      "stopAt or control.equals needs too much work on line \(line).",
      line: line,
      remedy: "Make the pattern simpler: no repetition inside a repetition."
    )
  }

  static var empty: Problem {
    file("empty", "The file holds no rows.", remedy: "Export the file again.")
  }
}
