import Checks
import Documents
import Readings
import Rules
import Storage
import Values
import Workflows

/// What can be done about a file's documents without a look into the books, so that another core may do it while the
/// documents before them are written.
struct DocumentPreparation: Sendable {
  let workflow: Workflow
  let fileName: String
  let today: Day

  /// A document ready to be stored.
  struct Ready: Sendable {
    var document: Document
    var form: DocumentForm
    /// Nil where a computed field looks something up: then only the transaction can tell.
    var prepared: Judge.Prepared?
  }

  func ready(_ items: [ReadingSpool.Item]) throws -> [Ready] {
    let looksUp = workflow.rules.set.contains(where: \.looksUp)
    var ready: [Ready] = []
    ready.reserveCapacity(items.count)
    for case (.document(let document), let wire) in items {
      let prepared = looksUp ? nil : try prepare(document)
      let form = DocumentForm(of: document, wire: wire)
      ready.append(Ready(document: document, form: form, prepared: prepared))
    }
    return ready
  }

  private func prepare(_ document: Document) throws -> Judge.Prepared {
    var values = RuleValues(
      workflow.rules.scope,
      document: document,
      fileName: fileName,
      workflow: workflow.id.name,
      today: today
    )
    let findings = try ComputedFields.compute(&values, workflow) { _, _ in [] }
    let index = Judge.index(document, workflow, values)
    return Judge.Prepared(
      computed: (values, findings),
      index: index,
      ofPaper: BuiltInChecks.ofPaper(document, workflow, today: today)
    )
  }
}

extension ComputedField {
  fileprivate var looksUp: Bool {
    switch way {
    case .firstOf: false
    case .lookup: true
    }
  }
}
