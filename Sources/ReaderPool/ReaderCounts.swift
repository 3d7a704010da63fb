import Synchronization

/// What a pool has done so far.
package struct ReaderTally: Equatable, Sendable {
  /// Processes started.
  package var started = 0
  /// Files read to their end.
  package var files = 0
  /// Processes that died over a file or had to be killed.
  package var deaths = 0

  package init(started: Int = 0, files: Int = 0, deaths: Int = 0) {
    self.started = started
    self.files = files
    self.deaths = deaths
  }
}

/// The tally that all readers of a pool share.
final class ReaderCounts: Sendable {
  private let tally = Mutex(ReaderTally())

  var current: ReaderTally { tally.withLock { $0 } }

  func note(_ what: any WritableKeyPath<ReaderTally, Int> & Sendable) {
    tally.withLock { $0[keyPath: what] += 1 }
  }
}
