import GRDB
import Testing

@testable import Storage

/// Large files are booked into a wide cache, which is given back behind them.
@Suite struct PageCacheTests {
  private func size(_ transaction: StorageTransaction) throws -> Int? {
    try Int.fetchOne(transaction.db, sql: "PRAGMA cache_size")
  }

  @Test func `many rows get a wide cache, and the next transaction the usual one`() throws {
    let books = try TemporaryBooks()
    #expect(try books.write { try size($0) } == -8_000)
    try books.write { transaction in
      try transaction.expect(rows: 19_999)
      #expect(try size(transaction) == -8_000)
      try transaction.expect(rows: 20_000)
      #expect(try size(transaction) == -60_000)
      // A small file settled together with a large one does not narrow it again.
      try transaction.expect(rows: 1)
      #expect(try size(transaction) == -60_000)
    }
    #expect(try books.write { try size($0) } == -8_000)
  }

  @Test func `what is refused gives its cache back when there is nothing to do`() throws {
    struct Refused: Error {}
    let books = try TemporaryBooks()
    #expect(throws: Refused.self) {
      try books.write { transaction in
        try transaction.expect(rows: 1_000_000)
        throw Refused()
      }
    }
    try books.storage.rest()
    #expect(try books.write { try size($0) } == -8_000)
  }
}
