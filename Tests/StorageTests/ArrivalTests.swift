import Books
import Documents
import Readings
import Storage
import Testing
import Values
import Workflows

/// Transaction A: what comes in is recorded once, and content that came before is linked.
@Suite struct ArrivalTests {
  @Test func `equal content is linked to its first arrival`() throws {
    let books = try TemporaryBooks()
    let first = try #require(try books.arrival("a"))
    let again = try #require(try books.arrival("a", name: "b.xml"))
    #expect(first.state == .queued && first.duplicateOf == nil)
    #expect(again.state == .duplicate && again.duplicateOf == first.id)
    #expect(try books.read { try $0.openJobCount() } == 1)
    #expect(try books.read { try $0.blobs().count } == 1)
  }

  @Test func `the same file seen again after a crash is no second arrival, a second drop is`()
    throws
  {
    let books = try TemporaryBooks()
    let first = try #require(try books.arrival("a") { $0.identity = "1.2.3" })
    // A later start of the daemon sees the very same file: it was recorded, but not yet taken out of the inbox.
    #expect(try books.arrival("a") { $0.identity = "1.2.3" } == nil)
    let other = try books.arrival("a") { $0.identity = "1.2.4" }
    #expect(other?.duplicateOf == first.id)
    let elsewhere = try books.arrival("a", name: "b.xml") { $0.identity = "1.2.3" }
    #expect(elsewhere?.duplicateOf == first.id)
  }

  @Test func `tables and answers are read whenever they come, empty files too`() throws {
    let books = try TemporaryBooks()
    for _ in 0..<2 {
      #expect(try books.arrival("t", target: .table)?.state == .queued)
      #expect(try books.arrival("r", target: .rulings)?.state == .queued)
      #expect(try books.arrival("")?.state == .queued)
    }
  }

  @Test func `documents are the same paper in whichever folder, ledgers only in their own`() throws
  {
    let books = try TemporaryBooks()
    let other = WorkflowID("other")
    _ = try books.arrival("d")
    #expect(try books.arrival("d", target: .expense) { $0.workflow = other }?.state == .duplicate)
    _ = try books.arrival("l", target: .ledger)
    #expect(try books.arrival("l", target: .ledger) { $0.workflow = other }?.state == .queued)
    #expect(try books.arrival("l", target: .ledger)?.state == .duplicate)
  }

  @Test func `what was put aside unread may come again, what was found bad may not`() throws {
    let books = try TemporaryBooks()
    for (mayComeAgain, state) in [(true, ArrivalState.queued), (false, .duplicate)] {
      let content = "q\(mayComeAgain)"
      let first = try #require(try books.arrival(content))
      try books.write {
        try $0.finish(
          first.id,
          state: .quarantined,
          kind: nil,
          problems: [],
          workflow: nil,
          mayComeAgain: mayComeAgain
        )
      }
      #expect(try books.arrival(content)?.state == state)
    }
  }

  @Test func `a marker is kept and never read`() throws {
    let books = try TemporaryBooks()
    let marker = try books.arrival("") { $0.isMarker = true }
    #expect(marker?.state == .read)
    #expect(try books.read { try $0.openJobCount() } == 0)
  }

  @Test func `tables and ledgers are taken before the documents that need them, rulings last`()
    throws
  {
    let books = try TemporaryBooks()
    for target in ["rulings", "invoice", "ledger", "expense", "table", "order", "remittance"] {
      _ = try books.arrival(target, name: target, target: try #require(.init(rawValue: target)))
    }
    let jobs = try books.write { try $0.claimJobs(limit: 10) }
    #expect(
      jobs.map(\.arrival.name)
        == ["table", "order", "ledger", "remittance", "invoice", "expense", "rulings"]
    )
  }
}

/// What the books say about entries, decisions and sums.
@Suite struct BookkeepingTests {
  @Test func `twins of one export stay two, the same export again adds nothing`() throws {
    let books = try TemporaryBooks()
    let first = try #require(try books.arrival("one", target: .ledger)).id
    let second = try #require(try books.arrival("two", target: .ledger)).id
    #expect(try books.entry(-5, "twin", arrival: first) != nil)
    #expect(try books.entry(-5, "twin", arrival: first) != nil)
    #expect(try books.entry(-5, "twin", arrival: second) == nil)
    #expect(try books.entry(-5, "twin", arrival: second) == nil)
    #expect(try books.entry(-5, "twin", arrival: second) != nil)
    let third = try #require(try books.arrival("three", target: .ledger)).id
    for _ in 0..<3 { #expect(try books.entry(-5, "twin", arrival: third) == nil) }
    #expect(try books.read { try $0.entryCount(of: LedgerName("bank")) } == 3)
  }

  @Test func `a decision that says the same is no new fact`() throws {
    let books = try TemporaryBooks()
    let id = try books.document("R1", "10.00")
    #expect(try books.decide(id, .exception, code: "match.unmatched"))
    #expect(try !books.decide(id, .exception, code: "match.unmatched"))
    #expect(try books.decide(id, .exception, code: "match.doubtful"))
    #expect(
      try books.read { try $0.decisions(of: id).map(\.decision.code) } == [
        "match.unmatched", "match.doubtful",
      ]
    )
  }

  @Test func `an exception keeps its number when it is closed and opened again`() throws {
    let books = try TemporaryBooks()
    let id = try books.document("R1", "10.00")
    _ = try books.decide(id, .exception)
    let first = try #require(try books.read { try $0.exception(of: .document, id.number) })
    _ = try books.decide(id, .cleared)
    #expect(try books.read { try $0.exception(first.id)?.closedAt } != nil)
    #expect(try books.read { try $0.openExceptionCount() } == 0)
    _ = try books.decide(id, .exception)
    let again = try #require(try books.read { try $0.exception(of: .document, id.number) })
    #expect(again.id == first.id && again.closedAt == nil && again.openedAt > first.openedAt)
  }

  @Test func `sums are exact beyond sixty-four bits`() throws {
    let books = try TemporaryBooks()
    for number in 0..<3 {
      _ = try books.decide(try books.document("R\(number)", "92233720368547758.07"))
      _ = try books.entry(.max, "in \(number)")
      _ = try books.entry(-.max, "out \(number)")
      _ = try books.entry(.max, "more \(number)")
    }
    let sums = try books.read { try $0.outcomeSums() }
    #expect(sums.map(\.sum.description) == ["276701161105643274.21"])
    #expect(
      try books.read { try $0.receivedSums().map(\.sum.description) } == ["276701161105643274.21"]
    )
    let ledger = try books.read { try $0.ledgerSums(of: LedgerName("bank")) }
    #expect(ledger.map(\.sum.description) == ["276701161105643274.21"])
    #expect(ledger.map(\.openCount) == [9])
  }

  @Test func `the newest ruling is taken back first, and only once`() throws {
    let books = try TemporaryBooks()
    let id = try books.document("R1", "10.00")
    _ = try books.decide(id, .exception)
    let exception = try #require(try books.read { try $0.exception(of: .document, id.number) })
    let one = try books.write { try $0.appendRuling(exception, .accept, note: nil, by: "Ada") }
    let two = try books.write { try $0.appendRuling(exception, .reject, note: "no", by: "Bo") }
    #expect(try books.read { try $0.lastActiveRuling(of: nil)?.id } == two)
    _ = try books.write { try $0.appendRuling(exception, .undo, note: nil, by: "Bo", undoes: two) }
    #expect(try books.read { try $0.lastActiveRuling(of: exception.id)?.id } == one)
    #expect(throws: (any Error).self) {
      try books.write { try $0.appendRuling(exception, .undo, note: nil, by: "Bo", undoes: two) }
    }
    #expect(try books.read { try $0.activeRulings(of: .document, id.number).map(\.id) } == [one])
    #expect(try books.read { try $0.rulings(of: .document, id.number).count } == 3)
  }

  @Test(arguments: [
    (0, "1970-01-01T00:00:00Z"), (1_775_001_599_999, "2026-03-31T23:59:59Z"),
    (-1, "1969-12-31T23:59:59Z"), (951_782_400_000, "2000-02-29T00:00:00Z"),
  ]) func `moments are written in UTC`(_ milliseconds: Int64, _ text: String) {
    #expect(Moment(milliseconds: milliseconds).description == text)
  }
}
