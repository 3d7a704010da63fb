import TestPapers

/// A paper of every kind that has a reader, each made by us.
enum OwnPapers {
  static var all: [[UInt8]] {
    (invoices + bank + tables + journals + [page]).map { Array($0.utf8) } + made
  }

  private static let invoices = [
    UBLFixture.invoice, UBLFixture.creditNote, CIIFixture.invoice, CIIFixture.zugferd1,
    FatturaPAFixture.file(FatturaPAFixture.fee, FatturaPAFixture.split),
    FatturaPAFixture.simplified, FacturaeFixture.file(FacturaeFixture.invoice),
    """
    Kessel Holz GmbH, Hafenstraße 3, 20457 Hamburg

    Rechnung Nr. RE-20417
    Rechnungsdatum: 14.03.2026
    Zahlbar bis 13.04.2026

    Pos  Bezeichnung         Menge   Preis     Betrag
    1    Eichenbretter       10      100,00    1.000,00

    Nettobetrag                                1.000,00 EUR
    19 % MwSt.                                   190,00 EUR
    Gesamtbetrag                               1.190,00 EUR
    USt-IdNr. DE811907980   IBAN DE75 5121 0800 1245 1261 99
    """,
  ]

  private static let bank = [
    // Without anything that parts cells: a text, not a table.
    "Corner Books Leeds\nInvoice INV 7781\nInvoice date 14 March 2026\nTotal due GBP 28.40\n",
    CAMTFixture.statement(
      closing: "60.00",
      entries: CAMTFixture.entry(
        "40.00",
        "DBIT",
        details: CAMTFixture.details("<TxDtls>\(CAMTFixture.parties)</TxDtls>")
      )
    ),
    """
    :20:STARTUMS
    :25:51210600/9223382012EUR
    :28C:12/1
    :60F:C260301EUR100,00
    :61:2603140314CR30,00N062NONREF//B-77
    /OCMT/USD35,00/
    :86:166?00GUTSCHRIFT?20EREF+E2E-1?21KREF+NONREF?22SVWZ+RE 20417?30SOGEDEFF?31DE75512108001245126199?32Kessel
    :61:260315D5,50NCHG
    :86:/TRTP/SEPA/IBAN/DE75512108001245126199/NAME/Larch/REMI/fee/EREF/X
    :62F:C260315EUR124,50
    -

    """,
    """
    OFXHEADER:100
    DATA:OFXSGML
    VERSION:102
    CHARSET:1252

    <OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS>
    <CURDEF>EUR
    <BANKACCTFROM><BANKID>1<ACCTID>DE75512108001245126199<ACCTTYPE>CHECKING</BANKACCTFROM>
    <BANKTRANLIST>
    <DTSTART>20260301
    <STMTTRN><TRNTYPE>DEBIT
    <DTPOSTED>20260314120000[-5:EST]
    <TRNAMT>-80.25
    <FITID>F-1
    <CHECKNUM>1001
    <NAME>Kessel &amp; Kraft
    <MEMO>Rechnung 7
    </STMTTRN>
    </BANKTRANLIST>
    <LEDGERBAL><BALAMT>19.75<DTASOF>20260314</LEDGERBAL>
    </STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>
    """,
    """
    !Account
    NChecking
    TBank
    ^
    !Type:Bank
    D1/21'26
    T-1,080.25
    N1001
    PKessel Tools
    MInvoice 7
    LOffice
    SOffice
    $-80.25
    ^
    D 2/ 3/26
    T500.00
    PCustomer
    ^

    """,
    """
    01,0004,12345,260314,0829,001,80,1,2/
    02,12345,0004,1,260313,,CAD,2/
    03,10200123456,CAD,010,+100000,,,015,+97500,,/
    88,100,000000000002500,1,,400,5000,1,/
    16,409,000000000005000,V,260312,,B-1,C-1,INVOICE 7/
    88,KESSEL TOOLS/
    16,108,2500,S,1000,1000,500,,,TRANSFER FROM A,B/C/
    49,+212500,5/
    98,+212500,1,7/
    99,+212500,1,9/

    """,
    [
      #""EXTF";700;21;"Buchungsstapel";13;20260301120000000;;"RE";"";"";1001;456;20260101;4;20260101;20261231;"#
        + #""Probe";"";1;0;0;"EUR";;"#,
      "Umsatz (ohne Soll/Haben-Kz);Soll/Haben-Kennzeichen;WKZ Umsatz;Kurs;Basis-Umsatz;WKZ Basis-Umsatz;"
        + "Konto;Gegenkonto (ohne BU-Schlüssel);BU-Schlüssel;Belegdatum;Belegfeld 1;Belegfeld 2;Skonto;Buchungstext",
      #"1.190,00;"S";"EUR";;;;3400;70001;9;1403;"RE-7";"";;"Kessel Werkzeug""#,
      "5,50;H;;;;;1200;4970;;103;;;;Kontoführung", "",
    ].joined(separator: "\r\n"),
    """
    <?xml version="1.0"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"><CstmrCdtTrfInitn>
    <GrpHdr><MsgId>MSG-7</MsgId><CreDtTm>2026-03-14T10:00:00</CreDtTm><NbOfTxs>1</NbOfTxs><CtrlSum>1190.00</CtrlSum>
    <InitgPty><Nm>Muster</Nm></InitgPty></GrpHdr>
    <PmtInf><PmtInfId>RUN-7</PmtInfId><PmtMtd>TRF</PmtMtd><NbOfTxs>1</NbOfTxs><ReqdExctnDt><Dt>2026-03-16</Dt></ReqdExctnDt>
    <Dbtr><Nm>Muster</Nm></Dbtr><DbtrAcct><Id><IBAN>DE02120300000000202051</IBAN></Id></DbtrAcct>
    <CdtTrfTxInf><PmtId><EndToEndId>E2E-1</EndToEndId></PmtId><Amt><InstdAmt Ccy="EUR">1190.00</InstdAmt></Amt>
    <Cdtr><Nm>Kessel Holz</Nm></Cdtr><CdtrAcct><Id><IBAN>DE75512108001245126199</IBAN></Id></CdtrAcct>
    <RmtInf><Ustrd>RE-7</Ustrd><Ustrd>RE-8</Ustrd></RmtInf></CdtTrfTxInf>
    </PmtInf></CstmrCdtTrfInitn></Document>
    """,
  ]

  private static let journals = [
    """
    ; the firm's books
    account assets:bank        ; type:A
    commodity 1.000,00 EUR

    2026-03-02 * (RE-20417) Larch Timber GmbH | oak boards  ; paid late, project: attic
        ; id: D41-E9
        expenses:material      1.000,00 EUR
        assets:input tax         190,00 EUR
        assets:bank

    2026-03-04=2026-03-06 ! Hotel Seeblick
        expenses:travel          214,00 EUR @ 1,08 USD
        assets:bank             -214,00 EUR  ; card 0815
        (budget:travel)         -214,00 EUR

    """,
    """
    option "operating_currency" "EUR"
    2020-01-01 open Assets:Bank EUR
    2026-03-02 * "Larch Timber \\"GmbH\\"" "oak
    boards" #attic ^RE-20417
      id: "D41-E9"
      Expenses:Material  1,000.00 EUR
      Assets:Bank  ; the rest
    2026-03-05 balance Assets:Bank 1 EUR
    2026-03-06 txn "Broker" "Shares"
      Assets:Broker  10 AAPL {151.235 USD, 2026-03-06} @@ 5 USD
      Assets:Bank

    """,
  ]

  /// hOCR with a receipt of eight lines.
  private static var page: String {
    let rows = [
      "CORNER BOOKS LTD", "12 Mill Lane,", "Leeds LS1 4AB", "Date: 14/03/2026 16:05",
      "1 Atlas 20.00", "2 Map 8.40", "TOTAL £28.40", "CASH 30.00", "CHANGE 1.60",
    ]
    let lines = rows.enumerated().map { index, row in
      let (top, bottom) = (20 + index * 40, 48 + index * 40)
      var x = 40
      let words = row.split(separator: " ").map { word in
        let end = x + word.count * 14
        defer { x = end + 14 }
        return
          "<span class='ocrx_word' title='bbox \(x) \(top) \(end) \(bottom); x_wconf 96'>\(word)</span>"
      }
      return
        "<span class=\"ocr_line\" title=\"bbox 40 \(top) 600 \(bottom)\">\(words.joined(separator: " "))</span>"
    }
    return "<html><body><div class=\"ocr_page\" title=\"bbox 0 0 700 500; ppageno 0\">"
      + lines.joined(separator: "\n") + "</div></body></html>"
  }
}
