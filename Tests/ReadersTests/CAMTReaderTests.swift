import Books
import Documents
import Readings
import TestPapers
import Testing
import Values

@Suite
struct CAMTReaderTests {
  /// The entries of a statement as text, one a line.
  private func entries(_ text: String) -> String {
    let reading = read(text, target: .ledger)
    #expect(reading.problemCodes == [])
    #expect(reading.isConsistent)
    return reading.entries.map(row).joined(separator: "\n")
  }

  private func row(_ entry: Entry) -> String {
    let parts: [String?] = [
      entry.id, entry.day.description, entry.valueDay?.description, entry.amount.description,
      entry.counterparty, entry.counterpartyIBAN, entry.reference, entry.memo,
    ]
    return parts.map { $0 ?? "-" }.joined(separator: " | ")
  }

  private static let transfer = CAMTFixture.details(
    "<TxDtls><Refs><EndToEndId>NOTPROVIDED</EndToEndId></Refs>\(CAMTFixture.parties)"
      + "<RmtInf><Ustrd>Invoice 2026-0414</Ustrd><Ustrd>thanks</Ustrd></RmtInf></TxDtls>"
  )

  @Test(
    arguments: [
      ("CRDT", "", "50.00", "Payer Ltd | AT01"), ("DBIT", "", "-50.00", "Seller GmbH | DE02"),
      ("CRDT", "<RvslInd>true</RvslInd>", "50.00", "Seller GmbH | DE02"),
      ("DBIT", "<RvslInd>1</RvslInd>", "-50.00", "Payer Ltd | AT01"),
    ]
  )
  func `the mark gives the sign, and a reversal keeps the parties of the first movement`(
    direction: String,
    reversal: String,
    amount: String,
    party: String
  ) {
    let text = CAMTFixture.statement(
      closing: direction == "CRDT" ? "150.00" : "50.00",
      entries: CAMTFixture.entry("50.00", direction, more: reversal, details: Self.transfer)
    )
    let expected =
      "B-1 | 2026-03-14 | 2026-03-15 | \(amount) EUR | \(party) | - | Invoice 2026-0414 thanks"
    #expect(entries(text) == expected)
  }

  @Test
  func `details without amounts are one movement that says what they name`() {
    let parts = ["7", "8"].map { id in
      "<TxDtls><Refs><EndToEndId>E-\(id)</EndToEndId></Refs>\(CAMTFixture.parties)"
        + "<RmtInf><Ustrd>Invoice \(id)</Ustrd></RmtInf></TxDtls>"
    }
    let text = CAMTFixture.statement(
      closing: "150.00",
      entries: CAMTFixture.entry("50.00", "CRDT", details: CAMTFixture.details(parts.joined()))
    )
    #expect(
      entries(text)
        == "B-1 | 2026-03-14 | 2026-03-15 | 50.00 EUR | Payer Ltd | AT01 | - | E-7 Invoice 7 E-8 Invoice 8"
    )
  }

  @Test
  func `details that add up become one entry each, with ids of their own`() {
    let parts = [("30.00", "E-1"), ("20.00", "E-2")].map { amount, id in
      "<TxDtls><Refs><EndToEndId>\(id)</EndToEndId></Refs><AmtDtls><TxAmt><Amt Ccy=\"EUR\">\(amount)</Amt>"
        + "</TxAmt></AmtDtls></TxDtls>"
    }
    let text = CAMTFixture.statement(
      closing: "150.00",
      entries: CAMTFixture.entry("50.00", "CRDT", details: CAMTFixture.details(parts.joined()))
    )
    #expect(
      entries(text) == """
        B-1/1 | 2026-03-14 | 2026-03-15 | 30.00 EUR | - | - | E-1 | -
        B-1/2 | 2026-03-14 | 2026-03-15 | 20.00 EUR | - | - | E-2 | -
        """
    )
  }

  @Test
  func `details that do not add up stay one entry of the whole`() {
    let part = "<TxDtls><AmtDtls><TxAmt><Amt Ccy=\"EUR\">30.00</Amt></TxAmt></AmtDtls></TxDtls>"
    let text = CAMTFixture.statement(
      closing: "150.00",
      entries: CAMTFixture.entry("50.00", "CRDT", details: CAMTFixture.details(part + part))
    )
    #expect(entries(text) == "B-1 | 2026-03-14 | 2026-03-15 | 50.00 EUR | - | - | - | -")
  }

  @Test
  func `the later versions' deeper names are known`() {
    let details = CAMTFixture.details(
      "<TxDtls><RltdPties><Dbtr><Pty><Nm>Payer Ltd</Nm></Pty></Dbtr></RltdPties>"
        + "<RmtInf><Strd><CdtrRefInf><Ref>RF18</Ref></CdtrRefInf></Strd></RmtInf></TxDtls>"
    )
    let text = CAMTFixture.statement(
      closing: "150.00",
      entries: CAMTFixture.entry(
        "50.00",
        "CRDT",
        status: "<Sts><Cd>BOOK</Cd></Sts>",
        details: details
      ),
      namespace: "urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"
    )
    #expect(entries(text) == "B-1 | 2026-03-14 | 2026-03-15 | 50.00 EUR | Payer Ltd | - | RF18 | -")
  }

  @Test
  func `the statement comes after its entries with its account, period and balances`() throws {
    let text = CAMTFixture.statement(
      opening: "-20.00",
      closing: "30.00",
      entries: CAMTFixture.entry("50.00", "CRDT")
    )
    let reading = read(text, target: .ledger)
    guard case .statement(let statement)? = reading.items.last else {
      Issue.record("no statement at the end")
      return
    }
    #expect(statement.id == "S-1")
    #expect(statement.account == "DE75512108001245126199")
    #expect(statement.opening?.description == "-20.00 EUR")
    #expect(statement.closing?.description == "30.00 EUR")
    #expect(statement.from?.description == "2026-03-01")
    #expect(statement.to?.description == "2026-03-31")
    #expect(statement.entryCount == 1)
    #expect(reading.entries.first?.account == statement.account)
  }

  @Test
  func `a statement that does not foot is refused with the sums and the closing balance's line`()
    throws
  {
    let text = CAMTFixture.statement(closing: "150.01", entries: CAMTFixture.entry("50.00", "CRDT"))
    let reading = read(text, target: .ledger)
    #expect(reading.summary.isRefused)
    #expect(reading.problemCodes == ["statement.does-not-foot@7"])
    let message = try #require(reading.problems.first?.message)
    for part in ["100.00 EUR", "50.00 EUR", "150.00 EUR", "150.01 EUR"] {
      #expect(message.contains(part))
    }
  }

  @Test
  func `pending entries are a note and no entries`() {
    let pending = CAMTFixture.entry("9.00", "DBIT", status: "<Sts>PDNG</Sts>")
    let text = CAMTFixture.statement(
      closing: "150.00",
      entries: pending + "\n" + CAMTFixture.entry("50.00", "CRDT") + pending
    )
    let reading = read(text, target: .ledger)
    #expect(reading.entries.count == 1)
    #expect(reading.problemCodes == ["bank.pending@8"])
    #expect(reading.problems.first?.scope == .note)
    #expect(reading.problems.first?.message.hasPrefix("2 ") == true)
    #expect(!reading.summary.isRefused)
  }

  @Test(
    arguments: [
      ("50.00</Amt>", "5O.00</Amt>"), ("50.00</Amt>", "50.001</Amt>"),
      ("50.00</Amt>", "-50.00</Amt>"),
      ("Ccy=\"EUR\">50", "Ccy=\"XQX\">50"), ("<Amt Ccy=\"EUR\">50.00</Amt>", ""),
      ("<CdtDbtInd>DBIT", "<CdtDbtInd>DEBT"), ("<Dt>2026-03-1", "<Dt>2026-33-1"),
    ]
  )
  func `an entry without usable amount, mark or day refuses the statement`(old: String, new: String)
  {
    let entry = CAMTFixture.entry("50.00", "DBIT").replacing(old, with: new)
    let reading = read(CAMTFixture.statement(closing: "50.00", entries: entry), target: .ledger)
    #expect(reading.problemCodes == ["camt.bad-entry@8"])
    #expect(reading.summary.isRefused)
    #expect(reading.entries.isEmpty)
  }

  @Test
  func `a foreign amount is kept beside the booked one`() {
    let details = CAMTFixture.details(
      "<TxDtls><AmtDtls><InstdAmt><Amt Ccy=\"USD\">55.00</Amt></InstdAmt></AmtDtls></TxDtls>"
    )
    let text = CAMTFixture.statement(
      closing: "50.00",
      entries: CAMTFixture.entry("50.00", "DBIT", details: details)
    )
    let entry = read(text, target: .ledger).entries.first
    #expect(entry?.originalAmount?.description == "-55.00 USD")
  }

  @Test
  func `each statement of a file is proved by itself`() {
    let good = CAMTFixture.statement(closing: "150.00", entries: CAMTFixture.entry("50.00", "CRDT"))
    let statement = String(good.split(separator: "<Stmt>")[1].split(separator: "</Stmt>")[0])
    let text = good.replacing("</Stmt>", with: "</Stmt><Stmt>\(statement)</Stmt>")
    let reading = read(text, target: .ledger)
    #expect(reading.statements.map(\.entryCount) == [1, 1])
    #expect(reading.problemCodes == [])
  }

  @Test
  func `a statement without balances is a note, an empty message is refused`() {
    let text = CAMTFixture.statement(closing: "1.00", entries: "")
    let bare = text.replacing(CAMTFixture.balance("OPBD", "100.00"), with: "")
    #expect(read(bare, target: .ledger).problemCodes == ["statement.no-balances@7"])
    let empty = "<Document xmlns=\"\(CAMTFixture.version2)\"><BkToCstmrStmt/></Document>"
    #expect(read(empty, target: .ledger).problemCodes == ["camt.no-statement"])
  }

  @Test(arguments: [("052", "AcctRpt", "Rpt"), ("054", "DbtCdtNtfctn", "Ntfctn")])
  func `reports and advices are read with a note that a statement repeats them`(
    kind: String,
    message: String,
    part: String
  ) {
    let text = CAMTFixture.statement(
      closing: "150.00",
      entries: CAMTFixture.entry("50.00", "CRDT"),
      namespace: "urn:iso:std:iso:20022:tech:xsd:camt.\(kind).001.02"
    )
    .replacing("BkToCstmrStmt", with: "BkToCstmr\(message)").replacing("Stmt>", with: "\(part)>")
    .replacing("BkToCstmr\(part)>", with: "BkToCstmr\(message)>")
    let reading = read(text, target: .ledger)
    #expect(reading.problemCodes == ["camt.interim"])
    #expect(reading.entries.count == 1)
    #expect(!reading.summary.isRefused)
  }

  @Test(arguments: [
    "", "urn:swift:xsd:$camt.053.001.02", "urn:iso:std:iso:20022:tech:xsd:camt.053.001.13",
  ])
  func `banks' own namespaces are read too`(namespace: String) {
    let text = CAMTFixture.statement(closing: "100.00", entries: "", namespace: namespace)
    #expect(read(text, target: .ledger).summary.kind == .camt)
  }

  @Test
  func `a balance without an amount is told with the line where it begins`() {
    let text = CAMTFixture.statement(closing: "100.00", entries: "")
      .replacing(
        "<Cd>CLBD</Cd></CdOrPrtry></Tp><Amt Ccy=\"EUR\">100.00</Amt>",
        with: "<Cd>CLBD</Cd></CdOrPrtry></Tp>"
      )
    #expect(read(text, target: .ledger).problemCodes == ["camt.bad-balance@7"])
  }
}
