internal import CTesseract
import Documents
import Extraction
package import Readings

/// Pages of PDFs and pictures as PNG files, with the places of values marked on them.
///
/// Each page comes out as pieces whose number is the page's; what cannot be drawn as a problem.
package enum PageDrawer {
  /// Enough to read small print on a screen.
  private static let dotsPerInch = 150.0
  private static let maximumPixels = 4_000_000
  /// A small picture is made larger, so that labels have room.
  private static let smallestWidth = 800
  private static let largestFactor = 3.0

  /// Never throws: what is wrong with the file is among the items.
  package static func draw(
    _ input: some FileInput,
    _ drawing: DrawInstructions,
    limits: ReadLimits,
    into sink: (ReadingItem) -> Void
  ) -> ReadingSummary {
    let found = FileKindDetector.detect(input, limits: limits)
    var summary = ReadingSummary(kind: found.kind)
    let problem: Problem? =
      switch found.kind {
      case .pdf: drawPDF(input, drawing, limits, sink)
      case .image: drawPicture(input, drawing, limits, sink)
      default: PictureProblems.unsupported
      }
    if let problem {
      sink(.problem(problem))
      summary.isRefused = true
    }
    return summary
  }

  /// - Returns: why not all was drawn.
  private static func drawPDF(
    _ input: some FileInput,
    _ drawing: DrawInstructions,
    _ limits: ReadLimits,
    _ sink: (ReadingItem) -> Void
  ) -> Problem? {
    guard input.byteCount <= limits.pdfBytes else {
      return PDFProblems.tooLarge(input.byteCount, limit: limits.pdfBytes)
    }
    let file: PDFFile
    switch PDFFile.open(input.bytes(at: 0, count: Int(input.byteCount))) {
    case .open(let opened): file = opened
    case .locked: return PDFProblems.locked
    case .broken: return PDFProblems.malformed
    }
    for page in drawing.pages.prefix(DrawInstructions.maximumPages) {
      guard (1...max(1, file.pageCount)).contains(page.number),
        let size = file.size(page.number - 1),
        let drawn = file.drawing(
          page.number - 1,
          width: size.width,
          height: size.height,
          maximumPixels: maximumPixels,
          dotsPerInch: dotsPerInch
        ), give(drawn.picture, page, scale: 1 / drawn.pointsPerPixel, sink)
      else { return PDFProblems.unreadablePage(page.number) }
    }
    return nil
  }

  /// - Returns: why not all was drawn.
  private static func drawPicture(
    _ input: some FileInput,
    _ drawing: DrawInstructions,
    _ limits: ReadLimits,
    _ sink: (ReadingItem) -> Void
  ) -> Problem? {
    let file: PictureFile
    switch PictureFile.open(input, limits) {
    case .success(let opened): file = opened
    case .failure(let refusal): return refusal.problem
    }
    for page in drawing.pages.prefix(DrawInstructions.maximumPages) {
      guard file.header.pages.indices.contains(page.number - 1),
        let (picture, reduction) = file.picture(page.number - 1)
      else { return PictureProblems.malformed }
      let most = (Double(maximumPixels) / Double(max(1, picture.pixels))).squareRoot()
      let wanted = max(1, Double(smallestWidth) / Double(max(1, picture.width)))
      let factor = min(most, wanted, largestFactor)
      guard let scaled = factor == 1 ? picture : picture.scaled(factor),
        give(scaled, page, scale: factor / Double(reduction), sink)
      else { return PictureProblems.malformed }
    }
    return nil
  }

  /// False when there was no memory for it.
  private static func give(
    _ picture: Picture,
    _ page: DrawInstructions.Page,
    scale: Double,
    _ sink: (ReadingItem) -> Void
  ) -> Bool {
    let marks = page.marks.prefix(DrawInstructions.maximumMarks).compactMap { mark in
      PictureMark(mark, scale: scale, within: picture)
    }
    guard let bytes = picture.marked(marks)?.png else { return false }
    for start in stride(from: 0, to: bytes.count, by: EnclosedPiece.maximumBytes) {
      let end = min(bytes.count, start + EnclosedPiece.maximumBytes)
      let piece = EnclosedPiece(
        number: page.number,
        name: "page-\(page.number).png",
        bytes: Array(bytes[start..<end]),
        isLast: end == bytes.count
      )
      sink(.enclosed(piece))
    }
    return true
  }
}

/// A frame on a picture, in its pixels.
struct PictureMark {
  var x0, y0, x1, y1: Int32
  /// ASCII.
  var label: String
  var certainty: DrawInstructions.Certainty

  /// Nil when it has no place on the picture.
  init?(_ mark: DrawInstructions.Mark, scale: Double, within picture: Picture) {
    guard mark.box.count == 4 else { return nil }
    let ends = [picture.width, picture.height, picture.width, picture.height]
    let places = zip(mark.box, ends).map { edge, end in
      let pixel = edge * scale
      return pixel.isFinite ? Int32(min(max(0, pixel), Double(end))) : -1
    }
    guard places.allSatisfy({ $0 >= 0 }), places[0] <= places[2], places[1] <= places[3] else {
      return nil
    }
    (x0, y0, x1, y1) = (places[0], places[1], places[2], places[3])
    label = String(
      decoding: mark.label.unicodeScalars.prefix(60).map { scalar in
        (0x20...0x7E).contains(scalar.value) ? UInt8(scalar.value) : UInt8(ascii: "?")
      },
      as: UTF8.self
    )
    certainty = mark.certainty
  }

  /// Dark enough to be read on white: green, orange, red.
  var colour: (red: UInt8, green: UInt8, blue: UInt8) {
    switch certainty {
    case .sure: (0, 120, 40)
    case .likely: (190, 100, 0)
    case .doubtful: (200, 0, 30)
    }
  }
}
