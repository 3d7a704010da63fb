import Glibc
import ReaderPool
import Readings
import Synchronization
import Testing

/// What a pool made of one file, for tests.
struct Result: Equatable {
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

enum Fixture {
  static let misbehaving = folder + "/MisbehavingReader"
  static let real = folder + "/tickmark-reader"

  /// Where the build puts its products: beside the tests' own executable.
  static let folder: String = {
    var buffer = [UInt8](repeating: 0, count: 4_096)
    let count = unsafe buffer.withUnsafeMutableBytes {
      unsafe readlink("/proc/self/exe", $0.baseAddress, $0.count)
    }
    let path = String(decoding: buffer.prefix(max(0, count)), as: UTF8.self)
    return path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
      .joined(separator: "/")
  }()

  static func configuration(_ executable: String = misbehaving) -> ReaderPoolConfiguration {
    var configuration = ReaderPoolConfiguration(executable: executable)
    configuration.count = 1
    // Only what hangs on purpose waits for this; a busy machine must not fail the others.
    configuration.timeoutSeconds = 30
    return configuration
  }

  /// An open file with `text` in it, for reading only.
  static func file(_ text: String) throws -> Int32 {
    var name = Array("/tmp/tickmark-pool-XXXXXX".utf8CString)
    let writer = unsafe name.withUnsafeMutableBufferPointer { unsafe mkstemp($0.baseAddress) }
    try #require(writer >= 0)
    defer { close(writer) }
    let bytes = Array(text.utf8)
    let written = unsafe bytes.withUnsafeBytes { unsafe write(writer, $0.baseAddress, $0.count) }
    try #require(written == bytes.count)
    let reader = unsafe name.withUnsafeBufferPointer { name -> Int32 in
      guard let path = name.baseAddress else { return -1 }
      defer { unsafe unlink(path) }
      return unsafe open(path, O_RDONLY | O_CLOEXEC)
    }
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
  ) async throws -> Result {
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
    return Result(outcome: outcome, items: items.withLock { $0 })
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
