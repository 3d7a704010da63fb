import Books
import GRDB
import Storage
import Testing
import Values
import Workflows

/// The database itself refuses what would count money twice or rewrite history.
@Suite struct DatabaseRuleTests {
  @Test func `an entry cannot be given away twice`() throws {
    let books = try TemporaryBooks()
    let (one, two) = (try books.document("R1", "10.00"), try books.document("R2", "10.00"))
    let entry = try #require(try books.entry(-1_000, "R1"))
    #expect(try books.decide(one, shares: [(entry, 1_000, -1_000)]))
    #expect(throws: (any Error).self) { try books.decide(two, shares: [(entry, 1_000, -1_000)]) }
    #expect(throws: (any Error).self) { try books.decide(two, shares: [(entry, 1, -1)]) }
    #expect(try books.sql("SELECT document, entry FROM allocation") == ["1 1"])
    // Nothing of the refused transaction is left.
    #expect(try books.sql("SELECT count(*) FROM decision WHERE document = 2") == ["0"])
  }

  @Test func `what is refused for good is told from what may pass`() throws {
    let books = try TemporaryBooks()
    let (one, two) = (try books.document("R1", "10.00"), try books.document("R2", "10.00"))
    let entry = try #require(try books.entry(-1_000, "R1"))
    _ = try books.decide(one, shares: [(entry, 1_000, -1_000)])
    do {
      _ = try books.decide(two, shares: [(entry, 1_000, -1_000)])
      Issue.record("it was not refused")
    } catch {
      #expect(!Storage.isTrouble(error))
    }
    #expect(Storage.isTrouble(DatabaseError(resultCode: .SQLITE_FULL)))
    #expect(Storage.isTrouble(DatabaseError(resultCode: .SQLITE_IOERR)))
    #expect(!Storage.isTrouble(DatabaseError(resultCode: .SQLITE_CONSTRAINT_TRIGGER)))
  }

  @Test(arguments: [
    // More than the document, more than the entry, the wrong sign.
    (1_001, -1_000), (1_000, -1_001), (1_000, 1_000),
  ]) func `shares stay within both amounts`(_ document: Int64, _ entry: Int64) throws {
    let books = try TemporaryBooks()
    let id = try books.document("R1", "10.00")
    let line = try #require(try books.entry(-1_000, "R1"))
    #expect(throws: (any Error).self) {
      try books.decide(id, shares: [(line, document, entry)])
    }
    #expect(try books.sql("SELECT count(*) FROM allocation") == ["0"])
  }

  @Test func `a document is paid at most once, from however many entries`() throws {
    let books = try TemporaryBooks()
    let id = try books.document("R1", "10.00")
    let one = try #require(try books.entry(-600, "one"))
    let two = try #require(try books.entry(-600, "two"))
    #expect(throws: (any Error).self) {
      try books.decide(id, shares: [(one, 600, -600), (two, 600, -600)])
    }
    #expect(try books.decide(id, shares: [(one, 600, -600), (two, 400, -400)]))
  }

  @Test(arguments: [
    "UPDATE allocation SET entryAmount = -1", "UPDATE allocation SET document = 2",
    "INSERT INTO allocation VALUES (2,1,'bank',1,'EUR',-1,0,0)",
    "UPDATE decision SET outcome = 'rejected'", "DELETE FROM decision",
    "UPDATE ruling SET body = ''", "DELETE FROM ruling", "UPDATE audit SET body = ''",
    "DELETE FROM audit", "DELETE FROM audit WHERE id = (SELECT max(id) FROM audit)",
    "INSERT OR REPLACE INTO audit SELECT * FROM audit WHERE id = 1",
    "INSERT INTO arrival(workflow, name, path, hash, size, arrivedAt, identity, isWhole, state, target) "
      + "VALUES ('w','n','p','no such content',0,0,'',1,'queued','invoice')",
    "UPDATE arrival SET state = 'lost'",
  ]) func `history and shares cannot be rewritten by hand`(_ statement: String) throws {
    let books = try TemporaryBooks()
    let (one, _) = (try books.document("R1", "10.00"), try books.document("R2", "10.00"))
    let entry = try #require(try books.entry(-1_000, "R1"))
    _ = try books.decide(one, .exception, shares: [(entry, 1_000, -1_000)])
    try books.write { transaction in
      let exception = try #require(try transaction.exception(of: .document, one.number))
      _ = try transaction.appendRuling(exception, .accept, note: nil, by: "Ada")
    }
    #expect(throws: (any Error).self) { try books.sql(statement) }
  }

  @Test(
    arguments: [
      // Nothing is left over that is told; a rest that is told and is not there; a rest of the wrong sign.
      [], [("document", 300)], [("document", 401), ("entry", -1)],
      [("document", 401), ("document", -1)],
      [("document", 400), ("entry", 1)],
    ] as [[(String, Int64)]]
  )
  func `no transaction ends before every part is a part of its whole`(
    _ rests: [(side: String, minor: Int64)]
  ) throws {
    let books = try TemporaryBooks()
    let id = try books.document("R1", "10.00")
    let entry = try #require(try books.entry(-600, "R1"))
    let euro = try #require(Currency("EUR"))
    #expect(throws: (any Error).self) {
      try books.decide(
        id,
        exactly: [(entry, 600, -600)],
        rests.map { rest in
          let side: Residual.Side = rest.side == "entry" ? .entry(entry) : .document(id)
          return Residual(
            side: side,
            kind: .open,
            amount: Money(minorUnits: rest.minor, currency: euro)
          )
        }
      )
    }
    #expect(try books.sql("SELECT count(*) FROM allocation") == ["0"])
    #expect(try books.sql("SELECT count(*) FROM residual") == ["0"])
    #expect(
      try books.decide(
        id,
        exactly: [(entry, 600, -600)],
        [
          Residual(side: .document(id), kind: .open, amount: Money(minorUnits: 400, currency: euro))
        ]
      )
    )
    #expect(try books.sql("SELECT count(*) FROM unproved") == ["0"])
  }

  @Test func `what is changed by hand so that it does not foot is not built upon`() throws {
    let books = try TemporaryBooks()
    let id = try books.document("R1", "10.00")
    let entry = try #require(try books.entry(-600, "R1"))
    #expect(try books.decide(id, shares: [(entry, 600, -600)]))
    #expect(throws: (any Error).self) { try books.sql("UPDATE residual SET amount = 1") }
    #expect(throws: (any Error).self) {
      try books.sql("INSERT INTO residual VALUES (9,1,'bank',1,'fee',0,'EUR')")
    }
    #expect(throws: (any Error).self) {
      try books.sql("INSERT INTO residual VALUES (9,1,'bank',1,'luck',-1,'EUR')")
    }
    try books.sql("DELETE FROM residual")
    #expect(throws: (any Error).self) { try books.sql("DELETE FROM unproved") }
    #expect(throws: (any Error).self) { try books.document("R2", "1.00") }
  }

  @Test func `the log played from its beginning is what is matched`() throws {
    let books = try TemporaryBooks()
    let id = try books.document("R1", "10.00")
    let (one, two) = (
      try #require(try books.entry(-600, "R1")), try #require(try books.entry(-400, "x"))
    )
    _ = try books.decide(id, shares: [(one, 600, -600)])
    _ = try books.decide(id, shares: [(one, 600, -600), (two, 400, -400)], code: "ok-2")
    #expect(
      try books.sql("SELECT kind FROM audit WHERE kind LIKE 'match-%' ORDER BY id")
        == ["match-made", "match-withdrawn", "match-made"]
    )
    #expect(try books.read { try $0.matchesAgainstAudit() } == [])
    try books.sql("DELETE FROM allocation WHERE entry = 2")
    #expect(
      try books.read { try $0.matchesAgainstAudit() } == [
        "D1 in bank is not matched as the log says"
      ]
    )
  }

  @Test func `any changed byte breaks the audit chain, where it was changed`() throws {
    let books = try TemporaryBooks()
    for number in 1...6 { _ = try books.document("R\(number)", "10.00") }
    #expect(try books.read { try $0.firstBrokenAuditLink() } == nil)
    for column in ["kind", "body", "hash", "previous", "at"] {
      try books.sql("DROP TRIGGER IF EXISTS auditNeverUpdated")
      let old = try books.sql("SELECT \(column) FROM audit WHERE id = 3")[0]
      for change in column == "at" ? ["at + 1"] : ["\(column) || ' '", "upper(\(column))"] {
        try books.sql("UPDATE audit SET \(column) = \(change) WHERE id = 3")
        #expect(
          try books.read { try $0.firstBrokenAuditLink() } == 3,
          "\(column) became \(change)"
        )
        try books.sql("UPDATE audit SET \(column) = '\(old)' WHERE id = 3")
      }
      #expect(try books.read { try $0.firstBrokenAuditLink() } == nil)
    }
    try books.sql("DROP TRIGGER auditNeverDeleted")
    try books.sql("DELETE FROM audit WHERE id = 2")
    #expect(try books.read { try $0.firstBrokenAuditLink() } == 3)
  }
}
