import Patterns
import Readings
import Values

/// `lines` of a template.
enum TemplateLinesKeys {
  static let from = Key(
    "from",
    "Pattern of the headline above the items; on further pages it is passed over.",
    Shape.pattern,
    isRequired: true
  )
  static let to = Key("to", "Pattern of the first line behind the items.", Shape.pattern)
  static let row = Key(
    "row",
    "Pattern of an item's first line; its named groups are the item's fields.",
    Shape.pattern.located,
    isRequired: true
  )
  static let skip = Key(
    "skip",
    "Patterns of lines that belong to no item; carried amounts are passed over anyway.",
    Shape<[String]>.oneOrMore(.pattern)
  )
  static let required = Key(
    "required",
    "True: a paper without items is a problem (false).",
    Shape.flag
  )

  static let declared = [
    from.declared, to.declared, row.declared, skip.declared, required.declared,
  ]

  static let shape = Shape<TemplateLines>.object("`lines`", keys: declared) { fields in
    let headline = fields.read(from)
    let end = fields.read(to)
    let item = fields.read(row)
    let skipped = fields.read(skip)
    let isRequired = fields.read(required)
    let isGood = item.map { checkGroups($0, fields.context) } ?? false
    guard let headline, let item, isGood else { return nil }
    var lines = TemplateLines(from: headline, row: item.value)
    lines.to = end
    lines.skip = skipped ?? []
    lines.isRequired = isRequired ?? false
    return lines
  }

  /// Every group has a name, and the name of a field.
  private static func checkGroups(_ row: Located<String>, _ context: DecodingContext) -> Bool {
    let pattern: Pattern
    do throws(PatternError) { pattern = try Pattern(row.value) } catch { return false }
    let known = TemplateLines.groups
    let list = "one of \(known.joined(separator: ", "))"
    guard !pattern.groupNames.isEmpty else {
      context.report(
        .badPattern,
        at: row.node.range.lowerBound,
        "this pattern names no group, so nothing of an item is taken",
        expected: "named groups such as (?<description>.+?): \(list)"
      )
      return false
    }
    var isGood = true
    for name in pattern.groupNames where !known.contains(name) {
      isGood = false
      let byte = place(of: name, in: row.value)
      context.report(
        .unknownField,
        in: row.node,
        byte: byte,
        "an item has no field `\(name)`",
        expected: list,
        suggestion: Spelling.nearestField(to: name, among: known)
      )
    }
    if pattern.groupCount > pattern.groupNames.count {
      context.report(
        .badPattern,
        at: row.node.range.lowerBound,
        "a group of this pattern has no name: what it takes is lost",
        expected: "(?<name>...) for a field, (?:...) for a group that only holds together",
        severity: .warning
      )
    }
    return isGood
  }

  /// The byte at which the group of that name has its name.
  private static func place(of name: String, in pattern: String) -> Int {
    for mark in ["(?<\(name)>", "(?P<\(name)>", "(?'\(name)'"] {
      if let range = pattern.firstRange(of: mark) {
        let start = pattern.utf8.distance(from: pattern.utf8.startIndex, to: range.lowerBound)
        return start + mark.utf8.count - name.utf8.count - 1
      }
    }
    return 0
  }
}
