import Documents
import Expressions
import Readings
import Rules
import Values

/// The second step of loading: the rules of one workflow are compiled against the document model, the file's own columns
/// and the tables that other definitions fill.
struct RuleCompiler {
  let draft: WorkflowDraft
  let context: DecodingContext
  /// The declared columns of each table that some workflow fills; nil: not declared; without an entry: not known.
  let tables: [String: [RowFields.Column]?]

  var plans = RulePlans()
  private(set) var scope: RuleScope { didSet { environments = [:] } }
  /// Made once for all rules of a stage, until a further field is computed.
  private var environments: [RuleScope.Stage: ExpressionEnvironment] = [:]
  /// Everything that some rule reads, for names that nobody reads.
  var reads: Set<String> = []
  /// Computed fields that are rows of a table which names no columns.
  var undeclared: [String: String] = [:]
  /// What was said of them.
  var warned: Set<String> = []

  init(
    _ draft: WorkflowDraft,
    _ context: DecodingContext,
    tables: [String: [RowFields.Column]?]
  ) {
    self.draft = draft
    self.context = context
    self.tables = tables
    plans.ownColumns = Self.ownColumns(of: draft.workflow, untyped: context.untypedColumns)
    let read = draft.workflow.read
    let known = Set(
      read.columns.map(\.field) + read.templates.flatMap(\.fields).map(\.field)
        + read.foreignNames
    )
    let refused = context.ownColumns.union(context.meantColumns).subtracting(known)
      .filter { DocumentFields.isFree($0) }.sorted()
    scope = RuleScope(
      own: plans.ownColumns
        + refused.map { DocumentFields.OwnColumn(name: $0, kind: .unknown) }
    )
  }

  /// The workflow with its rules; what is wrong has been reported.
  mutating func compiled(_ workflow: Workflow) -> Workflow {
    var workflow = workflow
    scope.words = knownWords(workflow)
    compileSet(workflow)
    compileChecks()
    compileDuplicate(&workflow)
    compileReconcile(&workflow)
    compileDecide()
    compileOutputs(&workflow)
    checkTests(workflow)
    warnOfUnused()
    workflow.rules = plans
    return workflow
  }
}

// MARK: Compiling one text

extension RuleCompiler {
  mutating func environment(_ stage: RuleScope.Stage) -> ExpressionEnvironment {
    if let known = environments[stage] { return known }
    let made = scope.environment(for: stage)
    environments[stage] = made
    return made
  }

  mutating func compile(
    _ text: ExpressionText?,
    _ stage: RuleScope.Stage,
    expecting type: ExpressionType?
  ) -> CompiledExpression? {
    guard let text else { return nil }
    do throws(ExpressionFaults) {
      let compiled = try ExpressionCompiler.compile(
        text.value,
        in: environment(stage),
        expecting: type
      )
      reads.formUnion(compiled.reads)
      warnOfUndeclared(compiled.reads, text)
      return compiled
    } catch {
      report(error, in: text.node, offset: 0)
      return nil
    }
  }

  mutating func template(
    _ text: ExpressionText?,
    _ stage: RuleScope.Stage
  ) -> ExpressionTemplate? {
    guard let text else { return nil }
    do throws(ExpressionFaults) {
      let template = try ExpressionTemplate.compile(text.value, in: environment(stage))
      let own = template.reads
      reads.formUnion(own)
      warnOfUndeclared(own, text)
      return template
    } catch {
      report(error, in: text.node, offset: 0)
      return nil
    }
  }

  func report(_ faults: ExpressionFaults, in node: JSONNode, offset: Int) {
    for fault in faults.faults where !isOfLostName(fault) {
      context.report(
        fault.code.diagnostic,
        in: node,
        byte: fault.range.lowerBound + offset,
        fault.message,
        expected: fault.expected,
        suggestion: fault.suggestion
      )
    }
  }

  /// Whether the name may be one of those that could not be read, which has been said.
  private func isOfLostName(_ fault: ExpressionFault) -> Bool {
    guard fault.suggestion == nil else { return false }
    return switch fault.code {
    case .unknownField: context.hasLostColumns
    case .unknownName: context.hasLostNames
    case .syntax, .badLiteral, .unknownFunction, .wrongType, .mixedCurrencies, .badPattern,
      .notInLanguage, .tooLarge:
      false
    }
  }
}

extension ExpressionFault.Code {
  /// The code under which `check` tells it.
  package var diagnostic: DiagnosticCode {
    switch self {
    case .syntax: .expressionSyntax
    case .badLiteral: .badLiteral
    case .unknownName: .unknownName
    case .unknownField: .unknownField
    case .unknownFunction: .unknownFunction
    case .wrongType: .wrongOperand
    case .mixedCurrencies: .mixedCurrencies
    case .badPattern: .badPattern
    case .notInLanguage: .notInLanguage
    case .tooLarge: .expressionTooLarge
    }
  }
}

// MARK: set

extension RuleCompiler {
  private mutating func compileSet(_ workflow: Workflow) {
    // A field that was refused at its own place is there all the same.
    let refused = context.givenNames.subtracting(draft.set.filter(\.isNamed).map(\.name.key))
      .filter { !RuleScope.isReserved($0) }
    for name in refused.sorted() {
      scope.add(name, .anything, summary: "A computed field.")
    }
    scope.later = Set(draft.set.filter(\.isNamed).map(\.name.key))
    for field in draft.set {
      let compiled: ComputedField? =
        switch field.way {
        case .firstOf(let cases): firstOf(field.name.key, cases)
        case .lookup(let table, let key): lookup(field.name.key, table, key, workflow)
        case .refused(let cases): unusable(cases)
        }
      guard field.isNamed else { continue }
      // Names that follow are checked all the same: one fault is told once.
      scope.add(
        field.name.key,
        compiled?.type ?? .anything,
        summary: "A computed field."
      )
      if let compiled { plans.set.append(compiled) }
    }
  }

  /// What is wrong in expressions of a field that has no value whatever they are.
  private mutating func unusable(_ cases: [SetDraft.CaseDraft]) -> ComputedField? {
    for one in cases {
      _ = compile(one.when, .set, expecting: .bool)
      _ = compile(one.value, .set, expecting: nil)
    }
    return nil
  }

  private mutating func firstOf(
    _ name: String,
    _ cases: [SetDraft.CaseDraft]
  ) -> ComputedField? {
    var compiled: [ComputedField.Case] = []
    var type: ExpressionType?
    var isWhole = true
    var reach = RuleReach()
    for one in cases {
      let when = compile(one.when, .set, expecting: .bool)
      let value = compile(one.value, .set, expecting: nil)
      let isAlways = !one.hasCondition
      let logic = when.map { ConditionLogic($0) }
      if let unreachable = reach.blocker(of: logic), let node = (one.when ?? one.value)?.node {
        reportUnreachable(node, "this case of `\(name)`", unreachable)
      }
      reach.add(logic, name: "an earlier case", always: isAlways)
      guard let value, let text = one.value, when != nil || isAlways else {
        isWhole = false
        continue
      }
      if let first = type, first.joined(with: value.type) == nil {
        context.report(
          .wrongOperand,
          in: text.node,
          byte: 0,
          "this case of `\(name)` is \(value.type), the ones above are \(first)",
          expected: "values of one kind"
        )
        isWhole = false
      } else {
        type = type?.joined(with: value.type) ?? value.type
      }
      compiled.append(ComputedField.Case(when: when, value: value))
    }
    guard isWhole, let type else { return nil }
    return ComputedField(name: name, way: .firstOf(compiled), type: type)
  }

  private mutating func lookup(
    _ name: String,
    _ table: Located<String>,
    _ keyText: ExpressionText,
    _ workflow: Workflow
  ) -> ComputedField? {
    let key = compile(keyText, .set, expecting: nil)
    reads.insert("use:\(table.value)")
    guard let use = workflow.use[table.value] else {
      // An entry of `use` that was refused has been reported there.
      guard !context.givenTables.contains(table.value), !context.hasLostNames else { return nil }
      context.report(
        .unknownName,
        at: table.node.range.lowerBound,
        "`use` names no table `\(table.value.prefix(80))`",
        expected: workflow.use.isEmpty
          ? "an entry in `use`" : "one of \(workflow.use.keys.sorted().joined(separator: ", "))",
        suggestion: Spelling.nearest(to: table.value, among: Array(workflow.use.keys))
          .map { "\"\($0)\"" }
      )
      return nil
    }
    guard let compiled = key else { return nil }
    let columns = tables[use.table] ?? nil
    if columns == nil, tables[use.table] != nil { undeclared[name] = use.table }
    let type: ExpressionType =
      if let columns {
        .object(RowFields.fields(of: use.table, columns).type)
      } else {
        // Of a table that cannot be read, which has been said, nothing is known.
        tables[use.table] == nil ? .anything : .map(key: .text, value: .text)
      }
    let field = ComputedField(
      name: name,
      way: .lookup(use: table.value, key: compiled),
      type: type,
      row: columns
    )
    if let expected = field.wantedKey(use.key, compiled.type) {
      context.report(
        .wrongOperand,
        in: keyText.node,
        byte: 0,
        "the key is \(compiled.type), and no \(use.key) of the table \(use.table) equals one",
        expected: expected
      )
      return nil
    }
    return field
  }
}

extension ExpressionType {
  /// The type of a value that is one or the other; nil when they do not go together.
  fileprivate func joined(with other: ExpressionType) -> ExpressionType? {
    if self == other { return self }
    switch (self, other) {
    case (.anything, _), (_, .anything): return .anything
    case (.money, .money): return .money(nil)
    default: return nil
    }
  }
}

// MARK: check

extension RuleCompiler {
  private mutating func compileChecks() {
    for case .rule(let rule) in draft.checks {
      let when = compile(rule.when, .check, expecting: .bool)
      let assert = compile(rule.assert, .check, expecting: .bool)
      let message = template(rule.message ?? rule.plainMessage, .check)
      if let text = rule.assert, assert.map({ ConditionLogic($0).isNeverFalse }) == true {
        report(.alwaysTrue, text, "this is always true, so the check never notices anything")
      }
      if let node = rule.when, isNeverTrue(when) {
        report(.unreachableRule, node, "this is never true, so the check is never made")
      }
      guard let id = rule.id, let assert, let message, (when != nil) == (rule.when != nil) else {
        continue
      }
      plans.checks.append(
        CheckRule(
          id: id.value,
          when: when,
          assert: assert,
          message: message,
          severity: rule.severity
        )
      )
    }
  }

  func report(_ code: DiagnosticCode, _ text: ExpressionText, _ reason: String) {
    context.report(code, in: text.node, byte: 0, reason)
  }

  func isNeverTrue(_ condition: CompiledExpression?) -> Bool {
    condition.map { ConditionLogic($0).isNeverTrue } == true
  }
}
