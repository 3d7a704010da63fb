import Readings

/// The exports that are known by their headers, the more special first.
///
/// Sources: the headers that importers of these exports name in public, and Stripe's documentation of its reports.
enum CSVExportCatalog {
  static let all: [CSVExport] =
    [payPal, stripeHistory, stripeReport, stripePayments] + quickBooks + quickBooksDesktop + xero
    + xeroBank + sage + sageLists + freshBooks + [journal] + remittances

  // MARK: Payment services

  /// English and German as they are exported; other languages as far as their words are known.
  static let payPal = CSVExport(
    name: "PayPal, activity",
    targets: [.ledger],
    signature: names(
      "gross|brutto|avant commission|bruto|lordo",
      "fee|gebühr|entgelt|commission|tarifa|comisión|tariffa|kosten",
      "net|netto|net a payer|neto",
      "transaction id|transaktionscode|numéro de transaction|id de transacción|codice transazione|transactiereferentie",
      "currency|währung|devise|divisa|valuta"
    ),
    columns: [
      column("day", "date|datum|fecha|data", .day),
      column("counterparty", "name|nom|nombre|nome|naam"),
      column("currency", "currency|währung|devise|divisa|valuta", .currency),
      column("amount", "gross|brutto|avant commission|bruto|lordo", .amount),
      column("fee", "fee|gebühr|entgelt|commission|tarifa|comisión|tariffa|kosten", .amount),
      column("net", "net|netto|net a payer|neto", .amount),
      column(
        "id",
        "transaction id|transaktionscode|numéro de transaction|id de transacción|"
          + "codice transazione|transactiereferentie"
      ),
      column("reference", "invoice number|rechnungsnummer|numéro de facture|número de factura"),
      column("memo", "item title|artikelbezeichnung|subject|betreff|titre de l'objet"),
      column("balance", "balance|guthaben|solde|saldo", .amount),
    ],
    passed: (
      columns: [
        ["balance impact", "auswirkung auf guthaben", "impact sur le solde"],
        ["status", "état", "estado", "stato"],
      ],
      words: [
        "memo", "no impact", "kein", "aucun", "pending", "ausstehend", "offen", "en attente",
        "pendiente", "in sospeso", "denied", "abgelehnt", "refusé", "canceled", "cancelled",
        "storniert", "annulé", "expired", "abgelaufen", "failed", "fehlgeschlagen",
      ]
    ),
    hasFee: true
  )

  static let stripeHistory = CSVExport(
    name: "Stripe, balance history",
    targets: [.ledger],
    signature: names(
      "id",
      "amount|gross",
      "fee",
      "net",
      "created (utc)|created utc",
      "available on (utc)|available on utc"
    ),
    columns: [
      column("id", "id"),
      column("day", "created utc", .day, takesFirstWord: true),
      column("valueDay", "available on utc", .day, takesFirstWord: true),
      column("amount", "amount|gross", .amount), column("fee", "fee", .amount),
      column("net", "net", .amount), column("currency", "currency", .currency),
      column("reference", "source"), column("memo", "description"),
    ],
    hasFee: true
  )

  static let stripeReport = CSVExport(
    name: "Stripe, balance report",
    targets: [.ledger],
    signature: names(
      "balance transaction id",
      "gross",
      "fee",
      "net",
      "currency",
      "created|created utc"
    ),
    columns: [
      column("id", "balance transaction id"),
      column("day", "created|created utc", .day, takesFirstWord: true),
      column("valueDay", "available on|available on utc", .day, takesFirstWord: true),
      column("amount", "gross", .amount), column("fee", "fee", .amount),
      column("net", "net", .amount), column("currency", "currency", .currency),
      column("reference", "source id|charge id"), column("memo", "description"),
      column("counterparty", "customer name|customer email"),
    ],
    hasFee: true
  )

  // MARK: Bookkeeping programs

  static let quickBooks = [
    CSVExport(
      name: "QuickBooks, transactions by account",
      targets: [.ledger],
      signature: names(
        "date|transaction date",
        "transaction type",
        "num",
        "split",
        "amount",
        "memo/description|memo description|description"
      ),
      columns: [
        column("day", "date|transaction date", .day), column("reference", "num"),
        column("counterparty", "name"), column("memo", "memo description|description"),
        column("account", "account|account full name"), column("amount", "amount", .amount),
        column("balance", "balance", .amount), column("currency", "currency", .currency),
      ],
      passed: (
        columns: [["memo description", "description"]], words: ["beginning balance"]
      ),
      sums: ["total for", "total"],
      headingIsAccount: true
    ),
    CSVExport(
      name: "QuickBooks, expenses",
      targets: [.expense, .invoice],
      signature: names(
        "date",
        "type|transaction type",
        "payee",
        "category",
        "total",
        "total before sales tax|total before tax"
      ),
      columns: [
        column("issueDate", "date", .day), column("number", "no|num"),
        column("seller.name", "payee"),
        column("totals.net", "total before sales tax|total before tax", .amount),
        column("totals.tax", "sales tax|tax", .amount), column("totals.gross", "total", .amount),
        column("currency", "currency", .currency), column("dueDate", "due date", .day),
        column("category", "category"), column("memo", "memo"),
      ]
    ),
  ]

  static let xero = [
    CSVExport(
      name: "Xero, account transactions",
      targets: [.ledger],
      signature: names(
        "date",
        "source",
        "description",
        "reference",
        "debit",
        "credit",
        "running balance|gross"
      ),
      columns: [
        column("day", "date", .day), column("memo", "description"),
        column("reference", "reference"), column("counterparty", "contact"),
        column("account", "account|account code"), column("currency", "currency", .currency),
      ],
      locale: "en-GB",
      amount: .debitLessCredit,
      sums: ["total", "opening balance", "closing balance"],
      headingIsAccount: true
    ),
    CSVExport(
      name: "Xero, invoices and bills",
      targets: [.invoice],
      signature: names(
        "contactname",
        "invoicenumber",
        "invoicedate",
        "total",
        "taxtotal",
        "invoiceamountdue"
      ),
      columns: [
        column("seller.name", "contactname"), column("number", "invoicenumber"),
        column("references.purchaseOrder", "reference"), column("issueDate", "invoicedate", .day),
        column("dueDate", "duedate", .day), column("totals.gross", "total", .amount),
        column("totals.tax", "taxtotal", .amount),
        column("totals.prepaid", "invoiceamountpaid", .amount),
        column("totals.due", "invoiceamountdue", .amount),
        column("currency", "currency", .currency), column("paper", "type"),
      ],
      locale: "en-GB",
      passed: (columns: [["status"]], words: ["draft", "void", "deleted"]),
      isGrouped: true
    ),
  ]

  /// Sage 50: the audit trail, as it is exported and imported.
  static let sage = [
    CSVExport(
      name: "Sage 50, audit trail",
      targets: [.ledger],
      signature: names(
        "type",
        "account reference",
        "nominal a c ref",
        "date",
        "net amount",
        "tax amount"
      ),
      columns: sageColumns(day: "day", party: "account", net: "amount", tax: "tax")
        + [
          column("reference", "reference"), column("memo", "details"),
          column("nominal", "nominal a c ref"),
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
      signature: names(
        "type",
        "account reference",
        "nominal a c ref",
        "date",
        "net amount",
        "tax amount"
      ),
      columns: sageColumns(
        day: "issueDate",
        party: "seller.name",
        net: "totals.net",
        tax: "totals.tax"
      ) + [column("number", "reference"), column("details", "details")],
      locale: "en-GB",
      amount: .typed(incoming: ["si", "sc"], outgoing: ["pi", "pc"])
    ),
  ]

  private static func sageColumns(
    day: String,
    party: String,
    net: String,
    tax: String
  ) -> [CSVExport.Column] {
    [
      column("paper", "type"), column(party, "account reference"), column(day, "date", .day),
      column(net, "net amount", .amount), column(tax, "tax amount", .amount),
    ]
  }

  static let freshBooks = [
    CSVExport(
      name: "FreshBooks, invoice details",
      targets: [.invoice],
      signature: names(
        "client name",
        "invoice #",
        "date issued",
        "invoice status",
        "line total"
      ),
      columns: [
        column("buyer.name", "client name"), column("number", "invoice #"),
        column("issueDate", "date issued", .day), column("dueDate", "date due", .day),
        column("totals.gross", "line total", .amount), column("currency", "currency", .currency),
      ],
      passed: (columns: [["invoice status"]], words: ["draft", "void", "deleted"]),
      isGrouped: true,
      summed: "totals.gross"
    ),
    CSVExport(
      name: "FreshBooks, expenses",
      targets: [.expense, .invoice],
      signature: names(
        "date",
        "parent category",
        "subcategory",
        "source",
        "merchant",
        "amount"
      ),
      columns: [
        column("issueDate", "date", .day), column("seller.name", "merchant"),
        column("totals.gross", "amount", .amount), column("currency", "currency", .currency),
        column("category", "parent category"), column("description", "description"),
      ]
    ),
  ]

  /// Our own journals as a table (`output.journal` with the format csv).
  static let journal = CSVExport(
    name: "Tickmark, journal",
    targets: [.ledger],
    signature: names(
      "id",
      "posting",
      "day",
      "narration",
      "account",
      "amount",
      "currency"
    ),
    columns: [
      column("id", "id"), column("day", "day", .day), column("reference", "number"),
      column("counterparty", "payee"), column("memo", "narration"), column("account", "account"),
      column("amount", "amount", .amount), column("currency", "currency", .currency),
    ],
    hasAccounts: true
  )

  // MARK: Remittances

  static let remittances = [
    CSVExport(
      name: "Stripe, payout reconciliation",
      targets: [.remittance],
      signature: names("automatic payout id", "gross", "fee", "net", "currency"),
      columns: [
        column("batch", "automatic payout id"),
        column(
          "day",
          "automatic payout effective at|automatic payout effective at utc",
          .day,
          takesFirstWord: true
        ),
        column("currency", "currency", .currency), column("gross", "gross", .amount),
        column("fee", "fee", .amount), column("net", "net", .amount),
        column("reference", "balance transaction id|charge id"), column("text", "description"),
        column("counterparty", "customer name|customer email"),
      ]
    ),
    CSVExport(
      name: "a remittance list",
      targets: [.remittance],
      signature: names(
        "batch reference|batch|payout id|payment information id|transfer id",
        "net|net amount|amount|betrag",
        "currency|währung"
      ),
      columns: [
        column("batch", "batch reference|batch|payout id|payment information id|transfer id"),
        column("kind", "kind"), column("day", "date|day|datum|arrival date", .day),
        column("counterparty", "counterparty|name|payee|creditor|empfänger"),
        column("counterpartyIBAN", "counterparty iban|iban"),
        column("currency", "currency|währung", .currency), column("gross", "gross|brutto", .amount),
        column("fee", "fee|gebühr", .amount),
        column("net", "net|net amount|amount|betrag", .amount),
        column("reference", "reference|end to end id|transaction id"),
        column("text", "text|memo|description|remittance information|verwendungszweck"),
      ]
    ),
  ]

  /// Each is one of several names, parted by `|`.
  static func names(_ names: String...) -> [[String]] {
    names.map { $0.split(separator: "|").map { CSVHeader.plain(String($0)) } }
  }

  static func column(
    _ field: String,
    _ names: String,
    _ type: ColumnInstructions.ValueType = .text,
    takesFirstWord: Bool = false
  ) -> CSVExport.Column {
    CSVExport.Column(
      field: field,
      names: names.split(separator: "|").map { CSVHeader.plain(String($0)) },
      type: type,
      takesFirstWord: takesFirstWord
    )
  }
}
