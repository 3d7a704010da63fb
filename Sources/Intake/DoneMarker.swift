/// `settle.doneFile`: the name of the marker that says that a file is complete.
///
/// `{name}.done` stands for `bill.pdf.done` beside `bill.pdf`. Without the hole it is one marker
/// for the whole folder, which is looked for but never taken.
struct DoneMarker: Hashable, Sendable {
  private let prefix: [UInt8]
  private let suffix: [UInt8]
  private let hasHole: Bool

  init(_ template: String) {
    let hole = "{name}"
    let parts = template.split(separator: hole, maxSplits: 1, omittingEmptySubsequences: false)
    hasHole = parts.count == 2
    prefix = Array(parts[0].utf8)
    suffix = hasHole ? Array(parts[1].utf8) : []
  }

  func marker(of paper: InboxPath) -> InboxPath {
    let name = hasHole ? prefix + paper.name.bytes + suffix : prefix
    return paper.parent?.appending(name) ?? InboxPath(bytes: name)
  }

  /// The paper that this file marks; nil when it is no marker.
  func paper(of marker: InboxPath) -> InboxPath? {
    let name = marker.name.bytes
    guard hasHole, name.count > prefix.count + suffix.count, name.starts(with: prefix),
      name.suffix(suffix.count).elementsEqual(suffix)
    else { return nil }
    let paper = name.dropFirst(prefix.count).dropLast(suffix.count)
    return marker.parent?.appending(paper) ?? InboxPath(bytes: Array(paper))
  }

  /// True for the one marker of a whole folder.
  func isFolderMarker(_ path: InboxPath) -> Bool { !hasHole && path.name.bytes == prefix }
}
