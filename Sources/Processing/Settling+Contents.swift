import Books
import Checks
import Documents
import Matching
import Readings
import Storage
import Values
import Workflows

// What the file holds.
extension Settling {
  func storeDocuments(
    _ reading: ReadArrival,
    _ result: inout Settled,
    _ fresh: FreshDocuments,
    _ others: inout Set<DocumentID>
  ) throws {
    var position = 0
    let judge = Judge(transaction: transaction, workflows: workflows, today: today)
    // A reload may have brought another definition since the file was read; that one decides.
    let workflow = workflows.workflow(reading.workflow.id) ?? reading.workflow
    let arrival = reading.job.arrival
    let preparation = DocumentPreparation(
      workflow: workflow,
      fileName: arrival.name,
      today: today
    )
    // Reconciling and groups look into the books for a document before it is decided.
    let mayWait = try workflow.reconcile.isEmpty && !transaction.isGrouped(arrival.id)
    try reading.spool.forEachBatch(preparing: preparation.ready) { ready in
      for one in ready {
        let prepared =
          try one.prepared ?? judge.prepare(one.document, arrival.id, workflow, today: today)
        let document = try transaction.ready(
          one.document,
          one.form,
          arrival: arrival.id,
          position: position,
          workflow: workflow.id,
          index: prepared.index
        )
        try fresh.add(document, prepared, mayWait: mayWait, transaction)
        result.documents.append(document.stored.id)
        position += 1
        if fresh.ids.count >= Self.documentsTogether { try decide(fresh, &others) }
      }
    }
  }

  func storeEntries(_ reading: ReadArrival, _ result: inout Settled) throws {
    let ledger = LedgerName(reading.workflow.into)
    let arrival = reading.job.arrival.id
    var (concerned, ofParties): (Set<DocumentID>, Set<DocumentID>) = ([], [])
    var runs: Set<RemittanceID> = []
    let hasRuns = try transaction.hasRemittances()
    var first: EntryID?
    let closings = try transaction.closings(of: ledger)
    let judge = Judge(transaction: transaction, workflows: workflows, today: today)
    let beside = try StatementNeighbours(transaction).arrivals(beside: reading, ledger)
    var further = try FurtherLines(reading, ledger, transaction)
    try reading.spool.forEachBatch { items in
      for item in items {
        switch item {
        case .entry(var entry):
          let place = further.place(&entry)
          guard place != .known else {
            result.entriesKnown += 1
            continue
          }
          let keys = Matcher.keys(of: entry)
          let id = try transaction.insert(
            entry,
            ledger: ledger,
            arrival: arrival,
            keys: keys,
            beside: beside[entry.account ?? ""] ?? [],
            isFurther: place == .further
          )
          guard let id else {
            result.entriesKnown += 1
            continue
          }
          result.entriesAdded += 1
          first = first ?? id
          if closings.contains(where: { ($0.first...$0.last).contains(entry.day) }) {
            try transaction.keepException(
              .entry,
              id.number,
              isOpen: true,
              code: Judge.latePeriod,
              queue: "periods"
            )
            // Until a person says what becomes of it, it settles nothing.
            try transaction.setTaken(id, true)
            continue
          }
          // The export itself says what a fee belongs to: nobody waits for a document of its own.
          if entry.extra?["feeOf"] != nil {
            try transaction.setAcceptedAlone(id, true)
            try transaction.setTaken(id, true)
            continue
          }
          if result.entriesAdded <= Self.entriesOneByOne {
            let stored = StoredEntry(id: id, ledger: ledger, arrival: arrival, entry: entry)
            concerned.formUnion(try judge.concerned(by: stored, keys: keys))
            ofParties.formUnion(try judge.ofParty(stored))
            if hasRuns {
              runs.formUnion(try judge.remittances(concernedBy: stored, keys: keys))
            }
          }
        case .statement(let statement):
          try transaction.insert(statement, ledger: ledger, arrival: arrival)
        case .document, .row, .problem, .enclosed: continue
        }
      }
    }
    if let first, result.entriesAdded > Self.entriesOneByOne {
      for entry in try transaction.newlyCrowded(from: first, ledger) {
        try transaction.setCrowded(entry.id, true)
      }
      concerned.formUnion(
        try transaction.documentsConcerned(
          from: first,
          count: result.entriesAdded,
          ledger: ledger
        )
      )
      ofParties.formUnion(try transaction.documentsOfParties(from: first, ledger: ledger))
      if hasRuns {
        let found = try transaction.remittancesConcerned(
          from: first,
          ledger: ledger,
          ofNumber: RemittanceKeys.ofNumber,
          ofAmount: RemittanceKeys.ofAmount
        )
        runs.formUnion(found)
      }
    }
    if let first {
      let paid = try judge.documentsPaid(
        takenBackFrom: first,
        count: result.entriesAdded,
        ledger
      )
      concerned.formUnion(paid)
      ofParties.formUnion(paid)
      if hasRuns {
        for id in paid.sorted() { runs.formUnion(try transaction.remittances(of: id, in: ledger)) }
      }
    }
    result.decidedAnew += try self.judge(
      concerned.sorted(),
      ofParties: ofParties.sorted(),
      runs: runs,
      in: ledger,
      refreshingFindings: false
    )
  }

  /// - Returns: rows that a lookup cannot tell from one another.
  func storeRows(_ reading: ReadArrival, _ result: inout Settled) throws -> [Problem] {
    let table = reading.workflow.into
    if reading.workflow.read.target == .table {
      // An export without a row must not switch the checks off that the table is for.
      guard reading.summary.rows > 0 else { return [] }
      // Lanes may finish in another order than the files came in: the newest file stays.
      if let filled = try transaction.tableArrival(table), filled > reading.job.arrival.id {
        result.tableRows = reading.summary.rows
        return []
      }
      if let problem = try strangeSuppliers(reading) {
        result.state = .quarantined
        return [problem]
      }
      try transaction.clearTable(table)
    }
    var twins = TableTwins(table, lookedUpBy: workflows.workflows)
    let isRemittance = reading.workflow.read.target == .remittance
    var known = KnownLines(isUsed: isRemittance)
    let noting = RemittanceNoting(transaction: transaction, workflows: workflows, today: today)
    var runs: Set<RemittanceID> = []
    try reading.spool.forEachBatch { items in
      for case .row(let row) in items {
        if try known.isThere(row, table, transaction) {
          result.tableRows += 1
          continue
        }
        let number = try transaction.insert(
          row,
          table: table,
          arrival: reading.job.arrival.id,
          keys: SupplierKeys.keys(of: SupplierRecord(row: row.values))
        )
        if isRemittance { runs.formUnion(try noting.note(row, number, of: table)) }
        twins.note(row)
        result.tableRows += 1
      }
    }
    for workflow in workflows.workflows where workflow.looksUp(table) {
      result.decidedAnew += try judge(try transaction.documents(of: workflow.id))
    }
    result.decidedAnew += try noting.judge(runs)
    return try twins.problems + noting.problems(runs)
  }

  func applyRulings(_ reading: ReadArrival, _ result: inout Settled) throws -> [Problem] {
    var problems: [Problem] = []
    let desk = RulingDesk(transaction: transaction, workflows: workflows, today: today)
    try reading.spool.forEachBatch { items in
      for case .row(let row) in items {
        do {
          let made = try desk.apply(row, by: "file \(reading.job.arrival.name)")
          if made { result.rulingsMade += 1 } else { result.tableRows += 1 }
        } catch let refusal as RulingRefusal {
          problems.append(
            Problem(
              code: "ruling.\(refusal.code)",
              scope: .document,
              message: refusal.message,
              place: Place(line: row.line),
              rawText: row.values["ruling"],
              remedy: refusal.remedy
            )
          )
        }
      }
    }
    return problems
  }
}

extension Workflow {
  /// True when its documents are checked against this table.
  func looksUp(_ table: String) -> Bool {
    guard read.target == .invoice || read.target == .expense else { return false }
    return use.values.contains { $0.table == table } || table == "suppliers"
  }
}

/// Lines of remittances that an earlier export has brought already: overlapping exports add nothing, twins in one stay two.
private struct KnownLines {
  let isUsed: Bool
  /// Of each line: how often it was there before this file, and how often this file has said it.
  private var counts: [[String: String]: (before: Int, said: Int)] = [:]

  init(isUsed: Bool) { self.isUsed = isUsed }

  mutating func isThere(
    _ row: TableRow,
    _ table: String,
    _ transaction: StorageTransaction
  ) throws -> Bool {
    guard isUsed else { return false }
    var count = try counts[row.values] ?? (transaction.count(of: row, in: table), 0)
    count.said += 1
    counts[row.values] = count
    return count.said <= count.before
  }
}
