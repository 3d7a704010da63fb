package import Books
package import Rules
package import Values
package import Workflows

/// What the checks may know beside the document itself.
package struct CheckContext: Sendable {
  package var today: Day
  package var workflow: Workflow
  package var supplier: SupplierLookup
  /// Rows of the table with the seller's name, where `supplier` was found by an account.
  package var namesakes: [SupplierRecord] = []
  package var duplicates: [DuplicateHit]
  /// The same paper in other files that came with it.
  package var forms: [OtherForm]
  /// What rules see of the document; nil where it is not at hand.
  package var values: RuleValues?

  package init(
    today: Day,
    workflow: Workflow,
    supplier: SupplierLookup = .noTable,
    duplicates: [DuplicateHit] = [],
    forms: [OtherForm] = [],
    values: RuleValues? = nil
  ) {
    self.today = today
    self.workflow = workflow
    self.supplier = supplier
    self.duplicates = duplicates
    self.forms = forms
    self.values = values
  }
}

/// What the suppliers table says about the document's seller.
package enum SupplierLookup: Hashable, Sendable {
  /// The workflow uses no suppliers table, or it is empty.
  case noTable
  case unknown
  case known(SupplierRecord)
  /// Several rows fit (an IBAN or name that two suppliers share).
  case severalMatch([SupplierRecord])
}
