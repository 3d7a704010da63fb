import Books
import Dispatch
import Synchronization
import Workflows

/// New definitions while the daemon works: checked, tested, then taken all at once or not at all.
extension Daemon {
  /// Loads the definitions again: all or nothing, one reload after the other.
  ///
  /// The old ones stay when a new one has an error or its own tests fail. - Returns: the diagnostics
  /// or differences when they were refused.
  package func reload() async -> String? {
    let task = state.withLock { state in
      let earlier = state.reload
      let task = Task<String?, Never> {
        _ = await earlier?.value
        return await self.reloadOnce()
      }
      state.reload = task
      return task
    }
    return await task.value
  }

  /// For threads that may stand still, never for tasks.
  func reloadAndWait() -> String? {
    let done = DispatchSemaphore(value: 0)
    let answer = Mutex<String?>(nil)
    Task {
      let text = await self.reload()
      answer.withLock { $0 = text }
      done.signal()
    }
    done.wait()
    return answer.withLock { $0 }
  }

  private func reloadOnce() async -> String? {
    do {
      let result = try WorkflowLibrary.load(office.workspace)
      guard let workflows = result.workflows else {
        return refuse(Diagnostic.render(result.diagnostics))
      }
      let changed = workflows.changed(since: office.workflows)
      if let failure = try await testFailure(of: changed, in: workflows) { return refuse(failure) }
      let adopted = try office.adopt(workflows, sources: result.sources)
      try await sendRefusedAgain()
      return take(adopted, workflows)
    } catch {
      return refuse("\(error)")
    }
  }

  private func refuse(_ text: String) -> String {
    onEvent(.reloadRefused(text))
    return text
  }

  private func take(_ changed: [WorkflowID], _ workflows: WorkflowSet) -> String? {
    let wake = state.withLock { state -> (@Sendable () -> Void)? in
      state.plansToWatch = workflows.watched
      state.reportsAreDue = true
      state.copies = .due(.now)
      return state.wakeIntake
    }
    wake?()
    signal.raise()
    onEvent(.reloaded(changed))
    return nil
  }

  /// Runs the tests of the definitions in force, before anything is taken in.
  ///
  /// - Returns: the differences when one fails.
  package func testFailure() async throws -> String? {
    try await testFailure(of: office.workflows.workflows, in: office.workflows)
  }

  private func testFailure(
    of changed: [Workflow],
    in workflows: WorkflowSet
  ) async throws -> String? {
    let bench = WorkflowTestBench(workspace: office.workspace, library: workflows, pool: pool)
    let run = try await bench.run(changed)
    if !run.notRun.isEmpty { onEvent(.testsNotRun(run.notRun)) }
    return run.isPassed ? nil : run.failureText
  }
}

extension WorkflowSet {
  /// The definitions that are not what they were, or whose tables and ledgers are filled by one that is not.
  func changed(since old: WorkflowSet) -> [Workflow] {
    let changed = workflows.filter { old.workflow($0.id)?.contentHash != $0.contentHash }
    let filled = Set(changed.map(\.into))
    return workflows.filter { workflow in
      changed.contains { $0.id == workflow.id }
        || workflow.use.values.contains { filled.contains($0.table) }
        || workflow.reconcile.contains { filled.contains($0.ledger.name) }
    }
  }
}
