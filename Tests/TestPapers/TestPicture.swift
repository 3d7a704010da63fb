internal import CPoppler

/// A grey picture that a test makes itself: a page that Poppler draws, or any pixels; written as PNG, TIFF, BMP or JPEG.
package struct TestPicture: Sendable {
  package private(set) var width: Int
  package private(set) var height: Int
  /// Row by row from the top; 0 is black.
  package private(set) var pixels: [UInt8]

  package init(width: Int, height: Int, tone: UInt8 = 255) {
    self.width = width
    self.height = height
    pixels = [UInt8](repeating: tone, count: width * height)
  }

  /// The first page of `pdf`, or its part of so many points from the top left.
  package init(
    drawing pdf: TestPDF,
    dotsPerInch: Double,
    width points: Double = TestPDF.width,
    height: Double = TestPDF.height
  ) {
    self.init(
      width: Int(points * dotsPerInch / 72),
      height: Int(height * dotsPerInch / 72)
    )
    let bytes = pdf.bytes.map { CChar(bitPattern: $0) }
    unsafe bytes.withUnsafeBufferPointer { buffer in
      var status: Int32 = 0
      guard let file = unsafe tickmark_pdf_open(buffer.baseAddress, buffer.count, &status),
        let drawing = unsafe tickmark_pdf_draw(file, 0, dotsPerInch)
      else { preconditionFailure("the test's own PDF cannot be drawn") }
      var stride = 0
      let rows = unsafe tickmark_pdf_drawing_rows(drawing, &stride)
      guard let rows = unsafe rows else { preconditionFailure("a drawing has rows") }
      for y in 0..<min(self.height, unsafe Int(tickmark_pdf_drawing_height(drawing))) {
        for x in 0..<min(self.width, unsafe Int(tickmark_pdf_drawing_width(drawing))) {
          pixels[y * self.width + x] = unsafe rows[y * stride + x]
        }
      }
      unsafe tickmark_pdf_drawing_free(drawing)
      unsafe tickmark_pdf_close(file)
    }
  }

  package subscript(x: Int, y: Int) -> UInt8 {
    get { pixels[y * width + x] }
    set { pixels[y * width + x] = newValue }
  }

  // MARK: What cameras and scanners do

  /// Turned clockwise by quarters.
  package func turned(_ quarters: Int) -> TestPicture {
    guard quarters > 0 else { return self }
    var turned = TestPicture(width: height, height: width)
    for y in 0..<height { for x in 0..<width { turned[height - 1 - y, x] = self[x, y] } }
    return turned.turned(quarters - 1)
  }

  /// Lines lean by `slope`: each column is moved down by so many pixels for each pixel from the left.
  package func leaning(_ slope: Double) -> TestPicture {
    var leaning = TestPicture(width: width, height: height)
    for y in 0..<height {
      for x in 0..<width {
        // A small turn: both ways.
        let fromX = Int(Double(x) + slope * Double(y - height / 2))
        let fromY = Int(Double(y) - slope * Double(x - width / 2))
        guard (0..<width).contains(fromX), (0..<height).contains(fromY) else { continue }
        leaning[x, y] = self[fromX, fromY]
      }
    }
    return leaning
  }

  /// Ink and paper of other tones.
  package func toned(ink: UInt8, paper: UInt8) -> TestPicture {
    var toned = self
    for index in pixels.indices {
      toned.pixels[index] = UInt8(
        Int(ink) + (Int(paper) - Int(ink)) * Int(pixels[index]) / 255
      )
    }
    return toned
  }

  /// A shadow that falls over the right side, down to `darkest` of 255.
  package func shaded(_ darkest: Int) -> TestPicture {
    var shaded = self
    for y in 0..<height {
      for x in 0..<width {
        let light = 255 - (255 - darkest) * x / width
        shaded[x, y] = UInt8(Int(self[x, y]) * light / 255)
      }
    }
    return shaded
  }

  // MARK: Files

  /// Without compression.
  package var png: [UInt8] {
    var rows: [UInt8] = []
    for y in 0..<height { rows += [0] + pixels[y * width..<(y + 1) * width] }
    let head = Self.big(width) + Self.big(height) + [8, 0, 0, 0, 0]
    return Self.png(head: head, data: Self.stored(rows))
  }

  /// A PNG of any head (IHDR) and compressed data.
  package static func png(head: [UInt8], data: [UInt8]) -> [UInt8] {
    [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + chunk("IHDR", head) + chunk("IDAT", data)
      + chunk("IEND", [])
  }

  /// Several pages, each with its orientation (1: upright).
  package static func tiff(_ pages: [(picture: TestPicture, orientation: Int)]) -> [UInt8] {
    var out: [UInt8] = [0x49, 0x49, 0x2A, 0x00] + little(8)
    for (index, page) in pages.enumerated() {
      let entries: [(tag: Int, value: Int)] = [
        (256, page.picture.width), (257, page.picture.height), (258, 8), (259, 1), (262, 1),
        (273, out.count + 2 + 9 * 12 + 4), (274, page.orientation), (277, 1),
        (279, page.picture.pixels.count),
      ]
      let next = out.count + 2 + 9 * 12 + 4 + page.picture.pixels.count
      out += [9, 0]
      for entry in entries {
        // Type 4: one number of 32 bits.
        out += Array(little(entry.tag).prefix(2)) + [4, 0] + little(1) + little(entry.value)
      }
      out += little(index + 1 < pages.count ? next : 0) + page.picture.pixels
    }
    return out
  }

  /// 24 bits a pixel, rows from the bottom.
  package var bmp: [UInt8] {
    let padding = [UInt8](repeating: 0, count: (4 - width * 3 % 4) % 4)
    var rows: [UInt8] = []
    for y in (0..<height).reversed() {
      for x in 0..<width { rows += [UInt8](repeating: self[x, y], count: 3) }
      rows += padding
    }
    return Array("BM".utf8) + Self.little(54 + rows.count) + Self.little(0) + Self.little(54)
      + Self.little(40) + Self.little(width) + Self.little(height) + [1, 0, 24, 0]
      + Self.little(0) + Self.little(rows.count) + Self.little(2_835) + Self.little(2_835)
      + Self.little(0) + Self.little(0) + rows
  }

  static func big(_ number: Int) -> [UInt8] { little(number).reversed() }

  static func little(_ number: Int) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
  }

  // MARK: PNG

  private static func chunk(_ name: String, _ data: [UInt8]) -> [UInt8] {
    let body = Array(name.utf8) + data
    return big(data.count) + body + big(Int(checksum(body)))
  }

  /// RFC 1950 and 1951, blocks without compression.
  package static func stored(_ data: [UInt8]) -> [UInt8] {
    var out: [UInt8] = [0x78, 0x01]
    var start = 0
    repeat {
      let count = min(65_535, data.count - start)
      let length = [UInt8(count & 0xFF), UInt8(count >> 8)]
      out += [start + count == data.count ? 1 : 0] + length + length.map { ~$0 }
      out += data[start..<start + count]
      start += count
    } while start < data.count
    var (low, high) = (1, 0)
    for byte in data {
      low = (low + Int(byte)) % 65_521
      high = (high + low) % 65_521
    }
    return out + big(high << 16 | low)
  }

  /// CRC-32 of PNG 1.2, annex D.
  private static func checksum(_ bytes: [UInt8]) -> UInt32 {
    var sum: UInt32 = 0xFFFF_FFFF
    for byte in bytes {
      sum = crcTable[Int((sum ^ UInt32(byte)) & 0xFF)] ^ sum >> 8
    }
    return ~sum
  }

  private static let crcTable: [UInt32] = (0..<256).map { index in
    (0..<8).reduce(UInt32(index)) { sum, _ in sum & 1 == 1 ? 0xEDB8_8320 ^ sum >> 1 : sum >> 1 }
  }
}
