import CSystem
import FoundationEssentials
import Glibc
import ReaderPool
import Readings
import Testing

/// The real `tickmark-reader`: what it is kept from doing, and that it never stays behind.
@Suite struct ReaderProcessTests {
  private struct Report: Decodable {
    struct Attempt: Decodable {
      var what: String
      var denied: Bool
      var required: Bool
    }
    var hardened: Bool
    var attempts: [Attempt]
  }

  @Test func `after hardening everything dangerous is denied`() throws {
    let (output, code) = try Self.run(Fixture.real, "--self-test")
    let report = try JSONDecoder().decode(Report.self, from: Data(output.utf8))
    #expect(report.hardened)
    for attempt in report.attempts where attempt.required {
      #expect(attempt.denied, "\(attempt.what)")
    }
    #expect(report.attempts.count == Int(TICKMARK_TRY_COUNT))
    #expect(code == 0)
  }

  @Test(.enabled(if: Fixture.limitsMemory))
  func `what is denied is denied in a pool's process too`() async throws {
    try await withPool(Fixture.configuration()) { pool in
      let attempts = (0..<Int(TICKMARK_TRY_COUNT)).filter { $0 != TICKMARK_TRY_READ_OTHER_FILE }
      for attempt in attempts { try await pool.expect("try \(attempt)", lines: [1]) }
      #expect(pool.tally.started == 1)
    }
  }

  @Test func `a reader is started ready and ends with its pool`() async throws {
    let pool = ReaderPool(configuration: Fixture.configuration(Fixture.real))
    let result = try await pool.read("")
    // Whatever it makes of an empty file, it was there.
    if case .unavailable(let words) = result.outcome { Issue.record("\(words)") }
    let processes = pool.processIdentifiers
    await pool.shutdown()
    #expect(processes.allSatisfy { !ReaderPoolTests.isThere($0) })
  }

  @Test(arguments: [Fixture.real, Fixture.misbehaving])
  func `a reader does not outlive its daemon`(program: String) async throws {
    // A shell stands in for the daemon: it starts the reader, says its number and is killed.
    let daemon = try Daemon(program: program)
    #expect(ReaderPoolTests.isThere(daemon.reader))
    #expect(kill(daemon.process, SIGKILL) == 0)
    let reaped = waitpid(daemon.process, nil, 0)
    #expect(reaped == daemon.process)
    // The orphan is reaped by the system's first process, or stays as a zombie without one.
    while Self.isRunning(daemon.reader) { try await Task.sleep(for: .milliseconds(10)) }
    close(daemon.wire)
  }

  @Test func `a reader whose daemon is gone at its start does not begin`() throws {
    // Number 1 is not who starts it.
    let (_, code) = try Self.run(Fixture.real, "--parent=1")
    #expect(code == 71)
  }

  @Test func `arguments that are not understood are refused`() throws {
    #expect(try Self.run(Fixture.real, "--nonsense").code == 2)
    #expect(try Self.run(Fixture.real, "--socket=-4").code == 2)
  }

  /// False for a zombie too.
  private static func isRunning(_ process: Int32) -> Bool {
    guard let file = unsafe fopen("/proc/\(process)/stat", "r") else { return false }
    defer { unsafe fclose(file) }
    var line = [CChar](repeating: 0, count: 500)
    guard unsafe fgets(&line, 500, file) != nil else { return false }
    let text = String(decoding: line.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return !text.contains(") Z ")
  }

  private struct NoPipe: Error {}

  private static func run(
    _ program: String,
    _ argument: String
  ) throws -> (output: String, code: Int32) {
    let command = "exec '\(program)' '\(argument)' 2>/dev/null"
    guard let pipe = unsafe popen(command, "r") else { throw NoPipe() }
    var output: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 4_096)
    while true {
      let count = unsafe fread(&piece, 1, piece.count, pipe)
      guard count > 0 else { break }
      output += piece.prefix(count)
    }
    let status = unsafe pclose(pipe)
    return (String(decoding: output, as: UTF8.self), (status >> 8) & 0xFF)
  }

  /// A process that starts a reader and waits.
  private struct Daemon {
    let process: Int32
    let reader: Int32
    /// Our end of the reader's wire: open, so that only the daemon's death can end the reader.
    let wire: Int32

    init(program: String) throws {
      var ends: [Int32] = [0, 0]
      var wires: [Int32] = [0, 0]
      try #require(unsafe pipe(&ends) == 0)
      let kind = Int32(SOCK_STREAM.rawValue)
      try #require(unsafe socketpair(AF_UNIX, kind, 0, &wires) == 0)
      wire = wires[0]
      // `exec` keeps the shell's number, which is the one that the reader watches.
      let script = "'\(program)' --socket=3 --parent=$$ & echo $! >&9; exec sleep 1000"
      process = try Self.start(script, wire: wires[1], output: ends[1])
      close(ends[1])
      close(wires[1])
      var digits = [UInt8](repeating: 0, count: 32)
      let count = unsafe Glibc.read(ends[0], &digits, digits.count)
      close(ends[0])
      let text = String(decoding: digits.prefix(max(0, count)), as: UTF8.self)
      reader = try #require(Int32(text.split(separator: "\n").first ?? ""))
      // Its hello says that it is past its own check of its parent.
      let hello = unsafe Glibc.read(wire, &digits, ReaderWire.hello.count)
      try #require(hello == ReaderWire.hello.count)
    }

    private static func start(_ script: String, wire: Int32, output: Int32) throws -> Int32 {
      var actions = unsafe posix_spawn_file_actions_t()
      unsafe posix_spawn_file_actions_init(&actions)
      defer { unsafe posix_spawn_file_actions_destroy(&actions) }
      unsafe posix_spawn_file_actions_adddup2(&actions, output, 9)
      unsafe posix_spawn_file_actions_adddup2(&actions, wire, 3)
      let words = ["sh", "-c", script]
      var arguments: [UnsafeMutablePointer<CChar>?] = unsafe words.map { word in
        unsafe strdup(word)
      }
      unsafe arguments.append(nil)
      defer { for index in unsafe arguments.indices { unsafe free(arguments[index]) } }
      var process: Int32 = 0
      let failure = unsafe posix_spawn(&process, "/bin/sh", &actions, nil, arguments, environ)
      try #require(failure == 0)
      return process
    }
  }
}
