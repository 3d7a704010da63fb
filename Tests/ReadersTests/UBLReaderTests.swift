import Documents
import Readings
import TestPapers
import Testing
import Values

@Suite
struct UBLReaderTests {
  private func check(_ text: String, _ expected: String) throws {
    let reading = read(text)
    #expect(reading.isConsistent)
    #expect(reading.problemCodes == [])
    #expect(values(try #require(reading.documents.first)) == expected)
  }

  private static let expected = """
    type invoice
    typeCode 380
    number 2026-0414
    issueDate 2026-03-14
    dueDate 2026-04-13
    currency EUR
    seller.name Larch Timber GmbH
    seller.tradingName Larch Yard
    seller.vatID DE811907980
    seller.taxRegistrationID 29/815/0815
    seller.legalRegistrationID HRB 77
    seller.iban DE75512108001245126199
    seller.address Saw Lane 3, Gate B, 12345 Elmstadt
    seller.country DE
    buyer.name Birch Homes Ltd
    payee.name Quick Factoring
    payee.iban DE75512108001245126199
    totals.lines 980.00
    totals.allowances 10.00
    totals.charges 30.00
    totals.net 1000.00
    totals.tax 190.00
    totals.gross 1190.00
    totals.prepaid 190.02
    totals.rounding 0.02
    totals.due 1000.00
    tax S | 19.00 | 1000.00 | 190.00
    allowance 10.00 | Loyalty | S | 19
    charge 30.00 | Freight | S | 19
    line 1 | Beam 10x10
    Larch, sawn | 14 | MTR | 140.0000 | 2 | 980.00 | S | 19 | -
    line 1.1 | Beam, part | 14 | MTR | - | - | 980.00 | - | - | group
    purchaseOrder PO-88
    buyerReference Yard 7
    contract C-5
    precedingInvoice 2026-0399
    terms 30 days net
    reference RF-2026-0414
    iban DE75512108001245126199
    bic SOGEDEFF
    meansCode 58
    accounts DE75 5121 0800 1245 1261 99 4711-0815
    """

  @Test
  func `every field of an invoice is read as written`() throws {
    try check(UBLFixture.invoice, Self.expected)
  }

  @Test
  func `a credit note has its own root, code, line and quantity names`() throws {
    let expected = Self.expected.replacing("type invoice", with: "type creditNote")
      .replacing("typeCode 380", with: "typeCode 381")
    try check(UBLFixture.creditNote, expected)
  }

  @Test
  func `prefixes are the sender's choice`() throws {
    let text = UBLFixture.invoice.replacing("cbc:", with: "b:").replacing(
      "xmlns:cbc",
      with: "xmlns:b"
    )
    .replacing("cac:", with: "agg:").replacing("xmlns:cac", with: "xmlns:agg")
    try check(text, Self.expected)
  }

  @Test(arguments: [
    ("380", "invoice"), ("384", "invoice"), ("381", "creditNote"), ("396", "creditNote"),
    ("261", "creditNote"),
  ])
  func `the type code says whether it is a credit note`(code: String, type: String) throws {
    let document = try #require(read(UBLFixture.changed(">380<", to: ">\(code)<")).documents.first)
    #expect(document.type.rawValue == type)
    #expect(document.typeCode == code)
  }

  @Test
  func `an invoice with negative totals is kept as written`() throws {
    let text = UBLFixture.changed(
      ">1000.00</cbc:PayableAmount>",
      to: ">-1000.00</cbc:PayableAmount>"
    )
    let document = try #require(read(text).documents.first)
    #expect(document.totals.due?.description == "-1000.00")
    #expect(document.type == .invoice)
  }

  @Test(
    arguments: [
      (">2026-04-13<", ">2026-02-31<", "value.bad-date@8"),
      (">2026-04-13<", ">13.04.2026<", "value.bad-date@8"),
      (">1190.00<", ">1.190,00<", "value.bad-amount@87"),
      (">140.0000<", ">1,4e2<", "value.bad-amount@104"),
      ("Code>EUR<", "Code>EURO<", "value.bad-currency@11"),
      (
        "<cbc:PayableAmount currencyID=\"EUR\">", "<cbc:PayableAmount currencyID=\"USD\">",
        "value.other-currency@92"
      ),
      (
        ">2026-0414</cbc:ID>", ">2026-0414</cbc:ID><cbc:ID>other</cbc:ID>",
        "value.repeated@6"
      ),
      ("<cbc:ChargeIndicator>true", "<cbc:ChargeIndicator>perhaps", "value.bad-indicator@67"),
    ]
  )
  func `a bad value is a problem of the document with its line and never a refusal`(
    old: String,
    new: String,
    code: String
  ) throws {
    let reading = read(UBLFixture.changed(old, to: new))
    #expect(reading.documents.count == 1)
    #expect(!reading.summary.isRefused)
    #expect(reading.problemCodes.first == code)
    let problem = try #require(reading.documents.first?.problems.first)
    #expect(problem.scope == .document)
    #expect(!problem.remedy.isEmpty)
    #expect(problem.place.path?.hasPrefix("/Invoice/") == true)
  }

  @Test
  func `a VAT total without a currency is the invoice's, one in a foreign currency is not`() throws
  {
    let bare = UBLFixture.changed("<cbc:TaxAmount currencyID=\"EUR\">", to: "<cbc:TaxAmount>")
      .replacing("<cbc:TaxAmount currencyID=\"SEK\">2185.00</cbc:TaxAmount>", with: "")
    #expect(try #require(read(bare).documents.first).totals.tax?.description == "190.00")
    let foreign = bare.replacing(
      "<cbc:TaxAmount>190.00",
      with: "<cbc:TaxAmount currencyID=\"USD\">190.00"
    )
    let reading = read(foreign)
    #expect(try #require(reading.documents.first).totals.tax == nil)
    #expect(reading.problemCodes == ["value.other-currency@80", "value.other-currency@77"])
  }

  /// Of lines, prices, allowances and tax groups as of totals.
  @Test
  func `each amount in another currency than the invoice's is told`() throws {
    let parts = UBLFixture.invoice.split(
      separator: "currencyID=\"EUR\"",
      omittingEmptySubsequences: false
    )
    #expect(parts.count > 10)
    for place in parts.indices.dropFirst() {
      let text =
        parts[..<place].joined(separator: "currencyID=\"EUR\"") + "currencyID=\"USD\""
        + parts[place...].joined(separator: "currencyID=\"EUR\"")
      let line = parts[..<place].joined().split(separator: "\n", omittingEmptySubsequences: false)
        .count
      #expect(read(text).problemCodes == ["value.other-currency@\(line)"])
    }
  }

  @Test
  func `a value that cannot be read is absent and never guessed`() throws {
    let document = try #require(
      read(UBLFixture.changed(">1190.00<", to: ">1.190,00<")).documents.first
    )
    #expect(document.totals.gross == nil)
    #expect(document.problems.first?.rawText == "1.190,00")
  }

  @Test
  func `missing values are absent without a word`() throws {
    let bare = """
      <Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"/>
      """
    try check(bare, "type invoice")
  }

  @Test
  func `every value names its line and path`() throws {
    let document = try #require(read(UBLFixture.invoice).documents.first)
    let due = try #require(document.sources["totals.due"])
    #expect(due.method == .xml)
    #expect(due.line == 92)
    #expect(due.path == "/Invoice/cac:LegalMonetaryTotal/cbc:PayableAmount")
    #expect(document.sources["issueDate"]?.text == "2026-03-14+01:00")
    #expect(document.sources["seller.address"]?.line == 27)
    #expect(
      document.sources["payment.accounts"]?.path?.hasSuffix("PayeeFinancialAccount/cbc:ID") == true
    )
    #expect(document.sources["lines[0]"]?.line == 94)
    #expect(document.sources["lines[1]"]?.line == 107)
  }

  @Test
  func `terms are given only when asked for, values as written and days without a zone`() throws {
    #expect(read(UBLFixture.invoice).summary.terms == nil)
    let terms = try #require(read(UBLFixture.invoice, wantsTerms: true).summary.terms?.first)
    #expect(terms["BT-2"] == ["2026-03-14"])
    #expect(terms["BT-22"] == ["Timber & more"])
    #expect(terms["BT-29"] == ["4012345000009"])
    #expect(terms["BT-90"] == ["DE98ZZZ01"])
    #expect(terms["BT-18"] == ["M-1"])
    #expect(terms["BT-81"] == ["58"])
    #expect(terms["BT-82"] == ["transfer"])
    #expect(terms["BT-84"] == ["DE75 5121 0800 1245 1261 99", "4711-0815"])
    #expect(terms["BT-110"] == ["190.00"])
    #expect(terms["BT-111"] == ["2185.00"])
    #expect(terms["BT-126"] == ["1", "1.1"])
    #expect(terms["BT-130"] == ["MTR", "MTR"])
    #expect(terms["BT-60"] == nil)
  }

  @Test
  func `an empty element is an empty term and no field`() throws {
    let text = UBLFixture.changed("<cbc:ID>PO-88</cbc:ID>", to: "<cbc:ID> </cbc:ID>")
    let reading = read(text, wantsTerms: true)
    #expect(try #require(reading.summary.terms?.first)["BT-13"] == [""])
    #expect(try #require(reading.documents.first).references.purchaseOrder == nil)
  }

  @Test
  func `more lines than the limit are refused with the line`() {
    var limits = ReadLimits()
    limits.linesPerDocument = 1
    let reading = read(UBLFixture.invoice, limits: limits)
    #expect(reading.problemCodes == ["xml.too-many-lines@94"])
    #expect(reading.documents.isEmpty)
    #expect(reading.isConsistent)
  }

  @Test
  func `what stands in extensions is kept, bounded, and not in the way`() throws {
    let wood =
      "<cac:Timber><cbc:Species>Larix <!-- x --> decidua</cbc:Species><cbc:Empty> </cbc:Empty></cac:Timber>"
    let text = UBLFixture.changed(
      "<cbc:Note>",
      to: "<cac:Signature><cbc:ID>s</cbc:ID></cac:Signature>\(wood)<cbc:Note>"
    ).replacing("<cac:SubInvoiceLine>", with: "\(wood)<cac:SubInvoiceLine>")
    let reading = read(text)
    #expect(reading.problemCodes == [])
    let document = try #require(reading.documents.first)
    #expect(values(document) == Self.expected)
    #expect(
      document.more.extensions.map { "\($0.path) \($0.text)" } == [
        "/Invoice/Timber/Species Larix decidua",
        "/Invoice/cac:PaymentTerms/Timber/Species Larix decidua",
        "/Invoice/cac:InvoiceLine/Timber/Species Larix decidua",
      ]
    )
    let many = UBLFixture.changed(
      "<cbc:Note>",
      to: String(repeating: wood, count: 500) + "<cbc:Note>"
    )
    #expect(read(many).documents.first?.more.extensions.count == 100)
  }
}
