import Values

/// `x.name` and `x.?name` of a value whose fields are not declared: a map, money, a day, an optional of one.
final class SelectOperation: Operation {
  let range: Range<Int>
  private let operand: any Operation
  private let name: String
  private let isOptional: Bool

  init(_ operand: any Operation, _ name: String, isOptional: Bool, at range: Range<Int>) {
    self.operand = operand
    self.name = name
    self.isOptional = isOptional
    self.range = range
  }

  func value(_ run: inout Evaluation) throws(EvaluationError) -> ExpressionValue {
    try run.charge(1)
    let value = try operand.value(&run)
    if case .optional(let inner) = value {
      guard let inner else { return value }
      return Self.flat(try select(from: inner))
    }
    let selected = try select(from: value)
    if isOptional { return Self.flat(selected) }
    if let selected { return selected }
    throw EvaluationError(.absent, "there is no \(name)", at: range)
  }

  func isPresent(_ run: inout Evaluation) throws(EvaluationError) -> Bool {
    try run.charge(1)
    do {
      let value = try operand.value(&run)
      if case .optional(let inner) = value {
        guard let inner else { return false }
        return try select(from: inner) != nil
      }
      return try select(from: value) != nil
    } catch {
      if error.code == .absent { return false }
      throw error
    }
  }

  private static func flat(_ value: ExpressionValue?) -> ExpressionValue {
    .optional(value)
  }

  private func select(from value: ExpressionValue) throws(EvaluationError) -> ExpressionValue? {
    switch value {
    case .map(let map): return map[.text(name)]
    case .object(let object): return try ObjectPath.select(name, from: object, at: range)
    case .money, .day, .duration:
      if let selected = Selectors.select(name, from: value) { return selected }
    case .bool, .number, .text, .bytes, .timestamp, .list, .optional, .type: break
    }
    throw EvaluationError(.wrongType, "\(value.typeWords) has no field \(name)", at: range)
  }
}

/// Fields of an object whose type is known at evaluation only.
enum ObjectPath {
  static func select(
    _ name: String,
    from object: any ExpressionObject,
    at range: Range<Int>
  ) throws(EvaluationError) -> ExpressionValue? {
    guard let field = object.objectType.index(of: name) else {
      throw EvaluationError(
        .absent,
        "\(object.objectType.name) has no field \(name)",
        at: range
      )
    }
    do {
      return try object.value(at: field)
    } catch {
      throw error.placed(at: range)
    }
  }
}

/// The fields that money, days and durations have by their nature.
enum Selectors {
  struct Selector: Sendable {
    let name: String
    let type: ExpressionType
    var range: NumberRange?
  }

  private static let months = NumberRange(1...12)
  private static let days = NumberRange(1...31)
  private static let weekdays = NumberRange(1...7, meaning: "1 is Monday, 7 Sunday")

  static func all(of type: ExpressionType) -> [Selector] {
    switch type {
    case .money: [Selector(name: "amount", type: .number), Selector(name: "currency", type: .text)]
    case .day:
      [
        Selector(name: "year", type: .number),
        Selector(name: "month", type: .number, range: months),
        Selector(name: "day", type: .number, range: days),
        Selector(name: "weekday", type: .number, range: weekdays),
      ]
    case .duration: [Selector(name: "days", type: .number)]
    case .bool, .number, .text, .bytes, .timestamp, .list, .map, .optional, .object, .type,
      .anything:
      []
    }
  }

  static func select(_ name: String, from value: ExpressionValue) -> ExpressionValue? {
    switch (value, name) {
    case (.money(let money), "amount"): .number(money.amount)
    case (.money(let money), "currency"): .text(money.currency.code)
    case (.day(let day), "year"): .number(ExactDecimal(day.year))
    case (.day(let day), "month"): .number(ExactDecimal(day.month))
    case (.day(let day), "day"): .number(ExactDecimal(day.day))
    case (.day(let day), "weekday"): .number(ExactDecimal(day.weekday))
    case (.duration(let duration), "days"): .number(ExactDecimal(duration.wholeDays))
    default: nil
    }
  }
}

extension Day {
  /// 1 (Monday) to 7: 1970-01-01 was a Thursday.
  var weekday: Int {
    let shifted = (Int(number) + 3) % 7
    return (shifted < 0 ? shifted + 7 : shifted) + 1
  }
}

/// `x[i]` and `x[?i]`.
final class IndexOperation: Operation {
  let range: Range<Int>
  private let operand: any Operation
  private let index: any Operation
  private let isOptional: Bool

  init(_ operand: any Operation, _ index: any Operation, isOptional: Bool, at range: Range<Int>) {
    self.operand = operand
    self.index = index
    self.isOptional = isOptional
    self.range = range
  }

  func value(_ run: inout Evaluation) throws(EvaluationError) -> ExpressionValue {
    try run.charge(1)
    let value = try operand.value(&run)
    let index = try index.value(&run)
    if case .optional(let inner) = value {
      guard let inner else { return value }
      return .optional(try look(for: index, in: inner))
    }
    let found = try look(for: index, in: value)
    if isOptional { return .optional(found) }
    if let found { return found }
    throw missing(index, in: value)
  }

  private func look(
    for index: ExpressionValue,
    in value: ExpressionValue
  ) throws(EvaluationError) -> ExpressionValue? {
    switch value {
    case .map(let map): return ExpressionMap.Key(index).flatMap { map[$0] }
    case .list(let elements):
      guard case .number(let number) = index else {
        throw EvaluationError(
          .wrongType,
          "a list's positions are numbers from 0, not \(index.typeWords)",
          at: range
        )
      }
      guard let place = number.wholeNumber else {
        throw EvaluationError(.badValue, "\(number) is no position in a list", at: range)
      }
      return elements.indices.contains(place) ? elements[place] : nil
    case .object(let object):
      guard case .text(let name) = index else { break }
      return try ObjectPath.select(name, from: object, at: range)
    case .bool, .number, .text, .bytes, .day, .money, .timestamp, .duration, .optional, .type:
      break
    }
    throw EvaluationError(
      .wrongType,
      "\(value.typeWords) has nothing to be found by [ ]",
      at: range
    )
  }

  private func missing(_ index: ExpressionValue, in value: ExpressionValue) -> EvaluationError {
    if case .list(let elements) = value {
      return EvaluationError(
        .outOfRange,
        "position \(index.displayText) is not in the list: it has \(elements.count) elements, from 0",
        at: range
      )
    }
    return EvaluationError(.absent, "the map has no key \(index.displayText)", at: range)
  }
}

extension ExactDecimal {
  /// The number where it is a whole one that a machine word holds.
  var wholeNumber: Int? {
    if scale == 0 { return Int(exactly: coefficient) }
    let normal = normalized
    return normal.scale == 0 ? Int(exactly: normal.coefficient) : nil
  }
}
