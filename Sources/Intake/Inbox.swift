import CSystem
import Glibc
package import Workflows

/// All watched folders of a workspace as one queue of complete files.
///
/// The daemon's loop: `waitForWork`, `takeReady`, record in the database, `release`. A file stays in
/// the inbox until it is released, so a crash at any point only means that it is seen again.
///
/// Blocking and single-threaded: give it a thread of its own. Only `watcher.wake()` may be called
/// from other threads.
package final class Inbox {
  /// How often to look without being told.
  package struct Settings: Sendable {
    package var rescanEvery = Duration.seconds(60)
    /// Where the file system gives no events.
    package var pollEvery = Duration.seconds(5)
    /// For `run --once`: a file that is old by the wall clock needs no quiet period.
    package var trustsFileTimes = false
    package init() {}
  }

  /// Monotone time since any moment.
  package typealias Clock = () -> Duration

  package let watcher: FolderWatcher
  package let archive: Archive
  let disk: Disk
  let remover: Remover
  let clock: Clock
  /// Nanoseconds since 1970.
  let wallClock: () -> Int64
  let settings: Settings
  var settler: Settler
  var table: WatchTable
  /// Due files that are not looked into yet, last path first.
  var backlog: [InboxPath] = []
  /// Recorded files that could not be removed yet.
  var recorded: [InboxPath: Archived] = [:]
  /// Files that were put back by ourselves: their next rename is no sign of being complete.
  var ownRenames: Set<InboxPath> = []
  var folderStates: [InboxPath: FolderState] = [:]
  var nextRescan: Duration = .zero
  /// What a crash left in the work folder and could not be put right.
  let leftovers: [SystemFault]
  /// How often events were lost since the start.
  package internal(set) var overflows = 0

  /// Opens the workspace's inbox and tidies up what a crash left behind.
  package init(
    archive: Archive,
    plans: [(WorkflowID, WatchPlan)],
    settings: Settings = Settings(),
    clock: @escaping Clock = Inbox.monotoneClock,
    wallClock: @escaping () -> Int64 = Inbox.systemWallClock
  ) throws(SystemFault) {
    self.archive = archive
    disk = archive.disk
    remover = Remover(archive: archive)
    self.settings = settings
    self.clock = clock
    self.wallClock = wallClock
    watcher = try FolderWatcher()
    table = WatchTable(watcher: watcher)
    let folders = WatchedFolders(plans)
    settler = Settler(folders: folders, user: intake_user())
    nextRescan = clock()
    _ = try archive.cleanUp()
    leftovers = try remover.recover(folders)
  }

  /// Sleeps until a file or a folder wants to be looked at, `wake()` is called, or the time is over.
  ///
  /// Nil: as long as it takes. Costs nothing while it sleeps.
  package func waitForWork(_ timeout: Duration?) {
    let now = clock()
    let untilDue = backlog.isEmpty ? max(.zero, nextDue - now) : .zero
    _ = watcher.wait(min(untilDue, timeout ?? untilDue))
    takeEvents()
  }

  /// New definitions; files that wait keep the time they have waited.
  package func update(_ plans: [(WorkflowID, WatchPlan)]) {
    let folders = WatchedFolders(plans)
    folderStates = folderStates.filter { folders.folders.contains($0.key) }
    settler.replan(folders, now: clock())
    rescan()
  }

  /// Looks at everything at the next call.
  package func rescan() {
    nextRescan = clock()
  }

  /// True when everything that was there is taken, or waits for something else than time.
  package var isIdle: Bool {
    backlog.isEmpty && nextRescan > clock() && !settler.hasSettling
  }

  private var nextDue: Duration {
    let folders = folderStates.values.compactMap(\.nextLook).min() ?? nextRescan
    return min(settler.nextLook ?? nextRescan, folders, nextRescan)
  }

  package static func monotoneClock() -> Duration {
    read(CLOCK_MONOTONIC)
  }

  package static func systemWallClock() -> Int64 {
    let (seconds, fraction) = read(CLOCK_REALTIME).components
    return seconds * 1_000_000_000 + fraction / 1_000_000_000
  }

  private static func read(_ clock: clockid_t) -> Duration {
    var time = timespec()
    let answer = unsafe clock_gettime(clock, &time)
    precondition(answer == 0, "Linux has these clocks")
    return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
  }
}
