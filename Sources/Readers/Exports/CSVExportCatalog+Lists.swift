import Readings

/// Lists of payments and transactions that the programs write besides their reports.
extension CSVExportCatalog {
  /// The dashboard's list of payments: one row a charge, with its fee and what was paid back of it.
  ///
  /// The balance moves in the converted currency, where there is one; the tax on the fee is not within the fee.
  static let stripePayments = CSVExport(
    name: "Stripe, payments",
    targets: [.ledger],
    signature: names(
      "id",
      "amount",
      "amount refunded",
      "currency",
      "fee",
      "status",
      "created utc|created date utc|created"
    ),
    columns: [
      column("id", "id"),
      column("day", "created utc|created date utc|created", .day, takesFirstWord: true),
      column("amount", "converted amount|amount", .amount),
      column("currency", "converted currency|currency", .currency),
      column("refunded", "converted amount refunded|amount refunded", .amount),
      column("refundDay", "refunded date utc|refunded utc", .day, takesFirstWord: true),
      column("fee", "fee", .amount), column("feeTax", "taxes on fee|tax", .amount),
      column("counterparty", "customer description|customer name|customer email|card name"),
      column("reference", "invoice id|invoice number|transfer"), column("memo", "description"),
    ],
    passed: (
      columns: [["status"]],
      words: [
        "failed", "canceled", "cancelled", "uncaptured", "requires", "incomplete", "pending",
        "blocked", "expired",
      ]
    ),
    hasFee: true
  )

  // MARK: QuickBooks Desktop

  private static let desktopColumns = [
    column("day", "date", .day), column("reference", "num"), column("counterparty", "name"),
    column("memo", "memo|description"), column("account", "account"),
    column("currency", "currency", .currency), column("balance", "balance", .amount),
    column("transaction", "trans #"),
  ]

  /// Transaction list and detail, general ledger: with one column of amounts, or with debit and credit.
  static let quickBooksDesktop = [
    CSVExport(
      name: "QuickBooks Desktop, transactions",
      targets: [.ledger],
      signature: names("type", "date", "num", "name", "clr|adj|trans #", "split", "amount"),
      columns: desktopColumns + [column("amount", "amount", .amount)],
      locale: "en-US",
      sums: ["total"],
      partsLack: ["date"],
      headingIsAccount: true,
      hasAccounts: true
    ),
    CSVExport(
      name: "QuickBooks Desktop, transactions",
      targets: [.ledger],
      signature: names(
        "type",
        "date",
        "num",
        "name",
        "clr|adj|trans #",
        "split",
        "debit",
        "credit"
      ),
      columns: desktopColumns,
      locale: "en-US",
      amount: .debitLessCredit,
      sums: ["total"],
      partsLack: ["date"],
      headingIsAccount: true,
      hasAccounts: true
    ),
    CSVExport(
      name: "QuickBooks Desktop, check detail",
      targets: [.ledger],
      signature: names("type", "num", "date", "name", "account", "paid amount", "original amount"),
      columns: [
        column("day", "date", .day), column("reference", "num"), column("counterparty", "name"),
        column("account", "account"), column("amount", "original amount", .amount),
        column("memo", "memo"), column("currency", "currency", .currency),
      ],
      locale: "en-US",
      sums: ["total"],
      partsLack: ["date"],
      hasAccounts: true
    ),
  ]

  // MARK: Xero

  /// The form in which bank statements are brought in, the report of one, and the transactions of a bank account.
  static let xeroBank = [
    CSVExport(
      name: "Xero, bank statement",
      targets: [.ledger],
      signature: names("date", "amount", "payee", "description", "reference"),
      columns: [
        column("day", "date", .day), column("amount", "amount", .amount),
        column("counterparty", "payee"), column("memo", "description"),
        column("reference", "reference"), column("currency", "currency", .currency),
        column("balance", "balance", .amount),
      ]
    ),
    CSVExport(
      name: "Xero, bank statement report",
      targets: [.ledger],
      signature: names(
        "date",
        "description",
        "reference",
        "reconciled",
        "source",
        "amount",
        "balance"
      ),
      columns: [
        column("day", "date", .day), column("amount", "amount", .amount),
        column("memo", "description"), column("reference", "reference"),
        column("currency", "currency", .currency),
      ],
      locale: "en-GB",
      passed: (columns: [["description"]], words: ["opening balance", "closing balance"]),
      sums: ["total", "opening balance", "closing balance"]
    ),
    CSVExport(
      name: "Xero, bank account",
      targets: [.ledger],
      signature: names("date", "description", "reference", "spent", "received"),
      columns: [
        column("day", "date", .day), column("memo", "description"),
        column("reference", "reference|payment ref"), column("counterparty", "payee|contact"),
        column("currency", "currency", .currency), column("balance", "balance", .amount),
      ],
      locale: "en-GB",
      amount: .outAndIn(outgoing: ["spent"], incoming: ["received"]),
      sums: ["total", "opening balance", "closing balance"]
    ),
  ]

  // MARK: Sage 50

  /// The list of transactions as the program shows and exports it, with its short names.
  static let sageLists = [
    CSVExport(
      name: "Sage 50, transactions",
      targets: [.ledger],
      signature: sageSignature,
      columns: sageColumns(day: "day", party: "account", net: "amount", tax: "tax")
        + [
          column("id", "no|tran no|tran number|transaction number"),
          column("reference", "ref|reference"), column("memo", "details"),
          column("nominal", "nominal|n c"),
        ],
      locale: "en-GB",
      amount: .typed(
        incoming: ["br", "cr", "vr", "sr", "sa", "jd"],
        outgoing: ["bp", "cp", "vp", "pp", "pa", "jc"]
      )
    ),
    CSVExport(
      name: "Sage 50, invoices",
      targets: [.invoice],
      signature: sageSignature,
      columns: sageColumns(
        day: "issueDate",
        party: "seller.name",
        net: "totals.net",
        tax: "totals.tax"
      ) + [column("number", "ref|reference"), column("details", "details")],
      locale: "en-GB",
      amount: .typed(incoming: ["si", "sc"], outgoing: ["pi", "pc"])
    ),
  ]

  private static let sageSignature = names(
    "type",
    "account|a c",
    "nominal|n c",
    "date",
    "net",
    "tax|vat amount",
    "t c|tc|tax code"
  )

  private static func sageColumns(
    day: String,
    party: String,
    net: String,
    tax: String
  ) -> [CSVExport.Column] {
    [
      column("paper", "type"), column(party, "account|a c"), column(day, "date", .day),
      column(net, "net", .amount), column(tax, "tax|vat amount", .amount),
    ]
  }
}
