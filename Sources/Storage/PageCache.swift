internal import GRDB

/// How much of the database file SQLite may hold in memory, in kilobytes.
enum PageCache: Int32 {
  /// Enough for papers one after the other, and little beside an idle daemon.
  case usual = 8_000
  /// While a large file is booked. With it the whole daemon stays below 128 MB.
  case wide = 60_000

  /// A transaction with so many rows takes the wide one.
  static let manyRows = 20_000

  func set(_ db: Database) throws {
    try db.execute(sql: "PRAGMA cache_size = -\(rawValue)")
  }
}
