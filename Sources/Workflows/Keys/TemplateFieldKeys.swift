import Patterns
import Readings
import Values

/// One field of a template as written, before its name is known.
struct TemplateFieldParts: Sendable {
  var after: [String]?
  var regex: String?
  var area: TemplateArea?
  var constant: String?
  var match: String?
  var pick: TemplateField.Pick?
  var type: ColumnInstructions.ValueType?
  var format: String?
  var currency: Currency?
  var negate: Bool?
  var required: Bool?
  var places: [String: Int] = [:]
  var node: JSONNode?
}

/// One entry of a template's `fields`: a label, or an object.
enum TemplateFieldKeys {
  static let after = Key(
    "after",
    "The label that the value stands behind, or under; of several the first that gives a value wins.",
    Shape<[String]>.oneOrMore(.text)
  )
  static let regex = Key(
    "regex",
    "Pattern over the text (or the area); its group `value`, its first group or the whole hit is the value.",
    Shape.pattern
  )
  static let area = Key(
    "area",
    "A part of a page that holds the value, or in which label or pattern are looked for.",
    TemplateAreaKeys.shape
  )
  static let constant = Key("constant", "The same value for every paper.", Shape.text)
  static let match = Key(
    "match",
    "Pattern within what the label or area gives; its first group, or the whole hit, is the value.",
    Shape.pattern
  )
  static let pick = Key(
    "pick",
    "Which of several: first or last. Without it several different values are a doubt.",
    Shape<TemplateField.Pick>.choice("first or last", of: [.first, .last])
  )
  static let type = Key(
    "type",
    "What a value of your own name is (text).",
    Shape<ColumnInstructions.ValueType>.choice("a type", of: types)
  )
  static let format = Key("format", "How the day is written: dd.MM.yyyy.", Shape.dayFormat)
  static let currency = Key("currency", "The currency of the amount: EUR.", Shape.currency)
  static let negate = Key("negate", "True: the sign is turned (false).", Shape.flag)
  static let required = Key(
    "required",
    "True: a paper without the value is a problem (false).",
    Shape.flag
  )

  static let declared = [
    after.declared, regex.declared, area.declared, constant.declared, match.declared,
    pick.declared, type.declared, format.declared, currency.declared, negate.declared,
    required.declared,
  ]

  private static let types: [ColumnInstructions.ValueType] = [
    .text, .amount, .number, .day, .currency,
  ]

  static let shape: Shape<TemplateFieldParts> = Shape.text
    .map { TemplateFieldParts(after: [$0]) }
    .or(.object("a field", keys: declared, make: make))

  static let fields: Shape<[TemplateField]> = Shape<[(name: JSONMember, value: TemplateFieldParts)]>
    .names("an object of fields", of: shape) { member, context in
      ColumnKeys.isField(member, context, among: FieldCatalog.printed)
    }
    .mapInContext { named, context in
      named.compactMap { TemplateFieldRules($0.name, $0.value, context).checked() }
    }

  private static func make(_ fields: Fields) -> TemplateFieldParts {
    var parts = TemplateFieldParts()
    parts.after = fields.read(after)
    parts.regex = fields.read(regex)
    parts.area = fields.read(area)
    parts.constant = fields.read(constant)
    parts.match = fields.read(match)
    parts.pick = fields.read(pick)
    parts.type = fields.read(type)
    parts.format = fields.read(format)
    parts.currency = fields.read(currency)
    parts.negate = fields.read(negate)
    parts.required = fields.read(required)
    parts.node = fields.node
    for key in declared { parts.places[key.name] = fields.placeIfPresent(key.name) }
    return parts
  }
}

/// What one field of a template may say, given the type of its field.
private struct TemplateFieldRules {
  private let member: JSONMember
  private let parts: TemplateFieldParts
  private let context: DecodingContext
  /// Nil for a name of the workflow's own.
  private let fieldType: ColumnInstructions.ValueType?

  init(_ member: JSONMember, _ parts: TemplateFieldParts, _ context: DecodingContext) {
    self.member = member
    self.parts = parts
    self.context = context
    fieldType = FieldCatalog.printed[member.key]
  }

  private var name: String { member.key }

  func checked() -> TemplateField? {
    guard checkWay() else { return nil }
    let type = fieldType ?? parts.type ?? .text
    let isTyped = fieldType != nil || parts.type != nil || parts.places["type"] == nil
    if !isTyped { context.untypedColumns.insert(name) }
    if context.target != nil, isTyped { checkType(type) }
    if parts.currency == nil, parts.places["currency"] != nil { context.hasBadCurrency = true }
    var field = TemplateField(field: name, type: type)
    field.after = parts.after ?? []
    field.regex = parts.regex
    field.area = parts.area
    field.constant = parts.constant
    field.match = parts.match
    field.pick = parts.pick
    field.format = parts.format
    field.currency = parts.currency
    field.negate = parts.negate ?? false
    field.isRequired = parts.required ?? false
    return field
  }

  private func has(_ key: String) -> Bool { parts.places[key] != nil }

  /// One of `after`, `regex` and `constant`; an area alone, or around the first two.
  private func checkWay() -> Bool {
    let expected = "one of `after`, `regex`, `area` or `constant`"
    let ways = ["after", "regex", "constant"].filter(has)
    if ways.count > 1, let second = ways.last {
      report(second, "`\(ways[0])` and `\(second)` both say where the value stands", expected)
      return false
    }
    if has("constant"), let other = ["area", "match", "pick"].first(where: has) {
      report(other, "`\(other)` has nothing to search where the value is constant", expected)
      return false
    }
    if has("regex"), has("match") {
      report(
        "match",
        "`match` is a pattern within what a label or area gives; `regex` is one already",
        expected
      )
      return false
    }
    let isSaid = !ways.isEmpty || has("area") || has("match") || parts.after != nil
    if !isSaid, parts.node?.isDamaged != true {
      report(nil, "nothing says where `\(name)` stands", expected)
    }
    return isSaid
  }

  private func checkType(_ type: ColumnInstructions.ValueType) {
    if let said = parts.type, let fieldType, said != fieldType {
      report("type", "`\(name)` is always of type \(fieldType.rawValue), not \(said.rawValue)")
    }
    if parts.format != nil, type != .day {
      report("format", "`format` is for days; `\(name)` is of type \(type.rawValue)")
    }
    if parts.currency != nil, type != .amount {
      report("currency", "`currency` is for amounts; `\(name)` is of type \(type.rawValue)")
    }
    if parts.negate != nil, type != .amount, type != .number {
      report("negate", "`negate` is for amounts and numbers; `\(name)` is of type \(type.rawValue)")
    }
    if let constant = parts.constant, !type.takes(constant) {
      report("constant", "`\(constant.prefix(80))` cannot be read as \(type.form)")
    }
  }

  private func report(_ key: String?, _ reason: String, _ expected: String? = nil) {
    let place = key.flatMap { parts.places[$0] } ?? member.keyRange.lowerBound
    context.report(.badCombination, at: place, reason, expected: expected)
  }
}

extension ColumnInstructions.ValueType {
  /// Whether a constant can be of this type.
  func takes(_ text: String) -> Bool {
    switch self {
    case .text: true
    case .amount, .number: ExactDecimal(text) != nil
    case .day: Day(text) != nil
    case .currency: Currency(text)?.code == text
    }
  }

  /// For the messages.
  var form: String {
    switch self {
    case .text: "a text"
    case .amount, .number: "a plain decimal such as -12.50"
    case .day: "a day such as 2026-03-14"
    case .currency: "a currency of ISO 4217 such as EUR"
    }
  }
}

/// `area`.
enum TemplateAreaKeys {
  static let page = Key(
    "page",
    "The page from 1; -1 is the last one (1).",
    Shape.wholeNumber(-500...500)
  )
  static let box = Key(
    "box",
    "Left, top, right and bottom in points (1/72 inch) from the page's top left.",
    Shape<[Int]>.list(of: .wholeNumber(0...14_400), minimum: 4).located,
    isRequired: true
  )

  static let declared = [page.declared, box.declared]

  static let shape = Shape<TemplateArea>.object("`area`", keys: declared) { fields in
    let number = fields.read(page) ?? 1
    let edges = fields.read(box)
    if number == 0 {
      fields.context.report(
        .outOfRange,
        at: fields.place(page),
        "pages are counted from 1",
        expected: "1 for the first page, -1 for the last"
      )
    }
    guard let edges else { return nil }
    let sides = edges.value
    guard sides.count == 4, sides[0] < sides[2], sides[1] < sides[3] else {
      fields.context.report(
        .badValue,
        at: edges.node.range.lowerBound,
        "this is no box",
        expected: "four whole numbers: left, top, right, bottom, such as [300, 60, 560, 140]"
      )
      return nil
    }
    return TemplateArea(page: number, box: sides)
  }
}
