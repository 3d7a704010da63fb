extension WaitReason {
  /// Stable, for programs.
  package var code: String {
    switch self {
    case .changing: "changing"
    case .heldOpen: "held-open"
    case .empty: "empty"
    case .incomplete(let gap): "incomplete-" + gap.rawValue
    case .waitingForMarker: "waiting-for-marker"
    case .markerWithoutFile: "marker-without-file"
    case .marker: "marker"
    case .waitingForGroup: "waiting-for-group"
    case .permissionDenied: "permission-denied"
    case .unreadable: "unreadable"
    case .archiveFailed: "archive-failed"
    case .symbolicLink: "symbolic-link"
    case .notRegular: "not-a-regular-file"
    case .tooLarge: "too-large"
    case .ignored: "ignored"
    case .taken: "taken"
    case .removalWaits: "removal-waits"
    case .removalFailed: "removal-failed"
    }
  }

  /// One sentence for a bookkeeper.
  package var message: String {
    switch self {
    case .changing: "It changed a moment ago; Tickmark waits until it is quiet."
    case .heldOpen: "A program has it open for writing."
    case .empty: "It is empty; perhaps the copy has not begun."
    case .incomplete(let gap): "It is not complete: \(gap.text)."
    case .waitingForMarker(let name): "Its done marker \(name) is not there yet."
    case .markerWithoutFile(let name): "It is a done marker, but \(name) is not there."
    case .marker: "It is a done marker; it goes with its file."
    case .waitingForGroup(let name?): "It belongs together with \(name), which is not ready."
    case .waitingForGroup(nil): "Files that belong to it may still come."
    case .permissionDenied(let owner, let mode, let user):
      "Tickmark (user id \(user)) may not read it: it belongs to user id \(owner), mode "
        + "\(String(mode, radix: 8))."
    case .unreadable(let fault), .archiveFailed(let fault), .removalFailed(let fault):
      fault.message + "."
    case .symbolicLink: "It is a symbolic link; links are never followed."
    case .notRegular: "It is not a file but a pipe, a socket or a device."
    case .tooLarge(let bytes, let limit):
      "It is too large: \(Self.size(bytes)); this workflow takes at most \(Self.size(limit))."
    case .ignored(let rule): rule.message
    case .taken: "Its bytes are in the archive; it is about to be recorded."
    case .removalWaits: "It is recorded, but a program still has it open for writing."
    }
  }

  /// What the reader of the message can do about `path`.
  package func remedy(for path: InboxPath) -> String {
    switch self {
    case .changing, .taken, .waitingForGroup, .marker: "Nothing to do."
    case .heldOpen, .removalWaits: "Close the program that has it open."
    case .empty, .incomplete:
      "Copy it again if it stays so; after a while it goes to review as it is."
    case .waitingForMarker: "Put the marker there when the file is complete."
    case .markerWithoutFile: "Put the file there, or delete the marker."
    case .permissionDenied: "sudo chmod a+r -- \(Self.quoted(path))"
    case .unreadable(let fault), .archiveFailed(let fault), .removalFailed(let fault):
      fault.remedy
    case .symbolicLink: "Copy the file itself into the folder."
    case .notRegular: "Delete it."
    case .tooLarge: "Split it, or raise watch.maxBytes in the workflow."
    case .ignored(let rule): rule.remedy
    }
  }

  /// Rounded up, so that what is over a limit also reads as more.
  private static func size(_ bytes: Int64) -> String {
    bytes < 1_000_000 ? "\(bytes) bytes" : "\((bytes - 1) / 1_000_000 + 1) MB"
  }

  /// For a person to paste: quoted as a POSIX shell wants it, unusual names with `$'...'`.
  private static func quoted(_ path: InboxPath) -> String {
    guard path.display.utf8.elementsEqual(path.bytes) else {
      return "$'\(escaped(path.bytes))'"
    }
    return
      "'\(path.display.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''"))'"
  }

  private static func escaped(_ bytes: [UInt8]) -> String {
    bytes.map { byte in
      let isPlain =
        (0x20..<0x7F).contains(byte) && byte != UInt8(ascii: "'") && byte != UInt8(ascii: "\\")
      guard !isPlain else { return String(Unicode.Scalar(byte)) }
      return "\\x" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }.joined()
  }
}

extension IgnoreRule {
  package var message: String {
    switch self {
    case .builtIn(let pattern):
      "It has the name of a temporary, lock or system file (\(pattern))."
    case .excluded(let pattern): "The workflow's exclude pattern \(pattern) names it."
    case .notIncluded(let patterns):
      "None of the workflow's include patterns names it: \(patterns.joined(separator: " "))."
    case .notRecursive(let folder): "The workflow of \(folder) does not look into its folders."
    case .notWatched: "No workflow watches its folder."
    }
  }

  /// What the reader of the message can do.
  package var remedy: String {
    switch self {
    case .builtIn: "Rename it when it is complete; such names are always passed over."
    case .excluded, .notIncluded: "Rename it, or change include and exclude in the workflow."
    case .notRecursive: "Move it into the watched folder itself, or set watch.recursive to true."
    case .notWatched: "Move it into a watched folder; `tickmark status` lists them."
    }
  }
}
