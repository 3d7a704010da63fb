import Readings
import Values

/// `read.csv`.
enum CSVKeys {
  static let encoding = Key(
    "encoding",
    "The encoding, or those to try in this order; without it: found by content.",
    Shape.oneOrMore(.choice("an encoding", encodings.map { ($0, $0) }))
  )
  static let separator = Key(
    "separator",
    "The character between two cells; without it: found by content.",
    Shape.separator
  )
  static let locale = Key(
    "locale",
    "How numbers and days are written in this table: de-AT.",
    Shape.locale
  )
  static let headerContains = Key(
    "headerContains",
    "The header is the first row that contains all of these texts.",
    Shape.list(of: .text)
  )
  static let hasHeader = Key(
    "hasHeader",
    "False: there is no header row and columns are told by `index` (true).",
    Shape.flag
  )
  static let stopAt = Key(
    "stopAt",
    "Pattern: the first line that matches ends the rows.",
    Shape.pattern
  )
  static let skipLines = Key(
    "skipLines",
    "Lines in front of the header to pass over (0).",
    Shape.wholeNumber(0...10_000)
  )
  static let columns = Key(
    "columns",
    "Field of the document or entry, or a name of your own, to where it stands.",
    ColumnKeys.columns
  )
  static let control = Key("control", "The file's own proof.", ControlKeys.shape)

  static let declared = [
    encoding.declared, separator.declared, locale.declared, headerContains.declared,
    hasHeader.declared, stopAt.declared, skipLines.declared, columns.declared, control.declared,
  ]

  /// The encodings that the CSV reader knows.
  static let encodings = ["utf-8", "utf-16", "windows-1252", "iso-8859-1", "iso-8859-15"]

  static let shape = Shape<CSVInstructions>.object("`csv`", keys: declared) { fields in
    var csv = CSVInstructions()
    csv.encodings = fields.read(encoding) ?? []
    csv.separator = fields.read(separator)
    csv.locale = fields.read(locale)
    readTable(&csv, fields)
    return csv
  }

  /// What a sheet says, too; `table` keeps what is not said.
  static func readTable(_ table: inout CSVInstructions, _ fields: Fields) {
    table.headerContains = fields.read(headerContains) ?? table.headerContains
    table.hasHeader = fields.read(hasHeader) ?? table.hasHeader
    table.stopAt = fields.read(stopAt) ?? table.stopAt
    table.skipLines = fields.read(skipLines) ?? table.skipLines
    // The names of this table alone: the other kind of file may have other columns.
    let (others, othersMeant) = (fields.context.ownColumns, fields.context.meantColumns)
    (fields.context.ownColumns, fields.context.meantColumns) = ([], [])
    let drafts = fields.read(columns)
    table.columns = drafts?.map { $0.column } ?? table.columns
    if drafts == nil, fields.has(columns) { fields.context.hasLostColumns = true }
    let control = fields.read(control)
    table.control = control?.value ?? table.control
    checkHeader(table, drafts ?? [], fields)
    if drafts != nil, !fields.context.isDamaged { checkLedgerColumns(fields) }
    control.map { checkControl($0, table, fields) }
    fields.context.ownColumns.formUnion(others)
    fields.context.meantColumns.formUnion(othersMeant)
  }

  private static func checkHeader(
    _ csv: CSVInstructions,
    _ drafts: [ColumnDraft],
    _ fields: Fields
  ) {
    guard !csv.hasHeader else { return }
    if fields.has(headerContains) {
      fields.context.report(
        .badCombination,
        at: fields.place(headerContains),
        "`headerContains` looks for a header row, but `hasHeader` says that there is none"
      )
    }
    if drafts.isEmpty, fields.has(hasHeader), csv.columns.contains(where: \.needsHeader) {
      fields.context.report(
        .badCombination,
        at: fields.place(hasHeader),
        "the columns of `csv` are told by headers, but `hasHeader` says that there is none",
        expected: "`columns` of this table's own, told by `index`"
      )
    }
    for draft in drafts where draft.needsHeader {
      fields.context.report(
        .badCombination,
        at: draft.place,
        "`\(draft.column.field)` is told by a header, but `hasHeader` says that there is none",
        expected: "`index`: the number of the column, from 1"
      )
    }
  }

  private static func checkLedgerColumns(_ fields: Fields) {
    guard fields.context.target == .ledger else { return }
    let names = fields.context.ownColumns.union(fields.context.meantColumns)
    for needed in ["day", "amount"] where !names.contains(needed) {
      fields.context.report(
        .missingColumn,
        at: fields.place(columns),
        "a ledger needs a column `\(needed)`",
        expected: needed == "day"
          ? "`day` with the header of the booking day"
          : "`amount` with its header, or with `debit` and `credit`"
      )
    }
  }

  private static func checkControl(
    _ control: Located<ControlInstructions>,
    _ csv: CSVInstructions,
    _ fields: Fields
  ) {
    guard let sum = control.value.sum else { return }
    let summable = csv.columns.filter { $0.type == .amount || $0.type == .number }.map(\.field)
    // A column that is there and was refused has been reported at its own place.
    let isRefused =
      fields.context.meantColumns.contains(sum)
      || (fields.context.ownColumns.contains(sum) && !csv.columns.contains { $0.field == sum })
    guard !summable.contains(sum), !isRefused, !fields.context.hasLostColumns,
      fields.context.target != nil
    else { return }
    fields.context.report(
      .unknownField,
      at: control.node.range.lowerBound,
      "`\(sum)` is no amount or number column of this table",
      expected: summable.isEmpty
        ? "a column of amounts" : "one of \(summable.joined(separator: ", "))",
      suggestion: Spelling.nearestField(to: sum, among: summable).map { "\"\($0)\"" }
    )
  }
}

extension Shape where Value == String {
  fileprivate static var separator: Shape {
    parsedText(
      "one character such as ;",
      schema: [("minLength", .number("1")), ("maxLength", .number("1"))]
    ) { text in
      guard text.unicodeScalars.count == 1, let mark = text.first, mark.isASCII, mark != "\"",
        mark == "\t" || (mark >= " " && !mark.isLetter && !mark.isNumber && mark != ".")
      else { return nil }
      return text
    }
  }
}
