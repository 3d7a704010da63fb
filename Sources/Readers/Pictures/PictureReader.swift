import Documents
import Extraction
import Readings

/// Photos and scans: pictures of papers.
enum PictureReader {
  static func read(
    _ input: some FileInput,
    instructions: ReadInstructions,
    into sink: (ReadingItem) -> Void
  ) -> ReadingSummary {
    let limits = instructions.limits
    func refused(_ problem: Problem) -> ReadingSummary {
      PaperReader.refused(problem, .image, sink)
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
    let sheets = header.pages.enumerated().map { index, page in
      ScannedPaper.Sheet(
        number: index + 1,
        picture: {
          let reduction = reduction(page, header.format)
          let picture = Picture.decode(bytes, header, page, reduction: reduction)
          return picture.map { ($0, Placement(scale: Double(reduction))) }
        }
      )
    }
    let paper = ScannedPaper(
      kind: .image,
      sheets: sheets,
      instructions: instructions,
      withoutText: PictureProblems.withoutText,
      noPaper: PictureProblems.noPaper
    )
    return paper.read(into: sink)
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
