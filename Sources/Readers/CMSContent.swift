import Documents

/// Takes the signed content out of a CMS envelope: `.p7m` as DER, as BER with indefinite lengths, or either as base64.
///
/// Source: RFC 5652 (SignedData), X.690. Whether the signature holds is not looked at: the file is archived as it came, with
/// its signature.
enum CMSContent {
  enum Result: Equatable {
    /// It is no envelope.
    case none
    case content([UInt8])
    case damaged
    /// Signed beside the file, not around it.
    case detached
  }

  /// Envelopes past this are not opened.
  static let maximumBytes: Int64 = 64 << 20
  /// Envelopes in envelopes: signed by several one after the other.
  static let maximumLevels = 4

  /// 1.2.840.113549.1.7.2 with its tag and length.
  private static let signedData: [UInt8] = [
    0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, 0x02,
  ]

  /// True when the file begins as an envelope does.
  static func isEnvelope(_ sample: [UInt8]) -> Bool {
    isDER(sample[...]) || isDER(decoded(sample.prefix(400))[...])
  }

  static func content(of bytes: [UInt8]) -> Result {
    if isDER(bytes.prefix(40)) { return unwrapped(bytes) }
    let decoded = decoded(bytes[...])
    return isDER(decoded.prefix(40)) ? unwrapped(decoded) : .none
  }

  private static func isDER(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard bytes.count > 20, bytes.first == 0x30 else { return false }
    let start = bytes.startIndex
    // The length takes one to nine bytes.
    return (start + 2...start + 10).contains { position in
      bytes[position...].starts(with: signedData)
    }
  }

  private static func unwrapped(_ bytes: [UInt8]) -> Result {
    var walker = DERWalker(bytes)
    // ContentInfo: OID, [0] { SignedData: version, algorithms, content }
    guard walker.enter(0x30), walker.skip(), walker.enter(0xA0), walker.enter(0x30),
      walker.skip(), walker.skip(), walker.enter(0x30), walker.skip()
    else { return .damaged }
    guard walker.isNext(0xA0) else { return .detached }
    guard walker.enter(0xA0), let content = walker.octets() else { return .damaged }
    return .content(content)
  }

  /// Base64 with or without the PEM lines around it; empty when it is none.
  private static func decoded(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var rest = bytes.drop { isSpace($0) }
    if rest.starts(with: "-----BEGIN".utf8) { rest = rest.drop { $0 != 0x0A }.dropFirst() }
    guard rest.first == UInt8(ascii: "M") else { return [] }
    var result: [UInt8] = []
    result.reserveCapacity(rest.count * 3 / 4)
    var (bits, count) = (UInt32(0), 0)
    for byte in rest {
      if isSpace(byte) { continue }
      guard let value = value(of: byte) else { break }
      bits = bits << 6 | UInt32(value)
      count += 6
      if count >= 8 {
        count -= 8
        result.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
      }
    }
    return result
  }

  private static func value(of byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte - UInt8(ascii: "A")
    case UInt8(ascii: "a")...UInt8(ascii: "z"): byte - UInt8(ascii: "a") + 26
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0") + 52
    case UInt8(ascii: "+"): 62
    case UInt8(ascii: "/"): 63
    default: nil
    }
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || (0x09...0x0D).contains(byte)
  }
}

/// Walks over DER and BER; every step moves forward, so that it ends whatever the bytes are.
struct DERWalker {
  private let bytes: [UInt8]
  private var position = 0
  /// Where the innermost element that was entered ends; its parent's end where its own length is indefinite.
  private var end: Int

  /// Elements of indefinite length within each other.
  static let maximumDepth = 32

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    end = bytes.count
  }

  private struct Header {
    var tag: UInt8
    /// Nil: indefinite.
    var length: Int?
  }

  func isNext(_ tag: UInt8) -> Bool { position < end && bytes[position] == tag }

  /// Steps into an element with this tag.
  mutating func enter(_ tag: UInt8) -> Bool {
    guard let header = header(), header.tag == tag else { return false }
    if let length = header.length { end = position + length }
    return true
  }

  /// Steps over an element.
  mutating func skip() -> Bool {
    var depth = 0
    repeat {
      guard let header = header() else { return false }
      if let length = header.length {
        if header.tag == 0, length == 0 { depth -= 1 } else { position += length }
      } else {
        depth += 1
      }
      guard depth >= 0, depth <= Self.maximumDepth else { return false }
    } while depth > 0
    return true
  }

  /// The bytes of an octet string, whole or in pieces.
  mutating func octets() -> [UInt8]? {
    guard let first = header() else { return nil }
    if first.tag == 0x04, let length = first.length {
      return Array(bytes[position..<position + length])
    }
    guard first.tag == 0x24 else { return nil }
    let last = first.length.map { position + $0 }
    var content: [UInt8] = []
    var depth = 1
    while depth > 0 {
      if let last, position >= last { break }
      guard let header = header() else { return nil }
      switch (header.tag, header.length) {
      case (0x04, let length?):
        content += bytes[position..<position + length]
        position += length
      // Pieces within pieces: one that says its length ends where its own pieces do.
      case (0x24, .some): break
      case (0x24, nil): depth += 1
      case (0x00, 0?): depth -= 1
      default: return nil
      }
      guard depth <= Self.maximumDepth else { return nil }
    }
    return content
  }

  /// Reads tag and length; nil past the end, or when the element would not fit.
  private mutating func header() -> Header? {
    guard position + 2 <= end else { return nil }
    let tag = bytes[position]
    // Tags of several bytes do not stand on the way to the content.
    guard tag & 0x1F != 0x1F else { return nil }
    let first = bytes[position + 1]
    position += 2
    if first == 0x80 { return Header(tag: tag, length: nil) }
    guard first > 0x80 else { return fitting(tag, Int(first)) }
    let count = Int(first & 0x7F)
    guard count <= 6, position + count <= end else { return nil }
    var length = 0
    for byte in bytes[position..<position + count] { length = length << 8 | Int(byte) }
    position += count
    return fitting(tag, length)
  }

  private func fitting(_ tag: UInt8, _ length: Int) -> Header? {
    length <= end - position ? Header(tag: tag, length: length) : nil
  }
}
