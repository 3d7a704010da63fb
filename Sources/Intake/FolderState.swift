/// What one scan of a watched folder found besides files.
struct FolderScan {
  /// The folder itself could not be listed.
  var fault: SystemFault?
  /// Folders or files inside that could not be looked at.
  var innerFaults: [SystemFault] = []
  var watchFault: SystemFault?
  var silentFileSystem: String?
  /// Folders that were listed, and what stands in them.
  var listed: Set<InboxPath> = []
  var seen: Set<InboxPath> = []

  static let maximumInnerFaults = 20

  mutating func add(_ fault: SystemFault, _ path: InboxPath, isStart: Bool) {
    if isStart {
      self.fault = fault
    } else if innerFaults.count < Self.maximumInnerFaults, fault.kind != .notFound {
      innerFaults.append(fault)
    }
  }
}

/// How a watched folder is doing.
struct FolderState {
  /// Longest pause before a folder that is gone is tried again.
  static let longestPause = Duration.seconds(5)

  /// The next scan of this folder alone: it is polled, or is to be opened again.
  var nextLook: Duration?
  private(set) var lastScan = FolderScan()
  private var pauses = 0
  /// The kernel did not say whether somebody writes to a file in it.
  var hasUnknownWriters = false

  mutating func take(_ scan: FolderScan, now: Duration, _ settings: Inbox.Settings) {
    lastScan = scan
    lastScan.listed = []
    lastScan.seen = []
    if scan.fault != nil {
      nextLook = now + min(Self.longestPause, Settler.firstPause * (1 << min(pauses, 5)))
      pauses += 1
    } else {
      pauses = 0
      let isPolled = scan.watchFault != nil || scan.silentFileSystem != nil
      nextLook = isPolled ? now + settings.pollEvery : nil
    }
  }
}

/// Something about a watched folder that an administrator should know.
package struct FolderNote: Hashable, Sendable {
  /// `folder-missing`, `folder-unreadable`, `polled-file-system`, `polled-no-watch`,
  /// `writers-unknown`, `leftover`.
  package let code: String
  package let folder: String
  package let message: String
  package let remedy: String
  /// False: slower, but nothing is left lying.
  package let isFailure: Bool
}

extension FolderState {
  func notes(_ folder: InboxPath) -> [FolderNote] {
    var notes = (lastScan.innerFaults + [lastScan.fault].compactMap(\.self)).map { fault in
      FolderNote(
        code: fault.kind == .notFound ? "folder-missing" : "folder-unreadable",
        folder: folder.display,
        message: fault.message + ".",
        remedy: fault.kind == .notFound
          ? "mkdir -p -- '\(folder.display)', or mount it again." : fault.remedy,
        isFailure: true
      )
    }
    if let name = lastScan.silentFileSystem {
      notes.append(
        FolderNote(
          code: "polled-file-system",
          folder: folder.display,
          message: "\(folder) is on \(name), "
            + "which does not tell about new files or who writes to them: it is polled.",
          remedy: "Nothing to do; files are found some seconds later.",
          isFailure: false
        )
      )
    }
    if hasUnknownWriters && lastScan.silentFileSystem == nil {
      notes.append(
        FolderNote(
          code: "writers-unknown",
          folder: folder.display,
          message: "Tickmark may not ask who writes to files of others in \(folder): "
            + "only the quiet period tells.",
          remedy: "Add AmbientCapabilities=CAP_LEASE to the unit, or lengthen settle.quiet.",
          isFailure: false
        )
      )
    }
    if let fault = lastScan.watchFault {
      notes.append(
        FolderNote(
          code: "polled-no-watch",
          folder: folder.display,
          message: fault.message + "; the folder is polled.",
          remedy: fault.remedy,
          isFailure: false
        )
      )
    }
    return notes
  }
}
