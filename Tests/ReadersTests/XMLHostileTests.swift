import Documents
import Readers
import Readings
import TestPapers
import Testing

/// Input that was made to harm, or was harmed: a problem or a document, never a crash.
@Suite
struct XMLHostileTests {
  private static let root =
    "Invoice xmlns=\"urn:oasis:names:specification:ubl:schema:xsd:Invoice-2\""

  @Test(
    arguments: [
      "<!DOCTYPE r [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;\">]>",
      "<!DOCTYPE r [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>",
      "<!DOCTYPE r SYSTEM \"http://127.0.0.1:9/r.dtd\">",
      "<!DOCTYPE r PUBLIC \"-//x//y\" \"http://127.0.0.1:9/r.dtd\" [<!ENTITY % p SYSTEM \"http://127.0.0.1:9/\"> %p;]>",
      "<!DOCTYPE Invoice>",
    ]
  )
  func `a document type is refused, whatever it would bring in`(declaration: String) {
    let text = "<?xml version=\"1.0\"?>\n\(declaration)\n<\(Self.root)><ID>&x;</ID></Invoice>"
    let reading = read(text)
    #expect(reading.problemCodes == ["xml.doctype@2"])
    #expect(reading.documents.isEmpty)
    #expect(reading.isConsistent)
  }

  @Test
  func `an entity without a declaration is damage`() {
    let reading = read("<\(Self.root)><ID>&secret;</ID></Invoice>")
    #expect(reading.problemCodes == ["xml.malformed@1"])
  }

  @Test
  func `nesting ends at its limit`() {
    let text = "<\(Self.root)>" + String(repeating: "<a>", count: 100_000)
    #expect(read(text).problemCodes == ["xml.too-deep@1"])
    var limits = ReadLimits()
    limits.xmlDepth = 4
    #expect(read(UBLFixture.invoice, limits: limits).problemCodes == ["xml.too-deep@23"])
  }

  @Test
  func `the number of elements ends at its limit`() {
    var limits = ReadLimits()
    limits.xmlElements = 50
    #expect(read(UBLFixture.invoice, limits: limits).problemCodes.count == 1)
    #expect(
      read(UBLFixture.invoice, limits: limits).problemCodes[0].hasPrefix("xml.too-many-elements")
    )
  }

  /// libxml2 compares each attribute of an element with each: 200,000 of them held a reader for a minute.
  @Test(arguments: ["a%='1' ", "xmlns:a%='urn:a' ", "p%:a='1' xmlns:p%='urn:%' "])
  func `an element's attributes and namespaces end at their limit`(form: String) {
    let many = (0..<200_000).map { form.replacing("%", with: "\($0)") }.joined()
    let reading = read("<\(Self.root) \(many)/>")
    #expect(reading.problemCodes == ["xml.too-many-attributes@1"])
    #expect(reading.documents.isEmpty)
    #expect(reading.isConsistent)
    // A few hundred are nobody's attack: the element is read, and is what is said of it.
    let some = (0..<300).map { "a\($0)='1' " }.joined()
    #expect(!read("<\(Self.root) \(some)/>").problemCodes.contains { $0.hasPrefix("xml.") })
  }

  @Test
  func `a huge attribute and a huge text end at their limit`() {
    let huge = String(repeating: "x", count: (1 << 20) + 1)
    #expect(read("<\(Self.root) a=\"\(huge)\"/>").problemCodes == ["xml.too-long@1"])
    #expect(read("<\(Self.root)><Note>\(huge)</Note></Invoice>").problemCodes == ["xml.too-long@1"])
    let monstrous = String(repeating: "x", count: 12 << 20)
    #expect(read("<\(Self.root) a=\"\(monstrous)\"/>").problems.count == 1)
  }

  @Test
  func `a large attachment is lawful and only its beginning is kept`() throws {
    let content = String(repeating: "QUJD", count: 1 << 20)
    let text = UBLFixture.changed(
      "<cbc:DocumentTypeCode>130</cbc:DocumentTypeCode>",
      to:
        "<cac:Attachment><cbc:EmbeddedDocumentBinaryObject>\(content)</cbc:EmbeddedDocumentBinaryObject></cac:Attachment>"
    )
    let reading = read(text, wantsTerms: true)
    #expect(reading.problemCodes == [])
    #expect(try #require(reading.summary.terms?.first)["BT-125"]?.first?.utf8.count == 300)
  }

  @Test(arguments: [
    UBLFixture.invoice, CIIFixture.invoice, camt,
    FatturaPAFixture.file(FatturaPAFixture.fee, FatturaPAFixture.split),
    FatturaPAFixture.simplified,
    FacturaeFixture.file(FacturaeFixture.invoice, FacturaeFixture.invoice),
  ])
  func `a file cut off anywhere is a problem, never a crash or a document`(text: String) {
    let bytes = Array(text.utf8)
    let target: ReadInstructions.Target = text == Self.camt ? .ledger : .invoice
    let end = bytes.lastIndex(of: UInt8(ascii: ">")) ?? 0
    for length in stride(from: 0, to: end, by: 50) {
      let reading = read(Array(bytes[..<length]), target: target)
      #expect(reading.summary.isRefused, "cut at \(length)")
      #expect(reading.documents.isEmpty && reading.isConsistent, "cut at \(length)")
      #expect(reading.problems.filter { $0.scope == .file }.count == 1, "cut at \(length)")
    }
  }

  @Test
  func `a file cut off says so, with the line where it ends`() throws {
    let cut = String(UBLFixture.invoice.prefix(2_000))
    let problem = try #require(read(cut).problems.first)
    #expect(problem.code == "xml.malformed")
    #expect(problem.message.contains("cut off"))
    #expect(
      problem.place.line == cut.split(separator: "\n", omittingEmptySubsequences: false).count
    )
  }

  @Test
  func `damage in the middle names line, column and reason`() throws {
    let text = UBLFixture.changed("</cbc:DueDate>", to: "</cbc:DueDay>")
    let problem = try #require(read(text).problems.first)
    #expect(problem.place.line == 8)
    #expect(problem.place.column ?? 0 > 10)
    #expect(problem.message.contains("DueDate"))
    #expect(!problem.message.contains("cut off"))
  }

  @Test(arguments: ["</Invoice><Invoice/>", "</Invoice>rubbish", "</Invoices>"])
  func `content after or around the root is damage`(end: String) {
    let reading = read(UBLFixture.changed("</Invoice>", to: end))
    #expect(reading.problemCodes.count == 1)
    #expect(reading.problemCodes[0].hasPrefix("xml.malformed"))
  }

  @Test
  func `a prefix that is not declared is damage`() {
    let text = UBLFixture.invoice.replacing("xmlns:cbc=", with: "xmlns:other=")
    #expect(read(text).problemCodes == ["xml.malformed@5"])
  }

  @Test
  func `bytes changed at random never crash and never pass unseen as two files`() {
    var random = SplitMix(seed: 20_261_123)
    for text in [UBLFixture.invoice, CIIFixture.invoice, Self.camt] {
      let good = Array(text.utf8)
      for _ in 0..<300 {
        var bytes = good
        for _ in 0..<Int.random(in: 1...8, using: &random) {
          bytes[Int.random(in: bytes.indices, using: &random)] = UInt8.random(
            in: 0...255,
            using: &random
          )
        }
        let reading = read(bytes, target: text == Self.camt ? .ledger : .invoice)
        #expect(reading.isConsistent)
        #expect(reading.documents.count <= 1)
      }
    }
  }

  private static let camt = CAMTFixture.statement(
    closing: "150.00",
    entries: CAMTFixture.entry("50.00", "CRDT")
  )
}

/// Repeatable randomness: Steele, Lea and Flood's SplitMix64.
struct SplitMix: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
