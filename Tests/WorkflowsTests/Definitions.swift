/// Good definitions that several suites start from.
enum Definitions {
  static let smallest = """
    { "format": 1, "workflow": "supplier-invoices", "document": "invoice", "watch": "inbox/invoices", "reconcile": "bank" }
    """

  /// The first example of WORKFLOW.md with what step 1 allows.
  static let invoices = """
    {
      "$schema": "schema/workflow-1.json",
      "format": 1,
      "workflow": "supplier-invoices",
      "title": "Supplier invoices against the bank account",
      "document": "invoice",
      "watch": { "folder": "inbox/invoices", "include": ["*.pdf", "*.xml", "*.eml"], "maxBytes": "25 MB", "settle": { "quiet": "2 s" } },
      "read": {
        "locale": "de-DE",
        "templates": [
          { "id": "kessel-timber",
            "choose": { "all": ["Kessel Holzhandel", "DE811907980"], "none": ["MAHNUNG"] },
            "fields": {
              "number":       { "after": "Rechnung Nr." },
              "issueDate":    { "after": "Rechnungsdatum", "format": "dd.MM.yyyy" },
              "totals.gross": { "after": "Rechnungsbetrag", "pick": "last" },
              "seller.vatID": { "constant": "DE811907980" }
            },
            "lines": { "from": "Pos\\\\s+Bezeichnung", "to": "Nettobetrag",
                       "row": "^\\\\s*[0-9]+\\\\s+(?<description>.+?)\\\\s+(?<quantity>[0-9.,]+)\\\\s+(?<net>[0-9.,]+)" } }
        ]
      },
      "use": { "suppliers": { "table": "suppliers", "key": "vatID" } },
      "check": [ { "id": "iban-changed", "severity": "block" } ],
      "reconcile": { "ledger": "bank", "window": "60 d", "tolerance": { "amount": "0.02 EUR" } },
      "output": { "cleared": [ { "file": "paid/{document.issueDate.year}/{document.seller.name}/{document.number}.{file.extension}" } ] }
    }
    """

  /// The second example of WORKFLOW.md with what step 1 allows.
  static let cards = """
    {
      "format": 1,
      "workflow": "card-expenses",
      "document": "expense",
      "watch": "inbox/cards",
      "read": {
        "csv": {
          "encoding": ["utf-8", "windows-1252"], "separator": ";", "locale": "de-AT", "headerContains": ["Buchungsdatum", "Betrag"], "stopAt": "^Summe;",
          "columns": {
            "issueDate":    { "header": "Buchungsdatum", "format": "dd.MM.yyyy" },
            "seller.name":  { "header": ["Händler", "Merchant"] },
            "totals.gross": { "header": "Betrag", "currency": "EUR", "negate": true },
            "card":         { "header": "Kartennummer", "match": "([0-9]{4})$", "type": "text" }
          },
          "control": { "sum": "totals.gross", "equals": "^Summe;([-0-9.,]+)", "rows": { "min": 1, "max": 20000 } }
        }
      },
      "reconcile": { "ledger": "general", "window": "10 d" }
    }
    """

  /// The third example of WORKFLOW.md, whole.
  static let bank = """
    {
      "format": 1,
      "workflow": "bank",
      "document": "ledger",
      "into": "bank",
      "watch": "inbox/bank",
      "read": {
        "csv": {
          "columns": {
            "id": { "header": "Entry No" }, "day": { "header": "Date", "format": "yyyy-MM-dd" }, "amount": { "header": "Amount", "currency": "EUR" },
            "counterparty": { "header": "Name" }, "counterpartyIBAN": { "header": "IBAN" }, "reference": { "header": "Reference" }, "memo": { "header": "Text" }
          }
        }
      }
    }
    """

  static let suppliers = """
    { "format": 1, "workflow": "suppliers", "document": "table", "watch": "inbox/suppliers" }
    """

  /// Every key there is in step 1, none at its default.
  static let allKeys = """
    // Everything, with comments and trailing commas.
    {
      "$schema": "schema/workflow-1.json",
      "format": 1,
      "workflow": "all-keys",
      "version": "2.1",
      "title": "Every key",
      "description": "No key is left out",
      "owner": "accounts@example.org",
      "document": "expense",
      "watch": {
        "folder": "inbox/all/",
        "recursive": false,
        "include": ["*.csv", "2026/*.txt"],
        "exclude": ["*.bak"],
        "maxBytes": "1.5 MiB",
        "settle": { "quiet": "500 ms", "giveUpAfter": "1 h", "doneFile": "{name}.done" },
        "group": { "by": "stem", "wait": "1 min" },
      },
      "read": {
        "locale": "de-AT",
        "currency": "CHF",
        "csv": {
          "encoding": "iso-8859-15",
          "separator": "\\t",
          "locale": "fr-CH",
          "headerContains": ["Datum"],
          "hasHeader": true,
          "stopAt": "^Total\\\\b",
          "skipLines": 3,
          "columns": {
            "issueDate": { "header": "Datum", "format": "d.M.yy", "required": true },
            "seller.name": "Text",
            "totals.gross": { "debit": ["Soll", "Debit"], "credit": "Haben", "currency": "EUR", "negate": true },
            "currency": { "constant": "EUR" },
            "card": { "index": 4, "match": "([0-9]{4})$", "type": "text" },
            "kilometres": { "header": "km", "type": "number" },
          },
          "control": { "sum": "kilometres", "equals": "km ([0-9]+)", "rows": { "min": 2, "max": 99 } },
        },
      },
      "use": { "limits": { "table": "expense-limits", "key": "category" } },
      "check": [
        { "id": "totals-foot", "severity": "info" }, /* re-ranked */
        { "id": "iban-valid", "severity": "off" },
      ],
      "duplicate": { "exact": ["card", "issueDate"], "near": ["seller.name"], "days": 7 },
      "reconcile": [
        "general",
        {
          "ledger": "bank", "window": "10 d", "tolerance": { "amount": "0.02 EUR", "percent": 0.5 },
          "patterns": ["one-to-one"], "accept": 0.95, "margin": 0.10, "graceDays": 5, "costs": "negative",
        },
      ],
      "output": {
        "cleared": [
          { "file": "paid/{workflow}/{document.issueDate.year}-{document.issueDate.month}/{document.card} {file.stem}.{file.extension}" },
          { "journal": { "format": "hledger", "path": "books/cards.journal", "expenseAccount": "expenses:card", "taxAccount": "assets:input tax", "payableAccount": "liabilities:card" } },
        ],
        "exception": [ { "file": "look/{file.name}" }, { "journal": { "format": "beancount", "path": "books/odd.beancount" } } ],
        "duplicate": [ { "file": "again/{file.name}" } ],
        "rejected": [ { "file": "no/{file.name}" } ],
        "quarantined": [ { "file": "odd/{workflow} {file.name}" } ],
      },
    }
    """

  static let good = [smallest, invoices, cards, bank, suppliers, allKeys]
}
