import Glibc

extension Inbox {
  /// Longest path that is looked into: the kernel's limit is 4,096 bytes with the workspace's own.
  static let maximumPathBytes = 4000

  /// Takes in all events that wait, and scans what is due.
  func takeEvents() {
    for event in table.drain() { take(event) }
    let now = clock()
    if now >= nextRescan { return rescanAll() }
    for (folder, state) in folderStates where (state.nextLook ?? nextRescan) <= now {
      scanWhole(folder)
    }
  }

  private func take(_ event: FolderWatcher.Event) {
    switch event {
    case .overflow:
      overflows += 1
      nextRescan = clock()
    case .file(let path, let isRenamed):
      let isOwn = ownRenames.remove(path) != nil
      look(at: path, cause: isRenamed && !isOwn ? .renamed : .event)
    case .folder(let path):
      let isWatched = settler.folders.folders.contains(path) || settler.folders.looksInto(path)
      if isWatched { _ = scan(path) }
    case .folderGone(let path):
      loseFolder(path)
    }
  }

  /// Looks at one file or folder that may have come, changed or gone.
  func look(at path: InboxPath, cause: Sighting.Cause) {
    do throws(SystemFault) {
      let facts = try disk.facts(at: path)
      guard facts.kind != .folder else {
        if settler.folders.looksInto(path) { _ = scan(path) }
        return
      }
      note(path, facts, cause)
    } catch {
      // Anything else shows again in the next scan.
      if error.kind == .notFound && settler.reason(path) != .taken { settler.forget(path) }
    }
  }

  private func note(_ path: InboxPath, _ facts: FileFacts, _ cause: Sighting.Cause) {
    var age: Duration?
    if settings.trustsFileTimes {
      let identity = facts.identity
      let changed = max(identity.modifiedNanoseconds, identity.changedNanoseconds)
      let (elapsed, overflow) = wallClock().subtractingReportingOverflow(changed)
      age = overflow ? nil : .nanoseconds(elapsed)
    }
    settler.note(Sighting(path: path, facts: facts, cause: cause, age: age), now: clock())
  }

  /// The truth: every watched folder, and what is not there any more is forgotten.
  private func rescanAll() {
    table.beginGeneration()
    for folder in settler.folders.folders { scanWhole(folder) }
    table.endGeneration()
    nextRescan = clock() + settings.rescanEvery
  }

  private func scanWhole(_ folder: InboxPath) {
    var state = folderStates[folder] ?? FolderState()
    let result = scan(folder)
    state.take(result, now: clock(), settings)
    folderStates[folder] = state
  }

  /// Watches, then lists: what comes in between is seen twice, never missed.
  ///
  /// Goes into the folders that it finds, but not into those that are watched for themselves.
  func scan(_ start: InboxPath) -> FolderScan {
    var result = FolderScan()
    var pending = [start]
    while let folder = pending.popLast() {
      do throws(SystemFault) {
        let opened = try disk.openFolder(folder)
        if folder == start { result.silentFileSystem = FileSystemKind.silentName(of: opened) }
        try watch(opened, folder, &result)
        let names = try disk.list(opened, folder)
        pending += takeNames(names, of: folder, &result)
      } catch {
        result.add(error, folder, isStart: folder == start)
        if error.kind == .notFound { loseWatches(folder) }
      }
    }
    settler.forgetUnseen(in: result.listed, result.seen)
    return result
  }

  private func watch(
    _ opened: borrowing Descriptor,
    _ folder: InboxPath,
    _ result: inout FolderScan
  ) throws(SystemFault) {
    let identity = try disk.facts(of: opened, folder).identity
    do throws(SystemFault) {
      try disk.check(.watch, folder)
      try table.add(opened, folder, identity)
    } catch {
      result.watchFault = error
    }
  }

  /// Notes the files of one folder and gives the folders to go into.
  private func takeNames(
    _ names: [[UInt8]],
    of folder: InboxPath,
    _ result: inout FolderScan
  ) -> [InboxPath] {
    var inner: [InboxPath] = []
    result.listed.insert(folder)
    for name in names {
      let path = folder.appending(name)
      do throws(SystemFault) {
        let facts = try disk.facts(at: path)
        if facts.kind != .folder {
          result.seen.insert(path)
          note(path, facts, .scan)
        } else if path.bytes.count > Self.maximumPathBytes {
          result.add(disk.fault(.list, ENAMETOOLONG, path), path, isStart: false)
        } else if settler.folders.looksInto(path) && !settler.folders.folders.contains(path) {
          inner.append(path)
        }
      } catch {
        result.seen.insert(path)
        if error.kind != .notFound { result.add(error, path, isStart: false) }
      }
    }
    return inner
  }

  private func loseFolder(_ path: InboxPath) {
    do throws(SystemFault) {
      if table.watches(path, as: try disk.facts(at: path).identity) { return }
    } catch {
      // Whatever the reason: without the folder there is nothing to watch, and it is tried again.
    }
    loseWatches(path)
  }

  /// Nothing is concluded about the files: the folder may only be unmounted for a moment.
  private func loseWatches(_ path: InboxPath) {
    table.forget(path)
    for folder in settler.folders.folders where folder == path || folder.isInside(path) {
      folderStates[folder, default: FolderState()].nextLook = clock() + Settler.firstPause
    }
  }
}
