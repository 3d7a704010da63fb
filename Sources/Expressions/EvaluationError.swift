/// Why an expression has no value for the paper at hand.
package struct EvaluationError: Error, Hashable, Sendable {
  package enum Code: String, Sendable, CaseIterable {
    /// A field, key or variable that is not there: `has()` asks first.
    case absent
    /// A list position, a day, a number beyond what can be held.
    case outOfRange = "out-of-range"
    case overflow
    case divisionByZero = "division-by-zero"
    case mixedCurrencies = "mixed-currencies"
    /// A text that is no number, day, amount, ...
    case badValue = "bad-value"
    /// Values of these types do not go together; only where types are not known before.
    case wrongType = "wrong-type"
    /// A key that stands twice in a map.
    case duplicateKey = "duplicate-key"
    /// A pattern that cannot be used, or that would search too long.
    case badPattern = "bad-pattern"
    /// The evaluation passed its cost limit.
    case tooExpensive = "too-expensive"
  }

  package var code: Code
  /// One sentence with the values: `document.dueDate is absent`.
  package var message: String
  /// The place in the expression, in UTF-8 bytes; nil where the caller is to say it.
  package var range: Range<Int>?

  package init(_ code: Code, _ message: String, at range: Range<Int>? = nil) {
    self.code = code
    self.message = message
    self.range = range
  }
}
