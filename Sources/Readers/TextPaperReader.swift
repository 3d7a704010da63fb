import Documents
import Extraction
import Readings
import Templates

/// Invoices and receipts as plain text, in lines as people read them.
enum TextPaperReader {
  /// More than this no paper has.
  static let maximumBytes: Int64 = 2 << 20
  /// So many rows, all with the same separators, are a table.
  private static let tableRows = 3

  /// True for a text that is a paper rather than a table: no columns are told, and its lines are no rows of cells.
  static func takes(_ input: some FileInput, _ instructions: ReadInstructions) -> Bool {
    switch instructions.target {
    case .invoice, .expense: break
    case .ledger, .remittance, .order, .table, .rulings: return false
    }
    guard instructions.csv == nil, input.byteCount <= maximumBytes else { return false }
    let table = CSVSession(
      input: input,
      instructions: instructions,
      pieceBytes: CSVLimits.pieceBytes
    )
    return !isTable(input) && !table.fits
  }

  static func read(
    _ input: some FileInput,
    instructions: ReadInstructions,
    into sink: (ReadingItem) -> Void
  ) -> ReadingSummary {
    var summary = ReadingSummary(kind: .text)
    guard let text = text(of: input) else {
      sink(.problem(problem("text.no-encoding", "The text is in no encoding that Tickmark knows.")))
      summary.isRefused = true
      return summary
    }
    let paper = TemplatePaper(text: text)
    var found = TemplateReader.read(paper, instructions: instructions)
    guard found.isInvoice else {
      sink(
        .problem(
          problem(
            "text.no-invoice",
            "This is a text in which neither an invoice number nor an amount to pay could be found."
          )
        )
      )
      summary.isRefused = true
      return summary
    }
    // Form feeds part pages; the places of a text are its lines, so it stays one.
    if let doubt = PaperReader.doubt(paper, instructions) { found.problems.append(doubt) }
    var document = found.document
    document.problems += found.problems
    sink(.document(document))
    summary.documents = 1
    return summary
  }

  /// Rows of one separator, the same number of it in nearly each: prose and layouts have not that.
  private static func isTable(_ input: some FileInput) -> Bool {
    let sample = String(decoding: input.prefix(FileKindDetector.sampleBytes), as: UTF8.self)
    let lines = sample.split(whereSeparator: \.isNewline).filter { !$0.allSatisfy(\.isWhitespace) }
    if lines.first?.hasPrefix("sep=") == true { return true }
    let rows = lines.count > tableRows ? Array(lines.dropLast()) : lines
    return ([",", ";", "\t", "|"] as [Character]).contains { separator in
      let counts = rows.map { row in row.count { $0 == separator } }
      guard let header = counts.first(where: { $0 > 0 }) else { return false }
      let alike = counts.count { $0 >= header && $0 <= header * 2 }
      // A header alone, or rows that have at least its cells.
      return alike * 10 >= counts.count * 7 && (header > 1 || counts.count > 1)
    }
  }

  private static func text(of input: some FileInput) -> String? {
    let pieceBytes = CSVLimits.pieceBytes
    guard
      case .success(let detection) = EncodingDetection.detect(
        input,
        names: [],
        pieceBytes: pieceBytes
      )
    else { return nil }
    var feed = EncodingFeed(input, detection, pieceBytes: pieceBytes)
    var bytes: [UInt8] = []
    while feed.advance() { bytes += feed.piece }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func problem(_ code: String, _ message: String) -> Problem {
    Problem(
      code: code,
      scope: .file,
      message: message,
      remedy:
        "Is it an invoice? If so, add a template for it to the workflow, or ask the sender for"
        + " it as XML (XRechnung, Factur-X)."
    )
  }
}
