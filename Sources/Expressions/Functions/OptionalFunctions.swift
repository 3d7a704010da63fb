import Values

/// Values that may be absent and say so themselves.
///
/// Source: CEL's optional values.
enum OptionalFunctions {
  static let overloads: [FunctionOverload] = making + asking

  private static let making: [FunctionOverload] = [
    FunctionOverload.function(
      "optional.of",
      [.anything],
      .optional(.anything),
      cost: .steps(1),
      "An optional with that value."
    ) { a throws(EvaluationError) in .optional(a[0]) }.giving { .optional($0[0]) },
    .function(
      "optional.none",
      [],
      .optional(.anything),
      cost: .steps(1),
      "An optional without a value."
    ) { _ throws(EvaluationError) in .optional(nil) },
    FunctionOverload.function(
      "optional.ofNonZeroValue",
      [.anything],
      .optional(.anything),
      cost: .steps(1),
      "An optional with that value, unless it is 0, empty or false."
    ) { a throws(EvaluationError) in .optional(isZero(a[0]) ? nil : a[0]) }
    .giving { .optional($0[0]) },
  ]

  private static let asking: [FunctionOverload] = [
    .method(
      "hasValue",
      on: .optional(.anything),
      .bool,
      cost: .steps(1),
      "True when it has a value."
    ) {
      a throws(EvaluationError) in .bool(try a.optional(0) != nil)
    },
    FunctionOverload.method(
      "value",
      on: .optional(.anything),
      .anything,
      cost: .steps(1),
      "The value; absent when there is none."
    ) { a throws(EvaluationError) in
      guard let value = try a.optional(0) else {
        throw EvaluationError(
          .absent,
          "the optional has no value; ask hasValue() or write orValue(...)"
        )
      }
      return value
    }.giving { inner($0[0]) },
    FunctionOverload.method(
      "or",
      on: .optional(.anything),
      [.optional(.anything)],
      .optional(.anything),
      cost: .steps(1),
      "The first of the two optionals that has a value."
    ) { a throws(EvaluationError) in try a.optional(0) != nil ? a[0] : a[1] }.giving {
      .optional(either(inner($0[0]), inner($0[1])))
    }.agreeing { (inner($0[0]), inner($0[1])) },
    FunctionOverload.method(
      "orValue",
      on: .optional(.anything),
      [.anything],
      .anything,
      cost: .steps(1),
      "The value, or the other one when there is none."
    ) { a throws(EvaluationError) in try a.optional(0) ?? a[1] }.giving {
      either(inner($0[0]), $0[1])
    }.agreeing { (inner($0[0]), $0[1]) },
  ]

  private static func inner(_ type: ExpressionType) -> ExpressionType {
    if case .optional(let inner) = type { return inner }
    return .anything
  }

  /// What is known of both: an optional that is always empty says nothing of its value's type.
  private static func either(_ left: ExpressionType, _ right: ExpressionType) -> ExpressionType {
    if left == .anything { return right }
    return right == .anything ? left : ListTypes.common([left, right])
  }

  private static func isZero(_ value: ExpressionValue) -> Bool {
    switch value {
    case .bool(let bool): !bool
    case .number(let number): number.isZero
    case .text(let text): text.isEmpty
    case .bytes(let bytes): bytes.isEmpty
    case .money(let money): money.amount.isZero
    case .duration(let duration): duration == .zero
    case .list(let elements): elements.isEmpty
    case .map(let map): map.count == 0
    case .optional(let inner): inner == nil
    case .timestamp(let timestamp): timestamp == Timestamp(seconds: 0)
    case .day, .object, .type: false
    }
  }
}
