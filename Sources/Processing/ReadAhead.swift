import Dispatch
import Foundation
import Synchronization

/// Makes values on a thread of its own, a few ahead of the one who takes them.
///
/// One takes, on one thread, until nil comes or an error; who stops before that calls `abandon`.
final class ReadAhead<Value: Sendable>: Sendable {
  private enum Made: Sendable {
    case value(Value)
    case failed(any Error)
    case end
  }

  private struct State: Sendable {
    var made: [Made] = []
    var isAbandoned = false
  }

  private let state = Mutex(State())
  private let filled = DispatchSemaphore(value: 0)
  private let room = DispatchSemaphore(value: 0)

  /// `make` gives one value after the other, and nil when there are no more.
  init(depth: Int, name: String, make: @escaping @Sendable () throws -> Value?) {
    // One by one, because a semaphore that goes away with less than it began with is a crash.
    for _ in 0..<depth { room.signal() }
    let thread = Thread { [self] in run(make) }
    thread.name = name
    thread.start()
  }

  private func run(_ make: () throws -> Value?) {
    while true {
      room.wait()
      if state.withLock({ $0.isAbandoned }) { return }
      let made = one(make)
      state.withLock { $0.made.append(made) }
      filled.signal()
      guard case .value = made else { return }
    }
  }

  private func one(_ make: () throws -> Value?) -> Made {
    do {
      guard let value = try make() else { return .end }
      return .value(value)
    } catch {
      return .failed(error)
    }
  }

  /// The next value, waited for; nil after the last.
  func next() throws -> Value? {
    filled.wait()
    switch state.withLock({ $0.made.removeFirst() }) {
    case .value(let value):
      room.signal()
      return value
    case .failed(let error): throw error
    case .end: return nil
    }
  }

  /// Nobody will take more.
  func abandon() {
    state.withLock { $0.isAbandoned = true }
    room.signal()
  }
}
