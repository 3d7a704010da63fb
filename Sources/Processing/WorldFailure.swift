import Intake
import Storage

/// Tells a failing world (full disk, no permission, too many open files) from a bug.
package enum WorldFailure {
  /// The message for a person when `error` may pass; nil when it is something else.
  package static func message(for error: any Error) -> String? {
    if let fault = error as? SystemFault { return "\(fault.message)\n\(fault.remedy)" }
    if let failure = error as? FileSystem.Failure { return "\(failure)" }
    guard Storage.isPassing(error) else { return nil }
    return "The books cannot be opened or written: \(error)\n"
      + "Free space or repair the disk, then try again; nothing is lost."
  }
}
