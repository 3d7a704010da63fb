package import Books
package import Documents
package import Values
package import Workflows

/// A document that waits for its entry.
package struct OpenDocument: Hashable, Sendable {
  package var id: DocumentID
  package var document: Document
  /// Signed as the document states it: credit notes positive, refund rows of a card negative.
  package var payable: Money
  /// The plan of the document's own workflow; nil: that of the whole problem.
  package var plan: ReconcilePlan?

  package init(
    id: DocumentID,
    document: Document,
    payable: Money,
    plan: ReconcilePlan? = nil
  ) {
    self.id = id
    self.document = document
    self.payable = payable
    self.plan = plan
  }

  /// Nil when the document has no amount to match by.
  package init?(id: DocumentID, document: Document, plan: ReconcilePlan? = nil) {
    guard let payable = document.payableMoney else { return nil }
    self.init(id: id, document: document, payable: payable, plan: plan)
  }
}

/// A ledger entry that no document has yet.
package struct OpenEntry: Hashable, Sendable {
  package var id: EntryID
  package var entry: Entry

  package init(id: EntryID, entry: Entry) {
    self.id = id
    self.entry = entry
  }
}
