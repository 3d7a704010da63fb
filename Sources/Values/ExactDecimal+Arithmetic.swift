// Every step is computed in a width that holds it, so `.overflow` speaks of the result alone: it
// needs more than 38 significant digits.
extension ExactDecimal {
  /// The sum at the larger of both scales, or at a smaller one where only that fits 38 digits.
  package func adding(_ other: ExactDecimal) throws(ArithmeticError) -> ExactDecimal {
    let common = max(scale, other.scale)
    let (left, right) = (magnitude(atScale: common), other.magnitude(atScale: common))
    if isNegative == other.isNegative {
      return try Self.fitted(left.adding(right), scale: common, isNegative: isNegative)
    }
    return left < right
      ? try Self.fitted(right.subtracting(left), scale: common, isNegative: other.isNegative)
      : try Self.fitted(left.subtracting(right), scale: common, isNegative: isNegative)
  }

  package func subtracting(_ other: ExactDecimal) throws(ArithmeticError) -> ExactDecimal {
    try adding(other.negated)
  }

  /// The product, without the trailing zeros that the factors were written with.
  package func multiplied(by other: ExactDecimal) throws(ArithmeticError) -> ExactDecimal {
    let (left, right) = (normalized, other.normalized)
    return try Self.fitted(
      WideMagnitude(left.coefficient.magnitude, times: right.coefficient.magnitude),
      scale: left.scale + right.scale,
      isNegative: left.isNegative != right.isNegative
    )
  }

  /// The quotient rounded to `scale` digits after the point.
  ///
  /// A `scale` outside 0...38 throws `.overflow`.
  package func divided(
    by other: ExactDecimal,
    scale: Int,
    rounding: RoundingRule
  ) throws(ArithmeticError) -> ExactDecimal {
    guard !other.isZero else { throw .divisionByZero }
    guard (0...Self.maximumScale).contains(scale) else { throw .overflow }
    // a/10^s / (b/10^t) = a*10^(scale+t-s)/b at `scale` digits.
    let (left, right) = (normalized, other.normalized)
    let division = try Division(
      left.coefficient.magnitude,
      by: right.coefficient.magnitude,
      shiftedBy: scale + right.scale - left.scale
    )
    return try Self.fitted(
      WideMagnitude(low: division.rounded(rounding)),
      exactScale: scale,
      isNegative: left.isNegative != right.isNegative
    )
  }

  /// The number at exactly `scale` digits after the point, rounded by `rule` where digits are lost.
  ///
  /// A `scale` outside 0...38 throws `.overflow`.
  package func rounded(
    to scale: Int,
    _ rule: RoundingRule
  ) throws(ArithmeticError) -> ExactDecimal {
    guard (0...Self.maximumScale).contains(scale) else { throw .overflow }
    if scale >= self.scale {
      return try Self.fitted(
        magnitude(atScale: scale),
        exactScale: scale,
        isNegative: isNegative
      )
    }
    let division = try Division(coefficient.magnitude, by: 1, shiftedBy: scale - self.scale)
    return try Self.fitted(
      WideMagnitude(low: division.rounded(rule)),
      exactScale: scale,
      isNegative: isNegative
    )
  }

  /// The digits of the magnitude at `wanted` digits after the point, at least `scale` of them.
  func magnitude(atScale wanted: Int) -> WideMagnitude {
    WideMagnitude(coefficient.magnitude, times: Self.powersOfTen[wanted - scale])
  }

  /// 10^0 to 10^38, the largest below 2^128.
  fileprivate static let powersOfTen: [UInt128] = {
    var powers: [UInt128] = [1]
    for exponent in 0..<maximumScale { powers.append(powers[exponent] * 10) }
    return powers
  }()

  /// The number, with only as many trailing zeros dropped as it takes to fit 38 digits and scale 38.
  private static func fitted(
    _ magnitude: WideMagnitude,
    scale: Int,
    isNegative: Bool
  ) throws(ArithmeticError) -> ExactDecimal {
    var (magnitude, scale) = (magnitude, scale)
    while scale > 0, scale > maximumScale || magnitude.coefficient == nil {
      guard let tenth = magnitude.exactTenth else { throw .overflow }
      (magnitude, scale) = (tenth, scale - 1)
    }
    return try fitted(magnitude, exactScale: scale, isNegative: isNegative)
  }

  private static func fitted(
    _ magnitude: WideMagnitude,
    exactScale scale: Int,
    isNegative: Bool
  ) throws(ArithmeticError) -> ExactDecimal {
    guard let coefficient = magnitude.coefficient else { throw .overflow }
    return ExactDecimal(coefficient: isNegative ? -coefficient : coefficient, scale: scale)
  }
}

/// `numerator` x 10^`shift` / `denominator` as a whole quotient and how the rest compares with half.
private struct Division {
  private enum Rest {
    case none
    case belowHalf
    case half
    case aboveHalf
  }

  private let quotient: UInt128
  private let rest: Rest

  /// Throws `.overflow` when the quotient passes 38 digits.
  init(
    _ numerator: UInt128,
    by denominator: UInt128,
    shiftedBy shift: Int
  ) throws(ArithmeticError) {
    var denominator = denominator
    if shift < 0 {
      guard let scaled = Self.scaled(denominator, by: -shift) else {
        // 2^128 is more than three times the largest numerator.
        (quotient, rest) = (0, numerator == 0 ? .none : .belowHalf)
        return
      }
      denominator = scaled
    }
    var (quotient, remainder) = numerator.quotientAndRemainder(dividingBy: denominator)
    for _ in 0..<max(0, shift) {
      // Schoolbook long division, one digit at a time: the remainder stays below the denominator.
      let wide = remainder.multipliedFullWidth(by: 10)
      let (digit, rest) = denominator.dividingFullWidth(wide)
      guard quotient <= (ExactDecimal.maximumCoefficient.magnitude - digit) / 10 else {
        throw .overflow
      }
      (quotient, remainder) = (quotient * 10 + digit, rest)
    }
    self.quotient = quotient
    let other = denominator - remainder
    rest =
      remainder == 0
      ? .none : remainder == other ? .half : remainder < other ? .belowHalf : .aboveHalf
  }

  func rounded(_ rule: RoundingRule) -> UInt128 {
    switch (rule, rest) {
    case (_, .none), (_, .belowHalf), (.down, _): quotient
    case (.halfUp, _), (.halfEven, .aboveHalf): quotient + 1
    case (.halfEven, .half): quotient.isMultiple(of: 2) ? quotient : quotient + 1
    }
  }

  private static func scaled(_ value: UInt128, by digits: Int) -> UInt128? {
    guard digits < ExactDecimal.powersOfTen.count else { return nil }
    let (scaled, overflow) = value.multipliedReportingOverflow(by: ExactDecimal.powersOfTen[digits])
    return overflow ? nil : scaled
  }
}
