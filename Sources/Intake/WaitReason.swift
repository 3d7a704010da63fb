/// Why a file of the inbox is not taken yet (or never will be as it stands).
package enum WaitReason: Hashable, Sendable {
  case changing
  case heldOpen
  case empty
  case incomplete(FormatGap)
  /// The name of the marker that is missing.
  case waitingForMarker(String)
  /// The paper that this marker belongs to is not there.
  case markerWithoutFile(String)
  /// It is a done marker: it goes with its paper, never alone.
  case marker
  /// Waits for the others of its group, or for this one of them.
  case waitingForGroup(String?)
  case permissionDenied(owner: UInt32, mode: UInt32, user: UInt32)
  case unreadable(SystemFault)
  case archiveFailed(SystemFault)
  case symbolicLink
  case notRegular
  case tooLarge(bytes: Int64, limit: Int64)
  /// The built-in rule or the pattern that says no.
  case ignored(IgnoreRule)
  /// In the archive; will be removed here once the database has it.
  case taken
  /// Recorded, but somebody holds it open for writing, so that it cannot be removed yet.
  case removalWaits
  case removalFailed(SystemFault)

  /// True when time alone brings the file on its way.
  package var isSettling: Bool {
    switch self {
    case .changing, .waitingForGroup, .taken: true
    case .heldOpen, .empty, .incomplete, .waitingForMarker, .markerWithoutFile, .marker,
      .permissionDenied, .unreadable, .archiveFailed, .symbolicLink, .notRegular, .tooLarge,
      .ignored, .removalWaits,
      .removalFailed:
      false
    }
  }
}

/// What the end of a file lacks.
package enum FormatGap: String, Hashable, Sendable, Codable {
  case pdfEnd = "pdf-end"
  case xmlEnd = "xml-end"
  case zipEnd = "zip-end"

  package var text: String {
    switch self {
    case .pdfEnd: "it is a PDF without its end mark (%%EOF)"
    case .xmlEnd: "it is XML and its first element is not closed at the end"
    case .zipEnd: "it is a ZIP or office file without its directory at the end"
    }
  }
}

/// A rule by which a file is passed over.
package enum IgnoreRule: Hashable, Sendable {
  /// Temporary, lock and system files: the pattern.
  case builtIn(String)
  case excluded(String)
  case notIncluded([String])
  /// The watched folder does not look into folders.
  case notRecursive(String)
  case notWatched
}
