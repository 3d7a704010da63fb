package import Documents
import Values

/// What was found on a paper without knowing its layout.
package struct Extracted: Sendable {
  package var document: Document
  /// Enough was found to speak of an invoice or a receipt: an amount, a number, or the day of a receipt.
  package var isInvoice: Bool {
    if document.type == .receipt, document.issueDate != nil { return true }
    return document.totals.gross != nil || document.totals.due != nil || document.number != nil
  }
  /// Doubts worth a person's look; they speak of fields that were left out or are unsure.
  package var problems: [Problem]
  /// How this paper writes numbers and days.
  package var written: WrittenValues
}

/// Finds the values of an invoice in the words of its pages.
///
/// Pure: words in, a document out. Every value says where it stands and how sure it is; what is too
/// doubtful is not given.
package enum Extractor {
  package static func read(
    _ pages: [PaperPage],
    hints: ExtractionHints = ExtractionHints()
  ) -> Extracted {
    let (pages, problem) = shortened(pages)
    let facts = PaperFacts(pages, hints: hints)
    var draft = ExtractionDraft(facts, hints: hints)
    let rows = ReceiptRow.rows(facts)
    if PaperKind.isReceipt(facts, rows, prefersReceipt: hints.prefersReceipt) {
      draft.readReceipt(rows)
    } else {
      draft.readInvoice()
    }
    return Extracted(
      document: draft.document,
      problems: draft.problems + (problem.map { [$0] } ?? []),
      written: WrittenValues(facts)
    )
  }

  /// An invoice says what matters on its first and last pages.
  static let maximumWords = 30_000

  /// The pages without those in the middle of a paper that is too long, and a note that says so.
  private static func shortened(_ pages: [PaperPage]) -> ([PaperPage], Problem?) {
    let count = pages.reduce(0) { $0 + $1.words.count }
    guard count > maximumWords else { return (pages, nil) }
    var first: [PaperPage] = []
    var last: [PaperPage] = []
    var rest = maximumWords
    var (low, high) = (0, pages.count - 1)
    while low <= high, rest > 0 {
      let takesFirst = first.count <= 2 * last.count
      var page = pages[takesFirst ? low : high]
      page.words = Array(page.words.prefix(rest))
      rest -= page.words.count
      if takesFirst {
        first.append(page)
        low += 1
      } else {
        last.append(page)
        high -= 1
      }
    }
    let problem = Problem(
      code: "print.too-long",
      scope: .note,
      message:
        "The paper has \(count) words; values were looked for among \(maximumWords) of them, on its first and last"
        + " pages.",
      remedy: "Split the file: one paper, one file."
    )
    return (first + last.reversed(), problem)
  }
}
