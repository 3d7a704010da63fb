/// A part of the model that an absent list of them has no key for.
package protocol Particular: Hashable, Sendable, Codable {}

/// One that has an empty value.
package protocol RareValue: Particular {
  init()
}

extension RareValue {
  package var isEmpty: Bool { self == Self() }
}

/// A part of a document that most papers lack: one pointer wide, and nothing else where there is none.
@propertyWrapper
package struct Rare<Value: RareValue>: Hashable, Sendable {
  /// At most one, and no empty one.
  private var values: [Value]

  /// None; `Value` is not made for it, for every document begins with many of these.
  package init() {
    values = []
  }

  package init(wrappedValue: Value) {
    values = wrappedValue.isEmpty ? [] : [wrappedValue]
  }

  /// The part where there is one.
  package var part: Value? { values.first }

  package var isEmpty: Bool { values.isEmpty }

  /// The part as it is kept, for those who do not want to look into an empty one.
  package var projectedValue: Rare<Value> {
    get { self }
    set { self = newValue }
  }

  package var wrappedValue: Value {
    get { values.first ?? Value() }
    _modify {
      if values.isEmpty { values.append(Value()) }
      // In place: a line's part is filled field by field.
      yield &values[0]
      if values[0].isEmpty { values = [] }
    }
  }
}

// The compiler's `Codable` code finds these overloads: an empty part has no key.

extension KeyedEncodingContainer {
  mutating func encode<Value>(_ value: Rare<Value>, forKey key: Key) throws {
    if !value.isEmpty { try encode(value.wrappedValue, forKey: key) }
  }

  mutating func encode(_ values: [some Particular], forKey key: Key) throws {
    if !values.isEmpty { try encodeIfPresent(values as Optional, forKey: key) }
  }
}

extension KeyedDecodingContainer {
  func decode<Value>(_ type: Rare<Value>.Type, forKey key: Key) throws -> Rare<Value> {
    Rare(wrappedValue: try decodeIfPresent(Value.self, forKey: key) ?? Value())
  }

  func decode<Element: Particular>(_ type: [Element].Type, forKey key: Key) throws -> [Element] {
    try decodeIfPresent(type, forKey: key) ?? []
  }
}

extension Rare: Codable {
  package init(from decoder: any Decoder) throws {
    self.init(wrappedValue: try Value(from: decoder))
  }

  package func encode(to encoder: any Encoder) throws {
    try wrappedValue.encode(to: encoder)
  }
}
