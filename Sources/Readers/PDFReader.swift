import Documents
import Extraction
import Readings
import Templates

/// PDFs: the e-invoice inside is the source where there is one; else the words of the pages.
enum PDFReader {
  static func read(
    _ input: some FileInput,
    instructions: ReadInstructions,
    fileName: String,
    into sink: (ReadingItem) -> Void
  ) -> ReadingSummary {
    let limits = instructions.limits
    guard input.byteCount <= limits.pdfBytes else {
      return refused(PDFProblems.tooLarge(input.byteCount, limit: limits.pdfBytes), sink)
    }
    let bytes = input.bytes(at: 0, count: Int(input.byteCount))
    let file: PDFFile
    switch PDFFile.open(bytes) {
    case .open(let opened): file = opened
    case .locked: return refused(PDFProblems.locked, sink)
    case .broken: return refused(PDFProblems.malformed, sink)
    }
    guard file.pageCount > 0 else { return refused(PDFProblems.withoutPages, sink) }
    if !instructions.ignoresEmbeddedXML {
      switch PDFEmbedded.search(file, raw: bytes, limits: limits) {
      case .found(let embedded):
        return read(embedded, of: file, instructions: instructions, into: sink)
      case .broken(let problem): sink(.problem(problem))
      case .none: break
      }
    }
    return readPrint(of: file, instructions: instructions, into: sink)
  }

  /// The invoice inside, whose values all say where they come from; what the pages print otherwise is told.
  private static func read(
    _ embedded: PDFEmbedded,
    of file: PDFFile,
    instructions: ReadInstructions,
    into sink: (ReadingItem) -> Void
  ) -> ReadingSummary {
    let syntax = XMLInvoiceReader.syntax(kind: embedded.found.kind, root: embedded.found.root)
    var summary = XMLInvoiceReader.read(
      MemoryInput(embedded.bytes),
      start: embedded.found.xmlStart,
      syntax: syntax,
      instructions: instructions
    ) { item in
      guard case .document(var document) = item else {
        sink(item)
        return
      }
      for path in document.sources.keys { document.sources[path]?.method = .embeddedXML }
      document.problems += PDFRivals.problems(document, embedded, instructions: instructions)
      if case .pages(let pages) = pages(of: file, instructions.limits),
        pages.contains(where: { !$0.words.isEmpty })
      {
        document.problems += PrintComparison.problems(
          document,
          pages,
          hints: ExtractionHints(instructions)
        )
      }
      sink(.document(document))
    }
    summary.kind = .facturX
    summary.embedded = embedded.file
    return summary
  }

  /// What the pages print, without knowing their layout.
  private static func readPrint(
    of file: PDFFile,
    instructions: ReadInstructions,
    into sink: (ReadingItem) -> Void
  ) -> ReadingSummary {
    let pages: [PaperPage]
    switch self.pages(of: file, instructions.limits) {
    case .pages(let read): pages = read
    case .refused(let problem): return refused(problem, sink)
    }
    let scanned = pages.filter(isScanned)
    if !scanned.isEmpty {
      return scannedPaper(pages, scanned, of: file, instructions).read(into: sink)
    }
    return PaperReader.read(
      paper(pages, of: file),
      kind: .pdf,
      instructions: instructions,
      nothing: PDFProblems.noInvoice,
      part: { paper($0, of: file) },
      into: sink
    )
  }

  /// Templates of invoice2data were made for the text of Poppler's own layout.
  static func paper(_ pages: [PaperPage], of file: PDFFile) -> TemplatePaper {
    var paper = TemplatePaper(pages)
    paper.layoutText = {
      var text = ""
      for number in pages.map(\.number) {
        guard let page = file.layoutText(number - 1) else { return nil }
        text += page.hasSuffix("\u{0C}") ? page : page + "\u{0C}"
      }
      return text
    }
    paper.areaText = { area in
      let scale = 72 / Double(area.dotsPerInch)
      let (x, y) = (Double(area.x) * scale, Double(area.y) * scale)
      let part = Box(
        x0: x,
        y0: y,
        x1: x + Double(area.width) * scale,
        y1: y + Double(area.height) * scale
      )
      // A template counts the pages of its paper, which may begin further back in the file.
      let first = max(1, area.firstPage)
      let last = min(pages.count, area.lastPage)
      guard first <= last else { return nil }
      var text = ""
      for page in pages[first - 1..<last] {
        guard let piece = file.layoutText(page.number - 1, part: part) else { return nil }
        text += piece.hasSuffix("\u{0C}") ? piece : piece + "\u{0C}"
      }
      return text
    }
    return paper
  }

  private enum Pages {
    case pages([PaperPage])
    case refused(Problem)
  }

  private static func pages(of file: PDFFile, _ limits: ReadLimits) -> Pages {
    guard file.pageCount <= limits.pdfPages else {
      return .refused(PDFProblems.tooManyPages(file.pageCount, limit: limits.pdfPages))
    }
    var pages: [PaperPage] = []
    var words = 0
    for index in 0..<file.pageCount {
      guard let (page, count) = file.page(index, maximumWords: limits.pdfWords - words) else {
        return .refused(PDFProblems.unreadablePage(index + 1))
      }
      words += count
      guard words <= limits.pdfWords else {
        return .refused(PDFProblems.tooManyWords(limit: limits.pdfWords, page: index + 1))
      }
      pages.append(page)
    }
    return .pages(pages)
  }

  /// A page with fewer words is a picture with a stamp, if it is not nearly empty.
  private static let fewestWords = 6

  /// Nothing on it, or nothing that makes sense, can be read as text.
  static func isScanned(_ page: PaperPage) -> Bool {
    guard page.words.count >= fewestWords else { return true }
    // Fonts without a table of their letters give control codes and private ones.
    let senseless = page.words.count { word in
      !word.text.unicodeScalars.contains {
        $0.properties.isAlphabetic || $0.properties.numericType != nil
          || $0.properties.generalCategory == .currencySymbol
      }
    }
    return senseless * 10 > page.words.count * 8
  }

  /// Pages that are pictures are recognised; the others stay as they are printed.
  private static func scannedPaper(
    _ pages: [PaperPage],
    _ scanned: [PaperPage],
    of file: PDFFile,
    _ instructions: ReadInstructions
  ) -> ScannedPaper {
    let sheets = scanned.map { page in
      ScannedPaper.Sheet(
        number: page.number,
        picture: {
          file.drawing(
            page.number - 1,
            width: page.width,
            height: page.height,
            maximumPixels: PageRecognizer.workingPixels
          ).map { ($0.picture, Placement(scale: $0.pointsPerPixel)) }
        },
        printed: page.words.isEmpty ? nil : page
      )
    }
    return ScannedPaper(
      kind: .pdf,
      sheets: sheets,
      printed: pages.filter { !isScanned($0) },
      instructions: instructions,
      withoutText: PDFProblems.withoutText(pages.count),
      noPaper: PDFProblems.noInvoice
    )
  }

  private static func refused(
    _ problem: Problem,
    _ sink: (ReadingItem) -> Void
  ) -> ReadingSummary {
    PaperReader.refused(problem, .pdf, sink)
  }
}
