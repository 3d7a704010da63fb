import Synchronization

/// Wakes tasks that wait for work.
///
/// A raise that comes before the wait is not lost.
final class Signal: Sendable {
  private struct State {
    var generation: UInt64 = 0
    var waiters: [UInt64: CheckedContinuation<Void, Never>] = [:]
    var nextWaiter: UInt64 = 0
  }

  private let state = Mutex(State())

  /// Remember this before looking for work, then wait for anything newer.
  var generation: UInt64 { state.withLock { $0.generation } }

  func raise() {
    let waiters = state.withLock { state -> [CheckedContinuation<Void, Never>] in
      state.generation += 1
      defer { state.waiters = [:] }
      return Array(state.waiters.values)
    }
    for waiter in waiters { waiter.resume() }
  }

  /// Returns when a raise after `generation` has happened, or after `timeout`.
  func wait(after generation: UInt64, timeout: Duration) async {
    await withTaskGroup(of: Void.self) { group in
      group.addTask { await self.wait(after: generation) }
      group.addTask { _ = try? await Task.sleep(for: timeout) }
      await group.next()
      group.cancelAll()
      // The first child may still hold a continuation: the cancellation handler resumes it.
    }
  }

  private func wait(after generation: UInt64) async {
    let id = state.withLock { state -> UInt64 in
      state.nextWaiter += 1
      return state.nextWaiter
    }
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let isDue = state.withLock { state -> Bool in
          if state.generation > generation || Task.isCancelled { return true }
          state.waiters[id] = continuation
          return false
        }
        if isDue { continuation.resume() }
      }
    } onCancel: {
      state.withLock { $0.waiters.removeValue(forKey: id) }?.resume()
    }
  }
}
