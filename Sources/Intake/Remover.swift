import CSystem
import Glibc
import Values

/// What became of a file that should leave the inbox.
package enum RemovalResult: Hashable, Sendable {
  case removed
  /// Somebody else took it away.
  case vanished
  /// Another file, or other bytes, stand there now: it stays, and is a new arrival.
  case replaced
  /// Somebody has it open for writing: it stays until they are done.
  case heldOpen
  case failed(SystemFault)
}

/// Takes recorded files out of the inbox, and only the very files that were recorded.
///
/// A file is first renamed to where nobody else can open it, then looked at again, then deleted: so
/// a new file of the same name, or a page that a scanner adds at the last moment, is never lost.
struct Remover {
  static let outgoingPrefix = Array("out.".utf8)
  private static let maximumNumber = 99

  let archive: Archive
  var disk: Disk { archive.disk }

  func remove(_ archived: Archived) -> RemovalResult {
    do {
      return try removeOrThrow(archived)
    } catch let fault as SystemFault {
      return fault.kind == .notFound ? .vanished : .failed(fault)
    } catch {
      preconditionFailure("only system faults are thrown here: \(error)")
    }
  }

  private func removeOrThrow(_ archived: Archived) throws -> RemovalResult {
    let path = archived.path
    let before = try disk.facts(at: path).identity
    guard before.hasSameContent(as: archived.identity) else { return .replaced }
    let folder = try disk.openFolder(path.parent ?? ".")
    let name = workName(for: archived)
    guard try moveOut(path, from: folder, as: name) else {
      return try removeInPlace(archived, folder)
    }
    let held = Archive.workFolder.appending(name)
    let verdict = judge(archived, at: held, expected: before)
    guard verdict == .removed else {
      try putBack(name, into: folder, as: path.name.bytes)
      return verdict
    }
    try unlink(name, in: archive.work, held)
    return .removed
  }

  /// False: not possible here, because it is another device or an old file system.
  private func moveOut(
    _ path: InboxPath,
    from folder: borrowing Descriptor,
    as name: [UInt8]
  ) throws(SystemFault) -> Bool {
    var answer = -disk.faultNumber(.rename, path)
    if answer == 0 {
      answer = unsafe intake_rename_new(
        folder.number,
        path.name.bytes + [0],
        archive.work.number,
        name + [0]
      )
    }
    if [-EXDEV, -EINVAL, -ENOSYS].contains(answer) { return false }
    guard answer >= 0 else { throw disk.fault(.rename, -answer, path) }
    return true
  }

  /// The file may go when it has the recorded bytes and nobody can still write to it.
  private func judge(
    _ archived: Archived,
    at path: InboxPath,
    expected: FileIdentity
  ) -> RemovalResult {
    do throws(SystemFault) {
      let opened = try disk.openFile(path)
      if disk.writer(of: opened) == .somebody { return .heldOpen }
      let now = try disk.facts(of: opened, path).identity
      guard now.hasSameContent(as: archived.identity) else { return .replaced }
      if expected.changedNanoseconds == archived.identity.changedNanoseconds { return .removed }
      // Touched since (chmod, a new link, or times that were set back): only the bytes tell.
      return try archive.digest(opened, path) == archived.hash ? .removed : .replaced
    } catch {
      return .failed(error)
    }
  }

  /// Where the inbox is another file system than the archive.
  ///
  /// The moment between the last look and the deletion cannot be closed there.
  private func removeInPlace(
    _ archived: Archived,
    _ folder: borrowing Descriptor
  ) throws -> RemovalResult {
    let before = try disk.facts(at: archived.path).identity
    let verdict = judge(archived, at: archived.path, expected: before)
    if verdict == .removed { try unlink(archived.path.name.bytes, in: folder, archived.path) }
    return verdict
  }

  /// Under its own name, or a numbered one when somebody took that meanwhile.
  func putBack(
    _ name: [UInt8],
    into folder: borrowing Descriptor,
    as original: [UInt8]
  ) throws(SystemFault) {
    for number in 1...Self.maximumNumber {
      let wanted = number == 1 ? original : Self.numbered(original, number)
      let answer = unsafe intake_rename_new(
        archive.work.number,
        name + [0],
        folder.number,
        wanted + [0]
      )
      if answer >= 0 { return }
      let path = Archive.workFolder.appending(name)
      guard answer == -EEXIST else { throw disk.fault(.rename, -answer, path) }
    }
    throw disk.fault(.rename, EEXIST, Archive.workFolder.appending(name))
  }

  func unlink(
    _ name: [UInt8],
    in folder: borrowing Descriptor,
    _ path: InboxPath
  ) throws(SystemFault) {
    try disk.check(.remove, path)
    let answer = unsafe intake_unlink(folder.number, name + [0])
    guard answer >= 0 else { throw disk.fault(.remove, -answer, path) }
  }

  /// `bill.pdf` becomes `bill (2).pdf`, cut so that it stays a lawful name.
  static func numbered(_ name: [UInt8], _ number: Int) -> [UInt8] {
    let dot = name.lastIndex(of: UInt8(ascii: ".")) ?? name.endIndex
    let ending = Array(" (\(number))".utf8) + name[dot...].prefix(20)
    return name[..<dot].prefix(255 - ending.count) + ending
  }
}
