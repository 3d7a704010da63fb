package import Documents
import Glibc

/// Why a reader died over a file.
package struct ReaderDeath: Hashable, Sendable, Codable {
  package enum Cause: Hashable, Sendable, Codable {
    /// The process was ended by this signal.
    case crashed(signal: Int32)
    /// The process ended itself in the middle of the file.
    case exited(code: Int32)
    case tookTooLong(seconds: Int)
    case usedTooMuchProcessorTime(seconds: Int)
    case ranOutOfMemory(megabytes: Int)
    /// The answer was not what a reader says; what was wrong.
    case brokeProtocol(String)
    case answeredTooMuch(megabytes: Int)
  }

  package var cause: Cause
  /// The last that the process said, for whoever repairs the reader.
  ///
  /// It may quote the file, so it does not belong into a log at info level.
  package var detail: String?

  package init(_ cause: Cause, detail: String? = nil) {
    self.cause = cause
    self.detail = detail
  }
}

extension ReaderDeath {
  /// Stable: `reader.crashed`, `reader.timeout`, ...
  package var code: String {
    switch cause {
    case .crashed: "reader.crashed"
    case .exited: "reader.stopped"
    case .tookTooLong: "reader.timeout"
    case .usedTooMuchProcessorTime: "reader.processor-time"
    case .ranOutOfMemory: "reader.memory"
    case .brokeProtocol: "reader.protocol"
    case .answeredTooMuch: "reader.answer-too-large"
    }
  }

  /// One sentence for a bookkeeper.
  package var message: String {
    switch cause {
    case .crashed(signal: SIGKILL):
      "The program that reads files was ended from outside while it read this file, by somebody or because the machine had no memory left (signal 9)."
    case .crashed(let signal):
      "The program that reads files crashed on this file (signal \(signal))."
    case .exited(let code):
      "The program that reads files stopped in the middle of this file (code \(code))."
    case .tookTooLong(let seconds):
      "Reading this file took longer than \(seconds) seconds and was stopped."
    case .usedTooMuchProcessorTime(let seconds):
      "Reading this file took more than \(seconds) seconds of computing and was stopped."
    case .ranOutOfMemory(let megabytes):
      "Reading this file needed more than \(megabytes) MB of memory and was stopped."
    case .brokeProtocol(let what):
      "The program that reads files gave an answer about this file that makes no sense (\(what))."
    case .answeredTooMuch(let megabytes):
      "Reading this file gave more than \(megabytes) MB of data and was stopped."
    }
  }

  package var remedy: String {
    switch cause {
    case .tookTooLong, .usedTooMuchProcessorTime, .ranOutOfMemory, .answeredTooMuch:
      "Ask for the file in smaller parts, or let an administrator raise the limit."
    case .crashed(signal: SIGKILL):
      "The file is kept and nothing of it was used. Drop it again; if that happens again, let an administrator look at the machine's memory."
    case .crashed, .exited, .brokeProtocol:
      """
      The file is kept and nothing of it was used. It may be damaged: open it, and ask the sender \
      for a fresh copy. If it opens well elsewhere, report it as a fault in Tickmark.
      """
    }
  }

  /// As something wrong with the file as a whole.
  package var problem: Problem {
    Problem(code: code, scope: .file, message: message, remedy: remedy)
  }
}
