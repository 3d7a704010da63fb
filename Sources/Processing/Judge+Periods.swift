import Books
import Documents
import Storage
import Values
import Workflows

extension Judge {
  /// The code of an entry that came after its period was closed.
  static let latePeriod = "entry.period-closed"

  /// A document that came after the period of its day was closed in a ledger that it is reconciled against.
  func closedPeriods(_ one: Case) throws -> [Finding] {
    guard let day = one.document.issueDate else { return [] }
    var closings: [Closing] = []
    for plan in one.workflow.reconcile {
      if let closing = try transaction.closing(of: plan.ledger, on: day) {
        closings.append(closing)
      }
    }
    guard !closings.isEmpty, let arrival = try transaction.arrival(one.stored.arrival) else {
      return []
    }
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
