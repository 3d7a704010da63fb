/// Logarithm and exponential in plain Swift, so that every machine gets the same bits.
enum Exponential {
  private static let ln2 = 0.693_147_180_559_945_3

  /// The natural logarithm; of what is not positive, a very small one.
  static func log(_ value: Double) -> Double {
    guard value > 1e-300 else { return -690 }
    var exponent = Double(value.exponent)
    var mantissa = value.significand
    if mantissa > 1.414_213_562_373_095 {
      mantissa /= 2
      exponent += 1
    }
    // ln m = 2 artanh((m - 1) / (m + 1)); |x| < 0.172, so that eleven terms are exact to the last digits.
    let ratio = (mantissa - 1) / (mantissa + 1)
    let square = ratio * ratio
    var sum = 0.0
    for term in stride(from: 21, through: 1, by: -2) { sum = sum * square + 1 / Double(term) }
    return exponent * ln2 + 2 * ratio * sum
  }

  static func exp(_ value: Double) -> Double {
    let bounded = min(max(value, -600), 600)
    let power = (bounded / ln2).rounded()
    let rest = bounded - power * ln2
    var sum = 1.0
    for term in stride(from: 14, through: 1, by: -1) { sum = 1 + rest * sum / Double(term) }
    return Double(sign: .plus, exponent: Int(power), significand: sum)
  }
}
