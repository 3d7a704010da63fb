import CSystem
import Glibc
import Values
import Workflows

extension Remover {
  /// The leftover's name says what it was: hash, workflow and (the end of) its old name.
  func workName(for archived: Archived) -> [UInt8] {
    let prefix = Self.outgoingPrefix + Array("\(archived.hash.hex).".utf8)
    let unique =
      archive.newWorkName(prefix) + Array(".\(Self.short(archived.workflow)).".utf8)
    return unique + archived.path.name.bytes.suffix(255 - unique.count)
  }

  /// Ends removals that a crash interrupted; call it at start.
  ///
  /// A leftover whose bytes are in the archive is deleted: it was recorded before its removal
  /// began. Any other goes back to its workflow's folder.
  ///
  /// - Returns: what could not be dealt with; it stays, and is tried again at the next start.
  func recover(_ folders: WatchedFolders) throws(SystemFault) -> [SystemFault] {
    let listing = try disk.openFolder(Archive.workFolder)
    let names = try disk.list(listing, Archive.workFolder)
    return names.filter { $0.starts(with: Self.outgoingPrefix) }.compactMap { name in
      do throws(SystemFault) {
        try recover(name, folders)
        return nil
      } catch {
        return error
      }
    }
  }

  private func recover(_ name: [UInt8], _ folders: WatchedFolders) throws(SystemFault) {
    // out . hash . process . number . workflow . name
    let parts = name.split(
      separator: UInt8(ascii: "."),
      maxSplits: 5,
      omittingEmptySubsequences: false
    )
    let path = Archive.workFolder.appending(name)
    guard parts.count == 6,
      let hash = ContentHash(hex: String(decoding: parts[1], as: UTF8.self))
    else { throw disk.fault(.rename, EINVAL, path) }
    let opened = try disk.openFile(path)
    if try archive.digest(opened, path) == hash, try archive.verify(hash) == .sound {
      return try unlink(name, in: archive.work, path)
    }
    let workflow = String(decoding: parts[4], as: UTF8.self)
    guard let watched = folders.all.first(where: { Self.short($0.workflow) == workflow }) else {
      throw disk.fault(.rename, ENOENT, path)
    }
    let folder = try disk.openOrMakeFolder(watched.folder)
    try putBack(name, into: folder, as: Array(parts[5]))
  }

  private static func short(_ workflow: WorkflowID) -> String { String(workflow.name.prefix(60)) }
}
