import Expressions
import Rules
import Values

// MARK: duplicate, reconcile

extension RuleCompiler {
  mutating func compileDuplicate(_ workflow: inout Workflow) {
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
      let nearest = Spelling.nearestField(to: name.value, among: names)
      guard !isThere(name.value), nearest != nil || !mayBeLost(name.value) else { continue }
      context.report(
        .unknownField,
        at: name.node.range.lowerBound,
        "a document has no field `\(name.value.prefix(80))`",
        expected: "a field such as number, a column of your own, a computed field, or =expression",
        suggestion: nearest.map { "\"\($0)\"" }
      )
    }
  }

  /// Whether it is a column or a field that was refused at its own place.
  private func isThere(_ name: String) -> Bool {
    context.ownColumns.contains(name) || context.givenNames.contains(name)
  }

  /// Whether a plain name may stand for a column or a field that could not be read.
  private func mayBeLost(_ name: String) -> Bool {
    !name.contains(".") && (context.hasLostColumns || context.hasLostNames)
  }

  private mutating func compileKey(_ text: Located<String>, _ workflow: inout Workflow) {
    do throws(ExpressionFaults) {
      let compiled = try ExpressionCompiler.compile(
        String(text.value.dropFirst()),
        in: environment(.set)
      )
      reads.formUnion(compiled.reads)
      if let fault = keyFault(compiled) {
        context.report(
          .wrongOperand,
          in: text.node,
          byte: 1,
          fault.message,
          expected: fault.expected
        )
      }
      workflow.duplicate.expressions[text.value] = compiled
    } catch {
      report(error, in: text.node, offset: 1)
    }
  }

  /// Why no two documents could be told apart, or none be the same, by a key.
  private func keyFault(_ key: CompiledExpression) -> (message: String, expected: String)? {
    guard key.type.isComparedAsKey else {
      return (
        "this is \(key.type), by which documents are not compared",
        "a text, a number, a day or an amount"
      )
    }
    guard key.reads.contains(where: { $0 != "workflow" && $0 != "today" }) else {
      return (
        "this is the same for every document, so each would repeat the first one",
        "something of the document"
      )
    }
    return nil
  }

  mutating func compileReconcile(_ workflow: inout Workflow) {
    for (index, plan) in draft.reconciled.enumerated() {
      let admits = compile(plan.admits, .entry, expecting: .bool)
      let accepts = compile(plan.acceptRule, .accept, expecting: .bool)
      workflow.reconcile[index].admits = admits
      workflow.reconcile[index].acceptRule = accepts
      if let text = plan.admits, isNeverTrue(admits) {
        report(
          .unreachableRule,
          text,
          "this is never true, so no entry could ever belong to a document"
        )
      }
      if let text = plan.acceptRule, isNeverTrue(accepts) {
        report(.unreachableRule, text, "this is never true, so no match would ever be accepted")
      }
    }
  }
}

extension ExpressionType {
  /// Values by which documents can be the same.
  fileprivate var isComparedAsKey: Bool {
    switch self {
    case .bool, .number, .text, .day, .money, .timestamp, .duration, .anything: true
    case .optional(let type), .list(let type): type.isComparedAsKey
    case .bytes, .map, .object, .type: false
    }
  }
}
