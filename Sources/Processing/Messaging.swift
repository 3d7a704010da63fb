import Glibc
import Sending
import Storage
import Synchronization
import Values

/// Sends the messages of the books, one receiver's in their order.
///
/// A message is sent at least once: a daemon that dies between the answer and its record sends it again, under the same key.
package struct Messaging {
  let storage: Storage
  let workspace: Workspace
  let clock: any WallClock
  /// Whether the program that sends is there.
  package static var canSend: Bool { HTTPSender.isInstalled() }

  var sender: HTTPSender { HTTPSender(work: workspace.work) }

  static let batch = 200
  /// Milliseconds until the next attempt: doubled each time.
  static let firstPause: Int64 = 5_000
  static let longestPause: Int64 = 3_600_000

  /// What one turn came to.
  struct Turn: Sendable {
    /// In words; nil: all was sent.
    var trouble: String?
    /// When the next attempt of what waits is due.
    var next: Moment?
  }

  /// Sends what is due, while `goesOn` says so.
  func run(_ goesOn: @Sendable () -> Bool = { true }) async throws -> Turn {
    var turn = Turn()
    // Who does not take one message is not sent the next: they stay in order.
    var closed: Set<String> = []
    var last: Int64 = 0
    while goesOn() {
      let messages = try storage.read(at: clock.now()) {
        try $0.openMessages(after: last, limit: Self.batch)
      }
      guard let end = messages.last?.id else { break }
      last = end
      for message in messages {
        guard goesOn() else { return turn }
        guard !closed.contains(message.url) else { continue }
        if message.nextAt > clock.now() {
          closed.insert(message.url)
          turn.wait(until: message.nextAt, message)
        } else if let next = try await send(message, &turn) {
          closed.insert(message.url)
          turn.wait(until: next, message)
        }
      }
    }
    return turn
  }

  /// - Returns: when it is to be tried again; nil: it is done.
  private func send(_ message: StoredMessage, _ turn: inout Turn) async throws -> Moment? {
    guard try storage.read(at: clock.now(), { try $0.isOpen(message) }) else { return nil }
    let outcome: SendOutcome
    do throws(MissingSecret) {
      let secret = try message.secret.map { name throws(MissingSecret) in try self.secret(name) }
      outcome = await sender.send(
        HTTPMessage(
          url: message.url,
          body: Array(message.body.utf8),
          key: message.key,
          secret: secret
        )
      )
    } catch {
      outcome = .failed(error.reason)
    }
    switch outcome {
    case .accepted:
      try await storage.write(at: clock.now()) { try $0.accept(message) }
      return nil
    case .refused(let status):
      let reason = "the receiver answered \(status) and does not take it"
      turn.trouble = turn.trouble ?? "\(message.url): \(reason)"
      try await storage.write(at: clock.now()) { try $0.refuse(message, reason) }
      return nil
    case .failed(let reason):
      let pause = min(Self.longestPause, Self.firstPause << Int64(min(message.attempts, 16)))
      let next = Moment(milliseconds: clock.now().milliseconds + pause)
      turn.trouble = turn.trouble ?? "\(message.url): \(reason)"
      try await storage.write(at: clock.now()) { try $0.postpone(message, until: next, reason) }
      return next
    }
  }

  private struct MissingSecret: Error {
    var reason: String
  }

  /// The first line of the secret's file.
  private func secret(_ name: String) throws(MissingSecret) -> String {
    let path = workspace.secret(name)
    let bytes: [UInt8]
    do {
      bytes = try FileSystem.read(path, limit: 4_096)
    } catch {
      throw MissingSecret(reason: "the secret `\(name)` cannot be read: \(error)")
    }
    let secret =
      String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline).first ?? ""
    guard !secret.isEmpty else {
      throw MissingSecret(reason: "the secret `\(name)` is empty: \(path)")
    }
    return String(secret)
  }
}

extension Messaging.Turn {
  fileprivate mutating func wait(until moment: Moment, _ message: StoredMessage) {
    next = next.map { min($0, moment) } ?? moment
    if let reason = message.lastError { trouble = trouble ?? "\(message.url): \(reason)" }
  }
}

/// The messages: one task sends them, so that each receiver gets them in order.
extension Daemon {
  /// Messages are to be sent as soon as the task comes to it.
  func messagesAreDue() {
    state.withLock { state in
      state.messages = .due(.now)
      state.messagesWait = false
    }
    signal.raise()
  }

  /// What was refused may be taken now: by a mended receiver, or after a mended definition's reload.
  func sendRefusedAgain() async throws {
    try await office.storage.write(at: office.clock.now()) { try $0.sendAgain() }
    messagesAreDue()
  }

  /// Sends until the daemon stops; with `once` it ends when the work does.
  func sendMessages() async {
    while !isStopping {
      let generation = signal.generation
      await tryToSend()
      await signal.wait(after: generation, timeout: untilMessagesAreDue)
    }
  }

  private func tryToSend() async {
    let isDue = state.withLock { state -> Bool in
      guard case .due(let moment) = state.messages, moment <= .now else { return false }
      state.messages = .running
      return true
    }
    guard isDue else { return }
    var turn = Messaging.Turn()
    do {
      turn = try await office.messaging.run { !self.isStopping }
    } catch {
      turn.trouble = "\(error)"
      turn.next = Moment(milliseconds: office.clock.now().milliseconds + Messaging.firstPause)
    }
    let pause = turn.next.map { $0.milliseconds - office.clock.now().milliseconds }
    state.withLock { state in
      state.messagesWait = pause != nil
      // Whatever was planned meanwhile has made them due again.
      guard state.messages == .running else { return }
      state.messages = pause.map { .due(.now.advanced(by: .milliseconds(max(1, $0)))) } ?? .none
    }
    note(.sending, trouble: turn.trouble.map { "a message is not delivered: \($0)" })
    signal.raise()
  }

  private var untilMessagesAreDue: Duration {
    guard case .due(let moment) = state.withLock({ $0.messages }) else { return Self.longestNap }
    return max(.milliseconds(1), min(Self.longestNap, ContinuousClock.now.duration(to: moment)))
  }
}

extension Daemon.State {
  /// True when all is sent that can be sent now.
  var messagesAreDone: Bool { messages == .none || messages != .running && messagesWait }
}

extension Office {
  var messaging: Messaging { Messaging(storage: storage, workspace: workspace, clock: clock) }
}
