/// The chain of directories of a TIFF file, one a page (TIFF 6.0, section 2); EXIF has the same form.
struct TIFFDirectories {
  private let data: PictureBytes
  private let isBig: Bool
  private let first: Int

  /// Nil when this is no TIFF.
  init?(_ data: PictureBytes) {
    if data.hasBytes([0x49, 0x49, 0x2A, 0x00], at: 0) {
      isBig = false
    } else if data.hasBytes([0x4D, 0x4D, 0x00, 0x2A], at: 0) {
      isBig = true
    } else {
      return nil
    }
    guard let first = data.number(4, 4, isBig: isBig) else { return nil }
    self.data = data
    self.first = first
  }

  private enum Tag {
    static let subfileType = 254
    static let width = 256
    static let height = 257
    static let bitsPerSample = 258
    static let compression = 259
    static let orientation = 274
    static let samplesPerPixel = 277
  }

  /// No page has more entries in its directory.
  private static let maximumEntries = 4_096

  var firstOrientation: Int? {
    entries(at: first)?.tags[Tag.orientation].flatMap { (1...8).contains($0) ? $0 : nil }
  }

  /// The pages in the file's order; true when the file has more, or they go round in a circle.
  func pages(atMost limit: Int) -> (pages: [PicturePage], hasMore: Bool) {
    var pages: [PicturePage] = []
    var seen: Set<Int> = []
    var place = first
    var index = 0
    while place != 0, let (tags, next) = entries(at: place) {
      guard seen.insert(place).inserted, index <= 4 * limit else { return (pages, true) }
      if let page = page(tags, index) {
        guard pages.count < limit else { return (pages, true) }
        pages.append(page)
      }
      index += 1
      place = next
    }
    return (pages, false)
  }

  /// Its orientation stays 1: the decoder turns a TIFF's pages by itself.
  private func page(_ tags: [Int: Int], _ index: Int) -> PicturePage? {
    // A smaller copy of another page.
    if let type = tags[Tag.subfileType], type & 1 != 0 { return nil }
    guard let width = tags[Tag.width], let height = tags[Tag.height], width > 0, height > 0 else {
      return nil
    }
    var page = PicturePage(width: width, height: height)
    page.index = index
    let samples = tags[Tag.samplesPerPixel] ?? 1
    let bits = tags[Tag.bitsPerSample] ?? 1
    // Anything but plain rows goes through a copy of 32 bits a pixel.
    page.bitsPerPixel = samples == 1 && bits <= 8 ? 2 * bits : 64
    return page
  }

  /// The short and long values of a directory, and where the next one stands.
  private func entries(at place: Int) -> (tags: [Int: Int], next: Int)? {
    guard let count = data.number(place, 2, isBig: isBig), count <= Self.maximumEntries else {
      return nil
    }
    var tags: [Int: Int] = [:]
    for index in 0..<count {
      let entry = place + 2 + 12 * index
      guard let tag = data.number(entry, 2, isBig: isBig),
        let type = data.number(entry + 2, 2, isBig: isBig),
        let amount = data.number(entry + 4, 4, isBig: isBig), amount > 0
      else { return nil }
      switch type {
      // Several shorts that do not fit stand elsewhere; of the bits of each sample the first is enough.
      case 3 where amount <= 2: tags[tag] = data.number(entry + 8, 2, isBig: isBig)
      case 3:
        tags[tag] = data.number(entry + 8, 4, isBig: isBig)
          .flatMap { data.number($0, 2, isBig: isBig) }
      case 4 where amount == 1: tags[tag] = data.number(entry + 8, 4, isBig: isBig)
      default: break
      }
    }
    return (tags, data.number(place + 2 + 12 * count, 4, isBig: isBig) ?? 0)
  }
}
