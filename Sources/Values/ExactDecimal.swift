/// An exact decimal number: `coefficient` x 10^-`scale`, at most 38 significant digits.
///
/// The scale is kept as written (`1190.00` stays `1190.00`), equality and order are numeric
/// (`1.0 == 1.00`). All arithmetic is exact or throws; nothing is ever rounded unless asked.
package struct ExactDecimal: Sendable {
  /// At most 38 digits, so that negating it always fits.
  package let coefficient: Int128
  /// Digits after the decimal point, 0...38.
  package let scale: Int

  package static let maximumScale = 38
  /// 38 nines.
  package static let maximumCoefficient: Int128 =
    99_999_999_999_999_999_999_999_999_999_999_999_999
  package static let zero = ExactDecimal(0)

  /// Creates `coefficient` x 10^-`scale`.
  ///
  /// `scale` must be in 0...38 and `coefficient` have at most 38 digits; a number computed from a
  /// file's digits comes in through `init(_ text:)` or `init(checking:scale:)` instead.
  package init(coefficient: Int128, scale: Int) {
    precondition((0...Self.maximumScale).contains(scale), "scale out of range")
    precondition(
      coefficient.magnitude <= Self.maximumCoefficient.magnitude,
      "coefficient out of range"
    )
    self.coefficient = coefficient
    self.scale = scale
  }

  /// Creates `coefficient` x 10^-`scale`, throws `.overflow` when either is out of range.
  package init(checking coefficient: Int128, scale: Int) throws(ArithmeticError) {
    guard (0...Self.maximumScale).contains(scale),
      coefficient.magnitude <= Self.maximumCoefficient.magnitude
    else { throw .overflow }
    self.init(coefficient: coefficient, scale: scale)
  }

  package init(_ integer: Int) {
    self.init(coefficient: Int128(integer), scale: 0)
  }

  /// Parses the canonical form `-?digits(.digits)?`.
  ///
  /// A leading `+` is accepted. Returns nil for anything else: no grouping, no exponent, no white
  /// space, no more than 38 digits (leading zeros aside) nor 38 of them after the point.
  package init?(_ text: some StringProtocol) {
    var coefficient: Int128 = 0
    var scale = 0
    var digits = 0
    var seenPoint = false
    var negative = false
    for (position, byte) in text.utf8.enumerated() {
      switch byte {
      case UInt8(ascii: "-") where position == 0: negative = true
      case UInt8(ascii: "+") where position == 0: break
      case UInt8(ascii: ".") where !seenPoint && digits > 0: seenPoint = true
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        let digit = Int128(byte - UInt8(ascii: "0"))
        guard coefficient <= (Self.maximumCoefficient - digit) / 10 else { return nil }
        coefficient = coefficient * 10 + digit
        digits += 1
        if seenPoint { scale += 1 }
      default: return nil
      }
    }
    guard digits > 0, scale <= Self.maximumScale, !(seenPoint && scale == 0) else { return nil }
    self.init(coefficient: negative ? -coefficient : coefficient, scale: scale)
  }

  package var isZero: Bool { coefficient == 0 }
  package var isNegative: Bool { coefficient < 0 }
  package var negated: ExactDecimal { ExactDecimal(coefficient: -coefficient, scale: scale) }
  package var magnitude: ExactDecimal { isNegative ? negated : self }

  /// The same number with trailing zeros after the point removed.
  package var normalized: ExactDecimal {
    var coefficient = coefficient
    var scale = scale
    while scale > 0, coefficient % 10 == 0 {
      coefficient /= 10
      scale -= 1
    }
    return ExactDecimal(coefficient: coefficient, scale: scale)
  }
}

extension ExactDecimal: Comparable, Hashable {
  package static func == (left: ExactDecimal, right: ExactDecimal) -> Bool {
    if left.scale == right.scale { return left.coefficient == right.coefficient }
    let (left, right) = (left.normalized, right.normalized)
    return left.scale == right.scale && left.coefficient == right.coefficient
  }

  package static func < (left: ExactDecimal, right: ExactDecimal) -> Bool {
    if left.scale == right.scale { return left.coefficient < right.coefficient }
    if left.isNegative != right.isNegative { return left.isNegative }
    let common = max(left.scale, right.scale)
    let (leftSize, rightSize) = (left.magnitude(atScale: common), right.magnitude(atScale: common))
    return left.isNegative ? rightSize < leftSize : leftSize < rightSize
  }

  package func hash(into hasher: inout Hasher) {
    let normal = normalized
    hasher.combine(normal.coefficient)
    hasher.combine(normal.scale)
  }
}

extension ExactDecimal: CustomStringConvertible {
  /// The canonical form with the scale as written: `-12.50`.
  package var description: String {
    // Backwards, digit by digit: amounts are written as text more often than anything else.
    var text: [UInt8] = []
    text.reserveCapacity(24)
    var rest = coefficient.magnitude
    repeat {
      if text.count == scale, scale > 0 { text.append(UInt8(ascii: ".")) }
      if let short = UInt64(exactly: rest) {
        text.append(UInt8(ascii: "0") + UInt8(short % 10))
        rest = UInt128(short / 10)
      } else {
        text.append(UInt8(ascii: "0") + UInt8(rest % 10))
        rest /= 10
      }
    } while rest > 0 || (scale > 0 && text.count < scale + 2)
    if isNegative { text.append(UInt8(ascii: "-")) }
    text.reverse()
    return String(decoding: text, as: UTF8.self)
  }
}

extension ExactDecimal: Codable {
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let value = ExactDecimal(text) else {
      throw DecodingError.dataCorruptedError(
        in: container,
        debugDescription: "not a decimal: \(text)"
      )
    }
    self = value
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
