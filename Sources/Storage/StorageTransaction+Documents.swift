package import Books
package import Documents
internal import GRDB
package import Values
package import Workflows

extension StorageTransaction {
  /// A document with its id, ready to be written.
  package func ready(
    _ document: Document,
    _ form: DocumentForm,
    arrival: ArrivalID,
    position: Int,
    workflow: WorkflowID,
    index: DocumentIndex
  ) throws -> ReadyDocument {
    let id =
      try memo.nextDocument ?? Int64.fetchOne(db, sql: "SELECT max(id) FROM document").map {
        $0 + 1
      }
      ?? 1
    memo.nextDocument = id + 1
    let stored = StoredDocument(
      id: DocumentID(id),
      arrival: arrival,
      position: position,
      workflow: workflow,
      document: document,
      outcome: .exception,
      isPersons: false,
      findings: [],
      matches: [],
      duplicates: [],
      isUndecided: true,
      exactKey: index.exactKey,
      nearKey: index.nearKey,
      nameKey: index.nameKey
    )
    return ReadyDocument(stored: stored, form: form, index: index)
  }

  /// Writes and indexes a document; its first decision follows in the same transaction.
  package func insert(_ document: ReadyDocument) throws {
    try db.run(Self.insertion) { values in
      document.bind(&values)
      values.add("exception")
      values.add(0)
      values.add(false)
      for _ in 1...3 { values.add(json: JSONForm.empty) }
      values.add(nil as Day?)
      values.add(nil as Day?)
    }
    try writeIndex(of: document.stored.id.number, document.index)
  }

  /// The statement for `ReadyDocument.bind` and what is decided.
  static let insertion = """
    INSERT INTO document(id, arrival, position, workflow, body, copy,
      number, seller, issueDay, currency, payable, exactKey, nearKey, nameKey,
      outcome, decision, isPersons, findings, matches, duplicates, checkedOn, judgedOn)
    VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)
    """

  /// Indexes the document anew, as it stands with what persons set.
  package func index(
    _ stored: StoredDocument,
    _ document: Document,
    _ index: DocumentIndex
  ) throws {
    let number = stored.id.number
    try db.cachedStatement(
      sql: """
        UPDATE document SET number = ?, seller = ?, issueDay = ?, currency = ?, payable = ?,
          exactKey = ?, nearKey = ?, nameKey = ? WHERE id = ?
        """
    ).execute(arguments: [
      document.number, document.seller.name, document.issueDate?.number, document.currency?.code,
      document.countedMoney?.minorUnits, index.exactKey, index.nearKey, index.nameKey,
      number,
    ])
    try forgetIndex(of: number, except: index.ledgers.map(\.ledger))
    try writeIndex(of: number, index)
  }

  func writeIndex(of number: Int64, _ index: DocumentIndex) throws {
    for key in Set(index.keys) {
      try db.run("INSERT INTO documentKey(key, document) VALUES (?,?)") { values in
        values.add(key)
        values.add(number)
      }
    }
    for ledger in index.ledgers {
      try db.cachedStatement(
        sql: """
          INSERT INTO documentLedger(document, ledger, currency, low, high, firstDay, lastDay)
          VALUES (?,?,?,?,?,?,?) ON CONFLICT DO UPDATE SET currency = excluded.currency,
            low = excluded.low, high = excluded.high, firstDay = excluded.firstDay,
            lastDay = excluded.lastDay
          """
      ).execute(arguments: [
        number, ledger.ledger.name, ledger.currency?.code, ledger.amounts?.lowerBound,
        ledger.amounts?.upperBound, ledger.days?.lowerBound.number, ledger.days?.upperBound.number,
      ])
      try widen(ledger)
    }
  }

  /// Ranges of amounts are looked for by where they begin, so the widest must be known.
  private func widen(_ ledger: LedgerIndex) throws {
    guard let currency = ledger.currency, let amounts = ledger.amounts else { return }
    let width = amounts.upperBound - amounts.lowerBound
    let place = "\(ledger.ledger.name) \(currency.code)"
    guard width > memo.widths[place] ?? -1 else { return }
    memo.widths[place] = width
    try db.cachedStatement(
      sql: """
        INSERT INTO ledgerWidth(ledger, currency, width) VALUES (?,?,?)
        ON CONFLICT DO UPDATE SET width = excluded.width WHERE excluded.width > width
        """
    ).execute(arguments: [ledger.ledger.name, currency.code, width])
  }

  /// What reconciling remembers of the document in a ledger stays with its row.
  private func forgetIndex(of number: Int64, except ledgers: [LedgerName]) throws {
    try db.cachedStatement(sql: "DELETE FROM documentKey WHERE document = ?")
      .execute(arguments: [number])
    try db.cachedStatement(
      sql: """
        DELETE FROM documentLedger
        WHERE document = ? AND ledger NOT IN (SELECT value FROM json_each(?))
        """
    ).execute(arguments: [number, try StoredJSON.text(ledgers.map(\.name))])
  }

  /// The document's references and ranges as they are indexed now.
  package func index(of id: DocumentID) throws -> DocumentIndex? {
    guard
      let row = try Row.fetchOne(
        db.cachedStatement(sql: "SELECT exactKey, nearKey, nameKey FROM document WHERE id = ?"),
        arguments: [id.number]
      )
    else { return nil }
    let keys = try String.fetchAll(
      db.cachedStatement(sql: "SELECT key FROM documentKey WHERE document = ?"),
      arguments: [id.number]
    )
    let ledgers = try db.values(
      db.cachedStatement(sql: "SELECT * FROM documentLedger WHERE document = ? ORDER BY ledger"),
      arguments: [id.number],
      as: Self.ledgerIndex
    )
    return DocumentIndex(
      exactKey: row["exactKey"],
      nearKey: row["nearKey"],
      nameKey: row["nameKey"],
      keys: keys,
      ledgers: ledgers
    )
  }

  private static func ledgerIndex(_ row: Row) -> LedgerIndex {
    var index = LedgerIndex(
      ledger: LedgerName(row["ledger"]),
      currency: (row["currency"] as String?).flatMap { Currency($0) },
      amounts: nil,
      days: nil
    )
    if let low = row["low"] as Int64?, let high = row["high"] as Int64? {
      index.amounts = low...high
    }
    if let first = row["firstDay"] as Int32?, let last = row["lastDay"] as Int32? {
      index.days = Day(number: first)...Day(number: last)
    }
    return index
  }

  package func document(_ id: DocumentID) throws -> StoredDocument? {
    memo.documentsRead += 1
    return try db.value(
      db.cachedStatement(sql: "SELECT * FROM document WHERE id = ?"),
      arguments: [id.number],
      as: Self.storedDocument
    )
  }

  package func workflow(of id: DocumentID) throws -> WorkflowID? {
    try String.fetchOne(
      db.cachedStatement(sql: "SELECT workflow FROM document WHERE id = ?"),
      arguments: [id.number]
    ).map { WorkflowID($0) }
  }

  package func documents(of arrival: ArrivalID) throws -> [StoredDocument] {
    try db.values(
      db.cachedStatement(sql: "SELECT * FROM document WHERE arrival = ? ORDER BY position"),
      arguments: [arrival.number],
      as: Self.storedDocument
    )
  }

  /// Documents with this number as printed.
  package func documents(numbered number: String) throws -> [DocumentID] {
    try Int64.fetchAll(
      db,
      sql: "SELECT id FROM document WHERE number = ? ORDER BY id",
      arguments: [number]
    ).map { DocumentID($0) }
  }

  /// Documents the machine decided in one workflow, or all that wait in it.
  package func documents(
    of workflow: WorkflowID,
    onlyExceptions: Bool = false
  ) throws -> [DocumentID] {
    try Int64.fetchAll(
      db,
      sql: """
        SELECT id FROM document WHERE workflow = ? AND isPersons = 0
          AND (NOT ? OR outcome = 'exception') ORDER BY id
        """,
      arguments: [workflow.name, onlyExceptions]
    ).map { DocumentID($0) }
  }

  /// What makes a document (`?1` its arrival, `?2` itself) come behind another of its keys: the other arrived earlier, or
  /// a person had decided it before this one, whose file was longer in reading, was there.
  private static let isBefore = """
    ((arrival, id) < (?1, ?2) OR id < ?2 AND (isPersons = 1 OR EXISTS (SELECT 1 FROM lockedMatch WHERE document = document.id)))
      AND outcome NOT IN ('duplicate','rejected') ORDER BY arrival, id LIMIT 5
    """

  /// Earlier documents with the same exact key that stand for themselves, first arrival first.
  package func documents(exactKey: String, before one: StoredDocument) throws -> [StoredDocument] {
    try db.values(
      db.cachedStatement(
        sql: """
          SELECT * FROM document WHERE exactKey = ?3 AND \(Self.isBefore)
          """
      ),
      arguments: [one.arrival.number, one.id.number, exactKey],
      as: Self.storedDocument
    )
  }

  /// True when a document that is written already has one of the keys.
  ///
  /// Asked of each new row of a large table, most of which have no twin.
  package func isKnown(_ keys: DocumentIndex) throws -> Bool {
    if let key = keys.exactKey,
      try db.hasRow("SELECT 1 FROM document WHERE exactKey = ? LIMIT 1", { $0.add(key) })
    {
      return true
    }
    for key in [keys.nearKey, keys.nameKey].compactMap(\.self)
    where try db.hasRow("SELECT 1 FROM document WHERE nearKey = ? LIMIT 1", { $0.add(key) }) {
      return true
    }
    guard let key = keys.nearKey else { return false }
    return try db.hasRow("SELECT 1 FROM document WHERE nameKey = ? LIMIT 1") { $0.add(key) }
  }

  /// Earlier documents with the same near key issued within `days` that stand for themselves; one of the two may have it by the seller's name.
  package func documents(
    nearKey: String,
    nameKey: String?,
    around day: Day,
    days: Int,
    before one: StoredDocument
  ) throws -> [StoredDocument] {
    try db.values(
      db.cachedStatement(
        sql: """
          SELECT * FROM document WHERE id IN
              (SELECT id FROM document WHERE nearKey IN (?3, ?6) AND issueDay BETWEEN ?4 AND ?5
                UNION SELECT id FROM document WHERE nameKey = ?3 AND issueDay BETWEEN ?4 AND ?5)
            AND \(Self.isBefore)
          """
      ),
      arguments: [
        one.arrival.number, one.id.number, nearKey, day.adding(days: -days).number,
        day.adding(days: days).number, nameKey,
      ],
      as: Self.storedDocument
    )
  }

  /// True when a file that arrived later was read sooner, and had documents.
  package func hasDocuments(after arrival: ArrivalID) throws -> Bool {
    try db.hasRow("SELECT 1 FROM document WHERE arrival > ? LIMIT 1") { $0.add(arrival.number) }
  }

  /// Documents that arrived later with one of these keys: their decision may depend on `one`.
  ///
  /// `onlyKnown`: of those only the ones that were there when `one` came, because its file was longer in reading.
  package func documents(
    exactKeys: Set<String>,
    nearKeys: Set<String>,
    after one: StoredDocument,
    onlyKnown: Bool = false
  ) throws -> [DocumentID] {
    var found: Set<Int64> = []
    for (column, keys) in [
      ("exactKey", exactKeys), ("nearKey", nearKeys), ("nameKey", nearKeys),
    ] {
      for key in keys {
        found.formUnion(
          try Int64.fetchAll(
            db.cachedStatement(
              sql: """
                SELECT id FROM document
                WHERE \(column) = ?1 AND (arrival, id) > (?2, ?3) AND (id < ?3 OR NOT ?4)
                """
            ),
            arguments: [key, one.arrival.number, one.id.number, onlyKnown]
          )
        )
      }
    }
    return found.sorted().map { DocumentID($0) }
  }

  static func storedDocument(_ row: Row) throws -> StoredDocument {
    guard let outcome = Outcome(rawValue: row["outcome"]) else {
      throw StorageError.damaged("document \(row["id"] as Int64)")
    }
    return StoredDocument(
      id: DocumentID(row["id"]),
      arrival: ArrivalID(row["arrival"]),
      position: row["position"],
      workflow: WorkflowID(row["workflow"]),
      document: try DocumentCopy.document(row["copy"])
        ?? StoredJSON.value(Document.self, row["body"]),
      outcome: outcome,
      isPersons: row["isPersons"],
      findings: try list(Finding.self, row["findings"]),
      matches: try list(MatchOutcome.self, row["matches"]),
      duplicates: try list(DocumentID.self, row["duplicates"]),
      isUndecided: (row["decision"] as Int64) == 0,
      exactKey: row["exactKey"],
      nearKey: row["nearKey"],
      nameKey: row["nameKey"],
      checkedOn: (row["checkedOn"] as Int32?).map { Day(number: $0) },
      judgedOn: (row["judgedOn"] as Int32?).map { Day(number: $0) }
    )
  }

  /// Most documents have none: no decoder for an empty list.
  static func list<T: Decodable>(_ type: T.Type, _ text: String) throws -> [T] {
    text == "[]" ? [] : try StoredJSON.value([T].self, text)
  }
}

/// A document that has its id and is not written yet.
package struct ReadyDocument: Sendable {
  package let stored: StoredDocument
  let form: DocumentForm
  package let index: DocumentIndex

  /// The first fourteen values of a row.
  func bind(_ values: inout BoundValues) {
    let document = stored.document
    values.add(stored.id.number)
    values.add(stored.arrival.number)
    values.add(Int64(stored.position))
    values.add(stored.workflow.name)
    values.add(json: form.body)
    values.add(blob: form.copy)
    values.add(document.number)
    values.add(document.seller.name)
    values.add(document.issueDate)
    values.add(document.currency?.code)
    values.add(document.countedMoney?.minorUnits)
    values.add(index.exactKey)
    values.add(index.nearKey)
    values.add(index.nameKey)
  }
}
