/// Cuts a definition file into tokens.
///
/// Accepts comments. What is broken is reported once a line and mended as a person would have meant
/// it, so that the parser can go on.
struct JSONScanner {
  let source: SourceText
  var offset: Int
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

  static let punctuation: [UInt8: JSONToken.Kind] = [
    UInt8(ascii: "{"): .openBrace, UInt8(ascii: "}"): .closeBrace,
    UInt8(ascii: "["): .openBracket, UInt8(ascii: "]"): .closeBracket,
    UInt8(ascii: ":"): .colon, UInt8(ascii: ","): .comma,
  ]

  func peek(_ distance: Int = 0) -> UInt8? {
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
