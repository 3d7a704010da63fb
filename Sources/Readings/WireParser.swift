import Values

/// Bytes from a process that may be hostile to values; never trusts a count, a length or a text.
struct WireParser: WireFields {
  let bytes: ArraySlice<UInt8>
  private(set) var position: Int
  private var lastCurrency: Currency?
  static var fills: Bool { true }

  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    position = bytes.startIndex
  }

  var isAtEnd: Bool { position == bytes.endIndex }

  mutating func visit(_ value: inout Bool) throws(WireError) {
    switch try byte() {
    case 0: value = false
    case 1: value = true
    default: throw .invalid("truth value")
    }
  }

  mutating func visit(_ value: inout UInt8) throws(WireError) {
    value = try byte()
  }

  mutating func visit(_ value: inout Int) throws(WireError) {
    let number = try zigzag()
    guard number.magnitude <= ReaderWire.maximumNumber.magnitude else { throw .invalid("number") }
    value = Int(number)
  }

  mutating func visit(_ value: inout Int64) throws(WireError) {
    value = try zigzag()
    // It has no opposite, so turning its sign would overflow.
    guard value != .min else { throw .invalid("amount") }
  }

  mutating func visit(_ value: inout Int128) throws(WireError) {
    switch try byte() {
    case 0: value = Int128(try zigzag())
    case 1: value = Int128(bitPattern: try fixed(count: 16))
    default: throw .invalid("decimal")
    }
    guard value != .min else { throw .invalid("decimal") }
  }

  mutating func visit(_ value: inout Double) throws(WireError) {
    value = Double(bitPattern: UInt64(truncatingIfNeeded: try fixed(count: 8)))
    guard value.isFinite else { throw .invalid("coordinate") }
  }

  mutating func visit(_ value: inout String) throws(WireError) {
    let count = try length()
    let part = bytes[position..<position + count]
    position += count
    // Most texts are ASCII, which cannot be invalid; looking for that is far quicker than the library's validation.
    if Self.isASCII(part) {
      value = String(decoding: part, as: UTF8.self)
      return
    }
    guard let text = String(validating: part, as: UTF8.self) else { throw .invalid("text") }
    value = text
  }

  mutating func visit(bytes value: inout [UInt8]) throws(WireError) {
    let count = try length()
    value = Array(bytes[position..<position + count])
    position += count
  }

  private static func isASCII(_ bytes: ArraySlice<UInt8>) -> Bool {
    var all: UInt8 = 0
    for byte in bytes { all |= byte }
    return all < 0x80
  }

  mutating func visit(_ value: inout Currency) throws(WireError) {
    guard bytes.endIndex - position >= 3 else { throw .truncated }
    let code = bytes[position..<position + 3]
    position += 3
    // Nearly every amount of a file has the currency of the one before it.
    if let lastCurrency, lastCurrency.code.utf8.elementsEqual(code) {
      value = lastCurrency
      return
    }
    guard let text = String(validating: code, as: UTF8.self), let known = Currency(text) else {
      throw .invalid("currency")
    }
    lastCurrency = known
    value = known
  }

  /// Each element takes at least one byte, so a count above what is left is a lie.
  mutating func visitCount(_ count: Int) throws(WireError) -> Int {
    try length()
  }

  private mutating func length() throws(WireError) -> Int {
    let count = try varint()
    guard count <= UInt64(bytes.endIndex - position) else { throw .truncated }
    return Int(count)
  }

  private mutating func byte() throws(WireError) -> UInt8 {
    guard position < bytes.endIndex else { throw .truncated }
    defer { position += 1 }
    return bytes[position]
  }

  private mutating func zigzag() throws(WireError) -> Int64 {
    let value = try varint()
    return Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1)
  }

  private mutating func varint() throws(WireError) -> UInt64 {
    var value: UInt64 = 0
    for shift in stride(from: 0, to: 64, by: 7) {
      let next = try byte()
      let part = UInt64(next & 0x7F)
      guard (part << shift) >> shift == part else { throw .invalid("number") }
      value |= part << shift
      if next < 0x80 { return value }
    }
    throw .invalid("number")
  }

  private mutating func fixed(count: Int) throws(WireError) -> UInt128 {
    var value: UInt128 = 0
    for index in 0..<count { value |= UInt128(try byte()) << (8 * index) }
    return value
  }
}
