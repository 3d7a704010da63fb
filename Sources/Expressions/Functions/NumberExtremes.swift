import Values

/// `min` and `max` of what has an order, and `math.least` and `math.greatest` of numbers.
enum NumberExtremes {
  static let overloads: [FunctionOverload] =
    of("min", "smallest", isGreatest: false) + of("max", "greatest", isGreatest: true)

  static let mathOverloads: [FunctionOverload] =
    ofNumbers("math.least", "smallest", isGreatest: false)
    + ofNumbers("math.greatest", "greatest", isGreatest: true)

  private static func of(_ name: String, _ word: String, isGreatest: Bool) -> [FunctionOverload] {
    let types: [(ExpressionType, String)] = [
      (.number, "The \(word) of the numbers."),
      (.money(nil), "The \(word) of the amounts, which are of one currency."),
      (.day, "The \(isGreatest ? "latest" : "earliest") of the days."),
      (.timestamp, "The \(isGreatest ? "latest" : "earliest") of the points in time."),
      (.duration, "The \(isGreatest ? "longest" : "shortest") of the durations."),
    ]
    return types.map { type, summary in
      FunctionOverload.function(
        name,
        [type],
        isVariadic: true,
        type,
        summary
      ) {
        a throws(EvaluationError) in try extreme(a.values, isGreatest)
      }.giving(ListTypes.common)
    } + [
      FunctionOverload.function(
        name,
        [.list(.anything)],
        .anything,
        "The same of the elements of a list."
      ) {
        a throws(EvaluationError) in try extreme(try a.list(0), isGreatest)
      }.giving { ListTypes.element($0[0]) }
    ]
  }

  private static func ofNumbers(
    _ name: String,
    _ word: String,
    isGreatest: Bool
  ) -> [FunctionOverload] {
    [
      .function(name, [.number], isVariadic: true, .number, "The \(word) of the numbers.") {
        a throws(EvaluationError) in try extreme(a.values, isGreatest)
      },
      .function(name, [.list(.number)], .number, "The \(word) of a list of numbers.") {
        a throws(EvaluationError) in
        for element in try a.list(0) {
          guard case .number = element else {
            throw EvaluationError(.wrongType, "\(name) takes numbers, not \(element.typeWords)")
          }
        }
        return try extreme(try a.list(0), isGreatest)
      },
    ]
  }

  private static func extreme(
    _ values: [ExpressionValue],
    _ isGreatest: Bool
  ) throws(EvaluationError) -> ExpressionValue {
    guard var best = values.first else {
      throw EvaluationError(
        .absent,
        "an empty list has no \(isGreatest ? "greatest" : "smallest") value; ask size() first"
      )
    }
    for value in values {
      guard let order = value.compare(best) else { throw value.cannotCompare(with: best, at: nil) }
      if isGreatest ? order > 0 : order < 0 { best = value }
    }
    return best
  }
}

/// The types of lists' elements and of several values at once.
enum ListTypes {
  static func element(_ list: ExpressionType) -> ExpressionType {
    if case .list(let element) = list { return element }
    return .anything
  }

  /// The one type of all; money of several currencies is money in a currency that is not known.
  static func common(_ types: [ExpressionType]) -> ExpressionType {
    guard let first = types.first else { return .anything }
    if types.allSatisfy({ $0 == first }) { return first }
    let areMoney = types.allSatisfy {
      if case .money = $0 { return true }
      return false
    }
    return areMoney ? .money(nil) : .anything
  }
}
