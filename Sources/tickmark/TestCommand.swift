import ArgumentParser
import Foundation
import Processing
import ReaderPool
import Values
import Workflows

struct TestCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test",
    abstract: "Runs the tests that stand in the definitions; stores nothing.",
    discussion: """
      Each paper is read by a real reader and judged in books of its own, on the day that the test names. With --update \
      what came out is written to FILE.new.json beside the definition, for you to compare and take over; the definition \
      itself is never changed. Such a file that is left when every test passes is taken away again.

      Exit codes: 0 all pass, 1 something came out otherwise, 78 the definitions have errors.
      """
  )

  @Argument(help: ArgumentHelp("Only this workflow's. Default: all.", valueName: "workflow"))
  var workflow: String?
  @Flag(help: "Write what came out to FILE.new.json, for review.")
  var update = false
  @OptionGroup var place: WorkspaceOptions
  @OptionGroup var output: FormatOption

  func run() async throws {
    let workspace = try place.workspace()
    let result = try WorkflowLibrary.load(workspace)
    guard let library = result.workflows else {
      Terminal.error(Diagnostic.render(result.diagnostics))
      throw ExitCode(78)
    }
    let chosen = try chosen(of: library)
    let pool = ReaderPool(
      configuration: ReaderPoolConfiguration(executable: try ReaderProgram.path())
    )
    let bench = WorkflowTestBench(workspace: workspace, library: library, pool: pool)
    let run: WorkflowTestRun
    do {
      run = try await bench.run(chosen) { show($0) }
    } catch {
      await pool.shutdown()
      throw OfficeAccess.refuse("No test can be run: \(error)", code: 75)
    }
    await pool.shutdown()
    if output.format == .text {
      Terminal.print(run.results.isEmpty ? Self.noTests : run.summary, terminator: "")
    }
    if update {
      try Self.write(run, of: chosen, in: workspace)
    } else {
      for name in Self.leftOver(run, of: chosen, in: workspace) {
        Terminal.error(
          "\(name) is left from an earlier --update, and every test passes: `tickmark test --update` takes it away."
        )
      }
    }
    if !run.isPassed || !run.notRun.isEmpty { throw ExitCode(1) }
  }

  private static let noTests = """
    There are no tests. Write one beside the rules: "tests": [ { "name": ..., "text": ..., "today": ..., "expect": { ... } } ]

    """

  private func chosen(of library: WorkflowSet) throws -> [Workflow] {
    guard let workflow else { return library.workflows }
    guard let found = library.workflow(WorkflowID(workflow)) else {
      let known = library.workflows.map(\.id.name)
      let nearest =
        Spelling.nearest(to: workflow, among: known).map { " Did you mean \($0)?" } ?? ""
      throw ValidationError(
        "There is no workflow “\(workflow)”; there are: \(known.joined(separator: ", ")).\(nearest)"
      )
    }
    return [found]
  }

  private func show(_ result: WorkflowTestResult) {
    switch output.format {
    case .json: Terminal.print(PrintedJSON.text(result))
    case .text: Terminal.print(result.text, terminator: "")
    }
  }

  /// Files for review that have nothing to show any more: every test of their definition passes.
  private static func leftOver(
    _ run: WorkflowTestRun,
    of workflows: [Workflow],
    in workspace: Workspace
  ) -> [String] {
    workflows.filter { workflow in
      let results = run.results.filter { $0.workflow == workflow.id }
      return results.count == workflow.tests.count && results.allSatisfy(\.isPassed)
    }.map { WorkflowTestUpdate.fileName(for: $0.fileName) }
      .filter { FileSystem.exists(workspace.path($0)) }
  }

  /// Standard output stays what was asked for: where the files are goes to standard error.
  private static func write(
    _ run: WorkflowTestRun,
    of workflows: [Workflow],
    in workspace: Workspace
  ) throws {
    for workflow in workflows {
      let path = workspace.path(workflow.fileName)
      let source = try WorkflowLibrary.source(
        path: path,
        shownAs: workflow.fileName,
        of: workspace
      )
      // A definition that was changed meanwhile is not what was tested.
      guard source.contentHash == workflow.contentHash else {
        Terminal.error("\(workflow.fileName) has changed meanwhile; nothing is written for it.")
        continue
      }
      let results = run.results.filter { $0.workflow == workflow.id }
      guard let bytes = WorkflowTestUpdate.rewritten(source, of: workflow, results) else {
        continue
      }
      let name = WorkflowTestUpdate.fileName(for: workflow.fileName)
      try FileSystem.replace(workspace.path(name), with: bytes)
      Terminal.error("written for review: \(name)")
    }
    for name in leftOver(run, of: workflows, in: workspace) {
      try FileManager.default.removeItem(atPath: workspace.path(name))
      Terminal.error("taken away, for every test passes: \(name)")
    }
  }
}
