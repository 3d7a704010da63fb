import Books
import Values

/// One entry of `reconcile`: a ledger's name, or an object.
enum ReconcileKeys {
  static let ledger = Key(
    "ledger",
    "The ledger, by the `into` that fills it.",
    Shape.name.located,
    isRequired: true
  )
  static let window = Key(
    "window",
    "How far document and entry may lie apart (90 d).",
    Shape.days(1...3_660)
  )
  static let tolerance = Key(
    "tolerance",
    "How much the amounts may differ (not at all).",
    ToleranceKeys.shape
  )
  static let patterns = Key(
    "patterns",
    "The ways in which documents and entries may belong together (all).",
    Shape.list(of: .choice("a pattern", PatternCatalog.names.map { ($0, $0) }))
  )
  static let accept = Key(
    "accept",
    "The lowest confidence that clears without a person, or a rule over `match` and `document`.",
    acceptance
  )
  static let admits = Key(
    "where",
    "Which entries may belong to a document at all: a rule over `entry` and `document` (all).",
    Shape<ExpressionText>.condition
  )
  static let margin = Key(
    "margin",
    "The least distance in confidence to the runner-up.",
    Shape.decimal(0...1)
  )
  static let graceDays = Key(
    "graceDays",
    "Days until a document without an entry, or an entry without a document, is reported (14).",
    Shape.wholeNumber(0...3_660)
  )
  static let costs = Key(
    "costs",
    "How a bill stands in this ledger (either).",
    Shape<ReconcilePlan.Costs>.choice("a sign", of: [.negative, .positive, .either])
  )

  static let declared = [
    ledger.declared, window.declared, tolerance.declared, patterns.declared, admits.declared,
    accept.declared, margin.declared, graceDays.declared, costs.declared,
  ]

  private static let acceptance: Shape<Acceptance> = Shape.decimal(0...1)
    .map { Acceptance.confidence($0) }
    .or(Shape<ExpressionText>.condition.map { Acceptance.rule($0) })

  /// The plans, each with the node of its ledger's name as its place.
  static let list: Shape<[ReconcileDraft]> = Shape<[ReconcileDraft]>
    .oneOrMore(shape)
    .mapInContext { plans, context in
      var seen: Set<LedgerName> = []
      for plan in plans {
        guard let node = plan.node, !seen.insert(plan.plan.ledger).inserted else { continue }
        context.report(
          .duplicateEntry,
          at: node.range.lowerBound,
          "the ledger `\(plan.plan.ledger)` stands twice in `reconcile`",
          expected: "each ledger once"
        )
      }
      return plans
    }

  private static let shape: Shape<ReconcileDraft> = Shape.name.located
    .map { ReconcileDraft(plan: ReconcilePlan(ledger: LedgerName($0.value)), node: $0.node) }
    .or(.object("`reconcile`", keys: declared, make: make))

  private static func make(_ fields: Fields) -> ReconcileDraft? {
    let ledger = fields.read(ledger)
    var plan = ReconcilePlan(ledger: LedgerName(ledger?.value ?? ""))
    plan.windowDays = fields.read(window) ?? plan.windowDays
    let tolerance = fields.read(tolerance)
    plan.toleranceAmount = tolerance?.amount
    plan.tolerancePercent = tolerance?.percent
    plan.patterns = fields.read(patterns) ?? []
    let admits = fields.read(admits)
    let accept = fields.read(accept)
    plan.margin = fields.read(margin)
    plan.graceDays = fields.read(graceDays) ?? plan.graceDays
    plan.costs = fields.read(costs) ?? plan.costs
    var acceptRule: ExpressionText?
    switch accept {
    case .confidence(let least)?: plan.accept = least
    case .rule(let rule)?: acceptRule = rule
    case nil: break
    }
    return ReconcileDraft(
      plan: plan,
      node: ledger?.node,
      admits: admits,
      acceptRule: acceptRule
    )
  }
}

/// One entry of `reconcile` as written; the node is that of its ledger's name, nil where that could not be read.
struct ReconcileDraft: Sendable {
  var plan: ReconcilePlan
  var node: JSONNode?
  var admits: ExpressionText?
  var acceptRule: ExpressionText?
}

/// `reconcile.accept`.
enum Acceptance: Sendable {
  case confidence(ExactDecimal)
  case rule(ExpressionText)
}

/// `reconcile.tolerance`.
struct Tolerance: Sendable {
  var amount: Money?
  var percent: ExactDecimal?
}

enum ToleranceKeys {
  static let amount = Key("amount", "By so much: 0.02 EUR.", Shape.money)
  static let percent = Key("percent", "By so many percent of the document.", Shape.decimal(0...100))

  static let declared = [amount.declared, percent.declared]

  static let shape = Shape<Tolerance>.object("`tolerance`", keys: declared) { fields in
    Tolerance(amount: fields.read(amount), percent: fields.read(percent))
  }
}
