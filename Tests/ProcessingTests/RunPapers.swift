import Values

/// One line of a payment run or payout, of our own making.
struct RunLine: Hashable {
  var amount: String
  var name: String
  var text: String
  var iban = ""
  var fee = "0.00"

  init(_ amount: String, _ name: String, _ text: String, iban: String = "", fee: String = "0.00") {
    (self.amount, self.name, self.text, self.iban, self.fee) = (amount, name, text, iban, fee)
  }
}

/// A payment run as the file that went to the bank, a payout as the list of the card processor.
struct Run: Hashable {
  var reference: String
  var lines: [RunLine]
  var day = "2026-03-18"
  var message = ""

  init(_ reference: String, _ lines: [RunLine], day: String = "2026-03-18", message: String = "") {
    (self.reference, self.lines, self.day) = (reference, lines, day)
    self.message = message.isEmpty ? "MSG-\(reference)" : message
  }

  static let definitions: [String: String] = {
    var definitions = Definitions.standard
    definitions["runs"] = """
      { "format": 1, "workflow": "runs", "document": "remittance",
        "watch": { "folder": "inbox/runs", "settle": { "quiet": "50 ms" } } }
      """
    definitions["payouts"] = """
      { "format": 1, "workflow": "payouts", "document": "remittance",
        "watch": { "folder": "inbox/payouts", "settle": { "quiet": "50 ms" } } }
      """
    definitions["sales"] = Definitions.bills
      .replacing(#""workflow": "bills""#, with: #""workflow": "sales""#)
      .replacing("inbox/bills", with: "inbox/sales")
      .replacing(#", "costs": "negative""#, with: "")
    return definitions
  }()

  private func sum(_ amounts: [String]) -> String {
    let cents = amounts.reduce(0) { $0 + Self.cents($1) }
    return Self.text(cents)
  }

  static func cents(_ text: String) -> Int {
    Int(text.filter { $0 != "." }) ?? 0
  }

  static func text(_ cents: Int) -> String {
    let size = abs(cents)
    return (cents < 0 ? "-" : "") + "\(size / 100).\(size % 100 < 10 ? "0" : "")\(size % 100)"
  }

  var gross: String { sum(lines.map(\.amount)) }
  var net: String { Self.text(Self.cents(gross) - lines.reduce(0) { $0 + Self.cents($1.fee) }) }

  /// As pain.001.
  var file: Paper { Self.file("\(reference).xml", [self]) }

  /// Several runs in one message.
  static func file(_ name: String, _ runs: [Run]) -> Paper {
    let all = runs.flatMap(\.lines)
    let total = Self.text(all.reduce(0) { $0 + Self.cents($1.amount) })
    let batches = runs.map { run in
      let payments = run.lines.enumerated().map { place, line in
        """
        <CdtTrfTxInf><PmtId><EndToEndId>\(run.reference).\(place)</EndToEndId></PmtId>
        <Amt><InstdAmt Ccy="EUR">\(line.amount)</InstdAmt></Amt><Cdtr><Nm>\(line.name)</Nm></Cdtr>
        \(line.iban.isEmpty ? "" : "<CdtrAcct><Id><IBAN>\(line.iban)</IBAN></Id></CdtrAcct>")
        <RmtInf><Ustrd>\(line.text)</Ustrd></RmtInf></CdtTrfTxInf>
        """
      }
      return """
        <PmtInf><PmtInfId>\(run.reference)</PmtInfId><PmtMtd>TRF</PmtMtd>
        <NbOfTxs>\(run.lines.count)</NbOfTxs><CtrlSum>\(run.gross)</CtrlSum>
        <ReqdExctnDt><Dt>\(run.day)</Dt></ReqdExctnDt>\(payments.joined())</PmtInf>
        """
    }
    return Paper(
      workflow: "runs",
      name: name,
      text: """
        <?xml version="1.0" encoding="UTF-8"?>
        <Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"><CstmrCdtTrfInitn>
        <GrpHdr><MsgId>\(runs.first?.message ?? "")</MsgId><NbOfTxs>\(all.count)</NbOfTxs><CtrlSum>\(total)</CtrlSum></GrpHdr>
        \(batches.joined())</CstmrCdtTrfInitn></Document>
        """
    )
  }

  /// As a list of what is in a card processor's transfer.
  static func list(_ name: String, _ runs: [Run]) -> Paper {
    let rows = runs.flatMap { run in
      run.lines.enumerated().map { place, line in
        let net = Run.text(Run.cents(line.amount) - Run.cents(line.fee))
        return "txn_\(run.reference)\(place),charge,EUR,\(line.amount),\(line.fee),\(net),"
          + "\(run.reference),\(run.day) 00:00:00,\(line.text),\(line.name)\n"
      }
    }
    return Paper(
      workflow: "payouts",
      name: name,
      text: "balance_transaction_id,reporting_category,currency,gross,fee,net,automatic_payout_id,"
        + "automatic_payout_effective_at,description,customer_name\n" + rows.joined()
    )
  }
}

extension Bill {
  /// A sales invoice, in the table of such.
  static func sales(_ name: String, _ bills: [Bill]) -> Paper {
    var paper = table(name, bills)
    paper.workflow = "sales"
    return paper
  }
}
