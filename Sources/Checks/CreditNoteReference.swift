import Documents

/// `credit-note-reference`: a credit note says which invoice it corrects.
enum CreditNoteReference {
  static let id = "credit-note-reference"

  static func check(_ document: Document, _ context: CheckContext) -> [Finding] {
    let preceding = document.references.precedingInvoice ?? ""
    guard document.type == .creditNote, preceding.allSatisfy(\.isWhitespace) else { return [] }
    return [
      Finding(
        code: id,
        severity: .review,
        message: "The credit note does not say which invoice it corrects.",
        fields: ["references.precedingInvoice"],
        suggestion: "Find the invoice and set references.precedingInvoice, or accept it as it is."
      )
    ]
  }
}
