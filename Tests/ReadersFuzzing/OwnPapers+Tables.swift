import TestPapers

extension OwnPapers {
  /// Tables of banks, cards, suppliers, and exports that are known by their header.
  static let tables = [
    """
    Kartenabrechnung;Ahornblick Werkstätten GmbH
    Karteninhaberin;Jana Roth

    Datum;Händler;Betrag;Währung;Text
    14.03.2026;Bahnhofsbuffet Linden;-23,40;EUR;Frühstück
    15.03.2026;"Blumen ""Wiesengrund""; Nord";-1.035,00;EUR;"zwei
    Zeilen"
    31.03.2026;Kessel;5,00;EUR;Gutschrift
    Summe;;-1.053,40;;

    """,
    """
    Date,Amount,Currency,Name,Text
    2026-03-14,-1190.50,EUR,Larch Ltd,INV-7
    2026-03-15,5.00,EUR,"Kessel, Kraft",refund

    """,
    """
    "Date","Time","TimeZone","Name","Type","Status","Currency","Gross","Fee","Net","Transaction ID","Item Title","Invoice Number","Balance","Balance Impact"
    "14/03/2026","10:11:12","GMT","Larch Ltd","Website Payment","Completed","GBP","100.00","-3.20","96.80","1AB","Oak board","INV-7","96.80","Credit"
    "16/03/2026","10:11:12","GMT","","Bank withdrawal","Completed","GBP","-90.00","0.00","-90.00","3AB","","","6.80","Debit"

    """,
    """
    id,Type,Source,Amount,Fee,Net,Currency,Created (UTC),Available On (UTC),Description
    txn_1,charge,ch_1,97.00,3.07,93.93,eur,2026-03-14 09:01,2026-03-18 00:00,Order 7
    txn_2,payout,po_1,-93.93,0.00,-93.93,eur,2026-03-20 00:00,2026-03-20 00:00,STRIPE PAYOUT

    """,
    """
    automatic_payout_id,automatic_payout_effective_at,balance_transaction_id,currency,gross,fee,net,description
    po_1,2026-03-20 00:00:00,txn_1,eur,97.00,3.07,93.93,Order 7
    po_1,2026-03-20 00:00:00,txn_2,eur,-10.00,0.00,-10.00,Refund 6

    """,
    """
    "Larch Ltd",,,,,,,,
    General Ledger,,,,,,,,
    "January 1 - March 31, 2026",,,,,,,,

    ,Date,Transaction Type,Num,Name,Memo/Description,Split,Amount,Balance
    1000 Checking,,,,,,,,
    ,03/14/2026,Bill Payment,1001,Kessel Tools,Invoice 7,2000 Payables,-80.25,919.75
    ,03/15/2026,Deposit,,Customer,,4000 Sales,500.00,"1,419.75"
    Total for 1000 Checking,,,,,,,$419.75,

    """,
  ]

  /// What is more than text.
  static var made: [[UInt8]] {
    [
      workbook, sheet, invoicePDF, hybridPDF, scannedPDF, receipt.png, receipt.jpeg(orientation: 6),
      receipt.bmp,
      PaperWrapping.signed(Array(FatturaPAFixture.file(FatturaPAFixture.fee).utf8)),
      TestPicture.tiff([(receipt, 1), (receipt, 3)]), mail, archive,
    ]
  }

  private static var workbook: [UInt8] {
    WorkbookFixture.workbook(
      [
        (
          "Bank",
          WorkbookFixture.data([
            ["Date", "Amount", "Currency", "Text"], ["=46095|1", "=-1190.5|4", "EUR", "INV-7"],
            ["=46096|3", "=5|2", "EUR", "Larch"],
          ])
        ),
        ("Notes", WorkbookFixture.data([["see", "there"]])),
      ],
      hidden: ["Notes"],
      texts: ["a shared text"]
    )
  }

  private static var sheet: [UInt8] {
    let cells = """
      <table:table table:name="Bank"><table:table-row>
      <table:table-cell office:value-type="string"><text:p>Date</text:p></table:table-cell>
      <table:table-cell office:value-type="string"><text:p>Amount</text:p></table:table-cell>
      <table:table-cell office:value-type="string"><text:p>Text</text:p></table:table-cell></table:table-row>
      <table:table-row table:number-rows-repeated="2">
      <table:table-cell office:value-type="date" office:date-value="2026-03-14T10:00:00"><text:p>14.3.26</text:p></table:table-cell>
      <table:table-cell office:value-type="currency" office:value="-1190.5" office:currency="EUR"><text:p>-1.190,50 €</text:p></table:table-cell>
      <table:table-cell table:number-columns-repeated="3"><text:p>Invoice <text:s text:c="3"/>7</text:p></table:table-cell>
      </table:table-row></table:table>
      """
    let content = """
      <?xml version="1.0"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
      xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">
      <office:body><office:spreadsheet>\(cells)</office:spreadsheet></office:body></office:document-content>
      """
    return TestMail.zip([
      ("mimetype", Array("application/vnd.oasis.opendocument.spreadsheet".utf8)),
      ("content.xml", Array(content.utf8)),
    ])
  }

  private static var bill: TestPDF {
    var pdf = TestPDF()
    pdf.write(
      lines: ["Northern Timber Ltd", "1 Quay Street, Hull HU1 1AA", "VAT GB123456789"],
      x: 60,
      y: 60
    )
    pdf.write(
      lines: ["Invoice number: NT-4711", "Invoice date: 14 March 2026", "Due: 13 April 2026"],
      x: 60,
      y: 140
    )
    for (row, cells) in [
      ["Description", "Quantity", "Price", "Amount"], ["Oak boards", "10", "8.00", "80.00"],
      ["Rope, 5 m", "2", "10.00", "20.00"],
    ].enumerated() {
      let y = 220 + Double(row) * 16
      pdf.write(cells[0], x: 60, y: y)
      for (column, cell) in cells.dropFirst().enumerated() {
        pdf.writeRight(cell, x: 350 + Double(column) * 80, y: y)
      }
    }
    for (row, sum) in [("Net", "100.00"), ("VAT 20%", "20.00"), ("Total GBP", "120.00")]
      .enumerated()
    {
      pdf.write(sum.0, x: 400, y: 300 + Double(row) * 16)
      pdf.writeRight(sum.1, x: 510, y: 300 + Double(row) * 16)
    }
    return pdf
  }

  private static var invoicePDF: [UInt8] {
    var pdf = bill
    pdf.newPage()
    pdf.write("Page 2 of 2", x: 60, y: 60)
    return pdf.bytes
  }

  private static var hybridPDF: [UInt8] {
    var pdf = bill
    pdf.attachments = [
      TestPDF.Attachment(
        name: "factur-x.xml",
        bytes: Array(CIIFixture.invoice.utf8),
        relationship: "Alternative"
      )
    ]
    return pdf.bytes
  }

  private static let receipt: TestPicture = {
    var pdf = TestPDF()
    pdf.write(
      lines: ["CORNER BOOKS LTD", "Date: 14/03/2026", "TOTAL 28.40", "CASH 30.00"],
      x: 20,
      y: 40,
      size: 14
    )
    return TestPicture(drawing: pdf, dotsPerInch: 90, width: 220, height: 120)
  }()

  private static var scannedPDF: [UInt8] {
    var pdf = TestPDF()
    let number = pdf.firstFreeObject
    let digits = receipt.pixels.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    pdf.rawResources = "/XObject << /Scan \(number) 0 R >>"
    pdf.rawObjects = [
      "<< /Type /XObject /Subtype /Image /Width \(receipt.width) /Height \(receipt.height) /ColorSpace /DeviceGray"
        + " /BitsPerComponent 8 /Filter /ASCIIHexDecode /Length \(digits.utf8.count + 1) >>\nstream\n"
        + digits + ">\nendstream"
    ]
    pdf.rawContent = "q 220 0 0 120 0 700 cm /Scan Do Q\n"
    return pdf.bytes
  }

  private static var mail: [UInt8] {
    TestMail.mail([
      .text("Rechnung RE-7\nRechnungsdatum: 14.03.2026\nGesamtbetrag 119,00 EUR"),
      .text("<p>Rechnung <b>RE-7</b></p>", "text/html; charset=windows-1252"),
      .file("a.xml", "application/xml", Array(UBLFixture.invoice.utf8)),
      .raw("Content-Type: message/rfc822\r\n", TestMail.mail("Total EUR 5.00")),
    ])
  }

  private static var archive: [UInt8] {
    TestMail.zip([
      ("invoices/a.xml", Array(UBLFixture.invoice.utf8)), ("b.csv", Array(tables[1].utf8)),
      ("inner.zip", TestMail.zip([("c.xml", Array(CIIFixture.invoice.utf8))])),
    ])
  }
}
