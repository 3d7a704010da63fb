import CSystem
import Glibc

/// Asks a watched folder for `doctor` whether events come and whether Tickmark may write there.
package enum FolderProbe {
  package enum Answer: Hashable, Sendable {
    case eventsCome
    /// Files are found by polling only; of a file system that is known for it, its name.
    ///
    /// There the probe's own event comes, because it is made on this side; what others write makes none.
    case noEvents(fileSystem: String?)
    case failed(SystemFault)
  }

  /// A real event takes microseconds.
  static let longestWait = Duration.milliseconds(200)

  /// Makes a hidden file, waits for its event and removes it again.
  package static func ask(_ path: InboxPath, on disk: Disk) -> Answer {
    do throws(SystemFault) {
      let folder = try disk.openFolder(path)
      let watcher = try FolderWatcher()
      var table = WatchTable(watcher: watcher)
      try table.add(folder, path, try disk.facts(of: folder, path).identity)
      let name = Array(".tickmark-probe-\(getpid())".utf8)
      try makeAndRemove(name, in: folder, path, disk)
      _ = watcher.wait(longestWait)
      let expected = path.appending(name)
      let came = table.drain().contains {
        if case .file(expected, isRenamed: _) = $0 { true } else { false }
      }
      if let name = FileSystemKind.silentName(of: folder) { return .noEvents(fileSystem: name) }
      return came ? .eventsCome : .noEvents(fileSystem: nil)
    } catch {
      return .failed(error)
    }
  }

  private static func makeAndRemove(
    _ name: [UInt8],
    in folder: borrowing Descriptor,
    _ path: InboxPath,
    _ disk: Disk
  ) throws(SystemFault) {
    try disk.check(.create, path)
    let number = unsafe intake_create(folder.number, name + [0])
    guard number >= 0 else { throw disk.fault(.create, -number, path.appending(name)) }
    _ = intake_close(number)
    let answer = unsafe intake_unlink(folder.number, name + [0])
    guard answer >= 0 else { throw disk.fault(.remove, -answer, path.appending(name)) }
  }
}
