import Documents
import Extraction
import Readings
import Templates

/// hOCR: what a program for character recognition read, as HTML or XHTML.
enum HOCRReader {
  static func read(
    _ input: some FileInput,
    instructions: ReadInstructions,
    into sink: (ReadingItem) -> Void
  ) -> ReadingSummary {
    let limits = instructions.limits
    guard input.byteCount <= limits.hocrBytes else {
      let problem = HOCRProblems.tooLarge(input.byteCount, limit: limits.hocrBytes)
      return PaperReader.refused(problem, .hocr, sink)
    }
    let bytes = text(input.bytes(at: 0, count: Int(input.byteCount)))
    let handler = HOCRHandler(.init(words: limits.pdfWords, pages: limits.pdfPages))
    switch HTMLStream.parse(bytes, limits: limits, into: handler) {
    case .complete: break
    case .tooDeep: return PaperReader.refused(HOCRProblems.tooDeep(limits.xmlDepth), .hocr, sink)
    case .tooManyElements:
      return PaperReader.refused(HOCRProblems.tooManyElements(limits.xmlElements), .hocr, sink)
    }
    guard !handler.isTooLong else {
      let problem = HOCRProblems.tooLong(words: limits.pdfWords, pages: limits.pdfPages)
      return PaperReader.refused(problem, .hocr, sink)
    }
    let pages = handler.paper
    guard pages.contains(where: { !$0.words.isEmpty }) else {
      return PaperReader.refused(HOCRProblems.withoutText, .hocr, sink)
    }
    return PaperReader.read(
      TemplatePaper(pages),
      kind: .hocr,
      instructions: instructions,
      nothing: HOCRProblems.noPaper,
      into: sink
    )
  }

  /// In UTF-8, which hOCR prescribes; what is none is taken for Latin letters of one byte.
  private static func text(_ bytes: [UInt8]) -> [UInt8] {
    let body = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
    if String(validating: body, as: UTF8.self) != nil { return body }
    return Array(String(String.UnicodeScalarView(body.map { Unicode.Scalar($0) })).utf8)
  }
}

/// What can be wrong with an hOCR file, in words for a bookkeeper.
enum HOCRProblems {
  static let withoutText = problem(
    "hocr.without-text",
    "The hOCR file holds no words with boxes.",
    remedy: "Run the character recognition again, or drop the picture itself."
  )

  static let noPaper = problem(
    "hocr.no-invoice",
    "The hOCR file has text, but neither a number nor an amount to pay was found in it.",
    remedy: "If it is an invoice or a receipt, enter it by hand, or drop a better picture of it."
  )

  static func tooLarge(_ count: Int64, limit: Int64) -> Problem {
    problem(
      "hocr.too-large",
      "The hOCR file has \(count >> 20) MB; the limit is \(limit >> 20) MB.",
      remedy: "Write one file a paper."
    )
  }

  static func tooLong(words: Int, pages: Int) -> Problem {
    problem(
      "hocr.too-many-words",
      "The hOCR file has more than \(words) words or \(pages) pages.",
      remedy: "Write one file a paper."
    )
  }

  static func tooDeep(_ limit: Int) -> Problem {
    problem(
      "hocr.too-deep",
      "The hOCR file nests more than \(limit) elements, which no program for character recognition writes.",
      remedy: "Run the character recognition again, or drop the picture itself."
    )
  }

  static func tooManyElements(_ limit: Int) -> Problem {
    problem(
      "hocr.too-many-elements",
      "The hOCR file has more than \(limit) elements.",
      remedy: "Write one file a paper."
    )
  }

  private static func problem(_ code: String, _ message: String, remedy: String) -> Problem {
    Problem(code: code, scope: .file, message: message, remedy: remedy)
  }
}
