import Readings

/// A piece of an OFX file.
enum OFXToken: Equatable {
  case open(String)
  case close(String)
  case text(String)
}

/// The tags and texts of an OFX file, of version 1 (SGML without end tags) and 2 (XML) alike.
///
/// Nothing is expanded but the five usual entities and character numbers, so there is nothing to explode.
struct OFXScanner<Input: FileInput> {
  /// Of the token last given, from 1.
  private(set) var line = 1
  private(set) var isTooLong = false
  private var feed: EncodingFeed<Input>
  private var position = 0
  private var nextLine = 1
  private let maximum: Int

  init(_ input: Input, limits: ReadLimits) {
    maximum = limits.fieldBytes
    let found = EncodingDetection.detect(input, names: [], pieceBytes: CSVLimits.pieceBytes)
    let encoding =
      (try? found.get()) ?? EncodingDetection(encoding: .windows1252, markBytes: 0)
    feed = EncodingFeed(input, encoding, pieceBytes: CSVLimits.pieceBytes)
  }

  /// The next token; white space between tags is none.
  mutating func next() -> OFXToken? {
    while !isTooLong, let first = peek() {
      line = nextLine
      if first == UInt8(ascii: "<") {
        advance()
        let name = take(until: UInt8(ascii: ">"))
        if !isTooLong, peek() != nil { advance() }
        if let token = tag(name) { return token }
        continue
      }
      let text = String(decoding: take(until: UInt8(ascii: "<")), as: UTF8.self).trimmingSpaces()
      if !text.isEmpty { return .text(OFXText.unescaped(text)) }
    }
    return nil
  }

  private func tag(_ bytes: [UInt8]) -> OFXToken? {
    let text = String(decoding: bytes, as: UTF8.self).trimmingSpaces()
    guard let first = text.first, first != "?", first != "!" else { return nil }
    if first == "/" { return .close(text.dropFirst().uppercased().trimmingSpaces()) }
    let name = text.prefix { !$0.isWhitespace && $0 != "/" }
    return .open(name.uppercased())
  }

  private mutating func peek() -> UInt8? {
    if position >= feed.piece.count {
      position = 0
      guard feed.advance() else { return nil }
    }
    return feed.piece[position]
  }

  private mutating func advance() {
    if feed.piece[position] == 0x0A { nextLine += 1 }
    position += 1
  }

  private mutating func take(until end: UInt8) -> [UInt8] {
    var taken: [UInt8] = []
    while let byte = peek(), byte != end {
      guard taken.count < maximum else {
        isTooLong = true
        break
      }
      taken.append(byte == 0 ? UInt8(ascii: "?") : byte)
      advance()
    }
    return taken
  }
}

/// Character references in OFX texts.
enum OFXText {
  static func unescaped(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "&")) else { return text }
    var result = ""
    var rest = text[...]
    while let mark = rest.firstIndex(of: "&") {
      result += rest[..<mark]
      rest = rest[mark...]
      if let end = rest.prefix(12).firstIndex(of: ";"),
        let character = character(rest[rest.index(after: rest.startIndex)..<end])
      {
        result.append(character)
        rest = rest[rest.index(after: end)...]
      } else {
        result.append("&")
        rest = rest.dropFirst()
      }
    }
    return result + rest
  }

  private static func character(_ name: Substring) -> Character? {
    switch name.lowercased() {
    case "amp": return "&"
    case "lt": return "<"
    case "gt": return ">"
    case "quot": return "\""
    case "apos": return "'"
    case "nbsp": return " "
    default: break
    }
    guard name.first == "#" else { return nil }
    let digits = name.dropFirst()
    let isHex = digits.first == "x" || digits.first == "X"
    let value = UInt32(isHex ? digits.dropFirst() : digits, radix: isHex ? 16 : 10)
    guard let value, value >= 0x20, let scalar = UnicodeScalar(value) else { return nil }
    return Character(scalar)
  }
}
