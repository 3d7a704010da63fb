package import Documents
import Expressions
package import Rules
package import Values
package import Workflows

/// `set`: the computed fields of one document, in the order of the definition.
package enum ComputedFields {
  /// A row of a lookup table.
  package struct Row: Sendable {
    /// Its line in the file, for messages.
    package var line: Int
    package var values: [String: String]

    package init(line: Int, values: [String: String]) {
      self.line = line
      self.values = values
    }
  }

  /// The rows of a used table that the key means.
  package typealias Lookup = (_ use: TableUse, _ key: TableKey) throws -> [Row]

  /// Adds a value for each field of `set`, absent ones too; what could not be computed is a finding.
  package static func compute(
    _ values: inout RuleValues,
    _ workflow: Workflow,
    lookup: Lookup
  ) throws -> [Finding] {
    var findings: [Finding] = []
    for field in workflow.rules.set {
      let (value, finding) = try value(of: field, values, workflow, lookup)
      values.addComputed(value)
      if let finding { findings.append(finding) }
    }
    return findings
  }

  private typealias Computed = (value: ExpressionValue?, finding: Finding?)

  private static func value(
    of field: ComputedField,
    _ values: RuleValues,
    _ workflow: Workflow,
    _ lookup: Lookup
  ) throws -> Computed {
    do {
      switch field.way {
      case .firstOf(let cases): return (try firstOf(cases, values), nil)
      case .lookup(let use, let key):
        guard let table = workflow.use[use],
          let wanted = try wanted(by: field, table, key, values)
        else { return (nil, nil) }
        return row(of: field, try lookup(table, wanted.key), table, wanted.text)
      }
    } catch let error as EvaluationError {
      // A field that hangs on an absent one is absent itself.
      return (nil, error.code == .absent ? nil : failed(field, error))
    }
  }

  /// The rows that a field's lookup means, for `explain`; none where there is no key to look up with.
  static func rows(
    of field: ComputedField,
    _ use: TableUse,
    _ key: CompiledExpression,
    _ values: RuleValues,
    lookup: Lookup
  ) throws -> [Row] {
    do {
      return try wanted(by: field, use, key, values).map { try lookup(use, $0.key) } ?? []
    } catch is EvaluationError {
      return []
    }
  }

  /// What is looked for, and as it is shown; nil where the key is absent, or no row can be meant.
  private static func wanted(
    by field: ComputedField,
    _ use: TableUse,
    _ key: CompiledExpression,
    _ values: RuleValues
  ) throws(EvaluationError) -> (key: TableKey, text: String)? {
    guard let value = present(try key.evaluate(values.bindings)),
      let wanted = tableKey(value, use, field)
    else { return nil }
    return (wanted, value.displayText)
  }

  private static func firstOf(
    _ cases: [ComputedField.Case],
    _ values: RuleValues
  ) throws(EvaluationError) -> ExpressionValue? {
    let bindings = values.bindings
    for one in cases where try one.when.isTrue(bindings) {
      return try one.value.evaluate(bindings)
    }
    return nil
  }

  /// An amount finds a row of a column of amounts in its own currency only; nil: no row can be meant.
  private static func tableKey(
    _ value: ExpressionValue,
    _ use: TableUse,
    _ field: ComputedField
  ) -> TableKey? {
    let cells = field.cells(of: use.key)
    switch (value, field.kind(of: use.key)) {
    case (.number(let number), _):
      return TableKey(column: use.key, number: number, cells: cells)
    case (.money(let money), .amount(let currency)):
      guard money.currency == currency else { return nil }
      return TableKey(column: use.key, number: money.amount, cells: cells)
    default:
      return TableKey(column: use.key, value: value.displayText, cells: cells)
    }
  }

  /// Nil for an optional without a value.
  private static func present(_ value: ExpressionValue) -> ExpressionValue? {
    guard case .optional(let inner) = value else { return value }
    return inner
  }

  private static func row(
    of field: ComputedField,
    _ rows: [Row],
    _ table: TableUse,
    _ key: String
  ) -> Computed {
    guard let first = rows.first else { return (nil, nil) }
    guard rows.allSatisfy({ $0.values == first.values }) else {
      return (nil, ambiguous(field, rows, table, key))
    }
    guard let columns = field.row else { return (map(first.values), nil) }
    return (RowFields.fields(of: table.table, columns).object(first.values), nil)
  }

  /// A row of a table whose columns no definition names; an empty cell is absent.
  private static func map(_ cells: [String: String]) -> ExpressionValue {
    var map = ExpressionMap()
    for (column, cell) in cells.sorted(by: { $0.key < $1.key })
    where !cell.allSatisfy(\.isWhitespace) {
      _ = map.insert(.text(cell), for: .text(column))
    }
    return .map(map)
  }
}

// MARK: What could not be computed

extension ComputedFields {
  private static func failed(_ field: ComputedField, _ error: EvaluationError) -> Finding {
    Finding(
      code: "set-failed",
      severity: .review,
      message: "`\(field.name)` could not be computed: \(error.message).",
      fields: field.reads.documentFields,
      suggestion: "Correct the value (--set FIELD=VALUE), or the expression in the workflow's "
        + "`set`."
    )
  }

  private static func ambiguous(
    _ field: ComputedField,
    _ rows: [Row],
    _ table: TableUse,
    _ key: String
  ) -> Finding {
    let shown = rows.prefix(5).map { "\($0.line)" }.joined(separator: ", ")
    return Finding(
      code: "lookup-ambiguous",
      severity: .review,
      message: "`\(field.name)` has no value: \(rows.count) different rows of the table "
        + "\(table.table) have the \(table.key) \(key) (lines \(shown)"
        + (rows.count > 5 ? ", ...)." : ")."),
      fields: field.reads.documentFields,
      suggestion: "Keep one row for each \(table.key) in the table, then drop the table again."
    )
  }
}

extension ComputedField {
  /// Every name that it may read.
  fileprivate var reads: [String] {
    switch way {
    case .firstOf(let cases): cases.flatMap { ($0.when?.reads ?? []) + $0.value.reads }
    case .lookup(_, let key): key.reads
    }
  }
}

extension [String] {
  /// The fields of the document among the names that expressions read, each once.
  var documentFields: [String] {
    var fields: [String] = []
    for name in self where name.hasPrefix("document.") {
      let field = String(name.dropFirst("document.".count))
      if !fields.contains(field) { fields.append(field) }
    }
    return fields
  }
}
