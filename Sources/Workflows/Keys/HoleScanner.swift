/// Finds the `}` that closes a hole: braces and quoted texts inside the expression are its own.
struct HoleScanner {
  private let text: [UInt8]

  init(_ text: [UInt8]) { self.text = text }

  /// The place of the closing brace; nil when there is none.
  func end(from start: Int) -> Int? {
    var depth = 0
    var quote: UInt8?
    var index = start
    while index < text.count {
      let byte = text[index]
      if let open = quote {
        if byte == UInt8(ascii: "\\") { index += 1 }
        if byte == open { quote = nil }
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      } else if byte == UInt8(ascii: "{") {
        depth += 1
      } else if byte == UInt8(ascii: "}") {
        if depth == 0 { return index }
        depth -= 1
      }
      index += 1
    }
    return nil
  }
}
