import Documents
import Readings
import TestPapers
import Testing
import Values

@Suite struct FatturaPATests {
  private func check(_ text: String, _ expected: String...) throws {
    let reading = read(text)
    #expect(reading.isConsistent && reading.summary.kind == .fatturaPA)
    #expect(reading.problemCodes == [])
    #expect(reading.documents.map(values) == expected)
  }

  private static let fee = """
    type invoice
    typeCode 380
    number 12/PA
    issueDate 2026-03-14
    dueDate 2026-05-13
    currency EUR
    seller.name Anna Rossi
    seller.vatID IT00743110157
    seller.taxRegistrationID RSSNNA70A41F205X
    seller.iban IT60X0542811101000000123456
    seller.address Via Larga 3, 20122 Milano, MI
    seller.country IT
    buyer.name Legno & Figli S.r.l.
    buyer.taxRegistrationID 07643520567
    buyer.address Corso Uno 1, 00100 Roma
    buyer.country IT
    totals.net 1040.00
    totals.tax 228.80
    totals.gross 1268.80
    totals.due 1068.80
    tax S | 22.00 | 1040.00 | 228.80
    charge 40.00 | - | S | 22.00
    line 1 | Consulenza | 10.00 | ore | 125.00 | - | 1000.00 | S | 22.00 | -
    purchaseOrder PO-7
    contract C-1
    precedingInvoice 9/PA
    iban IT60X0542811101000000123456
    meansCode 30
    accounts IT60X0542811101000000123456
    """

  private static let split = """
    type creditNote
    typeCode 381
    number 13/PA
    issueDate 2026-03-15
    currency EUR
    seller.name Anna Rossi
    seller.vatID IT00743110157
    seller.taxRegistrationID RSSNNA70A41F205X
    seller.address Via Larga 3, 20122 Milano, MI
    seller.country IT
    buyer.name Legno & Figli S.r.l.
    buyer.taxRegistrationID 07643520567
    buyer.address Corso Uno 1, 00100 Roma
    buyer.country IT
    totals.net 150.00
    totals.tax 22.00
    totals.gross 172.00
    totals.due 150.00
    tax S | 22.00 | 100.00 | 22.00
    tax G | 0.00 | 50.00 | 0.00
    line 1 | Legname | - | - | 100.00 | - | 100.00 | S | 22.00 | -
    line 2 | Export | 1.00 | - | 50.00 | - | 50.00 | G | 0.00 | -
    """

  @Test func `a fee is read with its fund, its withheld tax and its instalments`() throws {
    try check(FatturaPAFixture.file(FatturaPAFixture.fee), Self.fee)
    let document = try #require(read(FatturaPAFixture.file(FatturaPAFixture.fee)).documents.first)
    #expect(document.totals.withheld?.description == "200.00")
    #expect(
      document.payment.more.instalments.map { $0.amount?.description } == ["500.00", "568.80"]
    )
    #expect(
      document.payment.more.instalments.map(\.dueDate) == [Day("2026-04-13"), Day("2026-05-13")]
    )
    #expect(document.more.notes.map(\.text) == ["Consulenza", "Marzo"])
    #expect(document.more.precedingInvoices.first?.issueDate == Day("2026-01-31"))
    #expect(document.references.more.project == "CUP1" && document.references.more.tender == "CIG1")
    #expect(document.buyer.more.electronicAddress?.id == "posta@pec.example")
    #expect(document.more.supportingDocuments.first?.reference == "ore.csv")
    let line = try #require(document.lines.first)
    #expect(line.more.sellerItemID == "C-88" && line.more.period.end == Day("2026-03-31"))
    #expect(line.allowancesAndCharges?.first?.percent?.description == "20.00")
    #expect(document.sources["totals.due"]?.method == .rule)
    #expect(document.sources["totals.gross"]?.method == .xml)
    #expect(document.sources["typeCode"]?.text == "TD06")
  }

  @Test func `several bodies are several documents with one header`() throws {
    try check(
      FatturaPAFixture.file(FatturaPAFixture.fee, FatturaPAFixture.split),
      Self.fee,
      Self.split
    )
    let reading = read(FatturaPAFixture.file(FatturaPAFixture.fee, FatturaPAFixture.split))
    #expect(reading.documents.last?.totals.withheld?.description == "22.00", "split payment")
    #expect(reading.documents.last?.taxes.last?.exemptionCode == "N3.1")
    #expect(reading.documents.last?.sources["totals.gross"]?.method == .rule)
  }

  @Test func `stamp duty that the total has in it becomes a charge`() throws {
    let text = FatturaPAFixture.file(
      FatturaPAFixture.fee
        .replacing("1268.80", with: "1270.80")
        .replacing(
          "<DatiCassaPrevidenziale>",
          with:
            "<DatiBollo><BolloVirtuale>SI</BolloVirtuale><ImportoBollo>2.00</ImportoBollo></DatiBollo><DatiCassaPrevidenziale>"
        )
    )
    let document = try #require(read(text).documents.first)
    #expect(document.totals.net?.description == "1042.00")
    #expect(document.allowancesAndCharges.last?.reason == "Imposta di bollo")
  }

  @Test func `a simplified invoice states amounts with their tax`() throws {
    let document = try #require(read(FatturaPAFixture.simplified).documents.first)
    #expect(read(FatturaPAFixture.simplified).problemCodes == [])
    #expect(document.seller.name == "Bar Uno" && document.buyer.vatID == "IT07643520567")
    #expect(document.totals.gross?.description == "115.00")
    #expect(document.totals.tax?.description == "10.00")
    #expect(document.totals.net?.description == "105.00")
    #expect(document.lines.map { $0.net?.description } == ["100.00", "5.00"])
    #expect(document.lines.last?.taxCategory == "O")
  }

  @Test func `where a simplified invoice says only the rate nothing is computed from it`() throws {
    let text = FatturaPAFixture.simplified
      .replacing("<Imposta>10.00</Imposta>", with: "<Aliquota>10.00</Aliquota>")
    let document = try #require(read(text).documents.first)
    #expect(document.totals.gross?.description == "115.00")
    #expect(document.totals.tax == nil && document.totals.net == nil)
  }

  @Test func `a file without an invoice is refused`() {
    #expect(read(FatturaPAFixture.file()).problemCodes == ["xml.no-invoice"])
    #expect(read(FatturaPAFixture.file()).isConsistent)
  }

  @Test func `limits count within one document`() {
    var limits = ReadLimits()
    limits.linesPerDocument = 1
    let codes = { (text: String) in read(text, limits: limits).problemCodes }
    #expect(codes(FatturaPAFixture.file(FatturaPAFixture.fee, FatturaPAFixture.fee)) == [])
    #expect(codes(FatturaPAFixture.file(FatturaPAFixture.split))[0].hasPrefix("xml.too-many-lines"))
  }
}
