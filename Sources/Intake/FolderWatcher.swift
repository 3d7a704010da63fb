import CSystem

/// The one inotify instance of the daemon's life.
///
/// Events only make Tickmark faster; the scan is the truth. Single-threaded but for `wake()`.
package final class FolderWatcher: Sendable {
  /// What happened, in the words of the inbox.
  enum Event: Hashable {
    case file(InboxPath, isRenamed: Bool)
    /// A folder came, moved in, or changed its rights: scan it.
    case folder(InboxPath)
    /// A watched folder itself was moved, deleted or unmounted.
    case folderGone(InboxPath)
    /// Events were lost: scan everything.
    case overflow
  }

  /// Bytes of events read at a time.
  static let readBytes = 1 << 16

  let inotify: Int32
  private let wakeNumber: Int32

  /// Nil: the kernel gave no inotify instance, everything is polled.
  package var fault: SystemFault? {
    inotify >= 0 ? nil : SystemFault(.watch, errorNumber: -inotify, path: "inotify")
  }

  package init() throws(SystemFault) {
    inotify = intake_watcher_new()
    wakeNumber = intake_wake_new()
    guard wakeNumber >= 0 else {
      throw SystemFault(.watch, errorNumber: -wakeNumber, path: "eventfd")
    }
  }

  deinit {
    if inotify >= 0 { _ = intake_close(inotify) }
    if wakeNumber >= 0 { _ = intake_close(wakeNumber) }
  }

  /// Ends a `wait` that runs, or the next one; from any thread.
  package func wake() {
    _ = intake_wake(wakeNumber)
  }

  /// Sleeps until there are events, a wake or the end of the time.
  ///
  /// - Returns: true when it was woken.
  func wait(_ timeout: Duration?) -> Bool {
    let (seconds, fraction) = timeout?.components ?? (0, 0)
    // Rounded up, so that what is due at the end of the time is due.
    let milliseconds =
      max(0, min(seconds, 1_000_000)) * 1000
      + max(0, (fraction + 999_999_999_999_999) / 1_000_000_000_000_000)
    let limit = timeout == nil ? -1 : Int32(milliseconds)
    return intake_wait(inotify, wakeNumber, limit) & Int32(INTAKE_WOKEN) != 0
  }
}
