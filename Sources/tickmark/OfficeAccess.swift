import ArgumentParser
import Foundation
import Processing
import Storage
import Workflows

/// Gets an answer from the daemon that runs on the workspace, or opens the workspace itself when none does.
enum OfficeAccess {
  /// How often a workspace that another command holds for a moment is tried again.
  private static let attempts = 50

  static func ask(
    _ command: OfficeCommand,
    format: AnswerFormat,
    workspace: Workspace
  ) throws -> OfficeAnswer {
    let request = OfficeRequest(command: command, format: format)
    for _ in 0..<attempts {
      if let answer = try ControlClient.ask(request, path: workspace.socket) { return answer }
      do {
        return try open(workspace).answer(request, daemon: nil)
      } catch OfficeError.inUse {
        usleep(100_000)
      }
    }
    throw refuse("Another process holds the workspace and does not answer.", code: 75)
  }

  /// Prints the answer and ends with its exit code.
  static func run(
    _ command: OfficeCommand,
    format: AnswerFormat,
    workspace: Workspace
  ) throws {
    try show(ask(command, format: format, workspace: workspace))
  }

  static func show(_ answer: OfficeAnswer) throws {
    Terminal.print(answer.text, terminator: "")
    if let error = answer.error { Terminal.error(error) }
    if answer.exitCode != 0 { throw ExitCode(answer.exitCode) }
  }

  /// Opens the workspace on the definitions that are in force on disk; exits with 78 when they have errors.
  static func open(_ workspace: Workspace) throws -> Office {
    let result = try WorkflowLibrary.load(workspace)
    guard let workflows = result.workflows else {
      Terminal.error(Diagnostic.render(result.diagnostics))
      throw ExitCode(78)
    }
    do {
      return try Office(
        workspace: workspace,
        clock: SystemClock(),
        workflows: workflows,
        sources: result.sources
      )
    } catch let error where error as? OfficeError != .inUse {
      throw refuse(
        """
        The books of \(workspace.root) cannot be opened: \(error)
        If the disk is full or the folder is not yours, repair that. If the file is damaged, keep a copy of \
        \(workspace.state) and restore that folder from your backup.
        """,
        code: 75
      )
    }
  }

  static func refuse(_ message: String, code: Int32) -> ExitCode {
    Terminal.error(message)
    return ExitCode(code)
  }
}
