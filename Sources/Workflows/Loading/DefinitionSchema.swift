/// The JSON Schema (2020-12) of a definition, made from the same keys that the loader decodes with.
///
/// Editors complete and check with it; `workflows/schema/workflow-1.json` is this text.
package enum DefinitionSchema {
  package static let path = "workflows/schema/workflow-1.json"

  package static var text: String { value.rendered() + "\n" }

  static var value: SchemaValue {
    guard case .object(let members) = WorkflowKeys.shape.schema else { return .object([]) }
    return .object(
      [
        ("$schema", .text("https://json-schema.org/draft/2020-12/schema")),
        ("title", .text("Tickmark workflow, format 1")),
        ("description", .text("What a watched folder means and what happens to its files.")),
      ] + members
    )
  }
}
