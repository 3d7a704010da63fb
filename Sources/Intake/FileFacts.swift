import CSystem

/// Which file it is and in which state, never by its name.
///
/// Two looks with the same identity saw the same bytes, as far as a file system can tell. Times are
/// only compared for being equal, so that a wrong clock does no harm.
package struct FileIdentity: Hashable, Sendable, Codable {
  package var device: UInt64
  package var inode: UInt64
  package var size: Int64
  /// Nanoseconds since 1970, as the file system says.
  package var modifiedNanoseconds: Int64
  package var changedNanoseconds: Int64

  package init(
    device: UInt64,
    inode: UInt64,
    size: Int64,
    modifiedNanoseconds: Int64,
    changedNanoseconds: Int64
  ) {
    self.device = device
    self.inode = inode
    self.size = size
    self.modifiedNanoseconds = modifiedNanoseconds
    self.changedNanoseconds = changedNanoseconds
  }

  /// True when it is the same file with the same bytes, perhaps under another name.
  ///
  /// A rename or a new hard link changes `changedNanoseconds`, so that is not asked.
  package func hasSameContent(as other: FileIdentity) -> Bool {
    device == other.device && inode == other.inode && size == other.size
      && modifiedNanoseconds == other.modifiedNanoseconds
  }
}

/// What one look at a file says.
package struct FileFacts: Hashable, Sendable {
  package enum Kind: String, Hashable, Sendable, Codable {
    case file
    case folder
    case symbolicLink
    /// Pipe, socket or device: never opened.
    case special
  }

  package var identity: FileIdentity
  package var kind: Kind
  /// Permission bits only.
  package var mode: UInt32
  package var owner: UInt32
  package var group: UInt32
  package var linkCount: UInt64

  package init(identity: FileIdentity, kind: Kind, mode: UInt32 = 0o644, owner: UInt32 = 0) {
    self.identity = identity
    self.kind = kind
    self.mode = mode
    self.owner = owner
    group = 0
    linkCount = 1
  }

  init(_ raw: intake_facts) {
    identity = FileIdentity(
      device: raw.device,
      inode: raw.inode,
      size: raw.size,
      modifiedNanoseconds: raw.modified_ns,
      changedNanoseconds: raw.changed_ns
    )
    kind =
      switch raw.mode & 0o170000 {
      case 0o100000: .file
      case 0o040000: .folder
      case 0o120000: .symbolicLink
      default: .special
      }
    mode = raw.mode & 0o7777
    owner = raw.owner
    group = raw.group
    linkCount = raw.links
  }
}
