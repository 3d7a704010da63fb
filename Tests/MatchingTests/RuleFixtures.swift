import Documents
import Rules
import Testing
import Values
import Workflows

/// Workflows with rules, as the loader makes them.
enum Ruled {
  /// A workflow of invoices with these keys behind the required ones.
  static func workflow(
    _ keys: String,
    at location: SourceLocation = #_sourceLocation
  ) throws -> Workflow {
    let bills =
      #"{ "format": 1, "workflow": "bills", "document": "invoice", "watch": "inbox/bills", \#(keys) }"#
    let texts = [("bills", bills), ("limits", limits), ("bank", bank)]
    let sources = try texts.map { name, text in
      DefinitionSource(
        fileName: "workflows/\(name).json",
        bytes: Array(text.utf8),
        contentHash: try #require(ContentHash(hex: String(repeating: "0", count: 64)))
      )
    }
    let loaded = WorkflowLoader.load(sources)
    let workflow = loaded.workflows?.workflow(WorkflowID("bills"))
    let told = Diagnostic.render(loaded.diagnostics)
    return try #require(workflow, Comment(rawValue: told), sourceLocation: location)
  }

  private static let bank =
    #"{ "format": 1, "workflow": "bank", "document": "ledger", "watch": "inbox/bank" }"#

  /// A lookup table with typed columns.
  private static let limits = """
    { "format": 1, "workflow": "limits", "document": "table", "watch": "inbox/limits",
      "read": { "csv": { "columns": { "category": "Category", "name": "Name",
        "max": { "header": "Max", "type": "amount", "currency": "EUR" } } } } }
    """

  /// What the rules of the workflow see of the document, before its computed fields.
  static func values(_ workflow: Workflow, _ document: Document) throws -> RuleValues {
    RuleValues(
      workflow.rules.scope,
      document: document,
      fileName: "rechnung.xml",
      workflow: workflow.id.name,
      today: try #require(Day("2026-03-20"))
    )
  }
}
