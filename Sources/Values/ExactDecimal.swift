/// What arithmetic on exact values may refuse.
package enum ArithmeticError: Error, Equatable, Sendable {
  /// The result needs more than 38 significant digits, or money more than 64 bits of minor units.
  case overflow
  /// Two amounts in different currencies were combined.
  case mixedCurrencies(Currency, Currency)
  /// The value has more decimals than asked for and no rounding was named.
  case inexact
  case divisionByZero
}

/// How digits beyond the wanted scale are dropped.
///
/// There is no default: the caller names it.
package enum RoundingRule: String, Sendable, Codable {
  /// Half away from zero: what invoices and EN 16931 validators use.
  case halfUp
  /// Half to the even neighbour ("banker's rounding").
  case halfEven
  /// Toward zero.
  case down
}

/// An exact decimal number: `coefficient` x 10^-`scale`, at most 38 significant digits.
///
/// The scale is kept as written (`1190.00` stays `1190.00`), equality and order are numeric
/// (`1.0 == 1.00`). All arithmetic is exact or throws; nothing is ever rounded unless asked.
package struct ExactDecimal: Sendable {
  package let coefficient: Int128
  /// Digits after the decimal point, 0...38.
  package let scale: Int

  package static let maximumScale = 38
  package static let zero = ExactDecimal(0)

  /// Creates `coefficient` x 10^-`scale`.
  ///
  /// `scale` must be in 0...38.
  package init(coefficient: Int128, scale: Int) {
    precondition((0...Self.maximumScale).contains(scale), "scale out of range")
    self.coefficient = coefficient
    self.scale = scale
  }

  package init(_ integer: Int) {
    self.init(coefficient: Int128(integer), scale: 0)
  }

  /// Parses the canonical form `-?digits(.digits)?`.
  ///
  /// A leading `+` is accepted. Returns nil for anything else: no grouping, no exponent, no white
  /// space.
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
        let (shifted, overflow) = coefficient.multipliedReportingOverflow(by: 10)
        let (sum, carry) = shifted.addingReportingOverflow(Int128(byte - UInt8(ascii: "0")))
        guard !overflow, !carry else { return nil }
        coefficient = sum
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

extension ExactDecimal {
  package func adding(_ other: ExactDecimal) throws(ArithmeticError) -> ExactDecimal {
    let common = max(scale, other.scale)
    let left = try rescaledUp(to: common)
    let right = try other.rescaledUp(to: common)
    let (sum, overflow) = left.addingReportingOverflow(right)
    guard !overflow else { throw .overflow }
    return ExactDecimal(coefficient: sum, scale: common)
  }

  package func subtracting(_ other: ExactDecimal) throws(ArithmeticError) -> ExactDecimal {
    try adding(other.negated)
  }

  package func multiplied(by other: ExactDecimal) throws(ArithmeticError) -> ExactDecimal {
    let (left, right) = (normalized, other.normalized)
    let (product, overflow) = left.coefficient.multipliedReportingOverflow(by: right.coefficient)
    guard !overflow, left.scale + right.scale <= Self.maximumScale else { throw .overflow }
    return ExactDecimal(coefficient: product, scale: left.scale + right.scale)
  }

  /// The quotient rounded to `scale` digits after the point.
  package func divided(
    by other: ExactDecimal,
    scale: Int,
    rounding: RoundingRule
  ) throws(ArithmeticError) -> ExactDecimal {
    guard !other.isZero else { throw .divisionByZero }
    // a/10^s / (b/10^t) = a*10^(scale+t-s)/b at `scale` digits; one guard digit decides rounding
    // together with the remainder, so the division stays exact.
    let (left, right) = (normalized, other.normalized)
    let shift = scale + right.scale - left.scale
    let numerator =
      shift >= 0 ? try Self.scaled(left.coefficient, by: shift) : left.coefficient
    let denominator =
      shift >= 0 ? right.coefficient : try Self.scaled(right.coefficient, by: -shift)
    let quotient = Self.roundedQuotient(numerator, denominator, rounding)
    return ExactDecimal(coefficient: quotient, scale: scale)
  }

  /// The number at exactly `scale` digits after the point, rounded by `rule` where digits are lost.
  package func rounded(
    to scale: Int,
    _ rule: RoundingRule
  ) throws(ArithmeticError) -> ExactDecimal {
    if scale >= self.scale {
      return ExactDecimal(coefficient: try rescaledUp(to: scale), scale: scale)
    }
    let divisor = try Self.scaled(1, by: self.scale - scale)
    let quotient = Self.roundedQuotient(coefficient, divisor, rule)
    return ExactDecimal(coefficient: quotient, scale: scale)
  }

  private func rescaledUp(to wanted: Int) throws(ArithmeticError) -> Int128 {
    try Self.scaled(coefficient, by: wanted - scale)
  }

  private static func scaled(_ value: Int128, by digits: Int) throws(ArithmeticError) -> Int128 {
    var result = value
    for _ in 0..<max(0, digits) {
      let (next, overflow) = result.multipliedReportingOverflow(by: 10)
      guard !overflow else { throw .overflow }
      result = next
    }
    return result
  }

  private static func roundedQuotient(
    _ numerator: Int128,
    _ denominator: Int128,
    _ rule: RoundingRule
  ) -> Int128 {
    let (quotient, remainder) = numerator.quotientAndRemainder(dividingBy: denominator)
    guard remainder != 0 else { return quotient }
    let sign: Int128 = (numerator < 0) == (denominator < 0) ? 1 : -1
    let rest = remainder.magnitude
    let other = denominator.magnitude - rest
    switch rule {
    case .down: return quotient
    case .halfUp: return rest >= other ? quotient + sign : quotient
    case .halfEven:
      if rest == other { return quotient % 2 == 0 ? quotient : quotient + sign }
      return rest > other ? quotient + sign : quotient
    }
  }
}

extension ExactDecimal: Comparable, Hashable {
  package static func == (left: ExactDecimal, right: ExactDecimal) -> Bool {
    let (left, right) = (left.normalized, right.normalized)
    return left.scale == right.scale && left.coefficient == right.coefficient
  }

  package static func < (left: ExactDecimal, right: ExactDecimal) -> Bool {
    let common = max(left.scale, right.scale)
    if let a = try? left.rescaledUp(to: common), let b = try? right.rescaledUp(to: common) {
      return a < b
    }
    // One side does not fit at the common scale: compare whole parts, then fractions.
    let (wholeLeft, wholeRight) = (left.wholePart, right.wholePart)
    if wholeLeft != wholeRight { return wholeLeft < wholeRight }
    return left.fractionDigits.lexicographicallyPrecedes(right.fractionDigits) != left.isNegative
  }

  package func hash(into hasher: inout Hasher) {
    let normal = normalized
    hasher.combine(normal.coefficient)
    hasher.combine(normal.scale)
  }

  private var wholePart: Int128 {
    var value = coefficient
    for _ in 0..<scale { value /= 10 }
    return value
  }

  private var fractionDigits: String {
    String(magnitude.normalized.description.split(separator: ".").dropFirst().first ?? "")
  }
}

extension ExactDecimal: CustomStringConvertible {
  /// The canonical form with the scale as written: `-12.50`.
  package var description: String {
    guard scale > 0 else { return String(coefficient) }
    var digits = String(coefficient.magnitude)
    if digits.count <= scale {
      digits = String(repeating: "0", count: scale - digits.count + 1) + digits
    }
    let point = digits.index(digits.endIndex, offsetBy: -scale)
    return (isNegative ? "-" : "") + digits[..<point] + "." + digits[point...]
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
