import Documents

/// `values-readable`: what the reader could not make sense of in this document.
enum ReadableValues {
  static let id = "values-readable"

  static func check(_ document: Document, _ context: CheckContext) -> [Finding] {
    document.problems.filter { $0.scope == .document }.map { problem in
      Finding(
        code: id,
        severity: .review,
        message: message(problem),
        fields: [problem.place.field].compactMap { $0 },
        suggestion: problem.remedy
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
