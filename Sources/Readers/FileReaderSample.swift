/// Questions about the first bytes of a file.
enum FileSample {
  /// Where the XML of the file begins, nil when it is no XML.
  ///
  /// Byte order mark and white space before the first `<` are passed over, for exporters put them there.
  static func xmlStart(_ input: some FileInput, _ sample: [UInt8]) -> XMLStart? {
    if sample.starts(with: [0xFE, 0xFF]) || sample.starts(with: [0xFF, 0xFE]) {
      return isMarkup(sample.dropFirst(2).filter { $0 != 0 }) ? XMLStart() : nil
    }
    if sample.starts(with: [0x3C, 0x00]) || sample.starts(with: [0x00, 0x3C]) {
      return isMarkup(sample.filter { $0 != 0 }) ? XMLStart() : nil
    }
    var start = XMLStart()
    if sample.starts(with: [0xEF, 0xBB, 0xBF]) { start.offset = 3 }
    var rest = sample.dropFirst(Int(start.offset))
    while let byte = rest.first, byte == 0x20 || (0x09...0x0D).contains(byte) {
      if byte == 0x0A { start.linesBefore += 1 }
      start.offset += 1
      rest = rest.dropFirst()
    }
    return isMarkup(Array(rest)) ? start : nil
  }

  /// The sample as text, nil when it holds bytes that no text has.
  static func text(_ sample: [UInt8]) -> String? {
    if sample.starts(with: [0xFF, 0xFE]) {
      return String(decoding: units(sample, low: 0, high: 1), as: UTF16.self)
    }
    if sample.starts(with: [0xFE, 0xFF]) {
      return String(decoding: units(sample, low: 1, high: 0), as: UTF16.self)
    }
    let controls = sample.count { $0 < 0x20 && !(0x09...0x0D).contains($0) && $0 != 0x1A }
    guard controls == 0 else { return nil }
    return String(decoding: sample, as: UTF8.self)
  }

  static func find(_ needle: String, in bytes: ArraySlice<UInt8>) -> Int? {
    let wanted = Array(needle.utf8)
    guard bytes.count >= wanted.count else { return nil }
    return (bytes.startIndex...(bytes.endIndex - wanted.count)).first {
      bytes[$0..<$0 + wanted.count].elementsEqual(wanted)
    }
  }

  /// `<` and then a name, `?` or `!`; an OFX export looks alike, so it is left out.
  private static func isMarkup(_ bytes: [UInt8]) -> Bool {
    guard bytes.count > 1, bytes[0] == UInt8(ascii: "<") else { return false }
    if bytes.starts(with: Array("<OFX>".utf8)) || bytes.starts(with: Array("<?OFX".utf8)) {
      return false
    }
    // OFX 2: its own instruction stands behind XML's.
    if bytes.starts(with: Array("<?xml".utf8)), find("<?OFX", in: bytes.prefix(1_024)) != nil {
      return false
    }
    let next = bytes[1]
    return next == UInt8(ascii: "?") || next == UInt8(ascii: "!") || next == UInt8(ascii: "_")
      || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(next & 0xDF) || next >= 0x80
  }

  private static func units(_ sample: [UInt8], low: Int, high: Int) -> [UInt16] {
    stride(from: 2, to: sample.count - 1, by: 2).map {
      UInt16(sample[$0 + low]) | UInt16(sample[$0 + high]) << 8
    }
  }
}
