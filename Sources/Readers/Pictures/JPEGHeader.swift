/// The markers of a JPEG before its first scan (ITU-T T.81, B.1; EXIF 2.32, 4.5).
enum JPEGHeader {
  static func page(_ data: PictureBytes) -> PicturePage? {
    var found: PicturePage?
    var orientation = 1
    var place = 2
    while let (marker, start, end) = segment(data, from: place) {
      switch marker {
      // Frames of every coding; 0xC4, 0xC8 and 0xCC are none.
      case 0xC0...0xC3, 0xC5...0xC7, 0xC9...0xCB, 0xCD...0xCF:
        if found == nil { found = frame(data.part(start..<end), marker) }
      case 0xE1:
        if let value = exifOrientation(data.part(start..<end)) { orientation = value }
      default: break
      }
      // The scan itself: nothing behind it is about the picture.
      if marker == 0xDA { break }
      place = end
    }
    found?.orientation = orientation
    return found
  }

  /// The next marker with what belongs to it; nil at the end or where there is none.
  private static func segment(
    _ data: PictureBytes,
    from place: Int
  ) -> (marker: UInt8, start: Int, end: Int)? {
    var place = place
    guard data.byte(place) == 0xFF else { return nil }
    while data.byte(place) == 0xFF { place += 1 }
    guard let marker = data.byte(place), marker != 0xD9, let length = data.big16(place + 1),
      length >= 2
    else { return nil }
    return (marker, place + 3, place + 1 + length)
  }

  private static func frame(_ data: PictureBytes, _ marker: UInt8) -> PicturePage? {
    guard let height = data.big16(1), let width = data.big16(3), let count = data.byte(5) else {
      return nil
    }
    var page = PicturePage(width: width, height: height)
    page.bitsPerPixel = count == 4 ? 64 : 8
    // What comes in several scans is held whole: 16 bits for each coefficient of each component.
    if marker == 0xC2 || marker == 0xC6 || marker == 0xCA || marker == 0xCE {
      page.bitsPerPixel += 16 * Int(count)
    }
    return page
  }

  private static func exifOrientation(_ data: PictureBytes) -> Int? {
    guard data.hasBytes(Array("Exif".utf8) + [0, 0], at: 0),
      let directories = TIFFDirectories(data.part(6..<data.count))
    else { return nil }
    return directories.firstOrientation
  }
}
