import CSystem
import Glibc
import Readings
import Synchronization

/// One place in the pool: a thread of its own and, while there is work, one process.
///
/// All waiting for the process happens on this thread, so none of Swift's own threads is ever held
/// up; without work it sleeps. The process asks the system to be killed when the thread that
/// started it ends, therefore the thread lives as long as the process.
final class ReaderWorker: Sendable {
  private struct State {
    var job: ReadJob?
    var isStopping = false
    var hasThread = false
    var hasEnded = false
    var processIdentifier: Int32?
    var enders: [CheckedContinuation<Void, Never>] = []
  }

  private let configuration: ReaderPoolConfiguration
  let counts: ReaderCounts
  private let wake: Int32
  private let state = Mutex(State())

  init(configuration: ReaderPoolConfiguration, counts: ReaderCounts) {
    self.configuration = configuration
    self.counts = counts
    wake = tickmark_wake_make()
  }

  deinit {
    if wake >= 0 { close(wake) }
  }

  var processIdentifier: Int32? { state.withLock { $0.processIdentifier } }
  var isStopping: Bool { state.withLock { $0.isStopping } }

  /// Gives the thread something to do; there must be nothing else for it to do.
  ///
  /// Returns why it cannot, or nil.
  func begin(_ job: ReadJob) -> String? {
    guard wake >= 0 else { return "no event descriptor (error \(-wake))" }
    job.attach(wake: wake)
    let needsThread = state.withLock { state -> Bool? in
      guard !state.isStopping else { return nil }
      precondition(state.job == nil, "a reader has one file at a time")
      state.job = job
      defer { state.hasThread = true }
      return !state.hasThread
    }
    guard let needsThread else { return "Tickmark is stopping" }
    if needsThread, let failure = startThread() { return failure }
    tickmark_wake(wake)
    return nil
  }

  /// Ends process and thread; a file in work comes back as unavailable.
  func stop() {
    state.withLock { state in
      state.isStopping = true
      if !state.hasThread { state.hasEnded = true }
    }
    if wake >= 0 { tickmark_wake(wake) }
  }

  /// Returns when process and thread are gone.
  func ended() async {
    await withCheckedContinuation { continuation in
      let hasEnded = state.withLock { state in
        if !state.hasEnded { state.enders.append(continuation) }
        return state.hasEnded
      }
      if hasEnded { continuation.resume() }
    }
  }

  private func startThread() -> String? {
    let context = unsafe Unmanaged.passRetained(self)
    let failure = unsafe tickmark_thread_start(
      { raw in
        guard let raw = unsafe raw else { return }
        let worker = unsafe Unmanaged<ReaderWorker>.fromOpaque(raw).takeRetainedValue()
        var thread = ReaderThread(worker: worker)
        thread.run()
        worker.finish()
      },
      context.toOpaque()
    )
    guard failure != 0 else { return nil }
    unsafe context.release()
    state.withLock { state in
      state.job = nil
      state.hasThread = false
    }
    return "no thread (error \(failure))"
  }

  private func finish() {
    let enders = state.withLock { state in
      state.hasEnded = true
      defer { state.enders = [] }
      return state.enders
    }
    for ender in enders { ender.resume() }
  }
}

extension ReaderWorker {
  enum Order {
    case read(ReadJob)
    case stop
  }

  /// What the thread has to do now; nil: nothing.
  func takeOrder() -> Order? {
    state.withLock { state in
      if let job = state.job {
        state.job = nil
        return .read(job)
      }
      return state.isStopping ? .stop : nil
    }
  }

  func note(processIdentifier: Int32?) {
    state.withLock { $0.processIdentifier = processIdentifier }
  }

  var wakeDescriptor: Int32 { wake }
  var settings: ReaderPoolConfiguration { configuration }
}
