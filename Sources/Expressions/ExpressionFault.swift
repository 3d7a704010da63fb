/// What is wrong with an expression before any paper is read, at its place.
package struct ExpressionFault: Error, Hashable, Sendable {
  package enum Code: String, Sendable, CaseIterable {
    /// What stands there is no expression: a missing operand, bracket, quote.
    case syntax
    /// A literal that is no value: a day that the calendar does not have, a number past 38 digits.
    case badLiteral = "bad-literal"
    case unknownName = "unknown-name"
    case unknownField = "unknown-field"
    case unknownFunction = "unknown-function"
    /// Operator or function with values of types that it does not take.
    case wrongType = "wrong-type"
    case mixedCurrencies = "mixed-currencies"
    case badPattern = "bad-pattern"
    /// `null`, and what else CEL has and this language has not on purpose.
    case notInLanguage = "not-in-language"
    /// Longer, deeper or with more parts than an expression may have.
    case tooLarge = "too-large"
  }

  package var code: Code
  /// One sentence for the person who wrote it.
  package var message: String
  /// In UTF-8 bytes of the expression's text; empty at a place where something is missing.
  package var range: Range<Int>
  package var expected: String?
  /// What was probably meant, to be written in the place of `range`.
  package var suggestion: String?

  package init(
    _ code: Code,
    _ message: String,
    at range: Range<Int>,
    expected: String? = nil,
    suggestion: String? = nil
  ) {
    self.code = code
    self.message = message
    self.range = range
    self.expected = expected
    self.suggestion = suggestion
  }
}

/// All faults of one expression, in the order of their places.
package struct ExpressionFaults: Error, Hashable, Sendable {
  package var faults: [ExpressionFault]
  package init(_ faults: [ExpressionFault]) { self.faults = faults }
}
