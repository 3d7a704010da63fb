import Foundation
import Glibc
import Synchronization

/// A child in a process group of its own, so that nothing it starts can outlive the test.
///
/// What it prints goes to files: no pipe can fill up and hold it.
final class ChildProcess: Sendable {
  struct Failure: Error, CustomStringConvertible {
    var description: String
  }

  /// A child has its parent's open files for a moment.
  ///
  /// A file that is being written must not look as if somebody held it, so writing and spawning take turns.
  static let spawning = Mutex(())

  let id: pid_t
  let outputPath: String
  let errorPath: String
  private let exit = Mutex<Int32?>(nil)

  init(_ program: String, _ arguments: [String], folder: String, log: String) throws {
    outputPath = log + ".out"
    errorPath = log + ".err"
    // `env` becomes the program, in the other folder.
    let words = ["/usr/bin/env", "-C", folder, program] + arguments
    id = try Self.spawn(words, outputPath, errorPath)
  }

  var output: String { Self.text(outputPath) }
  var errors: String { Self.text(errorPath) }

  /// The exit code, 128 + the signal that ended it, or nil while it runs.
  func poll() -> Int32? {
    exit.withLock { exit in
      if let exit { return exit }
      var status: Int32 = 0
      guard unsafe waitpid(id, &status, WNOHANG) == id else { return nil }
      let signal = status & 0x7F
      exit = signal == 0 ? (status >> 8) & 0xFF : 128 + signal
      return exit
    }
  }

  /// Waits for its end; one that does not come in time is a failure, and the group is killed.
  func end(seconds: Int = 60) async throws -> Int32 {
    let deadline = ContinuousClock.now + .seconds(seconds)
    // Looked at once more behind the deadline: where the other tests keep all threads busy, it is this test that comes late.
    while true {
      let isLate = ContinuousClock.now >= deadline
      if let code = poll() { return code }
      if isLate { break }
      try await Task.sleep(for: .milliseconds(5))
    }
    killGroup()
    throw Failure(description: "no end in \(seconds) s; it said: \(output)\(errors)")
  }

  func send(_ signal: Int32) { kill(id, signal) }

  func killGroup() {
    kill(-id, SIGKILL)
    while poll() == nil { usleep(2_000) }
  }

  /// Members of its group that still run: readers that nobody ended.
  var group: [pid_t] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return names.compactMap { pid_t($0) }.filter { Self.isAlive($0, inGroup: id) }
  }

  /// `VmHWM` or another line of its status, in kB.
  func memory(_ line: String) -> Int? {
    let text = Self.text("/proc/\(id)/status")
    let found = text.split(separator: "\n").first { $0.hasPrefix(line + ":") }
    return found.flatMap { Int($0.filter(\.isNumber)) }
  }

  static func text(_ path: String) -> String {
    String(decoding: FileManager.default.contents(atPath: path) ?? Data(), as: UTF8.self)
  }

  private static func isAlive(_ process: pid_t, inGroup group: pid_t) -> Bool {
    guard getpgid(process) == group else { return false }
    // The state stands behind the name in parentheses; Z is dead and waits to be reaped.
    let parts = text("/proc/\(process)/stat").split(separator: ")")
    return parts.last.map { !$0.hasPrefix(" Z") } ?? false
  }

  private static func spawn(
    _ words: [String],
    _ output: String,
    _ errors: String
  ) throws -> pid_t {
    var actions = unsafe posix_spawn_file_actions_t()
    var attributes = posix_spawnattr_t()
    unsafe posix_spawn_file_actions_init(&actions)
    unsafe posix_spawnattr_init(&attributes)
    defer {
      unsafe posix_spawn_file_actions_destroy(&actions)
      unsafe posix_spawnattr_destroy(&attributes)
    }
    let flags = O_WRONLY | O_CREAT | O_TRUNC
    unsafe posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    unsafe posix_spawn_file_actions_addopen(&actions, 1, output, flags, 0o600)
    unsafe posix_spawn_file_actions_addopen(&actions, 2, errors, flags, 0o600)
    unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))
    unsafe posix_spawnattr_setpgroup(&attributes, 0)
    var arguments = unsafe words.map { unsafe strdup($0) } + [nil]
    var environment =
      unsafe ProcessInfo.processInfo.environment.map { unsafe strdup("\($0.key)=\($0.value)") }
      + [nil]
    defer {
      for index in unsafe arguments.indices { unsafe free(arguments[index]) }
      for index in unsafe environment.indices { unsafe free(environment[index]) }
    }
    var id: pid_t = 0
    let error = Self.spawning.withLock { _ in
      unsafe posix_spawn(&id, words[0], &actions, &attributes, &arguments, &environment)
    }
    guard error == 0 else {
      throw Failure(description: "\(words[0]): \(unsafe String(cString: strerror(error)))")
    }
    return id
  }
}
