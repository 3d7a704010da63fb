import Documents
import Readings

/// Excel workbooks (XLSX) to a reading: the sheet becomes a table of text, which the CSV reader reads.
///
/// Numbers are taken as people see them: in their cell's format, with its currency; days as days. The line of each
/// row is the row of the sheet.
enum WorkbookReader {
  static func read(
    _ input: some FileInput,
    instructions: ReadInstructions,
    into sink: (ReadingItem) -> Void
  ) -> ReadingSummary {
    switch sheets(input, instructions.limits) {
    case .failure(let refusal): return refused(refusal.problem, sink)
    case .success(let tables): return read(tables, kind: .xlsx, instructions, sink)
    }
  }

  /// A visible sheet; `input` is nil where it holds nothing.
  typealias Table = (name: String, input: MemoryInput?)

  static func refused(
    _ problem: Problem,
    kind: FileKind = .xlsx,
    _ sink: (ReadingItem) -> Void
  ) -> ReadingSummary {
    sink(.problem(problem))
    var summary = ReadingSummary(kind: kind)
    summary.isRefused = true
    return summary
  }

  /// The visible sheets in the workbook's order.
  static func sheets(
    _ input: some FileInput,
    _ limits: ReadLimits
  ) -> Result<[Table], WorkbookRefusal> {
    let around: [ZIPMember]
    switch ZIPUnpacker.members(of: input, isWanted: WorkbookParts.isPart) {
    case .failure(let failure): return .failure(WorkbookRefusal(WorkbookProblems.failure(failure)))
    case .success(let members): around = members
    }
    return WorkbookParts.read(around, limits: limits).flatMap { parts in
      var tables: [Table] = []
      for sheet in parts.sheets where !sheet.isHidden {
        switch table(sheet, parts, input, limits) {
        case .failure(let refusal): return .failure(refusal)
        case .success(let table): tables.append((sheet.name, table))
        }
      }
      return .success(tables)
    }
  }

  private static func table(
    _ sheet: WorkbookParts.Sheet,
    _ parts: WorkbookParts,
    _ input: some FileInput,
    _ limits: ReadLimits
  ) -> Result<MemoryInput?, WorkbookRefusal> {
    switch ZIPUnpacker.members(of: input, isWanted: { $0 == sheet.part }) {
    case .failure(let failure): return .failure(WorkbookRefusal(WorkbookProblems.failure(failure)))
    case .success(let members):
      guard let member = members.first else {
        return .failure(WorkbookRefusal(WorkbookProblems.missingPart(sheet.part)))
      }
      return WorkbookSheet.read(member, parts, limits: limits).map { sheet in
        sheet.rows > 0 ? MemoryInput(sheet.bytes) : nil
      }
    }
  }

  /// Reads the table among the sheets that is meant.
  static func read(
    _ all: [Table],
    kind: FileKind,
    _ instructions: ReadInstructions,
    _ sink: (ReadingItem) -> Void
  ) -> ReadingSummary {
    let instructions = adapted(instructions)
    let filled: [Sheet] = all.compactMap { table in
      table.input.map { Sheet(name: table.name, input: $0) }
    }
    guard let first = filled.first else {
      return refused(WorkbookProblems.noSheet, kind: kind, sink)
    }
    var chosen = first
    if let wanted = instructions.workbook?.sheet {
      switch named(wanted, among: all) {
      case .failure(let refusal): return refused(refusal.problem, kind: kind, sink)
      case .success(let sheet): chosen = sheet
      }
    } else if filled.count > 1 {
      let fitting = filled.filter { session($0, instructions).fits }
      if fitting.count > 1 {
        return refused(WorkbookProblems.severalSheets(fitting.map(\.name)), kind: kind, sink)
      }
      if let only = fitting.first {
        chosen = only
        let others = filled.map(\.name).filter { $0 != only.name }
        sink(.problem(WorkbookProblems.otherSheets(others, read: only.name)))
      }
    }
    var summary = session(chosen, instructions).read(sink)
    summary.kind = kind
    return summary
  }

  /// A sheet that holds something.
  struct Sheet {
    var name: String
    var input: MemoryInput
  }

  /// The sheet that the workflow asks for.
  private static func named(
    _ wanted: WorkbookInstructions.Sheet,
    among tables: [Table]
  ) -> Result<Sheet, WorkbookRefusal> {
    let names = tables.map(\.name)
    let (index, words): (Int?, String) =
      switch wanted {
      case .number(let number): (number <= names.count ? number - 1 : nil, "number \(number)")
      case .named(let name):
        (
          names.firstIndex(of: name)
            ?? names.firstIndex { CSVHeader.fold($0) == CSVHeader.fold(name) },
          "\"\(name)\""
        )
      }
    guard let index else {
      var near: String?
      if case .named(let name) = wanted { near = CSVHeader.nearest(to: [name], in: names) }
      let problem = WorkbookProblems.sheetNotThere(words, among: names, near: near)
      return .failure(WorkbookRefusal(problem))
    }
    guard let input = tables[index].input else {
      return .failure(WorkbookRefusal(WorkbookProblems.sheetIsEmpty(names[index])))
    }
    return .success(Sheet(name: names[index], input: input))
  }

  private static func session(
    _ table: Sheet,
    _ instructions: ReadInstructions
  ) -> CSVSession<MemoryInput> {
    CSVSession(
      input: table.input,
      instructions: instructions,
      pieceBytes: CSVLimits.pieceBytes,
      isWorkbook: true
    )
  }

  /// What a definition says of a file's bytes does not hold for a sheet; what it says of workbooks comes first.
  static func adapted(_ instructions: ReadInstructions) -> ReadInstructions {
    var adapted = instructions
    var csv = instructions.workbook?.table ?? instructions.csv ?? CSVInstructions()
    csv.encodings = ["utf-8"]
    csv.separator = "\t"
    adapted.csv = csv
    return adapted
  }
}
