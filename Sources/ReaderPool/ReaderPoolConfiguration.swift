/// How many readers there are, and what each may use.
package struct ReaderPoolConfiguration: Sendable {
  /// Path of `tickmark-reader`.
  package var executable: String
  /// Readers that work at the same time.
  package var count = 2
  /// Time one file may take, not counting the time that its items wait for the daemon.
  package var timeoutSeconds = 60
  /// Processor time one file may take.
  package var cpuSeconds = 60
  /// Added to both for every megabyte of the file.
  package var secondsPerMegabyte = 1
  /// Memory a reader may fill beyond what it holds at its start.
  package var memoryMegabytes = 512
  /// Answer a file may get: this much, and `answerBytesPerByte` for each of its bytes.
  package var answerMegabytes = 64
  /// A row of twenty bytes can become a document with the place of each value.
  package var answerBytesPerByte = 256
  /// Files one process reads before a fresh one takes its place.
  package var filesPerReader = 5_000
  /// Time a new process has to say that it is ready.
  package var startSeconds = 20
  /// A reader without work for so long is ended, so that an idle daemon holds no memory for it.
  package var idleSeconds = 300

  package init(executable: String) {
    self.executable = executable
  }

  func timeoutMilliseconds(byteCount: Int64) -> Int {
    1_000 * seconds(timeoutSeconds, byteCount: byteCount)
  }

  func cpuSeconds(byteCount: Int64) -> Int {
    seconds(cpuSeconds, byteCount: byteCount)
  }

  func answerBytes(byteCount: Int64) -> Int {
    (answerMegabytes << 20) + answerBytesPerByte * Int(clamping: max(0, min(byteCount, 1 << 40)))
  }

  private func seconds(_ base: Int, byteCount: Int64) -> Int {
    base + secondsPerMegabyte * Int(clamping: max(0, min(byteCount, 1 << 40)) >> 20)
  }
}
