import Expressions
package import Rules
import Values
package import Workflows

/// How the fields of `set` came to their values on one document, for `explain`.
package struct ComputedWay: Hashable, Sendable, Codable {
  package var name: String
  /// As it is shown; nil: absent.
  package var value: String?
  /// Each condition that was asked and the value that was taken, with the values put in.
  package var steps: [String]
}

extension ComputedWay {
  /// One for each field, in the order of the definition.
  package static func of(_ workflow: Workflow, _ values: RuleValues) -> [ComputedWay] {
    zip(workflow.rules.set, values.computed).map { field, value in
      ComputedWay(
        name: field.name,
        value: value.map(shown),
        steps: steps(field, workflow, value != nil, values.bindings)
      )
    }
  }

  /// A row by its cells: `category: lodging, max: 250.00 EUR`.
  private static func shown(_ value: ExpressionValue) -> String {
    guard case .object(let row) = value else { return value.displayText }
    return row.objectType.fields.indices.compactMap { index -> String? in
      let name = row.objectType.fields[index].path
      do throws(EvaluationError) {
        guard let value = try row.value(at: index) else { return nil }
        return "\(name): \(value.displayText)"
      } catch {
        return "\(name): \(error.message)"
      }
    }.joined(separator: ", ")
  }

  private static func steps(
    _ field: ComputedField,
    _ workflow: Workflow,
    _ isFound: Bool,
    _ bindings: ExpressionBindings
  ) -> [String] {
    switch field.way {
    case .firstOf(let cases): return steps(cases, bindings)
    case .lookup(let use, let key):
      let table = workflow.use[use].map { "\($0.table) by \($0.key)" } ?? use
      let found = isFound ? "found" : "no row, or no single one"
      return ["looked up in \(table) with \(key.trace(bindings).told): \(found)"]
    }
  }

  private static func steps(
    _ cases: [ComputedField.Case],
    _ bindings: ExpressionBindings
  ) -> [String] {
    var steps: [String] = []
    for one in cases {
      guard let when = one.when else { return steps + [value(one.value, bindings)] }
      let trace = when.trace(bindings)
      steps.append("when \(trace.told)")
      switch trace.result {
      case .success(.bool(true)): return steps + [value(one.value, bindings)]
      case .success: continue
      case .failure: return steps
      }
    }
    return steps
  }

  private static func value(
    _ expression: CompiledExpression,
    _ bindings: ExpressionBindings
  ) -> String {
    // A constant has nothing to put in.
    expression.reads.isEmpty
      ? "then \(expression.source)" : "then \(expression.trace(bindings).told)"
  }
}
