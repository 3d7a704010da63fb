import Foundation
import TestPapers

/// Files that want to do harm, or are rubbish; made here, none is anybody's paper.
struct HostileFile: Sendable {
  var name: String
  var folder: String
  var bytes: [UInt8]
  /// It holds nothing that could be read: no document and no entry may come of it.
  var isRubbish = true

  init(_ name: String, _ bytes: [UInt8], folder: String = "invoices", isRubbish: Bool = true) {
    self.name = name
    self.folder = folder
    self.bytes = bytes
    self.isRubbish = isRubbish
  }

  init(_ name: String, _ text: String, folder: String = "invoices", isRubbish: Bool = true) {
    self.init(name, Array(text.utf8), folder: folder, isRubbish: isRubbish)
  }
}

extension HostileFile {
  static func xml(port: UInt16) -> [HostileFile] {
    let laughs = (1...9).map { level in
      "<!ENTITY l\(level) \"" + String(repeating: "&l\(level - 1);", count: 10) + "\">"
    }.joined()
    let blowUp = String(repeating: "&a;", count: 20_000)
    return [
      HostileFile("laughs.xml", invoice(type: "<!ENTITY l0 \"ha\">" + laughs, name: "&l9;")),
      HostileFile(
        "blow-up.xml",
        invoice(
          type: "<!ENTITY a \"\(String(repeating: "a", count: 20_000))\">",
          name: blowUp
        )
      ),
      HostileFile(
        "passwd.xml",
        invoice(type: "<!ENTITY x SYSTEM \"file:///etc/passwd\">", name: "&x;")
      ),
      HostileFile(
        "network.xml",
        invoice(type: "<!ENTITY x SYSTEM \"http://127.0.0.1:\(port)/x\">", name: "&x;")
      ),
      HostileFile(
        "parameter.xml",
        invoice(
          type: "<!ENTITY % p SYSTEM \"http://127.0.0.1:\(port)/p.dtd\"> %p;",
          name: "Larch"
        )
      ),
      HostileFile("deep.xml", deep(200_000)),
      HostileFile(
        "deep-in-invoice.xml",
        Papers.invoice("DEEP", note: deep(50_000)),
        isRubbish: false
      ),
      HostileFile(
        "names.xml",
        Papers.invoice("NAMES", note: (0..<150_000).map { "<cbc:a\($0)/>" }.joined())
      ),
      HostileFile(
        "attributes.xml",
        "<Invoice " + (0..<100_000).map { "a\($0)='1' " }.joined() + "/>"
      ),
      HostileFile("long-name.xml", "<" + String(repeating: "n", count: 2_000_000) + "/>"),
    ]
  }

  private static func invoice(type: String, name: String) -> String {
    Papers.invoice("EVIL-1", seller: name)
      .replacing("<Invoice ", with: "<!DOCTYPE Invoice [\(type)]>\n<Invoice ")
  }

  private static func deep(_ levels: Int) -> String {
    String(repeating: "<a>", count: levels) + String(repeating: "</a>", count: levels)
  }

  /// Each kind cut off in the middle.
  static let truncated: [HostileFile] = {
    let invoice = Papers.invoice("CUT-1")
    let cii =
      "<rsm:CrossIndustryInvoice xmlns:rsm=\"urn:un:unece:uncefact:data:standard:"
      + "CrossIndustryInvoice:100\"><rsm:ExchangedDocument><ram:ID>CUT-2"
    let camt =
      "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.02\"><BkToCstmrStmt>"
      + "<Stmt><Id>1</Id><Ntry><Amt Ccy=\"EUR\">1"
    return [
      HostileFile("cut-ubl.xml", String(invoice.prefix(invoice.count / 2)), isRubbish: false),
      HostileFile("cut-tag.xml", String(invoice.prefix(700)), isRubbish: false),
      HostileFile("cut-cii.xml", cii, isRubbish: false),
      HostileFile("cut-camt.xml", camt, folder: "bank"),
      HostileFile(
        "cut-quote.csv",
        "Date,Amount,Name,Text\n2026-03-01,\"-1.00,Payee",
        folder: "bank"
      ),
      HostileFile("cut.pdf", "%PDF-1.7\n1 0 obj\n<< /Type /Catalog"),
      HostileFile("cut.xlsx", [0x50, 0x4B, 3, 4, 20, 0, 0, 0, 8, 0, 1, 2, 3]),
      HostileFile(
        "cut.eml",
        "From: a@example.org\nContent-Type: multipart/mixed; boundary=b\n\n--b\n"
      ),
      HostileFile("cut.jpg", [0xFF, 0xD8, 0xFF, 0xE0, 0, 16, 0x4A, 0x46]),
      HostileFile("declaration.xml", "<?xml version=\"1.0\""),
    ]
  }()

  static let enclosed: [HostileFile] = {
    var nest = TestMail.head
    for level in 0..<20_000 {
      nest += "Content-Type: multipart/mixed; boundary=\"b\(level)\"\r\n\r\n--b\(level)\r\n"
    }
    var sealed = TestMail.zip([("a.xml", [65])])
    sealed[6] |= 1
    if let entry = sealed.indices.first(where: { sealed[$0...].starts(with: [0x50, 0x4B, 1, 2]) }) {
      sealed[entry + 8] |= 1
    }
    return [
      HostileFile("bomb.zip", TestMail.bomb(megabytes: 600)), HostileFile("nest.eml", nest),
      HostileFile("sealed.zip", sealed),
    ]
  }()

  static let encodings: [HostileFile] = {
    let invoice = Papers.invoice("ENC-1", seller: "Käse & Söhne".replacing("&", with: "&amp;"))
    let rows = "Date,Amount,Name,Text\n2026-03-01,-1.00,K\u{E4}se,x\n"
    let utf16 = invoice.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    return [
      HostileFile("latin-as-utf8.xml", latin(invoice)),
      HostileFile("utf16-no-mark.xml", utf16, isRubbish: false),
      HostileFile(
        "utf8-as-utf16.xml",
        invoice.replacing("UTF-8", with: "UTF-16"),
        isRubbish: false
      ),
      HostileFile("unknown.xml", invoice.replacing("UTF-8", with: "KLINGON-7"), isRubbish: false),
      HostileFile("utf7.xml", invoice.replacing("UTF-8", with: "UTF-7"), isRubbish: false),
      HostileFile(
        "zeros.xml",
        Array(invoice.utf8.prefix(500)) + [0, 0, 0] + Array(invoice.utf8.dropFirst(500))
      ),
      HostileFile("half-utf16.csv", [0xFF, 0xFE] + latin(rows), folder: "bank"),
      HostileFile(
        "mixed.csv",
        latin(rows) + Array("2026-03-02,-2.00,K\u{E4}se,y\n".utf8),
        folder: "bank",
        isRubbish: false
      ),
    ]
  }()

  private static func latin(_ text: String) -> [UInt8] {
    text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
  }

  /// The same bytes under each extension.
  static let rubbish: [HostileFile] = {
    var state: UInt64 = 0x5EED
    let bytes = (0..<50_000).map { _ -> UInt8 in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return UInt8(truncatingIfNeeded: state >> 33)
    }
    return ["xml", "csv", "pdf", "xlsx", "jpg", "eml", "none"].enumerated().flatMap { number, end in
      [
        // One byte apart, else they were the same file.
        HostileFile("noise.\(end)", bytes + [UInt8(number)]),
        HostileFile("noise-bank.\(end)", bytes + [UInt8(number)], folder: "bank"),
      ]
    }
  }()

  static let tables: [HostileFile] = [
    HostileFile(
      "quotes.csv",
      [UInt8](repeating: UInt8(ascii: "\""), count: 2_000_001),
      folder: "bank"
    ),
    HostileFile(
      "open-quote.csv",
      "Date,Amount,Name,Text\n2026-03-01,-1.00,\"" + String(repeating: "a\n", count: 1_000_000),
      folder: "bank"
    ),
    HostileFile("columns.csv", String(repeating: "a,", count: 1_000_000) + "\n", folder: "bank"),
    HostileFile(
      "columns-in-row.csv",
      "Date,Amount,Name,Text\n" + String(repeating: ",", count: 1_000_000) + "\n",
      folder: "bank"
    ),
    HostileFile("one-line.csv", String(repeating: "x", count: 2_900_000), folder: "bank"),
    HostileFile("breaks.csv", String(repeating: "\n", count: 2_900_000), folder: "bank"),
    HostileFile("zeros.csv", [UInt8](repeating: 0, count: 2_900_000), folder: "bank"),
    HostileFile(
      "amounts.csv",
      "Date,Amount,Name,Text\n2026-03-01," + String(repeating: "9", count: 500_000) + ",a,b\n",
      folder: "bank"
    ),
  ]
}
