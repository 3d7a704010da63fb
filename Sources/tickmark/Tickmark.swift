import ArgumentParser
import Foundation
import Processing
import Values

@main
struct Tickmark: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tickmark",
    abstract: "Reads what is dropped into watched folders, checks it, and reconciles it.",
    discussion: """
      A workspace is a folder with workflows/ (what each folder means, as JSON), inbox/ (where you drop files) and \
      reports/ (what waits for you). Start with `tickmark init` in an empty folder, then `tickmark run`.

      Exit codes: 0 fine, 1 something to look at, 2 wrong usage, 70 a bug, 75 try again, 78 bad definitions.
      """,
    version: Program.version,
    subcommands: [
      RunCommand.self, InitCommand.self, CheckCommand.self, TestCommand.self, ReadCommand.self,
      MatchCommand.self,
      StatusCommand.self,
      ExceptionsCommand.self, ExplainCommand.self, EvalCommand.self, RuleCommand.self,
      UndoCommand.self, LessonsCommand.self,
      RerunCommand.self, ReportCommand.self, CloseCommand.self, VerifyCommand.self,
      DoctorCommand.self,
      ReloadCommand.self,
      CompletionCommand.self,
    ]
  )

  static func main() async {
    signal(SIGPIPE, SIG_IGN)
    // Whose usage is shown with an error.
    var spoken: any ParsableCommand.Type = Self.self
    do {
      let arguments = Array(CommandLine.arguments.dropFirst())
      var command = try parseAsRoot(EvalCommand.arranged(arguments))
      spoken = type(of: command)
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
    } catch let error as ExitCode {
      exit(withError: error)
    } catch {
      if let message = WorldFailure.message(for: error) {
        Terminal.error(message)
        exit(withError: ExitCode(75))
      }
      // ArgumentParser says 64 for wrong usage; ours is 2.
      let code = exitCode(for: error)
      guard code != .success else { exit(withError: error) }
      Terminal.error(spoken.fullMessage(for: error))
      exit(withError: ExitCode(code == .validationFailure ? 2 : 70))
    }
  }
}

/// Options that every command has.
struct WorkspaceOptions: ParsableArguments {
  @Option(
    name: [.customLong("workspace"), .customShort("w")],
    help: ArgumentHelp(
      "The workspace's folder. Default: this folder or the nearest above.",
      valueName: "folder"
    )
  )
  var path: String?

  /// The workspace; exits with 2 and a hint when there is none.
  func workspace() throws -> Workspace {
    let here = FileManager.default.currentDirectoryPath
    guard let path else {
      if let nearest = Self.nearest { return nearest }
      throw refuse(
        "There is no workspace here: no folder workflows/ in \(here) or above it.",
        "Make one with `tickmark init`, or name one with --workspace FOLDER."
      )
    }
    let absolute = path.hasPrefix("/") ? path : here + "/" + path
    let workspace = Workspace(root: URL(filePath: absolute).standardizedFileURL.path.trimmedSlash)
    guard workspace.exists else {
      throw refuse(
        "\(path) is no workspace: it has no folder workflows/.",
        "Make it one: tickmark init --workspace \(path)"
      )
    }
    return workspace
  }

  /// The workspace that this folder is, or the nearest above.
  static var nearest: Workspace? {
    var folder = FileManager.default.currentDirectoryPath
    while true {
      let workspace = Workspace(root: folder)
      if workspace.exists { return workspace }
      guard let slash = folder.lastIndex(of: "/"), folder.count > 1 else { return nil }
      folder = slash == folder.startIndex ? "/" : String(folder[..<slash])
      if folder == "/" { return nil }
    }
  }

  private func refuse(_ message: String, _ remedy: String) -> ExitCode {
    Terminal.error("\(message)\n\(remedy)")
    return ExitCode(2)
  }
}

/// `--format`.
struct FormatOption: ParsableArguments {
  @Option(help: ArgumentHelp("text for people, json for programs.", valueName: "text|json"))
  var format: AnswerFormat = .text
}

extension AnswerFormat: ExpressibleByArgument {}

extension String {
  var trimmedSlash: String { count > 1 && hasSuffix("/") ? String(dropLast()) : self }
}
