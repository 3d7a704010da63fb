/// The daemon's own tasks: each tells its trouble, and its recovery, by itself.
enum DaemonTask: Hashable, Sendable, CaseIterable {
  case taking
  case claiming
  case settling
  case copying
  case reporting
}

/// Where the daemon stands with the outbox.
enum CopyState: Hashable, Sendable {
  case none
  case due(ContinuousClock.Instant)
  case running
}
