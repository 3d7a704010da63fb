import Documents
import FoundationEssentials
import Readers
import Readings
import TestPapers
import Testing
import Values

/// The files that came out, in order: name and bytes.
func enclosed(_ reading: Reading) -> [(name: String, bytes: [UInt8])] {
  var files: [(name: String, bytes: [UInt8])] = []
  var number = 0
  for case .enclosed(let piece) in reading.items {
    if piece.number == number {
      files[files.count - 1].bytes += piece.bytes
    } else {
      files.append((piece.name, piece.bytes))
      number = piece.number
    }
  }
  return files
}

func opened(
  _ bytes: [UInt8],
  _ target: ReadInstructions.Target = .invoice,
  enclosures: Int = 0,
  limits: ReadLimits = ReadLimits()
) -> Reading {
  var instructions = ReadInstructions(target: target)
  instructions.limits = limits
  instructions.enclosures = enclosures
  var items: [ReadingItem] = []
  let summary = FileReader.read(MemoryInput(bytes), instructions: instructions, fileName: "x") {
    items.append($0)
  }
  let reading = Reading(items: items, summary: summary)
  #expect(summary.isRefused == reading.problems.contains { $0.scope == .file })
  #expect(summary.documents == reading.documents.count)
  return reading
}

@Suite struct `Mails` {
  static let bill = """
    Kessel Holz GmbH, Sägeweg 3, 79098 Freiburg
    USt-IdNr. DE811907980

    Rechnung Nr. RE-2026-0414
    Rechnungsdatum: 14.03.2026

    Nettobetrag      1.000,00 EUR
    USt 19 %           190,00 EUR
    Rechnungsbetrag  1.190,00 EUR

    IBAN: DE75 5121 0800 1245 1261 99
    """
  static let pdf = TestPDF().bytes
  static let xml = Array(UBLFixture.invoice.utf8)

  @Test
  func `what is attached comes out as it was, and the mail says whose it is`() {
    let mail = TestMail.mail([
      .text("Please find our invoice attached."),
      .file("RE-7.pdf", "application/pdf", Self.pdf),
      .file("RE-7.xml", "application/xml", Self.xml),
    ])
    let reading = opened(mail)
    #expect(reading.summary.kind == .eml)
    #expect(enclosed(reading).map(\.name) == ["RE-7.pdf", "RE-7.xml"])
    #expect(enclosed(reading).map(\.bytes) == [Self.pdf, Self.xml])
    #expect(reading.summary.enclosed == 2 && reading.documents.isEmpty)
    let facts = reading.summary.mail
    #expect(facts?.sender == "Kessel Holz <bill@kessel.example>")
    #expect(facts?.subject == "Rechnung RE-7")
    #expect(facts?.sentAt == "2026-03-14T10:11:12+01:00")
    #expect(facts?.messageID == "7@kessel.example")
    #expect(reading.problems.isEmpty)
  }

  @Test
  func `an invoice in the text is read where nothing attached is one`() throws {
    let reading = opened(TestMail.mail(Self.bill))
    let document = try #require(reading.documents.first)
    #expect(document.number == "RE-2026-0414")
    #expect(document.totals.gross?.description == "1190.00")
    #expect(document.issueDate == Day(year: 2026, month: 3, day: 14))
    #expect(document.sources.values.allSatisfy { $0.box == nil })
    let withTerms = opened(
      TestMail.mail([
        .text(Self.bill), .file("logo.bin", "application/octet-stream", [0, 1, 2, 3]),
      ])
    )
    #expect(withTerms.documents.map(\.number) == ["RE-2026-0414"])
    #expect(enclosed(withTerms).count == 1)
    let withInvoice = opened(
      TestMail.mail([.text(Self.bill), .file("a.xml", "application/xml", Self.xml)])
    )
    #expect(withInvoice.documents.isEmpty)
    #expect(withInvoice.problemCodes == ["mail.body-left-out"])
  }

  @Test
  func `HTML is read as a person sees it`() throws {
    let rows = Self.bill.split(separator: "\n").map { line in
      "<tr><td>" + line.replacing("  ", with: "</td><td>") + "</td></tr>"
    }.joined()
    let html = """
      <html><head><title>x</title><style>p { color: red }</style></head><body>
      <script>document.write("Rechnungsbetrag 9.999,00 EUR")</script><!-- Rechnungsbetrag 8.888,00 EUR -->
      <table>\(rows.replacing("ä", with: "&auml;"))</table></body></html>
      """
    let reading = opened(TestMail.mail(html, type: "text/html; charset=utf-8"))
    let document = try #require(reading.documents.first)
    #expect(document.number == "RE-2026-0414")
    #expect(document.totals.gross?.description == "1190.00")
    #expect(document.totals.net?.description == "1000.00")
  }

  @Test
  func `a mail that brings nothing says so, also in a ledger's folder`() {
    #expect(
      opened(TestMail.mail("Dear all, see you on Monday.")).problemCodes == ["mail.no-invoice"]
    )
    #expect(opened(TestMail.mail(Self.bill), .ledger).problemCodes == ["mail.no-invoice"])
    let export = opened(
      TestMail.mail([.file("a.csv", "text/csv", Array("Date,Amount\n".utf8))]),
      .ledger
    )
    #expect(enclosed(export).map(\.name) == ["a.csv"])
  }

  @Test
  func `small pictures of the layout are no papers, photographs are`() {
    func picture(_ name: String, _ count: Int) -> TestMail.Part {
      .raw(
        "Content-Type: image/png; name=\"\(name)\"\r\nContent-ID: <\(name)>\r\n"
          + "Content-Transfer-Encoding: base64\r\nContent-Disposition: inline; filename=\"\(name)\"\r\n",
        Array(TestMail.base64([0x89, 0x50, 0x4E, 0x47] + [UInt8](repeating: 7, count: count)).utf8)
      )
    }
    let html = "<p>Hello <img src=\"cid:logo.png\"><img src=\"cid:receipt.png\"></p>"
    let reading = opened(
      TestMail.mail([
        .text(html, "text/html; charset=utf-8"), picture("logo.png", 900),
        picture("receipt.png", 90_000), picture("other.png", 900),
        .raw("Content-Type: application/pgp-signature; name=\"s.asc\"\r\n", Array("x".utf8)),
      ])
    )
    #expect(enclosed(reading).map(\.name) == ["receipt.png", "other.png"])
    #expect(reading.problemCodes == ["mail.pictures-left-out"])
  }

  @Test
  func `encodings of transfer, text and names are undone`() throws {
    let quoted =
      "Content-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n"
    let body =
      Self.bill.replacing("\n", with: "\r\n").replacing("ä", with: "=E4").replacing(
        ": ",
        with: "=3A "
      )
    let mail = TestMail.mail([.raw(quoted, Array(body.utf8))])
    #expect(opened(mail).documents.first?.number == "RE-2026-0414")
    let names = TestMail.mail([
      .raw(
        "Content-Type: application/pdf\r\nContent-Disposition: attachment;\r\n"
          + " filename*=UTF-8''Rechnung%20M%C3%A4rz.pdf\r\n",
        Array("a".utf8)
      ),
      .raw(
        "Content-Type: application/pdf; name=\"=?iso-8859-1?Q?Rechnung_f=FCr_M=E4rz.pdf?=\"\r\n"
          + "Content-Disposition: attachment\r\n",
        Array("b".utf8)
      ),
      .file("../../../etc/passwd", "application/pdf", Array("c".utf8)),
      .file("a\u{202E}fdp.exe", "application/pdf", Array("d".utf8)),
      .file("", "application/pdf", Array("e".utf8)), .file("passwd", "application/pdf", []),
    ])
    #expect(
      enclosed(opened(names)).map(\.name) == [
        "Rechnung März.pdf", "Rechnung für März.pdf", "passwd", "afdp.exe", "attachment.pdf",
        "passwd (6)",
      ]
    )
  }

  @Test
  func `broken base64 and odd structures give what can be had, never a crash`() {
    let broken = TestMail.mail([
      .raw(
        "Content-Type: application/pdf; name=\"a.pdf\"\r\nContent-Transfer-Encoding: base64\r\n",
        Array("JVBERi0xLjQ*!!! not base64 \u{0} ====".utf8)
      )
    ])
    #expect(enclosed(opened(broken)).map(\.name) == ["a.pdf"])
    let unended = Array(TestMail.mail([.file("a.pdf", "application/pdf", Self.pdf)]).dropLast(40))
    #expect(enclosed(opened(unended)).map(\.name) == ["a.pdf"])
    let noBoundary = Array((TestMail.head + "Content-Type: multipart/mixed\r\n\r\nhello").utf8)
    #expect(opened(noBoundary).problemCodes == ["mail.no-invoice"])
  }

  @Test
  func `sealed mails say what to do`() {
    let pgp = Array(
      (TestMail.head
        + "Content-Type: multipart/encrypted; protocol=\"application/pgp-encrypted\"; boundary=\"b\"\r\n\r\n"
        + "--b\r\nContent-Type: application/pgp-encrypted\r\n\r\nVersion: 1\r\n--b\r\n"
        + "Content-Type: application/octet-stream\r\n\r\nxyz\r\n--b--\r\n").utf8
    )
    #expect(opened(pgp).problemCodes == ["mail.encrypted"])
    let smime = Array(
      (TestMail.head
        + "Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m\r\n"
        + "Content-Transfer-Encoding: base64\r\n\r\nAAAA\r\n").utf8
    )
    #expect(opened(smime).problemCodes == ["mail.encrypted"])
  }

  @Test
  func `a forwarded mail comes out whole, and mails within mails have a bottom`() {
    let inner = TestMail.mail([.file("a.pdf", "application/pdf", Self.pdf)])
    let outer = TestMail.mail([.text("fwd"), .raw("Content-Type: message/rfc822\r\n", inner)])
    let reading = opened(outer)
    #expect(enclosed(reading).map(\.name) == ["message.eml"])
    #expect(enclosed(opened(enclosed(reading)[0].bytes)).map(\.bytes) == [Self.pdf])
    #expect(opened(outer, enclosures: 5).problemCodes == ["enclosed.too-deep"])
    var nested = inner
    for _ in 0..<100 { nested = TestMail.mail([.raw("Content-Type: message/rfc822\r\n", nested)]) }
    var depth = 0
    while depth < 10, let next = enclosed(opened(nested, enclosures: depth)).first {
      nested = next.bytes
      depth += 1
    }
    #expect(depth == 5)
  }

  @Test(arguments: [100, 450, 20_000])
  func `parts within parts end the mail, not the reader`(depth: Int) {
    var text = TestMail.head
    for level in 0..<depth {
      text += "Content-Type: multipart/mixed; boundary=\"b\(level)\"\r\n\r\n--b\(level)\r\n"
    }
    #expect(opened(Array(text.utf8)).problemCodes == ["mail.too-deep"])
  }

  @Test
  func `too many parts, too large files and bombs are refused whole`() {
    var limits = ReadLimits()
    limits.enclosedFiles = 3
    let many = TestMail.mail((0..<4).map { .file("\($0).txt", "text/plain", [65]) })
    #expect(opened(many, limits: limits).problemCodes == ["enclosed.too-many-files"])
    limits = ReadLimits()
    limits.bytes = 5_000
    let large = TestMail.mail([
      .file("a.pdf", "application/pdf", [UInt8](repeating: 7, count: 3_000))
    ])
    #expect(enclosed(opened(large, limits: limits)).count == 1)
    limits.bytes = 2_900
    limits.mailBytes = 1_000
    #expect(opened(large, limits: limits).problemCodes.count == 1)
    let flood = TestMail.mail((0..<2_500).map { _ in .raw("Content-Type: x/y\r\n", [65]) })
    #expect(opened(flood).problemCodes == ["enclosed.too-many-files"])
  }

  @Test
  func `mutated mails are read without a crash`() {
    let environment = ProcessInfo.processInfo.environment
    let rounds = environment["TICKMARK_FUZZ"].flatMap { Int($0) } ?? 400
    let seed = environment["TICKMARK_SEED"].flatMap { UInt64($0) } ?? 20_261_125
    print("mail fuzz: seed \(seed), \(rounds) rounds")
    var random = SeededRandom(seed: seed)
    let paper = TestMail.mail([
      .text(Self.bill), .text("<p>\(Self.bill)</p>", "text/html; charset=windows-1252"),
      .file("a.xml", "application/xml", Self.xml),
      .raw("Content-Type: message/rfc822\r\n", TestMail.mail("x")),
    ])
    var opened = 0
    for _ in 0..<rounds {
      var mutant = paper
      for _ in 0..<Int.random(in: 1...6, using: &random) { Self.mutate(&mutant, &random) }
      let reading = ReadersTests.opened(mutant)
      opened += reading.summary.enclosed > 0 ? 1 : 0
    }
    #expect(opened > rounds / 3)
  }

  private static func mutate(_ bytes: inout [UInt8], _ random: inout SeededRandom) {
    guard !bytes.isEmpty else { return }
    let index = Int.random(in: bytes.indices, using: &random)
    let words = [
      "\r\n\r\n", "--b1\r\n", "--b1--", "Content-Type: multipart/mixed; boundary=b1\r\n",
      "=?utf-8?B?",
      "charset=utf-7", "\u{0}", "=", "boundary=\"\"", "Content-Transfer-Encoding: uuencode\r\n",
    ]
    switch Int.random(in: 0..<4, using: &random) {
    case 0: bytes[index] = UInt8.random(in: 0...255, using: &random)
    case 1: bytes.removeSubrange(index..<min(bytes.count, index + 30))
    case 2:
      bytes.insert(contentsOf: Array((words.randomElement(using: &random) ?? "").utf8), at: index)
    default:
      let end = min(bytes.count, index + Int.random(in: 1...400, using: &random))
      bytes.insert(contentsOf: bytes[index..<end], at: index)
    }
  }
}
