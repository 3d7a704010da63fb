/// An unsigned 256-bit integer, wide enough for any product of two 38-digit coefficients.
///
/// `ExactDecimal` computes in it where 128 bits may not hold an intermediate value, so that only a
/// *result* can be too large, never a step on the way.
struct WideMagnitude: Equatable {
  let high: UInt128
  let low: UInt128

  init(high: UInt128 = 0, low: UInt128) {
    self.high = high
    self.low = low
  }

  /// The full product.
  init(_ left: UInt128, times right: UInt128) {
    (high, low) = left.multipliedFullWidth(by: right)
  }

  /// The value as a signed coefficient of at most 38 digits, nil when it has more.
  var coefficient: Int128? {
    guard high == 0, low <= ExactDecimal.maximumCoefficient.magnitude else { return nil }
    return Int128(low)
  }

  /// The sum.
  ///
  /// Both sides are below 10^76, so 256 bits hold it.
  func adding(_ other: WideMagnitude) -> WideMagnitude {
    let (sum, carry) = low.addingReportingOverflow(other.low)
    return WideMagnitude(high: high + other.high + (carry ? 1 : 0), low: sum)
  }

  /// The difference; `other` must not be larger.
  func subtracting(_ other: WideMagnitude) -> WideMagnitude {
    let (difference, borrow) = low.subtractingReportingOverflow(other.low)
    return WideMagnitude(high: high - other.high - (borrow ? 1 : 0), low: difference)
  }

  /// A tenth, nil when that is no whole number.
  var exactTenth: WideMagnitude? {
    let (tenthOfHigh, rest) = high.quotientAndRemainder(dividingBy: 10)
    let (tenthOfLow, remainder) = UInt128(10).dividingFullWidth((rest, low))
    return remainder == 0 ? WideMagnitude(high: tenthOfHigh, low: tenthOfLow) : nil
  }
}

extension WideMagnitude: Comparable {
  static func < (left: WideMagnitude, right: WideMagnitude) -> Bool {
    (left.high, left.low) < (right.high, right.low)
  }
}
