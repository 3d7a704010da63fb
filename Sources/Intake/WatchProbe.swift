import CSystem

/// Tries out whether a folder tells about new files, for `tickmark doctor`.
package enum WatchProbe {
  package enum Answer: Hashable, Sendable {
    /// A file that was made gave an event.
    case events
    /// The file system is one that sends none for what others do; Tickmark polls it.
    case polling(fileSystem: String)
    /// No event came although it should have.
    case nothing
  }

  /// Hidden, so that a daemon passes it over.
  private static let name = Array(".tickmark-probe".utf8)
  private static let patience = Duration.seconds(1)

  /// Makes a hidden file in `folder` and waits for its event; the file is removed again.
  package static func run(workspace: String, folder: String) throws(SystemFault) -> Answer {
    let disk = try Disk(workspace: workspace)
    let path = InboxPath(folder)
    let opened = try disk.openFolder(path)
    if let kind = FileSystemKind.silentName(of: opened) { return .polling(fileSystem: kind) }
    let watcher = try FolderWatcher()
    let watch = intake_watch(watcher.inotify, opened.number)
    guard watch >= 0 else { throw disk.fault(.watch, -watch, path) }
    let file = unsafe intake_create(opened.number, name + [0])
    guard file >= 0 else { throw disk.fault(.create, -file, path.appending(name)) }
    _ = intake_close(file)
    // Closing a written file is an event; nothing but an event ends the wait before its time.
    let clock = ContinuousClock()
    let start = clock.now
    _ = watcher.wait(patience)
    let came = start.duration(to: clock.now) < patience
    _ = unsafe intake_unlink(opened.number, name + [0])
    return came ? .events : .nothing
  }
}
