import Documents
import Glibc
import ReaderPool
import Testing

@Suite struct MisbehaviourTests {
  /// Reads a bad file between two good ones: it costs itself only.
  private func check(
    _ text: String,
    _ configuration: ReaderPoolConfiguration = Fixture.configuration(),
    _ isExpected: (ReaderDeath.Cause) -> Bool
  ) async throws {
    try await withPool(configuration) { pool in
      try await pool.expect("entries 3", lines: [1, 2, 3])
      let first = pool.processIdentifiers
      let bad = try await pool.read(text)
      let cause = try #require(bad.cause, "\(bad.outcome)")
      #expect(isExpected(cause), "\(cause)")
      #expect(pool.processIdentifiers.isEmpty)
      try await pool.expect("entries 2", lines: [1, 2])
      #expect(pool.processIdentifiers != first)
      // A first answer that makes no sense is tried once more with a fresh process.
      let again = if case .brokeProtocol = cause { 1 } else { 0 }
      let tally = pool.tally
      #expect(tally.files == 2 && tally.deaths == 1, "\(tally)")
      #expect((2...2 + again).contains(tally.started), "\(tally)")
    }
  }

  @Test func `a crash costs one file`() async throws {
    try await check("abort") { $0 == .crashed(signal: SIGABRT) }
    try await check("segfault") { $0 == .crashed(signal: SIGSEGV) }
    // By somebody, or by a machine without memory: nobody knows that the file was too large.
    try await check("killed") { $0 == .crashed(signal: SIGKILL) }
  }

  @Test func `a reader that ends itself costs one file`() async throws {
    try await check("exit 3") { $0 == .exited(code: 3) }
    try await check("exit 0") { $0 == .exited(code: 0) }
    try await check("half") { $0 == .exited(code: 0) }
  }

  @Test(arguments: ["hang", "halfAndHang"])
  func `a reader that hangs is ended after its time`(text: String) async throws {
    var configuration = Fixture.configuration()
    configuration.timeoutSeconds = 1
    try await check(text, configuration) { $0 == .tookTooLong(seconds: 1) }
  }

  @Test func `a reader that computes without end is ended by the system`() async throws {
    var configuration = Fixture.configuration()
    configuration.cpuSeconds = 1
    try await check("spin", configuration) { $0 == .usedTooMuchProcessorTime(seconds: 1) }
  }

  @Test(.enabled(if: Fixture.limitsMemory))
  func `a reader that eats memory is ended`() async throws {
    var configuration = Fixture.configuration()
    configuration.memoryMegabytes = 96
    try await check("eat", configuration) { $0 == .ranOutOfMemory(megabytes: 96) }
  }

  @Test(arguments: ["rubbish", "badText", "hugeLength", "otherFile", "twoEnds", "close"])
  func `an answer that breaks the rules is not believed`(text: String) async throws {
    try await check(text) { cause in
      if case .brokeProtocol = cause { true } else { false }
    }
  }

  @Test func `a flood is cut off`() async throws {
    var configuration = Fixture.configuration()
    configuration.answerMegabytes = 4
    try await check("flood", configuration) { $0 == .answeredTooMuch(megabytes: 4) }
  }

  @Test func `what the process said last is kept`() async throws {
    try await withPool(Fixture.configuration()) { pool in
      let result = try await pool.read("complain")
      let expected = ReaderDeath(.exited(code: 9), detail: "the last complaint")
      #expect(result.outcome == .died(expected))
    }
  }

  @Test func `a process that complains without end does not stop`() async throws {
    try await withPool(Fixture.configuration()) { pool in
      try await pool.expect("chatter 5", lines: [1, 2, 3, 4, 5])
    }
  }

  @Test func `a death without work costs no file`() async throws {
    try await withPool(Fixture.configuration()) { pool in
      for _ in 0..<3 {
        try await pool.expect("thenDie")
        // Dying takes its time on a busy machine, and who dies with the next file in hand has cost it.
        for _ in 0..<6_000 where !pool.processIdentifiers.isEmpty {
          try await Task.sleep(for: .milliseconds(5))
        }
        try await pool.expect("entries 2", lines: [1, 2])
      }
      #expect(pool.tally.deaths == 0)
    }
  }

  @Test func `what a reader says unasked is not the next file's answer`() async throws {
    try await withPool(Fixture.configuration()) { pool in
      _ = try await pool.read("thenTalk")
      let next = try await pool.read("entries 1")
      // Either it was heard in time and thrown away with its process, or the file before was
      // refused for it; a line 667 must never arrive.
      #expect(next.lines == [1])
    }
  }

  @Test func `what is heard late of an earlier file costs the next one a fresh process only`()
    async throws
  {
    try await withPool(Fixture.configuration()) { pool in
      try await pool.expect("entries 2", lines: [1, 2])
      try await pool.expect("talkUnlessFirst", lines: [1])
      #expect(pool.tally.deaths == 0)
      #expect(pool.tally.started == 2)
    }
  }

  @Test func `every death has words for a bookkeeper`() {
    let causes: [ReaderDeath.Cause] = [
      .crashed(signal: 11), .exited(code: 1), .tookTooLong(seconds: 60),
      .usedTooMuchProcessorTime(seconds: 60), .ranOutOfMemory(megabytes: 512),
      .brokeProtocol("a wrong day"), .answeredTooMuch(megabytes: 64),
    ]
    let problems = causes.map { ReaderDeath($0).problem }
    #expect(Set(problems.map(\.code)).count == causes.count)
    for problem in problems {
      #expect(problem.scope == .file)
      #expect(problem.message.hasSuffix(".") && problem.remedy.hasSuffix("."))
      #expect(problem.code.hasPrefix("reader."))
    }
  }
}
