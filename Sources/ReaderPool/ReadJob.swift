import CSystem
import Glibc
import Readings
import Synchronization

/// One file on its way through a reader: what to read, and the items as they come.
///
/// The reader's thread puts events in, the caller's task takes them out. At most `capacity` wait
/// in between, so a slow caller holds the reader back.
final class ReadJob: Sendable {
  enum Event: Sendable {
    case items([ReadingItem])
    case survey(FileSurvey)
    /// The last one; nil when the job was cancelled.
    case end(ReadOutcome?)
  }

  private struct Mailbox {
    var events: [Event] = []
    var taker: CheckedContinuation<Event, Never>?
    var isCancelled = false
    var wake: Int32?
  }

  /// One is being stored while the next is being read.
  private static let capacity = 2

  let task: ReadRequest.Task
  let instructions: ReadInstructions
  let drawing: DrawInstructions?
  let fileName: String
  let byteCount: Int64
  let descriptor: Int32
  private let mailbox = Mutex(Mailbox())

  /// Takes over `descriptor` and closes it at its own end.
  init(
    _ task: ReadRequest.Task,
    descriptor: Int32,
    instructions: ReadInstructions,
    drawing: DrawInstructions? = nil,
    fileName: String,
    byteCount: Int64
  ) {
    self.task = task
    self.descriptor = descriptor
    self.instructions = instructions
    self.drawing = drawing
    self.fileName = fileName
    self.byteCount = byteCount
  }

  deinit {
    close(descriptor)
  }

  var isCancelled: Bool { mailbox.withLock { $0.isCancelled } }

  func cancel() {
    let wake = mailbox.withLock { mailbox in
      mailbox.isCancelled = true
      return mailbox.wake
    }
    if let wake { tickmark_wake(wake) }
  }

  /// Says which reader is at work, so that it hears of room in the mailbox and of cancelling.
  func attach(wake: Int32?) {
    mailbox.withLock { $0.wake = wake }
  }

  /// Puts `event` in; false when there is no room now.
  func offer(_ event: Event) -> Bool {
    let (taker, isTaken) = mailbox.withLock {
      mailbox -> (CheckedContinuation<Event, Never>?, Bool) in
      if let taker = mailbox.taker {
        mailbox.taker = nil
        return (taker, true)
      }
      if case .items = event, mailbox.events.count >= Self.capacity { return (nil, false) }
      mailbox.events.append(event)
      return (nil, true)
    }
    taker?.resume(returning: event)
    return isTaken
  }

  /// The next event, when it is there.
  func next() async -> Event {
    await withCheckedContinuation { continuation in
      let (event, wake) = mailbox.withLock { mailbox -> (Event?, Int32?) in
        guard !mailbox.events.isEmpty else {
          mailbox.taker = continuation
          return (nil, nil)
        }
        let wasFull = mailbox.events.count >= Self.capacity
        return (mailbox.events.removeFirst(), wasFull ? mailbox.wake : nil)
      }
      if let wake { tickmark_wake(wake) }
      if let event { continuation.resume(returning: event) }
    }
  }
}
