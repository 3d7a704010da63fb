import Documents
import Readings
import TestPapers
import Testing
import Values

@Suite
struct CIIReaderTests {
  private static let expected = """
    type invoice
    typeCode 380
    number R-77
    issueDate 2026-03-14
    dueDate 2026-04-13
    currency EUR
    seller.name Rope Works GmbH
    seller.vatID DE123456789
    seller.taxRegistrationID 201/113
    seller.iban DE75512108001245126199
    seller.address Knot Street 1, 80333 Hafenstadt
    seller.country DE
    buyer.name Climbers Ltd
    totals.lines 50.00
    totals.net 50.00
    totals.tax 3.50
    totals.gross 53.50
    totals.due 53.50
    tax S | 7 | 50.00 | 3.50
    line 1 | Set | - | - | - | - | 50.00 | - | - | group
    line 1.1 | Rope | 10 | C62 | 5 | - | 50.00 | S | 7 | -
    terms 2 % within 10 days
    reference R-77/1
    iban DE75512108001245126199
    meansCode 58
    accounts DE75512108001245126199
    """

  @Test(arguments: [CIIFixture.invoice, CIIFixture.zugferd1])
  func `D16B and the older names of ZUGFeRD 1 give the same document`(text: String) throws {
    let reading = read(text)
    #expect(reading.summary.kind == .cii)
    #expect(reading.problemCodes == [])
    #expect(values(try #require(reading.documents.first)) == Self.expected)
  }

  @Test(
    arguments: [
      ("102", "20260314", "2026-03-14"), ("203", "202603142359", "2026-03-14"),
      ("204", "20260314235959", "2026-03-14"), ("102", "2026-03-14", "2026-03-14"),
    ]
  )
  func `days in each format that names a day are read`(
    format: String,
    text: String,
    day: String
  ) throws {
    let reading = read(dated(format, text))
    #expect(try #require(reading.documents.first).issueDate?.description == day)
    #expect(reading.problemCodes == [])
  }

  @Test(arguments: [
    ("102", "20260231"), ("610", "202603"), ("616", "202611"), ("102", "14.03.2026"),
    ("102", "2026"),
  ])
  func `what names no day of the calendar is a problem and no day`(
    format: String,
    text: String
  ) throws {
    let reading = read(dated(format, text))
    #expect(try #require(reading.documents.first).issueDate == nil)
    #expect(reading.problemCodes == ["value.bad-date@9"])
  }

  @Test
  func `a global id goes before the buyer's own, the seller keeps both`() throws {
    let terms = try #require(read(CIIFixture.invoice, wantsTerms: true).summary.terms?.first)
    #expect(terms["BT-29"] == ["549910", "4000001123452"])
    #expect(terms["BT-46"] == ["4304171000002"])
    #expect(terms["BT-21"] == ["REG"])
    #expect(terms["BT-110"] == ["3.50"])
    #expect(terms["BT-111"] == ["3.30"])
    #expect(terms["BT-149"] == ["3"])
  }

  @Test
  func `a term that the standard allows once is one value, however often it is written`() throws {
    let terms = try #require(read(CIIFixture.invoice, wantsTerms: true).summary.terms?.first)
    #expect(terms["BT-9"] == ["2026-03-24;2026-04-13"])
    #expect(terms["BT-20"] == ["2 % within 10 days;net"])
  }

  @Test
  func `terms of a group that is not there are not told, but the document keeps the values`() throws
  {
    let text = CIIFixture.invoice.replacing(
      /<ram:SpecifiedTradeSettlementPaymentMeans>(?s:.)*<\/ram:SpecifiedTradeSettlementPaymentMeans>/,
      with: ""
    )
    let reading = read(text, wantsTerms: true)
    #expect(try #require(reading.summary.terms?.first)["BT-83"] == nil)
    #expect(reading.documents.first?.payment.reference == "R-77/1")
  }

  @Test
  func `a credit note is one by its code alone`() throws {
    let text = CIIFixture.invoice.replacing("<ram:TypeCode>380", with: "<ram:TypeCode>381")
    #expect(try #require(read(text).documents.first).type == .creditNote)
  }

  private func dated(_ format: String, _ text: String) -> String {
    CIIFixture.invoice.replacing("format=\"102\">20260314", with: "format=\"\(format)\">\(text)")
  }
}
