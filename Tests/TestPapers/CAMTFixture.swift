/// CAMT statements of our own, built from entries.
package enum CAMTFixture {
  package static let version2 = "urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"

  package static func statement(
    opening: String = "100.00",
    closing: String,
    entries: String,
    namespace: String = version2,
    currency: String = "EUR"
  ) -> String {
    """
    <?xml version="1.0" encoding="UTF-8"?>
    <Document xmlns="\(namespace)"><BkToCstmrStmt><GrpHdr><MsgId>M1</MsgId></GrpHdr><Stmt>
    <Id>S-1</Id>
    <FrToDt><FrDtTm>2026-03-01T00:00:00</FrDtTm><ToDtTm>2026-03-31T23:59:59</ToDtTm></FrToDt>
    <Acct><Id><IBAN>DE75512108001245126199</IBAN></Id><Ccy>EUR</Ccy></Acct>
    \(balance("OPBD", opening, currency))
    \(balance("CLBD", closing, currency))
    \(entries)
    </Stmt></BkToCstmrStmt></Document>
    """
  }

  package static func balance(
    _ code: String,
    _ amount: String,
    _ currency: String = "EUR"
  ) -> String {
    let isDebit = amount.hasPrefix("-")
    let digits = isDebit ? String(amount.dropFirst()) : amount
    return "<Bal><Tp><CdOrPrtry><Cd>\(code)</Cd></CdOrPrtry></Tp>"
      + "<Amt Ccy=\"\(currency)\">\(digits)</Amt>"
      + "<CdtDbtInd>\(isDebit ? "DBIT" : "CRDT")</CdtDbtInd></Bal>"
  }

  package static func entry(
    _ amount: String,
    _ direction: String,
    status: String = "<Sts>BOOK</Sts>",
    more: String = "",
    details: String = ""
  ) -> String {
    "<Ntry><Amt Ccy=\"EUR\">\(amount)</Amt><CdtDbtInd>\(direction)</CdtDbtInd>\(more)\(status)"
      + "<BookgDt><Dt>2026-03-14</Dt></BookgDt><ValDt><Dt>2026-03-15</Dt></ValDt>"
      + "<AcctSvcrRef>B-1</AcctSvcrRef>\(details)</Ntry>"
  }

  package static func details(_ inner: String) -> String {
    "<NtryDtls>\(inner)</NtryDtls>"
  }

  package static let parties =
    "<RltdPties><Dbtr><Nm>Payer Ltd</Nm></Dbtr><DbtrAcct><Id><IBAN>AT01</IBAN></Id></DbtrAcct>"
    + "<Cdtr><Nm>Seller GmbH</Nm></Cdtr><CdtrAcct><Id><IBAN>DE02</IBAN></Id></CdtrAcct></RltdPties>"
}
