import Values

/// Lengths that no honest definition reaches.
enum DefinitionLimits {
  static let textCharacters = 2_000
  static let listElements = 1_000
  static let expressionBytes = 8_192
}

extension Shape where Value == String {
  /// Any text that is not empty.
  static var text: Shape {
    parsedText(
      "a text",
      schema: [("minLength", .number("1")), maximumLength]
    ) { $0.allSatisfy(\.isWhitespace) ? nil : $0 }
  }

  /// Length as JSON Schema counts it.
  private static var maximumLength: (key: String, value: SchemaValue) {
    ("maxLength", .number(String(DefinitionLimits.textCharacters)))
  }
}

extension Shape where Value == Bool {
  static var flag: Shape {
    Shape(
      kinds: [.flag],
      expected: "true or false",
      schema: .object([("type", .text("boolean"))])
    ) { node, _ in
      guard case .flag(let flag) = node.content else { return nil }
      return flag
    }
  }
}

extension Shape where Value == Int {
  static func wholeNumber(_ range: ClosedRange<Int>) -> Shape {
    let expected = "a whole number from \(range.lowerBound) to \(range.upperBound)"
    return Shape(
      kinds: [.number],
      expected: expected,
      schema: .object([
        ("type", .text("integer")), ("minimum", .number(String(range.lowerBound))),
        ("maximum", .number(String(range.upperBound))),
      ])
    ) { node, context in
      guard case .number(let text) = node.content else { return nil }
      let digits = text.drop { $0 == "-" }
      guard digits.allSatisfy({ $0.isASCII && $0.isNumber }) else {
        context.report(
          .badValue,
          at: node.range.lowerBound,
          "`\(text)` is no whole number",
          expected: expected
        )
        return nil
      }
      guard let number = Int(text), range.contains(number) else {
        context.report(
          .outOfRange,
          at: node.range.lowerBound,
          "`\(text)` is out of range",
          expected: expected
        )
        return nil
      }
      return number
    }
  }
}

extension Shape where Value == ExactDecimal {
  /// A number literal, kept digit by digit.
  static func decimal(_ range: ClosedRange<Int>) -> Shape {
    let expected = "a number from \(range.lowerBound) to \(range.upperBound)"
    return Shape(
      kinds: [.number],
      expected: expected,
      schema: .object([
        ("type", .text("number")), ("minimum", .number(String(range.lowerBound))),
        ("maximum", .number(String(range.upperBound))),
      ])
    ) { node, context in
      guard case .number(let text) = node.content else { return nil }
      guard let number = ExactDecimal(text) else {
        let reason = "`\(text)` is not written as a plain decimal"
        context.report(.badValue, at: node.range.lowerBound, reason, expected: expected)
        return nil
      }
      guard number >= ExactDecimal(range.lowerBound), number <= ExactDecimal(range.upperBound)
      else {
        let reason = "`\(text)` is out of range"
        context.report(.outOfRange, at: node.range.lowerBound, reason, expected: expected)
        return nil
      }
      return number
    }
  }
}

extension Shape {
  /// A text that `parse` understands; anything else is reported as `code`.
  static func parsedText(
    _ expected: String,
    schema: [(key: String, value: SchemaValue)] = [],
    code: DiagnosticCode = .badValue,
    words: [String] = [],
    suggest: @escaping @Sendable (String) -> String? = { _ in nil },
    parse: @escaping @Sendable (String) -> Value?
  ) -> Shape {
    Shape(
      kinds: [.text],
      expected: expected,
      schema: .object([("type", .text("string"))] + schema)
    ) { node, context in
      guard case .text(let text) = node.content else { return nil }
      if text.unicodeScalars.count <= DefinitionLimits.textCharacters, let value = parse(text) {
        return value
      }
      let nearest = Spelling.nearest(to: text, among: words) ?? suggest(text)
      let noun = expected.split(separator: " such as").first ?? ""
      context.report(
        code,
        at: node.range.lowerBound,
        text.isEmpty ? "this text is empty" : "`\(text.prefix(80))` is not \(noun)",
        expected: words.isEmpty ? expected : "one of \(words.joined(separator: ", "))",
        suggestion: nearest.map { "\"\($0)\"" }
      )
      return nil
    }
  }

  /// A text whose form a pattern describes, in the schema and in the message; `parse` decides.
  static func formed(
    _ expected: String,
    pattern: String,
    code: DiagnosticCode = .badValue,
    suggest: @escaping @Sendable (String) -> String? = { _ in nil },
    parse: @escaping @Sendable (String) -> Value?
  ) -> Shape {
    parsedText(
      expected,
      schema: [("pattern", .text(pattern))],
      code: code,
      suggest: suggest,
      parse: parse
    )
  }

  /// One of a fixed set of words.
  static func choice(_ noun: String, _ values: [(word: String, value: Value)]) -> Shape {
    let words = values.map(\.word)
    return parsedText(noun, schema: [("enum", .texts(words))], words: words) { text in
      values.first { $0.word == text }?.value
    }
  }

  /// A list; elements that are wrong are reported and left out.
  static func list<Element: Sendable>(
    of element: Shape<Element>,
    minimum: Int = 1
  ) -> Shape where Value == [Element] {
    let schema = SchemaValue.object([
      ("type", .text("array")), ("minItems", .number(String(minimum))),
      ("maxItems", .number(String(DefinitionLimits.listElements))), ("items", element.schema),
    ])
    let expected = "a list"
    return Shape(kinds: [.array], expected: expected, schema: schema) { node, context in
      guard case .array(let elements) = node.content else { return nil }
      if elements.count < minimum, !node.isDamaged {
        let reason = "this list is empty"
        context.report(
          .badValue,
          at: node.range.lowerBound,
          reason,
          expected: "an element, or no key at all"
        )
      }
      guard elements.count <= DefinitionLimits.listElements else {
        let reason = "this list has more than \(DefinitionLimits.listElements) elements"
        context.report(.outOfRange, at: node.range.lowerBound, reason)
        return nil
      }
      return elements.compactMap { element.decode($0, context) }
    }
  }

  /// One element, or a list of them.
  static func oneOrMore<Element: Sendable>(
    _ element: Shape<Element>
  ) -> Shape where Value == [Element] {
    element.map { [$0] }.or(.list(of: element))
  }
}

extension Shape where Value: RawRepresentable, Value.RawValue == String {
  static func choice(_ noun: String, of values: [Value]) -> Shape {
    choice(noun, values.map { ($0.rawValue, $0) })
  }
}
