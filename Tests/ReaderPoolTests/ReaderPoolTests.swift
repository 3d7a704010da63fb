import Glibc
import ReaderPool
import Readings
import Synchronization
import Testing

@Suite struct ReaderPoolTests {
  @Test func `items arrive in the file's order`() async throws {
    try await withPool(Fixture.configuration()) { pool in
      let result = try await pool.read("entries 5000")
      #expect(result.lines == Array(1...5_000))
      var summary = ReadingSummary(kind: .csv)
      summary.entries = 5_000
      #expect(result.outcome == .finished(summary))
    }
  }

  @Test func `one process reads many files`() async throws {
    try await withPool(Fixture.configuration()) { pool in
      for count in 1..<51 {
        try await pool.expect("entries \(count)", lines: Array(1...count))
      }
      #expect(pool.tally == ReaderTally(started: 1, files: 50, deaths: 0))
    }
  }

  @Test func `no process is started before the first file`() async throws {
    try await withPool(Fixture.configuration()) { pool in
      #expect(pool.processIdentifiers.isEmpty)
      #expect(pool.tally.started == 0)
    }
  }

  @Test func `a reader is replaced after its number of files`() async throws {
    var configuration = Fixture.configuration()
    configuration.filesPerReader = 3
    try await withPool(configuration) { pool in
      for _ in 0..<7 { try await pool.expect("entries 1") }
      #expect(pool.tally == ReaderTally(started: 3, files: 7, deaths: 0))
    }
  }

  @Test func `many files at once each get their own answer`() async throws {
    var configuration = Fixture.configuration()
    configuration.count = 3
    try await withPool(configuration) { pool in
      try await withThrowingTaskGroup(of: Bool.self) { group in
        for count in 0..<120 {
          group.addTask {
            let isBad = count % 10 == 7
            let result = try await pool.read(isBad ? "abort" : "entries \(count)")
            return isBad ? result.cause == .crashed(signal: SIGABRT) : result.items.count == count
          }
        }
        for try await isRight in group { #expect(isRight) }
      }
      #expect(pool.tally.files == 108)
      #expect(pool.tally.deaths == 12)
      #expect(pool.processIdentifiers.count <= 3)
    }
  }

  @Test func `a slow caller holds the reader back`() async throws {
    try await withPool(Fixture.configuration()) { pool in
      // 200,000 entries are some 30 MB on the wire; all of them in memory would be 260 MB.
      let count = Mutex(0)
      let before = Self.residentMegabytes()
      let highest = Mutex(0)
      let outcome = try await pool.read(
        descriptor: try Fixture.file("entries 200000"),
        instructions: ReadInstructions(target: .ledger),
        fileName: "long",
        byteCount: 14
      ) { items in
        let seen = count.withLock { count in
          count += items.count
          return count
        }
        if seen % 20_000 == 0 {
          try await Task.sleep(for: .milliseconds(20))
          highest.withLock { $0 = max($0, Self.residentMegabytes()) }
        }
      }
      if case .finished = outcome {} else { Issue.record("\(outcome)") }
      #expect(count.withLock { $0 } == 200_000)
      #expect(highest.withLock { $0 } - before < 64)
    }
  }

  @Test func `time that the caller takes is not the file's`() async throws {
    var configuration = Fixture.configuration()
    configuration.timeoutSeconds = 2
    try await withPool(configuration) { pool in
      // Thirty frames: far more than the two that may wait between reader and caller.
      let answer = try await pool.read("entries 6000") { _ in
        try await Task.sleep(for: .milliseconds(100))
      }
      #expect(answer.items.count == 6_000)
      #expect(answer.isFinished)
    }
  }

  @Test func `what the caller throws comes back and ends the process`() async throws {
    struct DiskFull: Error {}
    try await withPool(Fixture.configuration()) { pool in
      await #expect(throws: DiskFull.self) {
        _ = try await pool.read("entries 100000") { _ in throw DiskFull() }
      }
      try await pool.expect("entries 1")
    }
  }

  @Test func `cancelling ends the process`() async throws {
    var configuration = Fixture.configuration()
    configuration.timeoutSeconds = 600
    try await withPool(configuration) { pool in
      let task = Task { try await pool.read("hang") }
      while pool.processIdentifiers.isEmpty { try await Task.sleep(for: .milliseconds(5)) }
      let process = try #require(pool.processIdentifiers.first)
      task.cancel()
      await #expect(throws: CancellationError.self) { _ = try await task.value }
      #expect(!Self.isThere(process))
      try await pool.expect("entries 1")
    }
  }

  @Test func `cancelling a file that waits for a reader lets it go`() async throws {
    // Longer than a busy machine may keep this test from looking.
    var configuration = Fixture.configuration()
    configuration.timeoutSeconds = 600
    try await withPool(configuration) { pool in
      let busy = Task { try await pool.read("hang") }
      while pool.processIdentifiers.isEmpty { try await Task.sleep(for: .milliseconds(5)) }
      let waiting = Task { try await pool.read("entries 1") }
      try await Task.sleep(for: .milliseconds(20))
      waiting.cancel()
      await #expect(throws: CancellationError.self) { _ = try await waiting.value }
      busy.cancel()
      await #expect(throws: CancellationError.self) { _ = try await busy.value }
    }
  }

  @Test func `a pool that stops gives its files back`() async throws {
    var configuration = Fixture.configuration()
    configuration.timeoutSeconds = 600
    let pool = ReaderPool(configuration: configuration)
    async let busy = pool.read("hang")
    while pool.processIdentifiers.isEmpty { try await Task.sleep(for: .milliseconds(5)) }
    async let waiting = pool.read("entries 1")
    let processes = pool.processIdentifiers
    await pool.shutdown()
    for result in try await [busy, waiting] {
      guard case .unavailable = result.outcome else {
        Issue.record("\(result.outcome)")
        continue
      }
    }
    #expect(processes.allSatisfy { !Self.isThere($0) })
    guard case .unavailable = try await pool.read("entries 1").outcome else {
      Issue.record("a pool that stopped reads no more")
      return
    }
  }

  @Test(arguments: ["/nowhere/tickmark-reader", "/bin/false", "/bin/true", "/etc/passwd"])
  func `a program that does not start is no fault of the file`(path: String) async throws {
    try await withPool(Fixture.configuration(path)) { pool in
      let result = try await pool.read("entries 1")
      guard case .unavailable(let words) = result.outcome else {
        Issue.record("\(result.outcome)")
        return
      }
      #expect(words.contains("program that reads files"))
    }
  }

  @Test func `no descriptor stays open behind`() async throws {
    // Other tests run beside this one, so only a leak for every file or death would show; theirs are given back in time.
    let before = Fixture.openDescriptors()
    try await withPool(Fixture.configuration()) { pool in
      for number in 0..<200 {
        if number % 2 == 0 {
          try await pool.expect("entries 1")
        } else {
          _ = try await pool.read("exit 1")
        }
      }
    }
    for _ in 0..<6_000 where Fixture.openDescriptors() - before >= 80 {
      try await Task.sleep(for: .milliseconds(10))
    }
    #expect(Fixture.openDescriptors() - before < 80)
  }

  @Test func `a reader without work is ended after a while and comes back`() async throws {
    var configuration = Fixture.configuration()
    configuration.idleSeconds = 1
    try await withPool(configuration) { pool in
      try await pool.expect("entries 1")
      while !pool.processIdentifiers.isEmpty { try await Task.sleep(for: .milliseconds(50)) }
      try await pool.expect("entries 1")
      #expect(pool.tally == ReaderTally(started: 2, files: 2, deaths: 0))
    }
  }

  /// Signal 0 also finds a process that has ended and was not reaped.
  static func isThere(_ process: Int32) -> Bool { kill(process, 0) == 0 }

  static func residentMegabytes() -> Int {
    guard let file = unsafe fopen("/proc/self/statm", "r") else { return 0 }
    defer { unsafe fclose(file) }
    var line = [CChar](repeating: 0, count: 200)
    let isRead = unsafe line.withUnsafeMutableBufferPointer {
      unsafe fgets($0.baseAddress, 200, file) != nil
    }
    guard isRead else { return 0 }
    let text = String(decoding: line.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let pages = text.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
    return pages * 4_096 >> 20
  }
}
