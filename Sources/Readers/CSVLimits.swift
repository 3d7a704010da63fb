/// Bounds of the CSV reader that no workflow sets.
enum CSVLimits {
  /// Read from the file at once: large enough to be quick, small enough to keep memory flat.
  static let pieceBytes = 128 << 10
  /// From this much of the file's beginning separator and header are found.
  static let sampleBytes = 64 << 10
  /// The header row is among the first so many rows.
  static let headerSearchRows = 200
  /// All cells of a row together.
  static let rowBytes = 4 << 20
  /// Bad rows that a refusal lists.
  static let listedBadRows = 20
  /// A ledger or table with more bad rows than this is refused without reading on.
  static let badRows = 1_000
  /// Of an unknown table so many rows and cells are looked at; the reading back proves the rest.
  static let surveyRows = 4_000
  static let surveyCells = 200_000
  static let surveyBytes = 4 << 20
  /// Lines above and below the rows that a survey hands on, their cells, and their characters.
  static let surveyLines = 20
  static let surveyLineCells = 60
  static let surveyText = 80
  static let surveyLineText = 400
  /// Columns of numbers and rows among which sums and balances are looked for.
  static let relationColumns = 10
  static let relationRows = 500
  /// Accounts whose running balances are proved side by side.
  static let balanceAccounts = 10_000
  /// Notes about stray quotes in one file.
  static let notes = 20
  /// Header names that a message lists.
  static let listedHeaders = 40
}
