extension ForeignTable {
  /// Exports of banks and books.
  static let ledgers: [ForeignTable] = [
    ForeignTable(
      name: "a German bank: lines above the header, semicolons, decimal comma, windows-1252",
      file: "Umsatzanzeige_2026-03.csv",
      encoding: .windows1252,
      document: "ledger",
      rows: 4,
      shows: [
        "2026-03-31  -412.80 EUR  Stadtwerke Hollerau  Abschlag März KD 88123",
        "2026-03-27  3570.00 EUR  Weberei Lindner GmbH",
      ],
      text: """
        "Kontonummer:";"DE02 1203 0000 0000 2020 51"
        "Von:";"01.03.2026"
        "Kontostand vom 31.03.2026:";"11.204,18 EUR"

        "Buchungsdatum";"Wertstellung";"Status";"Zahlungsempfänger*in";"Verwendungszweck";"IBAN";"Betrag (€)"
        "31.03.26";"31.03.26";"Gebucht";"Stadtwerke Hollerau";"Abschlag März KD 88123";"DE89370400440532013000";"-412,80"
        "27.03.26";"27.03.26";"Gebucht";"Weberei Lindner GmbH";"Rechnung 2026-0117";"DE75512108001245126199";"3.570,00"
        "18.03.26";"18.03.26";"Gebucht";"Garnhandel Süd OHG";"RE 55120";"DE91100000000123456789";"-1.166,20"
        "04.03.26";"04.03.26";"Gebucht";"Büro Krüger";"Toner, RG 4471";"DE21500500001234567897";"-89,90"

        """
    ),
    ForeignTable(
      name: "an American account: debits and credits apart, a balance, months first",
      file: "Checking 0123.csv",
      document: "ledger",
      open: [.currency("USD")],
      rows: 4,
      shows: ["2026-03-05  -1200.00 USD  CHECK 1041", "2026-03-29  2400.00 USD  WIRE IN BIRCH"],
      text: """
        Posting Date,Description,Debit,Credit,Balance
        03/02/2026,OPENING DEPOSIT,,"5,000.00","5,000.00"
        03/05/2026,CHECK 1041,"1,200.00",,"3,800.00"
        03/17/2026,ACH LARCH TIMBER INV 20417,"1,190.00",,"2,610.00"
        03/29/2026,WIRE IN BIRCH HOMES,,"2,400.00","5,010.00"

        """
    ),
    ForeignTable(
      name: "a French extract: a column says debit or credit, thousands with spaces",
      file: "extrait.csv",
      encoding: .utf8WithMark,
      document: "ledger",
      rows: 3,
      shows: ["2026-03-02  -64.20 EUR  PRLV EAU", "2026-03-14  2400.00 EUR  VIR MAISONS"],
      text: """
        Date opération;Date valeur;Libellé;Montant;Sens;Devise
        02/03/2026;02/03/2026;PRLV EAU MUNICIPALE;64,20;D;EUR
        14/03/2026;15/03/2026;VIR MAISONS BOULEAU;2 400,00;C;EUR
        23/03/2026;23/03/2026;CB PAPETERIE;12,99;D;EUR

        """
    ),
    ForeignTable(
      name: "a wallet in several currencies, each with its own balance",
      file: "multicurrency.csv",
      document: "ledger",
      rows: 5,
      shows: ["2026-03-02  510.00 GBP  From EUR", "2026-03-09  -119.00 EUR  Larch Timber"],
      text: """
        Completed date,Type,Description,Amount,Fee,Currency,Balance
        2026-03-01,TRANSFER,From Birch Homes,1000.00,0.00,EUR,1500.00
        2026-03-02,EXCHANGE,To GBP,-600.00,0.00,EUR,900.00
        2026-03-02,EXCHANGE,From EUR,510.00,0.00,GBP,610.00
        2026-03-05,CARD,Paper Shop,-58.80,0.00,GBP,551.20
        2026-03-09,CARD,Larch Timber,-119.00,0.00,EUR,781.00

        """
    ),
    ForeignTable(
      name: "books with negative amounts in parentheses",
      file: "ledger 2026.csv",
      document: "ledger",
      unsure: ["document"],
      rows: 5,
      shows: ["2026-01-09  -300.00 USD  Refund deposit", "2026-01-05  2500.00 USD  Office rent"],
      text: """
        Date,Account,Description,Amount (USD)
        2026-01-05,6100,Office rent January,"2,500.00"
        2026-01-09,6100,Refund deposit,"(300.00)"
        2026-01-19,6200,Hosting,29.00
        2026-01-25,6300,Travel refund,(118.00)
        2026-01-30,6200,Paper,63.77

        """
    ),
    ForeignTable(
      name: "no header at all",
      file: "export0423.csv",
      document: "ledger",
      unsure: [
        "document", "read.csv.columns.day", "read.csv.columns.amount",
        "read.csv.columns.counterpartyIBAN", "read.csv.columns.memo",
        "read.csv.columns.counterparty",
      ],
      rows: 3,
      shows: ["2026-03-02  -1190.00 EUR  Larch Timber GmbH  RE-20417 boards of March"],
      text: """
        2026-03-02;DE75512108001245126199;Larch Timber GmbH;RE-20417 boards of March;-1190,00;EUR
        2026-03-04;DE89370400440532013000;City Water;Abschlag 03, Kunde 7731;-64,20;EUR
        2026-03-29;DE91100000000123456789;Birch Homes;Rechnung 117, zweiter Teil;2400,00;EUR

        """
    ),
    ForeignTable(
      name: "a Swedish account, separated by |",
      file: "bank_of_north.csv",
      document: "ledger",
      open: [.currency("SEK")],
      rows: 3,
      shows: ["2026-03-02  -1190.00 SEK  LARCH TIMBER"],
      text: """
        Datum|Belopp|Saldo|Text
        2026-03-02|-1 190,00|3 810,00|LARCH TIMBER
        2026-03-04|-64,20|3 745,80|CITY WATER
        2026-03-29|2 400,00|6 145,80|BIRCH HOMES

        """
    ),
    ForeignTable(
      name: "books separated by tabs, with marks of debit and credit",
      file: "Buchungen.txt",
      document: "ledger",
      open: [.currency("EUR")],
      unsure: ["read.csv.columns.side"],
      rows: 3,
      shows: ["2026-03-14  -64.20 EUR  M-03  Wasser", "2026-03-21  90.00 EUR  GS-11  Gutschrift"],
      text: """
        Umsatz\tSoll/Haben-Kennzeichen\tKonto\tGegenkonto\tBelegdatum\tBelegfeld 1\tBuchungstext
        1190,00\tS\t4400\t70001\t02.03.2026\tRE-20417\tBretter
        64,20\tS\t6300\t70002\t14.03.2026\tM-03\tWasser
        90,00\tH\t4400\t70001\t21.03.2026\tGS-11\tGutschrift

        """
    ),
  ]
}
