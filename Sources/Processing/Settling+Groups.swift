import Books
import Storage

extension Settling {
  /// True for a file that gave nothing, and for that needs no person while others of its group are not read.
  func waitsForGroup(_ reading: ReadArrival, _ result: Settled) throws -> Bool {
    let arrival = reading.job.arrival
    guard result.state == .quarantined, arrival.isWhole,
      Companionship.isAttachment(result.problems)
    else { return false }
    return try !transaction.groups(of: arrival.id).isEmpty
  }

  /// Decides about the groups of the files that were just read.
  ///
  /// - Returns: earlier documents whose decision is another one now.
  func settleGroups(_ settled: inout [Settled]) throws -> Set<DocumentID> {
    let result = try grouping.settle(groupsOf: settled.map(\.arrival))
    for change in result.changes {
      guard let own = settled.firstIndex(where: { $0.arrival == change.arrival }) else {
        settled[settled.count - 1].groupChanges.append(change)
        continue
      }
      settled[own].state = change.state
      settled[own].groupChanges.append(change)
    }
    return result.decidedAnew.subtracting(settled.flatMap(\.documents))
  }

  var grouping: Grouping {
    Grouping(transaction: transaction, workflows: workflows, today: today)
  }
}
