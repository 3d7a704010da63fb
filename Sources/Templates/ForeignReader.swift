import Extraction
import Patterns
import Readings
import Values

/// Applies one of invoice2data's templates to a text.
///
/// Its quirks are kept, for templates rely on them: values of one field are told apart only where they differ,
/// several stay a list, a pattern with two groups gives nothing, what is empty or zero is nothing.
struct ForeignReader {
  let template: ForeignTemplate
  let text: ForeignText
  let paper: PaperText
  let written: WrittenValues
  let budget: PatternBudget
  /// The text of an area, as the paper's program lays it out; nil where that cannot be had.
  let areaText: (ForeignTemplate.Area) -> String?
  var reading = ForeignReading()

  static let maximumHits = 2_000

  mutating func read() {
    keep("issuer", .text(template.issuer), nil)
    for field in template.fields where !budget.isSpent { read(field) }
    if let currency = template.options.currency { keep("currency", .text(currency), nil) }
    if !template.lines.isEmpty {
      let rows = template.lines.flatMap { ForeignBlocks(self).rows($0, in: text.text) }
      if !rows.isEmpty { keepRows("lines", rows) }
    }
    for table in template.tables where !budget.isSpent { read(table) }
  }

  private mutating func read(_ field: ForeignTemplate.Field) {
    switch field.way {
    case .constant(let value, let type):
      // A template says its own values in plain form.
      let made: ForeignValue? =
        switch type {
        case .text: .text(value)
        case .integer, .decimal: ExactDecimal(value).map { .number($0) }
        case .day: Day(value).map { .day($0) }
        }
      if let made { keep(field.name, made, nil) }
    case .patterns(let patterns): read(field, patterns)
    case .blocks(let blocks):
      let content = searched(field)
      let rows = blocks.flatMap { ForeignBlocks(self).rows($0, in: content.text) }
      if !rows.isEmpty { keepRows(field.name, rows) }
    }
  }

  /// The text that a field is looked for in, and whether offsets in it are places.
  private func searched(_ field: ForeignTemplate.Field) -> (text: String, isPaper: Bool) {
    guard let area = field.area, let text = areaText(area) else {
      return (self.text.text, self.text.isUnchanged)
    }
    return (text, false)
  }

  private mutating func read(_ field: ForeignTemplate.Field, _ patterns: [String]) {
    let content = searched(field)
    var values: [ForeignValue] = []
    var first: (raw: String, range: Range<Int>?)?
    for text in patterns {
      guard let pattern = TemplatePatterns.pattern(text), pattern.groupCount <= 1 else { continue }
      let hits = pattern.matches(in: content.text, limit: Self.maximumHits, budget: budget).hits
      for match in hits {
        let group = pattern.groupCount
        let raw = String(match.group(group) ?? "")
        guard let value = converted(raw, field.type, field.name) else { continue }
        if first == nil {
          first = (raw, content.isPaper ? match.byteRange(group) : nil)
        }
        values.append(value)
      }
    }
    guard let value = grouped(values, field), value.isSomething else { return }
    keep(field.name, value, first)
  }

  private func grouped(_ values: [ForeignValue], _ field: ForeignTemplate.Field) -> ForeignValue? {
    guard !values.isEmpty else { return nil }
    if let grouping = field.grouping {
      return ForeignGrouping.value(values.filter(\.isSomething), grouping)
    }
    var different: [ForeignValue] = []
    for value in values where !different.contains(value) { different.append(value) }
    return different.count == 1 ? different[0] : .list(different)
  }

  /// Keeps a value, with its place where the text is the paper's own; else where the same text stands first.
  mutating func keep(
    _ name: String,
    _ value: ForeignValue,
    _ origin: (raw: String, range: Range<Int>?)?
  ) {
    var found = ForeignReading.Found(name: name, value: value, place: nil, raw: nil)
    if let origin {
      found.place = origin.range.map { paper.place(of: $0) } ?? paper.place(ofFirst: origin.raw)
      found.raw = origin.raw == value.text ? nil : origin.raw
    }
    reading.values.removeAll { $0.name == name }
    reading.values.append(found)
  }

  mutating func keepRows(_ name: String, _ rows: [ForeignBlocks.Row]) {
    for row in rows {
      reading.unread += row.unread.map { ("\(name).\($0.name)", $0.raw) }
      reading.open += row.open.map { ("\(name).\($0)", "") }
    }
    keep(name, .rows(rows.map(\.values)), rows.first.map { ($0.raw, nil) })
  }
}

// MARK: Values

extension ForeignReader {
  /// Nil for a text that is no value of the type, which is noted.
  mutating func converted(
    _ raw: String,
    _ type: ForeignTemplate.ValueType,
    _ name: String
  ) -> ForeignValue? {
    switch Self.converted(raw, type, template.options, written, budget) {
    case .value(let value): return value
    case .open:
      reading.open.append((name, raw))
      return nil
    case .none:
      reading.unread.append((name, raw))
      return nil
    }
  }

  enum Conversion {
    case value(ForeignValue)
    case open
    case none
  }

  static func converted(
    _ raw: String,
    _ type: ForeignTemplate.ValueType,
    _ options: ForeignTemplate.Options,
    _ written: WrittenValues,
    _ budget: PatternBudget
  ) -> Conversion {
    switch type {
    case .text: return .value(.text(raw))
    case .integer, .decimal:
      guard let number = number(raw, options.decimalSeparator) else { return .none }
      return .value(.number(number))
    case .day:
      for format in options.dateFormats {
        if let day = DayPattern(strptime: format)?.day(in: raw, budget) { return .value(.day(day)) }
      }
      switch written.day(raw, language: options.languages.first) {
      case .day(let day): return .value(.day(day))
      case .open: return .open
      case .none: return .none
      }
    }
  }

  /// The separator marks decimals, all other marks part groups; an empty text is nought.
  static func number(_ raw: String, _ separator: String) -> ExactDecimal? {
    let text = raw.filter { !$0.isWhitespace }
    if text.isEmpty { return .zero }
    let parts = text.components(of: separator)
    guard parts.count <= 2 else { return nil }
    let plain = parts.map { $0.filter { !".,'".contains($0) } }.joined(separator: ".")
    return ExactDecimal(plain.hasPrefix(".") ? "0" + plain : plain)
  }
}

extension String {
  fileprivate func components(of separator: String) -> [Substring] {
    separator.isEmpty ? [self[...]] : split(separator: separator, omittingEmptySubsequences: false)
  }
}

/// Several values made one.
enum ForeignGrouping {
  static func value(
    _ values: [ForeignValue],
    _ grouping: ForeignTemplate.Grouping
  ) -> ForeignValue? {
    guard let first = values.first, let last = values.last else { return nil }
    switch grouping {
    case .first: return first
    case .last: return last
    case .join: return .text(values.map(\.text).joined(separator: " "))
    case .min: return values.min(by: isLess)
    case .max: return values.max(by: isLess)
    case .sum:
      var sum = ExactDecimal.zero
      for case .number(let number) in values {
        do throws(ArithmeticError) { sum = try sum.adding(number) } catch { return nil }
      }
      return .number(sum)
    }
  }

  private static func isLess(_ left: ForeignValue, _ right: ForeignValue) -> Bool {
    switch (left, right) {
    case (.number(let left), .number(let right)): left < right
    case (.day(let left), .day(let right)): left < right
    default: left.text < right.text
    }
  }
}
