package import Books
package import Documents

/// What another file of the same group says about the document.
package struct OtherForm: Hashable, Sendable {
  package var id: DocumentID
  package var fileName: String
  package var document: Document

  package init(id: DocumentID, fileName: String, document: Document) {
    self.id = id
    self.fileName = fileName
    self.document = document
  }
}

/// `forms-agree`: files that belong together say the same.
enum FormsAgree {
  static func check(_ document: Document, _ context: CheckContext) -> [Finding] {
    context.forms.flatMap { form in
      FormComparison(document, form.document).contradictions.map { finding($0, form) }
    }
  }

  private static func finding(
    _ contradiction: FormComparison.Contradiction,
    _ form: OtherForm
  ) -> Finding {
    let what = words[contradiction.field] ?? contradiction.field
    return Finding(
      code: "forms-agree",
      severity: .review,
      message:
        "The \(what) is \(contradiction.own) in this file, but \(contradiction.other) in "
        + "\(form.fileName) (\(form.id)), which belongs to it.",
      fields: [contradiction.field],
      suggestion: "Ask the seller which is right; then accept it as it is, or correct it: "
        + "tickmark rule ID --set \(contradiction.field)=VALUE."
    )
  }

  private static let words = [
    "number": "invoice number", "seller.vatID": "seller's VAT id", "seller.name": "seller",
    "issueDate": "issue date", "currency": "currency", "totals.net": "net amount",
    "totals.tax": "tax", "totals.gross": "gross amount", "totals.due": "amount due",
    "payment.iban": "bank account",
  ]
}
