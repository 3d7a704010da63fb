package import Books
package import Documents
package import Values
package import Workflows

/// Reconciles open documents with open entries, one to one.
///
/// The result depends on the content of the papers and lines only: not on their order, and not on
/// their ids. A tie is never broken, it is said.
package enum Matcher {
  /// Raised when the same input may give another result; stored with each decision.
  package static let version = 1

  /// Keys under which the document meets entries in an index.
  package static func keys(of document: Document) -> [String] {
    var keys: [String] = []
    for text in [document.number, document.payment.reference].compactMap({ $0 }) {
      for key in ReferenceKeys.ofNumber(text) where !keys.contains(key) { keys.append(key) }
    }
    return keys
  }

  /// Keys under which the entry meets documents in an index.
  package static func keys(of entry: Entry) -> [String] {
    let parts = [entry.reference, entry.memo].compactMap { $0 }
    return keys(of: parts.map { TextAtom.atoms(of: $0, limit: EntryProfile.maximumRuns) })
  }

  static func keys(of parts: [[TextAtom]]) -> [String] {
    var keys: [String] = []
    for atoms in parts {
      for key in ReferenceKeys.ofText(atoms) where !keys.contains(key) { keys.append(key) }
    }
    return keys
  }

  /// Unsigned minor units of entries that may settle `payable`, sign left open.
  package static func amountRange(of payable: Money, plan: ReconcilePlan) -> ClosedRange<Int64> {
    let amount = Int64(clamping: payable.minorUnits.magnitude)
    let slack = max(MatchingRules.maximumRounding, AmountRules.tolerance(of: payable, plan))
    let (top, overflow) = amount.addingReportingOverflow(slack)
    return max(0, amount - slack)...(overflow ? Int64.max : top)
  }

  /// Days on which an entry for the document is expected; nil when the document has no day.
  package static func dayRange(of document: Document, plan: ReconcilePlan) -> ClosedRange<Day>? {
    guard let first = document.issueDate ?? document.dueDate else { return nil }
    let last = max(first, document.dueDate ?? first)
    let window = max(0, plan.windowDays)
    let from = first.adding(days: -min(Self.maximumEarlyDays, window))
    return from...max(from, last.adding(days: window))
  }

  /// Deposits and cards are booked up to this long before a document's day.
  package static let maximumEarlyDays = 14

  /// One outcome for each document.
  package static func solve(
    documents: [OpenDocument],
    entries: [OpenEntry],
    plan: ReconcilePlan
  ) -> [DocumentID: MatchOutcome] {
    let problem = MatchingProblem(documents: documents, entries: entries, plan: plan)
    return problem.outcomes()
  }
}
