package import Documents
package import Values

/// An earlier document that an arriving one may repeat.
package struct DuplicateHit: Hashable, Sendable, Codable {
  package enum Kind: String, Sendable, Codable {
    /// The same by the workflow's `duplicate.exact`: seller and number, where it says nothing.
    case exact
    /// The same by `duplicate.near`, days apart: seller and amount, where it says nothing.
    case near
    /// The same file, byte for byte.
    case identicalFile
    /// The same paper in another file that came with it, and leads.
    case otherForm
  }

  package var kind: Kind
  /// The earlier document; nil for an earlier file without documents.
  package var document: DocumentID?
  package var fileName: String?
  package var number: String?
  package var issueDate: Day?
  /// The earlier document's `amount` (gross, else due).
  package var amount: Money?
  /// Where the earlier document is to be paid, when that is another account than the arriving one's.
  package var otherAccount: String?

  package init(kind: Kind, document: DocumentID? = nil) {
    self.kind = kind
    self.document = document
  }

  /// True when `document` surely is the earlier one again: nothing that both state differs.
  ///
  /// Numbers restart every year and corrected invoices keep their number, so the same number with
  /// another day or amount is a question for a person, not a duplicate. So is another account: one of the two may be forged.
  package func isCertain(for document: Document) -> Bool {
    switch kind {
    case .near: return false
    case .identicalFile, .otherForm: return true
    case .exact:
      if let amount, let other = document.amount, amount != other { return false }
      if let issueDate, let other = document.issueDate, issueDate != other { return false }
      return otherAccount == nil
    }
  }
}
