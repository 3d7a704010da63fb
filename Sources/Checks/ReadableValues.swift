import Documents
import Values

/// `values-readable`: what the reader could not make sense of in this document, and what it is unsure of.
enum ReadableValues {
  static let id = "values-readable"

  static func check(_ document: Document, _ context: CheckContext) -> [Finding] {
    let unreadable = document.problems.filter { $0.scope == .document }.map { problem in
      Finding(
        code: id,
        severity: .review,
        message: message(problem),
        fields: [problem.place.field].compactMap { $0 },
        suggestion: remedy(problem, document)
      )
    }
    return unreadable + doubtful(document)
  }

  /// What is read already is not read again under a corrected workflow, so its values are set by hand.
  private static func remedy(_ problem: Problem, _ document: Document) -> String {
    guard problem.remedy.contains("workflow") else { return problem.remedy }
    let field = problem.place.field.flatMap { isField($0, document) ? $0 : nil } ?? "FIELD"
    return problem.remedy
      + " A change of the workflow is for files to come; in this document set the value: "
      + "tickmark rule ID --set \(field)=VALUE."
  }

  /// False for the name of a column, which is no field of a document.
  private static func isField(_ name: String, _ document: Document) -> Bool {
    var trial = document
    do throws(FieldError) {
      try trial.set(name, to: "")
      return true
    } catch {
      if case .unknownField = error { return false }
      return true
    }
  }

  /// Below this a value that a payment hangs on is looked at by a person.
  ///
  /// Measured on printed invoices: of values at or above it about 1 in 100 was wrong (docs/reading-pdfs.md).
  static let sure = ExactDecimal(coefficient: 95, scale: 2)

  /// What is booked, compared or paid by.
  private static let needed = [
    "number", "issueDate", "currency", "seller.name", "totals.gross", "totals.due", "payment.iban",
  ]

  /// Values that a reader took from the writing of a page and is not sure of.
  private static func doubtful(_ document: Document) -> [Finding] {
    needed.compactMap { field in
      guard let source = document.sources[field], let confidence = source.confidence,
        confidence < sure, let value = document.text(at: field)
      else { return nil }
      let place = source.page.map { " on page \($0)" } ?? ""
      return Finding(
        code: id,
        severity: .review,
        message: "\(field) was read as \(value)\(place), with a confidence of \(confidence) only.",
        fields: [field],
        suggestion: "Compare it with the paper: tickmark rule ID --accept, or --set \(field)=VALUE."
      )
    }
  }

  private static func message(_ problem: Problem) -> String {
    var parts: [String] = []
    if let page = problem.place.page { parts.append("page \(page)") }
    if let line = problem.place.line { parts.append("line \(line)") }
    if let field = problem.place.field { parts.append(field) }
    if let text = problem.rawText, !problem.message.contains(text) { parts.append("“\(text)”") }
    let sentence =
      problem.message.hasSuffix(".") ? String(problem.message.dropLast()) : problem.message
    return parts.isEmpty ? sentence + "." : "\(sentence) (\(parts.joined(separator: ", ")))."
  }
}
