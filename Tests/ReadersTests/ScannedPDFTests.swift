import Documents
import Readers
import Readings
import TestPapers
import Testing

/// PDFs whose pages are pictures, all of them or some.
@Suite(.serialized) struct ScannedPDFTests {
  /// The lines of an invoice, drawn and put into a PDF as a picture of grey pixels.
  private static func scan(_ lines: [String], dotsPerInch: Double = 150) -> TestPicture {
    var pdf = TestPDF()
    pdf.write(lines: lines, x: 60, y: 80, size: 12)
    return TestPicture(drawing: pdf, dotsPerInch: dotsPerInch, width: 420, height: 420)
  }

  private static let head = [
    "Northern Timber Ltd", "1 Quay Street, Hull HU1 1AA", "", "INVOICE", "",
    "Invoice number: NT-4711", "Invoice date: 14 March 2026",
  ]
  private static let sums = [
    "Net total: GBP 100.00", "VAT 20%: GBP 20.00", "Invoice total: GBP 120.00",
  ]

  /// Puts a picture over the last page of `pdf`, as high as its points.
  private func add(_ picture: TestPicture, to pdf: inout TestPDF) {
    let number = pdf.firstFreeObject
    let digits = picture.pixels.map { byte in
      (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }
    pdf.rawResources = "/XObject << /Scan \(number) 0 R >>"
    pdf.rawObjects = [
      "<< /Type /XObject /Subtype /Image /Width \(picture.width) /Height \(picture.height) /ColorSpace /DeviceGray"
        + " /BitsPerComponent 8 /Filter /ASCIIHexDecode /Length \(digits.count * 2 + 1) >>\nstream\n"
        + digits.joined() + ">\nendstream"
    ]
    pdf.rawContent = "q 420 0 0 420 0 422 cm /Scan Do Q\n"
  }

  @Test func `a scan is read, with places in points of its page`() throws {
    var pdf = TestPDF()
    add(Self.scan(Self.head + Self.sums), to: &pdf)
    let reading = read(pdf.bytes)
    #expect(reading.summary.kind == .pdf && reading.problemCodes == [])
    let document = try #require(reading.documents.first)
    #expect(document.text(at: "number") == "NT-4711")
    #expect(document.text(at: "issueDate") == "2026-03-14")
    #expect(document.text(at: "totals.gross") == "120.00")
    let source = try #require(document.sources["number"])
    #expect(source.method == .ocr && source.page == 1)
    // The sixth line of twelve points, 1.3 times that apart.
    let box = try #require(source.box)
    #expect(abs(box[3] - (80 + 5 * 15.6)) < 4 && box[0] > 60)
  }

  @Test func `a printed invoice and a scanned one are two documents`() throws {
    var pdf = TestPDF()
    let printed = Self.head.map { $0.replacing("NT-4711", with: "NT-4688") } + Self.sums
    pdf.write(lines: printed, x: 60, y: 80, size: 12)
    pdf.newPage()
    let sums = ["Net total: GBP 200.00", "VAT 20%: GBP 40.00", "Invoice total: GBP 240.00"]
    add(Self.scan(Self.head + sums), to: &pdf)
    let reading = read(pdf.bytes)
    #expect(reading.documents.map(\.number) == ["NT-4688", "NT-4711"])
    #expect(reading.documents.map { $0.text(at: "totals.gross") } == ["120.00", "240.00"])
    #expect(reading.documents.map { $0.sources["number"]?.page } == [1, 2])
    #expect(reading.isConsistent)
  }

  @Test func `pages with text stay what they are, the others are recognised`() throws {
    var pdf = TestPDF()
    pdf.write(lines: Self.head, x: 60, y: 80, size: 12)
    pdf.newPage()
    add(Self.scan(Self.sums), to: &pdf)
    let document = try #require(read(pdf.bytes).documents.first)
    #expect(document.text(at: "number") == "NT-4711")
    #expect(document.sources["number"]?.method == .rule)
    #expect(document.text(at: "totals.gross") == "120.00")
    #expect(document.sources["totals.gross"]?.method == .ocr)
    #expect(document.sources["totals.gross"]?.page == 2)
  }

  @Test func `a stamp beside a scan does not hide it`() throws {
    var pdf = TestPDF()
    add(Self.scan(Self.head + Self.sums), to: &pdf)
    pdf.write("Scanned by ScanShop", x: 400, y: 820, size: 8)
    #expect(read(pdf.bytes).documents.first?.text(at: "number") == "NT-4711")
  }

  @Test func `without data for the language the printed pages are read, and the others told`()
    throws
  {
    var pdf = TestPDF()
    pdf.write(lines: Self.head + Self.sums, x: 60, y: 80, size: 12)
    pdf.newPage()
    add(Self.scan(["Terms of delivery"], dotsPerInch: 60), to: &pdf)
    var instructions = ReadInstructions(target: .invoice)
    instructions.ocr = OCRInstructions(languages: ["chi_tra_vert"])
    var documents: [Document] = []
    _ = FileReader.read(MemoryInput(pdf.bytes), instructions: instructions, fileName: "a") {
      if case .document(let document) = $0 { documents.append(document) }
    }
    let document = try #require(documents.first)
    #expect(document.text(at: "number") == "NT-4711")
    #expect(document.problems.map(\.code) == ["ocr.language-missing"])
    #expect(document.problems.first?.place.page == 2 && document.problems.first?.scope == .document)
  }

  @Test func `only so many pages are recognised, and the rest is told`() throws {
    var pdf = TestPDF()
    add(Self.scan(Self.head + Self.sums), to: &pdf)
    for _ in 0..<3 { pdf.newPage() }
    // The picture stands on the last page; the ones before it are empty.
    var limits = ReadLimits()
    limits.ocrPages = 2
    #expect(read(pdf.bytes, limits: limits).problemCodes == ["pdf.without-text"])
    let lines = Self.head + Self.sums
    pdf = TestPDF()
    pdf.write(lines: lines, x: 60, y: 80, size: 12)
    for _ in 0..<3 { pdf.newPage() }
    #expect(read(pdf.bytes, limits: limits).problemCodes == ["ocr.too-many-pages"])
  }

  @Test func `a paper whose time is over says so`() throws {
    var pdf = TestPDF()
    pdf.write(lines: Self.head + Self.sums, x: 60, y: 80, size: 12)
    pdf.newPage()
    add(Self.scan(["Terms of delivery", "Payment within 30 days"]), to: &pdf)
    var limits = ReadLimits()
    limits.ocrSeconds = 0
    let document = try #require(read(pdf.bytes, limits: limits).documents.first)
    #expect(document.problems.map(\.code) == ["ocr.too-slow"])
  }

  @Test func `a page of any size is drawn within bounds`() {
    var pdf = TestPDF()
    add(Self.scan(Self.sums, dotsPerInch: 60), to: &pdf)
    let bytes = String(decoding: pdf.bytes, as: UTF8.self)
    for size in ["[0 0 14400 14400]", "[0 0 999999 2]", "[0 0 1 1]", "[0 0 -5 -5]"] {
      let odd = read(Array(bytes.replacing("[0 0 595 842]", with: size).utf8))
      #expect(odd.isConsistent && odd.problemCodes.count < 3)
    }
  }
}
