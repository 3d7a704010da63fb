import Books
import Readers
import Readings
import Testing
import Values

@Suite struct `QIF exports` {
  private func ledger(
    _ text: String,
    currency: String? = "USD",
    locale: String? = nil
  ) -> Reading {
    var instructions = ReadInstructions(target: .ledger)
    instructions.currency = currency.flatMap { Currency($0) }
    instructions.locale = locale
    var items: [ReadingItem] = []
    let summary = FileReader.read(MemoryInput(text), instructions: instructions, fileName: "x") {
      items.append($0)
    }
    let reading = Reading(items: items, summary: summary)
    #expect(summary.kind == .qif)
    #expect(reading.isConsistent)
    return reading
  }

  static let export = """
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
    ^
    D 2/ 3/26
    T500.00
    PCustomer
    ^

    """

  @Test
  func `records are entries; days and amounts are found by evidence over the file`() {
    let reading = ledger(Self.export)
    #expect(
      rows(reading) == [
        "6 | 2026-01-21 | - | -1080.25 USD | Kessel Tools | - | 1001 | Invoice 7",
        "13 | 2026-02-03 | - | 500.00 USD | Customer | - | - | -",
      ]
    )
    #expect(reading.entries.first?.account == "Checking")
    #expect(reading.entries.first?.extra == ["category": "Office"])
    #expect(reading.problemCodes == ["statement.no-balances@16"])
  }

  @Test
  func `what could be read either way is asked for, and the locale answers`() {
    let open = Self.export.replacing("D1/21'26", with: "D1/2'26")
    #expect(ledger(open).problemCodes == ["bank.open-days@6"])
    #expect(ledger(open, locale: "en-GB").entries.first?.day.description == "2026-02-01")
    #expect(ledger(open, locale: "en-US").entries.first?.day.description == "2026-01-02")
    let amounts = Self.export.replacing("1,080.25", with: "1,080").replacing("500.00", with: "5")
    #expect(ledger(amounts).problemCodes == ["bank.open-amounts@7"])
    #expect(ledger(amounts, locale: "en-US").entries.first?.amount.description == "-1080.00 USD")
  }

  @Test
  func `the currency comes from the workflow, never from a default`() {
    #expect(ledger(Self.export, currency: nil).problemCodes == ["bank.no-currency@1"])
  }

  @Test
  func `an opening balance is no movement, and lists without movements are told`() {
    let text =
      Self.export.replacing("PCustomer", with: "POpening Balance") + "!Type:Cat\nNOffice\n^\n"
    let reading = ledger(text)
    #expect(reading.entries.count == 1)
    #expect(reading.statements.first?.opening?.description == "500.00 USD")
    #expect(reading.problemCodes.contains("bank.skipped-list@18"))
  }

  @Test
  func `records that cannot be read or were cut off refuse the file`() {
    #expect(
      ledger(Self.export.replacing("T500.00", with: "T5oo")).problemCodes == ["bank.bad-entry@14"]
    )
    #expect(ledger(Self.export + "D1/22'26\nPKes").problemCodes == ["bank.truncated@18"])
    #expect(ledger("!Type:Bank\n").problemCodes == ["bank.no-statement"])
  }
}
