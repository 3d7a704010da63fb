import Books
import Documents
import Readers
import Readings
import Testing
import Values

/// Exports that are known by their header, without a word in the workflow.
@Suite struct `Exports known by their header` {
  private func read(
    _ text: String,
    _ target: ReadInstructions.Target = .ledger,
    currency: String? = nil,
    columns: [ColumnInstructions] = []
  ) -> Reading {
    var instructions = ReadInstructions(target: target)
    instructions.currency = currency.flatMap { Currency($0) }
    if !columns.isEmpty {
      var csv = CSVInstructions()
      csv.columns = columns
      instructions.csv = csv
    }
    var items: [ReadingItem] = []
    let summary = FileReader.read(MemoryInput(text), instructions: instructions, fileName: "x") {
      items.append($0)
    }
    let reading = Reading(items: items, summary: summary)
    #expect(reading.isConsistent)
    return reading
  }

  static let payPal = """
    "Date","Time","TimeZone","Name","Type","Status","Currency","Gross","Fee","Net","Transaction ID","Item Title","Invoice Number","Balance","Balance Impact"
    "14/03/2026","10:11:12","GMT","Larch Ltd","Website Payment","Completed","GBP","100.00","-3.20","96.80","1AB","Oak board","INV-7","96.80","Credit"
    "15/03/2026","10:11:12","GMT","Larch Ltd","Authorisation","Pending","GBP","50.00","0.00","50.00","2AB","","","96.80","Memo"
    "16/03/2026","10:11:12","GMT","","Bank withdrawal","Completed","GBP","-90.00","0.00","-90.00","3AB","","","6.80","Debit"

    """

  @Test
  func `PayPal: gross, fee and net are kept apart, and its balance is proved`() {
    let reading = read(Self.payPal)
    #expect(reading.summary.export == "PayPal, activity")
    #expect(
      rows(reading) == [
        "2 | 2026-03-14 | - | 100.00 GBP | Larch Ltd | - | INV-7 | Oak board",
        "2 | 2026-03-14 | - | -3.20 GBP | PayPal | - | - | Fee of 1AB",
        "4 | 2026-03-16 | - | -90.00 GBP | - | - | - | -",
      ]
    )
    #expect(reading.entries.map(\.id) == ["1AB", "1AB.fee", "3AB"])
    #expect(
      reading.entries[0].extra?["fee"] == "-3.20" && reading.entries[0].extra?["net"] == "96.80"
    )
    #expect(reading.entries[1].extra == ["feeOf": "1AB"])
    #expect(reading.problemCodes == ["csv.rows-left-out@3"])
    let cut = Self.payPal.replacing("\"6.80\"", with: "\"7.80\"")
    #expect(read(cut).problemCodes.last == "statement.does-not-foot@4")
  }

  @Test
  func `PayPal in German`() {
    let text = """
      "Datum","Uhrzeit","Zeitzone","Name","Typ","Status","Währung","Brutto","Gebühr","Netto","Transaktionscode","Rechnungsnummer","Guthaben","Betreff","Auswirkung auf Guthaben"
      "14.03.2026","10:11:12","CET","Lärche GmbH","Zahlung","Abgeschlossen","EUR","1.000,00","-30,50","969,50","1AB","R7","969,50","Bretter","Haben"

      """
    let reading = read(text)
    #expect(
      rows(reading) == [
        "2 | 2026-03-14 | - | 1000.00 EUR | Lärche GmbH | - | R7 | Bretter",
        "2 | 2026-03-14 | - | -30.50 EUR | PayPal | - | - | Fee of 1AB",
      ]
    )
  }

  @Test
  func `a fee that is not the difference of gross and net refuses the file`() {
    let reading = read(Self.payPal.replacing("\"-3.20\"", with: "\"-3.30\""))
    #expect(reading.problemCodes.contains("csv.fee-differs@2"))
    #expect(reading.summary.isRefused)
  }

  @Test
  func `Stripe: balance history and balance report`() {
    let history = """
      id,Type,Source,Amount,Fee,Net,Currency,Created (UTC),Available On (UTC),Description
      txn_1,charge,ch_1,97.00,3.07,93.93,eur,2026-03-14 09:01,2026-03-18 00:00,Order 7
      txn_2,payout,po_1,-93.93,0.00,-93.93,eur,2026-03-20 00:00,2026-03-20 00:00,STRIPE PAYOUT

      """
    #expect(read(history).summary.export == "Stripe, balance history")
    #expect(
      rows(read(history)) == [
        "2 | 2026-03-14 | 2026-03-18 | 97.00 EUR | - | - | ch_1 | Order 7",
        "2 | 2026-03-14 | 2026-03-18 | -3.07 EUR | Stripe | - | - | Fee of txn_1",
        "3 | 2026-03-20 | 2026-03-20 | -93.93 EUR | - | - | po_1 | STRIPE PAYOUT",
      ]
    )
    let report = """
      balance_transaction_id,created_utc,created,available_on_utc,currency,gross,fee,net,reporting_category,source_id,description
      txn_1,2026-03-14T09:01:00Z,2026-03-14T10:01:00,2026-03-18,usd,10.00,0.59,9.41,charge,ch_1,Order 8

      """
    #expect(read(report).entries.map(\.amount.description) == ["10.00 USD", "-0.59 USD"])
  }

  static let quickBooks = """
    "Larch Ltd",,,,,,,,
    General Ledger,,,,,,,,
    "January 1 - March 31, 2026",,,,,,,,

    ,Date,Transaction Type,Num,Name,Memo/Description,Split,Amount,Balance
    1000 Checking,,,,,,,,
    ,01/01/2026,,,,Beginning Balance,,,"1,000.00"
    ,01/15/2026,Check,1001,Office Depot,Paper,Office Supplies,"-125.50","874.50"
    ,01/16/2026,Deposit,,Client ABC,Invoice 7,Accounts Receivable,"2,500.00","3,374.50"
    Total for 1000 Checking,,,,,,,"$2,374.50",
    6000 Office Supplies,,,,,,,,
    ,01/15/2026,Check,1001,Office Depot,Paper,1000 Checking,125.50,125.50
    Total for 6000 Office Supplies,,,,,,,$125.50,
    TOTAL,,,,,,,,

    """

  @Test
  func `QuickBooks: headings are accounts, sums are no rows, each balance is proved`() {
    let reading = read(Self.quickBooks, currency: "USD")
    #expect(reading.summary.export == "QuickBooks, transactions by account")
    #expect(
      rows(reading) == [
        "8 | 2026-01-15 | - | -125.50 USD | Office Depot | - | 1001 | Paper",
        "9 | 2026-01-16 | - | 2500.00 USD | Client ABC | - | - | Invoice 7",
        "12 | 2026-01-15 | - | 125.50 USD | Office Depot | - | 1001 | Paper",
      ]
    )
    #expect(
      reading.entries.map(\.account) == ["1000 Checking", "1000 Checking", "6000 Office Supplies"]
    )
    let cut = Self.quickBooks.replacing("\"3,374.50\"", with: "\"3,375.50\"")
    #expect(read(cut, currency: "USD").problemCodes.last == "statement.does-not-foot@9")
    #expect(read(Self.quickBooks).problemCodes.contains("csv.no-currency@8"))
  }

  @Test
  func `QuickBooks expenses are papers`() {
    let text = """
      Date,Type,No.,Payee,Category,Total before sales tax,Sales tax,Total
      01/15/2026,Expense,E-7,Office Depot,Supplies,100.00,8.00,108.00

      """
    let document = read(text, .expense, currency: "USD").documents.first
    #expect(document?.seller.name == "Office Depot" && document?.number == "E-7")
    #expect(document?.totals.gross?.description == "108.00")
    #expect(document?.totals.net?.description == "100.00")
  }

  @Test
  func `Xero: what is debited to an account of one's own comes in`() {
    let text = """
      Account Transactions,,,,,,,,
      Larch Ltd,,,,,,,,
      For the period 1 March 2026 to 31 March 2026,,,,,,,,

      Date,Source,Description,Reference,Debit,Credit,Running Balance,Gross,Tax
      Business Bank,,,,,,,,
      Opening Balance,,,,10.00,0.00,10.00,,
      03 Mar 2026,Receive Money,Client,INV-7,100.00,0.00,110.00,100.00,0.00
      04 Mar 2026,Spend Money,Taxi,,0.00,30.00,80.00,30.00,0.00
      Total Business Bank,,,,100.00,30.00,80.00,,
      Closing Balance,,,,80.00,0.00,80.00,,
      Total,,,,100.00,30.00,,,

      """
    let reading = read(text, currency: "GBP")
    #expect(
      rows(reading) == [
        "8 | 2026-03-03 | - | 100.00 GBP | - | - | INV-7 | Client",
        "9 | 2026-03-04 | - | -30.00 GBP | - | - | - | Taxi",
      ],
      "\(reading.problems)"
    )
    #expect(reading.entries.first?.account == "Business Bank")
  }

  @Test
  func `Xero: lines of one invoice are one paper, sales name the customer`() {
    let head =
      "ContactName,EmailAddress,InvoiceNumber,Reference,InvoiceDate,DueDate,Total,TaxTotal,"
      + "InvoiceAmountPaid,InvoiceAmountDue,Description,Quantity,UnitAmount,LineAmount,Currency,Type,Sent,Status\n"
    let text =
      head
      + "Larch Ltd,,B-7,PO-1,14/03/2026,13/04/2026,120.0000,20.0000,0.0000,120.0000,Boards,1,60,60,GBP,Bill,,Awaiting Payment\n"
      + "Larch Ltd,,B-7,PO-1,14/03/2026,13/04/2026,120.0000,20.0000,0.0000,120.0000,Nails,1,40,40,GBP,Bill,,Awaiting Payment\n"
      + "Larch Ltd,,B-8,,14/03/2026,13/04/2026,9.0000,1.5000,0.0000,9.0000,Glue,1,7.5,7.5,GBP,Bill,,Voided\n"
      + "Birch Ltd,,S-9,,15/03/2026,14/04/2026,60.0000,10.0000,60.0000,0.0000,Work,1,50,50,GBP,Sales credit note,,Paid\n"
    let reading = read(text, .invoice)
    #expect(reading.documents.map(\.number) == ["B-7", "S-9"])
    #expect(reading.documents.map(\.seller.name) == ["Larch Ltd", nil])
    #expect(reading.documents.map(\.buyer.name) == [nil, "Birch Ltd"])
    #expect(reading.documents.map(\.type) == [.invoice, .creditNote])
    #expect(reading.documents.map { $0.totals.gross?.description } == ["120.0000", "60.0000"])
    #expect(reading.problemCodes == ["csv.rows-left-out@4"])
  }

  @Test
  func `Sage: movements go to the ledger, invoices to the papers`() {
    let text = """
      Type,Account Reference,Nominal A/C Ref,Department Code,Date,Reference,Details,Net Amount,Tax Code,Tax Amount
      BP,1200,7500,0,03/04/2026,DD1,Postage,10.00,T1,2.00
      BR,1200,4000,0,14/04/2026,R7,Sales,100.00,T1,20.00
      PI,LARCH,5000,0,15/04/2026,RE-7,Boards,50.00,T1,10.00
      PC,LARCH,5000,0,16/04/2026,CN-7,Boards back,5.00,T1,1.00

      """
    let ledger = read(text, currency: "GBP")
    #expect(ledger.entries.map(\.amount.description) == ["-12.00 GBP", "120.00 GBP"])
    #expect(ledger.entries.map(\.day.description) == ["2026-04-03", "2026-04-14"])
    #expect(ledger.problemCodes == ["csv.rows-left-out@4"])
    let papers = read(text, .invoice, currency: "GBP")
    #expect(papers.documents.map(\.number) == ["RE-7", "CN-7"])
    #expect(papers.documents.map(\.type) == [.invoice, .creditNote])
    #expect(papers.documents.map { $0.totals.gross?.description } == ["60.00", "6.00"])
    let unknown = read(text.replacing("PI,", with: "XX,"), currency: "GBP")
    #expect(unknown.problemCodes.contains("csv.bad-side@4") && unknown.summary.isRefused)
  }

  @Test
  func `FreshBooks: the lines of an invoice are added up`() {
    let text = """
      Client Name,Invoice #,Date Issued,Date Due,Invoice Status,Date Paid,Item Name,Line Subtotal,Line Total,Currency
      Birch,0007,2026-03-14,2026-04-13,sent,,Work,100.00,120.00,CAD
      Birch,0007,2026-03-14,2026-04-13,sent,,Travel,10.00,12.00,CAD
      Birch,0008,2026-03-15,2026-04-14,draft,,Work,1.00,1.20,CAD
      Larch,0009,2026-03-16,2026-04-15,paid,2026-03-20,Work,5.00,6.00,CAD

      """
    let reading = read(text, .invoice)
    #expect(reading.documents.map { $0.totals.gross?.description } == ["132.00", "6.00"])
    #expect(reading.documents.map(\.buyer.name) == ["Birch", "Larch"])
  }

  @Test
  func `columns of the workflow always win`() {
    var day = ColumnInstructions(field: "day", type: .day)
    day.headers = ["Date"]
    var amount = ColumnInstructions(field: "amount", type: .amount)
    amount.headers = ["Net"]
    amount.currency = Currency("GBP")
    let reading = read(Self.payPal, columns: [day, amount])
    #expect(reading.summary.export == nil)
    #expect(reading.entries.map(\.amount.description) == ["96.80 GBP", "50.00 GBP", "-90.00 GBP"])
  }

  @Test
  func `our own journal as a table is read back, the account may be named`() {
    let text = """
      id,posting,day,number,payee,narration,account,amount,currency,tags
      D41-E9,1,2026-03-14,RE-7,Larch GmbH,Invoice,expenses:wood,1000.00,EUR,document=D41
      D41-E9,2,2026-03-14,RE-7,Larch GmbH,Invoice,assets:bank,-1000.00,EUR,document=D41

      """
    #expect(read(text).entries.map(\.amount.description) == ["1000.00 EUR", "-1000.00 EUR"])
    let named = journal(text, account: ["assets"])
    #expect(rows(named) == ["3 | 2026-03-14 | - | -1000.00 EUR | Larch GmbH | - | RE-7 | Invoice"])
  }

  @Test
  func `other tables are taken for none of them`() {
    let bank = "Date,Description,Amount,Balance\n14/03/2026,Shop,-5.00,10.00\n"
    #expect(read(bank, currency: "GBP").summary.export == nil)
    #expect(read(bank, currency: "GBP").entries.count == 1)
  }

  // MARK: The separator

  /// Lines of text in a cell, with every separator in them.
  private static func text(_ lines: Int) -> String {
    "\"" + (1...lines).map { "a, b; c\td | line \($0), \"\"so\"\"" }.joined(separator: "\n") + "\""
  }

  @Test(arguments: [",", ";", "\t", "|"], [1, 2, 3, 12])
  func `cells of many lines do not hide the separator`(_ separator: String, _ lines: Int) {
    let header = ["Date", "Name", "Text", "Amount"].joined(separator: separator)
    let rows = (1...9).map { row in
      ["2026-03-0\(row)", "\"Firm, \(row)\"", Self.text(lines), "-\(row).50"].joined(
        separator: separator
      )
    }
    let reading = read(([header] + rows).joined(separator: "\r\n"), currency: "EUR")
    #expect(reading.entries.count == 9, "\(reading.problemCodes)")
    #expect(reading.entries.last?.amount.description == "-9.50 EUR")
    let memo = reading.entries.first?.memo ?? ""
    #expect(memo.contains("line \(lines), \"so\""), "\(memo)")
  }
}
