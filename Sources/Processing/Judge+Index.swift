import Books
import Checks
import Documents
import Matching
import Rules
import Storage
import Values
import Workflows

// What the books index of a document.
extension Judge {
  static func index(
    _ document: Document,
    _ workflow: Workflow,
    _ values: RuleValues
  ) -> DocumentIndex {
    let payable = document.payableMoney
    let duplicate = DuplicateKeys.keys(of: document, plan: workflow.duplicate, values: values)
    return DocumentIndex(
      exactKey: duplicate.exact,
      nearKey: duplicate.near,
      nameKey: duplicate.name,
      keys: workflow.reconcile.isEmpty ? [] : Matcher.keys(of: document),
      ledgers: workflow.reconcile.map { plan in
        LedgerIndex(
          ledger: plan.ledger,
          currency: document.currency,
          amounts: payable.map { Matcher.amountRange(of: $0, plan: plan) },
          days: Matcher.dayRange(of: document, plan: plan)
        )
      }
    )
  }
}

extension DocumentIndex {
  /// True when entries find it as before.
  func isSame(as other: DocumentIndex) -> Bool {
    Set(keys) == Set(other.keys) && Set(ledgers) == Set(other.ledgers)
  }
}
