/// A file's or folder's path relative to the workspace, as the bytes that the disk has.
///
/// File names are bytes: invalid UTF-8, line breaks and 255 bytes are all lawful. Nothing here is
/// ever given to a shell.
package struct InboxPath: Hashable, Sendable, Codable {
  /// Without a slash at either end; never holds a NUL.
  package let bytes: [UInt8]

  package init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  package init(_ text: String) {
    bytes = Array(text.utf8)
  }

  package var name: FileName { FileName(bytes: Array(lastComponent)) }

  /// The text for people: what would break a line or deceive is escaped.
  package var display: String { FileName(bytes: bytes).display }

  package var parent: InboxPath? {
    guard let slash = bytes.lastIndex(of: UInt8(ascii: "/")) else { return nil }
    return InboxPath(bytes: Array(bytes[..<slash]))
  }

  package func appending(_ name: some Sequence<UInt8>) -> InboxPath {
    InboxPath(bytes: bytes + [UInt8(ascii: "/")] + name)
  }

  /// True for what stands in `folder` at any depth, not for the folder itself.
  package func isInside(_ folder: InboxPath) -> Bool {
    bytes.count > folder.bytes.count && bytes[folder.bytes.count] == UInt8(ascii: "/")
      && bytes.starts(with: folder.bytes)
  }

  var lastComponent: ArraySlice<UInt8> {
    guard let slash = bytes.lastIndex(of: UInt8(ascii: "/")) else { return bytes[...] }
    return bytes[bytes.index(after: slash)...]
  }

  /// For C: with the NUL at the end.
  var terminated: [UInt8] { bytes + [0] }
}

extension InboxPath: Comparable, CustomStringConvertible {
  package var description: String { display }

  package static func < (left: InboxPath, right: InboxPath) -> Bool {
    left.bytes.lexicographicallyPrecedes(right.bytes)
  }
}
