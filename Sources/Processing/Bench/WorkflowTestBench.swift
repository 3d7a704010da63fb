import Documents
package import ReaderPool
import Readings
import Storage
import Values
package import Workflows

/// Runs the tests that stand in definitions: real readers, real judging, books in memory, a day that stands still.
package struct WorkflowTestBench {
  let workspace: Workspace
  let library: WorkflowSet
  let pool: ReaderPool

  package init(workspace: Workspace, library: WorkflowSet, pool: ReaderPool) {
    self.workspace = workspace
    self.library = library
    self.pool = pool
  }

  /// Runs the tests of these workflows, in their order.
  ///
  /// `onResult` hears each as it comes. Throws only when the machine cannot run any (no reader, no memory).
  package func run(
    _ workflows: [Workflow],
    limit: Duration = WorkflowTestLimits.time,
    onResult: (WorkflowTestResult) -> Void = { _ in }
  ) async throws -> WorkflowTestRun {
    var run = WorkflowTestRun()
    let end = ContinuousClock.now + limit
    for workflow in workflows {
      for (number, test) in workflow.tests.enumerated() {
        let isLate = ContinuousClock.now >= end
        if number >= WorkflowTestLimits.tests || isLate {
          run.notRun.append(Self.notRun(workflow, from: number, isLate ? limit : nil))
          break
        }
        let result = try await self.run(test, of: workflow)
        onResult(result)
        run.results.append(result)
      }
    }
    return run
  }

  private static func notRun(_ workflow: Workflow, from number: Int, _ limit: Duration?) -> String {
    let count = workflow.tests.count - number
    let why =
      limit.map { "the time for tests is up (\($0.components.seconds) s)" }
      ?? "a definition may have \(WorkflowTestLimits.tests)"
    return "\(workflow.fileName): \(count) test\(count == 1 ? "" : "s") not run: \(why)"
  }

  /// Runs one test.
  package func run(_ test: WorkflowTest, of workflow: Workflow) async throws -> WorkflowTestResult {
    var result = WorkflowTestResult(test, of: workflow)
    let reader = TestPaperReader(pool: pool, workspace: workspace)
    var before: [TestPaperReader.ReadPaper] = []
    for paper in test.before { before.append(try await reader.read(paper, as: workflow)) }
    let paper = try await reader.read(test.paper, as: workflow)
    guard let today = try Self.today(of: test, paper, &result) else { return result }
    result.today = today
    let books = try TestBooks(for: workflow, test, library: library, today: today)
    try books.fill(test)
    for paper in before { try note(books.settle(paper), paper, &result) }
    let settled = try books.settle(paper)
    try note(settled, paper, &result)
    result.documents = try Self.documents(settled, paper, books)
    // Only who asks for it takes a file that cannot be read for an answer.
    if test.expect.first?.decision == .quarantined, result.documents.isEmpty, !paper.isMissing {
      result.documents = [settled?.refusal(paper)].compactMap(\.self)
    }
    Self.compare(test, &result)
    return result
  }

  /// The clock never decides a test.
  private static func today(
    of test: WorkflowTest,
    _ paper: TestPaperReader.ReadPaper,
    _ result: inout WorkflowTestResult
  ) throws -> Day? {
    if let today = test.today { return today }
    var latest: Day?
    var isEmpty = true
    try paper.spool.forEachBatch { items in
      for case .document(let document) in items {
        isEmpty = false
        latest = [latest, document.ownDay].compactMap(\.self).max()
      }
    }
    // Of a paper that cannot be read, or is not there, nothing is decided on a day.
    if isEmpty { return Day(number: 0) }
    if let latest {
      result.notes.append("`today` is not given: it ran on the paper's own day, \(latest)")
      return latest
    }
    result.differences.append(
      WorkflowTestResult.Difference(
        what: "today",
        expected: "a day: the test names none, and no date can be read on the paper",
        got: "none; write \"today\": \"2026-03-20\" into the test"
      )
    )
    result.notes += paper.troubles
    return nil
  }

  /// What a test's author must know of a paper that is not read as it should be.
  private func note(
    _ settled: Settled?,
    _ paper: TestPaperReader.ReadPaper,
    _ result: inout WorkflowTestResult
  ) throws {
    guard let settled else {
      result.notes.append("\(paper.name) has the content of an earlier paper and is linked to it")
      return
    }
    let problems = settled.problems.filter { $0.scope != .note }
    result.notes += problems.prefix(5).map { problem in
      let line = problem.place.line.map { " line \($0)" } ?? ""
      return "\(paper.name)\(line): \(problem.code): \(problem.message) \(problem.remedy)"
    }
  }

  private static func documents(
    _ settled: Settled?,
    _ paper: TestPaperReader.ReadPaper,
    _ books: TestBooks
  ) throws -> [WorkflowTestDocument] {
    guard let settled else {
      return [
        WorkflowTestDocument(
          decision: .duplicate,
          rule: "same-content",
          code: "identical-file",
          reason: "The same file, byte for byte, came before."
        )
      ]
    }
    return try settled.documents.compactMap { try books.document($0) }
  }

  private static func compare(_ test: WorkflowTest, _ result: inout WorkflowTestResult) {
    let (wanted, got) = (test.expect.count, result.documents.count)
    if got != wanted {
      result.differences.append(
        WorkflowTestResult.Difference(
          what: "documents",
          expected: "\(wanted)",
          got: got == 0
            ? "none" : wanted == 1 ? "\(got): write `expect` as a list, one for each" : "\(got)"
        )
      )
    }
    for (number, (expected, actual)) in zip(test.expect, result.documents).enumerated() {
      let comparison = WorkflowTestComparison(
        expected: expected,
        actual: actual,
        document: wanted > 1 ? number + 1 : nil
      )
      result.differences += comparison.findings.map(\.difference)
    }
  }
}

extension TestPaperReader.ReadPaper {
  /// What is wrong with it as a file, in words.
  fileprivate var troubles: [String] {
    ([problem].compactMap(\.self) + spool.problems).prefix(3).map {
      "\(name): \($0.code): \($0.message) \($0.remedy)"
    }
  }
}

extension Settled {
  /// The file as what came out, where it was put into quarantine.
  fileprivate func refusal(_ paper: TestPaperReader.ReadPaper) -> WorkflowTestDocument? {
    guard state == .quarantined,
      let problem = paper.problem ?? problems.first(where: { $0.scope == .file }) ?? problems.first
    else { return nil }
    return WorkflowTestDocument(
      decision: .quarantined,
      rule: "file",
      code: problem.code,
      reason: problem.message
    )
  }
}
