import Values

extension ExactDecimal {
  /// The quotient: exact where it ends within 38 digits, else rounded half to even.
  ///
  /// A rounded one has `ExpressionLimits.quotientScale` decimals, or as many as fit 38 digits.
  func quotient(by other: ExactDecimal) throws(ArithmeticError) -> ExactDecimal {
    guard !other.isZero else { throw .divisionByZero }
    for scale in [4, ExpressionLimits.quotientScale, ExactDecimal.maximumScale] {
      if let exact = exactQuotient(by: other, scale: scale) { return exact }
    }
    var scale = ExpressionLimits.quotientScale
    while true {
      do {
        return try divided(by: other, scale: scale, rounding: .halfEven)
      } catch {
        guard scale > 0 else { throw error }
        scale -= 1
      }
    }
  }

  private func exactQuotient(by other: ExactDecimal, scale: Int) -> ExactDecimal? {
    do {
      let quotient = try divided(by: other, scale: scale, rounding: .down)
      guard try quotient.multiplied(by: other) == self else { return nil }
      return quotient.normalized
    } catch {
      return nil
    }
  }

  /// What a division toward zero leaves; it has the sign of this number.
  func remainder(by other: ExactDecimal) throws(ArithmeticError) -> ExactDecimal {
    guard !other.isZero else { throw .divisionByZero }
    let common = max(scale, other.scale)
    let left = try rounded(to: common, .down).coefficient
    let right: Int128
    do {
      right = try other.rounded(to: common, .down).coefficient
    } catch {
      // It passes all numbers of 38 digits at this scale, this one among them.
      return self
    }
    return ExactDecimal(coefficient: left % right, scale: common)
  }
}
