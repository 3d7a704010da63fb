import Documents
import Readings
import Values

/// More than one e-invoice inside a PDF: the first leads, and what another says otherwise is told.
enum PDFRivals {
  /// The values that make two e-invoices two bills.
  private static let fields = [
    "number", "issueDate", "currency", "seller.name", "totals.net", "totals.tax", "totals.gross",
    "totals.due", "payment.iban",
  ]

  /// Problems for the document that was read from `embedded`.
  static func problems(
    _ document: Document,
    _ embedded: PDFEmbedded,
    instructions: ReadInstructions
  ) -> [Problem] {
    embedded.rivals.compactMap { rival in
      var others: [Document] = []
      _ = XMLInvoiceReader.read(
        MemoryInput(rival.bytes),
        start: rival.found.xmlStart,
        syntax: XMLInvoiceReader.syntax(kind: rival.found.kind, root: rival.found.root),
        instructions: instructions
      ) { if case .document(let other) = $0 { others.append(other) } }
      guard let other = others.first else { return nil }
      let differing = fields.filter { differ($0, document, other) }
      guard let first = differing.first else { return nil }
      return PDFProblems.severalInvoices(
        embedded.file.name,
        rival.file.name,
        differing.map {
          "\($0): \(document.text(at: $0) ?? "nothing") and \(other.text(at: $0) ?? "nothing")"
        },
        field: first
      )
    }
  }

  /// Both say it, and not the same; the profiles of a standard say more or less of one paper.
  private static func differ(_ field: String, _ left: Document, _ right: Document) -> Bool {
    guard let one = left.text(at: field), let other = right.text(at: field) else { return false }
    if field.hasPrefix("totals."), let one = ExactDecimal(one), let other = ExactDecimal(other) {
      return one != other
    }
    return TextFolding.folded(one) != TextFolding.folded(other)
  }
}
