import Documents
import Readings
import TestPapers
import Testing
import Values

@Suite struct FacturaeTests {
  private static let expected = """
    type invoice
    typeCode 380
    number A26-15
    issueDate 2026-03-14
    dueDate 2026-04-13
    currency EUR
    seller.name Maderas S.A.
    seller.tradingName Maderas
    seller.vatID ESA58818501
    seller.iban ES9121000418450200051332
    seller.address Calle 1, 08001 Barcelona, Barcelona
    seller.country ES
    buyer.name Ana Soler Puig
    buyer.taxRegistrationID X1234567L
    buyer.address Rue 2, 66000 Perpignan, PO
    buyer.country FR
    totals.lines 1010.00
    totals.allowances 10.00
    totals.charges 0.00
    totals.net 1000.00
    totals.tax 262.00
    totals.gross 1262.00
    totals.prepaid 0.00
    totals.due 1112.00
    tax S | 21.00 | 1000.00 | 210.00
    tax - | 5.20 | 1000.00 | 52.00
    allowance 10.00 | Pronto pago | - | -
    line - | Vigas | 10.0 | 01 | 102.000000 | - | 1010.00 | - | 21.00 | -
    purchaseOrder PO-3
    iban ES9121000418450200051332
    meansCode 30
    accounts ES9121000418450200051332
    """

  @Test func `an invoice is read with its surcharge and the tax that is withheld`() throws {
    let reading = read(FacturaeFixture.file(FacturaeFixture.invoice))
    #expect(reading.isConsistent && reading.summary.kind == .facturae)
    #expect(reading.problemCodes == [])
    let document = try #require(reading.documents.first)
    #expect(values(document) == Self.expected)
    #expect(document.totals.withheld?.description == "150.00")
    #expect(document.more.period.start == Day("2026-03-01"))
    #expect(document.lines.first?.more.sellerItemID == "V-1")
    #expect(document.more.notes.first?.text == "Ley 37/1992")
  }

  @Test func `a batch gives a document for each invoice`() throws {
    let second = FacturaeFixture.invoice.replacing("<InvoiceNumber>15<", with: "<InvoiceNumber>16<")
      .replacing("<InvoiceClass>OO<", with: "<InvoiceClass>OR<")
    let reading = read(FacturaeFixture.file(FacturaeFixture.invoice, second))
    #expect(reading.documents.map(\.number) == ["A26-15", "A26-16"])
    #expect(reading.documents.map(\.typeCode) == ["380", "384"])
    #expect(reading.documents.map(\.buyer.name) == ["Ana Soler Puig", "Ana Soler Puig"])
  }

  @Test func `a file without an invoice is refused`() {
    #expect(read(FacturaeFixture.file()).problemCodes == ["xml.no-invoice"])
  }
}
