import Foundation
import Processing

/// Standard output and standard error, each line whole.
///
/// A terminal that was closed under a daemon is no reason to stop: what cannot be shown is dropped.
enum Terminal {
  static var isInteractive: Bool { isatty(1) == 1 }

  /// Columns of standard output; without a terminal the same for everybody.
  static var width: Int {
    var size = winsize()
    guard isInteractive, unsafe ioctl(1, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else {
      return 100
    }
    return min(200, Int(size.ws_col))
  }

  /// `isData`: bytes for another program, which stay as they are unless a person looks at them.
  static func print(_ text: String, terminator: String = "\n", isData: Bool = false) {
    show(isData && !isInteractive ? text : safe(text), terminator, on: 1)
  }

  static func error(_ text: String, terminator: String = "\n") {
    show(safe(text), terminator, on: 2)
  }

  /// Writes the line on standard error over; the one thing that may command the terminal.
  static func overwrite(_ text: String) {
    show("\r\u{1B}[2K" + safe(text), "", on: 2)
  }

  private static func show(_ text: String, _ terminator: String, on descriptor: Int32) {
    do {
      try FileSystem.write(Array((text + terminator).utf8), to: descriptor, path: "the terminal")
    } catch {
      return
    }
  }

  /// What papers say must not command the terminal: control characters and marks of direction are spelled out.
  ///
  /// As `⟨U+001B⟩`, in JSON as its own escape, which says the same. Line ends and tabs stay.
  static func safe(_ text: String) -> String {
    let isPlain = text.utf8.allSatisfy { byte in
      (0x20..<0x7F).contains(byte) || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\t")
    }
    if isPlain || !text.unicodeScalars.contains(where: isHidden) { return text }
    let isJSON = text.hasPrefix("{") || text.hasPrefix("[")
    var shown = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if isHidden(scalar) {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        let four = String(repeating: "0", count: max(0, 4 - digits.count)) + digits
        shown.append(contentsOf: (isJSON ? "\\u\(four)" : "⟨U+\(four)⟩").unicodeScalars)
      } else {
        shown.append(scalar)
      }
    }
    return String(shown)
  }

  private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A: false
    case 0...0x1F, 0x7F...0x9F: true
    // Marks and overrides of direction (Unicode Standard Annex 9).
    case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}
