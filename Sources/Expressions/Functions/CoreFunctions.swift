import Values

/// What money, days and durations are made with, and what looks at types.
enum CoreFunctions {
  static let overloads: [FunctionOverload] = types + money + days + durations

  private static let types: [FunctionOverload] = [
    FunctionOverload(
      "dyn",
      [.anything],
      .anything,
      cost: .steps(1),
      "The value; its type is looked at only when it is evaluated."
    ) { (arguments, _) throws(EvaluationError) in arguments[0] },
    FunctionOverload("type", [.anything], .type, cost: .steps(1), "The type of a value.") {
      (arguments, _) throws(EvaluationError) in .type(arguments[0].typeName)
    },
  ]

  private static let money: [FunctionOverload] = [
    FunctionOverload("money", [.text], .money(nil), "The amount that a text says: \"5000.00 EUR\".")
    { (arguments, _) throws(EvaluationError) in
      guard case .text(let text) = arguments[0] else { return arguments[0] }
      return .money(try MoneyText.money(text))
    }.foldingConstants(),
    FunctionOverload(
      "money",
      [.number, .text],
      .money(nil),
      "The amount of a number in a currency: money(5000, \"EUR\")."
    ) { (arguments, _) throws(EvaluationError) in
      guard case .number(let number) = arguments[0], case .text(let code) = arguments[1] else {
        return arguments[0]
      }
      return .money(MoneyAmount(number, try MoneyText.currency(code)))
    }.foldingConstants(),
  ]

  private static let days: [FunctionOverload] = [
    FunctionOverload("day", [.text], .day, "The day that a text says: \"2026-03-14\".") {
      (arguments, _) throws(EvaluationError) in
      guard case .text(let text) = arguments[0] else { return arguments[0] }
      if let day = Day(text) { return .day(day) }
      throw EvaluationError(
        .badValue,
        "\(text.debugDescription) is no day; a day is written like \"2026-03-14\""
      )
    }.foldingConstants(),
    FunctionOverload(
      "day",
      [.number, .number, .number],
      .day,
      "The day of a year, month and day: day(2026, 3, 14)."
    ) { (arguments, _) throws(EvaluationError) in
      let parts = arguments.compactMap {
        if case .number(let part) = $0 { part.wholeNumber } else { nil }
      }
      if parts.count == 3, let day = Day(year: parts[0], month: parts[1], day: parts[2]) {
        return .day(day)
      }
      let written = arguments.map(\.displayText).joined(separator: ", ")
      throw EvaluationError(.badValue, "the calendar has no day \(written) (year, month, day)")
    }.foldingConstants(),
    FunctionOverload(
      "endOfMonth",
      isMethod: true,
      [.day],
      .day,
      cost: .steps(1),
      "The last day of the day's month."
    ) { (arguments, _) throws(EvaluationError) in
      guard case .day(let day) = arguments[0] else { return arguments[0] }
      let length = Day.length(ofMonth: day.month, year: day.year)
      return .day(day.adding(days: length - day.day))
    },
  ]

  private static let durations: [FunctionOverload] = [
    duration("weeks", seconds: 604_800), duration("days", seconds: 86_400),
    duration("hours", seconds: 3_600), duration("minutes", seconds: 60),
    duration("seconds", seconds: 1),
  ]

  /// So many of a unit; parts of one are taken down to the nanosecond.
  private static func duration(_ name: String, seconds: Int) -> FunctionOverload {
    FunctionOverload(name, [.number], .duration, cost: .steps(1), "A duration of so many \(name).")
    {
      (arguments, _) throws(EvaluationError) in
      guard case .number(let number) = arguments[0] else { return arguments[0] }
      do {
        let unit = ExactDecimal(coefficient: Int128(seconds) * 1_000_000_000, scale: 0)
        let nanoseconds = try number.multiplied(by: unit).rounded(to: 0, .down)
        return .duration(try DurationLimits.checked(nanoseconds.coefficient))
      } catch let error as EvaluationError {
        throw error
      } catch {
        throw EvaluationError(.outOfRange, "\(number) \(name) are more than a duration can be")
      }
    }.foldingConstants()
  }
}

/// Amounts as texts: `5000.00 EUR`.
enum MoneyText {
  static func money(_ text: String) throws(EvaluationError) -> MoneyAmount {
    let parts = text.split(separator: " ", omittingEmptySubsequences: true)
    if parts.count == 2, let amount = ExactDecimal(parts[0]), let currency = Currency(parts[1]) {
      return MoneyAmount(amount, currency)
    }
    throw EvaluationError(.badValue, "\(text.debugDescription) is no amount" + advice(text, parts))
  }

  static func currency(_ code: String) throws(EvaluationError) -> Currency {
    if let currency = Currency(code) { return currency }
    throw EvaluationError(
      .badValue,
      "\(code.debugDescription) is no currency; its code of three letters is wanted, as EUR or USD"
    )
  }

  private static func advice(_ text: String, _ parts: [Substring]) -> String {
    if parts.count == 1, ExactDecimal(parts[0]) != nil {
      return ": its currency is missing, as in \"\(parts[0]) EUR\""
    }
    if parts.count == 2, ExactDecimal(parts[0]) != nil {
      return ": \(parts[1]) is no currency's code of three letters, as EUR or USD are"
    }
    if text.contains(",") {
      return ": decimals stand behind a point and thousands are not grouped, as in \"1234.56 EUR\""
    }
    return ": it is written number, blank, currency, as in \"5000.00 EUR\""
  }
}
