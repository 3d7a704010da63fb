import Workflows

extension Settler {
  /// What looking into a due file found.
  package enum Look: Hashable, Sendable {
    case gone
    case failed(SystemFault, FileFacts)
    case seen(FileFacts, Disk.Writer, FormatGap?)
  }

  /// Takes in a look and gives the files that are ready by it.
  ///
  /// Often one; none while it waits; a whole group, or a paper and its marker, together.
  package mutating func judge(_ path: InboxPath, _ look: Look, now: Duration) -> [ReadyFile] {
    guard let entry = entries[path], entry.look != nil else { return [] }
    switch look {
    case .gone:
      forget(path)
      return []
    case .failed(let fault, let facts):
      entries[path]?.facts = facts
      pause(path, failure(fault, facts), now: now)
      return []
    case .seen(let facts, let writer, let gap):
      guard facts.identity == entry.facts.identity else {
        note(Sighting(path: path, facts: facts, cause: .scan), now: now)
        return []
      }
      entries[path]?.facts = facts
      return weigh(path, writer, gap, now: now)
    }
  }

  /// The facts alone say that the file is not to be opened; nil: it may be.
  package func refusal(_ path: InboxPath, _ facts: FileFacts) -> WaitReason? {
    switch claim(path) {
    case .ignored(let rule): return .ignored(rule)
    case .marker(_, let paper):
      if facts.kind == .symbolicLink { return .symbolicLink }
      return entries[paper] == nil ? .markerWithoutFile(paper.name.display) : nil
    case .paper(let watched):
      switch facts.kind {
      case .symbolicLink: return .symbolicLink
      case .special, .folder: return .notRegular
      case .file:
        let limit = watched.plan.maximumBytes
        let size = facts.identity.size
        return size > limit ? .tooLarge(bytes: size, limit: limit) : nil
      }
    }
  }

  private mutating func weigh(
    _ path: InboxPath,
    _ writer: Disk.Writer,
    _ gap: FormatGap?,
    now: Duration
  ) -> [ReadyFile] {
    guard let entry = entries[path] else { return [] }
    if let refusal = refusal(path, entry.facts) { return rest(path, refusal) }
    guard case .paper(let watched) = claim(path) else {
      // A marker goes with its paper, never alone.
      return rest(path, .marker)
    }
    if writer == .somebody { return pause(path, .heldOpen, now: now) }
    if let marker = watched.marker {
      let name = marker.marker(of: path)
      guard entries[name] != nil else { return rest(path, .waitingForMarker(name.name.display)) }
      return take([path], watched, gap)
    }
    let quietUntil = entry.lastChange + (entry.isRenamed ? .zero : watched.plan.quiet)
    guard now >= quietUntil else { return wait(path, .changing, until: quietUntil) }
    let missing: WaitReason? = entry.facts.identity.size == 0 ? .empty : gap.map { .incomplete($0) }
    let giveUp = entry.lastChange + watched.plan.giveUpAfter
    if let missing, now < giveUp { return wait(path, missing, until: giveUp) }
    entries[path]?.givenUp = missing
    guard let group = watched.plan.group else { return take([path], watched, nil) }
    return weighGroup(path, watched, group, now: now)
  }

  /// The group goes when each member is ready and none came for `wait`; a member that never gets
  /// ready holds the others for `giveUpAfter` at most.
  private mutating func weighGroup(
    _ path: InboxPath,
    _ watched: WatchedFolders.Watched,
    _ group: GroupPlan,
    now: Duration
  ) -> [ReadyFile] {
    let since = entries[path]?.readySince ?? now
    entries[path]?.readySince = since
    let members = (groups[groupKey(path)] ?? []).sorted()
    let newest = members.compactMap { entries[$0]?.firstSeen }.max() ?? now
    let blocker = members.first { isComing($0) }
    let deadline = since + watched.plan.giveUpAfter
    if let blocker, now < deadline {
      return wait(path, .waitingForGroup(blocker.name.display), until: deadline)
    }
    let complete = min(newest + group.wait, deadline)
    guard now >= complete else {
      return wait(path, .waitingForGroup(nil), until: complete)
    }
    return take(members.filter { entries[$0]?.readySince != nil }, watched, nil)
  }

  /// Not ready yet, but on its way: the group waits for it.
  private func isComing(_ path: InboxPath) -> Bool {
    guard let entry = entries[path], entry.readySince == nil else { return false }
    switch entry.reason {
    case .changing, .heldOpen, .empty, .incomplete, .permissionDenied, .unreadable, .archiveFailed,
      .waitingForGroup, .waitingForMarker:
      return true
    case .symbolicLink, .notRegular, .tooLarge, .ignored, .taken, .removalWaits, .removalFailed,
      .markerWithoutFile, .marker:
      return false
    }
  }

  private mutating func take(
    _ paths: [InboxPath],
    _ watched: WatchedFolders.Watched,
    _ gap: FormatGap?
  ) -> [ReadyFile] {
    let group = watched.plan.group == nil ? nil : paths.first.map(groupKey)
    var files: [ReadyFile] = []
    for path in paths {
      files.append(ready(path, watched, group))
      guard let marker = watched.marker?.marker(of: path), watched.marker?.paper(of: marker) == path
      else { continue }
      var file = ready(marker, watched, group)
      file.role = .marker(of: path)
      files.append(file)
    }
    return files
  }

  private mutating func ready(
    _ path: InboxPath,
    _ watched: WatchedFolders.Watched,
    _ group: String?
  ) -> ReadyFile {
    guard let entry = entries[path] else { preconditionFailure("only known files get ready") }
    var file = ReadyFile(
      workflow: watched.workflow,
      path: path,
      identity: entry.facts.identity,
      maximumBytes: watched.plan.maximumBytes
    )
    file.givenUp = entry.givenUp
    file.group = group
    _ = rest(path, .taken)
    return file
  }
}
