import Storage
import Synchronization

/// Groups that a file has joined whose content was known: nothing is read, so no reading settles them.
extension Daemon {
  /// - Returns: false when there was nothing to decide.
  func settleDueGroups() async throws -> Bool {
    let isDue = try office.storage.read(at: office.clock.now()) {
      try !$0.dueGroups(limit: 1).isEmpty
    }
    guard isDue else { return false }
    if let refusal = await insist({ try self.settleDueGroupsOnce() }) {
      note(.settling, trouble: "a group of files cannot be decided about: \(refusal)")
      // It is told, and not tried for ever; the next file of the group tries it again.
      await insist {
        try self.office.storage.write(at: self.office.clock.now()) { transaction in
          for group in try transaction.dueGroups(limit: Grouping.groupsTogether) {
            try transaction.groupIsSettled(group)
          }
        }
      }
    }
    state.withLock { $0.reportsAreDue = true }
    signal.raise()
    return true
  }

  private func settleDueGroupsOnce() throws {
    let workflows = office.workflows
    let today = office.clock.today()
    let result = try office.storage.write(at: office.clock.now()) {
      try Grouping(transaction: $0, workflows: workflows, today: today).settleDue()
    }
    for change in result.changes { onEvent(.grouped(change)) }
    outboxIsDue()
  }
}
