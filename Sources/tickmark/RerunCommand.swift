import ArgumentParser
import Foundation
import Processing
import ReaderPool
import Values
import Workflows

struct RerunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rerun",
    abstract: "Which past decisions would be others under changed definitions; stores nothing.",
    discussion: """
      Makes the decisions of the machine again on a copy of the books, each on the day on which it was made, under the \
      definitions that lie in workflows/ now, or with --against under another version of one of them. Files are read again \
      from the archive where `read` differs. Lookup tables and ledgers are taken as they are now, not as they were then. \
      What persons decided is never touched.

      Exit codes: 0 nothing would change, 1 something would, 78 the definitions have errors.
      """
  )

  @Option(help: ArgumentHelp("Only decisions of this day or later: 2026-03-14.", valueName: "day"))
  var since: Day?
  @Option(help: ArgumentHelp("Only this workflow's decisions.", valueName: "id"))
  var workflow: String?
  @Option(help: ArgumentHelp("Another version of a definition.", valueName: "file"))
  var against: String?
  @OptionGroup var place: WorkspaceOptions
  @OptionGroup var output: FormatOption

  func run() async throws {
    let workspace = try place.workspace()
    let (definitions, other) = try definitions(of: workspace)
    let scope = Rerun.Scope(
      since: since,
      workflow: try chosen(definitions.workflows) ?? other
    )
    let copy = try OfficeAccess.ask(
      .copyBooks(process: getpid()),
      format: .text,
      workspace: workspace
    )
    guard copy.exitCode == 0 else { return try OfficeAccess.show(copy) }
    defer { BookCopy.remove(copy.text) }
    let pool = ReaderPool(
      configuration: ReaderPoolConfiguration(executable: try ReaderProgram.path())
    )
    let rerun = try Rerun(
      copy: copy.text,
      workspace: workspace,
      pool: pool,
      definitions: definitions,
      clock: SystemClock()
    )
    let line = ProgressLine()
    let report = try await rerun.run(scope) { line.show($0.text) }
    line.clear()
    await pool.shutdown()
    Terminal.print(
      output.format == .json ? PrintedJSON.text(report) + "\n" : report.text,
      terminator: ""
    )
    if report.changed > 0 { throw ExitCode(1) }
  }

  /// Those of the workspace, one of them perhaps in another version; then also whose it is.
  private func definitions(of workspace: Workspace) throws -> (Rerun.Definitions, WorkflowID?) {
    var sources = try WorkflowLibrary.sources(of: workspace)
    var other: WorkflowID?
    if let against {
      let source = try WorkflowLibrary.source(path: against, shownAs: against, of: workspace)
      guard let id = source.workflowID else {
        throw ValidationError("\(against) is no definition: it has no `workflow`.")
      }
      guard sources.contains(where: { $0.workflowID == id }) else {
        throw ValidationError(
          "There is no workflow “\(id)” in this workspace: nothing was decided under it."
        )
      }
      sources.removeAll { $0.workflowID == id }
      sources.append(source)
      other = id
    }
    let result = WorkflowLoader.load(sources)
    guard let workflows = result.workflows else {
      Terminal.error(Diagnostic.render(result.diagnostics))
      throw ExitCode(78)
    }
    return (Rerun.Definitions(workflows: workflows, sources: sources), other)
  }

  private func chosen(_ workflows: WorkflowSet) throws -> WorkflowID? {
    guard let workflow else { return nil }
    guard let found = workflows.workflow(WorkflowID(workflow)) else {
      let known = workflows.workflows.map(\.id.name).joined(separator: ", ")
      throw ValidationError("There is no workflow “\(workflow)”; there are: \(known).")
    }
    return found.id
  }
}

extension Rerun.Progress {
  fileprivate var text: String {
    switch self {
    case .reading(let done, let all): "reading again: \(done) of \(all) files"
    case .judging(let done, let all): "judging again: \(done) of \(all) documents"
    }
  }
}

/// One line on standard error that is written over and over, only on a terminal.
final class ProgressLine {
  private let isShown = isatty(2) == 1

  func show(_ text: String) {
    if isShown { Terminal.overwrite(text) }
  }

  func clear() {
    if isShown { Terminal.overwrite("") }
  }
}

extension Day: ExpressibleByArgument {
  package init?(argument: String) { self.init(argument) }
}
