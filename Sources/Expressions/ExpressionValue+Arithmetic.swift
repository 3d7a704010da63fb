import Values

extension ExpressionValue {
  /// What the two come to; throws where their types do not go together or the result cannot be held.
  static func calculate(
    _ left: ExpressionValue,
    _ sign: Arithmetic,
    _ right: ExpressionValue
  ) throws(EvaluationError) -> ExpressionValue {
    do {
      switch sign {
      case .add: return try sum(left, right)
      case .subtract: return try difference(left, right)
      case .multiply: return try product(left, right)
      case .divide: return try quotient(left, right)
      case .remainder:
        guard case .number(let a) = left, case .number(let b) = right else { break }
        return .number(try a.remainder(by: b))
      }
    } catch let error as ArithmeticError {
      throw EvaluationError(error)
    } catch let error as EvaluationError {
      throw error
    } catch {
      throw EvaluationError(.badValue, "\(left.typeWords) \(sign.rawValue) \(right.typeWords)")
    }
    throw unfit(left, sign, right)
  }

  private static func unfit(
    _ left: ExpressionValue,
    _ sign: Arithmetic,
    _ right: ExpressionValue
  ) -> EvaluationError {
    EvaluationError(
      .wrongType,
      "\(sign.rawValue) does not take \(left.typeWords) and \(right.typeWords)"
    )
  }

  private static func sum(
    _ left: ExpressionValue,
    _ right: ExpressionValue
  ) throws -> ExpressionValue {
    switch (left, right) {
    case (.number(let a), .number(let b)): return .number(try a.adding(b))
    case (.money(let a), .money(let b)):
      guard a.currency == b.currency else {
        throw EvaluationError.mixed(a.currency, b.currency, at: nil)
      }
      return .money(MoneyAmount(try a.amount.adding(b.amount), a.currency))
    case (.text(let a), .text(let b)):
      try checkSize(a.utf8.count + b.utf8.count, ExpressionLimits.textBytes, "bytes")
      return .text(a + b)
    case (.bytes(let a), .bytes(let b)):
      try checkSize(a.count + b.count, ExpressionLimits.textBytes, "bytes")
      return .bytes(a + b)
    case (.list(let a), .list(let b)):
      try checkSize(a.count + b.count, ExpressionLimits.elements, "elements")
      return .list(a + b)
    case (.day(let day), .duration(let duration)), (.duration(let duration), .day(let day)):
      return .day(try day.moved(by: duration))
    case (.timestamp(let time), .duration(let duration)),
      (.duration(let duration), .timestamp(let time)):
      return .timestamp(try time.moved(by: duration))
    case (.duration(let a), .duration(let b)):
      return .duration(try DurationLimits.checked(a.wholeNanoseconds + b.wholeNanoseconds))
    default: throw unfit(left, .add, right)
    }
  }

  private static func difference(
    _ left: ExpressionValue,
    _ right: ExpressionValue
  ) throws -> ExpressionValue {
    switch (left, right) {
    case (.number(let a), .number(let b)): return .number(try a.subtracting(b))
    case (.money(let a), .money(let b)):
      guard a.currency == b.currency else {
        throw EvaluationError.mixed(a.currency, b.currency, at: nil)
      }
      return .money(MoneyAmount(try a.amount.subtracting(b.amount), a.currency))
    case (.day(let a), .day(let b)): return .duration(.seconds(b.days(until: a) * 86_400))
    case (.day(let day), .duration(let duration)):
      return .day(try day.moved(by: .zero - duration))
    case (.timestamp(let a), .timestamp(let b)):
      return .duration(try DurationLimits.checked(a.wholeNanoseconds - b.wholeNanoseconds))
    case (.timestamp(let time), .duration(let duration)):
      return .timestamp(try time.moved(by: .zero - duration))
    case (.duration(let a), .duration(let b)):
      return .duration(try DurationLimits.checked(a.wholeNanoseconds - b.wholeNanoseconds))
    default: throw unfit(left, .subtract, right)
    }
  }

  private static func product(
    _ left: ExpressionValue,
    _ right: ExpressionValue
  ) throws -> ExpressionValue {
    switch (left, right) {
    case (.number(let a), .number(let b)): .number(try a.multiplied(by: b))
    case (.money(let money), .number(let number)), (.number(let number), .money(let money)):
      .money(MoneyAmount(reckoned: try money.amount.multiplied(by: number), money.currency))
    default: throw unfit(left, .multiply, right)
    }
  }

  private static func quotient(
    _ left: ExpressionValue,
    _ right: ExpressionValue
  ) throws -> ExpressionValue {
    switch (left, right) {
    case (.number(let a), .number(let b)): return .number(try a.quotient(by: b))
    case (.money(let money), .number(let number)):
      return .money(MoneyAmount(reckoned: try money.amount.quotient(by: number), money.currency))
    case (.money(let a), .money(let b)):
      guard a.currency == b.currency else {
        throw EvaluationError.mixed(a.currency, b.currency, at: nil)
      }
      return .number(try a.amount.quotient(by: b.amount))
    default: throw unfit(left, .divide, right)
    }
  }

  /// `-x`.
  func negated() throws(EvaluationError) -> ExpressionValue {
    switch self {
    case .number(let number): return .number(number.negated)
    case .money(let money): return .money(MoneyAmount(money.amount.negated, money.currency))
    case .duration(let duration): return .duration(.zero - duration)
    case .bool, .text, .bytes, .day, .timestamp, .list, .map, .optional, .object, .type:
      throw EvaluationError(.wrongType, "- does not take \(typeWords)")
    }
  }

  private static func checkSize(_ size: Int, _ limit: Int, _ what: String) throws(EvaluationError) {
    guard size > limit else { return }
    throw EvaluationError(.tooExpensive, "the result would have more than \(limit) \(what)")
  }
}
