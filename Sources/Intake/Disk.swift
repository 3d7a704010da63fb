import CSystem
import Glibc

/// The workspace's folder tree, through calls that never follow a symbolic link and never block.
///
/// All paths are relative to the workspace.
package final class Disk: Sendable {
  /// Lets a test make one call fail: gives an error number, or nil to go on.
  package typealias Faults = @Sendable (SystemFault.Operation, String) -> Int32?

  /// Whether somebody has a file open for writing.
  package enum Writer: Hashable, Sendable {
    case nobody
    case somebody
    /// The kernel does not tell: not the owner and no CAP_LEASE, or a network file system.
    case unknown
  }

  private let root: Int32
  private let faults: Faults?

  package init(workspace: String, faults: Faults? = nil) throws(SystemFault) {
    root = unsafe intake_open_root(Array(workspace.utf8) + [0])
    self.faults = faults
    guard root >= 0 else {
      throw SystemFault(.open, errorNumber: -root, path: workspace)
    }
  }

  deinit {
    if root >= 0 { _ = intake_close(root) }
  }

  /// What stands at `path`, without opening it; a symbolic link is described itself.
  package func facts(at path: InboxPath) throws(SystemFault) -> FileFacts {
    let looked = try open(path, Int32(INTAKE_OPEN_NOTHING), .look)
    return try facts(of: looked, path)
  }

  package func facts(
    of descriptor: borrowing Descriptor,
    _ path: InboxPath
  ) throws(SystemFault) -> FileFacts {
    var raw = intake_facts()
    let answer = unsafe intake_facts_of(descriptor.number, &raw)
    guard answer >= 0 else { throw fault(.look, -answer, path) }
    return FileFacts(raw)
  }

  /// Opens a file for reading; call it only for what `facts` says is a regular file.
  package func openFile(_ path: InboxPath) throws(SystemFault) -> Descriptor {
    try open(path, Int32(INTAKE_OPEN_FILE), .open)
  }

  package func openFolder(_ path: InboxPath) throws(SystemFault) -> Descriptor {
    try open(path, Int32(INTAKE_OPEN_FOLDER), .list)
  }

  /// Asks by a read lease that is given back at once.
  package func writer(of descriptor: borrowing Descriptor) -> Writer {
    switch intake_is_written(descriptor.number) {
    case 0: .nobody
    // Network file systems say so whenever they hold no lease of the server's.
    case 1: FileSystemKind.hasLocalLeases(descriptor) ? .somebody : .unknown
    default: .unknown
    }
  }

  /// Makes the folder unless it is there.
  package func makeFolder(
    _ name: [UInt8],
    in folder: borrowing Descriptor
  ) throws(SystemFault) {
    let path = InboxPath(bytes: name)
    try check(.makeFolder, path)
    let answer = unsafe intake_make_folder(folder.number, path.terminated)
    guard answer >= 0 || answer == -EEXIST else { throw fault(.makeFolder, -answer, path) }
  }

  /// Opens a workspace folder and makes what is missing of it.
  package func openOrMakeFolder(_ path: InboxPath) throws(SystemFault) -> Descriptor {
    do {
      return try openFolder(path)
    } catch  where error.kind == .notFound {
      let parent =
        if let above = path.parent { try openOrMakeFolder(above) } else { try openFolder(".") }
      try makeFolder(path.name.bytes, in: parent)
      return try openFolder(path)
    }
  }

  /// Throws what a test wants to fail.
  func check(_ operation: SystemFault.Operation, _ path: InboxPath) throws(SystemFault) {
    let number = faultNumber(operation, path)
    guard number == 0 else {
      throw SystemFault(operation, errorNumber: number, path: path.display)
    }
  }

  /// The error number that a test wants here; 0: none.
  func faultNumber(_ operation: SystemFault.Operation, _ path: InboxPath) -> Int32 {
    guard let faults else { return 0 }
    return faults(operation, path.display) ?? 0
  }

  func fault(
    _ operation: SystemFault.Operation,
    _ number: Int32,
    _ path: InboxPath
  ) -> SystemFault {
    SystemFault(operation, errorNumber: number, path: path.display)
  }

  private func open(
    _ path: InboxPath,
    _ purpose: Int32,
    _ operation: SystemFault.Operation
  ) throws(SystemFault) -> Descriptor {
    try check(operation, path)
    let number = unsafe intake_open(root, path.terminated, purpose)
    guard number >= 0 else { throw fault(operation, -number, path) }
    return Descriptor(number: number)
  }
}

extension InboxPath: ExpressibleByStringLiteral {
  package init(stringLiteral text: String) { self.init(text) }
}
