import Values

/// An amount for comparing and adding: ten-thousandths, exact.
struct Amount: Hashable, Comparable {
  var units: Int

  static let scale = 4

  /// Nil for more decimals or digits than amounts of invoices have.
  init?(_ decimal: ExactDecimal) {
    let decimal = decimal.normalized
    guard decimal.scale <= Self.scale else { return nil }
    var value = decimal.coefficient
    for _ in decimal.scale..<Self.scale { value *= 10 }
    guard value.magnitude < 1 << 58 else { return nil }
    units = Int(value)
  }

  init(units: Int) { self.units = units }

  /// With two decimals, or as many as it has.
  var decimal: ExactDecimal? {
    units.isMultiple(of: 100)
      ? ExactDecimal(coefficient: Int128(units / 100), scale: 2)
      : ExactDecimal(coefficient: Int128(units), scale: Self.scale)
  }

  static let zero = Amount(units: 0)
  static func < (left: Amount, right: Amount) -> Bool { left.units < right.units }
  static func + (left: Amount, right: Amount) -> Amount { Amount(units: left.units + right.units) }
  static func - (left: Amount, right: Amount) -> Amount { Amount(units: left.units - right.units) }
  var negated: Amount { Amount(units: -units) }
  var magnitude: Amount { Amount(units: abs(units)) }

  /// True when `rate` percent of this is `tax`, to the cent and a rounding of each line.
  func isTaxed(_ rate: Amount, gives tax: Amount, slack: Int = 120) -> Bool {
    // rate is percent in ten-thousandths: units * rate / 1_000_000.
    let (product, overflow) = units.multipliedReportingOverflow(by: rate.units)
    guard !overflow else { return false }
    return abs(product / 1_000_000 - tax.units) <= slack
  }
}
