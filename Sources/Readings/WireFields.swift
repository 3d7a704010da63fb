import Documents
import Values

/// What may be wrong with bytes that claim to be a frame.
package enum WireError: Error, Equatable, Sendable {
  /// The bytes end before the value does.
  case truncated
  /// A value that its type does not allow, named.
  case invalid(String)
  /// A frame or count above its named limit.
  case tooLarge(String)
}

/// Walks over the fields of a value in a fixed order, either writing or filling them.
///
/// One walk serves both directions, so the two cannot drift apart.
protocol WireFields {
  mutating func visit(_ value: inout Bool) throws(WireError)
  mutating func visit(_ value: inout UInt8) throws(WireError)
  mutating func visit(_ value: inout Int) throws(WireError)
  mutating func visit(_ value: inout Int64) throws(WireError)
  mutating func visit(_ value: inout Int128) throws(WireError)
  mutating func visit(_ value: inout Double) throws(WireError)
  mutating func visit(_ value: inout String) throws(WireError)
  mutating func visit(_ value: inout Currency) throws(WireError)
  mutating func visit(bytes value: inout [UInt8]) throws(WireError)
  /// A number of elements that follow.
  mutating func visitCount(_ count: Int) throws(WireError) -> Int
  /// True when the values visited are filled from bytes.
  static var fills: Bool { get }
}

/// A value that can travel over the wire as its fields.
protocol WireValue {
  /// Something to fill; its content is never seen.
  static var blank: Self { get }
  mutating func visit(_ fields: inout some WireFields) throws(WireError)
}

extension WireFields {
  /// Room is made for this many elements, whatever number was promised.
  private static var usualCount: Int { 32 }

  mutating func visit(_ value: inout some WireValue) throws(WireError) {
    try value.visit(&self)
  }

  mutating func visit<Value: WireValue>(_ value: inout Value?) throws(WireError) {
    var isThere = value != nil
    try visit(&isThere)
    guard isThere else {
      value = nil
      return
    }
    var inner = value ?? .blank
    try inner.visit(&self)
    if Self.fills { value = inner }
  }

  mutating func visit<Value: WireValue>(_ values: inout [Value]) throws(WireError) {
    let count = try visitCount(values.count)
    guard Self.fills else {
      for var value in values { try value.visit(&self) }
      return
    }
    values = []
    values.reserveCapacity(min(count, Self.usualCount))
    for _ in 0..<count {
      var value = Value.blank
      try value.visit(&self)
      values.append(value)
    }
  }

  mutating func visit<Value: WireValue>(_ values: inout [String: Value]) throws(WireError) {
    let count = try visitCount(values.count)
    guard Self.fills else {
      for var (key, value) in values {
        try visit(&key)
        try value.visit(&self)
      }
      return
    }
    values = [:]
    values.reserveCapacity(min(count, Self.usualCount))
    for _ in 0..<count {
      var key = ""
      var value = Value.blank
      try visit(&key)
      try value.visit(&self)
      values[key] = value
    }
  }

  /// A closed set of names.
  mutating func visitName<Name: RawRepresentable<String>>(
    _ value: inout Name
  ) throws(WireError) {
    var name = value.rawValue
    try visit(&name)
    guard Self.fills else { return }
    guard let known = Name(rawValue: name) else { throw .invalid("name of \(Name.self)") }
    value = known
  }
}

extension Rare: WireValue where Value: WireValue {
  static var blank: Rare<Value> { Rare() }

  mutating func visit(_ fields: inout some WireFields) throws(WireError) {
    var part = part
    try fields.visit(&part)
    if type(of: fields).fills { self = part.map(Rare.init(wrappedValue:)) ?? Rare() }
  }
}
