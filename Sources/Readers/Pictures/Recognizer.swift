internal import CTesseract
import Extraction

/// A word as it was recognised, in the picture's pixels.
struct RecognizedWord: Hashable, Sendable {
  var text: String
  var box: Box
  /// 0...1000.
  var confidence: Int
  var block: Int
  var line: Int
}

/// What one look at a picture gave.
struct Recognition: Sendable {
  var words: [RecognizedWord]
  /// The time given to it was over before its end.
  var isCut: Bool
}

/// The models of some languages, loaded.
@safe
final class Recognizer {
  /// How the text is laid out on the picture.
  enum Arrangement {
    /// Found out: columns, blocks, lines.
    case page
    /// One column of lines of any size.
    case column
    /// One block of even lines.
    case block
    /// One line.
    case line

    fileprivate var code: Int32 {
      switch self {
      case .page: Int32(TICKMARK_OCR_AUTO)
      case .column: Int32(TICKMARK_OCR_COLUMN)
      case .block: Int32(TICKMARK_OCR_BLOCK)
      case .line: Int32(TICKMARK_OCR_LINE)
      }
    }
  }

  private let handle: OpaquePointer

  /// Nil when a model is not there or damaged, or there is no memory for it.
  init?(languages: [String]) {
    guard let handle = unsafe tickmark_ocr_open(languages.joined(separator: "+")) else {
      return nil
    }
    unsafe self.handle = handle
  }

  deinit { unsafe tickmark_ocr_close(handle) }

  static func hasModel(of language: String) -> Bool { unsafe tickmark_ocr_has(language) }

  /// The words of a picture whose letters are as high as at 300 dots an inch; nil when it failed.
  ///
  /// `seconds` of processor time are given to it, and are what is left of them afterwards.
  func words(
    of picture: Picture,
    _ arrangement: Arrangement,
    hasWhiteWriting: Bool,
    seconds: inout Double
  ) -> Recognition? {
    var isCut = false
    let page = unsafe tickmark_ocr_read(
      handle,
      picture.handle,
      arrangement.code,
      hasWhiteWriting,
      &seconds,
      &isCut
    )
    guard let page = unsafe page else { return nil }
    defer { unsafe tickmark_ocr_page_free(page) }
    let count = unsafe tickmark_ocr_word_count(page)
    let words = (0..<count).map { index in unsafe Self.word(tickmark_ocr_word_at(page, index)) }
    return Recognition(words: words, isCut: isCut)
  }

  private static func word(_ word: tickmark_ocr_word) -> RecognizedWord {
    let bytes = unsafe UnsafeRawBufferPointer(start: word.text, count: word.text_count)
    return unsafe RecognizedWord(
      text: String(decoding: bytes, as: UTF8.self),
      box: Box(
        x0: Double(word.x0),
        y0: Double(word.y0),
        x1: Double(word.x1),
        y1: Double(word.y1)
      ),
      confidence: min(1000, max(0, Int(word.confidence * 10))),
      block: Int(word.block),
      line: Int(word.line)
    )
  }

  /// Quarters clockwise that make the writing upright, and how sure that is; nil without a model for it or with too little writing.
  func orientation(of picture: Picture) -> (quarters: Int, confidence: Double)? {
    var quarters: Int32 = 0
    var confidence = 0.0
    let isFound = unsafe tickmark_ocr_orientation(handle, picture.handle, &quarters, &confidence)
    return isFound ? (Int(quarters), confidence) : nil
  }
}
