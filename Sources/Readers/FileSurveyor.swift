package import Readings

/// Looks at a file that no workflow knows yet: what it is, and how its rows and columns are written.
package enum FileSurveyor {
  /// Never throws; what speaks against the file is the survey's `problem`.
  package static func survey(_ input: some FileInput, limits: ReadLimits) -> FileSurvey {
    guard input.byteCount <= limits.bytes else {
      var survey = FileSurvey(kind: .unknown, description: "a very large file")
      survey.problem = FileProblems.tooLarge(input.byteCount, limit: limits.bytes)
      return survey
    }
    let found = FileKindDetector.detect(input, limits: limits)
    var survey = FileSurvey(kind: found.kind, description: found.description)
    if isTable(found) {
      switch TableSurveyor(input: input, limits: limits).survey() {
      case .success(let table) where isPlausible(table, found): survey.table = table
      case .success: survey.problem = FileProblems.refusal(found, ReadInstructions(target: .table))
      case .failure(let refusal): survey.problem = refusal.problems.first
      }
    } else if found.kind == .datev {
      // Of its many tables one has a reader; each is a table that may be looked things up in.
      if case .success(let table) = TableSurveyor(input: input, limits: limits).survey() {
        survey.table = table
      }
    } else if found.kind == .xlsx || found.kind == .ods {
      switch WorkbookSurveyor(input: input, kind: found.kind, limits: limits).survey() {
      case .success(let table): survey.table = table
      case .failure(let refusal): survey.problem = refusal.problem
      }
    } else if found.kind == .pdf {
      // Asked as a folder of tables: no definition is needed to read an invoice, and no table is in it.
      survey.problem = FileProblems.refusal(found, ReadInstructions(target: .table))
    } else {
      // Asked as the one kind of folder that takes it, so that only what has no reader is refused.
      let target: ReadInstructions.Target = found.kind.isStatement ? .ledger : .invoice
      survey.problem =
        found.problem ?? FileProblems.refusal(found, ReadInstructions(target: target))
    }
    return survey
  }

  private static func isTable(_ found: FileDetection) -> Bool {
    found.kind == .csv
      || found.kind == .text && found.description == FileKindDetector.plainText
  }

  /// A letter is no table, though each of its lines could be a row of one cell.
  private static func isPlausible(_ table: TableSurvey, _ found: FileDetection) -> Bool {
    guard found.kind == .text else { return true }
    return table.rowCount > 0 && table.columns.allSatisfy { $0.lengthTimesTen <= 400 }
  }
}
