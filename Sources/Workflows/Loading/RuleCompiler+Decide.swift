import Documents
import Expressions
import Readings
import Rules
import Values

// MARK: decide, output

extension RuleCompiler {
  mutating func compileDecide() {
    guard let rules = draft.decide else { return }
    var reach = RuleReach()
    for (index, rule) in rules.enumerated() {
      let when = compile(rule.when, .decide, expecting: .bool)
      let reason = template(rule.reason, .decide)
      let isAlways = !rule.hasCondition
      let logic = when.map { ConditionLogic($0) }
      if let unreachable = reach.blocker(of: logic) {
        let title = rule.id == nil ? "this rule" : rule.title
        reportUnreachable(rule.place, title, unreachable)
      }
      reach.add(logic, name: rule.title, always: isAlways)
      let isLast = index == rules.count - 1
      if isLast, !isAlways, logic?.isNeverFalse != true, !context.hasLostRules {
        context.report(
          .noLastRule,
          at: rule.place.range.lowerBound,
          "the last rule has a `when`: a document that no rule hits would have no decision",
          expected:
            "a last rule without `when`, such as { \"id\": \"clean\", \"then\": \"cleared\" }"
        )
      }
      guard let id = rule.id, let then = rule.then, (when != nil) == rule.hasCondition,
        (reason != nil) == (rule.reason != nil)
      else { continue }
      plans.decide.append(
        DecideRule(
          id: id.value,
          when: when,
          then: then,
          queue: then == .exception ? rule.queue ?? "data" : nil,
          reason: reason
        )
      )
    }
    warnOfClearing(rules)
  }

  /// A blocked document is never cleared, whatever the table says; who relies on it should see it in the table.
  private func warnOfClearing(_ rules: [DecideDraft]) {
    guard !context.hasErrors, let clears = plans.decide.firstIndex(where: { $0.then == .cleared })
    else { return }
    let looks = plans.decide[..<clears].contains { rule in
      rule.when?.reads.contains { $0.hasPrefix("findings") } ?? false
    }
    guard !looks,
      plans.decide[clears].when?.reads.contains(where: { $0.hasPrefix("findings") }) != true
    else { return }
    guard let rule = rules.first(where: { $0.id?.value == plans.decide[clears].id }) else { return }
    context.report(
      .wouldClearBlocked,
      at: rule.place.range.lowerBound,
      "no rule before `\(plans.decide[clears].id)` looks at `findings`: only `block` findings would stop it",
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

  mutating func compileOutputs(_ workflow: inout Workflow) {
    let environment = environment(.output)
    let nodes = draft.outputs
    for outcome in Outcome.allCases {
      guard var plans = workflow.output[outcome] else { continue }
      for (index, plan) in plans.enumerated() {
        let node = nodes.first { $0.value == plan }?.node
        if case .webhook(var hook) = plan {
          if let node, hook.body != nil { hook.body = compiledBody(node) ?? hook.body }
          plans[index] = .webhook(hook)
        }
        guard case .file(var template) = plan else { continue }
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
  /// What is wrong in one of its texts has been reported there.
  private mutating func compiledBody(_ node: JSONNode) -> WebhookBody? {
    switch node.content {
    case .number(let written): return .literal(written)
    case .flag(let flag): return .literal(flag ? "true" : "false")
    case .text(let text):
      return .text(text, template(ExpressionText(value: text, node: node), .output))
    case .array(let elements):
      var list: [WebhookBody] = []
      for element in elements {
        if let body = compiledBody(element) { list.append(body) }
      }
      return .list(list)
    case .object(let members):
      var object: [WebhookBody.Member] = []
      for member in members {
        guard let body = compiledBody(member.value) else { continue }
        object.append(WebhookBody.Member(name: member.key, value: body))
      }
      return .object(object)
    case .null, .missing: return nil
    }
  }

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
