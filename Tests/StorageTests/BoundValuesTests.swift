import Foundation
import GRDB
import Testing
import Values

@testable import Storage

@Suite("Values bound by place")
struct BoundValuesTests {
  private func database() throws -> DatabaseQueue {
    let queue = try DatabaseQueue()
    try queue.write { db in
      try db.execute(sql: "CREATE TABLE t(id INTEGER PRIMARY KEY, a, b, c, d, e, f, g)")
    }
    return queue
  }

  @Test("each kind of value is stored as GRDB stores it")
  func kinds() throws {
    let day = Day(number: 20_000)
    try database().write { db in
      try db.run("INSERT INTO t(a, b, c, d, e, f, g) VALUES (?,?,?,?,?,?,?)") { values in
        values.add(Int64.min)
        values.add("Müller\u{0}rest")
        values.add("")
        values.add(json: Array("[\"株\"]".utf8))
        values.add(blob: [0, 255, 0])
        values.add(true)
        values.add(day)
      }
      try db.execute(
        sql: "INSERT INTO t(a, b, c, d, e, f, g) VALUES (?,?,?,?,?,?,?)",
        arguments: [
          Int64.min, "Müller\u{0}rest", "", "[\"株\"]", Data([0, 255, 0]), true, day.number,
        ]
      )
      let rows = try Row.fetchAll(
        db,
        sql: """
          SELECT a, b, c, d, e, f, g, typeof(a), typeof(b), typeof(c), typeof(d), typeof(e),
            typeof(f), typeof(g), length(b) FROM t ORDER BY id
          """
      )
      #expect(rows.count == 2)
      #expect(rows.first == rows.last)
    }
  }

  @Test("what is not there is NULL")
  func null() throws {
    try database().write { db in
      try db.run("INSERT INTO t(a, b, c) VALUES (?,?,?)") { values in
        values.add(nil as Int64?)
        values.add(nil as String?)
        values.add(nil as Day?)
      }
      let sql = "SELECT count(*) FROM t WHERE a IS NULL AND b IS NULL AND c IS NULL"
      #expect(try Int.fetchOne(db, sql: sql) == 1)
    }
  }

  @Test("a row that the books refuse is a broken rule, and the statement can be used again")
  func refused() throws {
    try database().write { db in
      let sql = "INSERT INTO t(id) VALUES (?)"
      try db.run(sql) { $0.add(1) }
      let error = #expect(throws: DatabaseError.self) { try db.run(sql) { $0.add(1) } }
      #expect(error?.resultCode.primaryResultCode == .SQLITE_CONSTRAINT)
      #expect(error?.message?.contains("t.id") == true)
      try db.run(sql) { $0.add(2) }
      #expect(try Int.fetchOne(db, sql: "SELECT count(*) FROM t") == 2)
    }
  }
}
