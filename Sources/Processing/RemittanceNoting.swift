import Books
import Documents
import Matching
import Readings
import Storage
import Values
import Workflows

/// Takes in the lines of payment runs and payouts, and lets them say what they pay.
struct RemittanceNoting {
  let transaction: StorageTransaction
  let workflows: WorkflowSet
  let today: Day

  /// A line that was stored as a row.
  ///
  /// - Returns: the runs of which it is a part; none for a row without batch, currency or amount.
  func note(_ row: TableRow, _ number: Int64, of table: String) throws -> [RemittanceID] {
    guard let line = RemittanceLine(row: row.values) else { return [] }
    return try transaction.addLine(
      line,
      row: number,
      of: table,
      keys: RemittanceKeys.documents(of: line)
    )
  }

  /// Whatever these runs may pay is decided again, in every ledger.
  ///
  /// - Returns: the documents whose decision is a new fact.
  func judge(_ runs: Set<RemittanceID>) throws -> [DocumentID] {
    var all: Set<RemittanceID> = []
    for id in runs.sorted() { all.formUnion(try transaction.companions(of: id)) }
    for id in all.sorted() {
      let marks = try transaction.remittance(id).map(RemittanceKeys.marks) ?? []
      try transaction.setMarks(id, marks)
    }
    guard !all.isEmpty else { return [] }
    let ledgers = Set(workflows.workflows.flatMap(\.reconcile).map(\.ledger))
    let judge = Judge(transaction: transaction, workflows: workflows, today: today)
    return try judge.judge(
      [],
      runs: Dictionary(uniqueKeysWithValues: ledgers.map { ($0, all) }),
      refreshingFindings: false
    )
  }

  /// Runs with more lines than are compared: they are kept, and pay nothing by themselves.
  func problems(_ runs: Set<RemittanceID>) throws -> [Problem] {
    let limit = transaction.bounds.remittance
    return try runs.sorted().compactMap { id in
      guard let remittance = try transaction.remittance(id, limit: limit),
        remittance.lines.count > limit, remittance.scope == .batch
      else { return nil }
      return Problem(
        code: "remittance.too-many-lines",
        scope: .note,
        message:
          "The \(RemittanceWords.name(remittance)) has more than \(limit) lines, so it is not compared with documents.",
        remedy: "Rule on its entry by hand, or accept it without a document."
      )
    }
  }

  /// Runs of books that were kept before runs were compared.
  func takeUnindexed() throws -> [DocumentID] {
    let found = try transaction.forEachUnindexedLine { _, line in
      RemittanceKeys.documents(of: line)
    }
    return try judge(Set(found))
  }
}

extension Daemon {
  /// In books from before runs were compared, they are from now on.
  func takeUnindexedRemittances() async throws {
    let (workflows, today) = (office.workflows, office.clock.today())
    try await office.storage.write(at: office.clock.now()) { transaction in
      let noting = RemittanceNoting(
        transaction: transaction,
        workflows: workflows,
        today: today
      )
      _ = try noting.takeUnindexed()
    }
  }
}
