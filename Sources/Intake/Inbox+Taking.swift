import CSystem

extension Inbox {
  /// Archives the files that are ready, about `limit` of them, in the order of their paths.
  ///
  /// All of them are durable in the archive, and still in the inbox. Give each back by `release` or
  /// `requeue`.
  package func takeReady(limit: Int) -> [Archived] {
    takeEvents()
    let now = clock()
    if backlog.isEmpty { backlog = settler.due(now).reversed() }
    var ready: [ReadyFile] = []
    while ready.count < limit, let path = backlog.popLast() {
      if let archived = recorded[path] {
        finish(archived, remover.remove(archived))
      } else {
        ready += settler.judge(path, lookInto(path), now: now)
      }
    }
    return store(ready)
  }

  /// Takes recorded files out of the inbox; call it only when the database has them.
  @discardableResult
  package func release(_ archived: [Archived]) -> [RemovalResult] {
    archived.map { file in
      let result = remover.remove(file)
      finish(file, result)
      return result
    }
  }

  /// The database did not take them: they are looked at again after the pause.
  package func requeue(_ archived: [Archived], after pause: Duration = .zero) {
    for file in archived { settler.requeue(file.path, now: clock() + pause) }
  }

  private func store(_ ready: [ReadyFile]) -> [Archived] {
    var taken: [Archived] = []
    for (file, result) in zip(ready, archive.store(ready)) {
      switch result {
      case .success(let archived): taken.append(archived)
      case .failure(let error): settler.failed(file.path, error, now: clock())
      }
    }
    return taken
  }

  private func finish(_ file: Archived, _ result: RemovalResult) {
    let path = file.path
    recorded[path] = nil
    switch result {
    case .removed, .vanished: settler.forget(path)
    case .replaced:
      settler.forget(path)
      ownRenames.insert(path)
      look(at: path, cause: .scan)
    case .heldOpen:
      recorded[path] = file
      ownRenames.insert(path)
      settler.keepRecorded(path, .removalWaits, now: clock())
    case .failed(let fault):
      recorded[path] = file
      ownRenames.insert(path)
      settler.keepRecorded(path, .removalFailed(fault), now: clock())
    }
  }

  /// Opens a due file, unless its facts already say no, and asks what only an open file tells.
  private func lookInto(_ path: InboxPath) -> Settler.Look {
    var known: FileFacts?
    do throws(SystemFault) {
      let facts = try disk.facts(at: path)
      known = facts
      if settler.refusal(path, facts) != nil || settler.isMarker(path) {
        return .seen(facts, .unknown, nil)
      }
      let opened = try disk.openFile(path)
      let now = try disk.facts(of: opened, path)
      guard now.kind == .file else { return .seen(now, .unknown, nil) }
      let writer = disk.writer(of: opened)
      if writer == .unknown { noteUnknownWriter(path) }
      return .seen(now, writer, try gap(of: opened, path, now.identity.size))
    } catch {
      guard error.kind != .notFound, let facts = known ?? settler.facts(path) else { return .gone }
      return .failed(error, facts)
    }
  }

  private func noteUnknownWriter(_ path: InboxPath) {
    for (folder, state) in folderStates where path.isInside(folder) && !state.hasUnknownWriters {
      folderStates[folder]?.hasUnknownWriters = true
    }
  }

  private func gap(
    of file: borrowing Descriptor,
    _ path: InboxPath,
    _ size: Int64
  ) throws(SystemFault) -> FormatGap? {
    let head = try bytes(of: file, path, from: 0, count: min(size, Int64(FormatEnd.headBytes)))
    guard FormatEnd.hasEnd(head) else { return nil }
    let count = min(size, Int64(FormatEnd.tailBytes))
    return FormatEnd.gap(
      head: head,
      tail: try bytes(of: file, path, from: size - count, count: count)
    )
  }

  private func bytes(
    of file: borrowing Descriptor,
    _ path: InboxPath,
    from start: Int64,
    count: Int64
  ) throws(SystemFault) -> [UInt8] {
    try disk.check(.read, path)
    var buffer = [UInt8](repeating: 0, count: Int(count))
    let got = unsafe intake_read_at(file.number, &buffer, buffer.count, start)
    guard got >= 0 else { throw disk.fault(.read, Int32(-got), path) }
    return Array(buffer.prefix(Int(got)))
  }
}
