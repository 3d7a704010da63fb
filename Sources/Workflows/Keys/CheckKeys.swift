import Documents
import Values

/// One entry of `check` as written: a built-in check re-ranked or off, or a rule of the workflow's own.
enum CheckDraft: Sendable {
  case builtIn(id: Located<String>, setting: CheckSetting)
  case rule(CheckRuleDraft)

  /// Nil where it was refused.
  var id: Located<String>? {
    switch self {
    case .builtIn(let id, _): id
    case .rule(let rule): rule.id
    }
  }
}

/// A rule of which something was refused is kept without it, for what is wrong in its expressions.
struct CheckRuleDraft: Sendable {
  var id: Located<String>?
  var when: ExpressionText?
  var assert: ExpressionText?
  var message: ExpressionText?
  var severity: Severity

  /// What a finding says where the rule has no `message`.
  var plainMessage: ExpressionText? {
    id.map { Located(value: "The rule `\($0.value)` does not hold.", node: $0.node) }
  }
}

/// One entry of `check`.
enum CheckKeys {
  static let id = Key(
    "id",
    "A built-in check, or a name for a rule of your own.",
    Shape<String>.text.located,
    isRequired: true
  )
  static let severity = Key(
    "severity",
    "How much its findings weigh (review for a rule of your own), or off for a built-in check.",
    Shape<CheckSetting>.choice("a severity", settings).located
  )
  static let when = Key(
    "when",
    "For which documents the rule holds (all).",
    Shape<ExpressionText>.condition
  )
  static let assert = Key(
    "assert",
    "What must be true; else it is a finding.",
    Shape<ExpressionText>.condition
  )
  static let message = Key(
    "message",
    "The finding in words, with {expressions}.",
    Shape<ExpressionText>.message
  )

  static let declared = [
    id.declared, severity.declared, when.declared, assert.declared, message.declared,
  ]

  static let list: Shape<[CheckDraft]> = Shape<[CheckDraft]>
    .list(of: shape)
    .mapInContext { entries, context in
      var seen: [String: CheckDraft] = [:]
      for entry in entries {
        guard let id = entry.id else { continue }
        if let earlier = seen[id.value] { reportTwice(entry, id, earlier, context) }
        seen[id.value] = seen[id.value] ?? entry
      }
      return entries
    }

  private static func reportTwice(
    _ entry: CheckDraft,
    _ id: Located<String>,
    _ earlier: CheckDraft,
    _ context: DecodingContext
  ) {
    let differs = entry.weight != earlier.weight
    context.report(
      differs ? .contradictorySeverity : .duplicateEntry,
      at: id.node.range.lowerBound,
      differs
        ? "`\(id.value)` has one severity above and another one here"
        : "`\(id.value)` stands twice in `check`",
      expected: "each check once"
    )
  }

  private static let settings: [(word: String, value: CheckSetting)] =
    Severity.allCases.map { ($0.rawValue, .severity($0)) } + [("off", .off)]

  private static let shape = Shape<CheckDraft>.object("a check", keys: declared) { fields in
    let id = fields.read(id)
    let severity = fields.read(severity)
    let when = fields.read(when)
    let assert = fields.read(assert)
    let message = fields.read(message)
    if let rule = ["assert", "when", "message"].compactMap({ fields.placeIfPresent($0) }).min() {
      return ownRule(id, severity, (when, assert, message), at: rule, fields)
    }
    return id.flatMap { builtIn($0, severity, fields) }
  }

  private static func builtIn(
    _ id: Located<String>,
    _ severity: Located<CheckSetting>?,
    _ fields: Fields
  ) -> CheckDraft? {
    guard CheckCatalog.ids.contains(id.value) else {
      fields.context.report(
        .unknownCheck,
        at: id.node.range.lowerBound,
        "`\(id.value.prefix(80))` is not a built-in check, and a rule of your own needs `assert`",
        expected: "one of \(CheckCatalog.ids.joined(separator: ", ")); or `assert`",
        suggestion: Spelling.nearest(to: id.value, among: CheckCatalog.ids).map { "\"\($0)\"" }
      )
      return nil
    }
    guard fields.has(CheckKeys.severity) || fields.node.isDamaged else {
      fields.context.report(
        .missingKey,
        at: fields.node.range.lowerBound,
        "the built-in check `\(id.value)` is named, but nothing is said of it",
        expected: "`severity`: info, review, block or off"
      )
      return nil
    }
    return severity.map { .builtIn(id: id, setting: $0.value) }
  }

  private static func ownRule(
    _ id: Located<String>?,
    _ severity: Located<CheckSetting>?,
    _ parts: (when: ExpressionText?, assert: ExpressionText?, message: ExpressionText?),
    at place: Int,
    _ fields: Fields
  ) -> CheckDraft? {
    let context = fields.context
    let isAnew = id.map { CheckCatalog.ids.contains($0.value) } == true
    if let id, isAnew {
      context.report(
        .badCombination,
        at: id.node.range.lowerBound,
        "`\(id.value)` is a built-in check: it can be re-ranked or off, not written anew",
        expected: "another id for a rule of your own"
      )
    } else if let id, !RuleName.isName(id.value) {
      RuleName.report(id, context)
    }
    if !fields.has(assert), !fields.node.isDamaged, !isAnew {
      context.report(
        .missingKey,
        at: fields.node.range.lowerBound,
        "\(id.map { "the rule `\($0.value.prefix(80))`" } ?? "this rule") needs `assert`",
        expected: "`assert`: \(assert.summary)"
      )
    }
    if case .off? = severity?.value, !isAnew {
      context.report(
        .badCombination,
        at: severity?.node.range.lowerBound ?? place,
        "a rule of your own that is off does nothing",
        expected: "info, review or block, or no rule at all"
      )
    }
    return .rule(
      CheckRuleDraft(
        id: id.flatMap { isAnew || !RuleName.isName($0.value) ? nil : $0 },
        when: parts.when,
        assert: parts.assert,
        message: parts.message,
        severity: severity?.value.severity ?? .review
      )
    )
  }
}

extension CheckSetting {
  fileprivate var severity: Severity? {
    switch self {
    case .off: nil
    case .severity(let severity): severity
    }
  }
}

extension CheckDraft {
  fileprivate var weight: CheckSetting {
    switch self {
    case .builtIn(_, let setting): setting
    case .rule(let rule): .severity(rule.severity)
    }
  }
}

/// Names of rules: `[a-z][a-z0-9-]*`.
enum RuleName {
  static func isName(_ text: String) -> Bool { Names.isName(text) }

  static func report(_ id: Located<String>, _ context: DecodingContext) {
    context.report(
      .badValue,
      at: id.node.range.lowerBound,
      "`\(id.value.prefix(80))` is no name for a rule",
      expected: "small letters, digits and `-`",
      suggestion: Suggestions.name(id.value).map { "\"\($0)\"" }
    )
  }
}
