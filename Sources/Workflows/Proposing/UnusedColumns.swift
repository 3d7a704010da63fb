import Readings
import Values

/// The columns that a proposal does not use, ready to be taken in.
enum UnusedColumns {
  /// More are only counted.
  private static let told = 30

  static func notes(_ table: TableSurvey, _ columns: [ProposedColumn]) -> [ProposalNote] {
    let used = Set(columns.flatMap(\.columns).map(\.number))
    let unused = table.columns.filter { !used.contains($0.number) && !isNothing($0) }
    guard !unused.isEmpty else { return [] }
    let count = "\(unused.count) of \(table.columns.count)"
    var notes: [ProposalNote] = [
      .because("Not used, \(count); to keep one, add its line with a comma before it:")
    ]
    var names = Set(columns.map(\.field))
    for column in unused.prefix(told) {
      var name = ownName(column)
      if !names.insert(name).inserted {
        name += "\(column.number)"
        names.insert(name)
      }
      let member = ProposedColumn(name, .column(column)).member
      notes.append(.because("  " + ProposalWriter.line(member) + "  " + content(column)))
    }
    if unused.count > told { notes.append(.because("and \(unused.count - told) more.")) }
    return notes
  }

  /// No header and no cell: what a separator at the end of each line makes.
  private static func isNothing(_ column: ColumnSurvey) -> Bool {
    column.filled == 0 && column.header.isEmpty
  }

  /// A name of the workflow's own: `bookingTime`.
  private static func ownName(_ column: ColumnSurvey) -> String {
    let words = TextWords.plain(column.header)
    guard let first = words.first, first.first?.isLetter == true else {
      return "column\(column.number)"
    }
    let rest = words.dropFirst().map { $0.prefix(1).uppercased() + $0.dropFirst() }
    return String((first + rest.joined()).prefix(40))
  }

  private static func content(_ column: ColumnSurvey) -> String {
    if column.filled == 0 { return "empty" }
    if column.holdsCertainDays { return "days" }
    if column.holdsIBANs { return "IBANs" }
    if column.holdsNumbers { return "numbers" }
    return column.distinct == 1 ? "always the same text" : "texts"
  }
}

/// Words of plain small letters and digits.
enum TextWords {
  static func plain(_ text: String) -> [String] {
    let folded = TextFolding.folded(
      text.unicodeScalars.prefix(400).reduce(into: "") {
        $0.unicodeScalars.append($1)
      }
    )
    let plain = folded.split { character in
      !(character.isASCII && (character.isLetter || character.isNumber))
    }
    return plain.map { $0.lowercased() }
  }
}
