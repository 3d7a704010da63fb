package import Books
package import Documents
internal import GRDB
import Values
package import Workflows

// What decisions were made on.
extension StorageTransaction {
  /// The number of these definitions as a whole; they are noted where nobody has had them together before.
  package func set(of workflows: WorkflowSet) throws -> Int64 {
    if let known = memo.definitionSets[workflows.parts] { return known }
    let parts = workflows.parts.map(\.text).joined(separator: "\n")
    var id = try Int64.fetchOne(
      db,
      sql: "SELECT id FROM definitionSet WHERE parts = ? AND program = ?",
      arguments: [parts, Program.version]
    )
    if id == nil {
      try db.execute(
        sql: "INSERT INTO definitionSet(parts, program) VALUES (?,?)",
        arguments: [parts, Program.version]
      )
      id = db.lastInsertedRowID
    }
    memo.definitionSets[workflows.parts] = id
    return id ?? 0
  }

  /// What was in force together.
  package func parts(ofSet id: Int64) throws -> [DefinitionPart] {
    let parts = try String.fetchOne(
      db,
      sql: "SELECT parts FROM definitionSet WHERE id = ?",
      arguments: [id]
    )
    return (parts ?? "").split(separator: "\n").compactMap { DefinitionPart(text: String($0)) }
  }

  /// The version of Tickmark that decided under a set.
  package func program(ofSet id: Int64) throws -> String? {
    try String.fetchOne(
      db.cachedStatement(sql: "SELECT program FROM definitionSet WHERE id = ?"),
      arguments: [id]
    )
  }

  /// The newest ruling of the books; nil before the first.
  package func lastRuling() throws -> Int64? {
    try Int64.fetchOne(db.cachedStatement(sql: "SELECT max(id) FROM ruling"))
  }

  /// Findings as the books hold them.
  package static func text(of findings: [Finding]) -> String {
    JSONForm.text(findings)
  }

  package static func findings(_ text: String) throws -> [Finding] {
    try list(Finding.self, text)
  }

  // MARK: Writing

  func storedBasis(
    _ made: DecisionBasis,
    _ findings: FindingsBasis,
    of stored: StoredDocument
  ) throws -> StoredBasis? {
    var basis = StoredBasis(made: made.isPlain ? nil : made)
    switch findings {
    case .same: break
    case .other(let other): basis.found = other == made ? nil : other
    case .asBefore:
      let found = try findingsBasis(of: stored.id)
      if found != made { basis.found = found }
      if found == nil { basis.foundIsUnknown = true }
    }
    return basis.made == nil && basis.found == nil && basis.foundIsUnknown == nil ? nil : basis
  }

  /// What the present findings were made on, beside the document: where it is not in its decision.
  func keepBasis(_ found: DecisionBasis?, of id: DocumentID, isNew: Bool) throws {
    guard isNew || found != nil else { return }
    try db.run("UPDATE document SET basis = ? WHERE id = ?") { values in
      values.add(found.map { JSONForm.text($0) })
      values.add(id.number)
    }
  }

  /// What the present findings of a document were made on; nil where a version did not keep it.
  private func findingsBasis(of id: DocumentID) throws -> DecisionBasis? {
    let own = try String.fetchOne(
      db.cachedStatement(sql: "SELECT basis FROM document WHERE id = ?"),
      arguments: [id.number]
    )
    if let own { return try StoredJSON.value(DecisionBasis.self, own) }
    return try keptDecision(of: id)?.findingsBasis
  }

  // MARK: Reading

  /// The standing decision of a document with what it was made on.
  package func keptDecision(of id: DocumentID) throws -> KeptDecision? {
    try Row.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT decision.* FROM decision JOIN document ON document.decision = decision.id
          WHERE document.id = ?
          """
      ),
      arguments: [id.number]
    ).map(Self.keptDecision)
  }

  /// Every decision ever made, document by document, the oldest first; `damaged` hears of those that cannot be read.
  package func keptDecisions(
    _ body: (KeptDecision) throws -> Void,
    damaged: (_ id: Int64, _ document: DocumentID) throws -> Void
  ) throws {
    let rows = try Row.fetchCursor(db, sql: "SELECT * FROM decision ORDER BY document, id")
    while let row = try rows.next() {
      do {
        try body(try Self.keptDecision(row))
      } catch is StorageError {
        try damaged(row["id"], DocumentID(row["document"]))
      }
    }
  }

  private static func keptDecision(_ row: Row) throws -> KeptDecision {
    var made: DecisionBasis?
    if let definitions: Int64 = row["definitions"], let day: Int32 = row["judgedOn"] {
      made = DecisionBasis(definitions: definitions, day: Day(number: day))
    }
    let stored = try (row["basis"] as String?).map { try StoredJSON.value(StoredBasis.self, $0) }
    made = stored?.made ?? made
    return KeptDecision(
      id: row["id"],
      document: DocumentID(row["document"]),
      workflow: WorkflowID(row["workflow"]),
      definition: row["definition"],
      record: try decisionRecord(row),
      findingsText: row["findings"],
      matches: try list(MatchOutcome.self, row["matches"]),
      basis: made,
      findingsBasis: stored?.foundIsUnknown == true ? nil : stored?.found ?? made
    )
  }
}

extension FindingsBasis {
  /// What is noted beside a document whose decision stays as it was; nil where what is noted stays.
  func ofNew(_ made: DecisionBasis) -> DecisionBasis? {
    switch self {
    case .same: made
    case .other(let other): other
    case .asBefore: nil
    }
  }
}
