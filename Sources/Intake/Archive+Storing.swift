import CSystem
import Glibc
import Values

extension Archive {
  /// A file whose bytes lie under a temporary name.
  struct Copied {
    var name: [UInt8]
    var hash: ContentHash
  }

  /// Copies the files into the archive and makes them durable; the inbox is untouched.
  ///
  /// The results stand in the order of `files`. Of a file that failed nothing is left behind.
  package func store(_ files: [ReadyFile]) -> [Result<Archived, ArchiveError>] {
    let syncsFileSystem = files.count >= Self.batchForFileSystemSync
    var copies = copyAll(files, syncsEach: !syncsFileSystem)
    if syncsFileSystem { copies = afterFileSystemSync(copies) }
    var placed = copies.map { copy in copy.flatMap { place($0, syncsFolders: !syncsFileSystem) } }
    if syncsFileSystem, let fault = syncFileSystem() {
      placed = placed.map { $0.flatMap { _ in .failure(.fault(fault)) } }
    }
    return zip(files, placed).map { file, result in
      result.map { Archived(file: file, hash: $0) }
    }
  }

  private func copyAll(
    _ files: [ReadyFile],
    syncsEach: Bool
  ) -> [Result<Copied, ArchiveError>] {
    if let fault = lackOfSpace(for: files) {
      return files.map { _ in .failure(.fault(fault)) }
    }
    var buffer = [UInt8](repeating: 0, count: Self.copyBytes)
    return files.map { file in
      Result { () throws(ArchiveError) in try copy(file, syncs: syncsEach, &buffer) }
    }
  }

  private func lackOfSpace(for files: [ReadyFile]) -> SystemFault? {
    let free = intake_free_bytes(work.number)
    let wanted = files.reduce(Int64(0)) { $0 + $1.identity.size }
    guard free >= 0, free < wanted + reserveBytes else { return nil }
    return disk.fault(.write, ENOSPC, Self.folder)
  }

  /// One sync for all copies; if it fails, none of them counts.
  private func afterFileSystemSync(
    _ copies: [Result<Copied, ArchiveError>]
  ) -> [Result<Copied, ArchiveError>] {
    guard let fault = syncFileSystem() else { return copies }
    return copies.map { copy in
      copy.flatMap { copied in
        discard(copied.name)
        return .failure(.fault(fault))
      }
    }
  }

  private func syncFileSystem() -> SystemFault? {
    do {
      try disk.check(.makeDurable, Self.folder)
    } catch {
      return error
    }
    let answer = intake_sync_file_system(work.number)
    return answer >= 0 ? nil : disk.fault(.makeDurable, -answer, Self.folder)
  }

  /// Gives a copy its lasting name.
  private func place(
    _ copied: Copied,
    syncsFolders: Bool
  ) -> Result<ContentHash, ArchiveError> {
    do throws(SystemFault) {
      return .success(try place(copied, syncsFolders: syncsFolders))
    } catch {
      return .failure(.fault(error))
    }
  }

  /// Gives a copy its lasting name; a copy that cannot have it is removed.
  func place(_ copied: Copied, syncsFolders: Bool = true) throws(SystemFault) -> ContentHash {
    do throws(SystemFault) {
      let (first, second) = Self.folderNames(copied.hash)
      let path = Self.folder.appending(first).appending(second)
      let folder = try disk.openOrMakeFolder(path)
      try rename(copied, into: folder)
      if syncsFolders {
        try sync(folder)
        // A process that died may have made these two without making them durable.
        try sync(disk.openFolder(Self.folder.appending(first)))
        try sync(root)
      }
      return copied.hash
    } catch {
      discard(copied.name)
      throw error
    }
  }

  /// Keeps a blob that is there already, once its bytes have proved sound.
  private func rename(_ copied: Copied, into folder: borrowing Descriptor) throws(SystemFault) {
    let path = Self.path(of: copied.hash)
    try disk.check(.rename, path)
    let from = copied.name + [0]
    let to = Array(copied.hash.hex.utf8) + [0]
    var answer = unsafe intake_rename_new(work.number, from, folder.number, to)
    if answer == -EEXIST {
      if try verify(copied.hash) == .sound { return discard(copied.name) }
      answer = unsafe intake_rename_over(work.number, from, folder.number, to)
    } else if answer == -EINVAL || answer == -ENOSYS {
      // A file system without RENAME_NOREPLACE: replacing equal bytes by equal bytes is harmless.
      answer = unsafe intake_rename_over(work.number, from, folder.number, to)
    }
    guard answer >= 0 else { throw disk.fault(.rename, -answer, path) }
  }

  private func sync(_ folder: borrowing Descriptor) throws(SystemFault) {
    try disk.check(.makeDurable, Self.folder)
    let answer = intake_sync_file(folder.number)
    guard answer >= 0 else { throw disk.fault(.makeDurable, -answer, Self.folder) }
  }
}
