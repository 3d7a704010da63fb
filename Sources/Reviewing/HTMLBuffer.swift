/// HTML written into one buffer, in time that grows with its length.
///
/// Markup is a `StaticString`, so that nothing from a paper can become markup: the compiler takes
/// only literals there. Everything else goes through `text`, which escapes.
struct HTMLBuffer {
  private(set) var bytes: [UInt8] = []

  mutating func markup(_ literal: StaticString) {
    bytes.append(contentsOf: literal.description.utf8)
  }

  /// Text content or the inside of a quoted attribute.
  mutating func text(_ text: String) {
    for byte in VisibleText.of(text).utf8 {
      switch byte {
      case UInt8(ascii: "<"): markup("&lt;")
      case UInt8(ascii: ">"): markup("&gt;")
      case UInt8(ascii: "&"): markup("&amp;")
      case UInt8(ascii: "\""): markup("&quot;")
      case UInt8(ascii: "'"): markup("&#39;")
      default: bytes.append(byte)
      }
    }
  }

  mutating func element(_ open: StaticString, _ content: String, _ close: StaticString) {
    markup(open)
    text(content)
    markup(close)
  }

  /// A value from a paper: set apart, so that right-to-left names do not reorder what stands beside them.
  mutating func value(_ content: String) {
    element("<bdi>", content, "</bdi>")
  }

  /// Values with a dot between them.
  mutating func values(_ contents: [String]) {
    for (position, content) in contents.enumerated() {
      if position > 0 { markup(" <span class=\"dot\">·</span> ") }
      value(content)
    }
  }

  /// An attribute's value that is an id: only ASCII letters, digits and hyphens of `text` are kept.
  mutating func identifier(_ text: String) {
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
        bytes.append(byte)
      default: continue
      }
    }
  }
}
