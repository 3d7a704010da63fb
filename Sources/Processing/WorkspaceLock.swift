import Glibc

/// One daemon (or one command that writes) at a time: an advisory lock that the kernel gives back when the process dies.
package final class WorkspaceLock: Sendable {
  private let descriptor: Int32

  /// Nil when another process holds the workspace.
  package init?(_ workspace: Workspace) throws {
    try FileSystem.makeFolder(workspace.state, mode: 0o700)
    let descriptor = unsafe open(workspace.lock, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw FileSystem.Failure(what: "open", path: workspace.lock, errorNumber: errno)
    }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      let error = errno
      close(descriptor)
      guard error == EWOULDBLOCK else {
        throw FileSystem.Failure(what: "lock", path: workspace.lock, errorNumber: error)
      }
      return nil
    }
    self.descriptor = descriptor
  }

  deinit {
    close(descriptor)
  }
}
