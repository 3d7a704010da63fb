import ArgumentParser
import Books
import Foundation
import Processing
import Storage

struct StatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "What is in the inbox, in work and decided; or why one file waits.",
    discussion: "Exit code 1 when exceptions are open or something is wrong."
  )

  @Argument(help: "A file's name or path.")
  var file: String?
  @OptionGroup var place: WorkspaceOptions
  @OptionGroup var output: FormatOption

  /// The daemon stands in another folder than whoever asks it.
  private var wholePath: String? {
    guard let file, !file.hasPrefix("/") else { return file }
    let path = FileManager.default.currentDirectoryPath + "/" + file
    return FileSystem.exists(path) ? URL(filePath: path).standardizedFileURL.path : file
  }

  func run() throws {
    try OfficeAccess.run(
      .status(file: wholePath),
      format: output.format,
      workspace: place.workspace()
    )
  }
}

struct ExceptionsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "exceptions",
    abstract: "What waits for you, most urgent first; or one exception with all its evidence.",
    discussion: "Exit code 1 when there is something to look at."
  )

  @Argument(help: "An exception, such as X17.")
  var exception: String?
  @OptionGroup var place: WorkspaceOptions
  @OptionGroup var output: FormatOption

  func run() throws {
    try OfficeAccess.run(
      .exceptions(try exception.map(Identifiers.exception)),
      format: output.format,
      workspace: place.workspace()
    )
  }
}

struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "The whole way of a document: values and their sources, findings, match, decisions."
  )

  @Argument(
    help:
      "A document (D12), an exception (X3), a printed number, a file's name, or a ledger entry (E7)."
  )
  var document: String
  @OptionGroup var place: WorkspaceOptions
  @OptionGroup var output: FormatOption

  func run() throws {
    try OfficeAccess.run(
      .explain(document),
      format: output.format,
      workspace: place.workspace()
    )
  }
}

struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Writes reports/ anew and prints the paths."
  )

  @OptionGroup var place: WorkspaceOptions
  @OptionGroup var output: FormatOption

  func run() throws {
    try OfficeAccess.run(.report, format: output.format, workspace: place.workspace())
  }
}

struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Checks every archived byte, the audit log, the database and the control totals.",
    discussion: "Exit code 1 when anything is not as it must be."
  )

  @OptionGroup var place: WorkspaceOptions
  @OptionGroup var output: FormatOption

  func run() throws {
    try OfficeAccess.run(.verify, format: output.format, workspace: place.workspace())
  }
}

struct ReloadCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reload",
    abstract: "Tells the running daemon to take the definitions as they are now, all or none.",
    discussion: "Like SIGHUP, but says whether it worked. Exit code 78 when they have errors."
  )

  @OptionGroup var place: WorkspaceOptions

  func run() throws {
    try OfficeAccess.run(.reload, format: .text, workspace: place.workspace())
  }
}

/// Ids from the command line, with a usage error that shows the form.
enum Identifiers {
  static func exception(_ text: String) throws -> ExceptionID {
    guard let id = ExceptionID(text: text) else {
      throw ValidationError("“\(text)” is no exception; exceptions are written X17.")
    }
    return id
  }
}
