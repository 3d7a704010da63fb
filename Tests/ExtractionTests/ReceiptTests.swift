import Documents
import Extraction
import Testing
import Values

/// Receipts: merchant, day, total and what else a till prints.
@Suite struct ReceiptTests {
  private static let english = """
    ^CORNER BOOKS LTD (REG 1234567)
    ^12 Mill Lane,
    ^Leeds LS1 4AB
    ^TEL: 0113 555 0101
    ^VAT NO: GB123456782
    ^RECEIPT NO: R-20931
    Date: 14/03/2026 16:05|Till 2
    Cashier: Ann
    Notebook A5|3.50
    Fountain pen|24.90
    Subtotal|28.40
    Rounding|0.00
    TOTAL|£28.40
    VAT 20% included|4.73
    CASH|30.00
    CHANGE|1.60
    ^THANK YOU FOR YOUR VISIT
    """

  @Test
  func `an English till's strip is a receipt with merchant, day, total, tax, items and payment`() {
    let found = extract(TestReceipt(Self.english))
    #expect(found.document.type == .receipt)
    #expect(found.value("seller.name") == "CORNER BOOKS LTD")
    #expect(found.value("seller.address") == "12 Mill Lane, Leeds LS1 4AB")
    #expect(found.value("issueDate") == "2026-03-14")
    #expect(found.value("totals.gross") == "28.40")
    #expect(found.value("totals.tax") == "4.73")
    #expect(found.value("number") == "R-20931")
    #expect(found.document.currency?.code == "GBP")
    #expect(found.document.lines.map(\.description) == ["Notebook A5", "Fountain pen"])
    #expect(found.document.payment.meansCode == "10")
    #expect(found.document.payment.more.meansText == "CASH")
  }

  @Test func `every value has page, box in the picture's pixels, method and confidence`() throws {
    let found = extract(TestReceipt(Self.english))
    let source = try #require(found.document.sources["totals.gross"])
    #expect(source.method == .ocr && source.page == 1)
    // The thirteenth row, flush right at pixel 640, 28 high.
    #expect(source.box == [556, 510.4, 640, 538.4])
    #expect(found.document.sources.values.allSatisfy { $0.confidence != nil && $0.box?.count == 4 })
  }

  @Test(arguments: [
    ("SUMME|EUR 12,40\nBAR|20,00\nRÜCKGELD|7,60", "12.40"),
    ("Zwischensumme|11,00\nGesamtbetrag EUR|12,40\nKartenzahlung|12,40", "12.40"),
    ("TOTAL TTC|12,40 €\nESPECES|20,00\nRENDU|7,60", "12.40"),
    ("SUBTOTALE|10,16\nIVA 22%|2,24\nTOTALE EURO|12,40\nCONTANTI|15,00\nRESTO|2,60", "12.40"),
    ("TOTAL A PAGAR|12,40\nEFECTIVO|20,00\nCAMBIO|7,60", "12.40"),
    ("Subtotaal|11,00\nTE BETALEN|12,40\nCONTANT|20,00\nWISSELGELD|7,60", "12.40"),
    ("JUMLAH|RM12.40\nTUNAI|RM20.00\nBAKI|RM7.60", "12.40"),
  ])
  func `the total is found in seven languages`(rows: String, total: String) {
    let head =
      "^Haus am Markt\n^Marktstr. 3\n^50667 Koeln\n14.03.2026 12:30\nBrot|4,40\nKaffee|8,00\n"
    let found = extract(TestReceipt(head + rows))
    #expect(found.document.type == .receipt)
    #expect(found.value("totals.gross") == total)
  }

  @Test func `the rounded total is what was paid`() {
    let found = extract(
      TestReceipt(
        """
        ^SUNRISE MART SDN BHD
        ^7, Jalan Melur, 43000 Kajang
        Date: 28/02/2026 10:11
        Rice 5kg|19.99
        TOTAL INCL TAX|19.99
        ROUNDING ADJ|0.01
        TOTAL RM|20.00
        CASH|20.00
        """
      )
    )
    #expect(found.value("totals.gross") == "20.00")
    #expect(found.value("totals.rounding") == "0.01")
    #expect(found.document.currency?.code == "MYR")
  }

  @Test
  func `tip and service charge are charges with their names, the card's last digits are kept`() {
    let found = extract(
      TestReceipt(
        """
        ^THE OLD BISTRO
        ^4 High Street
        Table 7|PAX 2
        03/21/2026 19:40
        Soup|8.00
        Steak|30.00
        SUBTOTAL|38.00
        SERVICE CHARGE 10%|3.80
        TIP|4.00
        GRAND TOTAL|45.80
        VISA XXXXXXXX4821|45.80
        """
      )
    )
    #expect(found.value("totals.gross") == "45.80")
    #expect(found.document.allowancesAndCharges.map(\.reason) == ["Service charge", "Tip"])
    #expect(found.document.allowancesAndCharges.map(\.amount?.description) == ["3.80", "4.00"])
    #expect(found.document.payment.meansCode == "48")
    #expect(found.document.payment.more.cardNumber == "4821")
    #expect(found.value("issueDate") == "2026-03-21")
  }

  @Test func `a table of taxes gives its rows, and its sums are not the total`() {
    let found = extract(
      TestReceipt(
        """
        ^KOPI KORNER SDN BHD
        14/03/2026 08:00 AM
        Kopi|10.60
        TOTAL INCL GST 6%|10.60
        CASH|20.60
        CHANGE|10.00
        GST SUMMARY  AMOUNT|TAX
        SR 6%   10.00|0.60
        TOTAL   10.00|0.60
        """
      )
    )
    #expect(found.value("totals.gross") == "10.60")
    #expect(found.value("totals.tax") == "0.60")
    #expect(found.value("totals.net") == "10.00")
    #expect(found.document.taxes.map(\.rate?.description) == ["6"])
  }

  @Test func `counts, savings and points are no totals`() {
    let found = extract(
      TestReceipt(
        """
        ^GREEN GROCER
        14/03/2026 08:00
        Apples|3.20
        TOTAL ITEMS|99.00
        TOTAL SAVINGS|88.00
        TOTAL|3.20
        VISA|3.20
        TOTAL POINTS|77.00
        """
      )
    )
    #expect(found.value("totals.gross") == "3.20")
  }

  @Test func `amounts that hang lower than their labels still belong to them`() {
    var receipt = TestReceipt(Self.english)
    receipt.tilt = 16
    let found = extract(receipt)
    #expect(found.value("totals.gross") == "28.40")
    #expect(found.value("seller.name") == "CORNER BOOKS LTD")
  }

  @Test func `a name that runs over two lines is one, a register's number is no part of it`() {
    let found = extract(
      TestReceipt(
        """
        ^HARBOUR HARDWARE &
        ^ELECTRICAL SDN BHD(112233-K)
        ^NO. 5, JALAN BESAR,
        ^81200 JOHOR BAHRU, JOHOR.
        ^FAX: 07-111 2222
        14/03/2026
        Lamp|10.00
        TOTAL|10.00
        CASH|10.00
        """
      )
    )
    #expect(found.value("seller.name") == "HARBOUR HARDWARE & ELECTRICAL SDN BHD")
    #expect(found.value("seller.address") == "NO. 5, JALAN BESAR, 81200 JOHOR BAHRU, JOHOR.")
  }
}
