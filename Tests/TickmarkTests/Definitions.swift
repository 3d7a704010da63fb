/// The workflow definitions of a scratch workspace, with short waits.
enum Definitions {
  static let standard: [String: String] = [
    "invoices": invoices(), "bank": bank, "suppliers": suppliers,
  ]

  static func invoices(
    quiet: String = "200 ms",
    giveUpAfter: String = "1 s",
    maximum: String = "3 MB",
    more: String = ""
  ) -> String {
    """
    { "format": 1, "workflow": "invoices", "document": "invoice",
      "watch": { "folder": "inbox/invoices", "maxBytes": "\(maximum)",
        "settle": { "quiet": "\(quiet)", "giveUpAfter": "\(giveUpAfter)" } },
      "reconcile": { "ledger": "bank", "costs": "negative" }\(more) }
    """
  }

  static let bank = """
    { "format": 1, "workflow": "bank", "document": "ledger",
      "watch": { "folder": "inbox/bank",
        "settle": { "quiet": "200 ms", "giveUpAfter": "1 s" } },
      "read": { "csv": { "columns": {
        "day": { "header": "Date", "format": "yyyy-MM-dd" },
        "amount": { "header": "Amount", "currency": "EUR" },
        "counterparty": { "header": "Name" }, "memo": { "header": "Text" } } } } }
    """

  static let suppliers = """
    { "format": 1, "workflow": "suppliers", "document": "table",
      "watch": { "folder": "inbox/suppliers", "settle": { "quiet": "200 ms" } } }
    """
}
