import Expressions

/// The codes of rules that are right and have no value for a paper, in words: `check` itself never gives them.
package enum EvaluationCodeText {
  /// Nil for what is no such code.
  package static func explained(_ word: String) -> String? {
    guard let code = EvaluationError.Code(rawValue: word) else { return nil }
    return """
      `\(code.rawValue)`: a rule has no value for the paper at hand. \(code.meaning)
      A check that has none is a finding, a computed field has none, and a rule of `decide` sends the paper to a person.
      All of these codes stand in docs/expressions.md.
      """
  }
}

extension EvaluationError.Code {
  fileprivate var meaning: String {
    switch self {
    case .absent: "A field, key or name is not there; has() asks first."
    case .outOfRange: "A place, day or number lies beyond what can be held."
    case .overflow: "A result has more than 38 digits."
    case .divisionByZero: "Something is divided by zero."
    case .mixedCurrencies: "Amounts of two currencies meet."
    case .badValue: "A text is no number, day, amount or whatever it is to be read as."
    case .wrongType: "Values do not go together whose types were not known before."
    case .duplicateKey: "A key stands twice in a map."
    case .badPattern: "A pattern cannot be used, or searches too long."
    case .tooExpensive: "The evaluation passed a limit."
    }
  }
}
