import Documents
import Values

/// A document in the making, from the facts of its paper.
struct ExtractionDraft {
  let facts: PaperFacts
  let hints: ExtractionHints
  var document = Document(type: .invoice)
  var problems: [Problem] = []
  /// Where the paper's number stands.
  var numberTokens: Range<Int>?

  /// What is less sure is not given.
  static let floor = 500

  init(_ facts: PaperFacts, hints: ExtractionHints) {
    self.facts = facts
    self.hints = hints
  }

  /// Fills the document as an invoice or credit note.
  mutating func readInvoice() {
    findKind()
    findReferences()
    findDates()
    findCurrency()
    findTotals()
    findLines()
    findParties()
    findAccounts()
    findDoubts()
  }

  /// Where a value comes from; its confidence is also no better than its letters'.
  func source(_ tokens: Range<Int>, _ confidence: Int, value: String) -> Source {
    let layout = facts.layout
    let page = layout.pages[layout.tokens[tokens.lowerBound].page]
    let box = layout.box(tokens)
    let text = layout.text(tokens)
    let sure = max(0, min(confidence, layout.confidence(tokens), 999))
    return Source(
      method: page.isRecognized ? .ocr : .rule,
      page: page.number,
      box: Self.rounded(page.placement.box(box)),
      text: text == value ? nil : text,
      confidence: ExactDecimal(coefficient: Int128(sure), scale: 3)
    )
  }

  static func rounded(_ box: Box) -> [Double] {
    [box.x0, box.y0, box.x1, box.y1].map { ($0 * 10).rounded() / 10 }
  }

  mutating func set(
    _ path: String,
    _ key: WritableKeyPath<Document, String?>,
    _ value: String,
    _ tokens: Range<Int>,
    _ confidence: Int
  ) {
    guard confidence >= Self.floor, !value.isEmpty else { return }
    document[keyPath: key] = value
    document.sources[path] = source(tokens, confidence, value: value)
  }

  mutating func set(
    _ path: String,
    _ key: WritableKeyPath<Document, Day?>,
    _ value: Day,
    _ tokens: Range<Int>,
    _ confidence: Int
  ) {
    guard confidence >= Self.floor else { return }
    document[keyPath: key] = value
    document.sources[path] = source(tokens, confidence, value: value.description)
  }
}
