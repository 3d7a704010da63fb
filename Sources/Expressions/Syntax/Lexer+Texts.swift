/// What stands before a text's content.
struct TextPrefix {
  var isRaw = false
  var isBytes = false
  var quote: UInt8
  var isTriple: Bool
  /// Bytes of prefix and opening quotes.
  var length: Int
}

extension Lexer {
  /// What a text that begins here begins with; nil where none begins.
  func textPrefix() -> TextPrefix? {
    var (isRaw, isBytes) = (false, false)
    var length = 0
    while length < 2, let byte = peek(length) {
      if byte | 0x20 == UInt8(ascii: "r"), !isRaw {
        isRaw = true
      } else if byte | 0x20 == UInt8(ascii: "b"), !isBytes {
        isBytes = true
      } else {
        break
      }
      length += 1
    }
    guard let quote = peek(length), quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
      return nil
    }
    let isTriple = peek(length + 1) == quote && peek(length + 2) == quote
    return TextPrefix(
      isRaw: isRaw,
      isBytes: isBytes,
      quote: quote,
      isTriple: isTriple,
      length: length + (isTriple ? 3 : 1)
    )
  }

  mutating func text(_ prefix: TextPrefix) throws(ExpressionFault) {
    let start = position
    move(to: position + prefix.length)
    var content: [UInt8] = []
    while !closes(prefix) {
      guard let byte = peek(0), prefix.isTriple || (byte != 0x0A && byte != 0x0D) else {
        throw unclosed(prefix, from: start)
      }
      if byte == UInt8(ascii: "\\"), !prefix.isRaw {
        try escape(prefix, into: &content)
      } else if byte == UInt8(ascii: "\\"), let escaped = peek(1), escaped == prefix.quote {
        // In a raw text a backslash keeps the quote behind it from ending the text, and stays.
        content += [byte, escaped]
        move(to: position + 2)
      } else {
        content.append(byte)
        move(to: position + 1)
      }
    }
    move(to: position + (prefix.isTriple ? 3 : 1))
    add(
      prefix.isBytes ? .bytes(content) : .text(String(decoding: content, as: UTF8.self)),
      from: start
    )
  }

  private func closes(_ prefix: TextPrefix) -> Bool {
    peek(0) == prefix.quote
      && (!prefix.isTriple || (peek(1) == prefix.quote && peek(2) == prefix.quote))
  }

  private func unclosed(_ prefix: TextPrefix, from start: Int) -> ExpressionFault {
    let quote = String(
      repeating: Character(UnicodeScalar(prefix.quote)),
      count: prefix.isTriple ? 3 : 1
    )
    return ExpressionFault(
      .syntax,
      "the text that begins here has no closing \(quote)",
      at: start..<position,
      expected: quote
    )
  }

  private static let simpleEscapes: [UInt8: UInt8] = [
    UInt8(ascii: "a"): 0x07, UInt8(ascii: "b"): 0x08, UInt8(ascii: "f"): 0x0C,
    UInt8(ascii: "n"): 0x0A, UInt8(ascii: "r"): 0x0D, UInt8(ascii: "t"): 0x09,
    UInt8(ascii: "v"): 0x0B, UInt8(ascii: "\\"): UInt8(ascii: "\\"),
    UInt8(ascii: "?"): UInt8(ascii: "?"), UInt8(ascii: "\""): UInt8(ascii: "\""),
    UInt8(ascii: "'"): UInt8(ascii: "'"), UInt8(ascii: "`"): UInt8(ascii: "`"),
  ]

  private mutating func escape(
    _ prefix: TextPrefix,
    into content: inout [UInt8]
  ) throws(ExpressionFault) {
    let start = position
    guard let kind = peek(1) else { throw unclosed(prefix, from: start) }
    if let byte = Self.simpleEscapes[kind] {
      content.append(byte)
      move(to: position + 2)
      return
    }
    let digits: (count: Int, radix: UInt32)? =
      switch kind {
      case UInt8(ascii: "x"), UInt8(ascii: "X"): (2, 16)
      case UInt8(ascii: "u") where !prefix.isBytes: (4, 16)
      case UInt8(ascii: "U") where !prefix.isBytes: (8, 16)
      case UInt8(ascii: "0")...UInt8(ascii: "3"): (3, 8)
      default: nil
      }
    guard let (count, radix) = digits else { throw badEscape(start, length: 2) }
    let first = radix == 8 ? start + 1 : start + 2
    let value = try escapedValue(from: first, count: count, radix: radix, escape: start)
    move(to: first + count)
    if prefix.isBytes {
      content.append(UInt8(truncatingIfNeeded: value))
    } else if let scalar = UnicodeScalar(value) {
      content += Array(String(Character(scalar)).utf8)
    } else {
      throw badEscape(start, length: first + count - start)
    }
  }

  private func escapedValue(
    from first: Int,
    count: Int,
    radix: UInt32,
    escape: Int
  ) throws(ExpressionFault) -> UInt32 {
    var value: UInt32 = 0
    for index in first..<(first + count) {
      guard index < bytes.count, let digit = bytes[index].hexValue, digit < radix else {
        throw badEscape(escape, length: min(index + 1, bytes.count) - escape)
      }
      value = value &* radix &+ digit
    }
    return value
  }

  private func badEscape(_ start: Int, length: Int) -> ExpressionFault {
    let end = min(bytes.count, start + length)
    let text = String(decoding: bytes[start..<end], as: UTF8.self)
    return ExpressionFault(
      .badLiteral,
      "\(text) is no character: a backslash is written \\\\, or the text as r\"...\" (a pattern best so)",
      at: start..<end,
      expected: #"one of \n \t \" \' \\ \xFF \u00E4 \U0001F600 \101"#
    )
  }
}

extension Lexer {
  private static let typographicQuotes = ["“", "”", "„", "‘", "’", "‚", "«", "»"]

  private func typographicQuote(at place: Int) -> Bool {
    let rest = bytes[place...]
    return Self.typographicQuotes.contains { rest.starts(with: $0.utf8) }
  }

  /// Reads `“Kessel”` as the text that was meant, with a fault; false where no such text begins.
  mutating func typographicText() -> Bool {
    let start = position
    guard bytes[start] >= 0xC2, typographicQuote(at: start) else { return false }
    let width = bytes[start] == 0xC2 ? 2 : 3
    var end = start + width
    while end < bytes.count, bytes[end] != 0x0A, bytes[end] != UInt8(ascii: "\""),
      bytes[end] < 0xC2 || !typographicQuote(at: end)
    { end += 1 }
    let content = String(decoding: bytes[(start + width)..<end], as: UTF8.self)
    if end < bytes.count, bytes[end] != 0x0A {
      end += bytes[end] == UInt8(ascii: "\"") ? 1 : bytes[end] == 0xC2 ? 2 : 3
    }
    move(to: end)
    note(
      ExpressionFault(
        .syntax,
        "a text stands in straight quotes; these are a word processor's",
        at: start..<end,
        expected: "\"",
        suggestion: content.contains("\\") ? "r\"\(content)\"" : "\"\(content)\""
      )
    )
    add(.text(content), from: start)
    return true
  }
}
