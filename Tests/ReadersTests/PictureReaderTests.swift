import Documents
import Readers
import Readings
import TestPapers
import Testing
import Values

/// Photos and scans of a receipt that the tests draw themselves, as cameras and scanners would give them.
@Suite(.serialized) struct PictureReaderTests {
  private static let width = 300.0
  private static let height = 330.0

  /// A strip such as tills print.
  private static let receipt: TestPDF = {
    var pdf = TestPDF()
    let rows = [
      "CORNER BOOKS LTD", "12 Mill Lane", "Leeds LS1 4AB", "Tel: 0113 555 0101", "",
      "Date: 14/03/2026 16:05", "Cashier: Ann", "", "Atlas of Rivers", "Pencils HB", "",
      "TOTAL", "CASH", "CHANGE", "", "Thank you for your visit",
    ]
    let amounts = [
      "Atlas of Rivers": "24.90", "Pencils HB": "3.50", "TOTAL": "£28.40", "CASH": "30.00",
      "CHANGE": "1.60",
    ]
    for (index, row) in rows.enumerated() {
      let y = 30 + Double(index) * 18
      pdf.write(row, x: 30, y: y, size: 11)
      amounts[row].map { pdf.writeRight($0, x: 270, y: y, size: 11) }
    }
    return pdf
  }()

  private static func picture(dotsPerInch: Double = 150) -> TestPicture {
    TestPicture(drawing: receipt, dotsPerInch: dotsPerInch, width: width, height: height)
  }

  private static let plain = picture()

  private func check(_ bytes: [UInt8], place: SourceLocation = #_sourceLocation) throws {
    let reading = read(bytes)
    #expect(reading.summary.kind == .image && reading.isConsistent, sourceLocation: place)
    #expect(reading.problemCodes == [], sourceLocation: place)
    let document = try #require(reading.documents.first, sourceLocation: place)
    #expect(document.type == .receipt, sourceLocation: place)
    #expect(document.text(at: "seller.name") == "CORNER BOOKS LTD", sourceLocation: place)
    #expect(document.text(at: "issueDate") == "2026-03-14", sourceLocation: place)
    #expect(document.text(at: "totals.gross") == "28.40", sourceLocation: place)
    #expect(document.sources["totals.gross"]?.method == .ocr, sourceLocation: place)
  }

  @Test func `PNG, BMP, TIFF and JPEG are read alike`() throws {
    try check(Self.plain.png)
    try check(Self.plain.bmp)
    try check(TestPicture.tiff([(Self.plain, 1)]))
    try check(Self.picture(dotsPerInch: 90).jpeg())
  }

  @Test func `a picture is turned as its header says`() throws {
    try check(Self.picture(dotsPerInch: 90).turned(3).jpeg(orientation: 6))
    try check(TestPicture.tiff([(Self.plain.turned(1), 8)]))
  }

  @Test(arguments: [1, 2, 3])
  func `a picture that lies on its side or its head is turned by what is on it`(
    _ quarters: Int
  ) throws {
    try check(Self.picture(dotsPerInch: 200).turned(quarters).png)
  }

  @Test func `leaning lines, pale ink and shadows are made good`() throws {
    try check(Self.plain.leaning(0.05).png)
    try check(Self.plain.toned(ink: 150, paper: 215).png)
    try check(Self.plain.shaded(90).png)
  }

  @Test func `small and large prints are brought to one size`() throws {
    try check(Self.picture(dotsPerInch: 110).png)
    try check(Self.picture(dotsPerInch: 500).png)
  }

  @Test func `sources stand in the file's own pixels, however it was turned`() throws {
    let upright = try #require(read(Self.plain.png).documents.first?.sources["totals.gross"])
    let box = try #require(upright.box)
    #expect(upright.page == 1 && upright.confidence != nil)
    let scale = 150 / 72.0
    // Written at 270 points with its right end, in the twelfth row.
    #expect(abs(box[2] - 270 * scale) < 6 && abs(box[3] - (30 + 11 * 18) * scale) < 6)
    let turned = try #require(
      read(Self.plain.turned(1).png).documents.first?.sources["totals.gross"]?.box
    )
    // Clockwise by a quarter: what was x is y, what was y counts from the right.
    #expect(
      abs(turned[3] - box[2]) < 8 && abs(turned[0] - (Double(Self.plain.height) - box[3])) < 8
    )
  }

  @Test func `a paper of several pages is one document`() throws {
    var first = TestPDF()
    first.write(
      lines: ["Northern Timber Ltd", "1 Quay Street, Hull HU1 1AA", "INVOICE"],
      x: 60,
      y: 60,
      size: 12
    )
    first.write(
      lines: ["Invoice number: NT-4711", "Invoice date: 14 March 2026", "Currency: GBP"],
      x: 60,
      y: 160,
      size: 12
    )
    var second = TestPDF()
    second.write(lines: ["Net total", "VAT 20%", "Invoice total"], x: 60, y: 100, size: 12)
    for (index, amount) in ["100.00", "20.00", "120.00"].enumerated() {
      second.writeRight(amount, x: 300, y: 100 + Double(index) * 15.6, size: 12)
    }
    let pages = [first, second].map {
      (TestPicture(drawing: $0, dotsPerInch: 130, width: 400, height: 260), 1)
    }
    let document = try #require(read(TestPicture.tiff(pages)).documents.first)
    #expect(document.text(at: "number") == "NT-4711")
    #expect(document.text(at: "totals.gross") == "120.00")
    #expect(document.sources["number"]?.page == 1 && document.sources["totals.gross"]?.page == 2)
  }

  // MARK: Refused

  @Test func `sizes are refused before anything is decoded`() {
    let huge: [UInt8] = [0, 0, 0xEA, 0x60]
    let png = TestPicture.png(head: huge + huge + [8, 2, 0, 0, 0], data: TestPicture.stored([0]))
    #expect(read(png).problemCodes == ["image.too-many-pixels"])
    // In colour, 30,000 by 8,000 would take a gigabyte.
    let wide = TestPicture.png(
      head: [0, 0, 0x75, 0x30, 0, 0, 0x1F, 0x40, 8, 6, 0, 0, 0],
      data: TestPicture.stored([0])
    )
    #expect(read(wide).problemCodes == ["image.too-many-pixels"])
    var jpeg = Self.picture(dotsPerInch: 20).jpeg()
    let frame = jpeg.indices.first { jpeg[$0] == 0xFF && jpeg[$0 + 1] == 0xC0 }.map { $0 + 5 } ?? 0
    jpeg.replaceSubrange(frame..<frame + 4, with: [0xEA, 0x60, 0xEA, 0x60])
    #expect(read(jpeg).problemCodes == ["image.too-many-pixels"])
    var limits = ReadLimits()
    limits.pictureBytes = 1_000
    #expect(read(Self.plain.png, limits: limits).problemCodes == ["image.too-large"])
    limits = ReadLimits()
    limits.pdfPages = 1
    let two = TestPicture.tiff([
      (TestPicture(width: 9, height: 9), 1), (TestPicture(width: 9, height: 9), 1),
    ])
    #expect(read(two, limits: limits).problemCodes == ["image.too-many-pages"])
  }

  @Test func `damaged pictures are told`() {
    let png = Self.plain.png
    for count in [8, 20, 40, 300, png.count / 2] {
      #expect(
        read(Array(png.prefix(count))).problemCodes.first?.hasSuffix("malformed") == true
          || read(Array(png.prefix(count))).problemCodes == ["ocr.unreadable-page"]
      )
    }
    let heic = [0, 0, 0, 24] + Array("ftypheic".utf8) + [UInt8](repeating: 0, count: 40)
    #expect(read(heic).problemCodes == ["image.unsupported"])
    #expect(
      read(Array("GIF89a".utf8) + [UInt8](repeating: 9, count: 40)).problemCodes == [
        "image.unsupported"
      ]
    )
  }

  @Test func `empty pictures, specks and noise are no papers`() {
    for picture in [
      TestPicture(width: 1, height: 1), TestPicture(width: 300, height: 400),
      TestPicture(width: 3, height: 4_000, tone: 0),
    ] {
      #expect(read(picture.png).problemCodes == ["image.without-text"])
    }
    var noise = TestPicture(width: 400, height: 300)
    var random = SeededRandom(seed: 7)
    for y in 0..<300 {
      for x in 0..<400 { noise[x, y] = UInt8.random(in: 0...255, using: &random) }
    }
    let codes = read(noise.png).problemCodes
    #expect(
      codes.count == 1 && codes.first.map { $0.hasPrefix("image.") || $0.hasPrefix("ocr.") } == true
    )
  }

  @Test func `a language whose data is not installed is told with its package`() {
    var instructions = ReadInstructions(target: .invoice)
    instructions.ocr = OCRInstructions(languages: ["eng", "chi_tra_vert"])
    var problems: [Problem] = []
    let summary = FileReader.read(
      MemoryInput(Self.plain.png),
      instructions: instructions,
      fileName: "a"
    ) {
      if case .problem(let problem) = $0 { problems.append(problem) }
    }
    #expect(summary.isRefused && problems.map(\.code) == ["ocr.language-missing"])
    #expect(problems.first?.remedy.contains("apt-get install tesseract-ocr-chi-tra-vert ") == true)
  }

  @Test func `a picture gives the same whatever was read before it`() throws {
    let first = read(Self.plain.png).documents
    _ = read(Self.plain.leaning(0.05).toned(ink: 90, paper: 180).png)
    #expect(read(Self.plain.png).documents == first)
  }
}
