import Expressions

/// Expressions are decoded as texts with their places; they are compiled when the whole workspace is known.
typealias ExpressionText = Located<String>

extension Shape where Value == ExpressionText {
  /// An expression of the rule language.
  static func expression(_ noun: String) -> Shape {
    Shape<String>.checked(
      noun,
      schema: [("minLength", .number("1")), ("maxLength", .number(String(maximum)))]
    ) { text throws(TextFault) in
      guard text.contains(where: { !$0.isWhitespace }) else {
        throw TextFault(code: .expressionSyntax, reason: "this expression is empty")
      }
      guard text.utf8.count <= maximum else {
        throw TextFault(
          code: .expressionTooLarge,
          reason: "this expression has more than \(maximum) bytes",
          expected: "a shorter one; `set` can give parts a name"
        )
      }
      return text
    }.located
  }

  /// A condition.
  static var condition: Shape { expression("an expression that is true or false") }

  /// A text with {expressions} in holes.
  static var message: Shape { expression("a text with {expressions}") }

  private static var maximum: Int { DefinitionLimits.expressionBytes }
}
