import Foundation
import Intake
import Readings
import Storage
import Synchronization
import Values
import Workflows

/// The thread that takes files in: settle, archive, transaction A, and only then out of the inbox.
///
/// `@unchecked`: `inbox` and the rest are touched by the thread alone once it runs; `ended` has its own lock.
final class IntakeThread: @unchecked Sendable {
  static let filesTogether = 256
  /// `run --once` looks again this often until everything that was there is taken.
  static let onceNap = Duration.milliseconds(20)
  /// How long the inbox rests after the database refused.
  static let pauseAfterTrouble = Duration.seconds(1)

  private let daemon: Daemon
  private let inbox: Inbox
  private let once: Bool
  private let startedAt: Moment
  private var overflowsTold = 0
  private let ended = Mutex<Ended>(.running)

  private enum Ended {
    case running
    case awaited(CheckedContinuation<Void, Never>)
    case done
  }

  init(daemon: Daemon, once: Bool) throws {
    self.daemon = daemon
    self.once = once
    startedAt = daemon.office.clock.now()
    var settings = Inbox.Settings()
    settings.trustsFileTimes = once
    for workflow in daemon.office.workflows.workflows {
      try FileSystem.makeFolder(daemon.office.workspace.path(workflow.watch.folder))
    }
    inbox = try Inbox(
      archive: daemon.office.archive,
      plans: daemon.office.workflows.watched.map { ($0.id, $0.plan) },
      settings: settings
    )
    let watcher = inbox.watcher
    daemon.state.withLock { $0.wakeIntake = { watcher.wake() } }
  }

  /// Puts the folders under watch and looks into them once, before the thread begins.
  func watch() {
    inbox.waitForWork(.zero)
  }

  func start() {
    let thread = Thread { [self] in
      while !daemon.isStopping { turn() }
      finish()
    }
    thread.name = "tickmark.intake"
    thread.start()
  }

  func join() async {
    await withCheckedContinuation { continuation in
      let isDone = ended.withLock { ended -> Bool in
        if case .done = ended { return true }
        ended = .awaited(continuation)
        return false
      }
      if isDone { continuation.resume() }
    }
  }

  private func finish() {
    let waiter = ended.withLock { ended -> CheckedContinuation<Void, Never>? in
      defer { ended = .done }
      if case .awaited(let continuation) = ended { return continuation }
      return nil
    }
    waiter?.resume()
  }

  private func turn() {
    if let plans = daemon.state.withLock({ $0.plansToWatch.take() }) {
      makeFolders(plans)
      inbox.update(plans.map { ($0.id, $0.plan) })
    }
    if inbox.overflows > overflowsTold {
      overflowsTold = inbox.overflows
      daemon.onEvent(.eventsLost(times: overflowsTold))
    }
    let taken = inbox.takeReady(limit: Self.filesTogether)
    let isWell = taken.isEmpty ? inbox.isIdle : record(taken)
    let waiting = inbox.waiting()
    note(waiting, isWell: isWell)
    let isIdle = inbox.isIdle && taken.isEmpty
    daemon.note(folders: inbox.notes())
    daemon.state.withLock {
      $0.waiting = waiting
      $0.intakeIsIdle = isIdle
    }
    if taken.isEmpty {
      daemon.waitingFilesMayHaveChanged()
      if isIdle { daemon.signal.raise() }
      inbox.waitForWork(once ? Self.onceNap : nil)
    }
  }

  /// Told when it begins and when it ends: a file that cannot be archived waits, and nobody may look at `status`.
  private func note(_ waiting: [WaitingFile], isWell: Bool) {
    let fault = waiting.lazy.compactMap { file -> SystemFault? in
      if case .archiveFailed(let fault) = file.reason { fault } else { nil }
    }.first
    if let fault {
      daemon.note(.taking, trouble: "files cannot be taken in: \(fault.message)")
    } else if isWell {
      daemon.note(.taking, trouble: nil)
    }
  }

  /// Folders of new definitions; one that cannot be made is told, and the others are watched.
  private func makeFolders(_ plans: [Daemon.WatchedWorkflow]) {
    for plan in plans {
      do {
        try FileSystem.makeFolder(daemon.office.workspace.path(plan.plan.folder))
      } catch {
        daemon.note(.taking, trouble: "\(error)")
      }
    }
  }

  /// Transaction A for all of them, then out of the inbox.
  ///
  /// A reload may have dropped a workflow since its files were found: those stay where they are, unrecorded.
  ///
  /// - Returns: false when the books cannot be written.
  private func record(_ found: [Archived]) -> Bool {
    let office = daemon.office
    let start = self.startedAt
    let workflows = office.workflows
    let taken = found.filter { workflows.workflow($0.workflow) != nil }
    let orphans = found.filter { workflows.workflow($0.workflow) == nil }
    inbox.requeue(orphans, after: Self.pauseAfterTrouble)
    do {
      let records = try office.storage.write(at: office.clock.now()) { transaction in
        try taken.compactMap { file -> ArrivalRecord? in
          guard let workflow = workflows.workflow(file.workflow) else { return nil }
          return try transaction.record(NewArrival(file, workflow), daemonStart: start)
        }
      }
      inbox.release(taken)
      for record in records {
        daemon.onEvent(
          .arrived(
            record.id,
            name: record.name,
            workflow: record.workflow,
            duplicateOf: record.duplicateOf
          )
        )
      }
      if records.contains(where: { $0.state == .duplicate }) {
        daemon.state.withLock { $0.reportsAreDue = true }
      }
      daemon.signal.raise()
      return true
    } catch {
      daemon.note(.taking, trouble: "the books cannot be written: \(error)")
      inbox.requeue(taken, after: Self.pauseAfterTrouble)
      return false
    }
  }
}

extension NewArrival {
  fileprivate init(_ file: Archived, _ workflow: Workflow) {
    self.init(
      workflow: workflow.id,
      target: workflow.read.target,
      name: file.displayName,
      path: file.path.display,
      hash: file.hash,
      size: file.size,
      identity: file.identity.text,
      isWhole: file.file.givenUp == nil,
      definition: workflow.contentHash
    )
    group = file.file.group
    if case .marker = file.file.role { isMarker = true }
  }
}

extension FileIdentity {
  /// Without the change time, which Tickmark's own renames move.
  fileprivate var text: String {
    "\(device).\(inode).\(size).\(modifiedNanoseconds)"
  }
}

extension Optional {
  /// The value, leaving nil behind.
  fileprivate mutating func take() -> Wrapped? {
    defer { self = nil }
    return self
  }
}
