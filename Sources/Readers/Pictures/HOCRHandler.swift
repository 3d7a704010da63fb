import Extraction

/// Collects the words of hOCR's pages.
///
/// A line without elements for its words is taken apart at its spaces.
final class HOCRHandler: HTMLHandler {
  private enum Role {
    case page
    case line
    case word
    case none
  }

  private struct Open {
    var role: Role
    var title: HOCRTitle
    var text: [UInt8] = []
    /// Words were found inside a line.
    var hasWords = false
  }

  private struct Page {
    var box: Box?
    var words: [PaperWord] = []
  }

  private let limits: HOCRLimits
  private var open: [Open] = []
  private var pages: [Page] = []
  private var wordCount = 0
  /// More than the limit of words or pages was there.
  private(set) var isTooLong = false

  /// Word and page counts that end the reading.
  struct HOCRLimits {
    var words: Int
    var pages: Int
  }

  init(_ limits: HOCRLimits) {
    self.limits = limits
  }

  private static let lineClasses: Set<Substring> = [
    "ocr_line", "ocr_textfloat", "ocr_header", "ocr_caption", "ocrx_line", "ocr_textline",
  ]
  /// A word's letters beyond this are none.
  private static let maximumTextBytes = 4_096
  /// What is assumed where the file does not say how sure a word is.
  private static let unstated = 900

  override func start(_ name: String, classes: String, title: String) {
    let classes = classes.split(whereSeparator: \.isWhitespace)
    var role = Role.none
    if classes.contains("ocr_page") {
      role = .page
    } else if classes.contains("ocrx_word") || classes.contains("ocr_word") {
      role = .word
    } else if classes.contains(where: { Self.lineClasses.contains($0) }) {
      role = .line
    }
    let parsed = HOCRTitle(role == .none ? "" : title)
    open.append(Open(role: role, title: parsed))
    guard role == .page else { return }
    pages.append(Page(box: parsed.box))
    if pages.count > limits.pages {
      isTooLong = true
      isFinished = true
    }
  }

  override func text(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let index = open.lastIndex(where: { $0.role == .word || $0.role == .line }) else {
      return
    }
    let room = Self.maximumTextBytes - open[index].text.count
    unsafe open[index].text += bytes.prefix(max(0, room))
  }

  override func end() {
    guard let closed = open.popLast() else { return }
    switch closed.role {
    case .page, .none: break
    case .word:
      if let line = open.lastIndex(where: { $0.role == .line }) { open[line].hasWords = true }
      add(closed)
    case .line:
      if !closed.hasWords { add(closed) }
    }
  }

  private func add(_ element: Open) {
    guard let box = element.title.box else { return }
    if pages.isEmpty { pages.append(Page()) }
    let text = String(decoding: element.text, as: UTF8.self)
    let confidence = element.title.confidence ?? Self.unstated
    let words = text.split(omittingEmptySubsequences: false, whereSeparator: \.isWhitespace)
    let share = box.x1 - box.x0
    let total = Double(max(1, text.count))
    var position = 0.0
    for word in words {
      defer { position += Double(word.count) + 1 }
      guard !word.isEmpty else { continue }
      var part = box
      if words.count > 1 {
        part.x0 = box.x0 + share * position / total
        part.x1 = box.x0 + share * min(total, position + Double(word.count)) / total
      }
      wordCount += 1
      guard wordCount <= limits.words else {
        isTooLong = true
        isFinished = true
        return
      }
      pages[pages.count - 1].words.append(
        PaperWord(text: String(word), box: part, confidence: confidence)
      )
    }
  }

  /// The pages with their words.
  var paper: [PaperPage] {
    pages.enumerated().map { index, page in
      let width = page.box?.x1 ?? page.words.map(\.box.x1).max() ?? 0
      let height = page.box?.y1 ?? page.words.map(\.box.y1).max() ?? 0
      return PaperPage(number: index + 1, pixels: (width, height), words: page.words)
    }
  }
}
