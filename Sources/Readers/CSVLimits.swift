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
  /// Accounts whose running balances are proved side by side.
  static let balanceAccounts = 10_000
  /// Notes about stray quotes in one file.
  static let notes = 20
  /// Header names that a message lists.
  static let listedHeaders = 40
}
