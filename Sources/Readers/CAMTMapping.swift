/// What the elements of a CAMT statement mean to a ledger.
enum CAMTField: Sendable {
  case statement
  case statementID
  case createdAt
  case accountIBAN
  case accountOther
  case fromDay
  case toDay
  case balance
  case balanceCode
  case balanceAmount
  case balanceDirection
  case entry
  case entryReference
  case bankReference
  case amount
  case direction
  case reversal
  case status
  case bookingDay
  case valueDay
  case entryText
  case details
  case detailBankReference
  case detailAmount
  case detailDirection
  case instructedAmount
  case endToEnd
  case debtor
  case debtorIBAN
  case creditor
  case creditorIBAN
  case ultimateDebtor
  case ultimateCreditor
  case structuredReference
  case documentNumber
  case remittanceText
  case detailText
}

/// CAMT.053 (and .052, .054, which share its entries) in all versions to `CAMTField`s.
///
/// Source: ISO 20022 message definitions camt.053.001.02 to .13; version 8 moved names one element down.
enum CAMTMapping {
  typealias Table = XMLPathTable<CAMTField>

  static let statement =
    "BkToCstmrStmt|BkToCstmrStmtV01|BkToCstmrAcctRpt|BkToCstmrAcctRptV01"
    + "|BkToCstmrDbtCdtNtfctn|BkToCstmrDbtCdtNtfctnV01/Stmt|Rpt|Ntfctn"
  static let entry = "\(statement)/Ntry"

  static let table = Table(
    root: "Document",
    rows: statementRows.map { row("\(statement)/\($0.0)", $0.1) }
      + entryRows.map { row("\(entry)/\($0.0)", $0.1) }
      + detailRows.map { row("\(entry)/NtryDtls/TxDtls/\($0.0)", $0.1) }
      + [
        row(statement, .statement, wantsText: false), row(entry, .entry, wantsText: false),
        row("\(statement)/Bal", .balance, wantsText: false),
        row("\(entry)/NtryDtls/TxDtls", .details, wantsText: false),
      ],
    records: [statement, entry]
  )

  private static func row(_ path: String, _ field: CAMTField, wantsText: Bool = true) -> Table.Row {
    Table.Row(path: path, meaning: field, wantsText: wantsText)
  }

  private static let statementRows: [(String, CAMTField)] = [
    ("Id", .statementID),
    ("CreDtTm", .createdAt),
    ("Acct/Id/IBAN", .accountIBAN),
    ("Acct/Id/Othr/Id", .accountOther),
    ("FrToDt/FrDtTm|FrDt", .fromDay),
    ("FrToDt/ToDtTm|ToDt", .toDay),
    ("Bal/Tp/CdOrPrtry/Cd|Prtry", .balanceCode),
    ("Bal/Amt", .balanceAmount),
    ("Bal/CdtDbtInd", .balanceDirection),
  ]

  private static let entryRows: [(String, CAMTField)] = [
    ("NtryRef", .entryReference),
    ("AcctSvcrRef", .bankReference),
    ("Amt", .amount),
    ("CdtDbtInd", .direction),
    ("RvslInd", .reversal),
    ("Sts", .status),
    ("Sts/Cd|Prtry", .status),
    ("BookgDt/Dt|DtTm", .bookingDay),
    ("ValDt/Dt|DtTm", .valueDay),
    ("AddtlNtryInf", .entryText),
  ]

  private static let detailRows: [(String, CAMTField)] = [
    ("Refs/AcctSvcrRef", .detailBankReference),
    ("Refs/EndToEndId", .endToEnd),
    ("Amt", .detailAmount),
    ("AmtDtls/TxAmt/Amt", .detailAmount),
    ("AmtDtls/InstdAmt/Amt", .instructedAmount),
    ("CdtDbtInd", .detailDirection),
    ("RltdPties/Dbtr/Nm", .debtor),
    ("RltdPties/Dbtr/Pty/Nm", .debtor),
    ("RltdPties/Dbtr/Agt/FinInstnId/Nm", .debtor),
    ("RltdPties/DbtrAcct/Id/IBAN", .debtorIBAN),
    ("RltdPties/Cdtr/Nm", .creditor),
    ("RltdPties/Cdtr/Pty/Nm", .creditor),
    ("RltdPties/Cdtr/Agt/FinInstnId/Nm", .creditor),
    ("RltdPties/CdtrAcct/Id/IBAN", .creditorIBAN),
    ("RltdPties/UltmtDbtr/Nm", .ultimateDebtor),
    ("RltdPties/UltmtDbtr/Pty/Nm", .ultimateDebtor),
    ("RltdPties/UltmtCdtr/Nm", .ultimateCreditor),
    ("RltdPties/UltmtCdtr/Pty/Nm", .ultimateCreditor),
    ("RmtInf/Strd/CdtrRefInf/Ref", .structuredReference),
    ("RmtInf/Strd/RfrdDocInf/Nb", .documentNumber),
    ("RmtInf/Ustrd", .remittanceText),
    ("AddtlTxInf", .detailText),
  ]
}
