import CSystem
import FoundationEssentials
import Glibc
import Readers

/// Gives up all rights and then tries what must be impossible.
///
/// Prints one JSON line: each attempt with `denied` and the system's error, for `tickmark doctor`.
enum SelfTest {
  private struct Attempt: Encodable {
    var what: String
    var denied: Bool
    var error: Int32
    /// False where this kernel or build cannot deny it.
    var required: Bool
  }

  private struct Report: Encodable {
    var hardened: Bool
    var error: Int32
    var attempts: [Attempt]
    /// What pictures can be read in, as the hardened process sees it.
    var languages: [String]
  }

  private static let attempts: [(what: String, number: Int, isRequired: Bool)] = [
    ("network", TICKMARK_TRY_NETWORK, true),
    ("open for writing", TICKMARK_TRY_OPEN_FOR_WRITING, true),
    ("delete", TICKMARK_TRY_DELETE, true),
    ("rename", TICKMARK_TRY_RENAME, true),
    ("fork", TICKMARK_TRY_FORK, true),
    ("execute", TICKMARK_TRY_EXECUTE, true),
    ("signal others", TICKMARK_TRY_SIGNAL_OTHERS, true),
    ("trace", TICKMARK_TRY_TRACE, true),
    ("io_uring", TICKMARK_TRY_IO_URING, true),
    ("huge memory", TICKMARK_TRY_HUGE_MEMORY, tickmark_is_sanitized() == 0),
    // Needs Landlock (Linux 5.13, switched on).
    ("read another file", TICKMARK_TRY_READ_OTHER_FILE, false),
  ]

  /// The exit code: 0 when everything required was denied.
  static func run() -> Int32 {
    guard let arguments = ReaderArguments(["tickmark-reader"]) else { return 70 }
    var output = stat()
    // A hardened process cannot make a file longer.
    if unsafe fstat(1, &output) == 0, output.st_mode & S_IFMT == S_IFREG {
      ErrorOutput.write("tickmark-reader: the self-test prints to a terminal or pipe only\n")
      return 2
    }
    let failure = Hardening.harden(arguments, firstClosedDescriptor: 3)
    let tried: [Attempt] =
      failure != 0
      ? []
      : attempts.map { attempt -> Attempt in
        let error = tickmark_try(Int32(attempt.number))
        return Attempt(
          what: attempt.what,
          denied: error != 0,
          error: error,
          required: attempt.isRequired
        )
      }
    let isSafe = failure == 0 && tried.allSatisfy { $0.denied || !$0.required }
    let report = Report(
      hardened: failure == 0,
      error: failure,
      attempts: tried,
      languages: RecognizerShelf.installed
    )
    return print(report) && isSafe ? 0 : 1
  }

  private static func print(_ report: Report) -> Bool {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    do {
      let line = [UInt8](try encoder.encode(report)) + [UInt8(ascii: "\n")]
      return unsafe line.withUnsafeBytes {
        unsafe tickmark_write_all(1, $0.baseAddress, $0.count)
      } == 0
    } catch {
      ErrorOutput.write("tickmark-reader: \(error)\n")
      return false
    }
  }
}
