/// Which pictures are known by their first bytes.
enum PictureKind {
  /// For messages: `a PNG image`; nil when the bytes are no picture.
  static func description(_ sample: [UInt8]) -> String? {
    let data = PictureBytes(sample)
    let simple: [([UInt8], String)] = [
      ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], "a PNG image"),
      ([0xFF, 0xD8, 0xFF], "a JPEG image"),
      ([0x49, 0x49, 0x2A, 0x00], "a TIFF image"),
      ([0x4D, 0x4D, 0x00, 0x2A], "a TIFF image"),
      (Array("GIF87a".utf8), "a GIF image"),
      (Array("GIF89a".utf8), "a GIF image"),
    ]
    if let known = simple.first(where: { data.hasBytes($0.0, at: 0) }) { return known.1 }
    if data.hasBytes(Array("RIFF".utf8), at: 0), data.hasBytes(Array("WEBP".utf8), at: 8) {
      return "a WebP image"
    }
    // A text may begin with BM; the two reserved numbers and the size of the header tell.
    if data.hasBytes(Array("BM".utf8), at: 0), data.hasBytes([0, 0, 0, 0], at: 6),
      let size = data.little32(14), (12...124).contains(size)
    {
      return "a BMP image"
    }
    return isHEIF(data) ? "a HEIC photo" : nil
  }

  /// Pictures that are known and cannot be decoded.
  static func isUnsupported(_ bytes: [UInt8]) -> Bool {
    let data = PictureBytes(bytes)
    return isHEIF(data) || data.hasBytes(Array("GIF8".utf8), at: 0)
  }

  /// ISO/IEC 23008-12: the brands of HEIC and AVIF.
  private static func isHEIF(_ data: PictureBytes) -> Bool {
    guard data.hasBytes(Array("ftyp".utf8), at: 4) else { return false }
    return ["heic", "heix", "hevc", "heim", "heis", "mif1", "msf1", "avif"].contains {
      data.hasBytes(Array($0.utf8), at: 8)
    }
  }
}
