// Numbers, `true`, `false`, `null` and texts without quotes.
extension JSONScanner {
  mutating func scanWord(asKey: Bool) -> JSONToken {
    let open = offset
    while let byte = peek(), Self.isWordByte(byte), !commentBegins() { offset += 1 }
    if offset == open { offset += 1 }
    let word = String(decoding: source.bytes[open..<offset], as: UTF8.self)
    if peek() == UInt8(ascii: "\"") { return mendUnopenedText(open) }
    switch word {
    case "true": return JSONToken(kind: .flag(true), range: open..<offset)
    case "false": return JSONToken(kind: .flag(false), range: open..<offset)
    case "null": return JSONToken(kind: .null, range: open..<offset)
    default: break
    }
    if !asKey, let first = word.utf8.first, Self.beginsNumber(first), !wordFollows() {
      return number(word, open)
    }
    extendUnquoted(asKey: asKey)
    return mendUnquoted(open)
  }

  func commentBegins() -> Bool {
    peek() == UInt8(ascii: "/") && (peek(1) == UInt8(ascii: "/") || peek(1) == UInt8(ascii: "*"))
  }

  private mutating func number(_ word: String, _ open: Int) -> JSONToken {
    if !Self.isNumber(word) {
      report(
        .badNumber,
        at: open,
        "`\(word)` is not a number",
        expected: "digits with an optional `-` and decimal point, such as 0.25"
      )
      return JSONToken(kind: .broken, range: open..<offset)
    }
    return JSONToken(kind: .number(word), range: open..<offset)
  }

  /// True for `60 d`: a number that goes on in words was meant as a text.
  private func wordFollows() -> Bool {
    var place = offset
    while place < source.bytes.count, source.bytes[place] == UInt8(ascii: " ") { place += 1 }
    guard place > offset, place < source.bytes.count else { return false }
    let byte = source.bytes[place]
    return Self.isWordByte(byte) && byte != UInt8(ascii: "/") && !Self.beginsNumber(byte)
  }

  /// Takes the further words of a text without quotes, up to what can end it.
  private mutating func extendUnquoted(asKey: Bool) {
    guard !asKey else { return }
    let lineEnd = source.endOfLine(at: offset)
    var end = offset
    var place = offset
    while place < lineEnd {
      let byte = source.bytes[place]
      if byte == UInt8(ascii: "\"") || Self.punctuation[byte] != nil { break }
      if byte == UInt8(ascii: "/"), place + 1 < lineEnd, source.bytes[place + 1] == byte { break }
      place += 1
      if byte != UInt8(ascii: " ") && byte != UInt8(ascii: "\t") { end = place }
    }
    offset = end
  }

  private mutating func mendUnquoted(_ open: Int) -> JSONToken {
    if peek() == UInt8(ascii: "\"") { return mendUnopenedText(open) }
    let text = String(decoding: source.bytes[open..<offset], as: UTF8.self)
    report(
      .missingQuote,
      at: open,
      "`\(text)` stands without quotes",
      suggestion: "\"\(text)\""
    )
    return JSONToken(kind: .text(text), range: open..<offset)
  }

  private mutating func mendUnopenedText(_ open: Int) -> JSONToken {
    let text = String(decoding: source.bytes[open..<offset], as: UTF8.self)
    report(
      .missingQuote,
      at: open,
      "this text has no opening quote",
      suggestion: "\"\(text)\""
    )
    offset += 1
    return JSONToken(kind: .text(text), range: open..<offset)
  }

  static func isWordByte(_ byte: UInt8) -> Bool {
    byte > 0x20 && byte != 0x7F && punctuation[byte] == nil && byte != UInt8(ascii: "\"")
  }

  private static func beginsNumber(_ byte: UInt8) -> Bool {
    isDigit(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+")
      || byte == UInt8(ascii: ".")
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  /// RFC 8259, section 6.
  private static func isNumber(_ word: String) -> Bool {
    var rest = Substring(word).utf8
    func digits() -> Int {
      let run = rest.prefix(while: isDigit).count
      rest = rest.dropFirst(run)
      return run
    }
    if rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
    let leadingZero = rest.first == UInt8(ascii: "0")
    let whole = digits()
    guard whole > 0, !(leadingZero && whole > 1) else { return false }
    if rest.first == UInt8(ascii: ".") {
      rest = rest.dropFirst()
      guard digits() > 0 else { return false }
    }
    if rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") {
      rest = rest.dropFirst()
      if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") {
        rest = rest.dropFirst()
      }
      guard digits() > 0 else { return false }
    }
    return rest.isEmpty
  }
}
