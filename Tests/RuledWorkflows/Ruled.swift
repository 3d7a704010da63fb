package import Documents
package import Rules
import Values
package import Workflows

/// Workflows with rules, as the loader makes them, for the tests of the rooms that obey rules.
package enum Ruled {
  /// The definition that a test wrote does not load; the description is what `tickmark check` would print.
  package struct Refused: Error, CustomStringConvertible {
    package var description: String
  }

  /// A workflow of invoices with these keys behind the required ones.
  package static func workflow(_ keys: String) throws -> Workflow {
    let bills =
      #"{ "format": 1, "workflow": "bills", "document": "invoice", "watch": "inbox/bills", \#(keys) }"#
    guard let hash = ContentHash(hex: String(repeating: "0", count: 64)) else {
      throw Refused(description: "no hash")
    }
    let sources = [("bills", bills), ("limits", limits), ("bank", bank)].map { name, text in
      DefinitionSource(
        fileName: "workflows/\(name).json",
        bytes: Array(text.utf8),
        contentHash: hash
      )
    }
    let loaded = WorkflowLoader.load(sources)
    guard let workflow = loaded.workflows?.workflow(WorkflowID("bills")) else {
      throw Refused(description: Diagnostic.render(loaded.diagnostics))
    }
    return workflow
  }

  private static let bank =
    #"{ "format": 1, "workflow": "bank", "document": "ledger", "watch": "inbox/bank" }"#

  /// A lookup table with typed columns.
  private static let limits = """
    { "format": 1, "workflow": "limits", "document": "table", "watch": "inbox/limits",
      "read": { "csv": { "columns": { "category": "Category", "name": "Name",
        "max": { "header": "Max", "type": "amount", "currency": "EUR" } } } } }
    """

  /// What the rules of the workflow see of the document on 2026-03-20, before its computed fields.
  package static func values(_ workflow: Workflow, _ document: Document) -> RuleValues {
    RuleValues(
      workflow.rules.scope,
      document: document,
      fileName: "rechnung.xml",
      workflow: workflow.id.name,
      today: Day(number: 20_532)
    )
  }
}
