import Expressions
package import Rules
package import Values
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
  ///
  /// `lookup` gives the rows that the decision was made on; `file` the name of the table's file, nil when another one has taken its place.
  package static func of(
    _ workflow: Workflow,
    _ values: RuleValues,
    lookup: (TableUse, TableKey) throws -> [ComputedFields.Row],
    file: (TableUse) throws -> String?
  ) throws -> [ComputedWay] {
    try zip(workflow.rules.set, values.computed).map { field, value in
      let steps =
        switch field.way {
        case .firstOf(let cases): Self.steps(cases, values.bindings)
        case .lookup(let use, let key):
          [try lookedUp(field, workflow.use[use], key, values, lookup: lookup, file: file) ?? use]
        }
      return ComputedWay(name: field.name, value: value.map(shown), steps: steps)
    }
  }

  /// `looked up in limits by category with ... : line 3 of limits-2026.csv`.
  private static func lookedUp(
    _ field: ComputedField,
    _ use: TableUse?,
    _ key: CompiledExpression,
    _ values: RuleValues,
    lookup: ComputedFields.Lookup,
    file: (TableUse) throws -> String?
  ) throws -> String? {
    guard let use else { return nil }
    let asked = "looked up in \(use.table) by \(use.key) with \(key.trace(values.bindings).told)"
    let rows = try ComputedFields.rows(of: field, use, key, values, lookup: lookup)
    guard let first = rows.first else { return asked + ": no row" }
    let name = try file(use) ?? "its file then"
    let lines = rows.prefix(5).map { "\($0.line)" }.joined(separator: ", ")
    if rows.count == 1 { return asked + ": line \(lines) of \(name)" }
    let isOne = rows.allSatisfy { $0.values == first.values }
    let kind = isOne ? "rows that say the same" : "rows that differ, so none is taken"
    return asked
      + ": \(rows.count) \(kind) (lines \(lines)\(rows.count > 5 ? ", ..." : "") of \(name))"
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
