import Books
import Documents
import Reviewing
import Storage
import Testing
import Values
import Workflows

@testable import Processing

extension Shop {
  /// The books by content: what was decided, what is allocated to what, what is open, and whether the totals foot.
  ///
  /// Without ids and times, so that the order of arrival does not show.
  func books() throws -> String {
    try storage.read(at: clock.now()) { transaction in
      var lines = try documents(transaction)
      lines += try entries(transaction)
      lines += try files(transaction)
      let report = try office.builder(transaction).exceptionReport()
      if !report.imbalances.isEmpty { lines.append("IMBALANCE " + report.imbalances.joined()) }
      return lines.joined(separator: "\n")
    }
  }

  private func documents(_ transaction: StorageTransaction) throws -> [String] {
    var lines: [String] = []
    for outcome in Outcome.allCases {
      try transaction.documents(with: outcome) { stored in
        let document = stored.document
        let decision = try transaction.decision(of: stored.id)
        let exception = try transaction.exception(of: .document, stored.id.number)
        var line =
          "\(document.number ?? "-") \(document.payableMoney?.description ?? "-") \(outcome.rawValue) "
          + (decision?.code ?? "UNDECIDED")
        if let exception, exception.closedAt == nil { line += " open:\(exception.code)" }
        for match in stored.matches {
          for allocation in match.allocations {
            let entry = try transaction.entry(allocation.entry)
            line += " = \(allocation.documentAmount) of \(entry.map(Self.text) ?? "NO ENTRY")"
          }
        }
        lines.append(line)
      }
    }
    return lines.sorted()
  }

  private func entries(_ transaction: StorageTransaction) throws -> [String] {
    var lines: [String] = []
    for ledger in try transaction.ledgers() {
      try transaction.entries(of: ledger) { entry in
        let isHeld = try !transaction.holders(of: entry.id).isEmpty
        lines.append("\(ledger) \(Self.text(entry))\(isHeld ? "" : " open")")
      }
    }
    return lines.sorted()
  }

  private func files(_ transaction: StorageTransaction) throws -> [String] {
    let quarantined = try transaction.quarantinedArrivals().map { arrival in
      "quarantined \(arrival.name) \(arrival.problems.first?.code ?? "-")"
    }
    let companions = try transaction.companions(limit: 1_000).map { one in
      "\(one.arrival.name) accompanies \(one.leaders.map(\.name).sorted().joined(separator: ", "))"
    }
    return quarantined.sorted() + companions.sorted()
  }

  static func text(_ entry: StoredEntry) -> String {
    let words = [entry.entry.counterparty, entry.entry.memo].compactMap { $0 }
    return "\(entry.entry.day) \(entry.entry.amount) \(words.joined(separator: " "))"
  }

  /// Every table that says what is true now; history (decisions, rulings, audit, times) is left out.
  func state() throws -> String {
    var lines: [String] = []
    for (table, columns) in Self.stateColumns {
      let parts = columns.map { "coalesce(CAST(\($0) AS TEXT),'-')" }.joined(separator: "||' '||")
      lines.append("[\(table)]")
      lines += try sql("SELECT \(parts) AS line FROM \(table) ORDER BY line")
    }
    return lines.joined(separator: "\n")
  }

  private static let stateColumns: [(String, [String])] = [
    ("arrival", ["id", "state", "role", "duplicateOf", "problems"]),
    ("companion", ["arrival", "leader"]), ("fileGroup WHERE isDue", ["id"]),
    ("job", ["arrival", "state", "attempts"]),
    (
      "document",
      [
        "id", "number", "seller", "issueDay", "currency", "payable", "exactKey", "nearKey",
        "nameKey",
        "outcome", "isPersons", "findings", "matches", "duplicates",
      ]
    ),
    ("documentLedger", ["document", "ledger", "currency", "low", "high", "firstDay", "lastDay"]),
    ("documentKey", ["key", "document"]),
    ("entry", ["id", "ledger", "hex(identity)", "occurrence", "acceptedAlone"]),
    ("allocation", ["document", "entry", "ledger", "documentAmount", "entryAmount", "isPersons"]),
    ("exception WHERE closedAt IS NULL", ["id", "subject", "subjectID", "code", "queue"]),
    ("placedFile", ["owner", "wantedPath", "path", "hash"]),
    ("tableRow", ["tableName", "line", "body"]),
    ("remittanceEntry", ["entry", "remittance"]),
    ("remittanceDocument", ["document", "ledger", "remittance", "isHeld"]),
  ]
}

/// Fails with the lines that differ, and no others.
func expectSame(
  _ actual: String,
  _ expected: String,
  _ note: String = "",
  _ location: SourceLocation = #_sourceLocation
) {
  guard actual != expected else { return }
  let (left, right) = (actual.split(separator: "\n"), expected.split(separator: "\n"))
  let more = left.filter { !right.contains($0) }.map { "+ \($0.prefix(600))" }
  let less = right.filter { !left.contains($0) }.map { "- \($0.prefix(600))" }
  let counts = more.isEmpty && less.isEmpty ? ["\(left.count) lines, not \(right.count)"] : []
  Issue.record(
    Comment(
      rawValue: ([note] + more.prefix(20) + less.prefix(20) + counts).joined(separator: "\n")
    ),
    sourceLocation: location
  )
}
