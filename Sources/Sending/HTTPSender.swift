import Glibc

/// One message over HTTP, and what the other side said.
package struct HTTPMessage: Sendable, Hashable {
  package var url: String
  /// JSON.
  package var body: [UInt8]
  /// The same for each attempt, so that a receiver can tell a repetition: `Idempotency-Key`.
  package var key: String
  /// Sent as `Authorization: Bearer`.
  package var secret: String?

  package init(url: String, body: [UInt8], key: String, secret: String? = nil) {
    self.url = url
    self.body = body
    self.key = key
    self.secret = secret
  }
}

/// What became of an attempt.
package enum SendOutcome: Sendable, Hashable {
  /// The status is 200 to 299.
  case accepted(status: Int)
  /// The receiver does not want it, and would not want it again: another status of 300 to 499.
  case refused(status: Int)
  /// Worth another try: no connection, no answer in time, or a status that says so (408, 425, 429, 500 and above).
  case failed(String)

  package static func of(status: Int) -> SendOutcome {
    switch status {
    case 200...299: .accepted(status: status)
    case 408, 425, 429: .failed("the receiver answered \(status)")
    case 300...499: .refused(status: status)
    default: .failed("the receiver answered \(status)")
    }
  }
}

/// Sends messages with Debian's `curl` in a process of its own, so that the daemon has no network client.
///
/// Address, secret and body reach it in files that only this user can read, never in its arguments. Redirects are not followed,
/// certificates are checked, and nothing but HTTP and HTTPS is spoken.
package struct HTTPSender: Sendable {
  /// A folder of our own for what curl is told and what it says.
  private let work: String
  private let program: String

  package init(work: String, program: String = "curl") {
    self.work = work
    self.program = program
  }

  /// Seconds for all of one attempt.
  package static let seconds = 30
  private static let prefix = "message-"

  /// Whether the program is there to be started.
  package static func isInstalled(_ program: String = "curl") -> Bool {
    let path = unsafe getenv("PATH").map { unsafe String(cString: $0) } ?? "/usr/bin:/bin"
    return path.split(separator: ":").contains { unsafe access("\($0)/\(program)", X_OK) == 0 }
  }

  /// Takes away what a daemon that died has left.
  package static func removeLeftovers(in work: String) {
    guard let folder = unsafe opendir(work) else { return }
    defer { unsafe closedir(folder) }
    while let entry = unsafe readdir(folder) {
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) {
        unsafe $0.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
      }
      if name.hasPrefix(prefix) { _ = unsafe unlink("\(work)/\(name)") }
    }
  }

  /// One attempt; cancelling the task ends it, and what was sent by then is not known.
  package func send(_ message: HTTPMessage) async -> SendOutcome {
    let base = "\(work)/\(Self.prefix)\(message.key)"
    let files = ["told", "body", "said", "wrong"].map { "\(base).\($0)" }
    defer { for file in files { _ = unsafe unlink(file) } }
    do throws(Failure) {
      try Self.write(message.body, to: files[1])
      try Self.write(Array(Self.told(message, body: files[1]).utf8), to: files[0])
      let child = try start(files)
      return outcome(await wait(for: child), files)
    } catch {
      return .failed(error.reason)
    }
  }

  private struct Failure: Error {
    var reason: String
  }

  /// curl's configuration.
  ///
  /// Source: curl(1), `--config`.
  static func told(_ message: HTTPMessage, body: String) -> String {
    var lines = [
      "url = \(quoted(message.url))",
      "request = \"POST\"",
      "header = \"Content-Type: application/json\"",
      "header = \(quoted("Idempotency-Key: \(message.key)"))",
      "header = \"User-Agent: Tickmark\"",
      "header = \"Expect:\"",
      "data-binary = \(quoted("@\(body)"))",
      "proto = \"=http,https\"",
      "max-time = \(seconds)",
      "max-redirs = 0",
      "output = \"/dev/null\"",
      "write-out = \"%{http_code}\"",
      "silent",
      "show-error",
      "globoff",
    ]
    if let secret = message.secret {
      lines.append("header = \(quoted("Authorization: Bearer \(secret)"))")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func quoted(_ text: String) -> String {
    var out = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": out += "\\\(scalar)"
      // No header and no address has a line break; one in a secret would be a header of its own.
      case "\n", "\r", "\0": continue
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out + "\""
  }

  private static func write(_ bytes: [UInt8], to path: String) throws(Failure) {
    let file = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw Failure(reason: "cannot write \(path): \(Self.words(errno))") }
    defer { close(file) }
    var written = 0
    while written < bytes.count {
      let count = unsafe bytes.withUnsafeBytes { buffer in
        unsafe Glibc.write(file, buffer.baseAddress?.advanced(by: written), bytes.count - written)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw Failure(reason: "cannot write \(path): \(Self.words(errno))") }
      written += count
    }
  }

  private static func words(_ number: Int32) -> String {
    unsafe String(cString: strerror(number))
  }
}

// MARK: The process

extension HTTPSender {
  private func start(_ files: [String]) throws(Failure) -> pid_t {
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    let made = O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW
    unsafe posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    unsafe posix_spawn_file_actions_addopen(&actions, 1, files[2], made, 0o600)
    unsafe posix_spawn_file_actions_addopen(&actions, 2, files[3], made, 0o600)
    var child = pid_t()
    // `-q` first: no file of the user's own says anything else.
    let words = [program, "-q", "--config", files[0]]
    let failure = unsafe Self.withArguments(words) { arguments in
      unsafe posix_spawnp(&child, program, &actions, nil, arguments, environ)
    }
    guard failure == 0 else {
      throw Failure(
        reason: failure == ENOENT
          ? "\(program) is not installed: apt-get install curl"
          : "\(program) does not start: \(Self.words(failure))"
      )
    }
    return child
  }

  private static func withArguments(
    _ words: [String],
    _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> Int32
  ) -> Int32 {
    var arguments: [UnsafeMutablePointer<CChar>?] = unsafe words.map { unsafe strdup($0) }
    unsafe arguments.append(nil)
    defer {
      for index in unsafe arguments.indices { unsafe free(arguments[index]) }
    }
    return unsafe arguments.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return EINVAL }
      return unsafe body(base)
    }
  }

  /// The exit code; nil: it was ended, by a signal or by us.
  private func wait(for child: pid_t) async -> Int32? {
    let end = ContinuousClock.now.advanced(by: .seconds(Self.seconds + 10))
    var pause = Duration.milliseconds(5)
    var status: Int32 = 0
    while true {
      let ended = unsafe waitpid(child, &status, WNOHANG)
      if ended == child { return status & 0x7F == 0 ? (status >> 8) & 0xFF : nil }
      if ended < 0, errno != EINTR { return nil }
      if Task.isCancelled || ContinuousClock.now > end { break }
      do {
        try await Task.sleep(for: pause)
      } catch {
        break
      }
      pause = min(pause * 2, .milliseconds(100))
    }
    kill(child, SIGKILL)
    while unsafe waitpid(child, &status, 0) < 0, errno == EINTR {}
    return nil
  }

  private func outcome(_ code: Int32?, _ files: [String]) -> SendOutcome {
    guard let code else { return .failed("the sending was ended before there was an answer") }
    // An answer that is cut off was an answer: its status stands, whatever curl says of its end.
    if let status = Int(Self.read(files[2])), status > 0 { return .of(status: status) }
    let said = Self.read(files[3]).split(separator: "\n").first.map(String.init) ?? ""
    return .failed(said.isEmpty ? "\(program) ended with \(code)" : said)
  }

  private static func read(_ path: String) -> String {
    let file = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return "" }
    defer { close(file) }
    var buffer = [UInt8](repeating: 0, count: 1_024)
    let count = unsafe Glibc.read(file, &buffer, buffer.count)
    return String(decoding: buffer.prefix(max(0, count)), as: UTF8.self)
  }
}
