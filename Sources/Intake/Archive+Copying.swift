import CSystem
import Digests
import Glibc

extension Archive {
  /// Bytes read at a time: memory stays flat for a file of any size.
  static let copyBytes = 256 << 10

  /// Copies one file to a temporary name while hashing it.
  ///
  /// It must be the very file that was looked at, before and after.
  func copy(
    _ file: ReadyFile,
    syncs: Bool,
    _ buffer: inout [UInt8]
  ) throws(ArchiveError) -> Copied {
    do {
      let source = try disk.openFile(file.path)
      guard try disk.facts(of: source, file.path).identity == file.identity else {
        throw ArchiveError.changed
      }
      return try copy(file, from: source, syncs: syncs, &buffer)
    } catch {
      throw ArchiveError(error)
    }
  }

  private func copy(
    _ file: ReadyFile,
    from source: borrowing Descriptor,
    syncs: Bool,
    _ buffer: inout [UInt8]
  ) throws -> Copied {
    let name = newWorkName(Self.incomingPrefix)
    let target = try create(name)
    do {
      var digester = SHA256Digester()
      try pump(file, from: source, to: target, &digester, &buffer)
      guard try disk.facts(of: source, file.path).identity == file.identity else {
        throw ArchiveError.changed
      }
      if syncs { try sync(target, file.path) }
      return Copied(name: name, hash: digester.finalize())
    } catch {
      discard(name)
      throw error
    }
  }

  private func pump(
    _ file: ReadyFile,
    from source: borrowing Descriptor,
    to target: borrowing Descriptor,
    _ digester: inout SHA256Digester,
    _ buffer: inout [UInt8]
  ) throws {
    var total: Int64 = 0
    while true {
      try disk.check(.read, file.path)
      let count = unsafe intake_read(source.number, &buffer, buffer.count)
      guard count >= 0 else { throw disk.fault(.read, Int32(-count), file.path) }
      guard count > 0 else { break }
      total += count
      // Longer than it was: somebody appends; no need to read on.
      guard total <= file.identity.size else { throw ArchiveError.changed }
      unsafe buffer.withUnsafeBytes {
        unsafe digester.update(UnsafeRawBufferPointer(rebasing: $0[..<Int(count)]))
      }
      try disk.check(.write, file.path)
      let answer = unsafe intake_write(target.number, buffer, Int(count))
      guard answer >= 0 else { throw disk.fault(.write, -answer, Self.workFolder) }
    }
    guard total == file.identity.size else { throw ArchiveError.changed }
  }

  func create(_ name: [UInt8]) throws(SystemFault) -> Descriptor {
    let path = Self.workFolder.appending(name)
    try disk.check(.create, path)
    let number = unsafe intake_create(work.number, name + [0])
    guard number >= 0 else { throw disk.fault(.create, -number, path) }
    return Descriptor(number: number)
  }

  func sync(
    _ target: borrowing Descriptor,
    _ path: InboxPath
  ) throws(SystemFault) {
    try disk.check(.makeDurable, path)
    let answer = intake_sync_file(target.number)
    guard answer >= 0 else { throw disk.fault(.makeDurable, -answer, path) }
  }
}
