import Values

/// What money, days and durations are made with, and what looks at types.
enum CoreFunctions {
  static let overloads: [FunctionOverload] = [
    FunctionOverload(
      "dyn",
      [.anything],
      .anything,
      cost: .steps(1),
      "The value, its type not looked at before evaluation."
    ) {
      (arguments, _) throws(EvaluationError) in arguments[0]
    }
  ]
}
