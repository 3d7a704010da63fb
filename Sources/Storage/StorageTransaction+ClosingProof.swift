import Books
import Digests
internal import GRDB
import Values

/// What the log keeps of a closing.
struct ClosingFact: Codable {
  var closing: Int64
  var ledger: String
  var period: String
  var hash: String
  var by: String
  var reopens: Int64?
  var note: String?
  /// Nil in facts from before the log kept what is locked.
  var lockedCount: Int?
  var locked: String?

  /// SHA-256 of the documents' ids in order.
  static func digest(of documents: [DocumentID]) -> String {
    let text = documents.map { "\($0.number)\n" }.joined()
    return SHA256Digester.hash(Array(text.utf8)).hex
  }
}

// Whether what stands of closed periods is what was signed.
extension StorageTransaction {
  /// Closings of which the statement, its signature, what is locked or who closed it is not what the log says; one sentence
  /// each, and closings that the log has and the books lack, or the other way round.
  package func closingsAgainstAudit() throws -> [String] {
    var facts: [Int64: (fact: ClosingFact, at: Int64)] = [:]
    let logged = try Row.fetchCursor(
      db,
      sql: "SELECT at, body FROM audit WHERE kind IN ('close','reopen') ORDER BY id"
    )
    while let row = try logged.next() {
      let fact = try StoredJSON.value(ClosingFact.self, row["body"])
      facts[fact.closing] = (fact, row["at"])
    }
    let reopened = Set(facts.values.compactMap(\.fact.reopens))
    var faults: [String] = []
    let rows = try Row.fetchCursor(db, sql: "SELECT * FROM closing ORDER BY id")
    while let row = try rows.next() {
      let name =
        "the closing of \(row["period"] as String) in the ledger \(row["ledger"] as String)"
      guard let (fact, at) = facts.removeValue(forKey: row["id"]) else {
        faults.append("\(name) is not in the log")
        continue
      }
      if !isSame(row, fact, at) { faults.append("\(name) is not what the log says") }
      if fact.reopens == nil, !isAsSigned(row, fact) {
        faults.append("\(name): its statement is not what was signed")
      }
      if try !isLocked(asSaid: fact, isReopened: reopened.contains(fact.closing)) {
        faults.append("\(name): what it locks is not what the log says")
      }
    }
    for (_, lost) in facts.sorted(by: { $0.key < $1.key }) {
      faults.append(
        "the closing of \(lost.fact.period) in the ledger \(lost.fact.ledger) is in the log and not in the books"
      )
    }
    let stray =
      try Int.fetchOne(
        db,
        sql:
          "SELECT count(*) FROM lockedMatch WHERE closing NOT IN (SELECT id FROM closing WHERE reopens IS NULL)"
      ) ?? 0
    if stray > 0 { faults.append("\(stray) documents are locked by no closing") }
    return faults
  }

  private func isSame(_ row: Row, _ fact: ClosingFact, _ at: Int64) -> Bool {
    guard row["ledger"] == fact.ledger, row["period"] == fact.period, row["hash"] == fact.hash,
      row["closedBy"] == fact.by, row["reopens"] == fact.reopens, row["closedAt"] == at
    else { return false }
    return fact.locked == nil || row["note"] == fact.note
  }

  /// The statement's bytes have the signature, and say the days of the row.
  private func isAsSigned(_ row: Row, _ fact: ClosingFact) -> Bool {
    let text: String = row["statement"]
    guard SHA256Digester.hash(Array(text.utf8)).hex == fact.hash else { return false }
    guard let period = Period(fact.period) else { return false }
    return row["firstDay"] == period.first.number && row["lastDay"] == period.last.number
  }

  private func isLocked(asSaid fact: ClosingFact, isReopened: Bool) throws -> Bool {
    guard fact.reopens == nil else { return true }
    let present = try locked(by: fact.closing)
    if isReopened { return present.isEmpty }
    guard let said = fact.locked else { return true }
    return present.count == fact.lockedCount && ClosingFact.digest(of: present) == said
  }
}
