/// What a PDF says of the files inside it where Poppler does not tell: names in UTF-16, AFRelationship.
///
/// Looks only at objects that are not packed into an object stream: "where to be had".
/// Source: ISO 32000-2, 7.11.3 (file specifications) and 14.13 (associated files).
struct PDFFileSpecs {
  struct Spec: Equatable {
    var name: String
    /// `Alternative`, `Data`, `Source`, ...
    var relationship: String?
  }

  /// Objects that are looked at; no lawful invoice has nearly as many attachments.
  static let maximumSpecs = 1_000
  /// A file specification takes some hundred bytes.
  private static let maximumObjectBytes = 8 << 10

  let specs: [Spec]

  init(_ file: [UInt8]) {
    var specs: [Spec] = []
    var position = 0
    var looked = 0
    while looked < Self.maximumSpecs,
      let found = PDFBytes.find(Self.marker, in: file, from: position)
    {
      position = found + Self.marker.count
      looked += 1
      let object = Self.object(around: found, in: file)
      guard let name = Self.name(object), !specs.contains(where: { $0.name == name }) else {
        continue
      }
      specs.append(
        Spec(name: name, relationship: PDFBytes.name(after: "/AFRelationship", in: object))
      )
    }
    self.specs = specs
  }

  // `/Filespec`, `/F` and `/EF` may stand in any order; `/EF` is what only such an object has.
  private static let marker = Array("/EF".utf8)

  private static func object(around position: Int, in file: [UInt8]) -> ArraySlice<UInt8> {
    let lower = max(0, position - maximumObjectBytes)
    let upper = min(file.count, position + maximumObjectBytes)
    let start = PDFBytes.findLast(Array(" obj".utf8), in: file[lower..<position]) ?? lower
    let end = PDFBytes.find(Array("endobj".utf8), in: file, from: position, to: upper) ?? upper
    return file[start..<end]
  }

  private static func name(_ object: ArraySlice<UInt8>) -> String? {
    PDFBytes.text(after: "/UF", in: object) ?? PDFBytes.text(after: "/F", in: object)
  }
}

/// Searching a PDF's bytes for names and texts.
enum PDFBytes {
  static func find(
    _ needle: [UInt8],
    in bytes: [UInt8],
    from start: Int,
    to end: Int = .max
  ) -> Int? {
    guard let first = needle.first, bytes.count >= needle.count else { return nil }
    var index = start
    let last = min(end, bytes.count) - needle.count
    while index <= last {
      if bytes[index] == first, matches(needle, bytes, index) { return index }
      index += 1
    }
    return nil
  }

  static func findLast(_ needle: [UInt8], in bytes: ArraySlice<UInt8>) -> Int? {
    guard bytes.count >= needle.count else { return nil }
    return (bytes.startIndex...(bytes.endIndex - needle.count)).last {
      bytes[$0..<$0 + needle.count].elementsEqual(needle)
    }
  }

  private static func matches(_ needle: [UInt8], _ bytes: [UInt8], _ start: Int) -> Bool {
    for offset in needle.indices where bytes[start + offset] != needle[offset] { return false }
    return true
  }

  /// The name that follows `key`: `Data` of `/AFRelationship /Data`.
  static func name(after key: String, in object: ArraySlice<UInt8>) -> String? {
    guard let rest = rest(after: key, in: object), rest.first == UInt8(ascii: "/") else {
      return nil
    }
    let name = rest.dropFirst().prefix { (0x21...0x7E).contains($0) && !isDelimiter($0) }
    return name.isEmpty ? nil : String(decoding: name, as: UTF8.self)
  }

  /// The text that follows `key`, written in parentheses or as hexadecimal digits.
  ///
  /// The key may stand inside `/EF` too, where a reference follows it: that one is passed over.
  static func text(after key: String, in object: ArraySlice<UInt8>) -> String? {
    var object = object
    while let rest = rest(after: key, in: object) {
      if let bytes = string(rest) {
        let text = decoded(bytes)
        return text.isEmpty ? nil : text
      }
      object = rest
    }
    return nil
  }

  private static func string(_ bytes: ArraySlice<UInt8>) -> [UInt8]? {
    let rest = bytes.dropFirst()
    switch bytes.first {
    case UInt8(ascii: "("): return literal(rest)
    case UInt8(ascii: "<"):
      // Two of them begin a dictionary.
      if rest.first == UInt8(ascii: "<") { return nil }
      return hexadecimal(rest.prefix { $0 != UInt8(ascii: ">") })
    default: return nil
    }
  }

  /// A PDF text string: UTF-16 or UTF-8 by its mark, else taken for Latin-1.
  static func decoded(_ bytes: [UInt8]) -> String {
    if bytes.starts(with: [0xFE, 0xFF]) {
      let units = stride(from: 2, to: bytes.count - 1, by: 2).map {
        UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1])
      }
      return String(decoding: units, as: UTF16.self)
    }
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      return String(decoding: bytes.dropFirst(3), as: UTF8.self)
    }
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    return String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
  }

  private static func rest(after key: String, in object: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    let wanted = Array(key.utf8)
    guard object.count > wanted.count else { return nil }
    let found = (object.startIndex..<(object.endIndex - wanted.count)).first { start in
      object[start..<start + wanted.count].elementsEqual(wanted)
        && !isRegular(object[start + wanted.count])
    }
    return found.map { object[($0 + wanted.count)...].drop { $0 <= 0x20 } }
  }

  private static func literal(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    var depth = 1
    var index = bytes.startIndex
    while index < bytes.endIndex {
      let byte = bytes[index]
      index += 1
      switch byte {
      case UInt8(ascii: "\\"):
        guard index < bytes.endIndex else { return result }
        let digits = bytes[index...].prefix(3).prefix { (0x30...0x37).contains($0) }
        if digits.isEmpty {
          result.append(bytes[index])
          index += 1
        } else {
          result.append(UInt8(truncatingIfNeeded: digits.reduce(0) { $0 * 8 + Int($1 - 0x30) }))
          index += digits.count
        }
      case UInt8(ascii: "("):
        depth += 1
        result.append(byte)
      case UInt8(ascii: ")"):
        depth -= 1
        if depth == 0 { return result }
        result.append(byte)
      default: result.append(byte)
      }
    }
    return result
  }

  private static func hexadecimal(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    let digits = bytes.compactMap { Character(Unicode.Scalar($0)).hexDigitValue }
    return stride(from: 0, to: digits.count, by: 2).map { index in
      UInt8(digits[index] << 4 | (index + 1 < digits.count ? digits[index + 1] : 0))
    }
  }

  private static func isRegular(_ byte: UInt8) -> Bool { byte > 0x20 && !isDelimiter(byte) }

  private static func isDelimiter(_ byte: UInt8) -> Bool { Array("()<>[]{}/%".utf8).contains(byte) }
}
