package import Books
package import Storage

/// A question or order to a workspace, in the same form whether it comes over the daemon's socket or from a command that
/// holds the workspace itself.
package enum OfficeCommand: Sendable, Codable {
  case status(file: String?)
  case exceptions(ExceptionID?)
  case explain(String)
  /// An expression on a stored document, with further values as JSON.
  case evaluate(String, document: String, bindings: String?)
  case rule(ExceptionID, RulingBody, note: String?, by: String, isDryRun: Bool)
  case ruleDocument(DocumentID, RulingBody, note: String?, by: String, isDryRun: Bool)
  case lessons
  case forget(LessonID, note: String?, by: String, isDryRun: Bool)
  case undo(ExceptionID?, note: String?, by: String, isDryRun: Bool)
  /// Closes a period, of one ledger or of all that are reconciled; or opens it again.
  case close(String, ledger: String?, isReopening: Bool, note: String?, by: String, isDryRun: Bool)
  /// A copy of the books to try something out on, for this process.
  case copyBooks(process: Int32)
  case report
  case verify
  case reload
}

/// How the answer is wanted.
package enum AnswerFormat: String, Sendable, Codable, CaseIterable {
  case text
  case json
}

package struct OfficeRequest: Sendable, Codable {
  package var command: OfficeCommand
  package var format: AnswerFormat

  package init(command: OfficeCommand, format: AnswerFormat) {
    self.command = command
    self.format = format
  }
}

/// What a command prints, and its exit code: 0 fine, 1 something to look at, 2 usage, 75 try again, 78 bad configuration.
package struct OfficeAnswer: Sendable, Codable {
  package var text: String
  package var error: String?
  package var exitCode: Int32

  package init(_ text: String, exitCode: Int32 = 0, error: String? = nil) {
    self.text = text
    self.exitCode = exitCode
    self.error = error
  }

  package static func refusal(_ message: String, remedy: String = "", code: Int32 = 2) -> Self {
    let advice = remedy.isEmpty ? "" : "\n\(remedy)"
    return OfficeAnswer("", exitCode: code, error: message + advice)
  }
}
