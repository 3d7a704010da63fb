import ArgumentParser
import Foundation
import Processing
import Workflows

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Checks the definitions: every fault, its place and what to write instead.",
    discussion: """
      Exit code 78 when a definition has an error, 1 when there are only warnings.

      Each fault has a code: `tickmark check --explain missing-comma` says what it means, with an example of wrong and \
      right; `--explain all` lists all codes.
      """
  )

  @Argument(help: "Definition files. Default: all of workflows/.")
  var files: [String] = []
  @Option(help: ArgumentHelp("Explain a code instead; all: list the codes.", valueName: "code"))
  var explain: String?
  @OptionGroup var place: WorkspaceOptions
  @OptionGroup var output: FormatOption

  func validate() throws {
    guard explain == nil || files.isEmpty else {
      throw ValidationError("--explain takes a code and no files.")
    }
  }

  func run() throws {
    if let explain { return try CodeTeller(format: output.format).tell(explain) }
    let (sources, others) = try sources()
    var result = WorkflowLoader.load(sources + others)
    if files.isEmpty { try tellNotLoaded(beside: sources) }
    // A template that cannot be used is told of with the definition that names its folder.
    let names = Set(
      sources.map(\.fileName)
        + sources.flatMap(\.templateFiles).map { "\($0.folder)/\($0.path)" }
    )
    let elsewhere = result.errors.count { !names.contains($0.file) }
    result.diagnostics.removeAll { !names.contains($0.file) }
    switch output.format {
    case .json:
      for diagnostic in result.diagnostics { Terminal.print(PrintedJSON.text(diagnostic)) }
    case .text:
      if let first = result.diagnostics.first {
        Terminal.print(Diagnostic.render(result.diagnostics))
        Terminal.print("More about a code: tickmark check --explain \(first.code.rawValue)")
      }
      let count = sources.count
      let files = "\(count) definition\(count == 1 ? "" : "s")"
      if result.diagnostics.isEmpty { Terminal.print("\(files): 0 errors, 0 warnings") }
      if elsewhere > 0 {
        Terminal.print(
          "The other definitions have \(elsewhere) error\(elsewhere == 1 ? "" : "s"): tickmark check"
        )
      }
    }
    if !result.errors.isEmpty { throw ExitCode(78) }
    if !result.diagnostics.isEmpty { throw ExitCode(1) }
  }
}

extension CheckCommand {
  /// On standard error, so that what programs read stays as it is.
  private func tellNotLoaded(beside sources: [DefinitionSource]) throws {
    for note in WorkflowLibrary.notLoaded(in: try place.workspace(), beside: sources) {
      Terminal.error("note: \(note)")
    }
  }

  /// What is to be checked, and what stands beside it: tables and ledgers of other definitions count, too.
  private func sources() throws -> (checked: [DefinitionSource], others: [DefinitionSource]) {
    let workspace = try place.workspace()
    guard !files.isEmpty else { return (try WorkflowLibrary.sources(of: workspace), []) }
    let checked = try files.map {
      try WorkflowLibrary.source(path: $0, shownAs: $0, of: workspace)
    }
    let ids = Set(checked.compactMap(\.workflowID))
    let others = try WorkflowLibrary.sources(of: workspace).filter { other in
      // The same file, or another version of it.
      !checked.contains { $0.contentHash == other.contentHash }
        && other.workflowID.map { !ids.contains($0) } != false
        && !files.contains { $0 == other.fileName || $0.hasSuffix("/" + other.fileName) }
    }
    return (checked, others)
  }
}

struct CompletionCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "completion",
    abstract: "Prints the completion script of a shell.",
    discussion: """
      For bash:
        tickmark completion bash > ~/.local/share/bash-completion/completions/tickmark
      """
  )

  @Argument(help: ArgumentHelp("bash, zsh or fish.", valueName: "shell"))
  var shell: String

  func run() throws {
    guard let shell = CompletionShell(rawValue: shell) else {
      throw ValidationError("“\(shell)” is not known; known are bash, zsh and fish.")
    }
    Terminal.print(Tickmark.completionScript(for: shell))
  }
}
