import Documents
import Patterns
import Readings
import Values

/// One field of a row: where it stands in this file and how it is written.
///
/// A class because each row asks each column: a structure of this size would be copied each time.
final class CSVColumn {
  enum Location: Equatable {
    case cell(Int)
    /// Either may be missing in a file that books only one way.
    case debitCredit(debit: Int?, credit: Int?)
    case constant(String)
  }

  var field: String
  var type: ColumnInstructions.ValueType
  var location: Location
  /// What the file calls the column; for messages and sources.
  var name: String
  var number: NumberStyle?
  var day: DayFormat?
  /// A sheet's day cells come as ISO 8601, whatever format its text cells have.
  var acceptsISODays = false
  var pattern: Pattern?
  var currency: Currency?
  var negate = false
  var isRequired = false
  /// Only the text before the first blank counts: a day with a time behind it.
  var takesFirstWord = false
  /// Debits stand with a minus in their own column.
  var hasSignedDebits = false

  /// The day of the row above: days repeat from row to row.
  var lastDay: (text: [UInt8], day: Day)?

  init(
    field: String,
    type: ColumnInstructions.ValueType,
    location: Location,
    name: String
  ) {
    self.field = field
    self.type = type
    self.location = location
    self.name = name
  }

  /// The cells that the column reads.
  var cells: [Int] {
    switch location {
    case .cell(let cell): [cell]
    case .debitCredit(let debit, let credit): [debit, credit].compactMap { $0 }
    case .constant: []
    }
  }

  /// With the field's name, not the header's: by that a person sets the value, which answers the problem.
  func place(_ row: CSVRow) -> Place {
    Place(line: row.line, column: cells.first.map { $0 + 1 }, field: field)
  }

  func problem(
    _ code: String,
    _ row: CSVRow,
    _ message: String,
    rawText: String?,
    remedy: String
  ) -> Problem {
    Problem(
      code: "csv." + code,
      scope: .document,
      message: message,
      place: place(row),
      rawText: rawText,
      remedy: remedy
    )
  }
}

/// Everything that is known about a file before its rows are read.
struct CSVPlan {
  var layout: CSVLayout
  /// Nil when the file has no header row.
  var headerLine: Int?
  var headers: [String]
  /// Cells that a row must have; 0 when unknown.
  var width: Int
  var columns: [CSVColumn]
  var stopAt: Pattern?
  var control: ControlInstructions?
  var controlPattern: Pattern?
  /// Column names were recognised, not given.
  var isRecognised = false
  /// The program that wrote the file, known by its header.
  var export: CSVExport?

  var needsRaw: Bool { stopAt != nil || controlPattern != nil }

  func column(_ field: String) -> CSVColumn? { columns.first { $0.field == field } }
}
