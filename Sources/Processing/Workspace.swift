import Glibc
import Synchronization

/// The folders of one workspace.
package struct Workspace: Sendable, Hashable {
  /// Absolute path without a trailing slash.
  package let root: String

  package init(root: String) {
    self.root = root
  }

  package var workflows: String { root + "/workflows" }
  package var inbox: String { root + "/inbox" }
  package var reports: String { root + "/reports" }
  package var state: String { root + "/.tickmark" }
  package var database: String { state + "/state.db" }
  package var work: String { state + "/work" }
  package var lock: String { state + "/lock" }
  package var socket: String { state + "/daemon.sock" }
  /// What a webhook's `secret` names.
  package var secrets: String { state + "/secrets" }
  package func secret(_ name: String) -> String { "\(secrets)/\(name)" }
  package var name: String { root.split(separator: "/").last.map(String.init) ?? root }

  /// True when the folder has workflows and so is a workspace.
  package var exists: Bool { FileSystem.isFolder(workflows) }

  package func path(_ relative: String) -> String { root + "/" + relative }
}

/// The few plain file operations of the effect rooms; the inbox is `Intake`'s alone.
package enum FileSystem {
  package struct Failure: Error, CustomStringConvertible {
    package var what: String
    package var path: String
    package var errorNumber: Int32

    package var description: String {
      "cannot \(what) \(path): \(unsafe String(cString: strerror(errorNumber)))"
    }
  }

  package static func isFolder(_ path: String) -> Bool {
    var facts = stat()
    return unsafe stat(path, &facts) == 0 && facts.st_mode & S_IFMT == S_IFDIR
  }

  static func isLink(_ path: String) -> Bool {
    var facts = stat()
    return unsafe lstat(path, &facts) == 0 && facts.st_mode & S_IFMT == S_IFLNK
  }

  package static func exists(_ path: String) -> Bool {
    var facts = stat()
    return unsafe lstat(path, &facts) == 0
  }

  /// Makes a folder and those above it.
  package static func makeFolder(_ path: String, mode: UInt32 = 0o777) throws {
    if isFolder(path) { return }
    if let slash = path.lastIndex(of: "/"), slash != path.startIndex {
      try makeFolder(String(path[..<slash]), mode: mode)
    }
    guard unsafe mkdir(path, mode) == 0 || errno == EEXIST else {
      throw Failure(what: "make the folder", path: path, errorNumber: errno)
    }
  }

  /// The names in a folder, sorted; empty when there is none.
  package static func names(in folder: String) -> [String] {
    guard let stream = unsafe opendir(folder) else { return [] }
    defer { unsafe closedir(stream) }
    var names: [String] = []
    while let entry = unsafe readdir(stream) {
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) {
        unsafe $0.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  package static func read(_ path: String, limit: Int = 64 << 20) throws -> [UInt8] {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw Failure(what: "read", path: path, errorNumber: errno)
    }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while bytes.count <= limit {
      let count = unsafe Glibc.read(descriptor, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw Failure(what: "read", path: path, errorNumber: errno) }
      if count == 0 { return bytes }
      bytes += buffer[..<count]
    }
    throw Failure(what: "read (too large)", path: path, errorNumber: EFBIG)
  }

  /// Replaces a file as a whole: readers see the old or the new text, never half of one; durable when it returns.
  package static func replace(_ path: String, with bytes: [UInt8]) throws {
    try replacing.withLock { _ in try replaceAlone(path, with: bytes) }
  }

  /// The temporary name is the target's: one writer at a time.
  private static let replacing = Mutex(())

  /// Makes a file that must not be there yet, whole and durable; one that is there is never touched.
  package static func create(_ path: String, with bytes: [UInt8]) throws {
    let draft = path + ".\(getpid()).new"
    try replace(draft, with: bytes)
    defer { _ = unsafe unlink(draft) }
    // A link is made only where no file of that name is.
    guard unsafe link(draft, path) == 0 else {
      throw Failure(what: "make", path: path, errorNumber: errno)
    }
    try syncFolder(path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ".")
  }

  private static func replaceAlone(_ path: String, with bytes: [UInt8]) throws {
    let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    try makeFolder(folder)
    // One name for one target: what a crash leaves behind is overwritten the next time.
    let temporary = folder + "/.tickmark-new-" + path.dropFirst(folder.count + 1).prefix(50)
    let descriptor = unsafe open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else {
      throw Failure(what: "write", path: temporary, errorNumber: errno)
    }
    defer { close(descriptor) }
    do {
      try write(bytes, to: descriptor, path: temporary)
      guard fsync(descriptor) == 0 else {
        throw Failure(what: "make durable", path: temporary, errorNumber: errno)
      }
      guard unsafe rename(temporary, path) == 0 else {
        throw Failure(what: "write", path: path, errorNumber: errno)
      }
    } catch {
      _ = unsafe unlink(temporary)
      throw error
    }
    try syncFolder(folder)
  }

  package static func syncFolder(_ folder: String) throws {
    let descriptor = unsafe open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw Failure(what: "open", path: folder, errorNumber: errno)
    }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else {
      throw Failure(what: "make durable", path: folder, errorNumber: errno)
    }
  }

  package static func write(_ bytes: [UInt8], to descriptor: Int32, path: String) throws {
    var start = 0
    while start < bytes.count {
      let count = unsafe bytes.withUnsafeBytes {
        unsafe Glibc.write(
          descriptor,
          UnsafeRawBufferPointer(rebasing: $0[start...]).baseAddress,
          bytes.count - start
        )
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw Failure(what: "write", path: path, errorNumber: errno) }
      start += count
    }
  }
}
