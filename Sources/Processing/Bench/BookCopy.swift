import Glibc
import Storage

/// A copy of the books to try something out on; the books themselves are not touched by it.
package enum BookCopy {
  private static let prefix = "copy."

  /// A name that no other copy has; it tells whose it is.
  static func newPath(in work: String, for process: Int32) -> String {
    "\(work)/\(prefix)\(process).\(UInt64.random(in: 0 ... .max)).db"
  }

  /// Removes the copy with everything that SQLite put beside it.
  package static func remove(_ path: String) {
    for end in ["", "-wal", "-shm", "-journal"] { _ = unsafe unlink(path + end) }
  }

  private static func isAlive(_ process: Int32) -> Bool {
    // Somebody else's process is alive, too.
    kill(process, 0) == 0 || errno == EPERM
  }

  /// Removes copies whose makers are gone.
  static func removeLeftovers(in work: String) {
    for name in FileSystem.names(in: work) where name.hasPrefix(prefix) {
      let process = name.dropFirst(prefix.count).prefix { $0 != "." }
      if let process = Int32(process), process > 0, isAlive(process) { continue }
      _ = unsafe unlink("\(work)/\(name)")
    }
  }
}

extension Office {
  /// Copies the books for the process that asks; the answer's text is the path, which the asker removes.
  func copyBooks(for process: Int32) throws -> OfficeAnswer {
    BookCopy.removeLeftovers(in: workspace.work)
    let path = BookCopy.newPath(in: workspace.work, for: process)
    do {
      try storage.copy(to: path)
    } catch {
      BookCopy.remove(path)
      throw error
    }
    return OfficeAnswer(path)
  }
}
