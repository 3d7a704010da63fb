// Codes about ledgers and tables that one definition fills and another uses.
extension CodeExplanation {
  static let ledgerNeverFilled = CodeExplanation(
    "The ledger to reconcile against is filled by no definition.",
    why: "Every document would wait for an entry that can never come.",
    wrong: [
      ExampleDefinition(
        """
        {
          "format": 1, "workflow": "supplier-invoices", "document": "invoice",
          "watch": "inbox/invoices", "reconcile": "bnak"
        }
        """,
        in: "workflows/invoices.json"
      ),
      ExampleDefinition(bank, in: "workflows/bank.json"),
    ],
    right: [
      ExampleDefinition(
        """
        {
          "format": 1, "workflow": "supplier-invoices", "document": "invoice",
          "watch": "inbox/invoices", "reconcile": "bank"
        }
        """,
        in: "workflows/invoices.json"
      ),
      ExampleDefinition(bank, in: "workflows/bank.json"),
    ]
  )

  static let tableNeverFilled = CodeExplanation(
    "The table to look up in is filled by no definition.",
    why: "Every lookup would find nothing, and every supplier would be unknown.",
    wrong: [using(table: "supplier", key: "vatID"), suppliers],
    right: [using(table: "suppliers", key: "vatID"), suppliers]
  )

  static let unknownColumn = CodeExplanation(
    "The table has no column of this name.",
    why: "By a column that is not there no row would ever be found.",
    wrong: [using(table: "suppliers", key: "vatid"), suppliers],
    right: [using(table: "suppliers", key: "vatID"), suppliers]
  )

  static let sameTable = CodeExplanation(
    "Two definitions fill one table.",
    why: "A new file replaces the whole table, so each would throw away what came by the other.",
    wrong: [suppliers, moreSuppliers(into: "suppliers")],
    right: [suppliers, moreSuppliers(into: "freelancers")]
  )

  private static func moreSuppliers(into table: String) -> ExampleDefinition {
    ExampleDefinition(
      """
      {
        "format": 1, "workflow": "freelancers", "document": "table", "watch": "inbox/freelancers",
        "into": "\(table)", "read": { "csv": { "columns": { "name": "Name", "vatID": "VAT number" } } }
      }
      """,
      in: "workflows/freelancers.json"
    )
  }

  static let invoices = ExampleDefinition(
    """
    { "format": 1, "workflow": "supplier-invoices", "document": "invoice", "watch": "inbox/invoices" }
    """,
    in: "workflows/invoices.json"
  )

  static let savings = ExampleDefinition(
    """
    { "format": 1, "workflow": "savings", "document": "ledger", "watch": "inbox/savings" }
    """,
    in: "workflows/savings.json"
  )

  private static let suppliers = ExampleDefinition(
    """
    {
      "format": 1, "workflow": "suppliers", "document": "table", "watch": "inbox/suppliers",
      "read": { "csv": { "columns": { "name": "Name", "vatID": "VAT number" } } }
    }
    """,
    in: "workflows/suppliers.json"
  )

  private static func using(table: String, key: String) -> ExampleDefinition {
    ExampleDefinition(
      """
      {
        "format": 1, "workflow": "supplier-invoices", "document": "invoice",
        "watch": "inbox/invoices",
        "use": { "suppliers": { "table": "\(table)", "key": "\(key)" } }
      }
      """,
      in: "workflows/invoices.json"
    )
  }
}
