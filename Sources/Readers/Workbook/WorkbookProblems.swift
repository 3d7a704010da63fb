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

  static func tooManyRows(limit: Int) -> Problem { tooLarge("a sheet of more than \(limit) rows") }

  static let noSheet = file(
    "xlsx.no-sheet",
    "The workbook has no visible sheet with anything in it.",
    remedy: "Check that it is the file you meant, and that the sheet is not hidden."
  )

  static let noProposal = file(
    "xlsx.no-proposal",
    "This is an Excel workbook; a proposal is made from a table of text.",
    remedy: "Save the sheet as CSV and begin with that file; the workflow then takes workbooks as"
      + " well."
  )

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
      remedy: "Drop each sheet as a workbook or CSV of its own, or hide those that are not meant."
    )
  }

  private static func file(_ code: String, _ message: String, remedy: String) -> Problem {
    Problem(code: code, scope: .file, message: message, remedy: remedy)
  }
}
