import Documents
import Readings

/// A file of pictures whose header was looked at: its pages are within the limits.
struct PictureFile {
  let header: PictureHeader
  private let bytes: [UInt8]

  /// Why it is not decoded.
  struct Refusal: Error {
    var problem: Problem
  }

  static func open(_ input: some FileInput, _ limits: ReadLimits) -> Result<PictureFile, Refusal> {
    func refused(_ problem: Problem) -> Result<PictureFile, Refusal> {
      .failure(Refusal(problem: problem))
    }
    guard input.byteCount <= limits.pictureBytes else {
      return refused(PictureProblems.tooLarge(input.byteCount, limit: limits.pictureBytes))
    }
    let bytes = input.bytes(at: 0, count: Int(input.byteCount))
    // One page more shows that there are more.
    guard let header = PictureHeader.read(bytes, maximumPages: limits.pdfPages) else {
      let isUnknown = PictureKind.isUnsupported(bytes)
      return refused(isUnknown ? PictureProblems.unsupported : PictureProblems.malformed)
    }
    guard !header.hasMorePages else {
      return refused(PictureProblems.tooManyPages(limit: limits.pdfPages))
    }
    for (index, page) in header.pages.enumerated() {
      let isLarge = page.pixels > limits.picturePixels
      if isLarge || memory(page, header.format) > limits.pictureMemory {
        return refused(PictureProblems.tooManyPixels(page, number: index + 1))
      }
    }
    return .success(PictureFile(header: header, bytes: bytes))
  }

  /// A page of it, upright and grey, and how many of the file's pixels one of it is; nil when it is damaged.
  func picture(_ index: Int) -> (picture: Picture, reduction: Int)? {
    let page = header.pages[index]
    let reduction = Self.reduction(page, header.format)
    return Picture.decode(bytes, header, page, reduction: reduction).map { ($0, reduction) }
  }

  /// By how much a JPEG is made smaller while it is decoded: large photos have more pixels than letters need.
  private static func reduction(_ page: PicturePage, _ format: PictureHeader.Format) -> Int {
    guard format == .jpeg else { return 1 }
    return [1, 2, 4, 8].first { page.pixels / ($0 * $0) <= PageRecognizer.workingPixels } ?? 8
  }

  /// Bytes that decoding holds at most.
  private static func memory(_ page: PicturePage, _ format: PictureHeader.Format) -> Int {
    let reduction = reduction(page, format)
    let decoded = page.pixels / (reduction * reduction) * min(page.bitsPerPixel, 64)
    // The coefficients of a JPEG in several scans are held in full size.
    let whole = format == .jpeg && page.bitsPerPixel > 8 ? page.pixels * page.bitsPerPixel : 0
    return max(decoded, whole) / 8
  }
}
