import Documents
import Readers
import ReadersFuzzing
import Readings
import Testing
import Values

/// hOCR in its several spellings, and what is refused.
@Suite struct HOCRReaderTests {
  private static let rows = [
    ("CORNER BOOKS LTD", 40), ("12 Mill Lane,", 40), ("Leeds LS1 4AB", 40),
    ("TEL: 0113 555 0101", 40),
    ("Date: 14/03/2026 16:05", 40), ("Cashier: Ann", 40), ("TOTAL £28.40", 40), ("CASH 30.00", 40),
    ("CHANGE 1.60", 40),
  ]

  /// A page of the rows; `word` and `line` write one element.
  private func page(
    word: (String, String) -> String,
    line: (String, String) -> String = { "<span class=\"ocr_line\" title=\"\($0)\">\($1)</span>" }
  ) -> String {
    var text = "<div class=\"ocr_page\" title=\"image receipt.png; bbox 0 0 700 500; ppageno 0\">"
    for (index, (row, left)) in Self.rows.enumerated() {
      let (top, bottom) = (20 + index * 40, 48 + index * 40)
      var x = left
      var words = ""
      for part in row.split(separator: " ") {
        let end = x + part.count * 14
        words += word("bbox \(x) \(top) \(end) \(bottom); x_wconf 96", String(part)) + " "
        x = end + 14
      }
      text += line("bbox \(left) \(top) \(x) \(bottom)", words)
    }
    return text + "</div>"
  }

  private func marked(_ title: String, _ text: String) -> String {
    "<span class='ocrx_word' title='\(title)'>\(text)</span>"
  }

  private func check(_ file: String) throws {
    let reading = read(file)
    #expect(reading.summary.kind == .hocr && reading.isConsistent)
    let document = try #require(reading.documents.first)
    #expect(document.type == .receipt)
    #expect(document.text(at: "seller.name") == "CORNER BOOKS LTD")
    #expect(document.text(at: "issueDate") == "2026-03-14")
    #expect(document.text(at: "totals.gross") == "28.40")
    #expect(document.sources["totals.gross"]?.method == .ocr)
  }

  @Test func `XHTML and HTML, with entities and elements inside the words, are read alike`() throws
  {
    let head = "<head><title></title><meta name='ocr-system' content='x'/></head>"
    let body = page(word: marked)
    try check(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?><!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0//EN\""
        + " \"http://www.w3.org/TR/xhtml1/DTD/xhtml1.dtd\"><html xmlns=\"http://www.w3.org/1999/xhtml\">"
        + "\(head)<body>\(body)</body></html>"
    )
    try check("<!DOCTYPE html><html>\(head)<body><br><p>\(body)</html>")
    let bold = page(word: { marked($0, "<strong><em>\($1)</em></strong>") })
    try check("<html><body>" + bold.replacing("£", with: "&pound;") + "</body></html>")
  }

  @Test func `lines without elements for their words are taken apart at their spaces`() throws {
    try check("<html><body>" + page(word: { $1 }) + "</body></html>")
  }

  @Test func `UTF-8 with a mark and the letters of Windows are understood`() throws {
    let file = "<html><body>" + page(word: marked) + "</body></html>"
    let narrow = file.unicodeScalars.map { UInt8($0.value & 0xFF) }
    for bytes in [[0xEF, 0xBB, 0xBF] + Array(file.utf8), narrow] {
      #expect(read(bytes).documents.first?.text(at: "totals.gross") == "28.40")
      #expect(read(bytes).documents.first?.currency?.code == "GBP")
    }
  }

  @Test func `how sure the letters are is carried into the values`() throws {
    let doubtful = page(word: { marked($0.replacing("x_wconf 96", with: "x_wconf 61"), $1) })
    let reading = read("<html>" + doubtful + "</html>")
    let confidence = try #require(reading.documents.first?.sources["seller.name"]?.confidence)
    #expect(confidence.description == "0.610")
  }

  @Test func `boxes are the file's own pixels`() throws {
    let source = try #require(
      read("<html>" + page(word: marked) + "</html>").documents.first?.sources["totals.gross"]
    )
    #expect(source.box == [124, 260, 208, 288])
  }

  @Test func `a web page that is no hOCR stays one`() {
    let reading = read("<!DOCTYPE html><html><body><p class=\"ocrs\">Invoice 4</p></body></html>")
    #expect(reading.problemCodes == ["xml.unknown-root"])
  }

  @Test(arguments: [
    ("<div class='ocr_page' title='bbox 0 0 10 10'></div>", "hocr.without-text"),
    ("<span class='ocr_line' title='bbox 0 0 90 20'>nothing of use</span>", "hocr.no-invoice"),
    ("<span class='ocrx_word' title='bbox 1e308 nan -5 x'>9</span>", "hocr.without-text"),
    ("<span class='ocrx_word' title=''>9</span>", "hocr.without-text"),
    (String(repeating: "<div class='ocr_page'>", count: 600), "hocr.too-deep"),
    (String(repeating: "<i>", count: 300), "hocr.without-text"),
  ])
  func `what holds no paper is one problem of the file`(body: String, code: String) {
    let reading = read("<html><meta name='ocr-system'><body>" + body)
    let isRefused = reading.summary.isRefused && reading.isConsistent
    #expect(isRefused && reading.problemCodes.count == 1)
    // The parser closes some elements itself: either limit may be the one that is met.
    #expect(reading.problemCodes == [code] || reading.problemCodes == ["hocr.too-deep"])
  }

  @Test func `words, pages, elements and bytes end at their limits`() {
    var limits = ReadLimits()
    let file = "<html>" + page(word: marked) + "</html>"
    limits.pdfWords = 10
    #expect(read(file, limits: limits).problemCodes == ["hocr.too-many-words"])
    limits = ReadLimits()
    limits.pdfPages = 2
    let pages = String(repeating: page(word: marked), count: 3)
    #expect(read("<html>" + pages, limits: limits).problemCodes == ["hocr.too-many-words"])
    limits = ReadLimits()
    limits.xmlElements = 5
    #expect(read(file, limits: limits).problemCodes == ["hocr.too-many-elements"])
    limits = ReadLimits()
    limits.hocrBytes = 100
    #expect(read(file, limits: limits).problemCodes == ["hocr.too-large"])
  }

  @Test func `in a ledger's folder hOCR belongs elsewhere`() {
    let file = "<html>" + page(word: marked) + "</html>"
    #expect(read(file, target: .ledger).problemCodes == ["hocr.not-readable-yet"])
  }

  @Test func `mutated files end in a document or a problem`() {
    let file = Array(("<html>" + page(word: marked) + "</html>").utf8)
    var mutator = PaperMutator(seed: 20_261_125, papers: [file])
    var pages = 0
    for _ in 0..<300 {
      let reading = read(mutator.next())
      #expect(reading.isConsistent)
      pages += reading.summary.kind == .hocr ? 1 : 0
    }
    #expect(pages > 100)
  }
}
