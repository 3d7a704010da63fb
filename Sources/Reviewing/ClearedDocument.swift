package import Books
package import Documents
package import Values

/// A cleared document with what pays it: the facts from which its booking is made.
package struct ClearedDocument: Hashable, Sendable {
  package var id: DocumentID
  package var document: Document
  package var fileHash: ContentHash
  /// Allocations of this document only.
  package var allocations: [Allocation]
  /// Residuals of this document, and those of entries that are to be booked with it.
  ///
  /// An entry residual must be given with one document only. `open` ones of entries are not booked.
  package var residuals: [Residual]

  package init(
    id: DocumentID,
    document: Document,
    fileHash: ContentHash,
    allocations: [Allocation] = [],
    residuals: [Residual] = []
  ) {
    self.id = id
    self.document = document
    self.fileHash = fileHash
    self.allocations = allocations
    self.residuals = residuals
  }
}

/// Where the parts of a booking go.
package struct JournalAccounts: Hashable, Sendable {
  package var expense = "expenses:unsorted"
  /// Nil: tax is no account of its own, the expense is gross.
  package var tax: String?
  /// What is paid from, or owed to: the bank account.
  package var payable = "assets:bank"
  package var prepaid = "assets:prepayments"
  package var rounding = "expenses:rounding"
  package var conversion = "equity:conversion"
  /// Between the documents of one payment: what a credit note takes off the invoices it was paid with.
  package var setOff = "liabilities:payable"
  package var residuals: [Residual.Kind: String] = [
    .fee: "expenses:fees",
    .discount: "income:discounts",
    .exchange: "expenses:exchange",
    .rounding: "expenses:rounding",
    .tip: "expenses:tips",
    .overpayment: "assets:overpayments",
    .open: "liabilities:payable",
  ]

  package init(expense: String? = nil, tax: String? = nil, payable: String? = nil) {
    self.expense = expense ?? self.expense
    self.tax = tax
    self.payable = payable ?? self.payable
  }
}
