import Books
import Documents
import Readers
import Readings
import Testing
import Values

/// Lists that programs write besides their reports, known by their header.
@Suite struct CSVListTests {
  private func read(
    _ text: String,
    _ target: ReadInstructions.Target = .ledger,
    currency: String? = nil
  ) -> Reading {
    var instructions = ReadInstructions(target: target)
    instructions.currency = currency.flatMap { Currency($0) }
    var items: [ReadingItem] = []
    let summary = FileReader.read(MemoryInput(text), instructions: instructions, fileName: "x") {
      items.append($0)
    }
    let reading = Reading(items: items, summary: summary)
    #expect(reading.isConsistent)
    return reading
  }

  private static let payments = """
    id,Created date (UTC),Amount,Amount Refunded,Currency,Captured,Converted Amount,Converted Amount Refunded,Converted Currency,Description,Fee,Taxes On Fee,Refunded date (UTC),Status,Customer Email,Invoice ID
    ch_1,2026-03-14 09:01:00,100.00,0.00,usd,true,90.00,0.00,eur,Order 7,2.90,0.55,,Paid,a@larch.example,in_7
    ch_2,2026-03-15 09:01:00,50.00,20.00,usd,true,45.00,18.00,eur,Order 8,1.50,0.00,2026-03-20 10:00:00,Paid,b@birch.example,
    ch_3,2026-03-16 09:01:00,10.00,0.00,usd,false,,,,Order 9,0.00,,,Failed,,

    """

  @Test func `Stripe payments: the settled amount, the fee with its tax, and what was paid back`() {
    let reading = read(Self.payments)
    #expect(reading.summary.export == "Stripe, payments")
    #expect(
      rows(reading) == [
        "2 | 2026-03-14 | - | 90.00 EUR | a@larch.example | - | in_7 | Order 7",
        "2 | 2026-03-14 | - | -3.45 EUR | Stripe | - | - | Fee of ch_1",
        "3 | 2026-03-15 | - | 45.00 EUR | b@birch.example | - | - | Order 8",
        "3 | 2026-03-15 | - | -1.50 EUR | Stripe | - | - | Fee of ch_2",
        "3 | 2026-03-20 | - | -18.00 EUR | b@birch.example | - | - | Refund of ch_2",
      ],
      "\(reading.problems)"
    )
    #expect(reading.problemCodes == ["csv.rows-left-out@4"])
  }

  @Test func `Stripe: a fee that a currency without decimals cannot have is told`() {
    let history = """
      id,Type,Source,Amount,Fee,Net,Currency,Created (UTC),Available On (UTC),Description
      txn_1,charge,ch_1,1000,36,964,jpy,2026-03-14 09:01,2026-03-18 00:00,Order 7

      """
    #expect(read(history).entries.map(\.amount.description) == ["1000 JPY", "-36 JPY"])
    #expect(
      read(history.replacing("36,964", with: "36.4,963.6")).problemCodes.contains(
        "csv.fee-differs@2"
      )
    )
  }

  @Test func `QuickBooks Desktop: transactions with one amount, and with debit and credit`() {
    let one = """
      ,Trans #,Type,Date,Num,Name,Memo,Account,Clr,Split,Amount,Balance
      ,101,Check,01/15/2026,1001,Office Depot,Paper,Checking,,Office Supplies,-125.50,-125.50
      ,102,Deposit,01/16/2026,,Client ABC,Invoice 7,Checking,,Sales,"2,500.00","2,374.50"
      TOTAL,,,,,,,,,,"2,374.50","2,374.50"

      """
    let reading = read(one, currency: "USD")
    #expect(reading.summary.export == "QuickBooks Desktop, transactions")
    #expect(
      rows(reading) == [
        "2 | 2026-01-15 | - | -125.50 USD | Office Depot | - | 1001 | Paper",
        "3 | 2026-01-16 | - | 2500.00 USD | Client ABC | - | - | Invoice 7",
      ],
      "\(reading.problems)"
    )
    #expect(reading.entries.map(\.account) == ["Checking", "Checking"])
    let two = """
      ,Type,Date,Num,Name,Memo,Clr,Split,Debit,Credit,Balance
      Checking,,,,,,,,,,"1,000.00"
      ,Check,01/15/2026,1001,Office Depot,Paper,,Office Supplies,,125.50,874.50
      ,Deposit,01/16/2026,,Client ABC,Invoice 7,,Sales,"2,500.00",,"3,374.50"
      Total Checking,,,,,,,,"2,500.00",125.50,"3,374.50"

      """
    let ledger = read(two, currency: "USD")
    #expect(
      ledger.entries.map(\.amount.description) == ["-125.50 USD", "2500.00 USD"],
      "\(ledger.problems)"
    )
    #expect(ledger.entries.map(\.account) == ["Checking", "Checking"])
  }

  @Test func `QuickBooks Desktop: the splits of a check are no movements of their own`() {
    let text = """
      ,Type,Num,Date,Name,Item,Account,Paid Amount,Original Amount
      ,Check,1001,01/15/2026,Office Depot,,Checking,,-125.50
      ,,,,,,Office Supplies,-100.00,100.00
      ,,,,,,Postage,-25.50,25.50
      TOTAL,,,,,,,-125.50,125.50
      ,Check,1002,01/16/2026,Larch Ltd,,Checking,,-40.00
      ,,,,,,Repairs,-40.00,40.00

      """
    let reading = read(text, currency: "USD")
    #expect(reading.summary.export == "QuickBooks Desktop, check detail")
    #expect(
      rows(reading) == [
        "2 | 2026-01-15 | - | -125.50 USD | Office Depot | - | 1001 | -",
        "6 | 2026-01-16 | - | -40.00 USD | Larch Ltd | - | 1002 | -",
      ],
      "\(reading.problems)"
    )
  }

  @Test func `Xero: the form for bank statements, its report, and spent and received`() {
    let form = """
      *Date,*Amount,Payee,Description,Reference
      14/03/2026,-12.50,Larch Ltd,Boards,INV-7

      """
    #expect(read(form, currency: "GBP").summary.export == "Xero, bank statement")
    #expect(
      rows(read(form, currency: "GBP")) == [
        "2 | 2026-03-14 | - | -12.50 GBP | Larch Ltd | - | INV-7 | Boards"
      ]
    )
    let report = """
      Date,Description,Reference,Reconciled,Source,Amount,Balance
      01/03/2026,Opening Balance,,,,,100.00
      14/03/2026,Boards,INV-7,Yes,Imported,-12.50,87.50
      31/03/2026,Closing Balance,,,,,87.50

      """
    #expect(read(report, currency: "GBP").entries.map(\.amount.description) == ["-12.50 GBP"])
    let account = """
      Date,Description,Reference,Payment Ref,Spent,Received,Balance
      14/03/2026,Larch Ltd,INV-7,,12.50,,87.50
      15/03/2026,Birch Ltd,INV-8,,,30.00,117.50

      """
    #expect(
      read(account, currency: "GBP").entries.map(\.amount.description) == [
        "-12.50 GBP", "30.00 GBP",
      ]
    )
  }

  @Test func `Sage 50: its own list of transactions`() {
    let text = """
      No,Type,Account,Nominal,Dept,Details,Date,Ref,Ex.Ref,Net,Tax,T/C,Paid,Amount Paid,Bank,Bank Rec. Date
      41,BP,1200,7500,0,Postage,03/04/2026,DD1,,10.00,2.00,T1,Y,12.00,1200,
      42,BR,1200,4000,0,Sales,14/04/2026,R7,,100.00,20.00,T1,Y,120.00,1200,
      43,PI,LARCH,5000,0,Boards,15/04/2026,RE-7,,50.00,10.00,T1,N,0.00,,

      """
    let ledger = read(text, currency: "GBP")
    #expect(ledger.summary.export == "Sage 50, transactions")
    #expect(
      ledger.entries.map(\.amount.description) == ["-12.00 GBP", "120.00 GBP"],
      "\(ledger.problems)"
    )
    #expect(ledger.entries.map(\.id) == ["41", "42"])
    let papers = read(text, .invoice, currency: "GBP")
    #expect(papers.documents.map(\.number) == ["RE-7"])
    #expect(papers.documents.map { $0.totals.gross?.description } == ["60.00"])
  }
}
