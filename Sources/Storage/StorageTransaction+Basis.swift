package import Books
package import Documents
internal import GRDB
import Readings
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

  /// The first decision that was kept with what it was made on; nil before there is one.
  package func firstKeptDecision() throws -> Int64? {
    try Int64.fetchOne(db, sql: "SELECT min(id) FROM decision WHERE definitions IS NOT NULL")
  }

  /// What was in force together.
  package func parts(ofSet id: Int64) throws -> [DefinitionPart] {
    let parts = try String.fetchOne(
      db,
      sql: "SELECT parts FROM definitionSet WHERE id = ?",
      arguments: [id]
    )
    return try (parts ?? "").split(separator: "\n").map { line in
      guard let part = DefinitionPart(text: String(line)) else {
        throw StorageError.damaged("the definitions in force under \(id)")
      }
      return part
    }
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

  /// What a new decision is stored with; nil where definitions and day are all of it, as for most rows of a table.
  func storedBasis(
    _ made: DecisionBasis,
    _ findings: FindingsBasis,
    of stored: StoredDocument
  ) throws -> StoredBasis? {
    var basis = StoredBasis()
    if !made.isPlain {
      var kept = try kept(made)
      (kept.day, kept.definitions) = (nil, nil)
      basis.made = kept
    }
    switch findings {
    case .same: break
    case .other(let other): basis.found = other == made ? nil : try kept(other)
    case .asBefore:
      let found = try findingsBasis(of: stored.id)
      if let found, found != made { basis.found = try kept(found) }
      if found == nil { basis.foundIsUnknown = true }
    }
    return basis == StoredBasis() ? nil : basis
  }

  func kept(_ basis: DecisionBasis) throws -> KeptBasis {
    func some<Value>(_ list: [Value]) -> [Value]? { list.isEmpty ? nil : list }
    return KeptBasis(
      closings: some(basis.closings),
      day: basis.day,
      definitions: basis.definitions,
      duplicates: some(basis.duplicates),
      forms: some(basis.forms),
      lastRuling: basis.lastRuling,
      tables: basis.tables.isEmpty
        ? nil
        : KeptTables(answers: try basis.tables.answers.map(kept), filled: basis.tables.filled)
    )
  }

  private func kept(_ answer: LookedUp.Answer) throws -> KeptTables.Answer {
    if answer.rows.isEmpty { return KeptTables.Answer(key: answer.key, table: answer.table) }
    if let id = memo.tableAnswers.id(answer) { return KeptTables.Answer(id: id) }
    let rows = JSONForm.text(answer.rows)
    let known = try Int64.fetchOne(
      db.cachedStatement(
        sql: "SELECT id FROM lookedUp WHERE tableName = ? AND key = ? AND rows = ? LIMIT 1"
      ),
      arguments: [answer.table, answer.key, rows]
    )
    let id: Int64
    if let known {
      id = known
    } else {
      try db.cachedStatement(sql: "INSERT INTO lookedUp(tableName, key, rows) VALUES (?,?,?)")
        .execute(arguments: [answer.table, answer.key, rows])
      id = db.lastInsertedRowID
    }
    memo.tableAnswers.keep(answer, as: id)
    return KeptTables.Answer(id: id)
  }

  /// What the present findings of a document were made on; nil where a version did not keep it.
  package func findingsBasis(of id: DocumentID) throws -> DecisionBasis? {
    let own = try String.fetchOne(
      db.cachedStatement(sql: "SELECT basis FROM document WHERE id = ?"),
      arguments: [id.number]
    )
    if let own { return try basis(StoredJSON.value(KeptBasis.self, own)) }
    return try keptDecision(of: id)?.findingsBasis
  }

  // MARK: Reading

  /// The standing decision of a document with what it was made on.
  package func keptDecision(of id: DocumentID) throws -> KeptDecision? {
    try lastDecision(of: id).map(keptDecision)
  }

  /// Every decision ever made, document by document, the oldest first; `damaged` hears of those that cannot be read.
  package func keptDecisions(
    _ body: (KeptDecision) throws -> Void,
    damaged: (_ id: Int64, _ document: DocumentID) throws -> Void
  ) throws {
    let rows = try Row.fetchCursor(db, sql: "SELECT * FROM decision ORDER BY document, id")
    while let row = try rows.next() {
      do {
        try body(try keptDecision(row))
      } catch is StorageError {
        // What the column holds is not to be trusted either.
        try damaged(row["id"], DocumentID(Int64.fromDatabaseValue(row["document"]) ?? 0))
      }
    }
  }

  private func keptDecision(_ row: Row) throws -> KeptDecision {
    var made: DecisionBasis?
    if let definitions: Int64 = try row.soundIfAny("definitions"),
      let day: Int32 = try row.soundIfAny("judgedOn")
    {
      made = DecisionBasis(definitions: definitions, day: Day(number: day))
    }
    let stored = try (row.soundIfAny("basis") as String?).map {
      try StoredJSON.value(StoredBasis.self, $0)
    }
    made = try stored?.made.map { try basis($0, beside: made) } ?? made
    return KeptDecision(
      id: row["id"],
      document: DocumentID(try row.sound("document")),
      workflow: WorkflowID(try row.sound("workflow")),
      definition: try row.sound("definition"),
      record: try Self.decisionRecord(row),
      findingsText: try row.sound("findings"),
      matches: try Self.list(MatchOutcome.self, try row.sound("matches")),
      basis: made,
      findingsBasis: stored?.foundIsUnknown == true
        ? nil : try stored?.found.map { try basis($0) } ?? made
    )
  }

  /// `columns` say what it does not.
  private func basis(
    _ kept: KeptBasis,
    beside columns: DecisionBasis? = nil
  ) throws -> DecisionBasis {
    guard let definitions = kept.definitions ?? columns?.definitions,
      let day = kept.day ?? columns?.day
    else { throw StorageError.damaged("a decision was made on no definitions or no day") }
    var basis = DecisionBasis(definitions: definitions, day: day)
    basis.lastRuling = kept.lastRuling
    basis.duplicates = kept.duplicates ?? []
    basis.forms = kept.forms ?? []
    basis.closings = kept.closings ?? []
    basis.tables.filled = kept.tables?.filled ?? []
    basis.tables.answers = try kept.tables?.answers.map(answer) ?? []
    return basis
  }

  private func answer(_ kept: KeptTables.Answer) throws -> LookedUp.Answer {
    guard let id = kept.id else {
      return LookedUp.Answer(table: kept.table ?? "", key: kept.key ?? "", rows: [])
    }
    if let known = memo.tableAnswers.answer(id) { return known }
    guard
      let row = try Row.fetchOne(
        db.cachedStatement(sql: "SELECT tableName, key, rows FROM lookedUp WHERE id = ?"),
        arguments: [id]
      )
    else { throw StorageError.damaged("nothing was looked up under \(id)") }
    let answer = LookedUp.Answer(
      table: try row.sound("tableName"),
      key: try row.sound("key"),
      rows: try Self.list(TableRow.self, try row.sound("rows"))
    )
    memo.tableAnswers.note(answer, as: id)
    return answer
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
