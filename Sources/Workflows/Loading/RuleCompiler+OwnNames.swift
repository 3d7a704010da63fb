import Readings
import Rules

// The names that a workflow gives values of its own.
extension RuleCompiler {
  /// Columns of tables, fields of templates and what templates of invoice2data call theirs.
  static func ownColumns(
    of workflow: Workflow,
    untyped: Set<String>
  ) -> [DocumentFields.OwnColumn] {
    var columns = workflow.read.columns
    for field in workflow.read.templates.flatMap(\.fields)
    where !columns.contains(where: { $0.field == field.field }) {
      var column = ColumnInstructions(field: field.field, type: field.type)
      column.currency = field.currency
      columns.append(column)
    }
    for name in workflow.read.foreignNames where !columns.contains(where: { $0.field == name }) {
      columns.append(ColumnInstructions(field: name, type: .text))
    }
    return columns.filter { FieldCatalog.documentField($0.field) == nil }
      .map { column in
        let kind: DocumentFields.OwnColumn.Kind =
          switch column.type {
          case .text, .currency: .text
          case .amount: .amount(column.currency ?? workflow.read.currency)
          case .number: .number
          case .day: .day
          }
        return DocumentFields.OwnColumn(
          name: column.field,
          kind: untyped.contains(column.field) ? .unknown : kind
        )
      }
  }
}

extension ReadInstructions {
  /// The names that templates of invoice2data give beside the document's own, in a stable order.
  var foreignNames: [String] {
    let names = Set(foreignTemplates.flatMap(\.ownNames))
    return names.filter { DocumentFields.isFree($0) }.sorted()
  }
}
