import Books
import Documents
internal import GRDB
import Values

/// Books that were kept before there were parties: what is open is indexed, and what was matched becomes facts.
struct PartyMigration {
  private let transaction: StorageTransaction
  private var db: Database { transaction.db }

  /// The facts carry the time of the last one before.
  init(_ db: Database) throws {
    let last = try Int64.fetchOne(db, sql: "SELECT max(at) FROM audit") ?? 0
    transaction = StorageTransaction(
      db: db,
      now: Moment(milliseconds: last),
      bounds: .standard
    )
  }

  func run() throws {
    try indexEntries()
    try indexDocuments()
    try tellMatches()
  }

  private func indexEntries() throws {
    let rows = try Row.fetchCursor(db, sql: "SELECT * FROM entry WHERE isPaired = 0")
    while let row = try rows.next() {
      let stored = try StorageTransaction.storedEntry(row)
      try transaction.addToParty(stored.id, stored.entry, stored.ledger)
    }
  }

  private func indexDocuments() throws {
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT document.*, documentLedger.ledger AS ofLedger FROM documentLedger
        JOIN document ON document.id = documentLedger.document WHERE isOpen = 1
        """
    )
    while let row = try rows.next() {
      let stored = try StorageTransaction.storedDocument(row)
      try transaction.addToParty(
        stored.id,
        LedgerName(row["ofLedger"]),
        PartyKeys.of(stored.document)
      )
    }
  }

  private func tellMatches() throws {
    let rows = try Row.fetchCursor(
      db,
      sql: "SELECT * FROM document WHERE id IN (SELECT document FROM allocation) ORDER BY id"
    )
    while let row = try rows.next() {
      let stored = try StorageTransaction.storedDocument(row)
      try transaction.writeResiduals(stored.id, stored.matches)
      let by = try transaction.decision(of: stored.id)?.decidedBy ?? DecisionRecord.machine
      try transaction.tellMatches(stored.id, [], stored.matches, by: by)
    }
  }
}
