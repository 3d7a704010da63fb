import Values

/// What is said about an arithmetic operator between values that it does not take.
struct ArithmeticWords {
  let sign: Arithmetic
  let left: ExpressionType
  let right: ExpressionType

  func fault(_ first: Syntax, _ last: Syntax, _ term: Syntax.Term) -> ExpressionFault {
    let range = last.range.lowerBound..<term.operand.range.upperBound
    if case .money(let a?) = left, case .money(let b?) = right, a != b {
      return ExpressionFault(
        .mixedCurrencies,
        "\(a) and \(b) cannot be reckoned together",
        at: range,
        expected: "amounts in one currency"
      )
    }
    return ExpressionFault(
      .wrongType,
      "\(sign.rawValue) does not take \(left) and \(right)" + advice,
      at: range,
      expected: expected,
      suggestion: nil
    )
  }

  private var expected: String? {
    switch (left, right) {
    case (.money(let currency), .number): "money(\"... \(currency?.code ?? "EUR")\")"
    case (.number, .money(let currency)): "money(\"... \(currency?.code ?? "EUR")\")"
    case (.day, .number): "days(30)"
    default: nil
    }
  }

  private var advice: String {
    switch (left, right) {
    case (.money, .number), (.number, .money): ": both sides are money, or .amount makes a number"
    case (.money, .money): sign == .multiply ? ": multiply by a number" : ""
    case (.day, .number): ": a day moves by days(...)"
    case (.text, _): sign == .add ? ": text(...) makes a text" : ""
    case (_, .text): sign == .add ? ": text(...) makes a text" : ""
    case (.optional, _), (_, .optional): ": orValue(...) gives what is in it"
    default: ""
    }
  }
}

/// What is said about a comparison between values that have nothing to compare.
struct ComparisonWords {
  let relation: Relation
  let left: ExpressionType
  let right: ExpressionType

  /// Amounts in two currencies; nil where they may be in one.
  func mixed(at range: Range<Int>) -> ExpressionFault? {
    guard case .money(let a?) = left, case .money(let b?) = right, a != b else { return nil }
    return ExpressionFault(
      .mixedCurrencies,
      "an amount in \(a) is compared with one in \(b)",
      at: range,
      expected: "amounts in one currency"
    )
  }

  /// Nil where the two can be compared.
  func fault(_ first: Syntax, _ second: Syntax, sign: Range<Int>) -> ExpressionFault? {
    let range = first.range.lowerBound..<second.range.upperBound
    if let fault = mixed(at: range) { return fault }
    if left.joined(with: right) == nil { return unlike(first, second, range) }
    guard relation != .equal, relation != .notEqual else { return nil }
    guard let unordered = [left, right].first(where: { !$0.hasOrder }) else { return nil }
    return ExpressionFault(
      .wrongType,
      "\(relation.rawValue) does not take \(unordered): it has no order",
      at: range,
      expected: "== or !=, or a number, text, amount or day"
    )
  }

  private func unlike(_ first: Syntax, _ second: Syntax, _ range: Range<Int>) -> ExpressionFault {
    let money = moneySuggestion(first, second)
    if case .relation = first.kind {
      return ExpressionFault(
        .wrongType,
        "comparisons do not follow each other: each is true or false",
        at: range,
        expected: "a < b && b < c"
      )
    }
    if let fault = fieldsWanted(first, left) ?? fieldsWanted(second, right) { return fault }
    return ExpressionFault(
      .wrongType,
      "\(left) is compared with \(right)" + (advice ?? ""),
      at: money?.range ?? range,
      expected: money?.text ?? (left.isLiteralLike ? "\(right)" : "\(left)"),
      suggestion: money?.text ?? textSuggestion(second)
    )
  }

  /// What is said about something with fields, of which none is named: `duplicate == true`.
  private func fieldsWanted(_ syntax: Syntax, _ type: ExpressionType) -> ExpressionFault? {
    guard case .object(let object) = type else { return nil }
    let source = syntax.canonical
    return ExpressionFault(
      .wrongType,
      "a \(object.name) is no value of its own",
      at: syntax.range,
      expected: "one of "
        + object.fields.prefix(8).map { "\(source).\($0.path)" }.joined(separator: ", ")
    )
  }

  /// The literal beside an amount, written as an amount.
  private func moneySuggestion(
    _ first: Syntax,
    _ second: Syntax
  ) -> (text: String, range: Range<Int>)? {
    switch (left, right) {
    case (.money(let currency), .number): Self.money(second, currency)
    case (.number, .money(let currency)): Self.money(first, currency)
    default: nil
    }
  }

  private static func money(
    _ syntax: Syntax,
    _ currency: Currency?
  ) -> (text: String, range: Range<Int>)? {
    guard case .literal(.number(let number)) = syntax.kind else { return nil }
    return ("money(\"\(number) \(currency?.code ?? "EUR")\")", syntax.range)
  }

  private var advice: String? {
    switch (left, right) {
    case (.money, .number), (.number, .money):
      ": write the amount with its currency, or take .amount of it"
    case (.day, .text), (.text, .day): ": a day is written day(\"2026-03-14\")"
    case (.optional, _), (_, .optional): ": orValue(...) gives what is in it"
    default: nil
    }
  }

  private func textSuggestion(_ second: Syntax) -> String? { nil }
}

extension ExpressionType {
  fileprivate var hasOrder: Bool {
    switch self {
    case .bool, .number, .text, .bytes, .day, .money, .timestamp, .duration, .anything: true
    case .list, .map, .optional, .object, .type: false
    }
  }

  fileprivate var isLiteralLike: Bool { self == .anything }
}

/// An example of a comparison for a value that stands alone as a condition.
enum ConditionHint {
  static func example(_ type: ExpressionType) -> String {
    switch type {
    case .number: "x > 0"
    case .text: "x == \"...\""
    case .day: "x < day(\"2026-03-14\")"
    case .money: "x > money(\"100 EUR\")"
    case .list: "size(x) > 0"
    case .optional: "x.hasValue()"
    case .bool, .bytes, .timestamp, .duration, .map, .object, .type, .anything: "x == y"
    }
  }
}
