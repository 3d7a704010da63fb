import Patterns
import Readings
import Values
import YAML

/// One file of invoice2data's to a template.
struct ForeignTemplateDecoder {
  let log: ForeignLog
  let name: String

  private static let known = [
    "issuer", "keywords", "exclude_keywords", "fields", "lines", "tables", "options", "priority",
    "required_fields", "template_name", "input_module",
  ]

  /// Nil where the file can be no template.
  func template(_ root: YAMLNode) -> ForeignTemplate? {
    guard root.map != nil else {
      log.report(
        .wrongType,
        at: root,
        "a template is a map",
        expected: "issuer, keywords, fields, options"
      )
      return nil
    }
    warnOfUnknown(root)
    guard let keywords = root.value("keywords"), let texts = texts(keywords), !texts.isEmpty else {
      log.report(
        .missingKey,
        at: root.value("keywords") ?? root,
        "a template needs `keywords`: without them it knows no paper"
      )
      return nil
    }
    var template = ForeignTemplate(name: name, issuer: texts[0].value)
    if let issuer = root.value("issuer")?.text, !issuer.isEmpty { template.issuer = issuer }
    template.keywords = patterns(texts)
    guard template.keywords.count == texts.count else { return nil }
    template.excludedKeywords = patterns(root.value("exclude_keywords").flatMap(self.texts) ?? [])
    template.priority = root.value("priority")?.text.flatMap { Int($0) } ?? template.priority
    if let required = root.value("required_fields") {
      template.requiredFields = (self.texts(required) ?? []).map(\.value)
    }
    template.options = options(root.value("options"))
    template.fields = fields(root.value("fields"))
    template.lines = root.value("lines").map(blocks) ?? []
    template.tables = (root.value("tables")?.list ?? []).compactMap(table)
    return template
  }

  private func warnOfUnknown(_ root: YAMLNode) {
    for (key, _) in root.map ?? [] {
      guard let text = key.text, !Self.known.contains(text) else { continue }
      log.report(
        .unknownKey,
        at: key,
        "a template of invoice2data has no key `\(text.prefix(60))`: it is passed over",
        suggestion: Spelling.nearest(to: text, among: Self.known)
      )
    }
  }

  // MARK: Pieces

  struct Text {
    var value: String
    var node: YAMLNode
  }

  /// One text, or a list of them.
  func texts(_ node: YAMLNode) -> [Text]? {
    if node.isNull { return [] }
    if let text = node.text { return [Text(value: text, node: node)] }
    return node.list.map { nodes in
      nodes.compactMap { inner in inner.text.map { Text(value: $0, node: inner) } }
    }
  }

  func patterns(_ texts: [Text]) -> [String] {
    texts.compactMap { pattern($0.value, $0.node) }
  }

  /// A pattern of Python's in PCRE2's spelling; one that is none is told.
  func pattern(_ text: String, _ node: YAMLNode, groups: Int? = nil) -> String? {
    let translated = PythonPattern.translated(text)
    do throws(PatternError) {
      let pattern = try Pattern(translated)
      if let groups, pattern.groupCount > groups {
        log.report(
          .badPattern,
          at: node,
          "a field's pattern with \(pattern.groupCount) groups gives nothing: it may have one",
          expected: "(?:...) for groups that only hold together"
        )
        return nil
      }
      return translated
    } catch {
      log.report(
        .badPattern,
        at: node,
        "this pattern cannot be used: \(error.message)",
        expected: "a regular expression of Python's"
      )
      return nil
    }
  }

  private func options(_ node: YAMLNode?) -> ForeignTemplate.Options {
    var options = ForeignTemplate.Options()
    guard let node else { return options }
    options.removesWhitespace = node.value("remove_whitespace")?.flag ?? false
    options.removesAccents = node.value("remove_accents")?.flag ?? false
    options.isLowercase = node.value("lowercase")?.flag ?? false
    options.currency = node.value("currency")?.text ?? options.currency
    options.dateFormats = node.value("date_formats").flatMap(texts)?.map(\.value) ?? []
    options.languages = node.value("languages").flatMap(texts)?.map(\.value) ?? []
    options.decimalSeparator =
      node.value("decimal_separator")?.text ?? options.decimalSeparator
    for pair in node.value("replace")?.list ?? [] {
      guard let texts = texts(pair), texts.count == 2 else {
        log.report(.badValue, at: pair, "`replace` is a list of pairs", expected: "[pattern, text]")
        continue
      }
      guard let pattern = pattern(texts[0].value, texts[0].node) else { continue }
      options.replacements.append(
        ForeignTemplate.Replacement(pattern: pattern, text: texts[1].value)
      )
    }
    return options
  }

  // MARK: Fields

  private func fields(_ node: YAMLNode?) -> [ForeignTemplate.Field] {
    (node?.map ?? []).compactMap { key, value in
      guard let name = key.text, !name.isEmpty else { return nil }
      return value.map == nil ? short(name, value) : long(name, value)
    }
  }

  /// A pattern or several; the name says what the value is.
  private func short(_ name: String, _ node: YAMLNode) -> ForeignTemplate.Field? {
    if name.hasPrefix("static_") {
      let name = name.replacing("static_", with: "")
      return node.text.map { constant(name, $0, node, type: nil) }
    }
    guard let texts = texts(node), !texts.isEmpty else { return nil }
    let patterns = texts.compactMap { pattern($0.value, $0.node, groups: 1) }
    guard !patterns.isEmpty else { return nil }
    var field = ForeignTemplate.Field(name: name, way: .patterns(patterns))
    if name.hasPrefix("sum_amount"), node.list != nil {
      field.name = String(name.dropFirst(4))
      (field.type, field.grouping) = (.decimal, .sum)
    } else if name.hasPrefix("date") || name.hasSuffix("date") {
      field.type = .day
    } else if name.hasPrefix("amount") {
      field.type = .decimal
    }
    return field
  }

  private func constant(
    _ name: String,
    _ text: String,
    _ node: YAMLNode,
    type: ForeignTemplate.ValueType?
  ) -> ForeignTemplate.Field {
    var kind = ForeignTemplate.ValueType.text
    if case .scalar(_, isPlain: true) = node.content {
      // YAML's own types: a number does not begin with a zero.
      let isNumber =
        ExactDecimal(text) != nil && (!text.hasPrefix("0") || text.hasPrefix("0.") || text == "0")
      kind = isNumber && !text.hasPrefix("+") ? .decimal : Day(text) == nil ? .text : .day
    }
    return ForeignTemplate.Field(name: name, way: .constant(text, type ?? kind))
  }

  private func long(_ name: String, _ node: YAMLNode) -> ForeignTemplate.Field? {
    var field: ForeignTemplate.Field
    switch node.value("parser")?.text {
    case "static":
      guard let value = node.value("value"), let text = value.text else { return nil }
      return constant(name, text, value, type: nil)
    case "regex":
      guard let regex = node.value("regex"), let texts = texts(regex), !texts.isEmpty else {
        log.report(.missingKey, at: node, "the field `\(name)` has no `regex`")
        return nil
      }
      let patterns = texts.compactMap { pattern($0.value, $0.node, groups: 1) }
      guard !patterns.isEmpty else { return nil }
      field = ForeignTemplate.Field(name: name, way: .patterns(patterns))
      field.type = type(node.value("type"))
      if let group = node.value("group") { field.grouping = grouping(group) }
    case "lines":
      field = ForeignTemplate.Field(name: name, way: .blocks(blocks(node)))
    case let other:
      log.report(
        .badValue,
        at: node.value("parser") ?? node,
        other.map { "there is no parser `\($0.prefix(40))`" }
          ?? "the field `\(name)` has no `parser`",
        expected: "regex, lines or static"
      )
      return nil
    }
    field.area = node.value("area").flatMap(area)
    return field
  }

  func type(_ node: YAMLNode?) -> ForeignTemplate.ValueType {
    guard let node, let text = node.text, text != "str", text != "text" else { return .text }
    if let type = ForeignTemplate.ValueType(rawValue: text) { return type }
    log.report(
      .badValue,
      at: node,
      "there is no type `\(text.prefix(40))`",
      expected: "int, float or date"
    )
    return .text
  }

  func types(_ node: YAMLNode?) -> [String: ForeignTemplate.ValueType] {
    var types: [String: ForeignTemplate.ValueType] = [:]
    for (key, value) in node?.map ?? [] {
      if let name = key.text { types[name] = type(value) }
    }
    return types
  }

  func grouping(_ node: YAMLNode) -> ForeignTemplate.Grouping? {
    if let grouping = node.text.flatMap(ForeignTemplate.Grouping.init) { return grouping }
    log.report(
      .badValue,
      at: node,
      "there is no group `\(node.text?.prefix(40) ?? "")`",
      expected:
        "one of \(ForeignTemplate.Grouping.allCases.map(\.rawValue).joined(separator: ", "))"
    )
    return nil
  }

  private func area(_ node: YAMLNode) -> ForeignTemplate.Area? {
    func number(_ key: String) -> Int? { node.value(key)?.text.flatMap { Int($0) } }
    guard let x = number("x"), let y = number("y"), let width = number("W"),
      let height = number("H"), let dots = number("r"), dots > 0, width > 0, height > 0
    else {
      log.report(
        .badValue,
        at: node,
        "this is no area",
        expected: "f, l, x, y, r, W and H as numbers"
      )
      return nil
    }
    let first = number("f") ?? 1
    return ForeignTemplate.Area(
      firstPage: first,
      lastPage: number("l") ?? first,
      x: x,
      y: y,
      width: width,
      height: height,
      dotsPerInch: dots
    )
  }
}

// MARK: Rows

extension ForeignTemplateDecoder {
  /// One block, or several as `rules` or as a list.
  func blocks(_ node: YAMLNode) -> [ForeignTemplate.Block] {
    let nodes = node.value("rules")?.list ?? node.list ?? [node]
    return nodes.compactMap(block)
  }

  private func block(_ node: YAMLNode) -> ForeignTemplate.Block? {
    func list(_ key: String) -> [String] { node.value(key).flatMap(texts).map(patterns) ?? [] }
    guard let start = node.value("start"), let end = node.value("end"), let startText = start.text,
      let endText = end.text
    else {
      log.report(.missingKey, at: node, "rows of lines need `start` and `end`")
      return nil
    }
    let line = list("line")
    guard !line.isEmpty || node.value("first_line") != nil else {
      log.report(.missingKey, at: node, "rows of lines need `line`")
      return nil
    }
    guard let first = pattern(startText, start), let last = pattern(endText, end) else {
      return nil
    }
    var block = ForeignTemplate.Block(start: first, end: last, line: line)
    block.firstLine = list("first_line")
    block.lastLine = list("last_line")
    block.skipLine = list("skip_line")
    if let separator = node.value("line_separator"), let text = separator.text {
      block.lineSeparator = pattern(text, separator) ?? block.lineSeparator
    }
    block.types = types(node.value("types"))
    return block
  }

  func table(_ node: YAMLNode) -> ForeignTemplate.Table? {
    let keys = ["start", "end", "body"]
    let found = keys.compactMap { key in
      node.value(key).flatMap { value in value.text.flatMap { pattern($0, value) } }
    }
    guard found.count == keys.count else {
      if keys.contains(where: { node.value($0) == nil }) {
        log.report(.missingKey, at: node, "a table needs `start`, `end` and `body`")
      }
      return nil
    }
    var table = ForeignTemplate.Table(start: found[0], end: found[1], body: found[2])
    do throws(PatternError) {
      table.groups = try Pattern(found[2]).groupNames
    } catch {
      return nil
    }
    if let separator = node.value("line_separator"), let text = separator.text {
      table.lineSeparator = pattern(text, separator) ?? table.lineSeparator
    }
    table.types = types(node.value("types"))
    for (key, value) in node.value("fields")?.map ?? [] {
      guard let name = key.text else { continue }
      if let group = value.value("group") { table.groupings[name] = grouping(group) }
      if let type = value.value("type") { table.types[name] = self.type(type) }
    }
    return table
  }
}
