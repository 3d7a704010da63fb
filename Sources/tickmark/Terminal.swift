import Foundation

/// Standard output and standard error, each line whole.
enum Terminal {
  static var isInteractive: Bool { isatty(1) == 1 }

  static func print(_ text: String, terminator: String = "\n") {
    FileHandle.standardOutput.write(Data((text + terminator).utf8))
  }

  static func error(_ text: String) {
    FileHandle.standardError.write(Data((text + "\n").utf8))
  }
}
