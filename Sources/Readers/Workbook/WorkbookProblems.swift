import Documents

/// What can be wrong with a workbook, in words for a bookkeeper.
enum WorkbookProblems {
  static func failure(_ failure: ZIPFailure) -> Problem {
    switch failure {
    case .damaged(let reason):
      file(
        "xlsx.damaged",
        "The workbook is damaged: \(reason).",
        remedy: "Open it in Excel, save it again and drop that file."
      )
    case .encrypted:
      file(
        "xlsx.encrypted",
        "The workbook is protected with a password.",
        remedy: "Save it without a password and drop that file."
      )
    case .archiveTooLarge: tooLarge("the workbook")
    case .memberTooLarge(let name): tooLarge("its part \(name)")
    case .tooManyMembers: tooLarge("the number of its parts")
    }
  }

  static func tooLarge(_ what: String) -> Problem {
    file(
      "xlsx.too-large",
      "The workbook is too large to be read: \(what) is past the limit.",
      remedy: "Save the sheet as CSV and drop that file."
    )
  }

  static func badPart(_ name: String, _ problem: Problem) -> Problem {
    var bad = file(
      "xlsx.damaged",
      "The workbook is damaged: in its part \(name), \(problem.message)",
      remedy: "Open it in Excel, save it again and drop that file."
    )
    bad.place = problem.place
    return bad
  }

  static func missingPart(_ name: String) -> Problem {
    failure(.damaged("its part \(name) is not there"))
  }

  static func missingText(row: Int) -> Problem {
    var bad = failure(.damaged("a text of row \(row) is not among the workbook's texts"))
    bad.place = Place(line: row)
    return bad
  }

  static func badCell(_ what: String, row: Int) -> Problem {
    var bad = file(
      "xlsx.damaged",
      "The sheet is damaged: \(what) stands twice, out of order or past the last.",
      remedy: "Open it in Excel, save it again and drop that file."
    )
    bad.place = Place(line: row)
    return bad
  }

  static func tooManyColumns(row: Int, limit: Int) -> Problem {
    var bad = tooLarge("row \(row), which has more than \(limit) columns,")
    bad.place = Place(line: row)
    return bad
  }

  static func tooLong(row: Int, limit: Int) -> Problem {
    var bad = tooLarge("a cell of row \(row), with more than \(limit) bytes,")
    bad.place = Place(line: row)
    return bad
  }

  static func tooManyCopies(row: Int, limit: Int) -> Problem {
    var bad = tooLarge("row \(row), with which more than \(limit) rows repeat the one before,")
    bad.place = Place(line: row)
    return bad
  }

  static func tooManyRows(limit: Int) -> Problem { tooLarge("a sheet of more than \(limit) rows") }

  static let noSheet = file(
    "xlsx.no-sheet",
    "The workbook has no visible sheet with anything in it.",
    remedy: "Check that it is the file you meant, and that the sheet is not hidden."
  )

  /// The sheet that the workflow names.
  static func sheetNotThere(_ wanted: String, among names: [String], near: String?) -> Problem {
    let hint = near.map { " Did you mean \"\($0)\"?" } ?? ""
    let listed = names.prefix(10).map { "\"\($0)\"" }.joined(separator: ", ")
    let more = names.count > 10 ? ", ..." : ""
    return file(
      "xlsx.sheet-not-there",
      "The workbook has no visible sheet \(wanted); it has \(listed)\(more).\(hint)",
      remedy: "Correct `sheet` in the workflow's read.xlsx, or drop the workbook that has it."
    )
  }

  static func sheetIsEmpty(_ name: String) -> Problem {
    file(
      "xlsx.no-sheet",
      "The sheet \"\(name)\" that the workflow asks for holds nothing.",
      remedy: "Check that it is the file you meant, and `sheet` in the workflow's read.xlsx."
    )
  }

  static func otherSheets(_ names: [String], read: String) -> Problem {
    let listed = names.prefix(5).map { "\"\($0)\"" }.joined(separator: ", ")
    return Problem(
      code: "xlsx.sheet-left-out",
      scope: .note,
      message: "The sheet \"\(read)\" was read; left out, because they are no such table:"
        + " \(listed)\(names.count > 5 ? ", ..." : "").",
      remedy: "Nothing, if that is meant; else drop the other sheet as a file of its own."
    )
  }

  /// Which of several tables is meant is a person's decision.
  static func severalSheets(_ names: [String]) -> Problem {
    file(
      "xlsx.several-sheets",
      "Several sheets hold such a table: \(names.prefix(5).map { "\"\($0)\"" }.joined(separator: ", ")).",
      remedy:
        "Name one in the workflow (`read.xlsx.sheet`), drop each as a file of its own, or hide"
        + " those that are not meant."
    )
  }

  private static func file(_ code: String, _ message: String, remedy: String) -> Problem {
    Problem(code: code, scope: .file, message: message, remedy: remedy)
  }
}
