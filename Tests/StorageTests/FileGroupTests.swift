import Books
import Documents
import GRDB
import Readings
import Testing
import Values
import Workflows

@testable import Storage

/// Who belongs to whom, as transaction A records it.
@Suite struct FileGroupTests {
  private func drop(
    _ books: TemporaryBooks,
    _ content: String,
    _ name: String,
    group: String? = "inbox/a",
    change: (inout NewArrival) -> Void = { _ in }
  ) throws -> ArrivalID {
    let arrival = try books.arrival(content, name: name) {
      $0.group = group
      change(&$0)
    }
    return try #require(arrival).id
  }

  private func groups(_ books: TemporaryBooks) throws -> [String] {
    try books.sql(
      "SELECT fileGroup || ':' || arrival || '=' || content FROM groupMember ORDER BY arrival"
    )
  }

  @Test func `files of one key are one group of their workflow, others and markers are not in it`()
    throws
  {
    let books = try TemporaryBooks()
    _ = try drop(books, "1", "a.xml")
    _ = try drop(books, "2", "a.pdf")
    _ = try drop(books, "3", "b.pdf", group: "inbox/b")
    _ = try drop(books, "4", "c.pdf", group: nil)
    _ = try drop(books, "", "a.xml.done") { $0.isMarker = true }
    _ = try drop(books, "5", "a.zip") { $0.workflow = WorkflowID("other") }
    #expect(try groups(books) == ["1:1=1", "1:2=2", "2:3=3", "3:6=6"])
    #expect(try books.read { try $0.dueGroups(limit: 9) }.isEmpty)
  }

  @Test func `another content under the same path begins a new group, the same content does not`()
    throws
  {
    let books = try TemporaryBooks()
    _ = try drop(books, "1", "a.xml")
    _ = try drop(books, "1", "a.xml")
    #expect(try groups(books) == ["1:1=1", "1:2=1"])
    _ = try drop(books, "2", "a.xml")
    // The newest group is the one that is open.
    _ = try drop(books, "3", "a.pdf")
    #expect(try groups(books) == ["1:1=1", "1:2=1", "2:3=3", "2:4=4"])
  }

  @Test(arguments: [(0 as Int64, "1:2=2"), (1, "2:2=2")])
  func `a group stays open for fourteen days after its newest file`(
    _ late: Int64,
    _ expected: String
  ) throws {
    let books = try TemporaryBooks()
    _ = try drop(books, "1", "a.xml")
    // The next file comes a second later by the test's clock.
    try books.sql(
      "UPDATE fileGroup SET newestAt = newestAt + 1000 - \(StorageTransaction.groupStaysOpen) - \(late)"
    )
    _ = try drop(books, "2", "a.pdf")
    #expect(try groups(books).last == expected)
  }

  @Test func `content that is known is linked, and somebody must look at the group`() throws {
    let books = try TemporaryBooks()
    let first = try drop(books, "1", "first.xml", group: nil)
    let again = try drop(books, "1", "a.xml")
    #expect(try groups(books) == ["1:\(again.number)=\(first.number)"])
    #expect(try books.read { try $0.dueGroups(limit: 9) } == [FileGroupID(1)])
    #expect(try books.read { try $0.openJobCount() } == 2, "a job and a group")
    try books.write { try $0.groupIsSettled(FileGroupID(1)) }
    #expect(try books.read { try $0.openJobCount() } == 1)
  }

  @Test func `the end of a reading makes its groups due`() throws {
    let books = try TemporaryBooks()
    let id = try drop(books, "1", "a.pdf")
    #expect(try books.read { try $0.members(of: FileGroupID(1)).map(\.isRead) } == [false])
    try finish(books, id, .waiting)
    #expect(try books.read { try $0.dueGroups(limit: 9) } == [FileGroupID(1)])
    #expect(try books.read { try $0.members(of: FileGroupID(1)).map(\.isRead) } == [true])
    #expect(try books.read { try $0.arrivalCounts() } == [.waiting: 1])
    #expect(try books.read { try $0.waitingFileCount() } == 1)
  }

  private func finish(_ books: TemporaryBooks, _ id: ArrivalID, _ state: ArrivalState) throws {
    try books.write {
      try $0.finish(id, state: state, kind: .pdf, problems: [], workflow: TemporaryBooks.workflow)
    }
  }

  @Test func `a companion is told from both sides, and is no quarantined file`() throws {
    let books = try TemporaryBooks()
    let leader = try drop(books, "1", "a.xml")
    let companion = try drop(books, "2", "a.pdf")
    try finish(books, companion, .quarantined)
    try books.write { try $0.place(companion, as: .companion, leaders: [leader]) }
    #expect(try books.read { try $0.companions(of: leader).map(\.name) } == ["a.pdf"])
    #expect(try books.read { try $0.leaders(of: companion).map(\.name) } == ["a.xml"])
    #expect(try books.read { try $0.arrival(companion)?.state } == .companion)
    #expect(try books.read { try $0.quarantinedArrivals().isEmpty })
    let counts = try books.read { try $0.companionFiles() }
    #expect(counts.files == 1 && counts.linked == 1)
    try books.write { try $0.place(companion, as: .quarantined, leaders: []) }
    #expect(try books.read { try $0.companions(of: leader).isEmpty })
    #expect(try books.read { try $0.quarantinedArrivals().map(\.id) } == [companion])
    #expect(try books.read { try $0.firstBrokenAuditLink() } == nil)
  }

  @Test(
    arguments: [(nil, ArrivalState.duplicate), ("other", .queued)] as [(String?, ArrivalState)]
  )
  func `a companion's content is linked in its own workflow, and read again in another`(
    _ workflow: String?,
    _ expected: ArrivalState
  ) throws {
    let books = try TemporaryBooks()
    let leader = try drop(books, "1", "a.xml")
    let companion = try drop(books, "2", "a.pdf")
    try finish(books, companion, .companion)
    try books.write { try $0.place(companion, as: .companion, leaders: [leader]) }
    let again = try drop(books, "2", "z.pdf", group: nil) { new in
      if let workflow { new.workflow = WorkflowID(workflow) }
    }
    #expect(try books.read { try $0.arrival(again)?.state } == expected)
  }

  @Test func `books of the first version get groups, and keep what they hold`() throws {
    let path = "/tmp/tickmark-migration-\(UInt64.random(in: 0...UInt64.max)).db"
    let books = try TemporaryBooks()
    let old = try DatabaseQueue(path: path)
    try Schema.migrator.migrate(old, upTo: "1")
    try old.write { db in
      try db.execute(
        sql: """
          INSERT INTO blob VALUES ('\(String(repeating: "ab", count: 32))', 1, 0);
          INSERT INTO arrival(workflow, name, path, hash, size, arrivedAt, identity, isWhole, state, target)
            VALUES ('invoices', 'a.xml', 'inbox/a.xml', '\(String(repeating: "ab", count: 32))', 1, 0, '', 1,
              'quarantined', 'invoice');
          """
      )
    }
    try old.close()
    let storage = try Storage(path: path)
    #expect(
      try storage.read(at: books.now) { try $0.quarantinedArrivals().map(\.name) } == ["a.xml"]
    )
    #expect(try storage.read(at: books.now) { try $0.companionCount() } == 0)
    try storage.close()
    for suffix in ["", "-wal", "-shm"] { books.remove(path + suffix) }
  }
}
