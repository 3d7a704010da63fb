package import Values

/// Documents and entries that settle each other, whole: none can be made that does not foot on both sides.
package struct WholeMatch: Hashable, Sendable {
  package let pattern: MatchPattern
  /// In the order of the documents, the one with the entries' residuals first.
  package let documents: [DocumentID]
  package let allocations: [Allocation]
  package let residuals: [Residual]

  /// Throws unless shares and residuals are the whole of each document and entry, none takes part without a share, and no
  /// share or residual has another sign than what it is a part of, so that nothing is allocated beyond its amount.
  ///
  /// `payables` and `amounts` name every member; `documents` is the order in which they are told.
  package init(
    _ pattern: MatchPattern,
    documents: [DocumentID],
    payables: [DocumentID: Money],
    amounts: [EntryID: Money],
    allocations: [Allocation],
    residuals: [Residual]
  ) throws(ConservationError) {
    for share in allocations {
      guard payables[share.document] != nil else { throw .stranger(.document(share.document)) }
      guard amounts[share.entry] != nil else { throw .stranger(.entry(share.entry)) }
    }
    for document in payables.keys.sorted() {
      guard allocations.contains(where: { $0.document == document }) else {
        throw .withoutShare(.document(document))
      }
    }
    for entry in amounts.keys.sorted() {
      guard allocations.contains(where: { $0.entry == entry }) else {
        throw .withoutShare(.entry(entry))
      }
    }
    try Conservation.check(allocations, residuals, payables: payables, amounts: amounts)
    try Conservation.checkSigns(allocations, residuals, payables: payables, amounts: amounts)
    self.pattern = pattern
    self.documents = documents
    self.allocations = allocations
    self.residuals = residuals
  }

  /// What one document's outcome says of it: its own shares and rest; what is left of entries stands with the first document.
  package func allocations(of document: DocumentID) -> [Allocation] {
    allocations.filter { $0.document == document }
  }

  package func residuals(of document: DocumentID) -> [Residual] {
    residuals.filter { residual in
      switch residual.side {
      case .document(let id): id == document
      case .entry: document == documents.first
      }
    }
  }
}
