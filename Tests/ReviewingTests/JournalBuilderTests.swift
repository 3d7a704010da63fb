import Books
import Documents
import Testing
import Values

@testable import Reviewing

@Suite("Booking a cleared document")
struct JournalBuilderTests {
  @Test("puts each tax line against the bank")
  func taxLines() throws {
    var document = invoice(net: "1100.00", tax: "197.00", gross: "1297.00")
    document.taxes = [tax("1000.00", "190.00"), tax("100.00", "7.00")]
    try check(
      document,
      tax: "assets:vat",
      """
      expenses:unsorted 1000.00 EUR
      expenses:unsorted 100.00 EUR
      assets:vat 190.00 EUR
      assets:vat 7.00 EUR
      assets:bank -1297.00 EUR
      """
    )
    try check(document, "expenses:unsorted 1297.00 EUR\nassets:bank -1297.00 EUR")
  }

  @Test("uses the totals where the tax breakdown is not complete")
  func noBreakdown() throws {
    var document = invoice(net: "1000.00", tax: "190.00", gross: "1190.00")
    document.taxes = [tax("1000.00", nil)]
    try check(
      document,
      tax: "assets:vat",
      "expenses:unsorted 1000.00 EUR\nassets:vat 190.00 EUR\nassets:bank -1190.00 EUR"
    )
  }

  @Test("books prepaid and rounding so that the payable amount is met")
  func prepaid() throws {
    var document = invoice(net: "1000.00", tax: "190.00", gross: "1190.01")
    document.totals.net = ExactDecimal("1000.01")
    document.totals.prepaid = ExactDecimal("90.00")
    document.totals.rounding = ExactDecimal("-0.01")
    document.totals.due = ExactDecimal("1100.00")
    try check(
      document,
      """
      assets:prepayments -90.00 EUR
      expenses:rounding -0.01 EUR
      expenses:unsorted 1190.01 EUR
      assets:bank -1100.00 EUR
      """
    )
  }

  @Test("books a discount taken and a bank fee, each by its kind")
  func residuals() throws {
    let document = invoice(net: "1000.00", tax: "190.00", gross: "1190.00")
    try check(
      document,
      [pay(118_000, -118_000)],
      [
        Residual(
          side: .document(DocumentID(41)),
          kind: .discount,
          amount: SampleReport.euro(1_000)
        ),
        Residual(side: .entry(EntryID(7)), kind: .fee, amount: SampleReport.euro(-250)),
        Residual(side: .entry(EntryID(7)), kind: .open, amount: SampleReport.euro(-9_999)),
      ],
      """
      expenses:unsorted 1190.00 EUR
      assets:bank -1180.00 EUR
      income:discounts -10.00 EUR
      assets:bank -2.50 EUR
      expenses:fees 2.50 EUR
      """
    )
  }

  @Test("turns every sign of a credit note")
  func creditNote() throws {
    var document = invoice(net: "100.00", tax: "19.00", gross: "119.00")
    document.type = .creditNote
    try check(
      document,
      [pay(11_900, 11_900)],
      [],
      "expenses:unsorted -119.00 EUR\nassets:bank 119.00 EUR"
    )
  }

  @Test("sets a credit note off against the invoice that it was paid with")
  func setOff() throws {
    let bill = invoice(net: "100.00", tax: "19.00", gross: "119.00")
    try check(
      bill,
      [pay(11_900, -9_900)],
      [],
      "expenses:unsorted 119.00 EUR\nassets:bank -99.00 EUR\nliabilities:payable -20.00 EUR"
    )
    var note = invoice(net: "16.81", tax: "3.19", gross: "20.00")
    note.type = .creditNote
    try check(
      note,
      [pay(2_000, 0)],
      [],
      "expenses:unsorted -20.00 EUR\nliabilities:payable 20.00 EUR"
    )
  }

  @Test("reads a ledger of costs, where an entry is positive, as the same payment")
  func costsPositive() throws {
    let document = invoice(net: "100.00", tax: "19.00", gross: "119.00")
    try check(
      document,
      [pay(11_900, 11_900)],
      [],
      "expenses:unsorted 119.00 EUR\nassets:bank -119.00 EUR"
    )
  }

  @Test("brings each currency to zero through the conversion account", arguments: [false, true])
  func conversion(isCredit: Bool) throws {
    var document = invoice(net: "100.00", tax: "0.00", gross: "100.00")
    document.currency = Currency("USD")
    document.type = isCredit ? .creditNote : .invoice
    let paid = Allocation(
      document: DocumentID(41),
      entry: EntryID(7),
      documentAmount: SampleReport.money(10_000, "USD"),
      entryAmount: SampleReport.euro(isCredit ? 9_211 : -9_211)
    )
    let (plus, minus) = isCredit ? ("-", "") : ("", "-")
    try check(
      document,
      [paid],
      [],
      """
      expenses:unsorted \(plus)100.00 USD
      assets:bank \(minus)92.11 EUR
      equity:conversion \(plus)92.11 EUR
      equity:conversion \(minus)100.00 USD
      """
    )
  }

  @Test("refuses what does not foot, and what lacks an amount, a currency or a day")
  func refuses() throws {
    var wrong = invoice(net: "1000.00", tax: "190.00", gross: "1190.00")
    wrong.totals.due = ExactDecimal("1191.00")
    refuses(wrong, "D41: net, tax and payable differ by -1.00 EUR")
    refuses(invoice(net: "1.00", tax: "0.19", gross: "1.195"), "D41: inexact")
    var empty = invoice(net: "1.00", tax: "0.00", gross: "1.00")
    empty.issueDate = nil
    refuses(empty, "D41: no issue date")
    empty.currency = nil
    refuses(empty, "D41: no currency")
    refuses(Document(type: .receipt), "D41: no currency")
  }

  @Test("leaves a part payment without its residual to be refused by the writer")
  func partPayment() throws {
    let document = invoice(net: "100.00", tax: "19.00", gross: "119.00")
    let made = try JournalBuilder(accounts: JournalAccounts())
      .transaction(cleared(document, [pay(10_000, -10_000)], []))
    #expect(throws: JournalError.self) {
      try JournalWriter.bytes([made], format: .hledger, title: "x")
    }
  }

  private func refuses(_ document: Document, _ message: String) {
    let builder = JournalBuilder(accounts: JournalAccounts(tax: "assets:vat"))
    let error = #expect(throws: JournalError.self) {
      try builder.transaction(cleared(document, [], []))
    }
    #expect(error?.description == message)
  }

  private func check(_ document: Document, tax: String? = nil, _ expected: String) throws {
    try check(document, [], [], tax: tax, expected)
  }

  private func check(
    _ document: Document,
    _ allocations: [Allocation],
    _ residuals: [Residual],
    tax: String? = nil,
    _ expected: String
  ) throws {
    let made = try JournalBuilder(accounts: JournalAccounts(tax: tax))
      .transaction(cleared(document, allocations, residuals))
    let lines = made.postings.map { "\($0.account) \($0.amount)" }
    #expect(lines.joined(separator: "\n") == expected)
    for format in JournalWriter.Format.allCases {
      _ = try JournalWriter.bytes([made], format: format, title: "test")
    }
  }

  private func cleared(
    _ document: Document,
    _ allocations: [Allocation],
    _ residuals: [Residual]
  ) -> ClearedDocument {
    guard let hash = ContentHash(hex: String(repeating: "ab", count: 32)) else {
      preconditionFailure("64 digits")
    }
    return ClearedDocument(
      id: DocumentID(41),
      document: document,
      fileHash: hash,
      allocations: allocations,
      residuals: residuals
    )
  }

  private func pay(_ documentCents: Int64, _ entryCents: Int64) -> Allocation {
    Allocation(
      document: DocumentID(41),
      entry: EntryID(7),
      documentAmount: SampleReport.euro(documentCents),
      entryAmount: SampleReport.euro(entryCents)
    )
  }

  private func invoice(net: String, tax: String, gross: String) -> Document {
    var document = Document(type: .invoice)
    document.number = "2026-0414"
    document.issueDate = SampleReport.day("2026-03-14")
    document.currency = Currency("EUR")
    document.seller.name = "Kessel Holzhandel"
    document.totals.net = ExactDecimal(net)
    document.totals.tax = ExactDecimal(tax)
    document.totals.gross = ExactDecimal(gross)
    return document
  }

  private func tax(_ base: String, _ amount: String?) -> TaxBreakdown {
    var tax = TaxBreakdown()
    tax.base = ExactDecimal(base)
    tax.amount = amount.flatMap { ExactDecimal($0) }
    return tax
  }
}
