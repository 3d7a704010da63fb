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
    let builder = JournalBuilder(
      accounts: JournalAccounts(
        expense: own.expenseAccount,
        tax: own.taxAccount,
        payable: own.payableAccount
      )
    )
    let reports = self.builder(transaction)
    var booked: [JournalTransaction] = []
    try transaction.documents(with: outcome, workflow: workflow.id) { stored in
      guard let arrival = try transaction.arrival(stored.arrival) else { return }
      let matches = stored.matches.filter { $0.status == .matched && !$0.allocations.isEmpty }
      let cleared = ClearedDocument(
        id: stored.id,
        document: try reports.effective(stored),
        fileHash: arrival.hash,
        allocations: matches.first?.allocations ?? [],
        residuals: matches.first?.residuals ?? []
      )
      do throws(JournalError) {
        booked.append(try builder.transaction(cleared))
      } catch {
        notes.append("\(stored.id) (\(arrival.name)) is not in \(plan.path): \(error).")
      }
    }
    return booked
  }
}

extension JournalPlan.Format {
  fileprivate var writer: JournalWriter.Format {
    switch self {
    case .hledger: .hledger
    case .beancount: .beancount
    case .csv: .csv
    }
  }
}
