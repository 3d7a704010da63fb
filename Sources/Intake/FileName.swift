/// A file's name: its bytes, and a text that is safe to show.
package struct FileName: Hashable, Sendable {
  package let bytes: [UInt8]

  package init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  package init(_ text: String) {
    bytes = Array(text.utf8)
  }

  /// The name with `\n`, `\xFF` and the like for what is not printable or not UTF-8.
  package var display: String {
    guard let text = String(validating: bytes, as: UTF8.self) else { return escapedBytes }
    guard text.unicodeScalars.contains(where: Self.isHidden) else { return text }
    var shown = ""
    for scalar in text.unicodeScalars {
      shown += Self.isHidden(scalar) ? scalar.escaped(asASCII: true) : String(scalar)
    }
    return shown
  }

  /// What names are compared by: case and Unicode form (NFC, NFD) do not count.
  ///
  /// Swift compares texts by canonical equivalence, which is NFC.
  package var folded: String { display.lowercased() }

  /// The folded name without its last extension; what `group` by stem compares.
  package var stem: String {
    let text = folded
    guard let dot = text.lastIndex(of: "."), dot != text.startIndex else { return text }
    return String(text[..<dot])
  }

  private var escapedBytes: String {
    var shown = ""
    for byte in bytes {
      if (0x20..<0x7F).contains(byte) {
        shown.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        shown += "\\x" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      }
    }
    return shown
  }

  /// Control and format characters: the latter can turn `gpj.exe` around for the eye.
  private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned: true
    default: false
    }
  }
}
