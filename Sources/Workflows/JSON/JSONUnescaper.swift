/// Reads the inside of a quoted text: from after the opening quote to the closing one.
///
/// Also answers which byte of the file a byte of the unescaped text comes from, so that a fault in a
/// pattern or path is shown at its own place.
struct JSONUnescaper {
  private let source: SourceText
  private let end: Int
  /// After `run`: the closing quote, or `end` when there is none.
  private(set) var offset: Int
  private(set) var isClosed = false
  private(set) var faults: [Fault] = []
  private var decoded: [UInt8] = []

  init(source: SourceText, from: Int, to end: Int) {
    self.source = source
    self.end = end
    offset = from
  }

  var text: String { String(decoding: decoded, as: UTF8.self) }

  /// Reads on until the closing quote or until the unescaped text has `limit` bytes.
  mutating func run(limit: Int = .max) {
    while offset < end, decoded.count < limit {
      let byte = source.bytes[offset]
      switch byte {
      case UInt8(ascii: "\""):
        isClosed = true
        return
      case UInt8(ascii: "\\"): escape()
      default:
        if byte < 0x20 || byte == 0x7F { controlCharacter(byte) }
        decoded.append(byte)
        offset += 1
      }
    }
  }

  /// The place in the file of byte `index` of the text of a text node.
  static func place(of index: Int, in node: JSONNode, _ source: SourceText) -> Int {
    guard source.bytes[node.range.lowerBound] == UInt8(ascii: "\"") else {
      return node.range.lowerBound
    }
    let from = node.range.lowerBound + 1
    var unescaper = JSONUnescaper(source: source, from: from, to: node.range.upperBound)
    unescaper.run(limit: index)
    return unescaper.offset
  }

  private mutating func controlCharacter(_ byte: UInt8) {
    let isTab = byte == UInt8(ascii: "\t")
    let reason = isTab ? "a tab stands in a text" : "a control character stands in a text"
    fault(.controlCharacter, reason, isTab ? "\\t" : nil)
  }

  private mutating func escape() {
    let simple: [UInt8: UInt8] = [
      UInt8(ascii: "\""): 0x22, UInt8(ascii: "\\"): 0x5C, UInt8(ascii: "/"): 0x2F,
      UInt8(ascii: "b"): 0x08, UInt8(ascii: "f"): 0x0C, UInt8(ascii: "n"): 0x0A,
      UInt8(ascii: "r"): 0x0D, UInt8(ascii: "t"): 0x09,
    ]
    guard offset + 1 < end else {
      fault(.badEscape, "a lone `\\` ends the line", "\\\\")
      offset += 1
      return
    }
    let letter = source.bytes[offset + 1]
    if let value = simple[letter] {
      decoded.append(value)
      offset += 2
    } else if letter == UInt8(ascii: "u") {
      unicodeEscape()
    } else {
      let name = Unicode.Scalar(letter)
      fault(.badEscape, "`\\\(name)` is no escape of JSON", "\\\\\(name)")
      decoded.append(UInt8(ascii: "\\"))
      offset += 1
    }
  }

  private mutating func unicodeEscape() {
    guard let first = codeUnit(at: offset) else {
      fault(.badEscape, "`\\u` needs four hexadecimal digits", nil)
      offset += 2
      return
    }
    var scalar = Unicode.Scalar(UInt32(first))
    var length = 6
    if UTF16.isLeadSurrogate(first), let second = codeUnit(at: offset + 6),
      UTF16.isTrailSurrogate(second)
    {
      let value = 0x10000 + ((UInt32(first) & 0x3FF) << 10) + (UInt32(second) & 0x3FF)
      scalar = Unicode.Scalar(value)
      length = 12
    }
    if let scalar {
      decoded.append(contentsOf: Array(String(Character(scalar)).utf8))
    } else {
      fault(.badEscape, "half of a surrogate pair stands alone", nil)
    }
    offset += length
  }

  private func codeUnit(at place: Int) -> UInt16? {
    guard place + 6 <= end, source.bytes[place] == UInt8(ascii: "\\"),
      source.bytes[place + 1] == UInt8(ascii: "u")
    else { return nil }
    let digits = String(decoding: source.bytes[place + 2..<place + 6], as: UTF8.self)
    return digits.allSatisfy(\.isHexDigit) ? UInt16(digits, radix: 16) : nil
  }

  private mutating func fault(_ code: DiagnosticCode, _ reason: String, _ suggestion: String?) {
    faults.append(Fault(code: code, offset: offset, reason: reason, suggestion: suggestion))
  }
}
