import CSystem
import Glibc
import Readings

/// What a reader's thread does, from its first file to its end.
struct ReaderThread {
  private let worker: ReaderWorker
  private let configuration: ReaderPoolConfiguration
  private let wake: Int32
  private var child: ReaderChild?
  private var wire = WireBuffer()
  private var filesOfChild = 0
  /// Time a process has to end by itself after we closed its wire.
  private static let patienceMilliseconds: Int32 = 500

  init(worker: ReaderWorker) {
    self.worker = worker
    configuration = worker.settings
    wake = worker.wakeDescriptor
  }

  mutating func run() {
    while true {
      switch worker.takeOrder() {
      case .read(let job):
        let outcome = read(job)
        job.attach(wake: nil)
        _ = job.offer(.end(outcome))
        if filesOfChild >= configuration.filesPerReader { retire() }
      case .stop:
        retire()
        return
      case nil:
        sleep()
      }
    }
  }

  /// Waits for an order; notices a process that ends without work.
  private mutating func sleep() {
    let patience = child == nil ? -1 : Int32(clamping: configuration.idleSeconds * 1_000)
    let ready = Readiness.wait(
      wake: wake,
      errors: child?.errors ?? -1,
      process: child?.process ?? -1,
      milliseconds: patience
    )
    if ready.contains(.errors) { child?.takeErrors() }
    if ready.contains(.process) { kill() }
    // A signal may also have ended the wait, which costs at most a warm start.
    if ready.isEmpty { retire() }
  }

  /// Reads one file; nil when it was cancelled.
  private mutating func read(_ job: ReadJob) -> ReadOutcome? {
    // A process that died or spoke without work is no fault of the next file: one more try with a
    // fresh one.
    for _ in 0..<2 {
      if job.isCancelled { return nil }
      if let failure = prepare(job) {
        return job.isCancelled ? nil : .unavailable(failure)
      }
      guard var current = child else { continue }
      let worker = worker
      var exchange = ReaderExchange(
        job: job,
        isFirstOfProcess: filesOfChild == 0,
        configuration: configuration,
        wake: wake,
        isStopping: { worker.isStopping }
      )
      let result = exchange.run(&current, &wire)
      child = current
      switch result {
      case .finished(let summary):
        filesOfChild += 1
        wire.frames.shrink()
        worker.counts.note(\.files)
        return .finished(summary)
      case .died(let cause):
        return .died(death(ended: kill(), cause: cause))
      case .closed:
        return .died(deathOfClosed(over: job))
      case .cancelled:
        kill()
        return job.isCancelled ? nil : .unavailable("Tickmark is stopping.")
      case .neverBegan:
        kill()
      }
    }
    return .unavailable("The program that reads files ends as soon as it is started.")
  }

  /// Sees to a process that waits for a request; says why there is none.
  private mutating func prepare(_ job: ReadJob) -> String? {
    if let current = child {
      // It should be alive and silent. What it says after this look is known by its identifier.
      let ready = Readiness.wait(
        socket: current.socket,
        process: current.process,
        milliseconds: 0
      )
      if ready.isEmpty, wire.frames.isEmpty { return nil }
      kill()
    }
    switch ReaderChild.start(configuration) {
    case .failure(let failure):
      return """
        The program that reads files could not be started (\(configuration.executable): \
        \(failure.words)).
        """
    case .success(let started):
      child = started
      filesOfChild = 0
      wire.frames.removeAll()
      worker.counts.note(\.started)
      worker.note(processIdentifier: started.processIdentifier)
      return awaitHello(job)
    }
  }

  /// Waits until the new process has given up its rights.
  private mutating func awaitHello(_ job: ReadJob) -> String? {
    let deadline =
      tickmark_monotonic_milliseconds() + UInt64(configuration.startSeconds) * 1_000
    var hello = [UInt8](repeating: 0, count: ReaderWire.hello.count)
    while let current = child, !job.isCancelled, !worker.isStopping {
      let now = tickmark_monotonic_milliseconds()
      guard now < deadline else { break }
      let patience = Int32(clamping: deadline - now)
      let ready = Readiness.wait(
        wake: wake,
        socket: current.socket,
        errors: current.errors,
        milliseconds: patience
      )
      if ready.contains(.errors) { child?.takeErrors() }
      guard ready.contains(.socket) else { continue }
      let received = current.receive(into: &hello)
      if received == .nothingYet { continue }
      if received == .bytes(hello.count), hello == ReaderWire.hello { return nil }
      break
    }
    var lastWords: String?
    if var current = child {
      _ = current.kill()
      lastWords = current.lastWords
      child = nil
      worker.note(processIdentifier: nil)
    }
    return "The program that reads files did not get ready: \(lastWords ?? "it said nothing")."
  }

  /// The process closed the wire in the middle of a file.
  private mutating func deathOfClosed(over job: ReadJob) -> ReaderDeath {
    let ending = child?.reap(withinMilliseconds: Self.patienceMilliseconds)
    guard let ending else {
      return death(ended: kill(), cause: .brokeProtocol("it closed the wire and went on"))
    }
    let cause: ReaderDeath.Cause
    switch ending {
    case .exited(let code): cause = .exited(code: code)
    case .signalled(let signal): cause = self.cause(of: signal, over: job)
    case .unknown: cause = .brokeProtocol("it closed the wire")
    }
    let death = death(ended: child, cause: cause)
    forget()
    return death
  }

  private func cause(of signal: Int32, over job: ReadJob) -> ReaderDeath.Cause {
    let memory = configuration.memoryMegabytes
    let isFull = (child?.peakMegabytes ?? 0) >= memory - memory / 8
    if isFull || child?.complainedOfMemory == true {
      return .ranOutOfMemory(megabytes: memory)
    }
    if signal == SIGXCPU {
      let seconds = configuration.cpuSeconds(byteCount: job.byteCount)
      return .usedTooMuchProcessorTime(seconds: seconds)
    }
    // A SIGKILL that we did not send is a person's, or the system's when its memory runs out.
    return .crashed(signal: signal)
  }

  private func death(ended: ReaderChild?, cause: ReaderDeath.Cause) -> ReaderDeath {
    worker.counts.note(\.deaths)
    return ReaderDeath(cause, detail: ended?.lastWords)
  }

  /// Ends the process at once; what it was, for its last words.
  @discardableResult
  private mutating func kill() -> ReaderChild? {
    guard var current = child else { return nil }
    _ = current.kill()
    forget()
    return current
  }

  private mutating func retire() {
    guard var current = child else { return }
    current.retire(withinMilliseconds: Self.patienceMilliseconds)
    forget()
  }

  private mutating func forget() {
    child = nil
    filesOfChild = 0
    wire.frames.removeAll()
    worker.note(processIdentifier: nil)
  }
}
