package import Books
internal import GRDB
import Values

// What is given to whom: the present state in `allocation` and `residual`, each change of it as a fact in the log.
extension StorageTransaction {
  /// Takes back all allocations of these documents, so that a new answer for them can be written in any order.
  package func takeBack(_ documents: some Sequence<DocumentID>) throws {
    for id in documents {
      try db.cachedStatement(sql: "DELETE FROM allocation WHERE document = ?")
        .execute(arguments: [id.number])
      try db.cachedStatement(sql: "DELETE FROM residual WHERE document = ?")
        .execute(arguments: [id.number])
    }
  }

  func allocate(_ id: DocumentID, _ matches: [MatchOutcome], isPersons: Bool) throws {
    for match in matches where match.holdsEntries {
      for allocation in match.allocations {
        try db.cachedStatement(
          sql: """
            INSERT INTO allocation(document, entry, ledger, documentAmount, documentCurrency,
              entryAmount, isPersons, isOfParty) VALUES (?,?,?,?,?,?,?,?)
            """
        ).execute(arguments: [
          id.number, allocation.entry.number, match.ledger.name,
          allocation.documentAmount.minorUnits, allocation.documentAmount.currency.code,
          allocation.entryAmount.minorUnits, isPersons, match.isOfParty,
        ])
      }
    }
    try writeResiduals(id, matches)
  }

  func writeResiduals(_ id: DocumentID, _ matches: [MatchOutcome]) throws {
    for match in matches where match.holdsEntries && !match.allocations.isEmpty {
      for residual in match.residuals where !residual.amount.isZero {
        var entry: Int64?
        if case .entry(let side) = residual.side { entry = side.number }
        try db.cachedStatement(
          sql: """
            INSERT INTO residual(document, ledger, entry, kind, amount, currency)
            VALUES (?,?,?,?,?,?)
            """
        ).execute(arguments: [
          id.number, match.ledger.name, entry, residual.kind.rawValue,
          residual.amount.minorUnits, residual.amount.currency.code,
        ])
      }
    }
  }

  /// Proves that whatever was given or taken in this transaction is accounted for to the minor unit, on both sides.
  ///
  /// The database itself refuses where it is not.
  package func prove() throws {
    try db.cachedStatement(sql: "DELETE FROM unproved").execute()
  }

  // MARK: Facts

  /// Appends what has changed of a document's matches to the log: withdrawn what was, made what is.
  func tellMatches(
    _ id: DocumentID,
    _ before: [MatchOutcome],
    _ now: [MatchOutcome],
    by person: String
  ) throws {
    let old = before.compactMap { MatchFact(id, $0, by: person) }
    let new = now.compactMap { MatchFact(id, $0, by: person) }
    for fact in old where !new.contains(where: { $0.isSameMatch(as: fact) }) {
      try appendAudit(kind: MatchFact.withdrawn, text: JSONForm.bytes(fact))
    }
    for fact in new where !old.contains(where: { $0.isSameMatch(as: fact) }) {
      try appendAudit(kind: MatchFact.made, text: JSONForm.bytes(fact))
    }
  }

  /// Documents and ledgers whose present allocations and residuals are not what the log, played from its beginning, says.
  package func matchesAgainstAudit() throws -> [String] {
    var played: [String: MatchFact] = [:]
    var faults: [String] = []
    let rows = try Row.fetchCursor(
      db,
      sql: "SELECT id, kind, body FROM audit WHERE kind IN (?,?) ORDER BY id",
      arguments: [MatchFact.made, MatchFact.withdrawn]
    )
    while let row = try rows.next() {
      let fact = try StoredJSON.value(MatchFact.self, row["body"])
      if row["kind"] == MatchFact.made {
        if played[fact.place] != nil { faults.append("\(fact.place) is matched twice in the log") }
        played[fact.place] = fact
      } else if played.removeValue(forKey: fact.place)?.isSameMatch(as: fact) != true {
        faults.append("\(fact.place) is withdrawn in the log without having been made")
      }
    }
    let present = try presentMatches()
    for place in Set(played.keys).union(present.keys).sorted()
    where played[place]?.lines ?? [] != present[place] ?? [] {
      faults.append("\(place) is not matched as the log says")
    }
    return faults
  }

  /// Allocations and residuals as they are now, by document and ledger, each as a line of text.
  private func presentMatches() throws -> [String: [String]] {
    var lines: [String: [String]] = [:]
    let allocations = try Row.fetchCursor(
      db,
      sql: "SELECT document, ledger, entry, documentAmount, entryAmount FROM allocation"
    )
    while let row = try allocations.next() {
      lines[MatchFact.place(row["document"], row["ledger"]), default: []].append(
        MatchFact.line(row["entry"], row["documentAmount"], row["entryAmount"])
      )
    }
    let residuals = try Row.fetchCursor(
      db,
      sql: "SELECT document, ledger, entry, kind, amount FROM residual"
    )
    while let row = try residuals.next() {
      lines[MatchFact.place(row["document"], row["ledger"]), default: []].append(
        MatchFact.line(row["entry"] as Int64?, row["kind"] as String, row["amount"] as Int64)
      )
    }
    return lines.mapValues { $0.sorted() }
  }
}

/// What was given to one document in one ledger: the body of a fact.
struct MatchFact: Codable, JSONFormed {
  static let made = "match-made"
  static let withdrawn = "match-withdrawn"

  var allocations: [Allocation]
  var by: String
  var document: Int64
  var ledger: String
  var pattern: MatchPattern
  var residuals: [Residual]

  /// nil when nothing is given.
  init?(_ id: DocumentID, _ outcome: MatchOutcome, by person: String) {
    guard outcome.holdsEntries, !outcome.allocations.isEmpty else { return nil }
    allocations = outcome.allocations
    by = person
    document = id.number
    ledger = outcome.ledger.name
    pattern = outcome.pattern
    residuals = outcome.residuals.filter { !$0.amount.isZero }
  }

  /// Whoever said it.
  func isSameMatch(as other: MatchFact) -> Bool {
    place == other.place && lines == other.lines && pattern == other.pattern
  }

  var place: String { Self.place(document, ledger) }

  static func place(_ document: Int64, _ ledger: String) -> String {
    "\(DocumentID(document)) in \(ledger)"
  }

  var lines: [String] {
    let shares = allocations.map {
      Self.line($0.entry.number, $0.documentAmount.minorUnits, $0.entryAmount.minorUnits)
    }
    let rests = residuals.map { residual -> String in
      var entry: Int64?
      if case .entry(let id) = residual.side { entry = id.number }
      return Self.line(entry, residual.kind.rawValue, residual.amount.minorUnits)
    }
    return (shares + rests).sorted()
  }

  static func line(_ entry: Int64, _ documentAmount: Int64, _ entryAmount: Int64) -> String {
    "= \(entry) \(documentAmount) \(entryAmount)"
  }

  static func line(_ entry: Int64?, _ kind: String, _ amount: Int64) -> String {
    "\(kind) \(entry.map(String.init) ?? "-") \(amount)"
  }

  func write(to json: inout JSONForm) {
    json.object { json in
      json.field("allocations", allocations)
      json.key("by")
      json.text(by)
      json.field("document", document)
      json.key("ledger")
      json.text(ledger)
      json.key("pattern")
      json.plain(pattern.rawValue)
      json.field("residuals", residuals)
    }
  }
}
