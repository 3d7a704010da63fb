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
  /// The declared columns of each table that some workflow fills; nil: not declared.
  let tables: [String: [RowFields.Column]?]

  private(set) var plans = RulePlans()
  private(set) var scope: RuleScope
  /// Everything that some rule reads, for names that nobody reads.
  private(set) var reads: Set<String> = []

  init(
    _ draft: WorkflowDraft,
    _ context: DecodingContext,
    tables: [String: [RowFields.Column]?]
  ) {
    self.draft = draft
    self.context = context
    self.tables = tables
    plans.ownColumns = Self.ownColumns(of: draft.workflow)
    scope = RuleScope(own: plans.ownColumns)
  }

  /// The workflow with its rules; what is wrong has been reported.
  mutating func compiled(_ workflow: Workflow) -> Workflow {
    var workflow = workflow
    compileSet(workflow)
    compileChecks()
    compileDuplicate(&workflow)
    compileReconcile(&workflow)
    compileDecide()
    compileOutputs(&workflow)
    checkExpectations(workflow)
    warnOfUnused(workflow)
    workflow.rules = plans
    return workflow
  }

  private static func ownColumns(of workflow: Workflow) -> [DocumentFields.OwnColumn] {
    let columns = workflow.read.csv?.columns ?? []
    return columns.filter { FieldCatalog.documentField($0.field) == nil }
      .map { column in
        let kind: DocumentFields.OwnColumn.Kind =
          switch column.type {
          case .text, .currency: .text
          case .amount: .amount(column.currency ?? workflow.read.currency)
          case .number: .number
          case .day: .day
          }
        return DocumentFields.OwnColumn(name: column.field, kind: kind)
      }
  }
}

// MARK: Compiling one text

extension RuleCompiler {
  mutating func compile(
    _ text: ExpressionText?,
    _ stage: RuleScope.Stage,
    expecting type: ExpressionType?
  ) -> CompiledExpression? {
    guard let text else { return nil }
    do throws(ExpressionFaults) {
      let compiled = try ExpressionCompiler.compile(
        text.value,
        in: scope.environment(for: stage),
        expecting: type
      )
      reads.formUnion(compiled.reads)
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
      let template = try ExpressionTemplate.compile(text.value, in: scope.environment(for: stage))
      reads.formUnion(template.reads)
      return template
    } catch {
      report(error, in: text.node, offset: 0)
      return nil
    }
  }

  func report(_ faults: ExpressionFaults, in node: JSONNode, offset: Int) {
    for fault in faults.faults {
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

  /// What a condition always is, if it reads nothing.
  func constant(_ condition: CompiledExpression?) -> Bool? {
    guard let condition, condition.reads.isEmpty else { return nil }
    let environment = scope.environment(for: .decide)
    do throws(EvaluationError) {
      guard case .bool(let value) = try condition.evaluate(ExpressionBindings(for: environment))
      else { return nil }
      return value
    } catch {
      return nil
    }
  }
}

extension ExpressionFault.Code {
  var diagnostic: DiagnosticCode {
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
    for field in draft.set {
      let compiled: ComputedField? =
        switch field.way {
        case .firstOf(let cases): firstOf(field.name.key, cases)
        case .lookup(let table, let key): lookup(field.name.key, table, key, workflow)
        }
      // Names that follow are checked all the same: one fault is told once.
      scope.add(
        field.name.key,
        compiled?.type ?? .anything,
        summary: "A computed field."
      )
      if let compiled { plans.set.append(compiled) }
    }
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
      if let unreachable = reach.blocker(of: when, always: one.when == nil, constant(when)) {
        let node = one.when?.node ?? one.value.node
        reportUnreachable(node, "this case of `\(name)`", unreachable)
      }
      reach.add(when, name: "an earlier case", always: one.when == nil, constant(when))
      guard let value, when != nil || one.when == nil else {
        isWhole = false
        continue
      }
      if let first = type, first.joined(with: value.type) == nil {
        context.report(
          .wrongOperand,
          in: one.value.node,
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
    _ key: ExpressionText,
    _ workflow: Workflow
  ) -> ComputedField? {
    let key = compile(key, .set, expecting: nil)
    reads.insert("use:\(table.value)")
    guard let use = workflow.use[table.value] else {
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
    guard let key else { return nil }
    let columns = tables[use.table] ?? nil
    return ComputedField(
      name: name,
      way: .lookup(use: table.value, key: key),
      type: columns.map { .object(RowFields.fields(of: use.table, $0).type) }
        ?? .map(key: .text, value: .text),
      row: columns
    )
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

// MARK: check, duplicate, reconcile

extension RuleCompiler {
  private mutating func compileChecks() {
    for case .rule(let rule) in draft.checks {
      let when = compile(rule.when, .check, expecting: .bool)
      let assert = compile(rule.assert, .check, expecting: .bool)
      let plain = "The rule `\(rule.id.value)` does not hold."
      let message = template(rule.message ?? Located(value: plain, node: rule.id.node), .check)
      if constant(assert) == true {
        report(.alwaysTrue, rule.assert, "this is always true, so the check never notices anything")
      }
      if constant(when) == false, let node = rule.when {
        report(.unreachableRule, node, "this is never true, so the check is never made")
      }
      guard let assert, let message, (when != nil) == (rule.when != nil) else { continue }
      plans.checks.append(
        CheckRule(
          id: rule.id.value,
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

  private mutating func compileDuplicate(_ workflow: inout Workflow) {
    let names =
      FieldCatalog.document.map(\.name) + ["seller", "buyer"] + plans.ownColumns.map(\.name)
      + plans.set.map(\.name)
    let computed = Set(draft.set.map(\.name.key))
    for name in (draft.duplicate?.exact ?? []) + (draft.duplicate?.near ?? []) {
      if name.value.hasPrefix("=") {
        compileKey(name, &workflow)
        continue
      }
      if computed.contains(name.value) { reads.insert(name.value) }
      guard !names.contains(name.value), !computed.contains(name.value) else { continue }
      context.report(
        .unknownField,
        at: name.node.range.lowerBound,
        "a document has no field `\(name.value.prefix(80))`",
        expected: "a field such as number, a column of your own, a computed field, or =expression",
        suggestion: Spelling.nearestField(to: name.value, among: names).map { "\"\($0)\"" }
      )
    }
  }

  private mutating func compileKey(_ text: Located<String>, _ workflow: inout Workflow) {
    do throws(ExpressionFaults) {
      let compiled = try ExpressionCompiler.compile(
        String(text.value.dropFirst()),
        in: scope.environment(for: .set)
      )
      reads.formUnion(compiled.reads)
      workflow.duplicate.expressions[text.value] = compiled
    } catch {
      report(error, in: text.node, offset: 1)
    }
  }

  private mutating func compileReconcile(_ workflow: inout Workflow) {
    for (index, plan) in draft.reconciled.enumerated() {
      workflow.reconcile[index].admits = compile(plan.admits, .entry, expecting: .bool)
      workflow.reconcile[index].acceptRule = compile(plan.acceptRule, .accept, expecting: .bool)
    }
  }
}

// MARK: decide, output

extension RuleCompiler {
  private mutating func compileDecide() {
    guard let rules = draft.decide else { return }
    var reach = RuleReach()
    for (index, rule) in rules.enumerated() {
      let when = compile(rule.when, .decide, expecting: .bool)
      let reason = template(rule.reason, .decide)
      if let unreachable = reach.blocker(of: when, always: rule.when == nil, constant(when)) {
        reportUnreachable(rule.id.node, "the rule `\(rule.id.value)`", unreachable)
      }
      reach.add(when, name: "the rule `\(rule.id.value)`", always: rule.when == nil, constant(when))
      let isLast = index == rules.count - 1
      if isLast, rule.when != nil, constant(when) != true {
        context.report(
          .noLastRule,
          at: rule.id.node.range.lowerBound,
          "the last rule has a `when`: a document that no rule hits would have no decision",
          expected:
            "a last rule without `when`, such as { \"id\": \"clean\", \"then\": \"cleared\" }"
        )
      }
      guard (when != nil) == (rule.when != nil), (reason != nil) == (rule.reason != nil) else {
        continue
      }
      plans.decide.append(
        DecideRule(
          id: rule.id.value,
          when: when,
          then: rule.then,
          queue: rule.then == .exception ? rule.queue ?? "data" : nil,
          reason: reason
        )
      )
    }
    warnOfClearing(rules)
  }

  /// A blocked document is never cleared, whatever the table says; who relies on it should see it in the table.
  private func warnOfClearing(_ rules: [DecideDraft]) {
    guard let clears = plans.decide.firstIndex(where: { $0.then == .cleared }) else { return }
    let looks = plans.decide[..<clears].contains { rule in
      rule.when?.reads.contains { $0.hasPrefix("findings") } ?? false
    }
    guard !looks,
      plans.decide[clears].when?.reads.contains(where: { $0.hasPrefix("findings") }) != true
    else { return }
    guard let rule = rules.first(where: { $0.id.value == plans.decide[clears].id }) else { return }
    context.report(
      .wouldClearBlocked,
      at: rule.id.node.range.lowerBound,
      "no rule before `\(rule.id.value)` looks at `findings`: only `block` findings would stop it",
      expected: "a rule such as \"when\": \"findings.review > 0\" before it, if doubts should wait",
      severity: .warning
    )
  }

  func reportUnreachable(_ node: JSONNode, _ what: String, _ why: String) {
    context.report(
      .unreachableRule,
      at: node.range.lowerBound,
      "\(what) can never be reached: \(why)",
      expected: "the narrower rule before the wider one"
    )
  }

  private mutating func compileOutputs(_ workflow: inout Workflow) {
    let environment = scope.environment(for: .output)
    let nodes = draft.outputs
    for outcome in Outcome.allCases {
      guard var plans = workflow.output[outcome] else { continue }
      for (index, plan) in plans.enumerated() {
        guard case .file(var template) = plan else { continue }
        let node = nodes.first { $0.value == plan }?.node
        for (position, part) in template.parts.enumerated() {
          guard case .hole(var hole) = part else {
            if case .field(let name) = part { reads.insert(name) }
            continue
          }
          do throws(ExpressionFaults) {
            let compiled = try ExpressionCompiler.compile(hole.source, in: environment)
            reads.formUnion(compiled.reads)
            if let node, !compiled.type.isWritable { reportUnwritable(compiled, hole, node) }
            hole.expression = compiled
            template.parts[position] = .hole(hole)
          } catch {
            if let node { report(error, in: node, offset: hole.offset) }
          }
        }
        plans[index] = .file(template)
      }
      workflow.output[outcome] = plans
    }
  }
}

extension RuleCompiler {
  /// A hole that is no value of a document, such as a bare `number`, which is the name of a type.
  private func reportUnwritable(
    _ expression: CompiledExpression,
    _ hole: TemplateHole,
    _ node: JSONNode
  ) {
    let names = FieldCatalog.document.map { "document.\($0.name)" } + TemplateParser.fileFields
    let isName = expression.type == .type
    context.report(
      isName ? .unknownField : .wrongOperand,
      in: node,
      byte: hole.offset,
      isName
        ? "there is no field `\(hole.source.prefix(80))`"
        : "`\(hole.source.prefix(80))` is \(expression.type), which is no part of a name",
      expected: "a field of the document, a computed field, {file.name} or {workflow}",
      suggestion: isName ? Spelling.nearestField(to: hole.source, among: names) : nil
    )
  }
}

extension ExpressionType {
  /// True when it can stand in the name of a file.
  fileprivate var isWritable: Bool {
    switch self {
    case .bool, .number, .text, .day, .money, .anything: true
    case .optional(let type): type.isWritable
    case .bytes, .timestamp, .duration, .list, .map, .object, .type: false
    }
  }
}

// MARK: What nobody reads, what tests expect

extension RuleCompiler {
  private func warnOfUnused(_ workflow: Workflow) {
    let read = Set(reads.map { String($0.prefix { $0 != "." }) })
    for field in draft.set where !read.contains(field.name.key) {
      context.report(
        .unusedName,
        at: field.name.keyRange.lowerBound,
        "no rule reads the computed field `\(field.name.key)`",
        expected: "a rule that uses it, or no such field",
        severity: .warning
      )
    }
    for use in draft.uses where use.name != "suppliers" && !reads.contains("use:\(use.name)") {
      context.report(
        .unusedName,
        at: use.table.node.range.lowerBound,
        "no rule looks anything up in `\(use.name)`",
        expected: "a computed field with `\"lookup\": \"\(use.name)\"`, or no such entry",
        severity: .warning
      )
    }
  }

  /// A rule or field that a test waits for and that does not exist.
  private func checkExpectations(_ workflow: Workflow) {
    let rules =
      plans.decide.isEmpty
      ? ["blocked", "duplicate", "doubtful", "unmatched", "clean"] : plans.decide.map(\.id)
    let guards = ["blocked", "duplicate"]
    for test in workflow.tests {
      for expectation in test.expect {
        if let rule = expectation.rule, !rules.contains(rule), !guards.contains(rule) {
          reportExpectation(
            test,
            "there is no rule `\(rule)`",
            Spelling.nearest(to: rule, among: rules)
          )
        }
        for field in expectation.fields.keys.sorted() where !isField(field) {
          let names = FieldCatalog.document.map(\.name) + draft.set.map(\.name.key)
          let nearest = Spelling.nearestField(to: field, among: names)
          reportExpectation(test, "there is no field `\(field)`", nearest)
        }
      }
    }
  }

  private func isField(_ name: String) -> Bool {
    FieldCatalog.documentField(name) != nil || draft.set.contains { $0.name.key == name }
      || plans.ownColumns.contains { $0.name == name }
  }

  private func reportExpectation(_ test: WorkflowTest, _ reason: String, _ nearest: String?) {
    context.report(
      .testExpectsUnknown,
      at: test.offset,
      "the test “\(test.name.prefix(80))” could never pass: \(reason)",
      suggestion: nearest.map { "\"\($0)\"" }
    )
  }
}
