import Workflows

/// The definitions that a new workspace begins with; a test loads them.
enum FirstDefinitions {
  static let files: [(name: String, text: String)] = [
    (DefinitionSchema.path, DefinitionSchema.text),
    ("workflows/supplier-invoices.json", invoices), ("workflows/bank.json", bank),
    ("workflows/suppliers.json", suppliers), ("workflows/rulings.json", rulings),
  ]

  private static let invoices = """
    {
      "$schema": "schema/workflow-1.json",
      "format": 1,
      "workflow": "supplier-invoices",
      "title": "Supplier invoices against the bank account",
      "document": "invoice",
      "watch": "inbox/invoices",
      // Bills are looked for in this ledger. Money out is negative in a bank account.
      "reconcile": { "ledger": "bank", "window": "90 d", "graceDays": 14, "costs": "negative" },
      // Cleared invoices are copied here under a name that a person understands.
      "output": {
        "cleared": [
          { "file": "paid/{document.issueDate.year}/{document.seller.name}/{document.number}.{file.extension}" }
        ]
      }
    }

    """

  private static let bank = """
    {
      "$schema": "schema/workflow-1.json",
      "format": 1,
      "workflow": "bank",
      "title": "The bank account",
      "document": "ledger",
      "watch": "inbox/bank"
      // CAMT.053 needs nothing more. For a CSV export say which column is what:
      // , "read": { "csv": { "columns": {
      //     "day": { "header": "Date", "format": "yyyy-MM-dd" },
      //     "amount": { "header": "Amount", "currency": "EUR" },
      //     "counterparty": { "header": "Name" }, "memo": { "header": "Text" } } } }
    }

    """

  private static let suppliers = """
    {
      "$schema": "schema/workflow-1.json",
      "format": 1,
      "workflow": "suppliers",
      "title": "Who our suppliers are: name, vatID, iban. A new file replaces the list.",
      "document": "table",
      "watch": "inbox/suppliers"
    }

    """

  private static let rulings = """
    {
      "$schema": "schema/workflow-1.json",
      "format": 1,
      "workflow": "rulings",
      "title": "Answers: drop the filled-in reports/exceptions.csv here",
      "document": "rulings",
      "watch": "inbox/rulings"
    }

    """
}
