import Foundation
import GRDB
import Testing

@testable import Storage

@Suite("The write-ahead log")
struct WriteAheadLogTests {
  private func size(_ path: String) throws -> Int {
    try #require(try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int)
  }

  /// Audit records of that many bytes in all, in one transaction.
  private func write(_ megabytes: Int, _ books: TemporaryBooks) throws {
    let body = [String(repeating: "x", count: 1 << 19)]
    try books.write { transaction in
      for _ in 0..<2 * megabytes { try transaction.appendAudit(kind: "test", body: body) }
    }
  }

  @Test("what is little stays in the log, what is much is moved behind the commit")
  func moved() throws {
    let books = try TemporaryBooks()
    let before = try size(books.path)
    try write(4, books)
    // Whoever comes next waits for the moving, so that it is over here.
    _ = try books.write { try $0.auditCount() }
    #expect(try size(books.path) == before)
    try write(30, books)
    #expect(try books.write { try $0.auditCount() } == 68)
    #expect(try size(books.path) > 30 << 20)
  }

  @Test("what is only in the log is there for whoever opens the file next")
  func reopened() throws {
    let books = try TemporaryBooks()
    try write(4, books)
    let count = try books.sql("SELECT count(*) FROM audit")
    #expect(count == ["8"])
  }
}
