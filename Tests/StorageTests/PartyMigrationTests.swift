import Books
import Documents
import Foundation
import GRDB
import Testing
import Values

@testable import Storage

/// Books from before there were parties: what is open is found, and what was matched stands in the log.
@Suite struct PartyMigrationTests {
  private static func document(_ number: String) -> Document {
    var document = Document(type: .invoice)
    document.number = number
    document.seller.name = "Kessel Holz GmbH"
    document.currency = Currency("EUR")
    document.totals.gross = ExactDecimal("10.00")
    return document
  }

  private static func match() throws -> MatchOutcome {
    let euro = try #require(Currency("EUR"))
    var match = MatchOutcome(ledger: LedgerName("bank"), status: .matched, explanation: "paid")
    match.allocations = [
      Allocation(
        document: DocumentID(1),
        entry: EntryID(1),
        documentAmount: Money(minorUnits: 980, currency: euro),
        entryAmount: Money(minorUnits: -980, currency: euro)
      )
    ]
    match.residuals = [
      Residual(
        side: .document(DocumentID(1)),
        kind: .discount,
        amount: Money(minorUnits: 20, currency: euro)
      )
    ]
    return match
  }

  /// One matched document and entry, one open of each.
  private static func fill(_ db: Database) throws {
    try db.execute(
      sql: """
        INSERT INTO blob VALUES ('h', 1, 0);
        INSERT INTO arrival(id, workflow, name, path, hash, size, arrivedAt, identity, isWhole, state, target)
          VALUES (1,'invoices','a.xml','a.xml','h',1,0,'',1,'read','invoice');
        """
    )
    for id in 1...2 {
      let form = DocumentForm(of: document("R-100\(id)"))
      let matches = id == 1 ? JSONForm.text([try match()]) : "[]"
      try db.execute(
        sql: """
          INSERT INTO document(id, arrival, position, workflow, body, copy, number, currency, payable,
            outcome, decision, matches) VALUES (?,1,?,'invoices',?,?,?,'EUR',1000,?,?,?);
          """,
        arguments: [
          id, id, String(decoding: form.body, as: UTF8.self), Data(form.copy), "R-100\(id)",
          id == 1 ? "cleared" : "exception", id, matches,
        ]
      )
      try db.execute(
        sql: """
          INSERT INTO decision(id, document, outcome, code, rule, reason, suggestion, decidedBy,
            decidedAt, workflow, version, definition, findings, matches)
            VALUES (?,?,'cleared','ok','clean','','','machine',0,'invoices','1','d','[]','[]')
          """,
        arguments: [id, id]
      )
      try db.execute(
        sql: """
          INSERT INTO documentLedger(document, ledger, currency, low, high, standing)
            VALUES (?,'bank','EUR',1000,1000,1)
          """,
        arguments: [id]
      )
      try db.execute(
        sql: """
          INSERT INTO entry(id, ledger, arrival, identity, occurrence, day, currency, amount, magnitude,
            counterparty, seenIn) VALUES (?,'bank',1,?,1,20000,'EUR',-980,980,'KESSEL HOLZ',1)
          """,
        arguments: [id, Data([UInt8(id)])]
      )
    }
    try db.execute(
      sql: """
        INSERT INTO allocation(document, entry, ledger, documentAmount, documentCurrency, entryAmount)
          VALUES (1,1,'bank',980,'EUR',-980)
        """
    )
  }

  @Test func `open items are indexed, matches become facts, and everything is proved`() throws {
    let path = "/tmp/tickmark-migration-\(getpid())-\(UInt64.random(in: 0...UInt64.max)).db"
    defer {
      for suffix in ["", "-wal", "-shm"] where FileManager.default.fileExists(atPath: path + suffix)
      {
        #expect(throws: Never.self) { try FileManager.default.removeItem(atPath: path + suffix) }
      }
    }
    let queue = try DatabaseQueue(path: path)
    try Schema.migrator.migrate(queue, upTo: "order-1")
    try queue.write { try Self.fill($0) }
    try queue.close()

    let storage = try Storage(path: path)
    let key = StorageTransaction.partyKey("WKESSEL", LedgerName("bank"))
    try storage.write(at: Moment(milliseconds: 1)) { transaction in
      #expect(try transaction.openEntryDays(party: key).map(\.id) == [EntryID(2)])
      #expect(try transaction.openDocuments(party: key, limit: 9) == [DocumentID(2)])
      #expect(try transaction.matchesAgainstAudit() == [])
      #expect(try transaction.firstBrokenAuditLink() == nil)
      #expect(try transaction.auditCount() == 1)
      let rests = try Row.fetchAll(transaction.db, sql: "SELECT kind, amount FROM residual")
      #expect(rests.map { "\($0["kind"] as String) \($0["amount"] as Int64)" } == ["discount 20"])
      // From now on what is taken must be accounted for.
      try transaction.db.execute(sql: "INSERT INTO unproved VALUES ('document', 1, 'bank')")
    }
  }
}
