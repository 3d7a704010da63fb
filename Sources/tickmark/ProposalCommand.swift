import ArgumentParser
import Documents
import Foundation
import Processing
import ReaderPool
import Readings
import Synchronization
import Workflows

/// `init --from FILE`: looks at the file, proposes, reads it back, and only then writes.
struct ProposalCommand {
  var file: String
  /// The workspace, where it was named.
  var path: String?
  var document: ReadInstructions.Target?
  var workflow: String?
  var printsOnly: Bool
  /// Reading more than this takes seconds.
  private static let largeBytes: Int64 = 20 << 20

  func run() async throws {
    let workspace = try self.workspace
    var request = ProposalRequest(fileName: URL(filePath: file).lastPathComponent)
    request.workflow = workflow
    request.document = document
    request.ledgers = try ledgers(workspace)
    let pool = ReaderPool(
      configuration: ReaderPoolConfiguration(executable: try ReaderProgram.path())
    )
    let found: (Proposal, ReadBack?)
    do {
      found = try await proposed(request, pool)
    } catch {
      await pool.shutdown()
      throw error
    }
    await pool.shutdown()
    let (proposal, readBack) = found
    let text = proposal.text(readBack)
    if printsOnly {
      Terminal.print(text, terminator: "")
      if let clash = try clash(proposal, workspace) { Terminal.error("note: \(clash)") }
    } else {
      try write(proposal, text, workspace)
      tell(proposal, readBack)
    }
    if readBack?.isClean != true || !proposal.openKeys.isEmpty { throw ExitCode(1) }
  }

  /// The one that was named, the nearest above, or this folder.
  private var workspace: Workspace {
    get throws {
      if let path { return Workspace(root: NewWorkspace.root(path)) }
      return WorkspaceOptions.nearest ?? Workspace(root: NewWorkspace.root("."))
    }
  }

  /// The ledgers that there are to reconcile with; none while the definitions have errors.
  private func ledgers(_ workspace: Workspace) throws -> [String] {
    guard workspace.exists else { return [] }
    let workflows = try WorkflowLibrary.load(workspace).workflows?.workflows ?? []
    return Set(workflows.filter { $0.read.target == .ledger }.map(\.into)).sorted()
  }
}

// The file, which only readers look into.
extension ProposalCommand {
  private func proposed(
    _ request: ProposalRequest,
    _ pool: ReaderPool
  ) async throws -> (Proposal, ReadBack?) {
    switch Proposer.propose(try await survey(pool), request) {
    case .refused(let problem): throw refuse(problem)
    case .proposal(let proposal):
      guard let instructions = proposal.readInstructions else { return (proposal, nil) }
      return (proposal, try await readBack(instructions, pool))
    }
  }

  private func survey(_ pool: ReaderPool) async throws -> FileSurvey {
    let paper = try open()
    let outcome = try await pool.survey(
      descriptor: paper.descriptor,
      fileName: URL(filePath: file).lastPathComponent,
      byteCount: paper.byteCount
    )
    switch outcome {
    case .surveyed(let survey): return survey
    case .died(let death): throw refuse(death.problem)
    case .unavailable(let reason): throw OfficeAccess.refuse(reason, code: 75)
    }
  }

  private func readBack(
    _ instructions: ReadInstructions,
    _ pool: ReaderPool
  ) async throws -> ReadBack {
    let paper = try open()
    if paper.byteCount > Self.largeBytes, Terminal.isInteractive {
      Terminal.error("Reading all of \(file) with the proposal, to be sure of it ...")
    }
    let back = Mutex(ReadBack())
    let outcome = try await pool.read(
      descriptor: paper.descriptor,
      instructions: instructions,
      fileName: URL(filePath: file).lastPathComponent,
      byteCount: paper.byteCount
    ) { items in back.withLock { $0.take(items) } }
    switch outcome {
    case .finished(let summary):
      return back.withLock { back in
        back.finish(summary)
        return back
      }
    case .died(let death): throw refuse(death.problem)
    case .unavailable(let reason): throw OfficeAccess.refuse(reason, code: 75)
    }
  }

  private func open() throws -> OpenedPaper {
    switch OpenedPaper.open(file) {
    case .success(let paper): return paper
    case .failure(let unopened):
      let problem = unopened.problem
      throw refuse(problem, code: 2)
    }
  }

  private func refuse(_ problem: Problem, code: Int32 = 1) -> ExitCode {
    let line = problem.place.line.map { " (line \($0))" } ?? ""
    return OfficeAccess.refuse(
      """
      \(file): no workflow can be proposed.
        \(problem.code)\(line): \(problem.message)
        \(problem.remedy)
      """,
      code: code
    )
  }
}

// What is written.
extension ProposalCommand {
  private func write(_ proposal: Proposal, _ text: String, _ workspace: Workspace) throws {
    let name = "workflows/\(proposal.id).json"
    guard !FileSystem.exists(workspace.path(name)) else { throw taken(name) }
    if let clash = try clash(proposal, workspace) {
      throw OfficeAccess.refuse(
        "\(clash)\nNothing was written. Name another workflow with --workflow ID.",
        code: 2
      )
    }
    try check(text, name, workspace)
    if !workspace.exists {
      let made = try NewWorkspace.make(workspace, without: [name])
      NewWorkspace.tell(workspace, made)
      Terminal.print("")
    }
    do {
      try FileSystem.create(workspace.path(name), with: Array(text.utf8))
    } catch let failure as FileSystem.Failure where failure.errorNumber == EEXIST {
      throw taken(name)
    }
    try FileSystem.makeFolder(workspace.path(proposal.folder))
    Terminal.print("Proposed: \(workspace.path(name))")
  }

  /// That another file defines a workflow of this id, in a sentence; nil when none does.
  private func clash(_ proposal: Proposal, _ workspace: Workspace) throws -> String? {
    guard workspace.exists else { return nil }
    let other = try WorkflowLibrary.sources(of: workspace)
      .first { $0.workflowID?.name == proposal.id }
    return other.map {
      "\($0.fileName) defines a workflow `\(proposal.id)` already, and each workflow has an id of its own."
    }
  }

  private func taken(_ name: String) -> ExitCode {
    OfficeAccess.refuse(
      """
      \(name) is there already and is never overwritten.
      Name another workflow with --workflow ID, or look at the proposal with --print.
      """,
      code: 2
    )
  }

  /// Nothing is written that `check` would refuse for more than its places to fill in.
  private func check(_ text: String, _ name: String, _ workspace: Workspace) throws {
    let others = workspace.exists ? try WorkflowLibrary.sources(of: workspace) : []
    let own = WorkflowLibrary.source(Array(text.utf8), shownAs: name)
    // What two definitions do to each other is told in the file that comes later by its name.
    let before = Set(WorkflowLoader.load(others).errors.map(\.description))
    let errors = WorkflowLoader.load(others + [own]).errors
      .filter { $0.code != .toFillIn && !before.contains($0.description) }
    guard !errors.isEmpty else { return }
    throw OfficeAccess.refuse(
      """
      The proposal does not go with the definitions that are there; nothing was written.
      \(Diagnostic.render(errors))
      Name another workflow with --workflow ID.
      """,
      code: 2
    )
  }

  private func tell(_ proposal: Proposal, _ readBack: ReadBack?) {
    for line in proposal.summary(readBack) { Terminal.print("  \(line)") }
    if !proposal.openKeys.isEmpty {
      Terminal.print("  to fill in: \(proposal.openKeys.joined(separator: ", "))")
    }
    if !proposal.unsureKeys.isEmpty {
      Terminal.print("  unsure of: \(proposal.unsureKeys.joined(separator: ", "))")
    }
    Terminal.print("\nNext:")
    for (index, step) in steps(proposal).enumerated() {
      Terminal.print("  \(index + 1). \(step)")
    }
  }

  /// What a person does now, in order.
  private func steps(_ proposal: Proposal) -> [String] {
    let name = "workflows/\(proposal.id).json"
    let there = path.map { " --workspace \($0)" } ?? ""
    var steps: [String] = []
    if !proposal.openKeys.isEmpty {
      steps.append("open \(name) and put the right value for each ???; the remark above it asks")
    }
    if !proposal.unsureKeys.isEmpty {
      steps.append("look at the lines of \(name) that are marked UNSURE; correct what is wrong")
    }
    if !steps.isEmpty {
      let until = proposal.openKeys.isEmpty ? "" : "; until all is there, nothing is processed"
      steps.append("tickmark check\(there)  says whether the definition is complete\(until)")
    }
    steps.append("copy the file into \(proposal.folder)")
    steps.append("tickmark run --once\(there)  reads it; then look at reports/exceptions.html")
    if proposal.target == .ledger {
      steps.append(
        "to match invoices with these entries, say \"reconcile\": \"\(proposal.id)\" in their definition"
      )
    }
    return steps
  }
}
