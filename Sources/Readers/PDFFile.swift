internal import CPoppler
import Extraction

/// An open PDF: its pages as words with boxes, and the files inside it.
///
/// The only place that knows Poppler. Nothing here throws: what cannot be read is nil.
@safe
final class PDFFile {
  enum Opening {
    case open(PDFFile)
    case locked
    case broken
  }

  private let handle: OpaquePointer
  /// Poppler reads from here as long as the file is open.
  private let bytes: UnsafeMutableBufferPointer<CChar>

  let pageCount: Int

  private init(handle: OpaquePointer, bytes: UnsafeMutableBufferPointer<CChar>) {
    unsafe self.handle = handle
    unsafe self.bytes = bytes
    pageCount = unsafe Int(tickmark_pdf_page_count(handle))
  }

  deinit {
    unsafe tickmark_pdf_close(handle)
    unsafe bytes.deallocate()
  }

  static func open(_ file: [UInt8]) -> Opening {
    let bytes = UnsafeMutableBufferPointer<CChar>.allocate(capacity: file.count)
    _ = unsafe UnsafeMutableRawBufferPointer(bytes).initializeMemory(as: UInt8.self, from: file)
    var status: Int32 = 0
    if let handle = unsafe tickmark_pdf_open(bytes.baseAddress, file.count, &status) {
      return .open(unsafe PDFFile(handle: handle, bytes: bytes))
    }
    unsafe bytes.deallocate()
    return status == Int32(TICKMARK_PDF_LOCKED) ? .locked : .broken
  }

  var attachmentCount: Int { unsafe Int(tickmark_pdf_attachment_count(handle)) }

  /// As the PDF has it: UTF-16 with its mark, or bytes of PDFDocEncoding.
  func attachmentName(_ index: Int) -> [UInt8] {
    var count = 0
    let text = unsafe tickmark_pdf_attachment_name(handle, Int32(index), &count)
    return unsafe Self.copy(text, count)
  }

  /// The exact bytes of the file inside; nil when they cannot be unpacked.
  func attachment(_ index: Int) -> [UInt8]? {
    var count = 0
    guard let data = unsafe tickmark_pdf_attachment_bytes(handle, Int32(index), &count) else {
      return nil
    }
    return unsafe Self.copy(data, count)
  }

  /// The upright words of page `index`, from 0, and how many words it has in all; nil when it cannot be read.
  func page(_ index: Int, maximumWords: Int) -> (page: PaperPage, wordCount: Int)? {
    guard let read = unsafe tickmark_pdf_read_page(handle, Int32(index)) else { return nil }
    defer { unsafe tickmark_pdf_page_free(read) }
    var page = unsafe PaperPage(
      number: index + 1,
      width: tickmark_pdf_page_width(read),
      height: tickmark_pdf_page_height(read),
      words: []
    )
    let count = unsafe tickmark_pdf_word_count(read)
    for index in 0..<min(count, maximumWords) {
      let word = unsafe tickmark_pdf_word_at(read, index)
      guard unsafe word.rotation == 0 else { continue }
      let text = unsafe String(
        decoding: UnsafeRawBufferPointer(start: word.text, count: word.text_count),
        as: UTF8.self
      )
      let box = unsafe Box(x0: word.x0, y0: word.y0, x1: word.x1, y1: word.y1)
      page.words.append(PaperWord(text: text, box: box))
    }
    return (page, count)
  }

  /// Of page `index`, in points; nil when it cannot be read.
  func size(_ index: Int) -> (width: Double, height: Double)? {
    var (width, height) = (0.0, 0.0)
    let isRead = unsafe tickmark_pdf_page_size(handle, Int32(index), &width, &height)
    return isRead ? (width, height) : nil
  }

  /// The text of page `index` as `pdftotext -layout` has it, or of a part of it; nil when it cannot be read.
  func layoutText(_ index: Int, part: Box? = nil) -> String? {
    let part = part ?? Box(x0: 0, y0: 0, x1: 0, y1: 0)
    var count = 0
    let text = unsafe tickmark_pdf_layout_text(
      handle,
      Int32(index),
      part.x0,
      part.y0,
      part.x1 - part.x0,
      part.y1 - part.y0,
      &count
    )
    guard let text = unsafe text else { return nil }
    return unsafe String(decoding: UnsafeRawBufferPointer(start: text, count: count), as: UTF8.self)
  }

  /// Page `index` drawn in grey with at most `maximumPixels`, and how many points are one of its pixels.
  ///
  /// Nil when it cannot be drawn.
  func drawing(
    _ index: Int,
    width: Double,
    height: Double,
    maximumPixels: Int,
    dotsPerInch: Double = PDFFile.scanDotsPerInch
  ) -> (picture: Picture, pointsPerPixel: Double)? {
    guard width > 0, height > 0, width < 1_000_000, height < 1_000_000 else { return nil }
    let most = (Double(maximumPixels) / (width * height)).squareRoot()
    let scale = min(dotsPerInch / 72, most)
    guard let drawn = unsafe tickmark_pdf_draw(handle, Int32(index), scale * 72) else { return nil }
    defer { unsafe tickmark_pdf_drawing_free(drawn) }
    var stride = 0
    guard let rows = unsafe tickmark_pdf_drawing_rows(drawn, &stride) else { return nil }
    let picture = unsafe Picture.grey(
      rows,
      width: Int(tickmark_pdf_drawing_width(drawn)),
      height: Int(tickmark_pdf_drawing_height(drawn)),
      stride: stride
    )
    return picture.map { ($0, 1 / scale) }
  }

  /// What scanners give and recognition wants.
  static let scanDotsPerInch = 300.0

  private static func copy(_ start: UnsafePointer<CChar>?, _ count: Int) -> [UInt8] {
    unsafe [UInt8](UnsafeRawBufferPointer(start: start, count: count))
  }
}
