extension ForeignTable {
  /// Statements of cards and sheets of expenses: a row is an expense.
  static let cards: [ForeignTable] = [
    ForeignTable(
      name: "an American card, months first, costs negative",
      file: "Card_Activity.csv",
      document: "expense",
      open: [.currency("USD")],
      unsure: ["read.csv.columns.seller.name"],
      rows: 6,
      shows: [
        "totals.gross                     42.18", "seller.name                      NORTHERN RAIL",
      ],
      text: """
        Card,Transaction Date,Post Date,Description,Category,Type,Amount
        4812,03/14/2026,03/15/2026,BLUE HERON DINER,Food & Drink,Sale,-42.18
        4812,03/13/2026,03/14/2026,NORTHERN RAIL,Travel,Sale,-118.00
        4812,03/09/2026,03/10/2026,HARBOR OFFICE SUPPLY,Shopping,Sale,-63.77
        4812,03/05/2026,03/05/2026,HARBOR OFFICE SUPPLY,Shopping,Return,20.00
        4812,03/03/2026,03/04/2026,NORTHERN RAIL,Travel,Sale,-96.50
        4812,03/02/2026,03/03/2026,CLOUD HOSTING CO,Professional Services,Sale,-29.00

        """
    ),
    ForeignTable(
      name: "a card in UTF-16 with tabs and two currencies",
      file: "Kreditkarte.txt",
      encoding: .utf16,
      document: "expense",
      rows: 4,
      shows: [
        "seller.name                      Gasthof Rössl", "currency                         CHF",
      ],
      text: """
        Belegdatum\tHändler\tBetrag\tWährung
        02.03.2026\tGasthof Rössl\t84,50\tEUR
        13.03.2026\tÖBB\t52,10\tEUR
        19.03.2026\tMüller Papier\t17,25\tEUR
        25.03.2026\tHotel Belvédère\t214,00\tCHF

        """.replacing("\n", with: "\r\n")
    ),
    ForeignTable(
      name: "a sheet of travel expenses with a total below",
      file: "Reisekosten Berger.csv",
      encoding: .windows1252,
      document: "expense",
      rows: 4,
      shows: ["totals.gross                     119.00", "project                          P-15"],
      text: """
        Reisekostenabrechnung;;;;;
        Mitarbeiter;Jana Berger;;;;
        ;;;;;
        Datum;Händler;Kategorie;Projekt;Betrag EUR;MwSt EUR
        02.03.2026;DB Vertrieb;Reise;P-12;119,00;7,79
        03.03.2026;Hotel Seeblick;Übernachtung;P-12;214,00;14,00
        13.03.2026;Gasthaus Linde;Bewirtung;P-12;46,40;7,41
        17.03.2026;Taxi Huber;Reise;P-15;23,80;1,56
        Summe;;;;403,20;30,76

        """
    ),
    ForeignTable(
      name: "days that may be of two months",
      file: "spend.csv",
      document: "expense",
      open: [.days("issueDate", "dd/MM/yyyy")],
      unsure: ["document"],
      rows: 4,
      shows: ["issueDate                        2026-04-03"],
      text: """
        Date,Supplier,Amount (EUR)
        03/04/2026,Larch Timber,119.00
        05/04/2026,City Water,64.20
        07/06/2026,Paper Shop,12.99
        08/06/2026,Paper Shop,7.49

        """
    ),
    ForeignTable(
      name: "dollars of nobody knows which country",
      file: "expenses-q1.csv",
      document: "expense",
      open: [.currency("CAD")],
      rows: 4,
      shows: [
        "issueDate                        2026-01-05", "currency                         CAD",
      ],
      text: """
        Date,Employee,Merchant,Amount,Notes
        Jan 5 2026,Kim Ortega,Harbor Cafe,$18.40,Client breakfast
        Jan 16 2026,Kim Ortega,Northern Rail,$118.00,Trip
        Feb 2 2026,Lee Bell,Taxi,$24.00,
        Feb 9 2026,Lee Bell,Taxi,$22.50,

        """
    ),
  ]

  /// Lists of invoices and of suppliers.
  static let papers: [ForeignTable] = [
    ForeignTable(
      name: "bills as QuickBooks lists them",
      file: "bills.csv",
      document: "invoice",
      open: [.currency("USD")],
      unsure: ["read.csv.columns.totals.gross"],
      rows: 4,
      shows: [
        "number                           INV-20417", "dueDate                          2026-02-13",
        "seller.name                      City Water",
      ],
      text: """
        Date,Transaction Type,Num,Name,Memo/Description,Due Date,Amount,Open Balance
        01/14/2026,Bill,INV-20417,Larch Timber LLC,Boards,02/13/2026,"1,190.00","1,190.00"
        01/22/2026,Bill,88-113,City Water,January water,02/21/2026,64.20,0.00
        02/03/2026,Bill,A-5510,Paper & Pens Inc,Copy paper,03/05/2026,212.75,212.75
        02/17/2026,Vendor Credit,CR-12,Larch Timber LLC,Return,02/17/2026,-90.00,-90.00

        """
    ),
    ForeignTable(
      name: "bills as Xero exports them, names in one word, two currencies",
      file: "payables.csv",
      document: "invoice",
      rows: 3,
      shows: [
        "number                           PS/2026/7", "totals.gross                     410.00",
        "seller.name                      Birch Homes Ltd", "currency                         GBP",
      ],
      text: """
        *ContactName,*InvoiceNumber,*InvoiceDate,*DueDate,Total,TaxTotal,InvoiceAmountPaid,InvoiceAmountDue,Currency,Status
        Birch Homes Ltd,INV-0042,14/01/2026,13/02/2026,1200.00,200.00,0.00,1200.00,GBP,Awaiting Payment
        The Paper Shop,PS/2026/7,22/01/2026,21/02/2026,58.80,9.80,58.80,0.00,GBP,Paid
        Rhine Freight BV,RF-889,30/01/2026,01/03/2026,410.00,0.00,0.00,410.00,EUR,Awaiting Payment

        """
    ),
    ForeignTable(
      name: "a list of suppliers",
      file: "vendors.csv",
      document: "table",
      rows: 2,
      shows: ["name=Larch Timber GmbH", "vatID=NL004495445B01"],
      text: """
        Vendor,VAT number,IBAN,Payment terms,City
        Larch Timber GmbH,DE811907980,DE75512108001245126199,30 days,Hollerau
        Rhine Freight BV,NL004495445B01,DE89370400440532013000,14 days,Nijmegen

        """
    ),
  ]
}
