// Codes about paths, patterns and holes.
extension CodeExplanation {
  static let badPath = CodeExplanation(
    "A path leads out of the workspace, into Tickmark's own folders, or is none.",
    why: """
      Definitions must work on every machine and reach nothing but their workspace; no paper may \
      choose a folder.
      """,
    wrong: """
      { "format": 1, "workflow": "bank", "document": "ledger", "watch": "/home/anna/bank" }
      """,
    right: bank
  )

  static let badPattern = CodeExplanation(
    "A pattern cannot be used: it is no regular expression, or one that might never end.",
    why:
      "It is tried when the definition is loaded, not when the first statement of the month comes.",
    wrong: """
      {
        "format": 1, "workflow": "bank", "document": "ledger", "watch": "inbox/bank",
        "read": { "csv": { "stopAt": "^(Summe|Saldo" } }
      }
      """,
    right: """
      {
        "format": 1, "workflow": "bank", "document": "ledger", "watch": "inbox/bank",
        "read": { "csv": { "stopAt": "^(Summe|Saldo)" } }
      }
      """
  )

  static let badTemplate = CodeExplanation(
    "A hole in a text is not closed, not opened, or empty.",
    why: "The braces would stand in the name of every copy.",
    wrong: """
      {
        "format": 1, "workflow": "supplier-invoices", "document": "invoice",
        "watch": "inbox/invoices",
        "output": { "cleared": [{ "file": "paid/{document.number.xml" }] }
      }
      """,
    right: """
      {
        "format": 1, "workflow": "supplier-invoices", "document": "invoice",
        "watch": "inbox/invoices",
        "output": { "cleared": [{ "file": "paid/{document.number}.xml" }] }
      }
      """
  )

  static let fixedName = CodeExplanation(
    "A named copy has no hole in its name, so every document would get the same one.",
    why: "The copies would be told apart by a number only: paid/all.xml, paid/all (2).xml, ...",
    wrong: """
      {
        "format": 1, "workflow": "supplier-invoices", "document": "invoice",
        "watch": "inbox/invoices",
        "output": { "cleared": [{ "file": "paid/all.xml" }] }
      }
      """,
    right: """
      {
        "format": 1, "workflow": "supplier-invoices", "document": "invoice",
        "watch": "inbox/invoices",
        "output": { "cleared": [{ "file": "paid/{document.number}.xml" }] }
      }
      """
  )

  static let badCombination = CodeExplanation(
    "Two keys contradict each other, or one needs another that is not there.",
    why:
      "Each is right by itself, but together they cannot be obeyed: no export has 100 rows or more and at most 10.",
    wrong: """
      {
        "format": 1, "workflow": "bank", "document": "ledger", "watch": "inbox/bank",
        "read": { "csv": { "control": { "rows": { "min": 100, "max": 10 } } } }
      }
      """,
    right: """
      {
        "format": 1, "workflow": "bank", "document": "ledger", "watch": "inbox/bank",
        "read": { "csv": { "control": { "rows": { "min": 10, "max": 100 } } } }
      }
      """
  )

  static let duplicateEntry = CodeExplanation(
    "The same check or the same ledger stands twice in a list.",
    why: "The second would silently win over the first, or the document be accounted for twice.",
    wrong: """
      {
        "format": 1, "workflow": "supplier-invoices", "document": "invoice",
        "watch": "inbox/invoices",
        "check": [
          { "id": "iban-changed", "severity": "block" },
          { "id": "iban-changed", "severity": "block" }
        ]
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
}
