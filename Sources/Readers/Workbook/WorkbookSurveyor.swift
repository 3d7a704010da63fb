import Documents
import Readings

/// Looks into a workbook that no workflow knows: which sheet holds a table, and what is in it.
struct WorkbookSurveyor<Input: FileInput> {
  let input: Input
  let kind: FileKind
  let limits: ReadLimits

  /// The largest table of its sheets; the others are named beside it, because only a person knows which is meant.
  func survey() -> Result<TableSurvey, WorkbookRefusal> {
    let sheets =
      kind == .ods ? SheetReader.sheets(input, limits) : WorkbookReader.sheets(input, limits)
    return sheets.flatMap { sheets in
      var best: TableSurvey?
      var names: [String] = []
      var trouble: Problem?
      for sheet in sheets {
        guard let text = sheet.input else { continue }
        switch TableSurveyor(input: text, limits: limits, instructions: Self.ofSheet).survey() {
        case .success(var table):
          names.append(sheet.name)
          table.sheet = sheet.name
          if table.size > best?.size ?? -1 { best = table }
        case .failure(let refusal): trouble = trouble ?? refusal.problems.first
        }
      }
      guard var best else { return .failure(WorkbookRefusal(trouble ?? WorkbookProblems.noSheet)) }
      best.otherSheets = names.filter { $0 != best.sheet }
      return .success(best)
    }
  }

  /// As sheets are made into text.
  private static var ofSheet: ReadInstructions {
    WorkbookReader.adapted(ReadInstructions(target: .table))
  }
}

extension TableSurvey {
  fileprivate var size: Int { rowCount * columns.count { $0.filled > 0 } }
}
