package import Books
import Digests
import Intake
import Reviewing
package import Storage
import Synchronization
import Values
package import Workflows

/// An opened workspace: its books, its archive and the workflows in force.
///
/// Whoever holds one holds the workspace's lock.
package final class Office: Sendable {
  package let workspace: Workspace
  package let storage: Storage
  package let clock: any WallClock
  let archive: Archive
  private let lock: WorkspaceLock
  private let current: Mutex<WorkflowSet>
  /// Held while reports are made: an older view must not overwrite a newer one.
  let reporting = Mutex(())

  /// `sources` are the files that the workflows were made of, which the books keep; other `bounds` are for tests.
  ///
  /// - Throws: `OfficeError.inUse` when another process holds the workspace, else what the disk says.
  package init(
    workspace: Workspace,
    clock: any WallClock,
    workflows: WorkflowSet,
    sources: [DefinitionSource],
    bounds: MatchingBounds = .standard
  ) throws {
    guard let lock = try WorkspaceLock(workspace) else { throw OfficeError.inUse }
    self.lock = lock
    self.workspace = workspace
    self.clock = clock
    try FileSystem.makeFolder(workspace.work, mode: 0o700)
    archive = try Archive(disk: try Disk(workspace: workspace.root))
    storage = try Storage(path: workspace.database, bounds: bounds)
    current = Mutex(workflows)
    try keep(sources)
  }

  package var workflows: WorkflowSet { current.withLock { $0 } }

  /// Puts new definitions into force, all at once, and tries the exceptions of changed workflows again.
  package func adopt(
    _ workflows: WorkflowSet,
    sources: [DefinitionSource]
  ) throws -> [WorkflowID] {
    try keep(sources)
    let old = current.withLock { present in
      defer { present = workflows }
      return present
    }
    let changed = workflows.workflows.filter { old.workflow($0.id)?.contentHash != $0.contentHash }
    do {
      try tryAgain(changed)
    } catch {
      // Refused as a whole: tried again, the same definitions must still count as changed.
      current.withLock { $0 = old }
      throw error
    }
    return changed.map(\.id)
  }

  /// What decides anything is kept before it does.
  private func keep(_ sources: [DefinitionSource]) throws {
    try storage.write(at: clock.now()) { transaction in
      for source in sources {
        try transaction.keepDefinition(
          source.contentHash,
          fileName: source.fileName,
          bytes: source.bytes
        )
        for file in source.templateFiles {
          guard let hash = file.contentHash else { continue }
          try transaction.keepDefinition(
            hash,
            fileName: "\(file.folder)/\(file.path)",
            bytes: file.bytes
          )
        }
      }
    }
  }

  /// Decides the waiting documents of these workflows again.
  func tryAgain(_ changed: [Workflow]) throws {
    let today = clock.today()
    try storage.write(at: clock.now()) { transaction in
      let judge = Judge(transaction: transaction, workflows: workflows, today: today)
      for workflow in changed {
        let waiting = try transaction.documents(of: workflow.id, onlyExceptions: true)
        for start in stride(from: 0, to: waiting.count, by: Settling.documentsTogether) {
          _ = try judge.judge(Array(waiting[start...].prefix(Settling.documentsTogether)))
        }
      }
    }
  }

  /// The ledgers that some workflow reconciles against, with their grace days (the longest asked for).
  func reconciledLedgers() -> [(ledger: String, graceDays: Int)] {
    var grace: [String: Int] = [:]
    for plan in workflows.workflows.flatMap(\.reconcile) {
      grace[plan.ledger.name] = max(grace[plan.ledger.name] ?? 0, plan.graceDays)
    }
    return grace.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }
}

package enum OfficeError: Error, Equatable {
  /// Another process holds the workspace.
  case inUse
}
