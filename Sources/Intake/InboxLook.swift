package import Workflows

/// What lies in the watched folders, looked at once and touched by nobody.
///
/// For whoever asks while no daemon runs. Temporary names are among the files, marked as such.
package struct InboxLook: Sendable {
  package struct File: Hashable, Sendable {
    package let path: InboxPath
    /// Why it will never be taken as it is; nil: the next run looks into it.
    package let reason: WaitReason?
    /// False for names that are always passed over, such as `.hidden` and `bill.xml.part`.
    package let isKept: Bool
  }

  /// By path.
  package private(set) var files: [File] = []
  package private(set) var notes: [FolderNote] = []

  /// Lists each watched folder, and those inside that are looked into; what cannot be listed is in `notes`.
  package init(_ plans: [(WorkflowID, WatchPlan)], on disk: Disk, user: UInt32) {
    let folders = WatchedFolders(plans)
    var found: [InboxPath: FileFacts] = [:]
    for folder in folders.folders {
      let scan = Self.list(folder, folders, disk, &found)
      var state = FolderState()
      state.take(scan, now: .zero, Inbox.Settings())
      notes += state.notes(folder)
    }
    var settler = Settler(folders: folders, user: user)
    // All of them first: a marker is judged by whether its paper is there.
    for (path, facts) in found {
      settler.note(Sighting(path: path, facts: facts, cause: .scan), now: .zero)
    }
    files = found.sorted { $0.key < $1.key }.map { path, facts in
      File(
        path: path,
        reason: settler.refusal(path, facts),
        isKept: folders.claim(of: path).isRemembered
      )
    }
  }

  private static func list(
    _ start: InboxPath,
    _ folders: WatchedFolders,
    _ disk: Disk,
    _ found: inout [InboxPath: FileFacts]
  ) -> FolderScan {
    var scan = FolderScan()
    var pending = [start]
    while let folder = pending.popLast() {
      do throws(SystemFault) {
        let opened = try disk.openFolder(folder)
        for name in try disk.list(opened, folder) {
          let path = folder.appending(name)
          guard let facts = facts(at: path, disk, &scan) else { continue }
          if facts.kind != .folder {
            found[path] = facts
          } else if folders.looksInto(path), !folders.folders.contains(path),
            path.bytes.count <= Inbox.maximumPathBytes
          {
            pending.append(path)
          }
        }
      } catch {
        scan.add(error, folder, isStart: folder == start)
      }
    }
    return scan
  }

  /// Nil for what is gone meanwhile or may not be looked at, which is noted.
  private static func facts(
    at path: InboxPath,
    _ disk: Disk,
    _ scan: inout FolderScan
  ) -> FileFacts? {
    do throws(SystemFault) {
      return try disk.facts(at: path)
    } catch {
      scan.add(error, path, isStart: false)
      return nil
    }
  }
}
