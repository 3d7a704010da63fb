package import Documents
package import Expressions
package import Rules
package import Values

/// The rules of one workflow, type-checked when the definition was loaded.
package struct RulePlans: Hashable, Sendable {
  /// The own columns that rules see as fields of `document`.
  package var ownColumns: [DocumentFields.OwnColumn] = []
  /// `set`, in the order of the definition.
  package var set: [ComputedField] = []
  /// `check`: rules of the workflow's own, in the order of the definition.
  package var checks: [CheckRule] = []
  /// `decide`; empty: the default decisions.
  package var decide: [DecideRule] = []

  package init() {}

  /// The names that these rules see; the computed fields stand in it in the order of `set`.
  package var scope: RuleScope {
    var scope = RuleScope(own: ownColumns)
    for field in set { scope.add(field.name, field.type, summary: "A computed field.") }
    return scope
  }
}

/// One entry of `set`.
package struct ComputedField: Hashable, Sendable {
  package enum Way: Hashable, Sendable {
    /// The first whose `when` is true (or that has none) gives the value; nil `when` comes last.
    case firstOf([Case])
    /// The row of a used table (a key of `Workflow.use`) whose key column equals the key.
    case lookup(use: String, key: CompiledExpression)
  }

  package struct Case: Hashable, Sendable {
    package var when: CompiledExpression?
    package var value: CompiledExpression
    package init(when: CompiledExpression?, value: CompiledExpression) {
      self.when = when
      self.value = value
    }
  }

  package var name: String
  package var way: Way
  package var type: ExpressionType
  /// How rows of the looked-up table are seen; nil for other ways.
  package var row: [RowFields.Column]?

  package init(name: String, way: Way, type: ExpressionType, row: [RowFields.Column]? = nil) {
    self.name = name
    self.way = way
    self.type = type
    self.row = row
  }
}

extension ComputedField {
  /// How the looked-up table's column is meant, where a definition says so.
  package func kind(of column: String) -> RowFields.Column.Kind? {
    row?.first { $0.name == column }?.kind
  }

  /// How the cells of that column are compared with a key.
  package func cells(of column: String) -> TableKey.Cells {
    switch kind(of: column) {
    case .number, .amount: .numbers
    case .text, .day, nil: .text
    }
  }
}

/// A check of the workflow's own.
package struct CheckRule: Hashable, Sendable {
  package var id: String
  /// Nil: always.
  package var when: CompiledExpression?
  package var assert: CompiledExpression
  package var message: ExpressionTemplate
  package var severity: Severity

  package init(
    id: String,
    when: CompiledExpression?,
    assert: CompiledExpression,
    message: ExpressionTemplate,
    severity: Severity
  ) {
    self.id = id
    self.when = when
    self.assert = assert
    self.message = message
    self.severity = severity
  }
}

/// One rule of `decide`: the first that hits wins.
package struct DecideRule: Hashable, Sendable {
  package var id: String
  /// Nil: always; only the last.
  package var when: CompiledExpression?
  package var then: Outcome
  package var queue: String?
  package var reason: ExpressionTemplate?

  package init(
    id: String,
    when: CompiledExpression?,
    then: Outcome,
    queue: String?,
    reason: ExpressionTemplate?
  ) {
    self.id = id
    self.when = when
    self.then = then
    self.queue = queue
    self.reason = reason
  }
}
