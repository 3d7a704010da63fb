extension Settler {
  /// The archive could not take it; it is tried again.
  package mutating func failed(_ path: InboxPath, _ error: ArchiveError, now: Duration) {
    entries[path]?.readySince = nil
    switch error {
    case .vanished: forget(path)
    case .changed: restart(path, now: now)
    case .fault(let fault): pause(path, .archiveFailed(fault), now: now)
    }
  }

  /// A taken file goes through the same gate again: the database did not take it.
  package mutating func requeue(_ path: InboxPath, now: Duration) {
    entries[path]?.readySince = nil
    entries[path]?.reason = .changing
    entries[path]?.look = now
  }

  /// Recorded, but not removed yet.
  package mutating func keepRecorded(_ path: InboxPath, _ reason: WaitReason, now: Duration) {
    pause(path, reason, now: now)
  }

  /// The reason a known file waits for.
  package func reason(_ path: InboxPath) -> WaitReason? { entries[path]?.reason }

  /// True while time alone will bring a file on.
  package var hasSettling: Bool { entries.values.contains { $0.reason.isSettling } }

  func failure(_ fault: SystemFault, _ facts: FileFacts) -> WaitReason {
    switch fault.kind {
    case .permission: .permissionDenied(owner: facts.owner, mode: facts.mode, user: user)
    case .symbolicLink: .symbolicLink
    default: .unreadable(fault)
    }
  }

  private mutating func restart(_ path: InboxPath, now: Duration) {
    entries[path]?.reason = .changing
    entries[path]?.lastChange = now
    entries[path]?.isRenamed = false
    entries[path]?.look = now
  }

  @discardableResult
  mutating func rest(_ path: InboxPath, _ reason: WaitReason) -> [ReadyFile] {
    entries[path]?.reason = reason
    entries[path]?.look = nil
    entries[path]?.pauses = 0
    entries[path]?.readySince = nil
    if reason != .taken && !groups.isEmpty { wakeGroup(path) }
    return []
  }

  @discardableResult
  mutating func wait(_ path: InboxPath, _ reason: WaitReason, until: Duration) -> [ReadyFile] {
    entries[path]?.reason = reason
    entries[path]?.look = until
    return []
  }

  /// Looks again after a pause that doubles each time.
  @discardableResult
  mutating func pause(_ path: InboxPath, _ reason: WaitReason, now: Duration) -> [ReadyFile] {
    let pauses = entries[path]?.pauses ?? 0
    let length = min(Self.longestPause, Self.firstPause * (1 << min(pauses, 10)))
    entries[path]?.pauses = pauses + 1
    entries[path]?.readySince = nil
    return wait(path, reason, until: now + length)
  }
}
