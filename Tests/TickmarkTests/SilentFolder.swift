import Foundation
import Glibc
import Testing

/// A watched folder on FUSE: a file that is put into the folder behind it gives no event.
final class SilentFolder: Sendable {
  /// The folder that others write to.
  let behind: String
  private let mounted: String
  private let server: ChildProcess

  /// True when a mount works here, tried once.
  static let isPossible: Bool = {
    guard Tool.has("bindfs"), unsafe access("/dev/fuse", R_OK | W_OK) == 0 else { return false }
    do {
      let scratch = try Scratch([:])
      defer { scratch.close() }
      let server = try serve(scratch, scratch.path("inbox/bank"), "inbox/invoices")
      defer { end(server, scratch.path("inbox/invoices")) }
      for _ in 0..<200 where server.poll() == nil {
        if isMounted(scratch.path("inbox/invoices")) { return true }
        usleep(10_000)
      }
      return false
    } catch {
      return false
    }
  }()

  init(_ scratch: Scratch, at name: String) async throws {
    behind = scratch.outside + "/behind"
    mounted = scratch.path(name)
    try scratch.makeFolder(behind)
    server = try Self.serve(scratch, behind, name)
    let (server, mounted) = (server, mounted)
    try await scratch.eventually("\(name) is mounted") {
      if let code = server.poll() {
        throw ChildProcess.Failure(description: "bindfs ended with \(code): \(server.errors)")
      }
      return Self.isMounted(mounted)
    }
  }

  func unmount() { Self.end(server, mounted) }

  /// Proves on an inotify instance of our own that a file behind the mount tells nothing, but one in it does.
  func isSilent() async throws -> Bool {
    let watcher = inotify_init1(Int32(IN_NONBLOCK) | Int32(IN_CLOEXEC))
    try #require(watcher >= 0)
    defer { Glibc.close(watcher) }
    try #require(
      unsafe inotify_add_watch(watcher, mounted, UInt32(IN_CREATE | IN_CLOSE_WRITE)) >= 0
    )
    let probes = [behind + "/probe", mounted + "/probe-2"]
    var told: [Bool] = []
    for probe in probes {
      try #require(FileManager.default.createFile(atPath: probe, contents: Data()))
      try await Task.sleep(for: .milliseconds(300))
      var buffer = [UInt8](repeating: 0, count: 4_096)
      told.append(unsafe read(watcher, &buffer, buffer.count) > 0)
      try FileManager.default.removeItem(atPath: probe)
    }
    return told == [false, true]
  }

  private static func serve(
    _ scratch: Scratch,
    _ behind: String,
    _ name: String
  ) throws -> ChildProcess {
    let program = try #require(Tool.path("bindfs"))
    return try scratch.start(["-f", behind, scratch.path(name)], program: program)
  }

  private static func isMounted(_ path: String) -> Bool {
    let above = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    var (own, parent) = (stat(), stat())
    guard unsafe stat(path, &own) == 0 else { return false }
    guard unsafe stat(above.joined(separator: "/"), &parent) == 0 else { return false }
    return own.st_dev != parent.st_dev
  }

  /// On SIGTERM bindfs unmounts by itself; a mount that is still in use is detached.
  private static func end(_ server: ChildProcess, _ mounted: String) {
    server.send(SIGTERM)
    for _ in 0..<300 where server.poll() == nil { usleep(10_000) }
    if isMounted(mounted) { _ = unsafe umount2(mounted, Int32(MNT_DETACH)) }
  }
}
