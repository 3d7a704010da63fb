import CSystem
import Digests
import Glibc
package import Values

/// A file that comes into the archive one piece after the other, under a temporary name until it is whole.
package struct IncomingFile: ~Copyable {
  let name: [UInt8]
  let target: Descriptor
  var digester = SHA256Digester()
  package private(set) var byteCount: Int64 = 0

  fileprivate init(name: [UInt8], target: consuming Descriptor) {
    self.name = name
    self.target = target
  }

  fileprivate mutating func note(_ count: Int) { byteCount += Int64(count) }
}

extension Archive {
  /// Begins a file that was inside another one; what a crash leaves of it is cleared at the next start.
  package func begin() throws(SystemFault) -> IncomingFile {
    let free = intake_free_bytes(work.number)
    if free >= 0, free < reserveBytes { throw disk.fault(.write, ENOSPC, Self.folder) }
    let name = newWorkName(Self.incomingPrefix)
    return IncomingFile(name: name, target: try create(name))
  }

  package func append(_ bytes: [UInt8], to file: inout IncomingFile) throws(SystemFault) {
    try disk.check(.write, Self.workFolder)
    unsafe bytes.withUnsafeBytes { unsafe file.digester.update($0) }
    let answer = unsafe intake_write(file.target.number, bytes, bytes.count)
    guard answer >= 0 else { throw disk.fault(.write, -answer, Self.workFolder) }
    file.note(bytes.count)
  }

  /// The file is whole: its bytes and its name are durable when this returns.
  package func finish(_ file: consuming IncomingFile) throws(SystemFault) -> ContentHash {
    let copied = Copied(name: file.name, hash: file.digester.finalize())
    do throws(SystemFault) {
      try sync(file.target, Self.workFolder)
    } catch {
      discard(copied.name)
      throw error
    }
    return try place(copied)
  }

  package func discard(_ file: consuming IncomingFile) {
    discard(file.name)
  }
}
