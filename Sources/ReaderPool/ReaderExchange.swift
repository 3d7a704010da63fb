import CSystem
import FoundationEssentials
import Glibc
import Readings

/// The talk about one file between a reader's thread and its process.
struct ReaderExchange {
  enum Result {
    case finished(ReadingSummary)
    /// The process is to be ended, or has ended: why.
    case died(ReaderDeath.Cause)
    /// The process closed the wire; its end says why.
    case closed
    /// The process was gone, or spoke unasked, before it had the file.
    case neverBegan
    case cancelled
  }

  let job: ReadJob
  /// A process that has read nothing cannot have something left to say about an earlier file.
  let isFirstOfProcess: Bool
  /// Not to be guessed before the request is read, so that nothing said earlier passes for its
  /// answer.
  private let identifier = Int.random(in: 1..<ReaderWire.maximumNumber)
  let configuration: ReaderPoolConfiguration
  let wake: Int32
  /// True when the daemon is going down.
  let isStopping: () -> Bool
  private var deadline: UInt64 = 0
  private var received = 0
  private var hasSurvey = false
  private var hasAnswer = false

  init(
    job: ReadJob,
    isFirstOfProcess: Bool,
    configuration: ReaderPoolConfiguration,
    wake: Int32,
    isStopping: @escaping () -> Bool
  ) {
    self.job = job
    self.isFirstOfProcess = isFirstOfProcess
    self.configuration = configuration
    self.wake = wake
    self.isStopping = isStopping
  }

  /// Sends the request and hands over the items until the end.
  mutating func run(_ child: inout ReaderChild, _ wire: inout WireBuffer) -> Result {
    let milliseconds = configuration.timeoutMilliseconds(byteCount: job.byteCount)
    deadline = tickmark_monotonic_milliseconds() + UInt64(milliseconds)
    if let failure = sendRequest(&child) { return failure }
    while true {
      do throws(WireError) {
        while let frame = try wire.frames.next() {
          if let result = take(frame, isLast: wire.frames.isEmpty) { return result }
        }
      } catch {
        return refusal(Self.words(for: error))
      }
      if let result = receive(&child, &wire) { return result }
    }
  }

  private func sendRequest(_ child: inout ReaderChild) -> Result? {
    var request = ReadRequest(
      id: identifier,
      instructions: job.instructions,
      fileName: job.fileName,
      byteCount: job.byteCount
    )
    request.task = job.task
    request.drawing = job.drawing
    request.cpuSeconds = configuration.cpuSeconds(byteCount: job.byteCount)
    let payload: [UInt8]
    do {
      payload = [UInt8](try JSONEncoder().encode(request))
    } catch {
      preconditionFailure("a request is plain values: \(error)")
    }
    precondition(payload.count <= ReaderWire.maximumRequestBytes, "instructions above their limit")
    let bytes = ReaderWire.framed(payload)
    var sent = 0
    while sent < bytes.count {
      let count = child.send(bytes[sent...], descriptor: sent == 0 ? job.descriptor : -1)
      if count > 0 {
        sent += count
      } else if count == -Int(EAGAIN) {
        if let result = wait(&child, wantsWrite: true).result { return result }
      } else {
        return .neverBegan
      }
    }
    return nil
  }

  /// Waits for bytes and puts them into `wire`.
  private mutating func receive(_ child: inout ReaderChild, _ wire: inout WireBuffer) -> Result? {
    let (isReady, result) = wait(&child, wantsWrite: false)
    if let result { return result }
    guard isReady else { return nil }
    switch child.receive(into: &wire.buffer) {
    case .nothingYet: return nil
    case .closed: return .closed
    case .bytes(let count):
      received += count
      let limit = configuration.answerBytes(byteCount: job.byteCount)
      guard received <= limit else { return .died(.answeredTooMuch(megabytes: limit >> 20)) }
      wire.frames.append(wire.buffer[..<count])
      return nil
    }
  }

  private func wait(
    _ child: inout ReaderChild,
    wantsWrite: Bool
  ) -> (isReady: Bool, result: Result?) {
    if job.isCancelled || isStopping() { return (false, .cancelled) }
    let now = tickmark_monotonic_milliseconds()
    guard now < deadline else {
      let milliseconds = configuration.timeoutMilliseconds(byteCount: job.byteCount)
      return (false, .died(.tookTooLong(seconds: milliseconds / 1_000)))
    }
    let patience = Int32(clamping: deadline - now)
    let ready = Readiness.wait(
      wake: wake,
      socket: child.socket,
      errors: child.errors,
      wantsWrite: wantsWrite,
      milliseconds: patience
    )
    if ready.contains(.errors) { child.takeErrors() }
    return (ready.contains(.socket), nil)
  }

  private mutating func take(_ frame: ReadFrame, isLast: Bool) -> Result? {
    guard frame.id == identifier else { return refusal("an answer about another file") }
    hasAnswer = true
    switch frame {
    case .items(_, let items):
      guard job.task != .survey else { return .died(.brokeProtocol("items that nobody asked for")) }
      return hand(over: .items(items))
    case .survey(_, let survey):
      guard job.task == .survey, !hasSurvey else {
        return .died(.brokeProtocol("a survey that nobody asked for"))
      }
      hasSurvey = true
      return hand(over: .survey(survey))
    case .end(_, let summary):
      guard isLast else { return .died(.brokeProtocol("more after the end")) }
      guard hasSurvey == (job.task == .survey) else {
        return .died(.brokeProtocol("an end without a survey"))
      }
      return .finished(summary)
    }
  }

  /// What cannot be an answer to the request.
  ///
  /// Before the first answer it may have been said about an earlier file, which costs this one
  /// nothing but a fresh process.
  private func refusal(_ reason: String) -> Result {
    hasAnswer || isFirstOfProcess ? .died(.brokeProtocol(reason)) : .neverBegan
  }

  /// Waits for room at the caller's; that time is not the file's.
  private mutating func hand(over event: ReadJob.Event) -> Result? {
    let begin = tickmark_monotonic_milliseconds()
    while !job.offer(event) {
      if job.isCancelled || isStopping() { return .cancelled }
      _ = Readiness.wait(wake: wake, milliseconds: -1)
    }
    deadline += tickmark_monotonic_milliseconds() - begin
    return job.isCancelled ? .cancelled : nil
  }

  private static func words(for error: WireError) -> String {
    switch error {
    case .truncated: "an unfinished value"
    case .invalid(let what): "a wrong \(what)"
    case .tooLarge(let what): "too large: \(what)"
    }
  }
}

/// What a reader's thread keeps between files, so that it is not made anew for each.
struct WireBuffer {
  var frames = FrameAssembler()
  var buffer = [UInt8](repeating: 0, count: 64 << 10)
}
