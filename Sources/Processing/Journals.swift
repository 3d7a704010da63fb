import Books
import Documents
import Reviewing
import Storage
import Values
import Workflows

extension Office {
  /// The journals that the workflows ask for, each whole, made from what is cleared now.
  ///
  /// A document that cannot be booked is left out and named in the notes: a journal with a wrong line is worse than one
  /// that says what it lacks.
  func journals() throws -> (files: [(name: String, bytes: [UInt8])], notes: [String]) {
    var files: [(name: String, bytes: [UInt8])] = []
    var notes: [String] = []
    for (path, plan, sources) in journalSources() {
      let transactions = try storage.readAside(at: clock.now()) { transaction in
        try sources.flatMap { source in
          try self.transactions(source.workflow, source.outcome, plan, transaction, &notes)
        }
      }
      do throws(JournalError) {
        let bytes = try JournalWriter.bytes(
          transactions,
          format: plan.format.writer,
          title: workspace.name
        )
        files.append((path, bytes))
      } catch {
        notes.append("The journal \(path) was not written: \(error).")
      }
    }
    return (files, notes)
  }

  private struct JournalSource {
    var workflow: Workflow
    var outcome: Outcome
  }

  /// Workflows that name the same path share one journal.
  private func journalSources() -> [(String, JournalPlan, [JournalSource])] {
    var found: [String: (JournalPlan, [JournalSource])] = [:]
    for workflow in workflows.workflows {
      for (outcome, plans) in workflow.output {
        for case .journal(let plan) in plans {
          found[plan.path, default: (plan, [])].1
            .append(JournalSource(workflow: workflow, outcome: outcome))
        }
      }
    }
    return found.sorted { $0.key < $1.key }.map { ($0.key, $0.value.0, $0.value.1) }
  }

  private func transactions(
    _ workflow: Workflow,
    _ outcome: Outcome,
    _ plan: JournalPlan,
    _ transaction: StorageTransaction,
    _ notes: inout [String]
  ) throws -> [JournalTransaction] {
    let own =
      workflow.output[outcome]?.compactMap { output -> JournalPlan? in
        if case .journal(let journal) = output, journal.path == plan.path { journal } else { nil }
      }.first ?? plan
    let reports = self.builder(transaction)
    var booked: [JournalTransaction] = []
    try transaction.documents(with: outcome, workflow: workflow.id) { stored in
      guard let arrival = try transaction.arrival(stored.arrival) else { return }
      let document = try reports.effective(stored)
      do throws(JournalError) {
        booked.append(try own.booking(of: stored, document, hash: arrival.hash))
      } catch {
        notes.append("\(stored.id) (\(arrival.name)) is not in \(plan.path): \(error).")
      }
    }
    return booked
  }
}

extension JournalPlan {
  /// How a document, with what persons set, is booked.
  func booking(
    of stored: StoredDocument,
    _ document: Document,
    hash: ContentHash
  ) throws(JournalError) -> JournalTransaction {
    let accounts = JournalAccounts(
      expense: expenseAccount,
      tax: taxAccount,
      payable: payableAccount
    )
    let match = stored.matches.first { $0.status == .matched && !$0.allocations.isEmpty }
    let cleared = ClearedDocument(
      id: stored.id,
      document: document,
      fileHash: hash,
      allocations: match?.allocations ?? [],
      residuals: match?.residuals ?? []
    )
    return try JournalBuilder(accounts: accounts).transaction(cleared)
  }
}

extension JournalPlan.Format {
  var writer: JournalWriter.Format {
    switch self {
    case .hledger: .hledger
    case .beancount: .beancount
    case .csv: .csv
    }
  }
}
