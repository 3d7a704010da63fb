import Values

/// Values to bytes.
struct WireWriter: WireFields {
  private(set) var bytes: [UInt8] = []
  static var fills: Bool { false }

  /// Takes the bytes that were written so far.
  mutating func take() -> [UInt8] {
    let taken = bytes
    bytes = []
    return taken
  }

  mutating func append(_ more: some Collection<UInt8>) {
    bytes.append(contentsOf: more)
  }

  /// Takes back everything after the first `count` bytes.
  @discardableResult
  mutating func cut(to count: Int) -> [UInt8] {
    let last = Array(bytes[count...])
    bytes.removeLast(bytes.count - count)
    return last
  }

  mutating func visit(_ value: inout Bool) {
    bytes.append(value ? 1 : 0)
  }

  mutating func visit(_ value: inout UInt8) {
    bytes.append(value)
  }

  mutating func visit(_ value: inout Int) {
    append(zigzag: Int64(value))
  }

  mutating func visit(_ value: inout Int64) {
    append(zigzag: value)
  }

  /// Most coefficients fit 64 bits: a mark, then the short or the long form.
  mutating func visit(_ value: inout Int128) {
    if let short = Int64(exactly: value) {
      bytes.append(0)
      append(zigzag: short)
    } else {
      bytes.append(1)
      append(fixed: UInt128(bitPattern: value), count: 16)
    }
  }

  mutating func visit(_ value: inout Double) {
    append(fixed: UInt128(value.bitPattern), count: 8)
  }

  mutating func visit(_ value: inout String) {
    append(varint: UInt64(value.utf8.count))
    bytes.append(contentsOf: value.utf8)
  }

  mutating func visit(bytes value: inout [UInt8]) {
    append(varint: UInt64(value.count))
    bytes.append(contentsOf: value)
  }

  mutating func visit(_ value: inout Currency) {
    bytes.append(contentsOf: value.code.utf8)
  }

  mutating func visitCount(_ count: Int) -> Int {
    append(varint: UInt64(count))
    return count
  }

  /// Small magnitudes of either sign become small numbers.
  private mutating func append(zigzag value: Int64) {
    append(varint: UInt64(bitPattern: (value << 1) ^ (value >> 63)))
  }

  /// Seven bits a byte, the low ones first.
  private mutating func append(varint value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  private mutating func append(fixed value: UInt128, count: Int) {
    for index in 0..<count { bytes.append(UInt8(truncatingIfNeeded: value >> (8 * index))) }
  }
}
