import CSystem
import Digests
import Glibc
import Synchronization
package import Values

/// Every byte that ever came in: `.tickmark/archive/ab/cd/<sha256>`, written once, never changed.
///
/// A blob gets its name only after its bytes are durable, and is reported only after its name is.
/// May be used from several threads.
package final class Archive: Sendable {
  /// What a look at a blob says.
  package enum Health: Hashable, Sendable {
    case sound
    case missing
    /// The bytes are not those of the name.
    case corrupt
  }

  /// From this many files on, two syncfs(2) for the batch are faster than fsync(2) for each.
  ///
  /// Measured (256 files of 10 KB, ext4): 11,500 against 1,900 files a second. Small batches use
  /// fsync, so that one arrival never waits for what other programs write to the same disk.
  package static let batchForFileSystemSync = 5
  package static let folder: InboxPath = ".tickmark/archive"
  package static let workFolder: InboxPath = ".tickmark/work"
  static let incomingPrefix = Array("in.".utf8)

  /// Below this much free space nothing is taken, so that the database can still write.
  package static let defaultReserveBytes: Int64 = 64 << 20

  let disk: Disk
  let root: Descriptor
  let work: Descriptor
  let reserveBytes: Int64
  let counter = Atomic<UInt64>(0)

  package init(disk: Disk, reserveBytes: Int64 = defaultReserveBytes) throws(SystemFault) {
    self.disk = disk
    self.reserveBytes = reserveBytes
    root = try disk.openOrMakeFolder(Self.folder)
    work = try disk.openOrMakeFolder(Self.workFolder)
  }

  /// The blob, open for reading.
  package func open(_ hash: ContentHash) throws(SystemFault) -> Descriptor {
    try disk.openFile(Self.path(of: hash))
  }

  /// Reads the blob again and compares.
  package func verify(_ hash: ContentHash) throws(SystemFault) -> Health {
    do {
      let blob = try open(hash)
      return try digest(blob, Self.path(of: hash)) == hash ? .sound : .corrupt
    } catch  where error.kind == .notFound {
      return .missing
    }
  }

  /// Removes what a crash left half-copied; call it at start, before the first `store`.
  ///
  /// - Returns: how many files were removed.
  package func cleanUp() throws(SystemFault) -> Int {
    let listing = try disk.openFolder(Self.workFolder)
    let leftovers = try disk.list(listing, Self.workFolder)
      .filter { $0.starts(with: Self.incomingPrefix) }
    for name in leftovers { discard(name) }
    return leftovers.count
  }

  package static func path(of hash: ContentHash) -> InboxPath {
    let (first, second) = folderNames(hash)
    return folder.appending(first).appending(second).appending(hash.hex.utf8)
  }

  static func folderNames(_ hash: ContentHash) -> (first: [UInt8], second: [UInt8]) {
    let digits = Array(hash.hex.utf8)
    return (Array(digits[0..<2]), Array(digits[2..<4]))
  }

  func newWorkName(_ prefix: [UInt8]) -> [UInt8] {
    let number = counter.wrappingAdd(1, ordering: .relaxed).newValue
    return prefix + Array("\(getpid()).\(number)".utf8)
  }

  /// Removes a temporary file; one that cannot be removed now goes at the next start.
  func discard(_ name: [UInt8]) {
    _ = unsafe intake_unlink(work.number, name + [0])
  }

  /// The hash of an open file's bytes from where it stands.
  func digest(
    _ file: borrowing Descriptor,
    _ path: InboxPath
  ) throws(SystemFault) -> ContentHash {
    var digester = SHA256Digester()
    // A small file gets a small buffer: touching fresh memory costs more than reading the file.
    let size = try disk.facts(of: file, path).identity.size
    let count = Int(min(max(size, 0) + 1, Int64(Self.copyBytes)))
    var buffer = [UInt8](repeating: 0, count: count)
    while true {
      let count = unsafe intake_read(file.number, &buffer, buffer.count)
      guard count >= 0 else { throw disk.fault(.read, Int32(-count), path) }
      guard count > 0 else { return digester.finalize() }
      unsafe buffer.withUnsafeBytes {
        unsafe digester.update(UnsafeRawBufferPointer(rebasing: $0[..<Int(count)]))
      }
    }
  }
}
