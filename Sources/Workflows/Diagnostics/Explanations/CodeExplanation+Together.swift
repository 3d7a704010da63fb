// Codes about definitions that do not go together.
extension CodeExplanation {
  static let sameWorkflow = CodeExplanation(
    "Two definitions have the same id.",
    why: "Decisions, exceptions and reports name the workflow by its id, so each needs its own.",
    wrong: [
      ExampleDefinition(bank, in: "workflows/bank.json"),
      ExampleDefinition(
        """
        { "format": 1, "workflow": "bank", "document": "ledger", "watch": "inbox/savings" }
        """,
        in: "workflows/savings.json"
      ),
    ],
    right: [ExampleDefinition(bank, in: "workflows/bank.json"), savings]
  )

  static let sameFolder = CodeExplanation(
    "Two definitions watch one folder for the same files.",
    why: "A file would be an invoice for one and an expense for the other, by chance.",
    wrong: [
      invoices,
      ExampleDefinition(
        """
        { "format": 1, "workflow": "expenses", "document": "expense", "watch": "inbox/invoices" }
        """,
        in: "workflows/expenses.json"
      ),
    ],
    right: [
      invoices,
      ExampleDefinition(
        """
        { "format": 1, "workflow": "expenses", "document": "expense", "watch": "inbox/expenses" }
        """,
        in: "workflows/expenses.json"
      ),
    ]
  )

  static let folderInsideFolder = CodeExplanation(
    "A watched folder lies inside another watched folder.",
    why:
      "The files of the inner folder go to the inner workflow only; say so, or put them side by side.",
    wrong: [
      invoices,
      ExampleDefinition(
        """
        { "format": 1, "workflow": "foreign-invoices", "document": "invoice", "watch": "inbox/invoices/foreign" }
        """,
        in: "workflows/foreign.json"
      ),
    ],
    right: [
      ExampleDefinition(
        """
        {
          "format": 1, "workflow": "supplier-invoices", "document": "invoice",
          "watch": { "folder": "inbox/invoices", "recursive": false }
        }
        """,
        in: "workflows/invoices.json"
      ),
      ExampleDefinition(
        """
        { "format": 1, "workflow": "foreign-invoices", "document": "invoice", "watch": "inbox/invoices/foreign" }
        """,
        in: "workflows/foreign.json"
      ),
    ]
  )

  static let sameOutput = CodeExplanation(
    "Two journals are written to one path.",
    why: "A journal is rewritten whole, so the second would wipe out the bookings of the first.",
    wrong: [journal("invoices", "books/all.journal"), journal("foreign", "books/all.journal")],
    right: [
      journal("invoices", "books/invoices.journal"), journal("foreign", "books/foreign.journal"),
    ]
  )

  static let outputInWatchedFolder = CodeExplanation(
    "An output would be written into a watched folder.",
    why: "Tickmark would read its own copy as a new paper, copy that again, and so on.",
    wrong: [
      ExampleDefinition(
        """
        {
          "format": 1, "workflow": "supplier-invoices", "document": "invoice",
          "watch": "inbox/invoices",
          "output": { "cleared": [{ "file": "inbox/invoices/paid/{file.name}" }] }
        }
        """
      )
    ],
    right: [
      ExampleDefinition(
        """
        {
          "format": 1, "workflow": "supplier-invoices", "document": "invoice",
          "watch": "inbox/invoices",
          "output": { "cleared": [{ "file": "paid/{file.name}" }] }
        }
        """
      )
    ]
  )

  private static func journal(_ id: String, _ path: String) -> ExampleDefinition {
    ExampleDefinition(
      """
      {
        "format": 1, "workflow": "\(id)", "document": "invoice", "watch": "inbox/\(id)",
        "output": { "cleared": [{ "journal": { "format": "hledger", "path": "\(path)" } }] }
      }
      """,
      in: "workflows/\(id).json"
    )
  }
}
