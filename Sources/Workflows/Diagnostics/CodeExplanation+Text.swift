import Values

// How an explanation is printed.
extension DiagnosticCode {
  /// `missing-comma  error  A comma is missing ...`: a line of the list of all codes.
  package var listed: String {
    let explanation = explanation
    let name = rawValue.padded(to: Self.longestName)
    return
      "\(name)  \(explanation.severity(of: self).rawValue.padded(to: 7))  \(explanation.meaning)"
  }

  /// The whole explanation for a terminal: meaning, reason, wrong, what check says, right.
  package var explained: String {
    let explanation = explanation
    let said = explanation.diagnostics(of: self).map(\.description)
    let severity = explanation.severity(of: self).rawValue
    let parts = [
      "\(rawValue) (\(severity)): \(explanation.meaning)",
      explanation.reason,
      "Wrong:\n" + Self.indented(explanation.wrong),
      "tickmark check says:\n" + said.joined(separator: "\n\n").indented,
      "Right:\n" + Self.indented(explanation.right),
    ]
    return parts.joined(separator: "\n\n")
  }

  /// The code that was probably meant by a word that is none.
  package static func nearest(to word: String) -> DiagnosticCode? {
    Spelling.nearest(to: word, among: allCases.map(\.rawValue)).flatMap(DiagnosticCode.init)
  }

  private static let longestName = allCases.map(\.rawValue.count).max() ?? 0

  /// The names of the files only where there is more than one.
  private static func indented(_ examples: [ExampleDefinition]) -> String {
    examples.map { example in
      examples.count == 1 ? example.shown : "// \(example.fileName)\n\(example.shown)"
    }
    .joined(separator: "\n\n").indented
  }
}

extension String {
  fileprivate func padded(to length: Int) -> String {
    self + String(repeating: " ", count: max(0, length - count))
  }

  fileprivate var indented: String {
    split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.isEmpty ? "" : "    " + $0 }
      .joined(separator: "\n")
  }
}
