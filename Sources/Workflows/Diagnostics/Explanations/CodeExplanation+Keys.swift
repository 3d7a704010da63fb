// Codes about keys and the form of their values.
extension CodeExplanation {
  static let unknownKey = CodeExplanation(
    "There is no such key at this place; mostly it is misspelt.",
    why: """
      Passed over in silence it would be worse than an error: here drafts would be read as real \
      invoices.
      """,
    wrong: """
      {
        "format": 1, "workflow": "supplier-invoices", "document": "invoice",
        "watch": { "folder": "inbox/invoices", "exlude": ["*-draft.*"] }
      }
      """,
    right: """
      {
        "format": 1, "workflow": "supplier-invoices", "document": "invoice",
        "watch": { "folder": "inbox/invoices", "exclude": ["*-draft.*"] }
      }
      """
  )

  static let missingKey = CodeExplanation(
    "A key is missing that has no default.",
    why: "What cannot be assumed must be said: no folder is watched because it is likely.",
    wrong: """
      { "format": 1, "workflow": "bank", "document": "ledger" }
      """,
    right: bank
  )

  static let wrongType = CodeExplanation(
    "The value is of another kind than the key takes: a text for a number, one text for a list.",
    why:
      #"`"no"` in quotes is a text and not false; it is refused rather than read as one or the other."#,
    wrong: """
      {
        "format": 1, "workflow": "bank", "document": "ledger",
        "watch": { "folder": "inbox/bank", "recursive": "no" }
      }
      """,
    right: """
      {
        "format": 1, "workflow": "bank", "document": "ledger",
        "watch": { "folder": "inbox/bank", "recursive": false }
      }
      """
  )

  static let badValue = CodeExplanation(
    "The value is of the right kind but not of the right form, or none of the words that are known.",
    why: "Sizes, times, currencies, days and words have one form each, so that nothing is guessed.",
    wrong: """
      {
        "format": 1, "workflow": "bank", "document": "ledger",
        "watch": { "folder": "inbox/bank", "maxBytes": "25 megabytes" }
      }
      """,
    right: """
      {
        "format": 1, "workflow": "bank", "document": "ledger",
        "watch": { "folder": "inbox/bank", "maxBytes": "25 MB" }
      }
      """
  )

  static let outOfRange = CodeExplanation(
    "A number, size or time is larger or smaller than it can sensibly be.",
    why:
      "Mostly a digit or the unit is wrong. With a quiet time of two hours nothing would ever arrive.",
    wrong: """
      {
        "format": 1, "workflow": "bank", "document": "ledger",
        "watch": { "folder": "inbox/bank", "settle": { "quiet": "2 h" } }
      }
      """,
    right: """
      {
        "format": 1, "workflow": "bank", "document": "ledger",
        "watch": { "folder": "inbox/bank", "settle": { "quiet": "2 s" } }
      }
      """
  )

  static let unsupportedFormat = CodeExplanation(
    "The definition is written in a format that this version of Tickmark does not know.",
    why:
      "A later format may mean other things by the same keys, so it is not read as if it were this one.",
    wrong: """
      { "format": 2, "workflow": "bank", "document": "ledger", "watch": "inbox/bank" }
      """,
    right: bank
  )

  static let toFillIn = CodeExplanation(
    "A proposal of `tickmark init --from` has a place that only a person can fill in.",
    why:
      "The file does not show it, and Tickmark does not guess: a wrong currency or a swapped day and month would look right.",
    wrong: """
      {
        "format": 1, "workflow": "card", "document": "expense", "watch": "inbox/card",
        "read": {
          "csv": {
            "columns": {
              // FILL IN: 03/04/2026 may be 3 April or 4 March.
              "issueDate": { "header": "Date", "format": "???" },
              "totals.gross": { "header": "Amount", "currency": "EUR" }
            }
          }
        }
      }
      """,
    right: """
      {
        "format": 1, "workflow": "card", "document": "expense", "watch": "inbox/card",
        "read": {
          "csv": {
            "columns": {
              "issueDate": { "header": "Date", "format": "dd/MM/yyyy" },
              "totals.gross": { "header": "Amount", "currency": "EUR" }
            }
          }
        }
      }
      """
  )
}
