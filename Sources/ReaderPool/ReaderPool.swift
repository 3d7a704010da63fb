import CSystem
package import Readings
import Synchronization

/// Readers that wait for files: each file is read in a process that can harm nobody.
///
/// A process is started when the first file comes and kept for the next. One that dies costs the
/// file that it died over and is replaced. Without work the pool uses no processor time.
package final class ReaderPool: Sendable {
  private struct State {
    var idle: [ReaderWorker]
    var waiting: [Waiter] = []
    var nextWaiter = 0
    var isClosed = false
  }

  private struct Waiter {
    var number: Int
    var continuation: CheckedContinuation<ReaderWorker?, Never>
  }

  private let workers: [ReaderWorker]
  private let counts: ReaderCounts
  private let state: Mutex<State>

  package init(configuration: ReaderPoolConfiguration) {
    precondition(configuration.count > 0, "a pool without readers")
    let counts = ReaderCounts()
    let workers = (0..<configuration.count).map { _ in
      ReaderWorker(configuration: configuration, counts: counts)
    }
    self.workers = workers
    self.counts = counts
    state = Mutex(State(idle: workers))
  }

  deinit {
    for worker in workers { worker.stop() }
  }

  /// Reads one file and gives its items to `onItems` in the file's order, a few hundred at a time.
  ///
  /// `descriptor` must be open for reading only; it is closed in every case. The reader is held
  /// back while `onItems` works. Throws what `onItems` throws, and `CancellationError` when the
  /// task is cancelled: both end the process. Items count only when the outcome is `finished`.
  package func read(
    descriptor: Int32,
    instructions: ReadInstructions,
    fileName: String,
    byteCount: Int64,
    onItems: @Sendable ([ReadingItem]) async throws -> Void
  ) async throws -> ReadOutcome {
    let job = ReadJob(
      .read,
      descriptor: descriptor,
      instructions: instructions,
      fileName: fileName,
      byteCount: byteCount
    )
    return try await perform(job) { event in
      if case .items(let items) = event { try await onItems(items) }
    }
  }

  /// Looks at a file that no workflow knows yet, in a reader like any other file.
  ///
  /// `descriptor` must be open for reading only; it is closed in every case.
  package func survey(
    descriptor: Int32,
    fileName: String,
    byteCount: Int64
  ) async throws -> SurveyOutcome {
    let job = ReadJob(
      .survey,
      descriptor: descriptor,
      instructions: ReadInstructions(target: .table),
      fileName: fileName,
      byteCount: byteCount
    )
    let seen = Mutex<FileSurvey?>(nil)
    let outcome = try await perform(job) { event in
      if case .survey(let survey) = event { seen.withLock { $0 = survey } }
    }
    switch outcome {
    case .finished:
      guard let survey = seen.withLock({ $0 }) else {
        preconditionFailure("the exchange lets no survey end without one")
      }
      return .surveyed(survey)
    case .died(let death): return .died(death)
    case .unavailable(let reason): return .unavailable(reason)
    }
  }

  /// Draws pages of a PDF or a picture, and gives each as pieces whose number is the page's, PNG files.
  ///
  /// What cannot be drawn is a problem among the items. `descriptor` must be open for reading only; it is closed in every case.
  package func draw(
    descriptor: Int32,
    drawing: DrawInstructions,
    fileName: String,
    byteCount: Int64,
    onItems: @Sendable ([ReadingItem]) async throws -> Void
  ) async throws -> ReadOutcome {
    let job = ReadJob(
      .draw,
      descriptor: descriptor,
      instructions: ReadInstructions(target: .invoice),
      drawing: drawing,
      fileName: fileName,
      byteCount: byteCount
    )
    return try await perform(job) { event in
      if case .items(let items) = event { try await onItems(items) }
    }
  }

  private func perform(
    _ job: ReadJob,
    _ onEvent: @Sendable (ReadJob.Event) async throws -> Void
  ) async throws -> ReadOutcome {
    precondition(tickmark_is_read_only(job.descriptor) == 1, "a reader must not be able to write")
    guard let worker = await acquire() else {
      try Task.checkCancellation()
      return .unavailable("Tickmark is stopping.")
    }
    if let failure = worker.begin(job) {
      release(worker)
      return .unavailable("No reader could be started: \(failure).")
    }
    let result = await withTaskCancellationHandler {
      await Self.take(job, onEvent)
    } onCancel: {
      job.cancel()
    }
    release(worker)
    return try result.get()
  }

  /// Ends all readers; files in work come back as unavailable, later ones too.
  ///
  /// Returns when every process and thread is gone.
  package func shutdown() async {
    let waiting = state.withLock { state in
      state.isClosed = true
      defer { state.waiting = [] }
      return state.waiting
    }
    for waiter in waiting { waiter.continuation.resume(returning: nil) }
    for worker in workers { worker.stop() }
    for worker in workers { await worker.ended() }
  }

  /// The processes that live now.
  package var processIdentifiers: [Int32] { workers.compactMap(\.processIdentifier) }

  package var tally: ReaderTally { counts.current }

  /// Hands the items on until the end has come, whatever happens on the way.
  private static func take(
    _ job: ReadJob,
    _ onEvent: @Sendable (ReadJob.Event) async throws -> Void
  ) async -> Result<ReadOutcome, any Error> {
    var failure: (any Error)?
    while true {
      let event = await job.next()
      switch event {
      case .items, .survey:
        guard failure == nil else { continue }
        do {
          try await onEvent(event)
        } catch {
          failure = error
          job.cancel()
        }
      case .end(let outcome):
        if let failure { return .failure(failure) }
        return outcome.map { .success($0) } ?? .failure(CancellationError())
      }
    }
  }
}

extension ReaderPool {
  /// A reader without work, in the order of asking; nil when cancelled or closed.
  private func acquire() async -> ReaderWorker? {
    let number = state.withLock { state in
      state.nextWaiter += 1
      return state.nextWaiter
    }
    return await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let (isDecided, worker) = state.withLock { state -> (Bool, ReaderWorker?) in
          if state.isClosed || Task.isCancelled { return (true, nil) }
          // The one used last is warm; the others may go to sleep for good.
          if let worker = state.idle.popLast() { return (true, worker) }
          state.waiting.append(Waiter(number: number, continuation: continuation))
          return (false, nil)
        }
        if isDecided { continuation.resume(returning: worker) }
      }
    } onCancel: {
      let waiter = state.withLock { state in
        state.waiting.firstIndex { $0.number == number }.map { state.waiting.remove(at: $0) }
      }
      waiter?.continuation.resume(returning: nil)
    }
  }

  private func release(_ worker: ReaderWorker) {
    let next = state.withLock { state -> Waiter? in
      if state.waiting.isEmpty {
        state.idle.append(worker)
        return nil
      }
      return state.waiting.removeFirst()
    }
    next?.continuation.resume(returning: worker)
  }
}
