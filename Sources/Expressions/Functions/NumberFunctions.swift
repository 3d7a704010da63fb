import Values

/// Reckoning with numbers and money, and what makes numbers of other values.
enum NumberFunctions {
  static let overloads: [FunctionOverload] =
    signs + rounding + NumberExtremes.overloads + sums + making

  private static let signs: [FunctionOverload] = [
    .function("abs", [.number], .number, cost: .steps(1), "The number without its sign.") {
      a throws(EvaluationError) in .number(try a.number(0).magnitude)
    },
    FunctionOverload.function(
      "abs",
      [.money(nil)],
      .money(nil),
      cost: .steps(1),
      "The amount without its sign."
    ) { a throws(EvaluationError) in
      let money = try a.money(0)
      return .money(MoneyAmount(money.amount.magnitude, money.currency))
    }.giving { $0[0] },
  ]

  private static let rounding: [FunctionOverload] = [
    .function(
      "round",
      [.number],
      .number,
      cost: .steps(1),
      "The nearest whole number, halves away from 0."
    ) { a throws(EvaluationError) in .number(try NumberRounding.round(try a.number(0), 0, .halfUp))
    },
    .function(
      "round",
      [.number, .number],
      .number,
      cost: .steps(1),
      "The number with so many decimals, halves away from 0; -2: whole hundreds."
    ) { a throws(EvaluationError) in
      .number(try NumberRounding.round(try a.number(0), try a.whole(1), .halfUp))
    },
    FunctionOverload.function(
      "round",
      [.money(nil)],
      .money(nil),
      cost: .steps(1),
      "The amount rounded to its currency's smallest unit, halves away from 0."
    ) { a throws(EvaluationError) in
      let money = try a.money(0)
      let amount = try NumberRounding.round(money.amount, money.currency.exponent, .halfUp)
      return .money(MoneyAmount(amount, money.currency))
    }.giving { $0[0] },
    FunctionOverload.function(
      "round",
      [.money(nil), .number],
      .money(nil),
      cost: .steps(1),
      "The amount with so many decimals, halves away from 0."
    ) { a throws(EvaluationError) in
      let money = try a.money(0)
      let amount = try NumberRounding.round(money.amount, try a.whole(1), .halfUp)
      return .money(MoneyAmount(amount, money.currency))
    }.giving { $0[0] },
    .function("floor", [.number], .number, cost: .steps(1), "The whole number at or below.") {
      a throws(EvaluationError) in .number(try NumberRounding.floor(try a.number(0)))
    },
    .function("ceil", [.number], .number, cost: .steps(1), "The whole number at or above.") {
      a throws(EvaluationError) in
      .number(try NumberRounding.floor(try a.number(0).negated).negated)
    },
  ]

  private static let sums: [FunctionOverload] = [
    .function("sum", [.list(.number)], .number, "The sum of a list of numbers; 0 for an empty one.")
    {
      a throws(EvaluationError) in
      try ListSum.sum(try a.list(0), from: nil) ?? .number(.zero)
    },
    FunctionOverload.function(
      "sum",
      [.list(.money(nil))],
      .money(nil),
      "The sum of a list of amounts."
    ) {
      a throws(EvaluationError) in
      guard let sum = try ListSum.sum(try a.list(0), from: nil) else {
        throw EvaluationError(
          .absent,
          "the sum of no amounts has no currency; write sum(list, money(\"0 EUR\"))"
        )
      }
      return sum
    }.giving { ListTypes.element($0[0]) },
    .function(
      "sum",
      [.list(.number), .number],
      .number,
      "The sum of a list of numbers and of a first number."
    ) { a throws(EvaluationError) in try ListSum.sum(try a.list(0), from: a[1]) ?? a[1] },
    FunctionOverload.function(
      "sum",
      [.list(.money(nil)), .money(nil)],
      .money(nil),
      "The sum of a list of amounts and of a first amount, which an empty list gives."
    ) { a throws(EvaluationError) in try ListSum.sum(try a.list(0), from: a[1]) ?? a[1] }
    .giving { $0[1] },
  ]

  private static let making: [FunctionOverload] =
    ["number", "double"].flatMap { name in
      [
        FunctionOverload.function(name, [.text], .number, "The number that a text is.") {
          a throws(EvaluationError) in .number(try ValueText.number(try a.text(0)))
        }.foldingConstants(),
        .function(name, [.number], .number, cost: .steps(1), "The same number.") {
          a throws(EvaluationError) in a[0]
        },
      ]
    }
    + whole("int", Int128(Int64.min)...Int128(Int64.max))
    + whole("uint", 0...Int128(UInt64.max))
    + [
      .function(
        "int",
        [.timestamp],
        .number,
        cost: .steps(1),
        "The seconds since 1970-01-01T00:00:00Z."
      ) {
        a throws(EvaluationError) in .number(ExactDecimal(Int(try a.timestamp(0).seconds)))
      }
    ]

  private static func whole(_ name: String, _ range: ClosedRange<Int128>) -> [FunctionOverload] {
    let limits = "between \(range.lowerBound) and \(range.upperBound)"
    return [
      .function(
        name,
        [.number],
        .number,
        cost: .steps(1),
        "The number without its decimals, \(limits)."
      ) {
        a throws(EvaluationError) in
        let number = try a.number(0)
        let whole = try NumberRounding.round(number, 0, .down)
        guard range.contains(whole.coefficient) else {
          throw EvaluationError(.outOfRange, "\(number) is not \(limits)")
        }
        return .number(whole)
      },
      .function(name, [.text], .number, "The whole number that a text is, \(limits).") {
        a throws(EvaluationError) in
        let number = try ValueText.number(try a.text(0))
        guard number.scale == 0 else {
          throw EvaluationError(.badValue, "\(number) is no whole number; number() takes decimals")
        }
        guard range.contains(number.coefficient) else {
          throw EvaluationError(.outOfRange, "\(number) is not \(limits)")
        }
        return .number(number)
      },
    ]
  }
}

/// Rounding to any number of decimals, before the point, too.
enum NumberRounding {
  static func round(
    _ number: ExactDecimal,
    _ digits: Int,
    _ rule: RoundingRule
  ) throws(EvaluationError) -> ExactDecimal {
    guard digits.magnitude <= UInt(ExactDecimal.maximumScale) else {
      throw EvaluationError(.outOfRange, "numbers are rounded to 38 digits at most, not \(digits)")
    }
    do throws(ArithmeticError) {
      if digits >= 0 { return try number.rounded(to: digits, rule) }
      let unit = ExactDecimal(coefficient: 1, scale: -digits)
      let units = try number.multiplied(by: unit).rounded(to: 0, rule)
      guard let rounded = units.shifted(by: -digits) else { throw .overflow }
      return rounded
    } catch {
      throw EvaluationError(error, in: "\(number) rounded to \(digits) digits")
    }
  }

  static func floor(_ number: ExactDecimal) throws(EvaluationError) -> ExactDecimal {
    let whole = try round(number, 0, .down)
    guard whole > number else { return whole }
    do throws(ArithmeticError) {
      return try whole.subtracting(ExactDecimal(1))
    } catch {
      throw EvaluationError(error, in: "floor(\(number))")
    }
  }
}

/// Adding up.
enum ListSum {
  /// Nil for an empty list without a first value.
  static func sum(
    _ elements: [ExpressionValue],
    from first: ExpressionValue?
  ) throws(EvaluationError) -> ExpressionValue? {
    var sum = first
    for element in elements {
      guard let before = sum else {
        switch element {
        case .number, .money: sum = element
        default:
          throw EvaluationError(.wrongType, "sum takes numbers or money, not \(element.typeWords)")
        }
        continue
      }
      sum = try added(before, element)
    }
    return sum
  }

  private static func added(
    _ left: ExpressionValue,
    _ right: ExpressionValue
  ) throws(EvaluationError) -> ExpressionValue {
    do throws(ArithmeticError) {
      switch (left, right) {
      case (.number(let left), .number(let right)): return .number(try left.adding(right))
      case (.money(let left), .money(let right)):
        guard left.currency == right.currency else {
          throw .mixedCurrencies(left.currency, right.currency)
        }
        return .money(MoneyAmount(try left.amount.adding(right.amount), left.currency))
      default: break
      }
    } catch {
      throw EvaluationError(error, in: "the sum")
    }
    throw EvaluationError(.wrongType, "sum cannot add \(right.typeWords) to \(left.typeWords)")
  }
}
