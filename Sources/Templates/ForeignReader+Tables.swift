import Patterns
import Readings

// `tables`: the groups of a pattern over the lines of a part of the text are fields.
extension ForeignReader {
  mutating func read(_ table: ForeignTemplate.Table) {
    let content = text.text
    guard let start = TemplatePatterns.pattern(table.start),
      let end = TemplatePatterns.pattern(table.end),
      let body = TemplatePatterns.pattern(table.body),
      case .match(let first) = start.firstMatch(in: content, budget: budget),
      case .match(let last) = end.firstMatch(in: content, budget: budget),
      let from = first.byteRange(0)?.upperBound, let to = last.byteRange(0)?.lowerBound, from <= to
    else { return }
    let part = ForeignBlocks.prefix(ForeignBlocks.suffix(content, from), to - from)
    var found: [(name: String, values: [(raw: String, value: ForeignValue)])] = []
    for line in ForeignBlocks.lines(part, table.lineSeparator, budget) where !line.isEmpty {
      guard case .match(let match) = body.firstMatch(in: line, budget: budget) else { continue }
      for name in match.groupNames {
        guard let raw = match.group(named: name).map(String.init),
          let value = converted(raw, table.type(of: name), name)
        else { continue }
        if let index = found.firstIndex(where: { $0.name == name }) {
          found[index].values.append((raw, value))
        } else {
          found.append((name, [(raw, value)]))
        }
      }
    }
    for (name, values) in found { keep(name, values, table.groupings[name]) }
  }

  /// The first that was found, or what the table makes of all; never over a field that is known.
  private mutating func keep(
    _ name: String,
    _ values: [(raw: String, value: ForeignValue)],
    _ grouping: ForeignTemplate.Grouping?
  ) {
    guard reading.value(name) == nil, let first = values.first else { return }
    let value = grouping.map { ForeignGrouping.value(values.map(\.value), $0) } ?? first.value
    guard let value else { return }
    keep(name, value, (first.raw, nil))
  }
}

extension ForeignTemplate.Table {
  /// As the table says, else by the field's name.
  fileprivate func type(of name: String) -> ForeignTemplate.ValueType {
    if let type = types[name] { return type }
    if name.hasPrefix("date") || name.hasSuffix("date") { return .day }
    return name.hasPrefix("amount") ? .decimal : .text
  }
}
