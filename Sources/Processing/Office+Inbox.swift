import Glibc
import Intake
import Synchronization
import Workflows

/// A file that lies in the inbox, and what is to be said of it.
struct LyingFile {
  var path: InboxPath
  var message: String
  var remedy: String
  /// Time brings it no further: a person must know.
  var isStuck: Bool

  init(_ path: InboxPath, _ reason: WaitReason?) {
    self.path = path
    message = reason?.message ?? "It is in the inbox; no daemon runs."
    remedy = reason?.remedy(for: path) ?? "Start it: tickmark run"
    isStuck = reason?.needsAPerson ?? false
  }
}

extension WaitReason {
  /// True for what will not come in by itself.
  fileprivate var needsAPerson: Bool {
    switch self {
    case .tooLarge, .symbolicLink, .notRegular, .permissionDenied, .unreadable, .archiveFailed,
      .removalFailed, .markerWithoutFile:
      true
    case .changing, .heldOpen, .empty, .incomplete, .waitingForMarker, .marker, .waitingForGroup,
      .ignored, .taken, .removalWaits:
      false
    }
  }
}

/// The inbox as the daemon sees it, or, while none runs, as one look finds it.
struct InboxView {
  var files: [LyingFile]
  /// Folders that cannot be looked into, or another failure of theirs.
  var folders: [FolderNote]

  /// For the reports: files and folders that a person must know of, although nothing of them has arrived.
  var notes: [String] {
    folders.map { "Files may lie unseen in \($0.folder): \($0.message) \($0.remedy)" }
      + files.filter(\.isStuck).map {
        "Still in the inbox: \($0.path.display). \($0.message) \($0.remedy)"
      }
  }
}

extension Office {
  func inbox(_ daemon: Daemon?) -> InboxView {
    if let daemon { return daemon.inboxThere }
    guard let look = lookIntoInbox() else { return InboxView(files: [], folders: []) }
    return InboxView(
      files: look.files.filter(\.isKept).map { LyingFile($0.path, $0.reason) },
      // The next run makes the folders that are missing.
      folders: look.notes.filter { $0.isFailure && $0.code != "folder-missing" }
    )
  }

  /// Files of this name in the watched folders, also those whose names are passed over.
  func filesInInbox(named name: String) -> [LyingFile] {
    (lookIntoInbox()?.files ?? []).filter { $0.path.name.display == name }
      .map { LyingFile($0.path, $0.reason) }
  }

  private func lookIntoInbox() -> InboxLook? {
    do throws(SystemFault) {
      let disk = try Disk(workspace: workspace.root)
      return InboxLook(workflows.watched.map { ($0.id, $0.plan) }, on: disk, user: geteuid())
    } catch {
      return nil
    }
  }
}

extension Daemon {
  /// What the newest turn of the intake has seen.
  var inboxView: InboxView {
    state.withLock { state in
      InboxView(
        files: state.waiting.map { file in
          var lying = LyingFile(file.path, file.reason)
          if file.reason.isSettling { lying.isStuck = false }
          return lying
        },
        folders: state.folderFailures
      )
    }
  }

  /// The same without files that were taken away meanwhile: the daemon itself sees that at its next scan.
  fileprivate var inboxThere: InboxView {
    var view = inboxView
    do throws(SystemFault) {
      let disk = try Disk(workspace: office.workspace.root)
      view.files = view.files.filter { disk.holds($0.path) }
    } catch {
      // Then what the daemon has seen is the best there is.
    }
    return view
  }

  /// True when a watched folder, or one inside, cannot be looked into: files may lie there unseen.
  package var hasFolderFailures: Bool { state.withLock { !$0.folderFailures.isEmpty } }

  /// Tells once that a folder cannot be looked into, and once that it is well again.
  func note(folders notes: [FolderNote]) {
    let failures = notes.filter(\.isFailure)
    let before = state.withLock { state -> [FolderNote] in
      defer { state.folderFailures = failures }
      return state.folderFailures
    }
    guard failures != before else { return }
    for note in failures where !before.contains(note) {
      onEvent(.trouble(note.sentence, remedy: note.remedy))
    }
    for note in before where !failures.contains(note) { onEvent(.recovered(note.sentence)) }
  }
}

extension FolderNote {
  /// The message without its full stop.
  fileprivate var sentence: String {
    message.hasSuffix(".") ? String(message.dropLast()) : message
  }
}

extension Disk {
  fileprivate func holds(_ path: InboxPath) -> Bool {
    do throws(SystemFault) {
      _ = try facts(at: path)
      return true
    } catch {
      return error.kind != .notFound
    }
  }
}
