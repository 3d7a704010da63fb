import CSystem
import Glibc

/// One reader process as its thread sees it.
struct ReaderChild {
  enum Ending: Equatable {
    case exited(code: Int32)
    case signalled(Int32)
    /// Somebody else took the result.
    case unknown
  }

  enum Received: Equatable {
    case bytes(Int)
    case nothingYet
    case closed
  }

  private var child: tickmark_child
  private var errorText: [UInt8] = []
  private(set) var peakMegabytes = 0
  /// What the process said last is kept up to this many bytes.
  private static let maximumErrorText = 4_096

  /// Starts a process; the calling thread has to live as long as it does.
  ///
  /// Returns the error number when it cannot be started.
  static func start(_ configuration: ReaderPoolConfiguration) -> Result<ReaderChild, StartFailure> {
    let arguments = [
      configuration.executable, "--socket=3", "--parent=\(getpid())",
      "--memory-bytes=\(configuration.memoryMegabytes << 20)",
    ]
    var child = tickmark_child()
    let failure = unsafe withCStrings(arguments) { arguments in
      unsafe withCStrings(environment) { environment in
        unsafe tickmark_child_start(configuration.executable, arguments, environment, &child)
      }
    }
    return failure == 0 ? .success(ReaderChild(child: child)) : .failure(StartFailure(failure))
  }

  struct StartFailure: Error {
    let number: Int32
    init(_ number: Int32) { self.number = number }

    /// As the system says it: "Permission denied".
    var words: String { unsafe String(cString: strerror(number)) }
  }

  private init(child: tickmark_child) {
    self.child = child
  }

  var processIdentifier: Int32 { child.pid }
  var socket: Int32 { child.socket }
  var errors: Int32 { child.errors }
  var process: Int32 { child.process }

  /// Sends some of `bytes`: the count, or minus the error number.
  func send(_ bytes: ArraySlice<UInt8>, descriptor: Int32) -> Int {
    unsafe bytes.withUnsafeBytes {
      unsafe tickmark_send(socket, $0.baseAddress, $0.count, descriptor)
    }
  }

  func receive(into buffer: inout [UInt8]) -> Received {
    let count = unsafe buffer.withUnsafeMutableBytes {
      unsafe tickmark_receive(socket, $0.baseAddress, $0.count)
    }
    if count > 0 { return .bytes(count) }
    return count == -Int(EAGAIN) ? .nothingYet : .closed
  }

  /// Takes what the process wrote to its error output, so that it never fills up.
  mutating func takeErrors() {
    guard errors >= 0 else { return }
    var piece = [UInt8](repeating: 0, count: Self.maximumErrorText)
    let count = unsafe piece.withUnsafeMutableBytes {
      unsafe tickmark_receive(errors, $0.baseAddress, $0.count)
    }
    if count > 0 {
      errorText = Array((errorText + piece.prefix(count)).suffix(Self.maximumErrorText))
    } else if count != -Int(EAGAIN) {
      close(child.errors)
      child.errors = -1
    }
  }

  /// The last line that the process wrote, at most 300 characters.
  var lastWords: String? {
    let text = String(decoding: errorText, as: UTF8.self)
    return text.split(whereSeparator: \.isNewline).last { !$0.isEmpty }.map {
      String($0.prefix(300))
    }
  }

  /// What was said about memory, whichever library said it.
  var complainedOfMemory: Bool {
    let text = String(decoding: errorText, as: UTF8.self)
    return ["allocate", "bad_alloc", "out of memory", "Out of memory"].contains {
      text.contains($0)
    }
  }

  /// Ends the process at once and takes its result.
  mutating func kill() -> Ending {
    unsafe tickmark_child_kill(&child)
    return reap(withinMilliseconds: -1) ?? .unknown
  }

  /// Closes our end, which asks the process to end, and sees to it that it does.
  mutating func retire(withinMilliseconds patience: Int32) {
    close(child.socket)
    child.socket = -1
    if reap(withinMilliseconds: patience) == nil { _ = kill() }
  }

  /// Takes the result of a process that is ending; nil when it still runs after that time.
  mutating func reap(withinMilliseconds patience: Int32) -> Ending? {
    var end = tickmark_child_end()
    let failure = unsafe tickmark_child_reap(&child, patience, &end)
    guard failure != ETIMEDOUT else { return nil }
    takeErrors()
    unsafe tickmark_child_close(&child)
    guard failure == 0 else { return .unknown }
    peakMegabytes = end.peak_kilobytes >> 10
    return end.signal != 0 ? .signalled(end.signal) : .exited(code: end.code)
  }

  /// Nothing of the daemon's own environment, where secrets may stand.
  private static var environment: [String] {
    // A crash report would be written by another program, which the reader may not start.
    var list = ["LANG=C.UTF-8", "TZ=UTC", "SWIFT_BACKTRACE=enable=no", "MALLOC_ARENA_MAX=2"]
    // Recognition would start a thread for each core, which only wait for each other.
    list.append("OMP_THREAD_LIMIT=1")
    if let path = unsafe getenv("LD_LIBRARY_PATH") {
      unsafe list.append("LD_LIBRARY_PATH=" + String(cString: path))
    }
    return list
  }
}

/// Calls `body` with `texts` as C wants them: an array of C strings with nil at its end.
private func withCStrings<Result>(
  _ texts: [String],
  _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> Result
) -> Result {
  var strings: [UnsafeMutablePointer<CChar>?] = unsafe texts.map { unsafe strdup($0) }
  unsafe strings.append(nil)
  defer { for index in unsafe strings.indices { unsafe free(strings[index]) } }
  return unsafe strings.withUnsafeBufferPointer { buffer in
    guard let base = buffer.baseAddress else { preconditionFailure("a list with an end") }
    return unsafe body(base)
  }
}
