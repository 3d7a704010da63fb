/// The page `docs/check-codes.md`: every code of `tickmark check` with its example, as the loader says it.
///
/// A test holds the file to this text; it is recorded anew with TICKMARK_RECORD=1.
package enum CodePage {
  package static let path = "docs/check-codes.md"

  package static var text: String {
    ([opening, table] + DiagnosticCode.allCases.map(section)).joined(separator: "\n\n") + "\n"
  }

  private static let opening = """
    # Every code of `tickmark check`

    What can be wrong with a workflow definition. Each code stands here with what it means, why it matters, a definition
    that has it, what `tickmark check` says about it, and how it is right. The same is printed by
    `tickmark check --explain CODE`; `--explain all` lists the codes. With any error the daemon keeps the definitions that
    it has; warnings let them through.

    This page is made from the code: every example was loaded, and what is printed is what was said. The codes of papers,
    rows, decisions and rulings stand in [problems.md](problems.md).
    """

  private static var table: String {
    let rows = DiagnosticCode.allCases.map { code in
      let explanation = code.explanation
      let severity = explanation.severity(of: code).rawValue
      return "| [`\(code.rawValue)`](#\(code.rawValue)) | \(severity) | \(explanation.meaning) |"
    }
    return (["| code | | what is wrong |", "|---|---|---|"] + rows).joined(separator: "\n")
  }

  private static func section(_ code: DiagnosticCode) -> String {
    let explanation = code.explanation
    let said = explanation.diagnostics(of: code).map(\.description)
    return """
      ## `\(code.rawValue)`

      \(explanation.meaning)
      \(explanation.reason)

      Wrong:

      \(examples(explanation.wrong))

      ```text
      \(said.joined(separator: "\n\n"))
      ```

      Right:

      \(examples(explanation.right))
      """
  }

  private static func examples(_ examples: [ExampleDefinition]) -> String {
    examples.map { example in
      let name = examples.count == 1 ? "" : "`\(example.fileName)`:\n\n"
      return "\(name)```json\n\(example.shown)\n```"
    }
    .joined(separator: "\n\n")
  }
}
