internal import GRDB
import GRDBSQLite
import Values

/// The values of a statement, bound one after the other, without a box around each.
///
/// GRDB's way costs as much as SQLite's own work on a row; what is written for every row of a large file goes this way,
/// everything else in GRDB's words.
@safe struct BoundValues {
  private let statement: OpaquePointer
  private(set) var count: Int32 = 0

  fileprivate init(_ statement: OpaquePointer) {
    unsafe self.statement = statement
  }

  mutating func add(_ value: Int64) {
    count += 1
    unsafe check(sqlite3_bind_int64(statement, count, value))
  }

  mutating func add(_ value: Int64?) {
    if let value { add(value) } else { addNull() }
  }

  mutating func add(_ value: Bool) { add(value ? 1 : 0) }

  mutating func add(_ day: Day?) { add(day.map { Int64($0.number) }) }

  mutating func add(_ text: String?) {
    guard let text else { return addNull() }
    count += 1
    unsafe text.withCString {
      unsafe check(sqlite3_bind_text(statement, count, $0, -1, Self.copied))
    }
  }

  /// Text that is bytes already: JSON, which is never empty.
  mutating func add(json: [UInt8]) {
    count += 1
    unsafe json.withUnsafeBytes { bytes in
      let start = unsafe bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
      let (size, encoding) = (UInt64(bytes.count), UInt8(SQLITE_UTF8))
      unsafe check(sqlite3_bind_text64(statement, count, start, size, Self.copied, encoding))
    }
  }

  mutating func add(json: [UInt8]?) {
    if let json { add(json: json) } else { addNull() }
  }

  mutating func add(blob: [UInt8]) {
    count += 1
    unsafe blob.withUnsafeBytes { bytes in
      let start = bytes.baseAddress
      unsafe check(sqlite3_bind_blob64(statement, count, start, UInt64(bytes.count), Self.copied))
    }
  }

  private mutating func addNull() {
    count += 1
    unsafe check(sqlite3_bind_null(statement, count))
  }

  /// SQLite's `SQLITE_TRANSIENT`, a macro that Swift does not see: the value is copied before the call returns.
  private static var copied: sqlite3_destructor_type? {
    unsafe unsafeBitCast(-1, to: sqlite3_destructor_type?.self)
  }

  /// Wrong places and running statements are faults of this room; values too large for a row show when it is stored.
  private func check(_ code: Int32) {
    precondition(code != SQLITE_RANGE && code != SQLITE_MISUSE, "a value bound where none belongs")
  }
}

extension Database {
  /// True when the query finds a row; `bind` adds one value for each `?`, in their order.
  func hasRow(_ sql: String, _ bind: (inout BoundValues) -> Void) throws -> Bool {
    try step(sql, bind) == SQLITE_ROW
  }

  /// Runs a statement that gives no rows; `bind` adds one value for each `?`, in their order.
  func run(_ sql: String, _ bind: (inout BoundValues) -> Void) throws {
    let code = try step(sql, bind)
    precondition(code == SQLITE_DONE, "a statement without rows")
  }

  /// The first step of a statement: whether it is done or has a row.
  private func step(_ sql: String, _ bind: (inout BoundValues) -> Void) throws -> Int32 {
    let statement = try cachedStatement(sql: sql)
    let handle = unsafe statement.sqliteStatement
    unsafe sqlite3_reset(handle)
    var values = unsafe BoundValues(handle)
    bind(&values)
    precondition(unsafe values.count == sqlite3_bind_parameter_count(handle), "a value for each ?")
    let code = unsafe sqlite3_step(handle)
    let isFine = code == SQLITE_DONE || code == SQLITE_ROW
    let message = isFine ? nil : lastErrorMessage
    unsafe sqlite3_reset(handle)
    guard isFine else {
      throw DatabaseError(resultCode: ResultCode(rawValue: code), message: message, sql: sql)
    }
    return code
  }
}
