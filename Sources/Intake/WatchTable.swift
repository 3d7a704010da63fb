import CSystem

/// Which watch stands for which folder, and the reading of events by it.
struct WatchTable {
  private struct Watched {
    var path: InboxPath
    var device: UInt64
    var inode: UInt64
    /// The scan that saw the folder last.
    var generation: Int
  }

  private var watches: [Int32: Watched] = [:]
  private var generation = 0
  private let watcher: FolderWatcher
  private var buffer = [UInt8](repeating: 0, count: FolderWatcher.readBytes)

  var count: Int { watches.count }

  init(watcher: FolderWatcher) {
    self.watcher = watcher
  }

  /// Watches an open folder; again is harmless, and under a new name it moves the watch.
  mutating func add(
    _ folder: borrowing Descriptor,
    _ path: InboxPath,
    _ identity: FileIdentity
  ) throws(SystemFault) {
    if let fault = watcher.fault { throw fault }
    let number = intake_watch(watcher.inotify, folder.number)
    guard number >= 0 else {
      throw SystemFault(.watch, errorNumber: -number, path: path.display)
    }
    watches[number] = Watched(
      path: path,
      device: identity.device,
      inode: identity.inode,
      generation: generation
    )
  }

  /// Starts a scan of everything; `endGeneration` then drops what it did not see.
  mutating func beginGeneration() { generation += 1 }

  mutating func endGeneration() {
    for (number, watched) in watches where watched.generation < generation { drop(number) }
  }

  /// Drops the watches of a folder that is gone, and of all in it.
  ///
  /// A folder that merely has a new name was watched anew under that name before.
  mutating func forget(_ path: InboxPath) {
    for (number, watched) in watches where watched.path == path || watched.path.isInside(path) {
      drop(number)
    }
  }

  /// True while the watch of this path is for this very folder.
  func watches(_ path: InboxPath, as identity: FileIdentity) -> Bool {
    watches.values.contains {
      $0.path == path && $0.device == identity.device && $0.inode == identity.inode
    }
  }

  /// Reads all events that wait, each path once; of several on one file the last counts.
  mutating func drain() -> [FolderWatcher.Event] {
    var files: [InboxPath: Bool] = [:]
    var others: Set<FolderWatcher.Event> = []
    while watcher.inotify >= 0 {
      let count = unsafe intake_read(watcher.inotify, &buffer, buffer.count)
      guard count > 0 else { break }
      read(Int(count), &files, &others)
    }
    return Array(others) + files.map { .file($0.key, isRenamed: $0.value) }
  }

  /// Records of `struct inotify_event`: watch, mask, cookie, length (4 bytes each), then the name.
  private mutating func read(
    _ count: Int,
    _ files: inout [InboxPath: Bool],
    _ others: inout Set<FolderWatcher.Event>
  ) {
    var start = 0
    while start + 16 <= count {
      let number = Int32(bitPattern: word(start))
      let mask = Int(word(start + 4))
      let length = Int(word(start + 12))
      let name = buffer[(start + 16)..<(start + 16 + length)].prefix { $0 != 0 }
      start += 16 + length
      if mask & Int(INTAKE_OVERFLOW) != 0 {
        others.insert(.overflow)
      } else if let watched = watches[number] {
        if mask & Int(INTAKE_IGNORED) != 0 { watches[number] = nil }
        take(mask, watched.path, name, &files, &others)
      }
    }
  }

  private func take(
    _ mask: Int,
    _ folder: InboxPath,
    _ name: ArraySlice<UInt8>,
    _ files: inout [InboxPath: Bool],
    _ others: inout Set<FolderWatcher.Event>
  ) {
    let ends = INTAKE_DELETE_SELF | INTAKE_MOVE_SELF | INTAKE_UNMOUNT | INTAKE_IGNORED
    if mask & Int(ends) != 0 {
      others.insert(.folderGone(folder))
    } else if name.isEmpty {
      others.insert(.folder(folder))
    } else if mask & Int(INTAKE_ISDIR) != 0 {
      others.insert(.folder(folder.appending(name)))
    } else {
      files[folder.appending(name)] = mask & Int(INTAKE_MOVED_TO) != 0
    }
  }

  private func word(_ start: Int) -> UInt32 {
    UInt32(buffer[start]) | UInt32(buffer[start + 1]) << 8 | UInt32(buffer[start + 2]) << 16
      | UInt32(buffer[start + 3]) << 24
  }

  private mutating func drop(_ number: Int32) {
    watches[number] = nil
    _ = intake_unwatch(watcher.inotify, number)
  }
}
