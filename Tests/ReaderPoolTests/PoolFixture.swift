import Books
import CSystem
import Glibc
import ReaderPool
import Readings
import Synchronization
import Testing

/// What a pool made of one file, for tests.
struct PoolAnswer: Equatable {
  var outcome: ReadOutcome
  var items: [ReadingItem]

  var lines: [Int] {
    items.compactMap { if case .entry(let entry) = $0 { entry.line } else { nil } }
  }

  var cause: ReaderDeath.Cause? {
    if case .died(let death) = outcome { death.cause } else { nil }
  }

  var isFinished: Bool { if case .finished = outcome { true } else { false } }
}

extension PoolAnswer: CustomTestStringConvertible {
  var testDescription: String { "\(outcome) after \(items.count) items" }
}

enum Fixture {
  static let misbehaving = folder + "/MisbehavingReader"
  static let real = folder + "/tickmark-reader"

  /// False in a build with sanitizers.
  static let limitsMemory = tickmark_is_sanitized() == 0

  /// Where the build puts its products: beside the tests' own executable.
  static let folder: String = {
    var buffer = [CChar](repeating: 0, count: 4_096)
    let count = unsafe readlink("/proc/self/exe", &buffer, buffer.count)
    let bytes = buffer.prefix(max(0, count)).map { UInt8(bitPattern: $0) }
    let path = String(decoding: bytes, as: UTF8.self)
    return path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
      .joined(separator: "/")
  }()

  static func configuration(_ executable: String = misbehaving) -> ReaderPoolConfiguration {
    var configuration = ReaderPoolConfiguration(executable: executable)
    configuration.count = 1
    // Only what hangs on purpose waits for this; a busy machine must not fail the others.
    configuration.timeoutSeconds = 30
    // Nor may a reader be sent away as idle because its test waited long for its next turn.
    configuration.idleSeconds = 86_400
    return configuration
  }

  /// An open file with `text` in it, for reading only.
  static func file(_ text: String) throws -> Int32 {
    let path = "/tmp/tickmark-pool-\(getpid())-\(UInt64.random(in: 0 ... .max))"
    let writer = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    try #require(writer >= 0)
    defer {
      close(writer)
      unsafe unlink(path)
    }
    let bytes = Array(text.utf8)
    let written = unsafe bytes.withUnsafeBytes { unsafe write(writer, $0.baseAddress, $0.count) }
    try #require(written == bytes.count)
    let reader = unsafe open(path, O_RDONLY | O_CLOEXEC)
    try #require(reader >= 0)
    return reader
  }

  static func openDescriptors() -> Int {
    (0..<Int32(1_024)).filter { fcntl($0, F_GETFD) >= 0 }.count
  }
}

extension ReaderPool {
  /// Reads a file whose text is `text`.
  func read(
    _ text: String,
    onItems: @Sendable ([ReadingItem]) async throws -> Void = { _ in }
  ) async throws -> PoolAnswer {
    let items = Mutex<[ReadingItem]>([])
    let outcome = try await read(
      descriptor: try Fixture.file(text),
      instructions: ReadInstructions(target: .ledger),
      fileName: "a file",
      byteCount: Int64(text.utf8.count)
    ) { more in
      items.withLock { $0 += more }
      try await onItems(more)
    }
    return PoolAnswer(outcome: outcome, items: items.withLock { $0 })
  }
}

extension ReaderPool {
  /// Expects that the file with this text is read to its end, with these lines if they are given.
  func expect(
    _ text: String,
    lines: [Int]? = nil,
    _ location: SourceLocation = #_sourceLocation
  ) async throws {
    let answer = try await read(text)
    #expect(answer.isFinished, "\(answer.outcome)", sourceLocation: location)
    if let lines { #expect(answer.lines == lines, sourceLocation: location) }
  }
}

/// Runs `body` with a pool and sees to it that its processes end.
func withPool(
  _ configuration: ReaderPoolConfiguration,
  _ body: (ReaderPool) async throws -> Void
) async throws {
  let pool = ReaderPool(configuration: configuration)
  do {
    try await body(pool)
  } catch {
    await pool.shutdown()
    throw error
  }
  await pool.shutdown()
}
