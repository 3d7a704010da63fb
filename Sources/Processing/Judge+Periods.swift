import Books
import Documents
import Storage
import Values
import Workflows

extension Judge {
  /// The code of an entry that came after its period was closed.
  static let latePeriod = "entry.period-closed"

  /// Closed periods of its ledgers in which its day lies.
  func closings(_ one: Case) throws -> [Closing] {
    guard let day = one.document.issueDate else { return [] }
    return try one.workflow.reconcile.compactMap {
      try transaction.closing(of: $0.ledger, on: day)
    }
  }

  /// A document that came after the period of its day was closed in a ledger that it is reconciled against.
  func closedPeriods(_ one: Case) throws -> [Finding] {
    guard !one.basis.closings.isEmpty, let day = one.document.issueDate,
      let arrival = try transaction.arrival(one.stored.arrival)
    else { return [] }
    let closings = try one.basis.closings.compactMap { try transaction.closing($0) }
    return closings.filter { $0.closedAt < arrival.arrivedAt }.map { closing in
      Finding(
        code: "period-closed",
        severity: .review,
        message:
          "It is of \(day), and \(closing.period) was closed in the ledger \(closing.ledger) before it came.",
        fields: ["issueDate"],
        suggestion:
          "Open the period again (tickmark close \(closing.period) --ledger \(closing.ledger) --reopen --note WHY), "
          + "or accept it into the present one."
      )
    }
  }
}
