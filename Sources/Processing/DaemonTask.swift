/// The daemon's own tasks: each tells its trouble, and its recovery, by itself.
enum DaemonTask: Hashable, Sendable, CaseIterable {
  case taking
  case claiming
  case settling
  case copying
  case sending
  case reporting
}

/// Where the daemon stands with the outbox, or with its messages.
enum OutboxState: Hashable, Sendable {
  case none
  case due(ContinuousClock.Instant)
  case running
}
