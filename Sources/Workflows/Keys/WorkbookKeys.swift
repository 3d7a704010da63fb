import Readings
import Values

/// `read.xlsx`: a sheet of a workbook, Excel's or OpenDocument's.
enum WorkbookKeys {
  static let sheet = Key(
    "sheet",
    "The sheet's name, or its number from 1 among those that can be seen; without it: the one that has such a table.",
    Shape<WorkbookInstructions.Sheet>.sheet
  )

  static let declared =
    [sheet.declared]
    + [
      CSVKeys.headerContains.declared, CSVKeys.hasHeader.declared, CSVKeys.stopAt.declared,
      CSVKeys.skipLines.declared, CSVKeys.columns.declared, CSVKeys.control.declared,
    ]

  static let shape = Shape<WorkbookInstructions>.object("`xlsx`", keys: declared) { fields in
    var workbook = WorkbookInstructions()
    workbook.sheet = fields.read(sheet)
    // With columns of its own it is another table; without, it is the one that `csv` describes.
    if !fields.has(CSVKeys.columns), let csv = fields.context.csv {
      workbook.table = csv
      workbook.hasOwnTable = false
    }
    CSVKeys.readTable(&workbook.table, fields)
    return workbook
  }

  /// A column that is in both tables is of one type: rules see it once.
  static func checkTypes(_ csv: CSVInstructions, _ workbook: WorkbookInstructions, _ fields: Fields)
  {
    for column in workbook.table.columns {
      guard let other = csv.columns.first(where: { $0.field == column.field }),
        other.type != column.type || other.currency != column.currency
      else { continue }
      fields.context.report(
        .badCombination,
        at: fields.place(ReadKeys.xlsx),
        "`\(column.field)` is \(Self.words(other)) in `csv` and \(Self.words(column)) in `xlsx`",
        expected: "the same type and currency in both: rules see one column"
      )
    }
  }

  private static func words(_ column: ColumnInstructions) -> String {
    [column.type.rawValue, column.currency?.code].compactMap(\.self).joined(separator: " in ")
  }
}

extension Shape where Value == WorkbookInstructions.Sheet {
  fileprivate static var sheet: Shape {
    Shape<String>.text.map { .named($0) }
      .or(Shape<Int>.wholeNumber(1...1_000).map { .number($0) })
  }
}
