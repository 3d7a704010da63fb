/// One rule of `decide` as written; what was refused is nil, for what is wrong in the rest of it.
struct DecideDraft: Sendable {
  var id: Located<String>?
  var when: ExpressionText?
  /// False when it has no `when`: it is not only that it could not be read.
  var hasCondition: Bool
  var then: Outcome?
  var queue: String?
  var reason: ExpressionText?
  var node: JSONNode

  /// Where faults of the whole rule are shown.
  var place: JSONNode { id?.node ?? node }
  /// For messages about other rules.
  var title: String { id.map { "the rule `\($0.value)`" } ?? "a rule above it" }
}

/// `decide`: ordered rules, of which the first that hits wins.
enum DecideKeys {
  static let id = Key(
    "id",
    "The rule's name, shown with each decision.",
    Shape<String>.text.located,
    isRequired: true
  )
  static let when = Key(
    "when",
    "When it hits; the last rule has none.",
    Shape<ExpressionText>.condition
  )
  static let then = Key(
    "then",
    "cleared, exception, duplicate or rejected.",
    Shape<Outcome>.choice("a decision", of: outcomes),
    isRequired: true
  )
  static let queue = Key(
    "queue",
    "Where an exception waits (data).",
    Shape.name.located
  )
  static let reason = Key(
    "reason",
    "The reason in words, with {expressions}.",
    Shape<ExpressionText>.message
  )

  static let declared = [
    id.declared, when.declared, then.declared, queue.declared, reason.declared,
  ]

  static let list: Shape<[DecideDraft]> = Shape<[DecideDraft]>.list(of: shape).located
    .mapInContext { located, context in
      let rules = located.value
      if case .array(let elements) = located.node.content, elements.count > rules.count {
        context.hasLostRules = true
      }
      var seen: Set<String> = []
      for id in rules.compactMap(\.id) where !seen.insert(id.value).inserted {
        context.report(
          .duplicateEntry,
          at: id.node.range.lowerBound,
          "the rule `\(id.value)` stands twice in `decide`",
          expected: "a name of its own for each rule"
        )
      }
      return rules
    }

  private static let outcomes: [Outcome] = [.cleared, .exception, .duplicate, .rejected]

  private static let shape = Shape<DecideDraft>.object("a rule of `decide`", keys: declared) {
    fields in
    let id = fields.read(id)
    if let id { fields.context.givenRules.insert(id.value) }
    let when = fields.read(when)
    let then = fields.read(then)
    let queue = fields.read(queue)
    let reason = fields.read(reason)
    if let queue, let then, then != .exception {
      fields.context.report(
        .badCombination,
        at: queue.node.range.lowerBound,
        "only an exception waits in a queue, and this rule's decision is \(then.rawValue)",
        expected: "`\"then\": \"exception\"`, or no `queue`"
      )
    }
    if let id, !RuleName.isName(id.value) { RuleName.report(id, fields.context) }
    return DecideDraft(
      id: id,
      when: when,
      hasCondition: fields.has(DecideKeys.when),
      then: then,
      queue: queue?.value,
      reason: reason,
      node: fields.node
    )
  }
}
