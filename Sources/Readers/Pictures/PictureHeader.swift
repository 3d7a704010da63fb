/// What a picture file says of itself before anything of it is decoded.
struct PictureHeader: Equatable {
  enum Format: Equatable {
    case jpeg
    case png
    case tiff
    case bmp
    case webp
  }

  var format: Format
  /// One but for TIFF.
  var pages: [PicturePage]
  /// More pages were there than asked for.
  var hasMorePages = false

  /// Nil when the bytes are no picture of a known kind, or their header is damaged.
  ///
  /// At most `maximumPages` are listed.
  static func read(_ bytes: [UInt8], maximumPages: Int) -> PictureHeader? {
    let data = PictureBytes(bytes)
    if data.hasBytes([0xFF, 0xD8, 0xFF], at: 0) { return one(.jpeg, JPEGHeader.page(data)) }
    if data.hasBytes([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], at: 0) {
      return one(.png, png(data))
    }
    if let directories = TIFFDirectories(data) {
      let (pages, hasMore) = directories.pages(atMost: maximumPages)
      guard !pages.isEmpty else { return nil }
      return PictureHeader(format: .tiff, pages: pages, hasMorePages: hasMore)
    }
    if data.hasBytes(Array("BM".utf8), at: 0) { return one(.bmp, bmp(data)) }
    if data.hasBytes(Array("WEBP".utf8), at: 8) { return one(.webp, webp(data)) }
    return nil
  }

  private static func one(_ format: Format, _ page: PicturePage?) -> PictureHeader? {
    page.flatMap { $0.isEmpty ? nil : PictureHeader(format: format, pages: [$0]) }
  }

  /// PNG 1.2, 11.2.2: IHDR comes first.
  private static func png(_ data: PictureBytes) -> PicturePage? {
    guard data.hasBytes(Array("IHDR".utf8), at: 12), let width = data.big32(16),
      let height = data.big32(20), let bits = data.byte(24), let colour = data.byte(25)
    else { return nil }
    var page = PicturePage(width: width, height: height)
    let samples: Int
    switch colour {
    case 0, 3: samples = 1
    case 2: samples = 3
    case 4: samples = 2
    case 6: samples = 4
    default: return nil
    }
    // The library holds all rows, then makes 32 bits a pixel of what has more than one sample.
    let rows = samples * min(8, max(1, Int(bits)))
    page.bitsPerPixel = rows + (samples == 1 ? rows : 32)
    return page
  }

  /// BITMAPFILEHEADER and BITMAPINFOHEADER.
  private static func bmp(_ data: PictureBytes) -> PicturePage? {
    guard let size = data.little32(14), (40...124).contains(size), let width = data.little32(18),
      let height = data.little32(22), let bits = data.little16(28)
    else { return nil }
    // A negative height says that the rows begin at the top.
    let rows = Int(abs(Int32(truncatingIfNeeded: height)))
    var page = PicturePage(width: width, height: rows)
    page.bitsPerPixel = bits + 32
    return page
  }

  /// RFC 9649, 2.5 to 2.7.
  private static func webp(_ data: PictureBytes) -> PicturePage? {
    let size: (Int, Int)?
    if data.hasBytes(Array("VP8 ".utf8), at: 12), data.hasBytes([0x9D, 0x01, 0x2A], at: 23) {
      size = data.little16(26).flatMap { width in
        data.little16(28).map { (width & 0x3FFF, $0 & 0x3FFF) }
      }
    } else if data.hasBytes(Array("VP8L".utf8), at: 12), data.byte(20) == 0x2F {
      size = data.little32(21).map { (($0 & 0x3FFF) + 1, ($0 >> 14 & 0x3FFF) + 1) }
    } else if data.hasBytes(Array("VP8X".utf8), at: 12) {
      size = data.number(24, 3, isBig: false).flatMap { width in
        data.number(27, 3, isBig: false).map { (width + 1, $0 + 1) }
      }
    } else {
      size = nil
    }
    return size.map { width, height in
      var page = PicturePage(width: width, height: height)
      page.bitsPerPixel = 64
      return page
    }
  }
}

/// The size of one page of a picture.
struct PicturePage: Equatable {
  var width: Int
  var height: Int
  /// As EXIF and TIFF count them, 1...8; 1: upright.
  var orientation = 1
  /// What decoding holds for each pixel, all its buffers together.
  var bitsPerPixel = 32
  /// Place in the file, from 0: TIFF's small previews are passed over.
  var index = 0

  var isEmpty: Bool { width <= 0 || height <= 0 }
  /// Both sides are below 2^32, so the product has room.
  var pixels: Int { width * height }
}

/// A file's bytes with numbers at places; nil beyond its end.
struct PictureBytes {
  private let bytes: ArraySlice<UInt8>

  init(_ bytes: [UInt8]) { self.bytes = bytes[...] }

  private init(slice: ArraySlice<UInt8>) { bytes = slice }

  var count: Int { bytes.count }

  func part(_ range: Range<Int>) -> PictureBytes {
    let range = range.clamped(to: 0..<bytes.count)
    return PictureBytes(
      slice: bytes[bytes.startIndex + range.lowerBound..<bytes.startIndex + range.upperBound]
    )
  }

  func byte(_ place: Int) -> UInt8? {
    place >= 0 && place < bytes.count ? bytes[bytes.startIndex + place] : nil
  }

  func hasBytes(_ wanted: [UInt8], at place: Int) -> Bool {
    wanted.indices.allSatisfy { byte(place + $0) == wanted[$0] }
  }

  func big16(_ place: Int) -> Int? { number(place, 2, isBig: true) }
  func big32(_ place: Int) -> Int? { number(place, 4, isBig: true) }
  func little16(_ place: Int) -> Int? { number(place, 2, isBig: false) }
  func little32(_ place: Int) -> Int? { number(place, 4, isBig: false) }

  func number(_ place: Int, _ count: Int, isBig: Bool) -> Int? {
    guard place >= 0, place <= bytes.count - count else { return nil }
    return (0..<count).reduce(0) { sum, index in
      let offset = isBig ? index : count - 1 - index
      return sum << 8 | Int(bytes[bytes.startIndex + place + offset])
    }
  }
}
