/// Which rows of a known export are rows: headings, sums, and what moved no money are passed over.
struct CSVExportRows {
  let export: CSVExport
  /// The heading above the row: in exports by account, the account.
  private(set) var heading: String?
  /// Rows that moved no money or are no papers, with the first one's line.
  private(set) var passed = 0
  private(set) var passedLine = 0
  private let statusCells: [Int]
  private let typeCell: Int?
  private let partCell: Int?
  /// The first column has no name and holds the headings.
  private let hasHeadings: Bool

  init(_ export: CSVExport, headers: [String]) {
    self.export = export
    let plain = headers.map(CSVHeader.plain)
    statusCells = (export.passed?.columns ?? []).compactMap { names in
      names.lazy.compactMap { plain.firstIndex(of: $0) }.first
    }
    typeCell = plain.firstIndex(of: "type")
    hasHeadings = export.headingIsAccount && plain.first == ""
    partCell = plain.firstIndex { export.partsLack.contains($0) }
  }

  /// True for a row to pass over.
  mutating func passes(_ row: CSVRow) -> Bool {
    if !export.sums.isEmpty {
      let filled = (0..<row.count).filter { !row.isEmpty($0) }
      guard let first = filled.first else { return true }
      let text = row.text(first).lowercased()
      if export.sums.contains(where: { text == $0 || text.hasPrefix($0 + " ") }) { return true }
      if filled.count == 1 {
        heading = row.text(first)
        return true
      }
    }
    // A split of the check above it, no movement of its own.
    if let partCell, row.isEmpty(partCell) {
      if hasHeadings, !row.isEmpty(0) { heading = row.text(0) }
      return true
    }
    guard isPassedByStatus(row) || isPassedByType(row) else { return false }
    if passed == 0 { passedLine = row.line }
    passed += 1
    return true
  }

  /// The first of the columns that says anything decides.
  private func isPassedByStatus(_ row: CSVRow) -> Bool {
    guard let words = export.passed?.words else { return false }
    for cell in statusCells {
      let text = row.text(cell).lowercased()
      if !text.isEmpty { return words.contains { text.hasPrefix($0) } }
    }
    return false
  }

  private func isPassedByType(_ row: CSVRow) -> Bool {
    guard case .typed(let incoming, let outgoing) = export.amount, let typeCell else {
      return false
    }
    let type = row.text(typeCell).lowercased()
    return !type.isEmpty && !incoming.contains(type) && !outgoing.contains(type)
      && Self.sageTypes.contains(type)
  }

  /// Every type of Sage 50's audit trail: another word is a bad row, not one to pass over.
  private static let sageTypes: Set<String> = [
    "si", "sc", "sr", "sa", "sd", "pi", "pc", "pp", "pa", "pd", "bp", "br", "cp", "cr", "vp", "vr",
    "jd", "jc",
  ]
}
