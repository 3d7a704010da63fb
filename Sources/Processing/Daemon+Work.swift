import Documents
import Glibc
import Intake
import ReaderPool
import Readings
import Storage
import Synchronization
import Values
import Workflows

/// A lane: take waiting jobs, have them read, settle them, again.
extension Daemon {
  /// Reader deaths over one file that end in quarantine.
  static let maximumReaderDeaths = 3
  /// Starts of one file without a reader's death (the daemon itself died meanwhile) that end in quarantine.
  static let maximumAttempts = 20
  /// Nothing lasts longer than this without a look at the clock and the queue.
  static let longestNap = Duration.seconds(60)

  func work(once: Bool) async {
    while !isStopping {
      let generation = signal.generation
      do {
        if try await settleDueGroups() { continue }
        let jobs = try await claim()
        if jobs.isEmpty {
          if once, try isDone() { return stop() }
          await signal.wait(after: generation, timeout: try nap(once: once))
          continue
        }
        await carry(jobs)
      } catch {
        note(.claiming, trouble: "the books cannot be written: \(error)")
        await signal.wait(after: generation, timeout: .seconds(1))
      }
    }
  }

  static let sendingRemedy =
    "It is tried again by itself, later and later; once refused, only after a reload or a new start. See `tickmark status`."
  static let remedy = "Free space or repair the disk; Tickmark goes on by itself."

  private func claim() async throws -> [Job] {
    let jobs = try await office.storage.write(at: office.clock.now()) {
      // Looking is cheap, a transaction that writes nothing is not committed to disk.
      try $0.claimJobs(limit: Self.jobsTogether)
    }
    state.withLock { $0.running += jobs.count }
    note(.claiming, trouble: nil)
    return jobs
  }

  private func isDone() throws -> Bool {
    let isIdle = state.withLock {
      $0.intakeIsIdle && $0.running == 0 && $0.copiesAreDone && $0.messagesAreDone
    }
    guard isIdle else { return false }
    return try office.storage.read(at: office.clock.now()) {
      try $0.openJobCount() == 0
    }
  }

  private func nap(once: Bool) throws -> Duration {
    let next = try office.storage.read(at: office.clock.now()) { try $0.nextJobMoment() }
    let wait = next.map { Duration.milliseconds($0.milliseconds - office.clock.now().milliseconds) }
    let longest = once ? Duration.milliseconds(50) : Self.longestNap
    return max(.milliseconds(1), min(longest, wait ?? longest))
  }

  private func carry(_ jobs: [Job]) async {
    defer { state.withLock { $0.running -= jobs.count } }
    var readings: [ReadArrival] = []
    var hopeless: [(Job, Problem)] = []
    for result in await read(jobs) {
      switch result {
      case .read(let reading): readings.append(reading)
      case .hopeless(let job, let problem): hopeless.append((job, problem))
      case .later: continue
      }
    }
    await settleOrPutAside(readings, hopeless)
    state.withLock { $0.reportsAreDue = true }
    signal.raise()
  }

  /// Settles what was read together; where the books refuse it, each file by itself, and the one that they refuse is put
  /// aside, so that no file can stop the others.
  private func settleOrPutAside(
    _ readings: [ReadArrival],
    _ hopeless: [(Job, Problem)]
  ) async {
    let refusal = await insist { try self.settle(readings, hopeless) }
    guard let refusal else { return }
    if readings.count + hopeless.count > 1 {
      for reading in readings { await settleOrPutAside([reading], []) }
      for one in hopeless { await settleOrPutAside([], [one]) }
    } else if let job = readings.first?.job {
      await settleOrPutAside([], [(job, Self.refused(refusal))])
    } else {
      note(.settling, trouble: "a file can be neither booked nor put aside: \(refusal)")
    }
  }

  private static func refused(_ error: any Error) -> Problem {
    Problem(
      code: "file.cannot-be-booked",
      scope: .file,
      message: "The books refuse what is in this file; nothing of it is booked. (\(error))",
      remedy:
        "This is a fault of Tickmark: report it with the file, and drop the file again after an update."
    )
  }

  /// Repeats a transaction until it succeeds or the daemon stops: a full disk must not lose what was read.
  ///
  /// - Returns: why it never will succeed, if the disk is not to blame.
  @discardableResult
  func insist(_ body: () throws -> Void) async -> (any Error)? {
    while true {
      do {
        try body()
        note(.settling, trouble: nil)
        return nil
      } catch {
        guard Self.mayPass(error) else { return error }
        note(.settling, trouble: "the books cannot be written: \(error)")
        if isStopping { return nil }
        await signal.wait(after: signal.generation, timeout: .seconds(1))
      }
    }
  }

  private static func mayPass(_ error: any Error) -> Bool {
    error is FileSystem.Failure || error is SystemFault || Storage.isTrouble(error)
  }
}

// MARK: Reading

extension Daemon {
  private enum ReadResult {
    case read(ReadArrival)
    case hopeless(Job, Problem)
    /// Put back already.
    case later
  }

  private func read(_ jobs: [Job]) async -> [ReadResult] {
    await withTaskGroup(of: (Int, ReadResult).self) { group in
      var results: [(Int, ReadResult)] = []
      var next = 0
      func addOne() {
        guard next < jobs.count else { return }
        let (index, job) = (next, jobs[next])
        next += 1
        group.addTask { (index, await self.read(job)) }
      }
      for _ in 0..<4 { addOne() }
      for await result in group {
        results.append(result)
        addOne()
      }
      return results.sorted { $0.0 < $1.0 }.map(\.1)
    }
  }

  private func read(_ job: Job) async -> ReadResult {
    guard let workflow = office.workflows.workflow(job.arrival.workflow) else {
      return .hopeless(job, Settling.workflowGone(job))
    }
    if job.attempts > Self.maximumAttempts { return .hopeless(job, Self.tooManyAttempts(job)) }
    let spool = ReadingSpool(path: "\(office.workspace.work)/reading.\(job.arrival.id)")
    do {
      let blob = try office.archive.open(job.arrival.hash)
      var instructions = workflow.read
      instructions.limits.bytes = workflow.watch.maximumBytes
      instructions.enclosures = job.arrival.enclosures
      let enclosures = Enclosures(office.archive, limits: instructions.limits)
      let outcome = try await pool.read(
        descriptor: blob.release(),
        instructions: instructions,
        fileName: job.arrival.name,
        byteCount: job.arrival.size
      ) { items in
        try enclosures.take(items)
        try spool.append(items)
      }
      switch outcome {
      case .finished(let summary):
        let files = summary.isRefused ? [] : enclosures.files
        return .read(
          ReadArrival(
            job: job,
            workflow: workflow,
            summary: summary,
            spool: spool,
            enclosed: files
          )
        )
      case .died(let death): return await readerDied(job, death)
      case .unavailable(let reason): return await later(job, reason, readerDied: false)
      }
    } catch let fault as SystemFault where fault.kind == .notFound {
      return .hopeless(job, Self.archiveMissing(job))
    } catch is Enclosures.BrokenRule {
      return .hopeless(job, EnclosureProblem.unbelievable)
    } catch {
      return await later(job, "\(error)", readerDied: false)
    }
  }

  private static func archiveMissing(_ job: Job) -> Problem {
    Problem(
      code: "file.archive-missing",
      scope: .file,
      message: "Somebody has removed the archived content of this file: \(job.arrival.hash.hex).",
      remedy:
        "Restore .tickmark/archive from a backup, or drop the file again; tickmark verify tells of others."
    )
  }

  private func readerDied(_ job: Job, _ death: ReaderDeath) async -> ReadResult {
    guard job.readerDeaths + 1 < Self.maximumReaderDeaths else {
      return .hopeless(job, death.problem)
    }
    return await later(job, death.message, readerDied: true)
  }

  /// Puts the job back, for 1, 2, 4 and up to 60 seconds, or for the next start when the daemon stops.
  private func later(_ job: Job, _ reason: String, readerDied: Bool) async -> ReadResult {
    let isEnding = isStopping
    let seconds = readerDied || isEnding ? 0 : min(60, 1 << min(6, job.failures))
    let moment = Moment(milliseconds: office.clock.now().milliseconds + Int64(seconds * 1_000))
    await insist {
      try office.storage.write(at: office.clock.now()) {
        try $0.putBack(job.arrival.id, notBefore: moment, readerDied: readerDied, error: reason)
      }
    }
    onEvent(
      .retrying(
        job.arrival.id,
        name: job.arrival.name,
        reason: reason,
        seconds: isEnding ? nil : seconds
      )
    )
    return .later
  }

  private static func tooManyAttempts(_ job: Job) -> Problem {
    Problem(
      code: "file.too-many-attempts",
      scope: .file,
      message: "The daemon stopped \(job.attempts - 1) times while it read this file.",
      remedy: "Look at the log for why the daemon stopped, then drop the file again."
    )
  }
}

// MARK: Settling

extension Daemon {
  private func settle(_ readings: [ReadArrival], _ hopeless: [(Job, Problem)]) throws {
    let workflows = office.workflows
    let today = office.clock.today()
    let start = ContinuousClock.now
    var (settled, lines) = try office.storage.write(at: office.clock.now()) {
      transaction -> ([Settled], [[DaemonEvent.DecisionLine]]) in
      let settling = Settling(transaction: transaction, workflows: workflows, today: today)
      var settled = try settling.settle(readings)
      settled += try hopeless.compactMap { try settling.quarantine($0, $1) }
      return (settled, try settled.map { try Self.lines(of: $0, transaction) })
    }
    let took = start.duration(to: .now)
    for place in settled.indices { settled[place].took = took }
    for (one, decisions) in zip(settled, lines) {
      onEvent(.settled(one, decisions: decisions))
      for file in one.enclosed {
        onEvent(
          .arrived(
            file.id,
            name: file.name,
            workflow: file.workflow,
            duplicateOf: file.duplicateOf
          )
        )
      }
    }
    outboxIsDue()
  }

  /// Decisions told one by one; a large file's are summed up by whoever listens.
  static let maximumTold = 200

  private static func lines(
    of settled: Settled,
    _ transaction: StorageTransaction
  ) throws -> [DaemonEvent.DecisionLine] {
    try (settled.documents + settled.decidedAnew).prefix(maximumTold).compactMap { id in
      guard let stored = try transaction.document(id),
        let decision = try transaction.decision(of: id)
      else { return nil }
      return DaemonEvent.DecisionLine(
        document: id,
        number: stored.document.number,
        seller: stored.document.seller.name,
        amount: stored.document.payableMoney,
        outcome: decision.outcome,
        code: decision.code,
        reason: decision.reason
      )
    }
  }
}

extension Settling {
  /// Ends a job whose file cannot be read.
  func quarantine(_ job: Job, _ problem: Problem) throws -> Settled? {
    guard try transaction.isOpenJob(job.arrival.id) else { return nil }
    try transaction.finish(
      job.arrival.id,
      state: .quarantined,
      kind: nil,
      problems: [problem],
      workflow: nil,
      mayComeAgain: true
    )
    try transaction.keepException(
      .arrival,
      job.arrival.id.number,
      isOpen: true,
      code: problem.code,
      queue: "files"
    )
    try transaction.appendAudit(
      kind: "quarantine",
      body: ["arrival": "\(job.arrival.id)", "code": problem.code]
    )
    try FileEffects(transaction: transaction, workflows: workflows)
      .plan(job.arrival, .quarantined, [problem])
    var settled = Settled(
      arrival: job.arrival.id,
      fileName: job.arrival.name,
      workflow: job.arrival.workflow,
      state: .quarantined
    )
    settled.problems = [problem]
    return settled
  }
}
