import Synchronization

/// The named copies: one task makes them, so that no two write the same file at once.
extension Daemon {
  static let longestCopyPause = Duration.seconds(60)

  /// Copies are to be made, or taken away, as soon as the task comes to it.
  func copiesAreDue() {
    state.withLock { $0.copies = .due(.now) }
    signal.raise()
  }

  /// Carries out the outbox when it is due; what fails is tried again after 1, 2, 4, ...
  ///
  /// 60 seconds.
  func tryToCopy() {
    let isDue = state.withLock { state -> Bool in
      guard case .due(let moment) = state.copies, moment <= .now else { return false }
      state.copies = .running
      return true
    }
    guard isDue else { return }
    let failure = copyFailure()
    if failure != nil || isStopping { state.withLock { $0.pauseCopies() } }
    state.withLock { state in
      if failure == nil { state.copyFailures = 0 }
      if state.copies == .running { state.copies = .none }
    }
    note(.copying, trouble: failure.map { "copies cannot be written: \($0)" })
    signal.raise()
  }

  private func copyFailure() -> String? {
    do {
      return try office.placing.run { !self.isStopping }.first
    } catch {
      return "\(error)"
    }
  }

  /// Something was decided: there may be copies to make and messages to send.
  func outboxIsDue() {
    copiesAreDue()
    messagesAreDue()
  }

  /// How long the task may sleep.
  var untilCopiesAreDue: Duration {
    guard case .due(let moment) = state.withLock({ $0.copies }) else { return Self.longestNap }
    return max(.milliseconds(1), ContinuousClock.now.duration(to: moment))
  }
}

extension Daemon.State {
  /// True when all copies are made that can be made now.
  var copiesAreDone: Bool { copies == .none || copyFailures > 0 }

  fileprivate mutating func pauseCopies() {
    let pause = min(Daemon.longestCopyPause, .seconds(1 << min(copyFailures, 6)))
    copyFailures += 1
    copies = .due(.now.advanced(by: pause))
  }
}
