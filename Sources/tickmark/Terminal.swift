import Foundation
import Processing

/// Standard output and standard error, each line whole.
///
/// A terminal that was closed under a daemon is no reason to stop: what cannot be shown is dropped.
enum Terminal {
  static var isInteractive: Bool { isatty(1) == 1 }

  static func print(_ text: String, terminator: String = "\n") {
    show(text + terminator, on: 1)
  }

  static func error(_ text: String, terminator: String = "\n") {
    show(text + terminator, on: 2)
  }

  private static func show(_ text: String, on descriptor: Int32) {
    do {
      try FileSystem.write(Array(text.utf8), to: descriptor, path: "the terminal")
    } catch {
      return
    }
  }
}
