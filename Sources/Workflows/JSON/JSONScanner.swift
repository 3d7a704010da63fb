/// Cuts a definition file into tokens.
///
/// Accepts comments. What is broken is reported once a line and mended as a person would have meant
/// it, so that the parser can go on.
struct JSONScanner {
  let source: SourceText
  private(set) var offset: Int
  private(set) var faults: [Fault] = []
  /// How often something was broken, also where it was not worth a line of its own.
  private(set) var attempts = 0
  private var linesAtFault: Set<Int> = []

  init(_ source: SourceText) {
    self.source = source
    offset = source.start
  }

  /// The next token; `asKey` when only a key (or the end of the object) can stand here.
  mutating func next(asKey: Bool) -> JSONToken {
    while true {
      skipBlank()
      guard let byte = peek() else { return JSONToken(kind: .end, range: offset..<offset) }
      if let kind = Self.punctuation[byte] {
        offset += 1
        return JSONToken(kind: kind, range: offset - 1..<offset)
      }
      switch byte {
      case UInt8(ascii: "\""): return scanText(asKey: asKey)
      case UInt8(ascii: "'"): return scanOddQuotes(openLength: 1)
      case UInt8(ascii: "#"):
        report(.unexpectedCharacter, at: offset, "comments begin with `//`")
        offset = source.endOfLine(at: offset)
      case 0x00...0x1F, 0x7F:
        report(.unexpectedCharacter, at: offset, "a control character stands here")
        offset += 1
      default:
        if isCurlyQuote(at: offset) { return scanOddQuotes(openLength: 3) }
        return scanWord(asKey: asKey)
      }
    }
  }

  /// Notes a fault unless the line already has one: the first is the cause, the rest is its noise.
  mutating func report(
    _ code: DiagnosticCode,
    at place: Int,
    _ reason: String,
    expected: String? = nil,
    suggestion: String? = nil
  ) {
    attempts += 1
    guard linesAtFault.insert(source.line(at: place)).inserted else { return }
    let fault = Fault(
      code: code,
      offset: place,
      reason: reason,
      expected: expected,
      suggestion: suggestion
    )
    faults.append(fault)
  }

  /// The first byte after white space and comments, which are passed over.
  mutating func peekByte() -> UInt8? {
    skipBlank()
    return peek()
  }

  private static let punctuation: [UInt8: JSONToken.Kind] = [
    UInt8(ascii: "{"): .openBrace, UInt8(ascii: "}"): .closeBrace,
    UInt8(ascii: "["): .openBracket, UInt8(ascii: "]"): .closeBracket,
    UInt8(ascii: ":"): .colon, UInt8(ascii: ","): .comma,
  ]

  private func peek(_ distance: Int = 0) -> UInt8? {
    offset + distance < source.bytes.count ? source.bytes[offset + distance] : nil
  }
}

// White space and comments.
extension JSONScanner {
  private mutating func skipBlank() {
    while let byte = peek() {
      switch byte {
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"):
        offset += 1
      case UInt8(ascii: "/") where peek(1) == UInt8(ascii: "/"):
        offset = source.endOfLine(at: offset)
      case UInt8(ascii: "/") where peek(1) == UInt8(ascii: "*"):
        skipBlockComment()
      // No-break space and byte order marks in the middle, as pasted from web pages.
      case 0xC2 where peek(1) == 0xA0: offset += 2
      case 0xEF where peek(1) == 0xBB && peek(2) == 0xBF: offset += 3
      default: return
      }
    }
  }

  private mutating func skipBlockComment() {
    let open = offset
    offset += 2
    while offset < source.bytes.count {
      if peek() == UInt8(ascii: "*"), peek(1) == UInt8(ascii: "/") {
        offset += 2
        return
      }
      offset += 1
    }
    report(.unclosedComment, at: open, "this comment is never closed", expected: "`*/`")
  }
}

// Texts.
extension JSONScanner {
  private mutating func scanText(asKey: Bool) -> JSONToken {
    let open = offset
    let lineEnd = source.endOfLine(at: open)
    var unescaped = JSONUnescaper(source: source, from: open + 1, to: lineEnd)
    unescaped.run()
    for fault in unescaped.faults {
      report(fault.code, at: fault.offset, fault.reason, suggestion: fault.suggestion)
    }
    let raw = open + 1..<unescaped.offset
    guard unescaped.isClosed else { return mendOpenText(open, raw, asKey: asKey) }
    offset = raw.upperBound + 1
    if let mark = misplacedQuote(raw) {
      return cutText(open, at: mark)
    }
    return JSONToken(kind: .text(unescaped.text), range: open..<offset)
  }

  /// The `,` or `:` in front of a quote that was taken for the closing one but opens the next text.
  ///
  /// As in `"watch: "inbox"`.
  private func misplacedQuote(_ raw: Range<Int>) -> Int? {
    guard let mark = source.bytes[raw].lastIndex(where: { $0 != UInt8(ascii: " ") }),
      source.bytes[mark] == UInt8(ascii: ",") || source.bytes[mark] == UInt8(ascii: ":"),
      mark > raw.lowerBound, let after = peek(), Self.isWordByte(after)
    else { return nil }
    return mark
  }

  /// A text without closing quote ends with its line.
  private mutating func mendOpenText(
    _ open: Int,
    _ raw: Range<Int>,
    asKey: Bool
  ) -> JSONToken {
    if asKey, let colon = source.bytes[raw].firstIndex(of: UInt8(ascii: ":")) {
      return cutText(open, at: colon)
    }
    var end = raw.upperBound
    let inner = source.bytes[raw]
    while end > raw.lowerBound {
      let last = source.bytes[end - 1]
      let isTail =
        last == UInt8(ascii: ",") || last == UInt8(ascii: " ")
        || (last == UInt8(ascii: "}") && !inner.contains(UInt8(ascii: "{")))
        || (last == UInt8(ascii: "]") && !inner.contains(UInt8(ascii: "[")))
      guard isTail else { break }
      end -= 1
    }
    return cutText(open, at: end)
  }

  private mutating func cutText(_ open: Int, at end: Int) -> JSONToken {
    report(
      .missingQuote,
      at: open,
      "this text has no closing quote",
      expected: "`\"` before the end of the line"
    )
    offset = end
    let text = String(decoding: source.bytes[open + 1..<end], as: UTF8.self)
    return JSONToken(kind: .text(text), range: open..<end)
  }

  private mutating func scanOddQuotes(openLength: Int) -> JSONToken {
    let open = offset
    report(.wrongQuote, at: open, "texts stand in straight double quotes", expected: "`\"`")
    let lineEnd = source.endOfLine(at: open)
    offset += openLength
    let from = offset
    while offset < lineEnd {
      if source.bytes[offset] == UInt8(ascii: "'") || source.bytes[offset] == UInt8(ascii: "\"") {
        let text = String(decoding: source.bytes[from..<offset], as: UTF8.self)
        offset += 1
        return JSONToken(kind: .text(text), range: open..<offset)
      }
      if isCurlyQuote(at: offset) {
        let text = String(decoding: source.bytes[from..<offset], as: UTF8.self)
        offset += 3
        return JSONToken(kind: .text(text), range: open..<offset)
      }
      offset += 1
    }
    return mendOpenText(open, open + 1..<lineEnd, asKey: false)
  }

  /// U+2018 to U+201F.
  private func isCurlyQuote(at place: Int) -> Bool {
    place + 2 < source.bytes.count && source.bytes[place] == 0xE2
      && source.bytes[place + 1] == 0x80 && (0x98...0x9F).contains(source.bytes[place + 2])
  }
}

// Numbers, `true`, `false`, `null` and texts without quotes.
extension JSONScanner {
  private mutating func scanWord(asKey: Bool) -> JSONToken {
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

  private func commentBegins() -> Bool {
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
    return Self.isWordByte(byte) && byte != UInt8(ascii: "/")
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

  private static func isWordByte(_ byte: UInt8) -> Bool {
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
