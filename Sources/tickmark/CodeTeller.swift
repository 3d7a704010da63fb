import ArgumentParser
import Processing
import Workflows

/// Answers `tickmark check --explain CODE`.
struct CodeTeller {
  let format: AnswerFormat

  /// One code, or all of them for `all` and `list`; exits with 2 and a suggestion for what is no code.
  func tell(_ word: String) throws {
    let name = word.lowercased()
    if ["all", "list"].contains(name) {
      for code in DiagnosticCode.allCases { show(code, inFull: false) }
    } else if let code = DiagnosticCode(rawValue: name) {
      show(code, inFull: true)
    } else if let text = EvaluationCodeText.explained(name) {
      Terminal.print(
        format == .json ? PrintedJSON.text(["code": name, "meaning": text]) : text
      )
    } else {
      throw refuse(word)
    }
  }

  private func show(_ code: DiagnosticCode, inFull: Bool) {
    switch format {
    case .json: Terminal.print(PrintedJSON.text(ExplainedCode(code)))
    case .text: Terminal.print(inFull ? code.explained : code.listed)
    }
  }

  private func refuse(_ word: String) -> ExitCode {
    let nearest = DiagnosticCode.nearest(to: word)
    Terminal.error(
      "There is no code `\(word)`. "
        + (nearest.map { "Did you mean `\($0.rawValue)`?\n" } ?? "\n")
        + "`tickmark check --explain all` lists those of definitions; those of papers and rows are in docs/problems.md."
    )
    return ExitCode(2)
  }
}

/// A code as JSON.
private struct ExplainedCode: Encodable {
  struct Example: Encodable {
    var file: String
    var text: String
  }

  var code: DiagnosticCode
  var severity: Diagnostic.Severity
  var meaning: String
  var reason: String
  var wrong: [Example]
  var diagnostics: [Diagnostic]
  var right: [Example]

  init(_ code: DiagnosticCode) {
    let explanation = code.explanation
    self.code = code
    severity = explanation.severity(of: code)
    meaning = explanation.meaning
    reason = explanation.reason
    wrong = explanation.wrong.map(Example.init)
    diagnostics = explanation.diagnostics(of: code)
    right = explanation.right.map(Example.init)
  }
}

extension ExplainedCode.Example {
  init(_ example: ExampleDefinition) {
    self.init(file: example.fileName, text: example.shown)
  }
}
