/// The good definitions: what a small firm has, one key a line as people write it, and some lines with more.
package enum GardenTexts {
  package static let all = [
    "bank.json": bank, "cards.json": cards, "invoices.json": invoices, "general.json": general,
    "suppliers.json": suppliers, "limits.json": limits, "remittances.json": remittances,
    "rulings.json": rulings,
  ]

  static let invoices = """
    // What the post brings.
    {
      "$schema": "schema/workflow-1.json",
      "format": 1,
      "workflow": "supplier-invoices",
      "version": "3",
      "title": "Supplier invoices against the bank account",
      "owner": "accounts@example.org",
      "document": "invoice",
      "watch": {
        "folder": "inbox/invoices",
        "recursive": true,
        "include": ["*.pdf", "*.xml", "*.eml"],
        "exclude": ["*-draft.*"],
        "maxBytes": "25 MB",
        "settle": {
          "quiet": "2 s",
          "giveUpAfter": "15 min",
          "doneFile": "{name}.done"
        },
        "group": { "by": "stem", "wait": "10 s" }
      },
      "read": {
        "locale": "de-DE",
        "currency": "EUR"
      },
      "use": {
        "suppliers": { "table": "suppliers", "key": "vatID" },
        "terms": { "table": "suppliers", "key": "name" }
      },
      "set": {
        "supplier": { "lookup": "suppliers", "key": "document.seller.vatID" },
        "agreement": {
          "lookup": "terms",
          "key": "document.seller.name.upper()"
        },
        "deadline": {
          "firstOf": [
            { "when": "has(document.dueDate)", "value": "document.dueDate" },
            {
              "when": "document.payment.terms.matches('(?i)skonto|discount')",
              "value": "document.issueDate + days(14)"
            },
            { "value": "document.issueDate + days(30)" }
          ]
        },
        "ceiling": "has(supplier) && has(supplier.limit) ? supplier.limit : money('2500 EUR')",
        "foreign": "document.seller.country in ['CH', 'GB', 'US']"
      },
      "check": [
        { "id": "iban-changed", "severity": "block" },
        { "id": "totals-foot", "severity": "review" },
        {
          "id": "credit-note-reference",
          "severity": "info"
        },
        {
          "id": "known-supplier",
          "assert": "has(supplier) || has(agreement)",
          "message": "No supplier with the VAT number {document.seller.vatID}",
          "severity": "review"
        },
        {
          "id": "in-time",
          "when": "!foreign && document.type == 'invoice'",
          "assert": "deadline <= document.issueDate + weeks(13)",
          "message": "To be paid by {deadline}, {(deadline - document.issueDate).days} days after {document.issueDate}"
        },
        {
          "id": "lines-reckoned",
          "when": "size(document.lines) > 0",
          "assert": "document.lines.all(line, abs(line.net - line.quantity * line.unitPrice) <= money('0.05 EUR'))",
          "message": "{document.lines.filter(line, !has(line.unitPrice)).size()} lines have no price"
        },
        { "id": "tax-of-net", "assert": "round(document.totals.net * 0.19) >= document.totals.tax || foreign" }
      ],
      "duplicate": {
        "exact": ["seller", "number", "=digits(document.payment.reference)"],
        "near": ["seller", "totals.gross"],
        "days": 45
      },
      "reconcile": {
        "ledger": "bank",
        "window": "60 d",
        "tolerance": { "amount": "0.02 EUR", "percent": 0.5 },
        "patterns": ["one-to-one"],
        "accept": 0.95,
        "margin": 0.15,
        "graceDays": 14,
        "costs": "negative",
        "where": "entry.day >= document.issueDate - days(3) && !entry.memo.contains('Storno')"
      },
      "decide": [
        { "id": "blocked", "when": "findings.block > 0", "then": "exception", "queue": "fraud" },
        { "id": "duplicate", "when": "duplicate.exact", "then": "duplicate" },
        {
          "id": "doubtful",
          "when": "findings.review > 0 || duplicate.near",
          "then": "exception",
          "queue": "data"
        },
        {
          "id": "large",
          "when": "document.totals.gross > ceiling && match.confidence < 0.99",
          "then": "exception",
          "queue": "approval",
          "reason": "{document.totals.gross} is over {ceiling}: {document.seller.name} waits for a second pair of eyes"
        },
        {
          "id": "late",
          "when": "today() > deadline + days(2)",
          "then": "exception",
          "reason": "It was due on {deadline}"
        },
        { "id": "unmatched", "when": "match.status != 'matched'", "then": "exception", "reason": "{match.explain}" },
        { "id": "clean", "then": "cleared" }
      ],
      "output": {
        "cleared": [
          { "file": "paid/{document.issueDate.year}/{document.seller.name}/{document.number}.{file.extension}" },
          {
            "journal": {
              "format": "hledger",
              "path": "books/invoices.journal",
              "expenseAccount": "expenses:purchases",
              "taxAccount": "assets:input-tax",
              "payableAccount": "assets:bank"
            }
          }
        ],
        "duplicate": [
          { "file": "again/{document.payment.reference} {file.stem}.{file.extension}" }
        ],
        "exception": [{ "file": "waiting/{decision.?queue.orValue('open')}/{file.name}" }],
        "quarantined": [{ "file": "unreadable/{file.name}" }]
      },
      "tests": [
        {
          "name": "a table of one invoice waits for its money",
          "csv": "Nummer;Datum;Betrag\\nR-1;14.03.2026;100,00\\n",
          "tables": { "suppliers": [{ "vatID": "DE1", "name": "Fernau Metallbau" }] },
          "ledgers": { "bank": [{ "id": "B1", "day": "2026-03-18", "amount": "-99.00 EUR" }] },
          "today": "2026-03-20",
          "expect": {
            "decision": "exception",
            "rule": "unmatched",
            "findings": ["known-supplier"],
            "fields": { "number": "R-1", "deadline": "2026-04-13" },
            "match": "unmatched"
          }
        }
      ]
    }
    """

  static let cards = #"""
    {
      "format": 1,
      "workflow": "card-expenses",
      "title": "Card statements, one expense a row",
      "document": "expense",
      "watch": "inbox/cards",
      "read": {
        "csv": {
          "encoding": ["utf-8", "windows-1252"],
          "separator": ";",
          "locale": "de-AT",
          "headerContains": ["Buchungsdatum", "Betrag"],
          "hasHeader": true,
          "stopAt": "^Summe;",
          "skipLines": 2,
          "columns": {
            "issueDate": { "header": "Buchungsdatum", "format": "dd.MM.yyyy" },
            "seller.name": { "header": ["Händler", "Merchant"] },
            "totals.gross": { "header": "Betrag", "currency": "EUR", "negate": true },
            "references.purchaseOrder": "Bestellung",
            "payment.reference": "Zweck",
            "card": {
              "header": "Kartennummer",
              "match": "([0-9]{4})$",
              "type": "text"
            },
            "kilometres": { "header": "km", "type": "number" }
          },
          "control": {
            "sum": "totals.gross",
            "equals": "^Summe;([-0-9.,]+)",
            "rows": { "min": 1, "max": 20000 }
          }
        }
      },
      "use": {
        "limits": { "table": "expense-limits", "key": "category" }
      },
      "set": {
        "category": { "firstOf": [
          { "when": "document.seller.name.matches('(?i)hotel|pension')", "value": "'lodging'" },
          { "when": "document.seller.name.lower().startsWith('taxi') || has(document.kilometres)", "value": "'travel'" },
          { "value": "'unsorted'" }
        ] },
        "limit": { "lookup": "limits", "key": "category" },
        "allowance": "document.kilometres * 0.42",
        "week": "(document.issueDate - day('2026-01-01')).days / 7"
      },
      // Shops do not stand in the suppliers' list.
      "check": [
        { "id": "supplier-known", "severity": "off" },
        {
          "id": "over-limit",
          "when": "has(limit) && limit.max > money('0 EUR')",
          "assert": "document.totals.gross <= limit.max + money('10 EUR')",
          "message": "{document.totals.gross} is over the {category} limit of {limit.max}"
        },
        {
          "id": "far-travel",
          "when": "category == 'travel'",
          "assert": "allowance < 500 && week >= 0 && document.kilometres >= min(1, allowance)",
          "severity": "info"
        }
      ],
      "duplicate": {
        "exact": ["card", "issueDate", "totals.gross"],
        "near": ["seller.name"],
        "days": 3
      },
      "reconcile": [
        "general",
        {
          "ledger": "bank",
          "window": "10 d",
          "costs": "positive",
          "where": "similarity(entry.counterparty, document.seller.name) > 0.3 || entry.account.endsWith(document.card)",
          "accept": "match.confidence >= 0.9 && match.reasons.exists(reason, reason.startsWith('reference'))"
        }
      ],
      "output": {
        "cleared": [
          { "file": "cards/{document.issueDate.year}-{document.issueDate.month}/{category}/{document.card} {file.name}" },
          { "journal": { "format": "beancount", "path": "books/cards.beancount", "expenseAccount": "Expenses:Travel" } }
        ],
        "rejected": [{ "file": "refused/{workflow} {file.name}" }]
      }
    }
    """#

  static let bank = """
    {
      "format": 1,
      "workflow": "bank",
      "title": "The bank account",
      "document": "ledger",
      "into": "bank",
      "watch": { "folder": "inbox/bank", "include": ["*.csv", "*.xml"] },
      "read": {
        "csv": {
          "columns": {
            "id": { "header": "Entry No" },
            "day": { "header": "Date", "format": "yyyy-MM-dd" },
            "amount": { "debit": "Debit", "credit": "Credit", "currency": "EUR" },
            "balance": { "header": "Balance", "currency": "EUR" },
            "counterparty": "Name",
            "counterpartyIBAN": "IBAN",
            "reference": { "header": "Reference", "required": false },
            "memo": { "index": 9 }
          }
        }
      }
    }
    """

  static let general = """
    {
      "format": 1,
      "workflow": "general-ledger",
      "document": "ledger",
      "into": "general",
      "watch": "inbox/books",
      "read": {
        "currency": "CHF",
        "csv": {
          "encoding": "iso-8859-15",
          "columns": {
            "day": { "header": "Datum", "format": "d.M.yy" },
            "valueDay": { "header": "Wert", "format": "d.M.yy" },
            "amount": "Betrag",
            "account": "Konto",
            "counterparty": "Name",
            "memo": "Text"
          }
        }
      }
    }
    """

  static let suppliers = """
    {
      "format": 1,
      "workflow": "suppliers",
      "document": "table",
      "watch": { "folder": "inbox/suppliers", "maxBytes": "2 MiB" },
      "read": {
        "csv": {
          "separator": ",",
          "columns": {
            "name": "Name", "vatID": "VAT number", "iban": "IBAN", "city": "City",
            "limit": { "header": "Limit", "type": "amount", "currency": "EUR" }
          }
        }
      }
    }
    """

  static let limits = """
    {
      "format": 1,
      "workflow": "limits",
      "document": "table",
      "into": "expense-limits",
      "watch": "inbox/limits",
      "read": {
        "csv": {
          "columns": {
            "category": "Category",
            "max": { "header": "Limit", "type": "amount", "currency": "EUR" }
          }
        }
      }
    }
    """

  static let remittances = """
    {
      "format": 1,
      "workflow": "remittances",
      "description": "What customers write about their payments",
      "document": "remittance",
      "watch": {
        "folder": "inbox/remittances",
        "recursive": false,
        "settle": { "quiet": "500 ms" }
      }
    }
    """

  static let rulings = """
    { "format": 1, "workflow": "rulings", "document": "rulings", "watch": "inbox/rulings" }
    """
}
