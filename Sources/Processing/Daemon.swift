import Glibc
package import Intake
package import ReaderPool
import Sending
import Storage
import Synchronization
import Values
import Workflows

/// The daemon: one thread that takes files in, a few tasks that read and decide, one that writes reports.
///
/// Every step is told to `onEvent`. All state is in the database; this object may die at any moment.
package final class Daemon: Sendable {
  package let office: Office
  let pool: ReaderPool
  let onEvent: @Sendable (DaemonEvent) -> Void
  let state = Mutex(State())
  let signal = Signal()
  private let patience: Duration

  struct State: Sendable {
    var isStopping = false
    var intakeIsIdle = false
    var reportsAreDue = true
    /// What the newest reports say of files that are stuck in the inbox.
    var reportedNotes: [String] = []
    /// Due at the start: a crash may have left copies to make.
    var copies = OutboxState.due(.now)
    var copyFailures = 0
    var messages = OutboxState.due(.now)
    /// True when what is left to send was tried and waits for its next attempt.
    var messagesWait = false
    var running = 0
    var troubles: [DaemonTask: String] = [:]
    var plansToWatch: [WatchedWorkflow]?
    var waiting: [WaitingFile] = []
    /// What is wrong with watched folders.
    var folderFailures: [FolderNote] = []
    var wakeIntake: (@Sendable () -> Void)?
    /// The reload that began last: the next one waits for it.
    var reload: Task<String?, Never>?
  }

  struct WatchedWorkflow: Sendable {
    var id: WorkflowID
    var plan: WatchPlan
  }

  /// Jobs taken together: one transaction for all of them, so that a fsync serves many.
  static let jobsTogether = 64
  /// Lanes that read while another commits.
  static let lanes = 2

  /// `patience`: how long after `stop` a file may still be read; then it is put back for the next start.
  package init(
    office: Office,
    pool: ReaderPool,
    patience: Duration = .seconds(10),
    onEvent: @escaping @Sendable (DaemonEvent) -> Void
  ) {
    self.office = office
    self.pool = pool
    self.patience = patience
    self.onEvent = onEvent
  }

  /// Runs until `stop`, or with `once` until everything that was there is decided.
  package func run(once: Bool) async throws {
    let recovered = try await office.storage.write(at: office.clock.now()) {
      try $0.requeueRunningJobs()
    }
    try await takeUnindexedRemittances()
    ReadingSpool.removeLeftovers(in: office.workspace.work)
    BookCopy.removeLeftovers(in: office.workspace.work)
    HTTPSender.removeLeftovers(in: office.workspace.work)
    try await sendRefusedAgain()
    let intake = try IntakeThread(daemon: self, once: once)
    // Said when the folders are watched: a file that is renamed into place from now on needs no quiet period.
    intake.watch()
    onEvent(.started(workflows: office.workflows.workflows.map(\.id), recovered: recovered))
    intake.start()
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<Self.lanes { group.addTask { await self.work(once: once) } }
      group.addTask { await self.writeReports(once: once) }
      let sending = Task { await self.sendMessages() }
      let ending = Task { await self.endReadersInTime() }
      await group.waitForAll()
      ending.cancel()
      await ending.value
      // A receiver that takes its time must not hold up the end.
      sending.cancel()
      await sending.value
    }
    stop()
    await intake.join()
    onEvent(.stopping)
    if state.withLock({ $0.reportsAreDue }) { tryToReport() }
    await pool.shutdown()
    do {
      try office.storage.rest()
    } catch {
      // Tidying only: every transaction was durable when it ended.
      note(.reporting, trouble: "the database could not be tidied at the end: \(error)")
    }
  }

  /// A file that takes its reader a minute must not hold up the end: what is not read in time is read at the next start.
  private func endReadersInTime() async {
    while true {
      let generation = signal.generation
      if isStopping { break }
      if Task.isCancelled { return }
      await signal.wait(after: generation, timeout: Self.longestNap)
    }
    do {
      try await Task.sleep(for: patience)
    } catch {
      return
    }
    await pool.shutdown()
  }

  /// Takes nothing new, ends what runs.
  ///
  /// May be called from any thread, more than once.
  package func stop() {
    let wake = state.withLock { state -> (@Sendable () -> Void)? in
      state.isStopping = true
      return state.wakeIntake
    }
    wake?()
    signal.raise()
  }

  var isStopping: Bool { state.withLock { $0.isStopping } }

  /// Files in the inbox that are not taken yet, with the reason.
  package var waitingFiles: [WaitingFile] { state.withLock { $0.waiting } }

  /// Says once that something is wrong with a task, and once that it is well again.
  func note(_ task: DaemonTask, trouble: String?) {
    let before = state.withLock { state -> String? in
      defer { state.troubles[task] = trouble }
      return state.troubles[task]
    }
    guard before != trouble else { return }
    if let trouble {
      onEvent(.trouble(trouble, remedy: task == .sending ? Self.sendingRemedy : Self.remedy))
    } else if let before {
      onEvent(.recovered(before))
    }
  }

  /// What is wrong now, the most important first.
  package var trouble: String? {
    let troubles = state.withLock { $0.troubles }
    return DaemonTask.allCases.lazy.compactMap { troubles[$0] }.first
  }
}

extension WorkflowSet {
  var watched: [Daemon.WatchedWorkflow] {
    workflows.map { Daemon.WatchedWorkflow(id: $0.id, plan: $0.watch) }
  }
}
