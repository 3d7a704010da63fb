import Books
import Documents
import Readers
import Readings
import Testing
import Values

@Suite struct `Payment files` {
  static func file(_ payments: String, count: Int = 2, sum: String = "1195.00") -> String {
    """
    <?xml version="1.0"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"><CstmrCdtTrfInitn>
    <GrpHdr><MsgId>MSG-7</MsgId><CreDtTm>2026-03-14T10:00:00</CreDtTm><NbOfTxs>\(count)</NbOfTxs><CtrlSum>\(sum)</CtrlSum>
    <InitgPty><Nm>Muster</Nm></InitgPty></GrpHdr>
    <PmtInf><PmtInfId>RUN-7</PmtInfId><PmtMtd>TRF</PmtMtd><NbOfTxs>\(count)</NbOfTxs><ReqdExctnDt><Dt>2026-03-16</Dt></ReqdExctnDt>
    <Dbtr><Nm>Muster</Nm></Dbtr><DbtrAcct><Id><IBAN>DE02120300000000202051</IBAN></Id></DbtrAcct>
    \(payments)</PmtInf></CstmrCdtTrfInitn></Document>
    """
  }

  static let payments = """
    <CdtTrfTxInf><PmtId><EndToEndId>E2E-1</EndToEndId></PmtId><Amt><InstdAmt Ccy="EUR">1190.00</InstdAmt></Amt>
    <Cdtr><Nm>Kessel Holz</Nm></Cdtr><CdtrAcct><Id><IBAN>DE75512108001245126199</IBAN></Id></CdtrAcct>
    <RmtInf><Ustrd>RE-7</Ustrd><Ustrd>RE-8</Ustrd></RmtInf></CdtTrfTxInf>
    <CdtTrfTxInf><PmtId><InstrId>I-2</InstrId><EndToEndId>NOTPROVIDED</EndToEndId></PmtId><Amt><InstdAmt Ccy="EUR">5</InstdAmt></Amt>
    <Cdtr><Nm>Larch</Nm></Cdtr><RmtInf><Strd><CdtrRefInf><Ref>RF18539007547034</Ref></CdtrRefInf></Strd></RmtInf></CdtTrfTxInf>
    """

  @Test
  func `each payment is a line of its batch`() throws {
    let reading = read(Self.file(Self.payments), target: .remittance)
    #expect(reading.summary.kind == .pain001)
    #expect(reading.problems.isEmpty && reading.summary.rows == 2)
    let lines = reading.rows.compactMap { RemittanceLine(row: $0.values) }
    let first = try #require(lines.first)
    #expect(first.batch == "RUN-7" && first.message == "MSG-7" && first.kind == .paymentRun)
    #expect(first.day?.description == "2026-03-16" && first.account == "DE02120300000000202051")
    #expect(first.net.description == "1190.00 EUR" && first.gross == first.net && first.fee == nil)
    #expect(first.counterparty == "Kessel Holz" && first.reference == "E2E-1")
    #expect(first.counterpartyIBAN == "DE75512108001245126199" && first.text == "RE-7 RE-8")
    #expect(lines.last?.reference == "I-2" && lines.last?.text == "RF18539007547034")
  }

  @Test(arguments: [
    (file(payments, count: 3), "pain.control-sum"),
    (file(payments, sum: "1196"), "pain.control-sum"),
    (file("", count: 0, sum: "0"), "pain.no-payments"),
    (file(payments.replacing("1190.00", with: "1190.005")), "pain.bad-payment@6"),
    (file(payments.replacing("Ccy=\"EUR\">5", with: "Ccy=\"XYZ\">5")), "pain.bad-payment@9"),
    (String(file(payments).dropLast(30)), "xml.malformed"),
  ])
  func `what does not prove is refused whole`(text: String, code: String) {
    let reading = read(text, target: .remittance)
    #expect(reading.summary.isRefused)
    #expect(reading.problemCodes.first?.hasPrefix(code) == true, "\(reading.problemCodes)")
  }

  @Test
  func `in another folder it is not expected`() {
    #expect(read(Self.file(Self.payments), target: .ledger).problemCodes == ["kind.not-expected"])
  }

  @Test
  func `payout lists are known by their header`() throws {
    let stripe = """
      automatic_payout_id,automatic_payout_effective_at,balance_transaction_id,currency,gross,fee,net,description
      po_1,2026-03-20 00:00:00,txn_1,eur,97.00,3.07,93.93,Order 7
      po_1,2026-03-20 00:00:00,txn_2,eur,-10.00,0.00,-10.00,Refund 6

      """
    let reading = read(stripe, target: .remittance)
    #expect(reading.summary.export == "Stripe, payout reconciliation")
    let lines = reading.rows.compactMap { RemittanceLine(row: $0.values) }
    #expect(lines.map(\.batch) == ["po_1", "po_1"])
    #expect(lines.map(\.net.description) == ["93.93 EUR", "-10.00 EUR"])
    #expect(lines.map(\.fee?.description) == ["3.07 EUR", "0.00 EUR"])
    #expect(lines.map(\.day?.description) == ["2026-03-20", "2026-03-20"])
    let list = """
      batch_reference,kind,line,date,counterparty,counterparty_iban,currency,gross,fee,net,text
      RUN-7,payment_run,1,2026-03-14,Kessel,DE75512108001245126199,EUR,440.00,0.00,440.00,RE-7

      """
    let line = try #require(
      read(list, target: .remittance).rows.first.flatMap { RemittanceLine(row: $0.values) }
    )
    #expect(line.batch == "RUN-7" && line.text == "RE-7" && line.counterparty == "Kessel")
  }
}
