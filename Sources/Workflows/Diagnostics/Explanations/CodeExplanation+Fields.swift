// Codes about the fields of documents, the columns of tables and the built-in checks.
extension CodeExplanation {
  static let notForThisDocument = CodeExplanation(
    "The key means nothing for this kind of `document`.",
    why: "A ledger is compared with, not checked: a check that never runs would only lull.",
    wrong: """
      {
        "format": 1, "workflow": "bank", "document": "ledger", "watch": "inbox/bank",
        "check": [{ "id": "iban-changed", "severity": "block" }]
      }
      """,
    right: bank
  )

  static let unknownField = CodeExplanation(
    "A document or entry has no field of this name.",
    why:
      "In other programs a misspelt field is silently empty, and a whole year is filed under nothing.",
    wrong: """
      {
        "format": 1, "workflow": "supplier-invoices", "document": "invoice",
        "watch": "inbox/invoices",
        "output": { "cleared": [{ "file": "paid/{document.sellr.name}/{file.name}" }] }
      }
      """,
    right: """
      {
        "format": 1, "workflow": "supplier-invoices", "document": "invoice",
        "watch": "inbox/invoices",
        "output": { "cleared": [{ "file": "paid/{document.seller.name}/{file.name}" }] }
      }
      """
  )

  static let looksLikeField = CodeExplanation(
    "A column of your own has a name that looks like a misspelt field.",
    why:
      "It is kept as your own column, but then no document has a day, and checks and matching lack it.",
    wrong: """
      {
        "format": 1, "workflow": "cards", "document": "expense", "watch": "inbox/cards",
        "read": { "csv": { "columns": { "isueDate": "Datum" } } }
      }
      """,
    right: """
      {
        "format": 1, "workflow": "cards", "document": "expense", "watch": "inbox/cards",
        "read": { "csv": { "columns": { "issueDate": "Datum" } } }
      }
      """
  )

  static let unknownCheck = CodeExplanation(
    "There is no built-in check of this id.",
    why: "A check that is to block payments must not be missed because of a letter.",
    wrong: """
      {
        "format": 1, "workflow": "supplier-invoices", "document": "invoice",
        "watch": "inbox/invoices",
        "check": [{ "id": "iban-chaneged", "severity": "block" }]
      }
      """,
    right: """
      {
        "format": 1, "workflow": "supplier-invoices", "document": "invoice",
        "watch": "inbox/invoices",
        "check": [{ "id": "iban-changed", "severity": "block" }]
      }
      """
  )

  static let missingColumn = CodeExplanation(
    "The columns of a ledger do not name the day or the amount.",
    why: "An entry without a day or an amount can be matched with nothing.",
    wrong: """
      {
        "format": 1, "workflow": "bank", "document": "ledger", "watch": "inbox/bank",
        "read": {
          "currency": "EUR",
          "csv": { "columns": { "amount": "Betrag", "memo": "Text" } }
        }
      }
      """,
    right: """
      {
        "format": 1, "workflow": "bank", "document": "ledger", "watch": "inbox/bank",
        "read": {
          "currency": "EUR",
          "csv": { "columns": { "day": "Datum", "amount": "Betrag", "memo": "Text" } }
        }
      }
      """
  )

  static let noCurrency = CodeExplanation(
    "Nothing says in which currency the amounts are.",
    why: "There is no default currency: without one every amount of the file becomes a problem.",
    wrong: """
      {
        "format": 1, "workflow": "cards", "document": "expense", "watch": "inbox/cards",
        "read": { "csv": { "columns": { "totals.gross": "Betrag" } } }
      }
      """,
    right: """
      {
        "format": 1, "workflow": "cards", "document": "expense", "watch": "inbox/cards",
        "read": { "csv": { "columns": { "totals.gross": { "header": "Betrag", "currency": "EUR" } } } }
      }
      """
  )
}
