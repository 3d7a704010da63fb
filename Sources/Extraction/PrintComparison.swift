package import Documents
import Values

/// Whether a hybrid paper prints what the e-invoice inside it says.
package enum PrintComparison {
  /// What is printed is only held against the e-invoice when it is read this surely.
  private static let sure = ExactDecimal(coefficient: 950, scale: 3)

  private static let fields = ["number", "issueDate", "totals.gross", "payment.iban"]

  /// One problem for each value that is printed otherwise, and nowhere as the e-invoice has it.
  package static func problems(
    _ document: Document,
    _ pages: [PaperPage],
    hints: ExtractionHints = ExtractionHints()
  ) -> [Problem] {
    let printed = Extractor.read(pages, hints: hints).document
    let facts = PaperFacts(pages, hints: hints)
    return fields.compactMap { field in
      guard let source = printed.sources[field], let confidence = source.confidence,
        confidence >= sure,
        let there = printed.text(at: field), let stated = document.text(at: field),
        !isSame(field, there, stated), !isPrinted(field, stated, facts)
      else { return nil }
      return Problem(
        code: "print.differs",
        scope: .document,
        message: "The e-invoice inside the PDF says \(stated), the page prints \(there).",
        place: Place(page: source.page, field: field),
        rawText: source.text ?? there,
        remedy:
          "The e-invoice is what counts for the machine, the page is what people read: ask the sender which is"
          + " right before it is paid."
      )
    }
  }

  private static func isSame(_ field: String, _ left: String, _ right: String) -> Bool {
    if field.hasPrefix("totals.") {
      return ExactDecimal(left)?.magnitude == ExactDecimal(right)?.magnitude
    }
    return PartyText.key(left) == PartyText.key(right)
  }

  private static func isPrinted(_ field: String, _ value: String, _ facts: PaperFacts) -> Bool {
    switch field {
    case "issueDate":
      return facts.dates.mentions.contains { date in
        [date.plain, date.dayFirst, date.monthFirst].contains { $0?.description == value }
      }
    case "totals.gross":
      let amount = ExactDecimal(value)?.magnitude
      return facts.numbers.mentions.contains { number in
        [number.asComma, number.asPoint].contains { $0?.magnitude == amount }
      }
    default:
      let text = facts.layout.tokens.map(\.folded).joined()
      return text.contains(PartyText.key(value))
    }
  }
}
