import Values

extension ExpressionValue {
  /// Below zero, zero or above it as this stands before, with or behind `other`; nil where the two have no order.
  func compare(_ other: ExpressionValue) -> Int? {
    switch (self, other) {
    case (.number(let left), .number(let right)): Self.order(left, right)
    case (.text(let left), .text(let right)): left.compare(right)
    case (.day(let left), .day(let right)): Self.order(left, right)
    case (.money(let left), .money(let right)):
      left.currency == right.currency ? Self.order(left.amount, right.amount) : nil
    case (.bool(let left), .bool(let right)): Self.order(left ? 1 : 0, right ? 1 : 0)
    case (.timestamp(let left), .timestamp(let right)): Self.order(left, right)
    case (.duration(let left), .duration(let right)): Self.order(left, right)
    case (.bytes(let left), .bytes(let right)):
      left == right ? 0 : left.lexicographicallyPrecedes(right) ? -1 : 1
    default: nil
    }
  }

  private static func order<Value: Comparable>(_ left: Value, _ right: Value) -> Int {
    left < right ? -1 : right < left ? 1 : 0
  }

  /// Why `compare` says nil.
  func cannotCompare(with other: ExpressionValue, at range: Range<Int>?) -> EvaluationError {
    if case .money(let left) = self, case .money(let right) = other {
      return .mixed(left.currency, right.currency, at: range)
    }
    return EvaluationError(
      .wrongType,
      "\(typeWords) and \(other.typeWords) have no order",
      at: range
    )
  }
}

extension EvaluationError {
  static func mixed(_ left: Currency, _ right: Currency, at range: Range<Int>?) -> EvaluationError {
    EvaluationError(
      .mixedCurrencies,
      "\(left) and \(right) cannot be reckoned together",
      at: range
    )
  }

  init(_ error: ArithmeticError, at range: Range<Int>? = nil) {
    switch error {
    case .overflow:
      self.init(.overflow, "the result needs more than 38 digits", at: range)
    case .mixedCurrencies(let left, let right):
      self = .mixed(left, right, at: range)
    case .inexact:
      self.init(.badValue, "the amount has more decimals than its currency", at: range)
    case .divisionByZero:
      self.init(.divisionByZero, "a division by zero", at: range)
    }
  }

  /// The same at `range`, unless it has a place already.
  func placed(at range: Range<Int>) -> EvaluationError {
    guard self.range == nil else { return self }
    var copy = self
    copy.range = range
    return copy
  }
}
