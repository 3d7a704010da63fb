// Texts.
extension JSONScanner {
  mutating func scanText(asKey: Bool) -> JSONToken {
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
      mark > raw.lowerBound, let after = peek(), Self.isWordByte(after), !commentBegins()
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
    return cutText(open, at: endOfOpenText(raw))
  }

  /// Where a text without closing quote ends: before the comma and the brackets that close what was
  /// opened in front of it.
  private func endOfOpenText(_ raw: Range<Int>) -> Int {
    var end = raw.upperBound
    let opening: [UInt8: UInt8] = [
      UInt8(ascii: "}"): UInt8(ascii: "{"), UInt8(ascii: "]"): UInt8(ascii: "["),
    ]
    while end > raw.lowerBound {
      let last = source.bytes[end - 1]
      var isTail = last == UInt8(ascii: ",") || last == UInt8(ascii: " ")
      if let mark = opening[last] {
        let inner = source.bytes[raw.lowerBound..<end]
        isTail = inner.count { $0 == last } > inner.count { $0 == mark }
      }
      guard isTail else { break }
      end -= 1
    }
    return end
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

  mutating func scanOddQuotes(openLength: Int) -> JSONToken {
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
  func isCurlyQuote(at place: Int) -> Bool {
    place + 2 < source.bytes.count && source.bytes[place] == 0xE2
      && source.bytes[place + 1] == 0x80 && (0x98...0x9F).contains(source.bytes[place + 2])
  }
}
