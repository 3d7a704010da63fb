extension TestPicture {
  /// A JPEG whose blocks are even: each pixel becomes a square of 8.
  ///
  /// `orientation` is said by EXIF; 0: there is none.
  package func jpeg(orientation: Int = 0) -> [UInt8] {
    var out: [UInt8] = [0xFF, 0xD8]
    if orientation > 0 { out += Self.segment(0xE1, Self.exif(orientation)) }
    out += Self.segment(0xDB, [0] + [UInt8](repeating: 8, count: 64))
    let size = Array(Self.big(height * 8).suffix(2) + Self.big(width * 8).suffix(2))
    out += Self.segment(0xC0, [8] + size + [1, 1, 0x11, 0])
    // Twelve sizes of differences, four bits each; of the rest only the end of the block, one bit.
    out += Self.segment(0xC4, [0x00] + Self.lengths(12, at: 4) + Array(0..<12))
    out += Self.segment(0xC4, [0x10] + Self.lengths(1, at: 1) + [0])
    out += Self.segment(0xDA, [1, 1, 0x00, 0, 63, 0])
    return out + scan + [0xFF, 0xD9]
  }

  private var scan: [UInt8] {
    var out: [UInt8] = []
    var (bits, count) = (0, 0)
    func add(_ value: Int, _ length: Int) {
      bits = bits << length | value
      count += length
      while count >= 8 {
        let byte = UInt8(bits >> (count - 8) & 0xFF)
        out += byte == 0xFF ? [byte, 0] : [byte]
        count -= 8
        bits &= (1 << count) - 1
      }
    }
    var before = 0
    for pixel in pixels {
      let tone = Int(pixel) - 128
      let difference = tone - before
      before = tone
      var size = 0
      while abs(difference) >> size > 0 { size += 1 }
      add(size, 4)
      if size > 0 { add(difference > 0 ? difference : difference + (1 << size) - 1, size) }
      add(0, 1)
    }
    add(0x7F, 7)
    return out
  }

  private static func segment(_ marker: UInt8, _ data: [UInt8]) -> [UInt8] {
    [0xFF, marker] + Array(big(data.count + 2).suffix(2)) + data
  }

  /// How many codes there are of each length, 1 to 16.
  private static func lengths(_ count: UInt8, at length: Int) -> [UInt8] {
    (1...16).map { $0 == length ? count : 0 }
  }

  private static func exif(_ orientation: Int) -> [UInt8] {
    Array("Exif".utf8) + [0, 0] + [0x4D, 0x4D, 0x00, 0x2A] + big(8) + [0, 1]
      + [0x01, 0x12, 0, 3] + big(1) + [0, UInt8(orientation), 0, 0] + big(0)
  }
}
