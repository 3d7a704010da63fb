import Books
import Documents
import Readers
import Readings
import Testing
import Values

/// Reads `text` as a ledger file, with what the workflow says of journals.
func journal(
  _ text: String,
  account: [String] = [],
  currency: String? = nil,
  locale: String? = nil,
  isApart: Bool = false
) -> Reading {
  var instructions = ReadInstructions(target: .ledger)
  instructions.currency = currency.flatMap { Currency($0) }
  instructions.locale = locale
  var journal = JournalInstructions()
  journal.accounts = account
  journal.includesAreApart = isApart
  instructions.journal = journal
  var items: [ReadingItem] = []
  let summary = FileReader.read(MemoryInput(text), instructions: instructions, fileName: "x") {
    items.append($0)
  }
  let reading = Reading(items: items, summary: summary)
  #expect(reading.isConsistent)
  return reading
}

@Suite struct `Journals of hledger and ledger` {
  static let month = """
    ; the firm's books
    account assets:bank        ; type:A
    commodity 1.000,00 EUR

    2026-03-02 * (RE-20417) Larch Timber GmbH | oak boards  ; paid late, project: attic
        ; id: D41-E9
        expenses:material      1.000,00 EUR
        assets:input tax         190,00 EUR
        assets:bank

    2026-03-04=2026-03-06 ! Hotel Seeblick
        expenses:travel          214,00 EUR
        assets:bank             -214,00 EUR  ; card 0815
        (budget:travel)         -214,00 EUR

    """

  @Test
  func `postings of the account are the entries, and what is left out follows from the others`() {
    let reading = journal(Self.month)
    #expect(reading.summary.kind == .journal)
    #expect(
      rows(reading) == [
        "9 | 2026-03-02 | - | -1190.00 EUR | Larch Timber GmbH | - | RE-20417 | oak boards; paid late",
        "13 | 2026-03-04 | 2026-03-06 | -214.00 EUR | Hotel Seeblick | - | - | card 0815",
      ]
    )
    #expect(reading.entries.map(\.id) == ["D41-E9", nil])
    #expect(reading.entries.map(\.account) == ["assets:bank", "assets:bank"])
    #expect(reading.entries.map(\.extra) == [["project": "attic"], ["status": "pending"]])
    #expect(reading.problemCodes == ["journal.account-chosen"])
  }

  @Test
  func `the workflow names the accounts, with those below them, or all`() {
    let costs = journal(Self.month, account: ["Expenses", "assets:input tax"])
    #expect(
      costs.entries.map(\.amount.description) == ["1000.00 EUR", "190.00 EUR", "214.00 EUR"]
    )
    #expect(costs.entries.map(\.id) == ["D41-E9", "D41-E9.2", nil])
    #expect(costs.problemCodes == [])
    let all = journal(Self.month, account: ["*"])
    #expect(all.entries.count == 5)
    #expect(all.problemCodes == ["journal.left-out@14"])
    let wrong = journal(Self.month, account: ["assets:bonk"])
    #expect(wrong.problemCodes == ["journal.account-not-found"])
    #expect(wrong.problems.first?.message.contains("Did you mean \"assets:bank\"?") == true)
  }

  @Test
  func `where the journal does not show whose entries are meant, it asks`() throws {
    let two = Self.month.replacing(
      "assets:bank             -214",
      with: "assets:cash             -214"
    )
    let reading = journal(two)
    #expect(reading.problemCodes == ["journal.which-account"])
    let problem = try #require(reading.problems.first)
    #expect(problem.message.contains("\"assets:bank\" (1)"))
    #expect(problem.remedy.contains("\"journal\": { \"account\":"))
  }

  @Test(arguments: [
    ("$-5.50", "USD", "-5.50 USD"), ("-$5.50", "USD", "-5.50 USD"), ("-5.50 $", "CAD", "-5.50 CAD"),
    ("EUR -5.50", "", "-5.50 EUR"), ("€-5,50", "", "-5.50 EUR"),
    ("-1 005,50 EUR", "", "-1005.50 EUR"),
    ("\"EUR\" -5.50", "", "-5.50 EUR"), ("-1,005.50 EUR", "", "-1005.50 EUR"),
    ("-.50 GBP", "", "-0.50 GBP"), ("-5. GBP", "", "-5.00 GBP"), ("-5", "GBP", "-5.00 GBP"),
    ("- 5 GBP = 100 GBP", "", "-5.00 GBP"), ("-5 GBP == 100 GBP ; seen", "", "-5.00 GBP"),
    ("-10 USD @ 0.9 EUR", "", "-10.00 USD"), ("-10 USD @@ 9 EUR", "", "-10.00 USD"),
    ("-10 USD (@@) 9 EUR", "", "-10.00 USD"),
  ])
  func `an amount is read however it is written`(text: String, currency: String, amount: String) {
    let reading = journal(
      "2026-03-02 Shop\n  assets:bank  \(text)\n  expenses:x\n",
      currency: currency.isEmpty ? nil : currency
    )
    #expect(reading.entries.map(\.amount.description) == [amount], "\(reading.problems)")
  }

  @Test(arguments: [
    ("-5.50 $", "journal.no-currency@2"), ("-5", "journal.no-currency@2"),
    ("-1,005 EUR", "bank.open-amounts@2"), ("(2 * 3 EUR)", "journal.bad-amount@2"),
    ("-5..0 EUR", "journal.bad-amount@2"), ("EUR", "journal.bad-amount@2"),
    ("-5.0051 EUR", "journal.bad-amount@2"), ("= 100 EUR", "journal.amount-missing@2"),
    ("-1e5 EUR", "journal.bad-amount@2"), ("-5 AAPL", "journal.not-money@2"),
  ])
  func `what is no certain amount of money is asked for`(text: String, code: String) {
    let reading = journal("2026-03-02 Shop\n  assets:bank  \(text)\n  expenses:x\n")
    #expect(reading.problemCodes.contains(code), "\(reading.problemCodes)")
    #expect(reading.entries.isEmpty)
  }

  @Test
  func `prices and exchange are weighed to the last decimal`() {
    let bought = """
      2026-03-02 Shares
        assets:broker  10 AAPL @ 151.235 USD
        assets:bank
      2026-03-03 Exchange
        assets:bank  -110.00 USD @@ 100.00 EUR
        assets:cash  100.00 EUR
      2026-03-04 Exchange without a price
        assets:bank  -110.00 USD
        assets:cash  100.00 EUR

      """
    let reading = journal(bought, account: ["assets:bank"])
    #expect(
      reading.entries.map(\.amount.description) == ["-1512.35 USD", "-110.00 USD", "-110.00 USD"]
    )
    #expect(reading.entries.map(\.originalAmount?.description) == [nil, "-100.00 EUR", nil])
    let uneven = bought.replacing("151.235", with: "151.2351")
    #expect(journal(uneven, account: ["assets:bank"]).problemCodes == ["journal.amount-missing@3"])
    let lot = bought.replacing("10 AAPL @", with: "10 AAPL {140 USD} @")
    #expect(journal(lot, account: ["assets:bank"]).problemCodes == ["journal.amount-missing@3"])
  }

  @Test
  func `a booking that does not come to zero refuses the file`() {
    let off = Self.month.replacing("-214,00 EUR  ; card", with: "-213,00 EUR  ; card")
    #expect(journal(off).problemCodes == ["journal.does-not-balance@11"])
    let two = "2026-03-02 Shop\n  assets:bank\n  expenses:x\n"
    #expect(journal(two).problemCodes == ["journal.amount-missing@3"])
  }

  @Test
  func `directives above change what is below them`() {
    let text = """
      Y2026
      decimal-mark ,
      D 1000,00 EUR
      alias bank=assets:bank
      comment
      2026-01-01 nothing
        assets:bank  1
      end comment
      apply account firm
      3/14 Shop
        bank  -1,005
        costs  1,005
      end apply account
      3-15 (x) Shop
        bank  -5  ; date: 2026-03-17
        costs  5

      """
    let reading = journal(text, account: ["assets:bank", "firm:bank"])
    // A comma is the decimal mark here, and the euro has no third decimal.
    #expect(reading.problemCodes == ["journal.bad-amount@11"])
    let plain = text.replacing("1,005", with: "1,00")
    #expect(
      rows(journal(plain, account: ["assets:bank", "firm:bank"])) == [
        "11 | 2026-03-14 | - | -1.00 EUR | Shop | - | - | -",
        "15 | 2026-03-17 | - | -5.00 EUR | Shop | - | x | -",
      ]
    )
  }

  @Test(arguments: [
    ("= assets:bank\n  assets:bank  *0.1\n\n", "journal.not-supported@2"),
    ("alias /bank/=x\n", "journal.not-supported@1"),
    ("apply fixed EUR 1\n", "journal.not-supported@1"),
    ("2026-02-30 Shop\n  a:b  1 EUR\n", "journal.bad-day@1"),
    ("3/14 Shop\n  a:b  1 EUR\n", "journal.bad-day@1"),
  ])
  func `what would change the entries unseen refuses the file`(text: String, code: String) {
    #expect(journal(text + Self.month, account: ["assets:bank"]).problemCodes == [code])
  }

  @Test
  func `an unknown line refuses the file, for a booking may hide in it`() {
    let text = Self.month + "2026-03-09x lost\n  assets:bank  1 EUR\n  e:x\n"
    #expect(journal(text).problemCodes == ["journal.bad-line@15"])
  }

  @Test
  func `what is included is told until the workflow says that it comes by itself`() {
    let text = "include 2025.journal\n!include \"../other books/*.dat\"\n" + Self.month
    let reading = journal(text)
    #expect(
      reading.problemCodes == [
        "journal.included-file@1", "journal.included-file@2", "journal.account-chosen",
      ]
    )
    #expect(reading.problems.prefix(2).map(\.scope) == [.document, .document])
    #expect(reading.problems.prefix(2).map(\.rawText) == ["2025.journal", "../other books/*.dat"])
    #expect(reading.entries.count == 2)
    #expect(journal(text, isApart: true).problems.allSatisfy { $0.scope == .note })
    let only = journal("include 2025.journal\ninclude 2026.journal\n")
    #expect(
      only.problemCodes == [
        "journal.included-file@1", "journal.included-file@2", "journal.no-bookings",
      ]
    )
  }

  @Test
  func `a journal is one by its content, and other texts are none`() {
    func kind(_ text: String) -> FileKind { journal(text).summary.kind }
    #expect(kind("\u{FEFF}" + Self.month) == .journal)
    #expect(kind("2026/3/2 Shop\r\n\tassets:bank\t-5 EUR\r\n\te:x\r\n") == .journal)
    #expect(kind(String(repeating: "; words\n", count: 2_000) + Self.month) == .journal)
    #expect(kind("2026-03-02,Shop,-5.00\n2026-03-03,Shop,-5.00\n") == .csv)
    #expect(kind("2026-03-02;x\n  ;y\n") == .csv)
    #expect(kind("# remark\nDate,Amount\n2026-03-02,5\n") == .csv)
    #expect(kind("Dear all,\n  thank you\n") == .csv)
    #expect(read(Self.month, target: .invoice).problemCodes == ["kind.not-expected"])
  }
}

@Suite struct `Journals of beancount` {
  static let month = """
    option "operating_currency" "EUR"
    2020-01-01 open Assets:Bank EUR
    2020-01-01 open Expenses:Travel

    * A heading of an outline
    2026-03-02 * "Larch Timber \\"GmbH\\"" "oak
    boards" #attic ^RE-20417
      id: "D41-E9"
      Expenses:Material  1,000.00 EUR
      Assets:Bank  ; the rest
    2026-03-04 ! "a narration alone"
      ! Assets:Bank -214.00 EUR
        note: "card 0815"
      Expenses:Travel 214.00 EUR
    2026-03-05 balance Assets:Bank 1 EUR
    2026-03-06 txn "Broker" "Shares"
      Assets:Broker  10 AAPL {151.235 USD, 2026-03-06}
      Assets:Bank

    """

  @Test
  func `postings, texts over several lines, metadata, tags and links are read`() {
    let reading = journal(Self.month)
    #expect(reading.summary.kind == .beancount)
    #expect(
      rows(reading) == [
        "10 | 2026-03-02 | - | -1000.00 EUR | Larch Timber \"GmbH\" | - | RE-20417 | oak boards; the rest",
        "12 | 2026-03-04 | - | -214.00 EUR | - | - | - | a narration alone",
        "18 | 2026-03-06 | - | -1512.35 USD | Broker | - | - | Shares",
      ]
    )
    #expect(reading.entries.map(\.id) == ["D41-E9", nil, nil])
    #expect(reading.entries[0].extra == ["attic": ""])
    #expect(reading.entries[1].extra == ["note": "card 0815", "status": "pending"])
    #expect(reading.problemCodes == ["journal.account-chosen"])
  }

  @Test(arguments: [
    ("-214.00 EUR", "-213.00 EUR", "journal.does-not-balance@11"),
    ("! Assets:Bank -214.00 EUR", "! Bank -214.00 EUR", "journal.bad-line@12"),
    ("2026-03-04 !", "2026-02-30 !", "journal.bad-day@11"),
    ("2026-03-04 !", "2026-03-04 lost", "journal.bad-day@11"),
    ("card 0815\"", "card 0815", "journal.bad-line@13"),
    ("10 AAPL {151.235 USD, 2026-03-06}", "10 AAPL {}", "journal.amount-missing@18"),
  ])
  func `what is wrong refuses the file with its line`(old: String, new: String, code: String) {
    let reading = journal(Self.month.replacing(old, with: new), account: ["Assets:Bank"])
    #expect(reading.problemCodes == [code])
  }

  @Test
  func `pads are no movements, and includes are told`() {
    let reading = journal(
      Self.month + "2026-03-07 pad Assets:Bank Equity:Opening\ninclude \"x.beancount\"\n"
    )
    #expect(
      reading.problemCodes == [
        "journal.included-file@20", "journal.account-chosen", "journal.left-out@19",
      ]
    )
  }
}
