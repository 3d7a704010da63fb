import Readings

/// The lines below the rows of an unknown table: sums, closing balances, notes of the bank.
struct TableTrailer {
  /// In the order of the file.
  private(set) var rows: [CSVRow] = []
  /// A pattern for the first of them that no row has a hit of.
  private(set) var pattern: String?

  /// Looks at the end of `rows`, the data rows with whatever follows them; `above` are rows that stand before.
  init(_ rows: [CSVRow], above: [CSVRow], separator: UInt8) {
    let known = Array((above.isEmpty ? rows : above).prefix(CSVLimits.headerSearchRows))
    let usual = UsualRow(known)
    let last = rows.lastIndex { usual.isLike($0) } ?? -1
    let trailing = rows[(last + 1)...]
    // A table without any usual row has no trailer either: nothing would be left.
    guard last >= 0 || !above.isEmpty, !trailing.isEmpty,
      trailing.count <= CSVLimits.surveyLines
    else { return }
    self.rows = Array(trailing)
    let before = above + rows[..<(last + 1)]
    pattern = trailing.first.flatMap {
      TrailerPatterns.beginning(Self.beginning($0, separator), notIn: before, separator)
    }
  }

  /// How a line begins: its empty cells and the words in front of any digit.
  private static func beginning(_ row: CSVRow, _ separator: UInt8) -> String {
    var beginning: [UInt8] = []
    for cell in 0..<row.count {
      let bytes = row.bytes[row.range(cell)]
      if cell > 0 { beginning.append(separator) }
      let words = bytes.prefix { !(0x30...0x39).contains($0) }
      beginning += words
      if !row.isEmpty(cell) {
        if words.count == bytes.count, cell + 1 < row.count { beginning.append(separator) }
        break
      }
    }
    return String(decoding: beginning, as: UTF8.self).cut(to: CSVLimits.surveyText)
  }
}

/// What most rows of a table have.
private struct UsualRow {
  private var dayCells: [Int] = []
  private var valueCells: [Int] = []
  private var filled = 0

  init(_ rows: [CSVRow]) {
    let width = rows.map(\.count).max() ?? 0
    for cell in 0..<width {
      let cells = rows.map { TableCell($0.text(cell)) }
      if cells.count(where: \.isDay) * 10 >= rows.count * 7 { dayCells.append(cell) }
      if cells.count(where: \.isValue) * 10 >= rows.count * 7 { valueCells.append(cell) }
    }
    let counts = rows.map { row in (0..<row.count).count { !row.isEmpty($0) } }.sorted()
    filled = counts.isEmpty ? 0 : counts[counts.count / 2]
  }

  /// A row has a day where the others have one, else a value, else about as many cells as they.
  func isLike(_ row: CSVRow) -> Bool {
    if !dayCells.isEmpty { return dayCells.contains { TableCell(row.text($0)).isDay } }
    let filledCells = (0..<row.count).count { !row.isEmpty($0) }
    let isFull = filledCells * 2 >= filled || filled < 3
    if Self.isTotal(row) { return false }
    return isFull && (valueCells.isEmpty || valueCells.contains { TableCell(row.text($0)).isValue })
  }

  private static func isTotal(_ row: CSVRow) -> Bool {
    let first = row.texts.first { !$0.isEmpty } ?? ""
    let word = CSVHeader.plain(first).split(separator: " ").first.map(String.init) ?? ""
    return ["summe", "gesamt", "total", "totals", "totale", "totaal", "sum", "suma"].contains(word)
  }
}
