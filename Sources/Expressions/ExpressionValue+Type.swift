extension ExpressionValue {
  /// The type of the value at hand; elements of several types are any value.
  package var type: ExpressionType {
    switch self {
    case .bool: .bool
    case .number: .number
    case .text: .text
    case .bytes: .bytes
    case .day: .day
    case .money(let amount): .money(amount.currency)
    case .timestamp: .timestamp
    case .duration: .duration
    case .list(let elements): .list(Self.commonType(elements))
    case .map(let map): Self.type(of: map)
    case .optional(let value): .optional(value?.type ?? .anything)
    case .object(let object): .object(object.objectType)
    case .type: .type
    }
  }

  private static func type(of map: ExpressionMap) -> ExpressionType {
    .map(
      key: commonType(map.keys.map(\.value)),
      value: commonType(map.keys.compactMap { map[$0] })
    )
  }

  private static func commonType(_ values: [ExpressionValue]) -> ExpressionType {
    var common: ExpressionType?
    for value in values {
      let type = value.type
      common = common.map { $0.joined(with: type) ?? .anything } ?? type
      // An element of an empty list is of any type, and says nothing of the others.
      if common == .anything { return .anything }
    }
    return common ?? .anything
  }

  /// What `type(x)` calls it.
  package var typeName: String {
    switch self {
    case .bool: "bool"
    case .number: "number"
    case .text: "text"
    case .bytes: "bytes"
    case .day: "day"
    case .money: "money"
    case .timestamp: "timestamp"
    case .duration: "duration"
    case .list: "list"
    case .map: "map"
    case .optional: "optional"
    case .object: "object"
    case .type: "type"
    }
  }

  /// For messages: `a number`, `a list`.
  var typeWords: String {
    switch self {
    case .list: "a list"
    case .map: "a map"
    case .optional: "an optional value"
    default: type.description
    }
  }
}

extension ExpressionMap.Key {
  /// The key as a value.
  package var value: ExpressionValue {
    switch self {
    case .bool(let value): .bool(value)
    case .number(let key): .number(key.number)
    case .text(let text): .text(text)
    }
  }

  /// The value as a key; nil for one that is no key.
  package init?(_ value: ExpressionValue) {
    switch value {
    case .bool(let value): self = .bool(value)
    case .number(let number): self = .number(NumberKey(number))
    case .text(let text): self = .text(text)
    case .bytes, .day, .money, .timestamp, .duration, .list, .map, .optional, .object, .type:
      return nil
    }
  }
}

extension ExpressionType {
  /// True when a value of `other` may stand where this type is wanted, as far as is known.
  func accepts(_ other: ExpressionType) -> Bool {
    switch (self, other) {
    case (.anything, _), (_, .anything): true
    case (.money(let wanted), .money(let given)): wanted == nil || given == nil || wanted == given
    case (.list(let wanted), .list(let given)): wanted.accepts(given)
    case (.map(let wantedKey, let wanted), .map(let givenKey, let given)):
      wantedKey.accepts(givenKey) && wanted.accepts(given)
    case (.optional(let wanted), .optional(let given)): wanted.accepts(given)
    default: self == other
    }
  }

  /// True when the value is of this type; elements of lists, maps and optionals are not looked at.
  func fits(_ value: ExpressionValue) -> Bool {
    switch (self, value) {
    case (.anything, _), (.bool, .bool), (.number, .number), (.text, .text), (.bytes, .bytes),
      (.day, .day), (.timestamp, .timestamp), (.duration, .duration), (.list, .list), (.map, .map),
      (.optional, .optional), (.type, .type):
      true
    case (.money(let currency), .money(let amount)): currency == nil || currency == amount.currency
    case (.object(let type), .object(let object)): type == object.objectType
    default: false
    }
  }
}
