import Expressions
import Rules
import Values

/// One entry of `set` as written.
struct SetDraft: Sendable {
  enum Way: Sendable {
    case firstOf([CaseDraft])
    case lookup(table: Located<String>, key: ExpressionText)
    /// One that was refused: its expressions are looked at all the same.
    case refused([CaseDraft])
  }

  struct CaseDraft: Sendable {
    var when: ExpressionText?
    /// Nil where it could not be read.
    var value: ExpressionText?
    /// False when it has no `when`: it is not only that it could not be read.
    var hasCondition = false
  }

  var name: JSONMember
  var way: Way

  /// False for a name that was refused, which no rule can use.
  var isNamed: Bool { SetKeys.isPlain(name.key) && !RuleScope.isReserved(name.key) }
}

/// `set`: computed fields by name.
enum SetKeys {
  static let fields: Shape<[SetDraft]> = Shape<[(name: JSONMember, value: SetDraft.Way)]>
    .names("an object of computed fields by name", of: way, keepsRefused: true, isName: isName)
    .map { $0.map { SetDraft(name: $0.name, way: $0.value) } }

  private static let way: Shape<SetDraft.Way> = Shape<ExpressionText>
    .expression("an expression")
    .map { .firstOf([SetDraft.CaseDraft(when: nil, value: $0)]) }
    .or(ComputedKeys.shape)

  @Sendable private static func isName(_ member: JSONMember, _ context: DecodingContext) -> Bool {
    let name = member.key
    context.givenNames.insert(name)
    if isPlain(name), !RuleScope.isReserved(name) { return true }
    // The rules that use it may write it in another way.
    context.hasLostNames = true
    context.report(
      .badValue,
      at: member.keyRange.lowerBound,
      reason(against: name),
      expected: "letters, digits and `_`, beginning with a letter; not \(reserved)"
    )
    return false
  }

  private static func reason(against name: String) -> String {
    if ExpressionLanguage.reservedWords.contains(name) {
      return "`\(name)` is a word of the rule language: no rule could read a field of that name"
    }
    return RuleScope.reserved.contains(name)
      ? "`\(name)` is a name of Tickmark's own" : "`\(name.prefix(80))` is no name for a field"
  }

  static func isPlain(_ name: String) -> Bool {
    (name.first.map { $0.isLetterASCII } ?? false) && name.utf8.count <= 64
      && name.allSatisfy { $0.isLetterASCII || $0.isDigitASCII || $0 == "_" }
  }

  private static let reserved = RuleScope.reserved.sorted().joined(separator: ", ")
}

/// A computed field that is an object: `firstOf`, or `lookup` with `key`.
enum ComputedKeys {
  static let firstOf = Key(
    "firstOf",
    "Cases: the first whose `when` is true gives the value.",
    Shape<[SetDraft.CaseDraft]>.list(of: CaseKeys.shape)
  )
  static let lookup = Key(
    "lookup",
    "The name of a table of `use`: the value is its row.",
    Shape<String>.text.located
  )
  static let key = Key(
    "key",
    "What the table's key column must equal.",
    Shape<ExpressionText>.expression("an expression")
  )

  static let declared = [firstOf.declared, lookup.declared, key.declared]

  static let shape = Shape<SetDraft.Way>.object("a computed field", keys: declared) { fields in
    let cases = fields.read(firstOf)
    let lookup = fields.read(ComputedKeys.lookup)
    let key = fields.read(ComputedKeys.key)
    let hasCases = fields.has(firstOf)
    let hasLookup = fields.has(ComputedKeys.lookup) || fields.has(ComputedKeys.key)
    if hasCases == hasLookup, !fields.node.isDamaged {
      fields.context.report(
        .badCombination,
        at: fields.node.range.lowerBound,
        hasCases ? "one field is computed in one way" : "this field has no value",
        expected: "an expression, `firstOf`, or `lookup` with `key`"
      )
      return .refused((cases ?? []) + [SetDraft.CaseDraft(value: key)])
    }
    if hasCases { return cases.map { .firstOf($0) } }
    for name in ["lookup", "key"] where fields.placeIfPresent(name) == nil {
      guard !fields.node.isDamaged else { continue }
      fields.context.report(
        .missingKey,
        at: fields.node.range.lowerBound,
        "a looked-up field needs `\(name)`",
        expected: "`lookup` (a table of `use`) and `key` (an expression)"
      )
    }
    guard let lookup, let key else { return .refused([SetDraft.CaseDraft(value: key)]) }
    return .lookup(table: lookup, key: key)
  }
}

/// One case of `firstOf`.
enum CaseKeys {
  static let when = Key("when", "When this case holds (always).", Shape<ExpressionText>.condition)
  static let value = Key(
    "value",
    "The value.",
    Shape<ExpressionText>.expression("an expression"),
    isRequired: true
  )

  static let declared = [when.declared, value.declared]

  static let shape = Shape<SetDraft.CaseDraft>.object("a case", keys: declared) { fields in
    let when = fields.read(when)
    let value = fields.read(value)
    let hasCondition = fields.has(CaseKeys.when)
    return SetDraft.CaseDraft(when: when, value: value, hasCondition: hasCondition)
  }
}
