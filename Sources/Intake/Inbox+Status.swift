package import Workflows

/// A file that is in the inbox, and why it still is.
package struct WaitingFile: Hashable, Sendable {
  package let path: InboxPath
  /// Nil: no workflow takes it.
  package let workflow: WorkflowID?
  package let reason: WaitReason
  package let bytes: Int64
  /// How long Tickmark has known it.
  package let waited: Duration

  package var remedy: String { reason.remedy(for: path) }
}

/// Where one file is, for `tickmark status FILE`.
package enum FileState: Hashable, Sendable {
  case waiting(WaitReason)
  /// There, and not looked at yet: the next scan sees it.
  case notSeenYet
  case notThere
}

extension Inbox {
  /// All files that are known and still in the inbox, by path.
  ///
  /// Temporary and lock files are not among them; `explain` tells about those.
  package func waiting() -> [WaitingFile] {
    let now = clock()
    return settler.entries.sorted { $0.key < $1.key }.map { path, entry in
      WaitingFile(
        path: path,
        workflow: settler.workflow(path),
        reason: entry.reason,
        bytes: entry.facts.identity.size,
        waited: max(.zero, now - entry.firstSeen)
      )
    }
  }

  /// Why this file still waits.
  package func explain(_ path: InboxPath) -> FileState {
    if let reason = settler.reason(path) { return .waiting(reason) }
    do throws(SystemFault) {
      let facts = try disk.facts(at: path)
      return settler.refusal(path, facts).map { .waiting($0) } ?? .notSeenYet
    } catch {
      return error.kind == .notFound ? .notThere : .waiting(.unreadable(error))
    }
  }

  /// What is wrong with, or to be known about, the watched folders.
  package func notes() -> [FolderNote] {
    let ofLeftovers = leftovers.map { fault in
      FolderNote(
        code: "leftover",
        folder: Archive.workFolder.display,
        message: "\(fault.path) is left from a removal that a crash interrupted.",
        remedy: "Move it back into its inbox folder, or repair this and restart: \(fault.message).",
        isFailure: true
      )
    }
    return ofLeftovers
      + folderStates.sorted { $0.key < $1.key }.flatMap { $0.value.notes($0.key) }
  }

  /// Folders under watch now.
  package var watchCount: Int { table.count }
}

extension Settler {
  func facts(_ path: InboxPath) -> FileFacts? { entries[path]?.facts }

  func isMarker(_ path: InboxPath) -> Bool {
    if case .marker = claim(path) { true } else { false }
  }

  func workflow(_ path: InboxPath) -> WorkflowID? {
    switch claim(path) {
    case .paper(let watched), .marker(let watched, of: _): watched.workflow
    case .ignored: nil
    }
  }

  /// Forgets what the listings of these folders did not show, but for what is being recorded.
  mutating func forgetUnseen(in folders: Set<InboxPath>, _ seen: Set<InboxPath>) {
    for (path, entry) in entries
    where entry.reason != .taken && !entry.isRecorded && !seen.contains(path) {
      if let parent = path.parent, folders.contains(parent) { forget(path) }
    }
  }
}
