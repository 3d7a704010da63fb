/// Makes text that a stranger wrote safe to show: nothing in it can hide, reorder or command.
///
/// Control characters, marks that turn the direction of writing, and characters without width are
/// shown as `⟨U+202E⟩`. They are evidence, so they are not dropped. Joiners stay: names and
/// scripts need them.
enum VisibleText {
  /// `text` with hidden characters spelled out; line ends and tabs become spaces.
  static func of(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { isHidden($0) || isSpace($0) }) else { return text }
    var shown = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if isSpace(scalar) {
        shown.append(" ")
      } else if isHidden(scalar) {
        shown.append(contentsOf: "⟨U+\(hex(scalar))⟩".unicodeScalars)
      } else {
        shown.append(scalar)
      }
    }
    return String(shown)
  }

  /// The same, but line ends stay, all as line feeds.
  static func lines(of text: String) -> String {
    guard text.unicodeScalars.contains(where: { $0 == "\n" || $0 == "\r" }) else { return of(text) }
    return text.split(separator: /\r\n|\r|\n/, omittingEmptySubsequences: false)
      .map { of(String($0)) }.joined(separator: "\n")
  }

  static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0...0x1F, 0x7F...0x9F: true
    // Marks and overrides of direction (Unicode Standard Annex 9).
    case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x206F: true
    case 0x00AD, 0x180E, 0x200B, 0x2028, 0x2029, 0x2060...0x2064, 0xFEFF, 0xFFF9...0xFFFB: true
    // Tags, and the code points that are no characters.
    case 0xE0000...0xE0FFF, 0xFDD0...0xFDEF: true
    default: scalar.value & 0xFFFE == 0xFFFE
    }
  }

  private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "\n" || scalar == "\r" || scalar == "\t"
  }

  private static func hex(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}
