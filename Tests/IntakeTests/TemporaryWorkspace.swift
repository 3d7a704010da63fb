import Glibc
import Intake
import Workflows

/// A real workspace folder that goes away with this value.
final class TemporaryWorkspace {
  let root: String
  let disk: Disk

  init(faults: Disk.Faults? = nil) throws {
    root = "/tmp/tickmark-intake-\(getpid())-\(UInt64.random(in: 0...UInt64.max))"
    guard unsafe mkdir(root, 0o755) == 0 else { throw NoFolder() }
    disk = try Disk(workspace: root, faults: faults)
    folder("inbox")
  }

  deinit {
    Self.removeTree(Array(root.utf8))
  }

  func archive(reserveBytes: Int64 = 0) throws -> Archive {
    try Archive(disk: disk, reserveBytes: reserveBytes)
  }

  func folder(_ path: String) {
    _ = unsafe mkdir(absolute(path), 0o755)
  }

  /// Writes in place: opens, writes, closes.
  func write(_ path: String, _ text: String) {
    write(Array(path.utf8), Array(text.utf8))
  }

  func write(_ path: [UInt8], _ bytes: [UInt8]) {
    let number = unsafe open(
      (Array(absolute("").utf8) + path).cString,
      O_WRONLY | O_CREAT | O_TRUNC,
      0o644
    )
    precondition(number >= 0, "cannot write")
    let count = unsafe Glibc.write(number, bytes, bytes.count)
    precondition(count == bytes.count)
    _ = Glibc.close(number)
  }

  func openForWriting(_ path: String, appends: Bool = false) -> Int32 {
    let flags = O_WRONLY | O_CREAT | O_CLOEXEC | (appends ? O_APPEND : 0)
    let number = unsafe open(absolute(path), flags, 0o644)
    precondition(number >= 0, "cannot open")
    return number
  }

  func append(_ number: Int32, _ text: String) {
    let bytes = Array(text.utf8)
    let count = unsafe Glibc.write(number, bytes, bytes.count)
    precondition(count == bytes.count)
  }

  func rename(_ from: String, _ to: String) {
    let answer = unsafe Glibc.rename(absolute(from), absolute(to))
    precondition(answer == 0, "cannot rename \(from)")
  }

  func delete(_ path: String) { _ = unsafe unlink(absolute(path)) }
  func removeFolder(_ path: String) { Self.removeTree(Array(absolute(path).utf8)) }
  func chmod(_ path: String, _ mode: mode_t) { _ = unsafe Glibc.chmod(absolute(path), mode) }
  func link(_ target: String, _ path: String) { _ = unsafe symlink(target, absolute(path)) }

  /// Makes the folder and what is missing above it.
  func folders(_ path: String) {
    var made = ""
    for part in path.split(separator: "/") {
      made += (made.isEmpty ? "" : "/") + part
      folder(made)
    }
  }

  func setModified(_ path: String, secondsFromNow: Int) {
    let time = timespec(tv_sec: Glibc.time(nil) + secondsFromNow, tv_nsec: 0)
    let answer = unsafe utimensat(AT_FDCWD, absolute(path), [time, time], 0)
    precondition(answer == 0)
  }

  func copyModified(_ identity: FileIdentity, to path: String) {
    let nanoseconds = Int(identity.modifiedNanoseconds)
    let time = timespec(tv_sec: nanoseconds / 1_000_000_000, tv_nsec: nanoseconds % 1_000_000_000)
    let answer = unsafe utimensat(AT_FDCWD, absolute(path), [time, time], 0)
    precondition(answer == 0)
  }

  func text(_ path: String) -> String? {
    let number = unsafe open(absolute(path), O_RDONLY)
    guard number >= 0 else { return nil }
    defer { _ = Glibc.close(number) }
    var buffer = [UInt8](repeating: 0, count: 1 << 20)
    let count = unsafe read(number, &buffer, buffer.count)
    return String(decoding: buffer.prefix(max(0, count)), as: UTF8.self)
  }

  func names(_ path: String) -> [String] {
    do {
      let opened = try disk.openFolder(InboxPath(path))
      return try disk.list(opened, InboxPath(path)).map { FileName(bytes: $0).display }.sorted()
    } catch {
      return []
    }
  }

  func ready(_ path: String, _ text: String) throws -> ReadyFile {
    write(path, text)
    return try ready(path)
  }

  func ready(_ path: String) throws -> ReadyFile {
    ReadyFile(
      workflow: WorkflowID("bills"),
      path: InboxPath(path),
      identity: try disk.facts(at: InboxPath(path)).identity
    )
  }

  func absolute(_ path: String) -> String { root + "/" + path }

  private static func removeTree(_ path: [UInt8]) {
    let kept = path.cString
    if let folder = unsafe opendir(kept) {
      while let entry = unsafe readdir(folder) {
        let name = unsafe withUnsafeBytes(of: unsafe entry.pointee.d_name) {
          unsafe Array($0.prefix { $0 != 0 })
        }
        if name == Array(".".utf8) || name == Array("..".utf8) { continue }
        let inner = path + Array("/".utf8) + name
        if unsafe unlink(inner.cString) != 0 { removeTree(inner) }
      }
      _ = unsafe closedir(folder)
    }
    _ = unsafe rmdir(kept)
  }

  private struct NoFolder: Error {}
}

extension [UInt8] {
  /// For C: with the NUL at the end.
  var cString: [CChar] { (self + [0]).map(CChar.init(bitPattern:)) }
}
