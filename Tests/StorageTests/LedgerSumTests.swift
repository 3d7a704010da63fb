import Books
import GRDB
import Synchronization
import Testing

@testable import Storage

/// What a report sums up of a ledger is looked up once, not once for each of its entries.
@Suite struct LedgerSumTests {
  @Test func `no sum of a ledger looks anew through all matches for each entry`() throws {
    let books = try TemporaryBooks()
    let entry = try #require(try books.entry(-100, "a"))
    _ = try books.entry(-300, "b")
    _ = try books.decide(
      try books.document("R-1", "1.00"),
      shares: [(entry, document: 100, entry: -100)]
    )
    let bank = LedgerName("bank")
    let statements = Statements()
    let plans = try books.read { transaction in
      transaction.db.trace { statements.note($0.expandedDescription) }
      #expect(try transaction.matchedSums(of: bank).map(\.count) == [1])
      #expect(try transaction.ledgerSums(of: bank).map(\.openCount) == [1])
      transaction.db.trace(options: [])
      return try statements.all.filter { $0.contains("allocation") }.map {
        try Row.fetchAll(transaction.db, sql: "EXPLAIN QUERY PLAN " + $0).map {
          ($0["detail"] as String?) ?? ""
        }.joined(separator: "; ")
      }
    }
    #expect(plans.count == 2)
    for plan in plans { #expect(!plan.contains("CORRELATED LIST"), "\(plan)") }
  }
}

private final class Statements: Sendable {
  private let texts = Mutex<[String]>([])

  var all: [String] { texts.withLock { $0 } }

  func note(_ text: String) { texts.withLock { $0.append(text) } }
}
