import Books
import Digests
import GRDB
import Readings
import Storage
import Testing
import Values

/// Rows of lookup tables are found by every column, and definitions are kept.
@Suite struct TableIndexTests {
  private func fill(_ books: TemporaryBooks) throws {
    let arrival = try #require(try books.arrival("table", target: .table))
    let rows = [
      TableRow(line: 2, values: ["vatID": "DE 811907980", "name": "Kessel Holz", "note": "-"]),
      TableRow(line: 3, values: ["vatID": "AT U1", "name": "Kessel-Holz", "iban": "DE02"]),
    ]
    try books.write { transaction in
      for row in rows {
        try transaction.insert(row, table: "suppliers", arrival: arrival.id, keys: ["name:KESSEL"])
      }
    }
  }

  private func lines(
    _ books: TemporaryBooks,
    _ column: String,
    _ value: String,
    of table: String = "suppliers"
  ) throws -> [Int] {
    guard let key = TableKey(column: column, value: value) else { return [] }
    return try books.read { try $0.rows(of: table, key: key).map(\.line) }
  }

  @Test func `a row is found by each of its columns, however the value is written`() throws {
    let books = try TemporaryBooks()
    try fill(books)
    #expect(try lines(books, "vatID", "de811907980") == [2])
    #expect(try lines(books, "name", "KESSEL/HOLZ") == [2, 3])
    // Written alike but for case: the other one is not meant.
    #expect(try lines(books, "name", "KESSEL HOLZ") == [2])
    #expect(try lines(books, "iban", "DE02") == [3])
    #expect(try books.read { try $0.rows(of: "suppliers", key: "name:KESSEL").count } == 2)
  }

  @Test func `another column, another table or an empty value finds nothing`() throws {
    let books = try TemporaryBooks()
    try fill(books)
    #expect(try lines(books, "name", "DE811907980") == [])
    #expect(try lines(books, "vatID", "DE811907980", of: "limits") == [])
    #expect(try lines(books, "note", "-") == [])
  }

  @Test func `numbers that differ are not one key, and long values are found`() throws {
    let books = try TemporaryBooks()
    let arrival = try #require(try books.arrival("table", target: .table))
    let long = String(repeating: "Baustelle Nord, ", count: 60)
    let cells = ["12.50", "1250", "-5", "5", long + "A", long + "B"]
    try books.write { transaction in
      for (index, cell) in cells.enumerated() {
        let row = TableRow(line: index + 2, values: ["code": cell])
        try transaction.insert(row, table: "codes", arrival: arrival.id, keys: [])
      }
    }
    for (index, cell) in cells.enumerated() {
      #expect(try lines(books, "code", cell, of: "codes") == [index + 2], "\(cell)")
    }
  }

  @Test func `books with keys of letters and digits alone get those of today`() throws {
    let books = try TemporaryBooks()
    try fill(books)
    try books.sql("UPDATE tableKey SET key = 'col:vatID=old' WHERE key LIKE 'col:vatID=DE%'")
    try books.sql("DELETE FROM grdb_migrations WHERE identifier = 'table-keys-2'")
    let key = try #require(TableKey(column: "vatID", value: "DE811907980"))
    let opened = try Storage(path: books.path)
    let found = try opened.read(at: books.now) {
      try $0.rows(of: "suppliers", key: key).map(\.line)
    }
    #expect(found == [2])
  }

  @Test func `books from before are indexed when they are opened`() throws {
    let books = try TemporaryBooks()
    try fill(books)
    // As version 1 left them: no keys of columns, no table of definitions.
    try books.sql("DELETE FROM tableKey WHERE key LIKE 'col:%'")
    try books.sql("DROP TABLE definition")
    try books.sql("DELETE FROM grdb_migrations WHERE identifier = 'rules-1'")
    let opened = try Storage(path: books.path)
    let key = try #require(TableKey(column: "name", value: "kessel/holz"))
    let found = try opened.read(at: books.now) {
      try $0.rows(of: "suppliers", key: key).map(\.line)
    }
    #expect(found == [2, 3])
  }

  @Test func `a definition is kept once, byte for byte`() throws {
    let books = try TemporaryBooks()
    let hash = SHA256Digester.hash([1, 0, 255])
    for name in ["a.json", "b.json"] {
      try books.write { try $0.keepDefinition(hash, fileName: name, bytes: [1, 0, 255]) }
    }
    let kept = try books.read { try $0.definition(hash) }
    #expect(kept?.bytes == [1, 0, 255])
    #expect(kept?.fileName == "a.json")
    #expect(try books.read { try $0.definition(SHA256Digester.hash([2])) } == nil)
  }
}
